//! 转办: the whole case to another agency, before its acceptance.

use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
pub use super::agencies::AgencyChoice;
use super::agencies::{agency_field, agency_search};
use crate::parts::button::{Weight, button};
use crate::parts::field::{Field, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct TransferView {
    pub head: Head,
    pub choice: AgencyChoice,
    pub reason: String,
    pub faults: Vec<Fault>,
}

pub fn transfer_page(shell: &Shell, view: &TransferView) -> String {
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-transfer-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let wrong = fault(shell, &view.faults, "agency");
    let form = view! {
        {agency_field(shell, &view.choice, wrong)}
        {textarea(shell, &reason, 5)}
        {button(shell.t("desk-transfer-button"), Weight::Main)}
    };
    let action = format!("/desk/cases/{}/transfer", view.head.case_no);
    let aside = view! {
        {agency_search(shell, &action, &view.choice, "")}
        <section class="sheet">
            <h2>{shell.t("desk-will-be-told")}</h2>
            <p>{shell.t("desk-transfer-told")}</p>
        </section>
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "transfer",
            title: shell.t("desk-act-transfer"),
            lede: Some(shell.t("desk-transfer-lede")),
            errors: errors(shell, &view.faults),
            form: form.into_any(),
            aside: aside.into_any(),
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::{agencies, samples};

    #[test]
    fn renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let view = TransferView {
                head: samples::head(),
                choice: agencies::tests::choice(),
                reason: "不在本辖区 <b>".into(),
                faults: vec![
                    Fault::new("agency", "blocked-agency-unfit"),
                    Fault::new("reason", "desk-reason-missing"),
                ],
            };
            let html = transfer_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("不在本辖区 &lt;b&gt;") && html.contains(r##"href="#agency""##));
            let post = html.find(r#"method="post" action="/desk/cases"#);
            let get = html.find(r#"method="get""#);
            assert!(
                post.is_some() && post < get,
                "the act comes before the search"
            );
            assert_eq!(html.matches(" selected").count(), 1, "{html}");
        }
    }
}
