//! The overview: how the clocks stand now, how the period went, where, and what was last warned of.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{Place, number, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::chart::{Bar, Chart, Tone, bars};
use crate::parts::empty::empty;
use crate::parts::lamp::{LampView, lamp_with};
use crate::parts::stat::{Stat, stats};
use crate::parts::table::{Column, Table, table};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;

/// The periods to choose from, in days.
pub const PERIODS: [u16; 3] = [30, 90, 365];

/// Agencies that a chart compares.
const BARS: usize = 8;

#[derive(Debug, Clone, Default)]
pub struct Dashboard {
    pub place: Place,
    pub name: Localised,
    /// The places above, from the reader's whole scope down.
    pub above: Vec<(Place, Localised)>,
    /// First day of the period.
    pub since: Date,
    pub total: Figures,
    /// Received and concluded in the period before.
    pub before: Option<(u64, u64)>,
    pub divisions: Vec<Line>,
    /// Those with the most to worry about first.
    pub agencies: Vec<Line>,
    /// How many agencies more there are.
    pub more_agencies: usize,
    /// How many cases of the reader's whole scope were closed as void.
    pub voided: u64,
    /// The reader answers complaints.
    pub answers_complaints: bool,
    pub warnings: Vec<WarningLine>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    pub received: u64,
    pub running: u64,
    pub paused: u64,
    pub due_soon: u64,
    pub overdue: u64,
    pub statutory_overdue: u64,
    pub concluded: u64,
    pub in_time: u64,
    pub late: u64,
}

impl Figures {
    /// `98.2%` of what was decided in time or late; nothing where nothing was.
    pub fn rate(&self) -> Option<String> {
        let decided = self.in_time + self.late;
        if decided == 0 {
            return None;
        }
        // Rounded down: 100% is said only when it is true.
        let tenths = self.in_time.saturating_mul(1000) / decided;
        Some(format!("{}.{}%", tenths / 10, tenths % 10))
    }

    fn by_column(&self) -> [(&'static str, u64, Tone); 9] {
        [
            ("received", self.received, Tone::Plain),
            ("running", self.running, Tone::Plain),
            ("paused", self.paused, Tone::Plain),
            ("due-soon", self.due_soon, Tone::Attention),
            ("overdue", self.overdue, Tone::Late),
            ("statutory-overdue", self.statutory_overdue, Tone::Late),
            ("concluded", self.concluded, Tone::Plain),
            ("in-time", self.in_time, Tone::Done),
            ("late", self.late, Tone::Late),
        ]
    }
}

/// A row: a division or an agency.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub name: Localised,
    pub place: Place,
    pub figures: Figures,
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
    let periods: Vec<Tab> = PERIODS
        .into_iter()
        .map(|days| {
            let place = view.place.days(days);
            Tab::new(
                place.dashboard(),
                period(shell, days),
                days == view.place.days,
            )
        })
        .collect();
    let from = view! { {shell.t("oversight-since")} {time::day(shell, view.since)} };
    let divisions = (!view.divisions.is_empty()).then(|| {
        places(
            shell,
            "oversight-by-division",
            "oversight-division",
            &view.divisions,
        )
    });
    let more = (view.more_agencies > 0).then(|| {
        let more = [("count", view.more_agencies.into())];
        view! { <p class="soft">{shell.tv("oversight-more-agencies", &more)}</p> }
    });
    let agencies = (!view.agencies.is_empty()).then(|| {
        view! {
            {places(shell, "oversight-by-agency", "oversight-agency", &view.agencies)}
            {more}
        }
    });
    let complaints = view.answers_complaints.then(|| {
        view! { <p><a href="/oversight/complaints">{shell.t("complaint-list")}</a></p> }
    });
    let voided = (view.voided > 0).then(|| {
        let words = shell.tv("voided-count", &[("count", view.voided.into())]);
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
        </section>
        <section aria-labelledby="period">
            <h2 id="period">{shell.t("oversight-period")}</h2>
            {tabs(shell.t("oversight-period"), &periods)}
            <p class="soft">{from}</p>
            {stats(&period_stats(shell, view))}
        </section>
        {charts(shell, view)}
        {divisions}
        {agencies}
        {warnings(shell, &view.warnings)}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

pub(super) fn period(shell: &Shell, days: u16) -> String {
    if days == 365 {
        shell.t("oversight-year")
    } else {
        shell.tv("oversight-days", &[("days", u32::from(days).into())])
    }
}

pub(super) fn filter_name(shell: &Shell, filter: &str) -> String {
    shell.t(&format!("oversight-filter-{filter}"))
}

fn stat(shell: &Shell, view: &Dashboard, key: &str) -> Stat {
    let found = view.total.by_column().into_iter().find(|(k, ..)| *k == key);
    let (value, tone) = found.map_or((0, Tone::Plain), |(_, value, tone)| (value, tone));
    Stat {
        value: number(value),
        label: filter_name(shell, key),
        href: Some(view.place.cases(key)),
        change: None,
        // A nought worries nobody.
        tone: if value == 0 { Tone::Plain } else { tone },
    }
}

fn now_stats(shell: &Shell, view: &Dashboard) -> Vec<Stat> {
    [
        "running",
        "paused",
        "due-soon",
        "overdue",
        "statutory-overdue",
    ]
    .map(|key| stat(shell, view, key))
    .into()
}

fn period_stats(shell: &Shell, view: &Dashboard) -> Vec<Stat> {
    let change = |now: u64, before: Option<u64>| {
        before.map(|before| {
            let before = number(before);
            let key = match now.to_string() == before {
                true => "oversight-before-same",
                false => "oversight-before",
            };
            shell.tv(key, &[("count", before.into())])
        })
    };
    let mut tiles: Vec<Stat> = ["received", "concluded", "in-time", "late"]
        .map(|key| stat(shell, view, key))
        .into();
    let changes = [
        change(view.total.received, view.before.map(|before| before.0)),
        change(view.total.concluded, view.before.map(|before| before.1)),
    ];
    for (tile, change) in tiles.iter_mut().zip(changes) {
        tile.change = change;
    }
    let decided = view.total.in_time + view.total.late;
    tiles.push(Stat {
        value: view.total.rate().unwrap_or_else(|| "—".into()),
        label: shell.t("oversight-rate"),
        href: None,
        change: Some(shell.tv(
            "oversight-rate-of",
            &[
                ("kept", number(view.total.in_time).into()),
                ("of", number(decided).into()),
            ],
        )),
        tone: if decided > 0 && view.total.late == 0 {
            Tone::Done
        } else {
            Tone::Plain
        },
    });
    tiles
}

fn charts(shell: &Shell, view: &Dashboard) -> AnyView {
    let chart = |title: &str, tone: Tone, value: fn(&Figures) -> u64| {
        let mut lines: Vec<&Line> = view
            .agencies
            .iter()
            .filter(|line| value(&line.figures) > 0)
            .collect();
        lines.sort_by_key(|line| std::cmp::Reverse(value(&line.figures)));
        let bars_of: Vec<Bar> = lines
            .into_iter()
            .take(BARS)
            .map(|line| {
                let value = value(&line.figures);
                Bar::new(shell.l(&line.name), value)
                    .shown(number(value))
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
    view! {
        <section class="section" aria-labelledby="attention">
            <h2 id="attention">{shell.t("oversight-attention")}</h2>
            <div class="two even">
                {chart("oversight-chart-overdue", Tone::Late, |f| f.overdue + f.statutory_overdue)}
                {chart("oversight-chart-due-soon", Tone::Attention, |f| f.due_soon)}
            </div>
        </section>
    }
    .into_any()
}

fn places(shell: &Shell, title: &str, head: &str, lines: &[Line]) -> AnyView {
    let mut columns = vec![Column::new(shell.t(head))];
    columns.extend(
        Figures::default()
            .by_column()
            .map(|(key, ..)| Column::new(shell.t(&format!("oversight-head-{key}"))).numeric()),
    );
    columns.push(Column::new(shell.t("oversight-head-rate")).numeric());
    let rows = lines
        .iter()
        .map(|line| {
            let name = shell.words(&line.name);
            let mut cells = vec![view! { <a href=line.place.dashboard()>{name}</a> }.into_any()];
            cells.extend(line.figures.by_column().map(|(key, value, tone)| {
                if value == 0 {
                    return view! { <span class="soft">"0"</span> }.into_any();
                }
                let what = filter_name(shell, key);
                let whose = shell.l(&line.name);
                let class = (tone == Tone::Late).then_some("late-figure");
                view! {
                    <a class=class href=line.place.cases(key)>
                        {number(value)}<span class="vh">{format!(" {what} · {whose}")}</span>
                    </a>
                }
                .into_any()
            }));
            cells.push(line.figures.rate().map_or_else(
                || view! { <span class="soft">"—"</span> }.into_any(),
                IntoAny::into_any,
            ));
            cells
        })
        .collect();
    let all = Table {
        caption: shell.t(title),
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
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_rate_is_never_flattered() {
        let rate = |in_time, late| {
            Figures {
                in_time,
                late,
                ..Figures::default()
            }
            .rate()
        };
        assert_eq!(rate(0, 0), None);
        assert_eq!(rate(5, 0).as_deref(), Some("100.0%"));
        assert_eq!(rate(9999, 1).as_deref(), Some("99.9%"));
        assert_eq!(rate(0, 3).as_deref(), Some("0.0%"));
    }

    fn sample() -> Dashboard {
        let place = Place {
            days: 90,
            ..Place::default()
        };
        let figures = Figures {
            received: 1284,
            running: 36,
            due_soon: 4,
            overdue: 2,
            in_time: 90,
            late: 1,
            concluded: 95,
            ..Figures::default()
        };
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
        Dashboard {
            place: place.clone(),
            name: Localised::new("兰州市", "Lanzhou"),
            above: vec![(place.clone(), Localised::new("甘肃省", "Gansu"))],
            since: date(2026, 3, 1),
            total: figures,
            before: Some((1284, 7)),
            divisions: vec![line(2), line(3)],
            agencies: vec![line(4), line(5)],
            more_agencies: 3,
            voided: 2,
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
                full.contains("/oversight/cases?filter=overdue&amp;days=90&amp;division=620104")
            );
            for html in [full, dashboard_page(&shell, &Dashboard::default())] {
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
