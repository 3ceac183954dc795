//! 转办 of several cases to one other agency.

use leptos::prelude::*;

pub use super::Picked;
use super::{Frame, frame, picked, preview_button};
pub use crate::desk::agencies::AgencyChoice;
use crate::desk::agencies::agency_field;
use crate::parts::button::{Weight, button};
use crate::parts::fault::{Fault, fault};
use crate::parts::field::{self, Field, textarea};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct TransferView {
    pub cases: Vec<Picked>,
    pub choice: AgencyChoice,
    pub reason: String,
    pub faults: Vec<Fault>,
}

pub fn transfer_page(shell: &Shell, view: &TransferView) -> String {
    let title = shell.t("desk-bulk-transfer");
    let wrong = |id| fault(shell, &view.faults, id);
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-transfer-reason-hint"))
        .value(view.reason.clone())
        .error(wrong("reason"));
    let fields = view! {
        {agency_field(shell, &view.choice, wrong("agency"))}
        {textarea(shell, &reason, 5)}
        {preview_button(shell)}
    };
    let form = Frame {
        title,
        caption: None,
        lede: shell.t("inbox-bulk-transfer-lede"),
        action: "/desk/bulk/transfer",
        cases: &view.cases,
        faults: &view.faults,
        fields: fields.into_any(),
        beside: Some(search(shell, view)),
    };
    frame(shell, form)
}

/// Posts, since two hundred cases are more than an address holds.
fn search(shell: &Shell, view: &TransferView) -> AnyView {
    let q = Field::new("q", shell.t("desk-agency-search"))
        .hint(shell.t("desk-agency-search-hint"))
        .value(view.choice.q.clone());
    let found = (!view.choice.q.is_empty()).then(|| {
        let count = [("count", view.choice.found.len().into())];
        view! { <p role="status">{shell.tv("desk-agency-found-count", &count)}</p> }
    });
    let (fields, _) = picked(shell, &view.cases);
    let body = view! {
        {fields}
        {field::hidden("find", "yes")}
        {field::text(shell, &q)}
        {button(shell.t("desk-agency-search-button"), Weight::Quiet)}
    };
    view! {
        <section class="sheet">
            <h2>{shell.t("desk-agency-other")}</h2>
            {post("/desk/bulk/transfer", Encoding::Plain, body.into_any())}
            {found}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::{agencies, bulk, samples};

    #[test]
    fn renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let view = TransferView {
                cases: vec![bulk::samples::picked(1), bulk::samples::picked(2)],
                choice: agencies::tests::choice(),
                reason: "不在本辖区 <b>".into(),
                faults: vec![
                    Fault::new("agency", "desk-agency-missing"),
                    Fault::new("reason", "desk-reason-missing"),
                ],
            };
            let html = transfer_page(&samples::shell(locale), &view);
            assert!(
                !html.contains('⟦') && html.contains("不在本辖区 &lt;b&gt;"),
                "{html}"
            );
            assert!(html.contains(r##"href="#agency""##) && html.contains(r##"href="#reason""##));
            assert_eq!(
                html.matches(r#"name="task""#).count(),
                4,
                "both forms send them on"
            );
        }
    }
}
