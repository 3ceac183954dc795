//! Before an act is done for several cases: what is sent for the first of them and what the act does to its clock. The
//! others are treated alike, each with a notice and dates of its own.

use leptos::prelude::*;

pub use super::Picked;
use super::{Frame, frame};
use crate::desk::preview::{Effect, confirmation, effects, sheets};
use crate::parts::button::Weight;
use crate::parts::case_no::case_no;
use crate::parts::field::hidden;
use crate::parts::notice::Sheet;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct BulkPreview {
    pub title: String,
    /// The locale key of the button's words, which say how many.
    pub button: &'static str,
    /// Where the form was sent, and is sent again.
    pub action: String,
    /// What was typed, beside the cases.
    pub typed: Vec<(String, String)>,
    pub cases: Vec<Picked>,
    /// The one that is shown.
    pub case_no: String,
    pub sheets: Vec<Sheet>,
    pub effects: Vec<Effect>,
}

pub fn bulk_preview_page(shell: &Shell, view: &BulkPreview) -> String {
    let weight = if view.sheets.is_empty() {
        Weight::Main
    } else {
        Weight::Grave
    };
    let count = [("count", view.cases.len().into())];
    let others = [("count", view.cases.len().saturating_sub(1).into())];
    let typed: Vec<AnyView> = view
        .typed
        .iter()
        .map(|(name, value)| hidden(name.clone(), value.clone()))
        .collect();
    let href = format!("/desk/cases/{}", view.case_no);
    let fields = view! {
        {typed}
        <p><a href=href>{case_no(&view.case_no)}</a></p>
        {sheets(shell, &view.sheets)}
        {effects(shell, &view.effects)}
        {confirmation(shell, shell.tv(view.button, &count), weight)}
    };
    let form = Frame {
        title: shell.tv("preview-title", &[("act", (&view.title).into())]),
        caption: None,
        lede: shell.tv("desk-bulk-preview-lede", &others),
        action: &view.action,
        cases: &view.cases,
        faults: &[],
        fields: fields.into_any(),
        beside: None,
    };
    frame(shell, form)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;
    use crate::desk::preview::Change;
    use crate::desk::{bulk, samples};
    use crate::parts::notice::samples::sheet;

    #[test]
    fn shows_the_first_and_counts_the_others() {
        for locale in Locale::ALL {
            for (sheets, cases) in [(Vec::new(), 1), (vec![sheet()], 3)] {
                let view = BulkPreview {
                    title: "<甲>".into(),
                    button: "desk-bulk-step-button",
                    action: "/desk/bulk/outcome".into(),
                    typed: vec![("opinion".into(), "\"同意\"<b>".into())],
                    cases: (1..=cases).map(bulk::samples::picked).collect(),
                    case_no: "62010220261123000001X".into(),
                    effects: vec![Effect {
                        kind: "promised",
                        change: Change::Starts(date(2026, 12, 1)),
                    }],
                    sheets,
                };
                let html = bulk_preview_page(&samples::shell(locale), &view);
                assert!(!html.contains('⟦') && !html.contains("<甲>"), "{html}");
                assert!(html.contains("&quot;同意&quot;") && html.contains("name=\"confirmed\""));
                assert_eq!(html.matches(r#"name="task""#).count(), usize::from(cases));
                assert_eq!(html.matches("<h1>").count(), 1);
            }
        }
    }
}
