//! `/desk/findings`: what the supervision's rules found in an agency, for its head to explain: the list, and one of them.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::case_no::case_no;
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::errors;
use crate::parts::finding::{FindingView, finding, name, reason, state};
use crate::parts::form::{Encoding, post};
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;

/// The states in the order of the tabs; the first is what there is to do.
pub const STATES: [&str; 4] = ["open", "explained", "justified", "confirmed"];

#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// `State::key`.
    pub state: String,
    /// All there are of these.
    pub count: u64,
    pub lines: Vec<Line>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub href: String,
    pub rule: String,
    pub why: String,
    pub measure: Option<i64>,
    pub case_no: String,
    pub item: Localised,
    pub at: Timestamp,
    pub state: String,
}

pub fn findings_page(shell: &Shell, view: &Findings) -> String {
    let title = shell.t("findings-desk-title");
    let which: Vec<Tab> = STATES
        .iter()
        .map(|key| {
            let href = format!("/desk/findings?state={key}");
            let words = shell.t(&format!("finding-state-{key}"));
            Tab::new(href, words, *key == view.state)
        })
        .collect();
    let list = if view.lines.is_empty() {
        empty(shell.t("findings-desk-none"), ().into_any())
    } else {
        let columns = [
            "finding-rule",
            "oversight-case",
            "finding-at",
            "finding-state",
        ]
        .map(|key| Column::new(shell.t(key)));
        let all = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: columns.into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            row_head: 0,
        };
        page_of(view.count, all)
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{shell.t("findings-desk-note")}</p>
        {tabs(shell.t("finding-state"), &which)}
        {list}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let href = line.href.clone();
    let why = reason(shell, &line.rule, &line.why, line.measure);
    vec![
        view! {
            <a href=href>{name(shell, &line.rule)}</a>
            <br/>
            <span class="meta">{why}</span>
        }
        .into_any(),
        view! {
            {case_no(&line.case_no)}
            <br/>
            <span class="meta">{shell.words(&line.item)}</span>
        }
        .into_any(),
        time::instant(shell, line.at),
        state(shell, &line.state),
    ]
}

/// One finding, to explain.
#[derive(Debug, Clone)]
pub struct Explained {
    pub finding: FindingView,
    /// Its own address.
    pub here: String,
    /// While nothing was said to it.
    pub form: Option<ActForm>,
}

pub fn finding_page(shell: &Shell, view: &Explained) -> String {
    let title = view.finding.rule.name(shell);
    let faults = view
        .form
        .as_ref()
        .map(|form| errors(shell, &form.faults))
        .unwrap_or_default();
    let form = view.form.as_ref().map(|form| {
        let body = fields(shell, form);
        view! {
            <section class="sheet">
                <h2>{shell.t("finding-explain")}</h2>
                {post(format!("{}/explanation", view.here), Encoding::Plain, body)}
            </section>
        }
    });
    let waits = (view.finding.state == "explained")
        .then(|| view! { <p class="soft">{shell.t("finding-said-already")}</p> });
    let body = view! {
        {error_summary(shell, &faults)}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>{finding(shell, &view.finding)}</div>
            <div>{form}{waits}</div>
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        back: Some("/desk/findings".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use domain::supervision::rules::Rule;

    use super::*;
    use crate::parts::fault::Fault;
    use crate::parts::finding::samples;

    #[test]
    fn the_list_and_one_of_it_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let lines = STATES.map(|state| Line {
                href: "/desk/findings/6/check-lapsed/2".into(),
                rule: Rule::CheckLapsed.key().into(),
                why: String::new(),
                measure: None,
                case_no: "62010220261123000001F".into(),
                item: Localised::new("食品经营许可", "Food business licence"),
                at: Timestamp::UNIX_EPOCH,
                state: state.into(),
            });
            let view = Findings {
                state: "open".into(),
                count: 51,
                lines: lines.into(),
                first: Some("/desk/findings?state=open".into()),
                next: Some("/desk/findings?state=open&after=1".into()),
            };
            let html = findings_page(&shell, &view);
            assert!(
                !html.contains('⟦') && html.contains("data-total=\"51\""),
                "{html}"
            );
            assert!(!findings_page(&shell, &Findings::default()).contains('⟦'));
            let mut one = Explained {
                finding: samples::finding(Rule::CheckLapsed, ""),
                here: "/desk/findings/6/check-lapsed/2".into(),
                form: Some(ActForm {
                    noun: "finding-explanation",
                    choices: Vec::new(),
                    choice: String::new(),
                    amount: None,
                    text: "<b>".into(),
                    faults: vec![Fault::new("text", "act-text-missing")],
                    shown: None,
                    preview: false,
                }),
            };
            let html = finding_page(&shell, &one);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("/check-lapsed/2/explanation\""), "{html}");
            one.form = None;
            assert!(!finding_page(&shell, &one).contains("/explanation"));
        }
    }
}
