//! `/account/delegations/family`: to declare a child or a parent, with what proves it.

use leptos::prelude::*;

use super::{form_page, person};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{self, Choice};
use crate::parts::fault::{Fault, fault};
use crate::parts::field::{self, Field};
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
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let kind = Field::new("kind", shell.t("delegation-relation"))
        .value(view.kind.clone())
        .error(wrong("kind"));
    let kinds = ["child", "parent"]
        .map(|kind| Choice::new(kind, shell.t(&format!("delegation-relation-{kind}"))));
    let megabytes = [("megabytes", view.megabytes.into())];
    let proof = Field::new("file", shell.t("delegation-proof"))
        .hint(shell.tv("delegation-proof-hint", &megabytes))
        .error(wrong("file"));
    // The file last: what was typed is looked at before it is kept.
    let form = view! {
        {choice::radios(shell, &kind, &kinds)}
        {person(shell, "delegation-relative-name", &view.name, &view.id_no, &view.faults)}
        {field::file(shell, &proof, ".pdf,.jpg,.jpeg,.png")}
        <p>{shell.t("delegations-family-warning")}</p>
        {button(shell.t("delegations-family-button"), Weight::Main)}
    };
    let lede = shell.t("delegations-family-lede");
    let form = post(
        "/account/delegations/family",
        Encoding::Files,
        form.into_any(),
    );
    form_page(shell, &title, &view.faults, lede, form)
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
