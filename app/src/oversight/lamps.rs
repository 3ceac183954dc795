//! `/oversight/lamps`: what is due soon, late, or stands still for too long, and who holds it.
//! `/oversight/lamps/forecast`: what runs out on the days to come.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::cases::StageLine;
use super::dashboard::deadline_name;
use super::{Place, files, number, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::chart::{Bar, Chart, Tone, columns};
use crate::parts::choice::{Choice, filter};
use crate::parts::empty::empty;
use crate::parts::field::{Field, hidden};
use crate::parts::form;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of, table};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

pub const HERE: &str = "/oversight/lamps";
pub const FORECAST: &str = "/oversight/lamps/forecast";

#[derive(Debug, Clone)]
pub struct Lamps {
    pub place: Place,
    /// The place's name, and those above it.
    pub name: Localised,
    pub above: Vec<(Place, Localised)>,
    /// `LampList::key`, and the one day that the list of what comes is about.
    pub list: &'static str,
    pub day: Option<Date>,
    /// Each list with its length.
    pub lists: Vec<(&'static str, u64)>,
    pub count: u64,
    pub lines: Vec<Line>,
    /// To narrow the list by: codes, with their names.
    pub divisions: Vec<(String, Localised)>,
    pub agencies: Vec<(String, Localised, u64)>,
    pub items: Vec<(String, Localised, u64)>,
    /// After how many days a pause is too long.
    pub paused_days: Option<u32>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub case_no: String,
    pub lamp: LampView,
    pub item: Localised,
    pub agency: Localised,
    /// Who has it in hand, and where the rest of what they hold is.
    pub officer: Option<(Localised, Option<String>)>,
    pub stage: StageLine,
    /// What puts it on the list.
    pub clocks: Vec<Clock>,
}

#[derive(Debug, Clone)]
pub struct Clock {
    pub kind: Option<DeadlineKind>,
    pub step: Option<Localised>,
    /// Who holds it, where that is not the case's agency.
    pub agency: Option<Localised>,
    pub due_on: Date,
    /// What became of its warning; absent before the time has run out.
    pub warned: Option<Warned>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warned {
    Unexplained,
    Explained,
    Cleared,
}

impl Warned {
    pub fn key(self) -> &'static str {
        match self {
            Self::Unexplained => "unexplained",
            Self::Explained => "explained",
            Self::Cleared => "cleared",
        }
    }
}

/// The address of a list.
pub fn address(place: &Place, list: &str, day: Option<Date>) -> String {
    let mut address = format!("{HERE}?lamp={list}");
    if let Some(day) = day {
        address.push_str(&format!("&day={day}"));
    }
    narrowed(place, address)
}

/// The address of the forecast.
pub fn forecast_address(place: &Place) -> String {
    narrowed(place, FORECAST.to_owned())
}

fn narrowed(place: &Place, mut address: String) -> String {
    for (name, value) in [
        ("division", &place.division),
        ("agency", &place.agency),
        ("item", &place.item),
        ("officer", &place.officer),
    ] {
        if let Some(value) = value {
            let mark = if address.contains('?') { '&' } else { '?' };
            address.push_str(&format!("{mark}{name}={value}"));
        }
    }
    address
}

pub fn lamps_page(shell: &Shell, view: &Lamps) -> String {
    let name = shell.l(&view.name);
    let list = shell.t(&format!("lamps-list-{}", view.list));
    let place = [("list", (&list).into()), ("place", (&name).into())];
    let title = shell.tv("lamps-title", &place);
    let mut trail = vec![("/oversight".to_owned(), shell.t("oversight-nav-overview"))];
    trail.extend(view.above.iter().map(|(place, name)| {
        let href = address(place, view.list, view.day);
        (href, shell.l(name))
    }));
    let lists: Vec<Tab> = view
        .lists
        .iter()
        .map(|(key, count)| {
            let href = address(&view.place, key, None);
            let label = shell.t(&format!("lamps-list-{key}"));
            Tab::new(href, label, *key == view.list).count(*count)
        })
        .collect();
    let note = shell.tv(
        &format!("lamps-note-{}", view.list),
        &[("days", view.paused_days.unwrap_or_default().into())],
    );
    let day = view.day.map(|day| {
        let all = address(&view.place, view.list, None);
        view! {
            <p>{shell.t("lamps-day")}" "{time::day(shell, day)}" · "<a href=all>{shell.t("lamps-all-days")}</a></p>
        }
    });
    let count = shell.tv(
        "oversight-count",
        &[
            ("count", view.count.into()),
            ("shown", number(view.count).into()),
        ],
    );
    let rows = if view.lines.is_empty() {
        empty(shell.t("lamps-none"), ().into_any())
    } else {
        rows(shell, &title, view)
    };
    let forecast = forecast_address(&view.place);
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{note}" "<a href=forecast>{shell.t("lamps-to-forecast")}</a></p>
        {tabs(shell.t("lamps-lists"), &lists)}
        {filters(shell, view)}
        {day}
        <p data-total=view.lines.is_empty().then_some(view.count)>{count}</p>
        {rows}
        {files(shell, &address(&view.place, view.list, view.day))}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, HERE),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn filters(shell: &Shell, view: &Lamps) -> AnyView {
    let list = |name: &'static str, label: &str, value: &Option<String>, choices: Vec<Choice>| {
        let field = Field::new(name, shell.t(label)).value(value.clone().unwrap_or_default());
        (!choices.is_empty()).then(|| filter(shell, &field, &choices))
    };
    let counted = |all: &[(String, Localised, u64)]| {
        all.iter()
            .map(|(key, name, count)| Choice::new(key, format!("{} ({count})", shell.l(name))))
            .collect::<Vec<_>>()
    };
    let divisions = view
        .divisions
        .iter()
        .map(|(code, name)| Choice::new(code, shell.l(name)))
        .collect();
    let place = &view.place;
    let officer = place.officer.clone().map(|id| hidden("officer", id));
    let agency = place.officer.as_ref().and(place.agency.clone());
    let agency = match agency {
        // Of one agency's person: another agency has no such person.
        Some(id) => Some(hidden("agency", id)),
        None => list(
            "agency",
            "oversight-agency",
            &place.agency,
            counted(&view.agencies),
        ),
    };
    let narrow = place.innermost().is_some();
    let clear = narrow.then(|| {
        let href = address(&Place::default(), view.list, view.day);
        view! { <p><a href=href>{shell.t("lamps-clear")}</a></p> }
    });
    let body = view! {
        {hidden("lamp", view.list)}
        {view.day.map(|day| hidden("day", day.to_string()))}
        {officer}
        {list("division", "oversight-division", &place.division, divisions)}
        {agency}
        {list("item", "oversight-item", &place.item, counted(&view.items))}
        {button(shell.t("lamps-filter"), Weight::Quiet)}
        {clear}
    };
    view! { <div role="search">{form::get(HERE, body.into_any())}</div> }.into_any()
}

fn rows(shell: &Shell, title: &str, view: &Lamps) -> AnyView {
    let rows = view.lines.iter().map(|line| row(shell, line)).collect();
    let all = Table {
        caption: title.to_owned(),
        caption_hidden: true,
        columns: [
            "oversight-lamp",
            "oversight-case",
            "oversight-item",
            "lamps-held",
            "oversight-stage",
            "lamps-clock",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        row_head: 1,
    };
    page_of(view.count, all)
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let href = format!("/oversight/cases/{}", line.case_no);
    let officer = match &line.officer {
        Some((name, Some(href))) => view! { <a href=href.clone()>{shell.l(name)}</a> }.into_any(),
        Some((name, None)) => shell.l(name).into_any(),
        None => view! { <span class="soft">{shell.t("lamps-nobody")}</span> }.into_any(),
    };
    let clocks: Vec<AnyView> = line
        .clocks
        .iter()
        .map(|clock| {
            let name = deadline_name(shell, clock.kind, clock.step.as_ref());
            let agency = clock.agency.as_ref().map(|agency| {
                view! { <span class="soft">{shell.l(agency)}</span><br/> }
            });
            let warned = clock.warned.map(|warned| {
                let tone = match warned {
                    Warned::Unexplained => Tone::Late,
                    Warned::Explained => Tone::Attention,
                    Warned::Cleared => Tone::Plain,
                };
                view! { <br/>{tag(shell.t(&format!("turn-{}", warned.key())), tone)} }
            });
            view! { <div>{name}<br/>{agency}{time::short_day(shell, clock.due_on)}{warned}</div> }
                .into_any()
        })
        .collect();
    vec![
        lamp(shell, line.lamp),
        view! { <a href=href>{case_no(&line.case_no)}</a> }.into_any(),
        shell.words(&line.item),
        view! { {officer}<br/><span class="soft">{shell.l(&line.agency)}</span> }.into_any(),
        line.stage.words(shell).into_any(),
        clocks.into_any(),
    ]
}

#[derive(Debug, Clone)]
pub struct Forecast {
    pub place: Place,
    pub name: Localised,
    pub above: Vec<(Place, Localised)>,
    pub days: Vec<Date>,
    /// Of all agencies, as many as days.
    pub total: Vec<u64>,
    /// The agencies with the most.
    pub agencies: Vec<Agency>,
    /// How many agencies are not listed.
    pub more: usize,
}

#[derive(Debug, Clone)]
pub struct Agency {
    pub id: String,
    pub name: Localised,
    /// As many as days.
    pub counts: Vec<u64>,
}

pub fn forecast_page(shell: &Shell, view: &Forecast) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("lamps-forecast-title", &[("place", (&name).into())]);
    let coming = |place: &Place, day: Date| address(place, "coming", Some(day));
    let mut trail = vec![
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        (address(&view.place, "due-soon", None), shell.t("lamps-nav")),
    ];
    trail.extend(
        view.above
            .iter()
            .map(|(place, name)| (forecast_address(place), shell.l(name))),
    );
    let bars = view.days.iter().zip(&view.total).map(|(day, count)| {
        let bar = Bar::new(time::day_text(shell, *day), *count).tone(Tone::Late);
        if *count > 0 {
            bar.href(coming(&view.place, *day))
        } else {
            bar
        }
    });
    let short = view
        .days
        .iter()
        .zip(&view.total)
        .map(|(day, count)| {
            Bar::new(format!("{}-{}", day.month(), day.day()), *count).tone(Tone::Late)
        })
        .collect::<Vec<_>>();
    let chart = Chart {
        title: shell.t("lamps-forecast-chart"),
        label_head: shell.t("lamps-forecast-day"),
        value_head: shell.t("lamps-forecast-cases"),
        bars: short,
    };
    let days: Vec<AnyView> = bars
        .map(|bar| {
            let count = bar.shown.clone().unwrap_or_else(|| number(bar.value));
            let count = match bar.href {
                Some(href) => view! { <a href=href>{count}</a> }.into_any(),
                None => count.into_any(),
            };
            view! { <li>{bar.label}" · "{count}</li> }.into_any()
        })
        .collect();
    let total: u64 = view.total.iter().sum();
    let agencies = if view.agencies.is_empty() {
        empty(shell.t("lamps-forecast-none"), ().into_any())
    } else {
        agencies(shell, view)
    };
    let more = (view.more > 0).then(|| {
        let more = [("count", view.more.into())];
        view! { <p class="soft">{shell.tv("oversight-more-agencies", &more)}</p> }
    });
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{shell.t("lamps-forecast-note")}</p>
        {(total > 0).then(|| columns(shell, &chart))}
        <ul>{days}</ul>
        {agencies}
        {more}
        {files(shell, &forecast_address(&view.place))}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, HERE),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn agencies(shell: &Shell, view: &Forecast) -> AnyView {
    let rows = view
        .agencies
        .iter()
        .map(|agency| {
            let place = view.place.agency(&agency.id);
            let name = view! { <a href=forecast_address(&place)>{shell.l(&agency.name)}</a> };
            let mut cells = vec![name.into_any()];
            cells.extend(view.days.iter().zip(&agency.counts).map(|(day, count)| {
                if *count == 0 {
                    return "0".into_any();
                }
                let href = address(&place, "coming", Some(*day));
                view! { <a href=href>{number(*count)}</a> }.into_any()
            }));
            cells
        })
        .collect();
    let mut heads = vec![Column::new(shell.t("oversight-agency"))];
    heads.extend(
        view.days
            .iter()
            .map(|day| Column::new(format!("{}-{}", day.month(), day.day())).numeric()),
    );
    table(Table {
        caption: shell.t("lamps-forecast-by-agency"),
        caption_hidden: false,
        columns: heads,
        rows,
        row_head: 0,
    })
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    const LISTS: [&str; 7] = [
        "due-soon",
        "overdue",
        "promised-overdue",
        "step-overdue",
        "statutory-overdue",
        "paused-long",
        "coming",
    ];

    fn agency() -> Localised {
        Localised::new("市监局", "Market supervision")
    }

    fn sample(list: &'static str) -> Lamps {
        let clock = |kind| Clock {
            kind: Some(kind),
            step: (kind == DeadlineKind::Step).then(|| Localised::new("审核", "Review")),
            agency: (kind == DeadlineKind::Step).then(agency),
            due_on: date(2026, 6, 9),
            warned: match kind {
                DeadlineKind::Step => Some(Warned::Unexplained),
                DeadlineKind::Promised => Some(Warned::Explained),
                _ => Some(Warned::Cleared),
            },
        };
        Lamps {
            place: Place::default().division("620102"),
            name: Localised::new("城关区", "Chengguan"),
            above: vec![(Place::default(), Localised::new("兰州市", "Lanzhou"))],
            list,
            day: (list == "coming").then(|| date(2026, 6, 9)),
            lists: LISTS.map(|key| (key, 1284)).into(),
            count: 1284,
            lines: vec![
                Line {
                    case_no: "62010220261123000001F".into(),
                    lamp: LampView::Overdue,
                    item: Localised::new("食品经营许可", "Food business licence"),
                    agency: agency(),
                    officer: Some((
                        Localised::new("李文斌", "Li Wenbin"),
                        Some("/oversight/lamps".into()),
                    )),
                    stage: StageLine {
                        stage: "in-process".into(),
                        step: Some(Localised::new("审核", "Review")),
                        result: None,
                    },
                    clocks: DeadlineKind::ALL.map(clock).into(),
                },
                Line {
                    case_no: "62010220261123000002D".into(),
                    lamp: LampView::Paused,
                    item: Localised::new("食品经营许可", "Food business licence"),
                    agency: agency(),
                    officer: None,
                    stage: StageLine {
                        stage: "received".into(),
                        step: None,
                        result: None,
                    },
                    clocks: Vec::new(),
                },
            ],
            divisions: vec![("620102".into(), Localised::new("城关区", "Chengguan"))],
            agencies: vec![("a".into(), agency(), 7)],
            items: vec![("i".into(), agency(), 7)],
            paused_days: Some(30),
            first: Some(HERE.into()),
            next: Some(HERE.into()),
        }
    }

    #[test]
    fn lists_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for list in LISTS {
                let html = lamps_page(&shell, &sample(list));
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("/oversight/cases/62010220261123000001F"));
                assert!(html.contains("data-total=\"1284\""));
                assert!(html.contains("/oversight/lamps.csv?lamp="));
            }
            let none = Lamps {
                lines: Vec::new(),
                count: 0,
                ..sample("overdue")
            };
            let html = lamps_page(&shell, &none);
            assert!(
                !html.contains('⟦') && html.contains("data-total=\"0\""),
                "{html}"
            );
        }
    }

    #[test]
    fn the_forecast_renders_in_both_languages() {
        let view = Forecast {
            place: Place::default(),
            name: Localised::new("兰州市", "Lanzhou"),
            above: Vec::new(),
            days: vec![date(2026, 6, 9), date(2026, 6, 10)],
            total: vec![3, 0],
            agencies: vec![Agency {
                id: "a".into(),
                name: agency(),
                counts: vec![3, 0],
            }],
            more: 2,
        };
        for locale in Locale::ALL {
            let html = forecast_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(
                html.contains("lamp=coming&amp;day=2026-06-09&amp;agency=a"),
                "{html}"
            );
            assert!(!html.contains("day=2026-06-10"), "nothing comes then");
        }
    }
}
