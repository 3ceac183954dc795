//! 送达: how the result reached the applicant.

use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
use crate::parts::button::preview_button;
use crate::parts::choice::{Choice, radios};
use crate::parts::field::{self, Field};
use crate::parts::form::group;
use crate::parts::identity::{Identity, identity};
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct DeliveryView {
    pub head: Head,
    /// `granted` or `refused`.
    pub result: Option<String>,
    pub licence: Option<String>,
    pub method: String,
    /// Of whoever takes it at the counter.
    pub identity: Identity,
    pub note: String,
    pub faults: Vec<Fault>,
}

pub fn delivery_page(shell: &Shell, view: &DeliveryView) -> String {
    let choices = ["counter", "post", "electronic"].map(|key| {
        Choice::new(key, shell.t(&format!("desk-method-{key}")))
            .hint(shell.t(&format!("desk-method-{key}-hint")))
    });
    let method = Field::new("method", shell.t("desk-method"))
        .value(view.method.clone())
        .error(fault(shell, &view.faults, "method"));
    let note = Field::new("note", shell.t("desk-delivery-note"))
        .hint(shell.t("desk-delivery-note-hint"))
        .optional()
        .value(view.note.clone())
        .error(fault(shell, &view.faults, "note"));
    let taker = view! {
        <p class="hint">{shell.t("counter-taker-hint")}</p>
        {identity(shell, &view.identity, &view.faults)}
    };
    let form = view! {
        {radios(shell, &method, &choices)}
        {group(shell.t("counter-taker"), taker.into_any())}
        {field::text(shell, &note)}
        {preview_button(shell)}
    };
    let mut rows = Vec::new();
    if let Some(result) = &view.result {
        rows.push(Row::new(
            shell.t("desk-decision"),
            shell.t(&format!("desk-concluded-{result}")),
        ));
    }
    if let Some(licence) = view.licence.clone() {
        rows.push(Row::of(
            shell.t("desk-licence-number"),
            view! { <span class="long-number" translate="no">{licence}</span> }.into_any(),
        ));
    }
    let aside = view! {
        <section class="sheet"><h2>{shell.t("desk-to-deliver")}</h2>{summary_list(shell, rows)}</section>
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "delivery",
            title: shell.t("desk-act-delivery"),
            lede: Some(shell.t("desk-delivery-lede")),
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
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let view = DeliveryView {
                head: samples::head(),
                result: Some("granted".into()),
                licence: Some("1.2.156.3005.2.11100000MB03271699022".into()),
                method: "post".into(),
                identity: Identity::default(),
                note: "EMS 1234".into(),
                faults: vec![
                    Fault::new("method", "desk-method-missing"),
                    Fault::new("note", "desk-too-long"),
                    Fault::new("counter.identity", "counter-identity-missing"),
                ],
            };
            let html = delivery_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("EMS 1234"));
        }
    }
}
