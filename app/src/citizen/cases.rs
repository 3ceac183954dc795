//! `/cases`: a person's own cases, newest first.

use domain::catalogue::Agency;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout;
use crate::parts::button::{Weight, button_link};
use crate::parts::case_no::case_no;
use crate::parts::empty::empty;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::pager::pager;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Cases {
    pub lines: Vec<Line>,
    pub first: Option<String>,
    pub next: Option<String>,
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
        let next = button_link(shell.t("citizen-find-item"), "/", Weight::Main);
        empty(shell.t("citizen-no-cases"), next)
    } else {
        view! { <ul class="case-list">{lines}</ul> }.into_any()
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        {list}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    layout::page(shell, &title, body.into_any())
}

fn one(shell: &Shell, line: &CaseLine) -> AnyView {
    let href = format!("/cases/{}", line.number);
    let turn = matches!(&line.stage, Stage::Key(key) if key == "awaiting-supplement");
    let class = if turn {
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
                <p>{lamp(shell, line.lamp)}</p>
                <p><strong>{stage(shell, &line.stage)}</strong></p>
                {by}
            </div>
        </li>
    }
    .into_any()
}

fn bundle(shell: &Shell, line: &BundleLine) -> AnyView {
    let turn =
        |case: &CaseLine| matches!(&case.stage, Stage::Key(key) if key == "awaiting-supplement");
    let class = if line.cases.iter().any(turn) {
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
            ];
            let mut lines: Vec<CaseLine> = stages
                .into_iter()
                .map(|key| CaseLine {
                    number: "62010220261123000001F".into(),
                    item: Localised::new("食品经营许可", "Food business licence"),
                    agency: Some(agency()),
                    stage: Stage::Key(key.into()),
                    lamp: LampView::Normal,
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
                lines: lines.chain([Line::Bundle(bundle)]).collect(),
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
