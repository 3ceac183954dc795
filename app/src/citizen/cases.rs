//! `/cases`: a person's own cases: those that wait for them first, then newest first.

use domain::catalogue::Agency;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::form;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::pager::pager;
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// `all`, `turn`, `open`, `ended`: each with its address, and which is shown.
    pub filters: Vec<(&'static str, String, bool)>,
    /// A number that was looked for and is none of theirs.
    pub not_found: Option<String>,
    pub lines: Vec<Line>,
    /// Times at a counter that are still to come, the soonest first.
    pub appointments: Vec<AppointmentLine>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct AppointmentLine {
    pub href: String,
    pub item: Localised,
    pub hall: Option<Localised>,
    pub day: Date,
    /// `09:30`.
    pub time: String,
}

#[derive(Debug, Clone)]
pub enum Line {
    Case(Box<CaseLine>),
    Bundle(BundleLine),
}

/// A bundle (一件事) as one entry, with the cases of its parts so far.
#[derive(Debug, Clone)]
pub struct BundleLine {
    pub href: String,
    pub name: Localised,
    /// The part's name in place of the item's.
    pub cases: Vec<CaseLine>,
    /// Parts that wait for others.
    pub waiting: usize,
}

#[derive(Debug, Clone)]
pub struct CaseLine {
    pub number: String,
    pub item: Localised,
    pub agency: Option<Agency>,
    pub stage: Stage,
    pub lamp: LampView,
    /// It waits for the applicant.
    pub turn: bool,
    pub received_at: Timestamp,
    /// The nearest day by which the agency has to act.
    pub by: Option<Date>,
}

/// Where a case stands, for a list.
#[derive(Debug, Clone)]
pub enum Stage {
    /// The last part of a locale key, `citizen-stage-…`.
    Key(String),
    Step(Localised),
}

pub fn stage(shell: &Shell, stage: &Stage) -> AnyView {
    match stage {
        Stage::Key(key) => shell.t(&format!("citizen-stage-{key}")).into_any(),
        Stage::Step(name) => shell.words(name),
    }
}

pub fn cases_page(shell: &Shell, view: &Cases) -> String {
    let title = shell.t("citizen-cases");
    let lines: Vec<AnyView> = view
        .lines
        .iter()
        .map(|line| match line {
            Line::Case(line) => one(shell, line),
            Line::Bundle(line) => bundle(shell, line),
        })
        .collect();
    let list = if lines.is_empty() {
        let filtered = view
            .filters
            .iter()
            .any(|(key, _, current)| *current && *key != "all");
        let (words, link) = if filtered || view.first.is_some() {
            (
                "case-list-none",
                button_link(shell.t("case-list-show-all"), "/cases", Weight::Quiet),
            )
        } else {
            (
                "citizen-no-cases",
                button_link(shell.t("citizen-find-item"), "/", Weight::Main),
            )
        };
        empty(shell.t(words), link)
    } else {
        view! { <ul class="case-list">{lines}</ul> }.into_any()
    };
    let wrong = view
        .not_found
        .as_ref()
        .map(|_| shell.t("case-list-not-found"));
    let errors: Vec<_> = wrong
        .iter()
        .map(|words| ("no".to_owned(), words.clone()))
        .collect();
    let filters: Vec<Tab> = view
        .filters
        .iter()
        .map(|(key, href, current)| {
            Tab::new(href.clone(), shell.t(&format!("case-list-{key}")), *current)
        })
        .collect();
    let number = Field::new("no", shell.t("case-list-number"))
        .value(view.not_found.clone().unwrap_or_default())
        .error(wrong);
    let search = view! {
        {field::code(shell, &number)}
        {button(shell.t("case-list-find"), Weight::Quiet)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        {appointments(shell, &view.appointments)}
        {tabs(shell.t("case-list-filters"), &filters)}
        {list}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
        {form::get("/cases", search.into_any())}
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn appointments(shell: &Shell, booked: &[AppointmentLine]) -> Option<AnyView> {
    if booked.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = booked
        .iter()
        .map(|one| {
            let href = one.href.clone();
            let time = one.time.clone();
            let hall = one
                .hall
                .as_ref()
                .map(|hall| view! { <p class="meta">{shell.words(hall)}</p> });
            view! {
                <li class="sheet">
                    <h3><a href=href>{shell.words(&one.item)}</a></h3>
                    <p><strong>{time::day(shell, one.day)}" "<span class="num">{time}</span></strong></p>
                    {hall}
                </li>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="appointments">
                <h2 id="appointments">{shell.t("case-list-appointments")}</h2>
                <ul class="plain-list">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}

fn one(shell: &Shell, line: &CaseLine) -> AnyView {
    let href = format!("/cases/{}", line.number);
    let turn = line
        .turn
        .then(|| view! { <p>{tag(shell.t("banner-your-turn"), Tone::Attention)}</p> });
    let class = if line.turn {
        "case-line case-turn"
    } else {
        "case-line"
    };
    let agency = line
        .agency
        .as_ref()
        .map(|agency| view! { <p class="meta">{shell.words(&agency.name)}</p> });
    let by = line.by.map(|by| {
        view! { <p class="meta">{shell.t("citizen-by")} {time::day(shell, by)}</p> }
    });
    view! {
        <li class=class>
            <div>
                <h2><a href=href>{shell.words(&line.item)}</a></h2>
                <p class="meta">{case_no(&line.number)}</p>
                {agency}
                <p class="meta">{shell.t("citizen-applied-on")} {time::instant(shell, line.received_at)}</p>
            </div>
            <div class="case-state">
                {turn}
                <p>{lamp(shell, line.lamp)}</p>
                <p><strong>{stage(shell, &line.stage)}</strong></p>
                {by}
            </div>
        </li>
    }
    .into_any()
}

fn bundle(shell: &Shell, line: &BundleLine) -> AnyView {
    let class = if line.cases.iter().any(|case| case.turn) {
        "case-bundle case-turn"
    } else {
        "case-bundle"
    };
    let cases: Vec<AnyView> = line
        .cases
        .iter()
        .map(|case| {
            let href = format!("/cases/{}", case.number);
            view! {
                <li>
                    <a href=href>{shell.words(&case.item)}</a>
                    <span class="meta">{case_no(&case.number)}</span>
                    <span>{lamp(shell, case.lamp)}" "{stage(shell, &case.stage)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let waiting = (line.waiting > 0).then(|| {
        let words = shell.tv("citizen-event-waiting", &[("count", line.waiting.into())]);
        view! { <p class="meta">{words}</p> }
    });
    let href = line.href.clone();
    view! {
        <li class=class>
            <h2><a href=href>{shell.words(&line.name)}</a></h2>
            <ul class="plain-list">{cases}</ul>
            {waiting}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::super::home::tests::agency;
    use super::*;

    #[test]
    fn lists_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let stages = [
                "received",
                "awaiting-supplement",
                "granted",
                "refused",
                "declined",
                "returned",
                "withdrawn",
                "voided",
            ];
            let mut lines: Vec<CaseLine> = stages
                .into_iter()
                .map(|key| CaseLine {
                    number: "62010220261123000001F".into(),
                    item: Localised::new("食品经营许可", "Food business licence"),
                    agency: Some(agency()),
                    stage: Stage::Key(key.into()),
                    lamp: LampView::Normal,
                    turn: key == "awaiting-supplement",
                    received_at: Timestamp::UNIX_EPOCH,
                    by: Some(jiff::civil::date(2026, 12, 1)),
                })
                .collect();
            lines[0].stage = Stage::Step(Localised::new("现场核查", "Site check"));
            let bundle = BundleLine {
                href: "/life-events/applications/1".into(),
                name: Localised::new("新生儿出生一件事", "Having a baby"),
                cases: lines.clone(),
                waiting: 2,
            };
            let lines = lines.into_iter().map(|line| Line::Case(Box::new(line)));
            let full = Cases {
                filters: ["all", "turn", "open", "ended"]
                    .map(|key| (key, "/cases".to_owned(), key == "turn"))
                    .into(),
                not_found: Some("6201<b>".into()),
                lines: lines.chain([Line::Bundle(bundle)]).collect(),
                appointments: vec![AppointmentLine {
                    href: "/appointments/1".into(),
                    item: Localised::new("食品经营许可", "Food business licence"),
                    hall: Some(Localised::new("城关区政务大厅", "Chengguan hall")),
                    day: jiff::civil::date(2026, 12, 1),
                    time: "09:30".into(),
                }],
                first: Some("/cases".into()),
                next: Some("/cases?before=1".into()),
            };
            for view in [full, Cases::default()] {
                let html = cases_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
