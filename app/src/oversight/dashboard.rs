//! The overview: how the clocks stand now, how the period went, where, and what was last warned of.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use domain::supervision::{Measure, Measures, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::measures::{days_table, period_table};
use super::{Place, files, number, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::chart::{Bar, Chart, Tone, bars, columns};
use crate::parts::details::details;
use crate::parts::empty::empty;
use crate::parts::lamp::{LampView, lamp_with};
use crate::parts::stat::{Stat, stats};
use crate::parts::table::{Column, Table, table};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;
use crate::text::percent;

/// Agencies that a chart compares.
const BARS: usize = 8;
/// Lines of a breakdown until all of them are asked for: on a phone each is a card.
const FEW: usize = 8;

#[derive(Debug, Clone, Default)]
pub struct Dashboard {
    pub place: Place,
    pub name: Localised,
    /// The places above, from the reader's whole scope down.
    pub above: Vec<(Place, Localised)>,
    /// First and last day of the period.
    pub from: Date,
    pub until: Date,
    pub as_of: Timestamp,
    /// How things stand, and what happened in the period.
    pub total: Measures,
    /// What happened in the period before, and in the same a year before.
    pub before: Measures,
    pub year_before: Measures,
    pub course: Vec<Course>,
    pub divisions: Vec<Line>,
    /// Those with the most to worry about first, and how many more there are.
    pub agencies: Vec<Line>,
    pub more_agencies: usize,
    pub items: Vec<Line>,
    pub more_items: usize,
    /// Of a single agency.
    pub officers: Vec<Line>,
    /// The one breakdown that is not cut to its first lines.
    pub whole: Option<&'static str>,
    /// How many cases of the reader's whole scope were closed as void.
    pub voided: u64,
    /// How many of them were late.
    pub voided_late: u64,
    /// What supervision did in the period, of a report: the ends of locale keys, with the numbers of the period, of the
    /// one before and of a year before.
    pub supervision: Vec<(&'static str, [u64; 3])>,
    /// The reader may know what was rated.
    pub sees_ratings: bool,
    /// The reader answers complaints.
    pub answers_complaints: bool,
    pub warnings: Vec<WarningLine>,
}

/// A step of the course, both days within.
#[derive(Debug, Clone)]
pub struct Course {
    pub from: Date,
    pub until: Date,
    pub figures: Measures,
}

/// The columns of a breakdown.
const COLUMNS: [(Measure, Tone); 9] = [
    (Measure::Received, Tone::Plain),
    (Measure::Running, Tone::Plain),
    (Measure::Paused, Tone::Plain),
    (Measure::DueSoon, Tone::Attention),
    (Measure::Overdue, Tone::Late),
    (Measure::StatutoryOverdue, Tone::Late),
    (Measure::Concluded, Tone::Plain),
    (Measure::InTime, Tone::Done),
    (Measure::Late, Tone::Late),
];

/// `98.2%` of what was decided in time or late; nothing where nothing was.
pub(super) fn rate(figures: &Measures) -> Option<String> {
    let in_time = figures.count(Measure::InTime);
    Measures::share(in_time, in_time + figures.count(Measure::Late)).map(percent)
}

/// A row: a division, an agency, an item or a person.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub name: Localised,
    pub place: Place,
    pub figures: Measures,
}

#[derive(Debug, Clone)]
pub struct WarningLine {
    pub at: Timestamp,
    pub case_no: String,
    pub agency: Localised,
    pub level: LampView,
    pub kind: Option<DeadlineKind>,
    pub step: Option<Localised>,
}

pub fn dashboard_page(shell: &Shell, view: &Dashboard) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("oversight-title", &[("place", (&name).into())]);
    let trail: Vec<_> = view
        .above
        .iter()
        .map(|(place, name)| (place.dashboard(), shell.l(name)))
        .collect();
    let trail = (!trail.is_empty()).then(|| breadcrumb(shell, &trail));
    let today = shell.today;
    let mut choices = vec![
        Period::Days(30),
        Period::Days(90),
        Period::Days(365),
        Period::month_of(today),
        Period::Year(today.year()),
    ];
    if !choices.contains(&view.place.period) {
        choices.push(view.place.period);
    }
    let periods: Vec<Tab> = choices
        .into_iter()
        .map(|choice| {
            let href = view.place.over(choice).dashboard();
            Tab::new(href, period(shell, choice), choice == view.place.period)
        })
        .collect();
    let from = view! {
        {time::day(shell, view.from)}" – "{time::day(shell, view.until)}
    };
    let more = |key: &str, count: usize| {
        (count > 0).then(|| {
            let more = [("count", count.into())];
            view! { <p class="soft">{shell.tv(key, &more)}</p> }.into_any()
        })
    };
    let breakdown = |lines: &[Line], by: &str, more: Option<AnyView>| {
        let head = shell.t(&format!("oversight-by-{by}"));
        let few = lines.get(..FEW).filter(|_| view.whole != Some(by));
        let cut = few.filter(|few| few.len() < lines.len()).is_some();
        let rest = match cut {
            false => more,
            true => {
                let all = format!("{}&by={by}#{by}", view.place.dashboard());
                let words = shell.t("oversight-show-all");
                let of = head.clone();
                Some(
                    view! { <p><a href=all>{words}<span class="vh">" "{of}</span></a></p> }
                        .into_any(),
                )
            }
        };
        (!lines.is_empty()).then(|| {
            view! {
                <div id=by.to_owned()>
                    {places(shell, head, &format!("oversight-{by}"), few.unwrap_or(lines))}
                    {rest}
                    {files(shell, &view.place.figures(by))}
                </div>
            }
        })
    };
    let more_agencies = more("oversight-more-agencies", view.more_agencies);
    let more_items = more("oversight-more-items", view.more_items);
    let divisions = breakdown(&view.divisions, "division", None);
    let agencies = breakdown(&view.agencies, "agency", more_agencies);
    let items = breakdown(&view.items, "item", more_items);
    let officers = breakdown(&view.officers, "officer", None);
    let complaints = view.answers_complaints.then(|| {
        view! {
            <p>
                <a href="/oversight/complaints">{shell.t("complaint-list")}</a>" · "
                <a href="/oversight/ratings">{shell.t("rating-list")}</a>
            </p>
        }
    });
    let voided = (view.voided > 0).then(|| {
        let words = super::voided::counted(shell, view.voided, view.voided_late);
        view! { <p><a href="/oversight/voided">{words}</a></p> }
    });
    let body = view! {
        {trail}
        <h1>{title.clone()}</h1>
        {complaints}
        {voided}
        <section aria-labelledby="now">
            <h2 id="now">{shell.t("oversight-now")}</h2>
            {stats(&now_stats(shell, view))}
            <p class="soft">
                {shell.t("oversight-as-of")}" "{time::instant(shell, view.as_of)}" · "
                <a href=view.place.wall()>{shell.t("oversight-wall")}</a>
            </p>
        </section>
        <section aria-labelledby="period">
            <h2 id="period">{shell.t("oversight-period")}</h2>
            {tabs(shell.t("oversight-period"), &periods)}
            <p class="soft">{from}</p>
            {stats(&period_stats(shell, view))}
            {courses(shell, view, true)}
            {days_table(shell, view)}
            {details(shell.t("oversight-in-numbers"), period_table(shell, view))}
            {files(shell, &view.place.figures(""))}
        </section>
        {charts(shell, view)}
        {divisions}
        {agencies}
        {items}
        {officers}
        {warnings(shell, &view.warnings)}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

pub(super) fn period(shell: &Shell, period: Period) -> String {
    // As text: a year has no thousands separator.
    let written = |year: i16| year.to_string();
    match period {
        Period::Days(365) => shell.t("oversight-year"),
        Period::Days(days) => shell.tv("oversight-days", &[("days", u32::from(days).into())]),
        Period::Month(year, month) => shell.tv(
            "oversight-month-of",
            &[
                ("year", written(year).into()),
                ("month", i64::from(month).into()),
            ],
        ),
        Period::Quarter(year, quarter) => shell.tv(
            "oversight-quarter-of",
            &[
                ("year", written(year).into()),
                ("quarter", i64::from(quarter).into()),
            ],
        ),
        Period::Year(year) => shell.tv("oversight-year-of", &[("year", written(year).into())]),
        Period::Range(from, to) => format!("{from} – {to}"),
    }
}

pub(super) fn measure_name(shell: &Shell, measure: Measure) -> String {
    shell.t(&format!("measure-{}", measure.column()))
}

fn stat(shell: &Shell, view: &Dashboard, measure: Measure, tone: Tone) -> Stat {
    let value = view.total.count(measure);
    Stat {
        value: number(value),
        label: measure_name(shell, measure),
        href: Some(view.place.cases(measure)),
        change: None,
        // A nought worries nobody.
        tone: if value == 0 { Tone::Plain } else { tone },
    }
}

pub(super) fn now_stats(shell: &Shell, view: &Dashboard) -> Vec<Stat> {
    [
        (Measure::Running, Tone::Plain),
        (Measure::Paused, Tone::Plain),
        (Measure::DueSoon, Tone::Attention),
        (Measure::Overdue, Tone::Late),
        (Measure::StatutoryOverdue, Tone::Late),
        (Measure::Reminded, Tone::Attention),
    ]
    .map(|(measure, tone)| stat(shell, view, measure, tone))
    .into()
}

pub(super) fn period_stats(shell: &Shell, view: &Dashboard) -> Vec<Stat> {
    let mut tiles: Vec<Stat> = [
        (Measure::Received, Tone::Plain),
        (Measure::Concluded, Tone::Plain),
        (Measure::InTime, Tone::Done),
        (Measure::Late, Tone::Late),
    ]
    .map(|(measure, tone)| {
        let before = number(view.before.count(measure));
        let key = match view.total[measure] == view.before[measure] {
            true => "oversight-before-same",
            false => "oversight-before",
        };
        Stat {
            change: Some(shell.tv(key, &[("count", before.into())])),
            ..stat(shell, view, measure, tone)
        }
    })
    .into();
    let (in_time, late) = (
        view.total.count(Measure::InTime),
        view.total.count(Measure::Late),
    );
    tiles.push(Stat {
        value: rate(&view.total).unwrap_or_else(|| "—".into()),
        label: shell.t("oversight-rate"),
        href: None,
        change: Some(shell.tv(
            "oversight-rate-of",
            &[
                ("kept", number(in_time).into()),
                ("of", number(in_time + late).into()),
            ],
        )),
        tone: if in_time > 0 && late == 0 {
            Tone::Done
        } else {
            Tone::Plain
        },
    });
    tiles
}

/// How much came in and was concluded, step by step.
pub(super) fn courses(shell: &Shell, view: &Dashboard, linked: bool) -> AnyView {
    if view.course.len() < 2 {
        return ().into_any();
    }
    let months = view.course.iter().any(|step| {
        let days = step.until.since(step.from);
        days.is_ok_and(|days| days.get_days() > 7)
    });
    let chart = |measure: Measure, tone: Tone| {
        let step = |step: &Course| {
            let pattern = if months { "%y-%m" } else { "%m-%d" };
            let label = step.from.strftime(pattern).to_string();
            let value = step.figures.count(measure);
            let bar = Bar::new(label, value).shown(number(value)).tone(tone);
            let days = view.place.over(Period::Range(step.from, step.until));
            match linked {
                true => bar.href(days.cases(measure)),
                false => bar,
            }
        };
        let chart = Chart {
            title: measure_name(shell, measure),
            label_head: shell.t("oversight-from-day"),
            value_head: shell.t("oversight-cases-head"),
            bars: view.course.iter().map(step).collect(),
        };
        view! { <div>{columns(shell, &chart)}</div> }
    };
    view! {
        <div class="two even">
            {chart(Measure::Received, Tone::Plain)}
            {chart(Measure::Concluded, Tone::Done)}
        </div>
    }
    .into_any()
}

fn charts(shell: &Shell, view: &Dashboard) -> AnyView {
    let chart = |title: &str, tone: Tone, measures: &[Measure]| {
        let value = |line: &Line| {
            measures
                .iter()
                .map(|one| line.figures.count(*one))
                .sum::<u64>()
        };
        let mut lines: Vec<&Line> = view
            .agencies
            .iter()
            .filter(|line| value(line) > 0)
            .collect();
        lines.sort_by_key(|line| std::cmp::Reverse(value(line)));
        let bars_of: Vec<Bar> = lines
            .into_iter()
            .take(BARS)
            .map(|line| {
                Bar::new(shell.l(&line.name), value(line))
                    .shown(number(value(line)))
                    .href(line.place.dashboard())
                    .tone(tone)
            })
            .collect();
        let title = shell.t(title);
        if bars_of.is_empty() {
            let none = shell.t("oversight-none");
            return view! { <div><h3>{title}</h3><p class="soft">{none}</p></div> }.into_any();
        }
        let chart = Chart {
            title,
            label_head: shell.t("oversight-agency"),
            value_head: shell.t("oversight-cases-head"),
            bars: bars_of,
        };
        view! { <div>{bars(shell, &chart)}</div> }.into_any()
    };
    if view.agencies.len() < 2 {
        return ().into_any();
    }
    let overdue = [Measure::Overdue, Measure::StatutoryOverdue];
    view! {
        <section class="section" aria-labelledby="attention">
            <h2 id="attention">{shell.t("oversight-attention")}</h2>
            <div class="two even">
                {chart("oversight-chart-overdue", Tone::Late, &overdue)}
                {chart("oversight-chart-due-soon", Tone::Attention, &[Measure::DueSoon])}
            </div>
        </section>
    }
    .into_any()
}

fn places(shell: &Shell, title: String, head: &str, lines: &[Line]) -> AnyView {
    let mut columns = vec![Column::new(shell.t(head))];
    columns.extend(COLUMNS.map(|(measure, _)| {
        Column::new(shell.t(&format!("oversight-head-{}", measure.key()))).numeric()
    }));
    columns.push(Column::new(shell.t("oversight-head-rate")).numeric());
    let rows = lines
        .iter()
        .map(|line| {
            let name = shell.words(&line.name);
            let mut cells = vec![view! { <a href=line.place.dashboard()>{name}</a> }.into_any()];
            cells.extend(COLUMNS.map(|(measure, tone)| {
                let value = line.figures.count(measure);
                if value == 0 {
                    return view! { <span class="soft">"0"</span> }.into_any();
                }
                let what = measure_name(shell, measure);
                let whose = shell.l(&line.name);
                let class = (tone == Tone::Late).then_some("late-figure");
                view! {
                    <a class=class href=line.place.cases(measure)>
                        {number(value)}<span class="vh">{format!(" {what} · {whose}")}</span>
                    </a>
                }
                .into_any()
            }));
            cells.push(rate(&line.figures).map_or_else(
                || view! { <span class="soft">"—"</span> }.into_any(),
                IntoAny::into_any,
            ));
            cells
        })
        .collect();
    let all = Table {
        caption: title,
        columns,
        rows,
        ..Table::default()
    };
    view! { <section class="section figures">{table(all)}</section> }.into_any()
}

fn warnings(shell: &Shell, warnings: &[WarningLine]) -> AnyView {
    let title = shell.t("oversight-warnings");
    if warnings.is_empty() {
        let next = shell.t("oversight-no-warnings-next");
        let none = empty(shell.t("oversight-no-warnings"), next.into_any());
        return view! { <section class="section"><h2>{title}</h2>{none}</section> }.into_any();
    }
    let rows = warnings
        .iter()
        .map(|warning| {
            let href = format!("/oversight/cases/{}", warning.case_no);
            vec![
                view! { <a href=href>{case_no(&warning.case_no)}</a> }.into_any(),
                lamp_with(warning.level, level_words(shell, warning.level)),
                deadline_name(shell, warning.kind, warning.step.as_ref()).into_any(),
                shell.words(&warning.agency),
                time::instant(shell, warning.at),
            ]
        })
        .collect();
    let all = Table {
        caption: title,
        columns: [
            "oversight-case",
            "oversight-level",
            "oversight-deadline",
            "oversight-agency",
            "oversight-when",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    };
    view! { <section class="section">{table(all)}</section> }.into_any()
}

/// The level alone: which limit it is about stands beside it.
pub(super) fn level_words(shell: &Shell, level: LampView) -> String {
    shell.t(match level {
        LampView::DueSoon => "oversight-level-due-soon",
        LampView::Paused => "oversight-no-legal-basis",
        LampView::StatutoryOverdue => "oversight-level-statutory-overdue",
        _ => "oversight-level-overdue",
    })
}

/// Which limit; of the applicant's own ("your time to …"), seen from outside.
pub(super) fn deadline_name(
    shell: &Shell,
    kind: Option<DeadlineKind>,
    step: Option<&Localised>,
) -> String {
    match (kind, step) {
        (None, _) => String::new(),
        (Some(DeadlineKind::Step), Some(step)) => {
            let step = shell.l(step);
            shell.tv("clock-step-of", &[("step", step.into())])
        }
        (Some(DeadlineKind::Supplement), _) => shell.t("oversight-supplement"),
        (Some(kind), _) => shell.t(&format!("clock-{}", kind.key())),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_rate_is_never_flattered() {
        let of = |in_time, late| {
            let mut figures = Measures::default();
            figures[Measure::InTime] = in_time;
            figures[Measure::Late] = late;
            rate(&figures)
        };
        assert_eq!(of(0, 0), None);
        assert_eq!(of(5, 0).as_deref(), Some("100.0%"));
        assert_eq!(of(9999, 1).as_deref(), Some("99.9%"));
        assert_eq!(of(0, 3).as_deref(), Some("0.0%"));
    }

    pub(in crate::oversight) fn sample() -> Dashboard {
        let place = Place::default();
        let mut figures = Measures::default();
        for (measure, value) in Measure::ALL.into_iter().zip(1..) {
            figures[measure] = value;
        }
        for (measure, value) in [
            (Measure::Received, 1284),
            (Measure::InTime, 90),
            (Measure::Late, 1),
            (Measure::Concluded, 95),
        ] {
            figures[measure] = value;
        }
        let line = |n: u8| Line {
            name: Localised::new(format!("城关区{n}"), format!("Chengguan {n}")),
            place: place.division(&format!("62010{n}")),
            figures,
        };
        let warning = |kind, level| WarningLine {
            at: Timestamp::UNIX_EPOCH,
            case_no: "62010220261123000001F".into(),
            agency: Localised::new("市监局", "Market supervision"),
            level,
            kind: Some(kind),
            step: Some(Localised::new("审核", "Review")),
        };
        let step = |month: i8| Course {
            from: date(2026, month, 1),
            until: date(2026, month, 28),
            figures,
        };
        Dashboard {
            supervision: Vec::new(),
            place: place.clone(),
            name: Localised::new("兰州市", "Lanzhou"),
            above: vec![(place.clone(), Localised::new("甘肃省", "Gansu"))],
            from: date(2026, 3, 1),
            until: date(2026, 3, 30),
            as_of: Timestamp::UNIX_EPOCH,
            total: figures,
            before: figures,
            year_before: Measures::default(),
            course: vec![step(1), step(2)],
            divisions: vec![line(2), line(3)],
            agencies: vec![line(4), line(5)],
            more_agencies: 3,
            items: vec![line(6)],
            more_items: 1,
            officers: vec![line(7)],
            whole: None,
            voided: 2,
            voided_late: 1,
            sees_ratings: true,
            answers_complaints: true,
            warnings: vec![
                warning(DeadlineKind::Step, LampView::DueSoon),
                warning(DeadlineKind::Supplement, LampView::Overdue),
                warning(DeadlineKind::Statutory, LampView::StatutoryOverdue),
            ],
        }
    }

    #[test]
    fn renders_full_and_empty_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let full = dashboard_page(&shell, &sample());
            assert!(full.contains("1,284") && full.contains("98.9%"), "{full}");
            assert!(
                full.contains("/oversight/cases?filter=overdue&amp;period=30&amp;division=620104")
            );
            for html in [full, dashboard_page(&shell, &Dashboard::default())] {
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
            let mut many = sample();
            let line = many.agencies[0].clone();
            many.agencies = vec![line; FEW + 1];
            let rows = |view: &Dashboard| dashboard_page(&shell, view).matches("<tr").count();
            let (cut, link) = (rows(&many), "&amp;by=agency#agency");
            assert!(dashboard_page(&shell, &many).contains(link));
            many.whole = Some("agency");
            assert_eq!(rows(&many), cut + 1);
            assert!(!dashboard_page(&shell, &many).contains(link));
        }
    }
}
