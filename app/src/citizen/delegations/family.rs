//! `/account/delegations/family`: to declare a child or a parent, with what proves it.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{self, Choice};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Family {
    /// `child`, `parent`, or nothing yet.
    pub kind: String,
    pub name: String,
    pub id_no: String,
    /// The largest file.
    pub megabytes: u32,
    pub faults: Vec<Fault>,
}

pub fn family_page(shell: &Shell, view: &Family) -> String {
    let title = shell.t("delegations-family");
    let errors = errors(shell, &view.faults);
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let kind = Field::new("kind", shell.t("delegation-relation"))
        .value(view.kind.clone())
        .error(wrong("kind"));
    let kinds = ["child", "parent"]
        .map(|kind| Choice::new(kind, shell.t(&format!("delegation-relation-{kind}"))));
    let name = Field::new("name", shell.t("delegation-relative-name"))
        .hint(shell.t("registration-name-hint"))
        .width(Width::Medium)
        .autocomplete("off")
        .value(view.name.clone())
        .error(wrong("name"));
    let id_no = Field::new("id-no", shell.t("citizen-resident-id"))
        .hint(shell.t("registration-id-hint"))
        .width(Width::Medium)
        .autocomplete("off")
        .value(view.id_no.clone())
        .error(wrong("id-no"));
    let megabytes = [("megabytes", view.megabytes.into())];
    let proof = Field::new("file", shell.t("delegation-proof"))
        .hint(shell.tv("delegation-proof-hint", &megabytes))
        .error(wrong("file"));
    // The file last: what was typed is looked at before it is kept.
    let form = view! {
        {choice::radios(shell, &kind, &kinds)}
        {field::text(shell, &name)}
        {field::code(shell, &id_no)}
        {field::file(shell, &proof, ".pdf,.jpg,.jpeg,.png")}
        <p>{shell.t("delegations-family-warning")}</p>
        {button(shell.t("delegations-family-button"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("delegations-family-lede")}</p>
            {post("/account/delegations/family", Encoding::Files, form.into_any())}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/account/delegations".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn the_form_renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let faults = [
                "delegation-proof-too-large",
                "delegation-proof-waiting",
                "delegation-fault-of-age",
                "delegation-fault-wrong-age",
            ];
            let view = Family {
                kind: "child".into(),
                name: "<b>".into(),
                megabytes: 10,
                faults: faults.map(|key| Fault::new("file", key).max(10)).into(),
                ..Family::default()
            };
            for view in [Family::default(), view] {
                let html = family_page(&shell, &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
                assert_eq!(html.contains("&lt;b&gt;"), !view.faults.is_empty());
            }
        }
    }
}
