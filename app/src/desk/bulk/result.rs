//! What came of each case that was picked.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ResultLine {
    pub case_no: String,
    /// Absent where the case is not in the inbox any more.
    pub applicant: Option<String>,
    /// The locale key of why it was not done; absent where it was.
    pub why_not: Option<String>,
    /// To whom it went.
    pub to: Option<domain::locale::Localised>,
}

pub fn result_page(shell: &Shell, lines: &[ResultLine]) -> String {
    let title = shell.t("desk-bulk-result");
    let done = lines.iter().filter(|line| line.why_not.is_none()).count();
    let left = lines.len() - done;
    let summary = shell.tv(
        "desk-bulk-result-lede",
        &[("done", done.into()), ("left", left.into())],
    );
    let rows = lines
        .iter()
        .map(|line| {
            let href = format!("/desk/cases/{}", line.case_no);
            let result = match &line.why_not {
                None => {
                    let to = line
                        .to
                        .as_ref()
                        .map(|to| view! { " "{shell.t("desk-to")}{shell.words(to)} });
                    view! { <span>{tag(shell.t("desk-bulk-done"), Tone::Done)}{to}</span> }
                        .into_any()
                }
                Some(key) => {
                    // No act that is done together has a limit to name.
                    let why = shell.tv(key, &[("max", 0_u32.into())]);
                    view! { <span>{tag(shell.t("desk-bulk-not-done"), Tone::Attention)}" "{why}</span> }
                        .into_any()
                }
            };
            vec![
                view! { <a href=href>{case_no(&line.case_no)}</a> }.into_any(),
                line.applicant.clone().unwrap_or_default().into_any(),
                result,
            ]
        })
        .collect();
    let all = Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: ["desk-case-no", "desk-applicant", "desk-bulk-outcome-of"]
            .map(|key| Column::new(shell.t(key)))
            .into(),
        rows,
        row_head: 0,
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede" role="status">{summary}</p>
        {table(all)}
        {button_link(shell.t("desk-inbox-empty-now"), "/desk", Weight::Main)}
    };
    let options = PageOptions {
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn every_reason_has_its_words() {
        let line = |why: Option<&str>| ResultLine {
            case_no: "62010220261123000001X".into(),
            applicant: why.is_some().then(|| "<兰州黄河面馆>".into()),
            why_not: why.map(Into::into),
            to: why.is_none().then(samples::words),
        };
        for locale in Locale::ALL {
            let lines = [
                None,
                Some("blocked-claimed"),
                Some("blocked-stage"),
                Some("blocked-outcome"),
                Some("blocked-not-assignable"),
                Some("blocked-record-missing"),
                Some("blocked-paused"),
                Some("blocked-milestone"),
                Some("denied-role"),
                Some("denied-separation"),
                Some("denied-already-signed"),
                Some("blocked-agency-unfit"),
                Some("desk-bulk-stale"),
                Some("desk-bulk-gone"),
                Some("desk-bulk-failed"),
            ]
            .map(line);
            let html = result_page(&samples::shell(locale), &lines);
            assert!(!html.contains('⟦') && !html.contains("<兰州"), "{html}");
        }
    }
}
