//! The cases of other agencies in which this one has a part.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::empty::empty;
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct SharedPage {
    pub lines: Vec<SharedLine>,
    /// Not the first page.
    pub continued: bool,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct SharedLine {
    pub case_no: String,
    pub item: Localised,
    /// Whose case it is.
    pub agency: Localised,
    /// The step that it is at.
    pub step: Option<Localised>,
    /// The stage, or the result of a case that is over.
    pub stage: String,
    pub received_on: Date,
}

pub fn shared_page(shell: &Shell, view: &SharedPage) -> String {
    let title = shell.t("desk-shared");
    let list = if view.lines.is_empty() {
        let next = view! { <p>{shell.t("desk-shared-none-note")}</p> };
        empty(shell.t("desk-shared-none"), next.into_any())
    } else {
        lines(shell, view, &title)
    };
    let first = view.continued.then_some("/desk/shared-cases");
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("desk-shared-lede")}</p>
        {list}
        {pager(shell, first, view.next.as_deref())}
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn lines(shell: &Shell, view: &SharedPage, title: &str) -> AnyView {
    let rows = view
        .lines
        .iter()
        .map(|line| {
            let href = format!("/desk/cases/{}", line.case_no);
            let state = match &line.step {
                Some(step) => shell.words(step),
                None => shell.t(&state_key(&line.stage)).into_any(),
            };
            vec![
                view! { <a href=href>{case_no(&line.case_no)}</a> }.into_any(),
                shell.words(&line.item),
                shell.words(&line.agency),
                state,
                time::short_day(shell, line.received_on),
            ]
        })
        .collect();
    table(Table {
        caption: title.to_owned(),
        caption_hidden: true,
        columns: [
            "desk-case-no",
            "desk-item",
            "desk-lead-agency",
            "desk-step",
            "desk-received-on",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    })
}

/// A case without an open step is at the counter, with the applicant, or over.
fn state_key(stage: &str) -> String {
    match stage {
        "received" => "desk-act-acceptance".to_owned(),
        "awaiting-supplement" => "desk-turn-applicant".to_owned(),
        "in-process" => "desk-in-process".to_owned(),
        result => format!("desk-concluded-{result}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_every_stage_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let line = |stage: &str, step| SharedLine {
                case_no: "62010220261123000001X".into(),
                item: samples::words(),
                agency: samples::words(),
                step,
                stage: stage.into(),
                received_on: jiff::civil::date(2026, 11, 23),
            };
            let stages = [
                "received",
                "awaiting-supplement",
                "in-process",
                "granted",
                "refused",
                "declined",
                "returned",
                "withdrawn",
                "voided",
            ];
            let mut view = SharedPage {
                lines: stages.map(|stage| line(stage, None)).into(),
                continued: true,
                next: Some("/desk/shared-cases?after=1".into()),
            };
            view.lines.push(line("in-process", Some(samples::words())));
            let html = shared_page(&shell, &view);
            assert!(
                !html.contains('⟦') && html.contains("rel=\"next\""),
                "{html}"
            );
            view.lines.clear();
            assert!(!shared_page(&shell, &view).contains('⟦'));
        }
    }
}
