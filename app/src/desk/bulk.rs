//! 批量办理: what several cases have in common, said once; and what came of each.

pub mod assignment;
pub mod outcome;
pub mod preview;
pub mod result;
pub mod transfer;

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_with};
use crate::parts::case_no::case_no;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors};
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::time;
use crate::shell::Shell;

/// A case that was picked.
#[derive(Debug, Clone)]
pub struct Picked {
    /// As the inbox's box had it: the form sends it on.
    pub task: String,
    pub case_no: String,
    pub item: Localised,
    pub step: Localised,
    pub applicant: String,
    pub due_on: Option<jiff::civil::Date>,
}

/// The cases beside the form, and for the form their hidden fields.
fn picked(shell: &Shell, cases: &[Picked]) -> (AnyView, AnyView) {
    let fields: Vec<AnyView> = cases
        .iter()
        .map(|one| field::hidden("task", one.task.clone()))
        .collect();
    let lines: Vec<AnyView> = cases
        .iter()
        .map(|one| {
            let href = format!("/desk/cases/{}", one.case_no);
            let due = one.due_on.map(|due| {
                view! { " · "{shell.t("desk-bulk-due")}{time::short_day(shell, due)} }
            });
            view! {
                <li>
                    <a href=href>{case_no(&one.case_no)}</a>
                    <br/><span class="meta">{one.applicant.clone()}" · "{shell.words(&one.step)}{due}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let count = [("count", cases.len().into())];
    let list = view! {
        <section class="sheet">
            <h2>{shell.tv("desk-bulk-picked", &count)}</h2>
            <ul class="plain-list stack">{lines}</ul>
        </section>
    };
    (fields.into_any(), list.into_any())
}

/// Shows what the form does before it is done.
fn preview_button(shell: &Shell) -> AnyView {
    button_with(
        shell.t("desk-bulk-preview-button"),
        Weight::Main,
        "preview",
        "1",
    )
}

/// A form for several cases.
struct Frame<'a> {
    title: String,
    caption: Option<String>,
    lede: String,
    action: &'a str,
    cases: &'a [Picked],
    faults: &'a [Fault],
    fields: AnyView,
    /// Above the list of the cases.
    beside: Option<AnyView>,
}

fn frame(shell: &Shell, form: Frame<'_>) -> String {
    let (tasks, list) = picked(shell, form.cases);
    let body = view! {
        {error_summary(shell, &errors(shell, form.faults))}
        {form.caption.map(|caption| view! { <p class="caption">{caption}</p> })}
        <h1>{form.title.clone()}</h1>
        <div class="two">
            <div>
                <p class="lede">{form.lede}</p>
                {post(form.action.to_owned(), Encoding::Plain, view! { {tasks}{form.fields} }.into_any())}
            </div>
            <div>{form.beside}{list}</div>
        </div>
    };
    let options = PageOptions {
        errors: !form.faults.is_empty(),
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &form.title, options, body.into_any())
}

#[cfg(test)]
mod samples {
    use super::Picked;
    use crate::desk::samples::words;

    pub fn picked(number: u8) -> Picked {
        Picked {
            task: format!("6201022026112300000{number} 7 review"),
            case_no: format!("6201022026112300000{number}"),
            item: words(),
            step: words(),
            applicant: "<兰州黄河面馆>".into(),
            due_on: (number == 1).then(|| jiff::civil::date(2026, 12, 1)),
        }
    }
}
