//! 退件: the applicant's time to supplement is over.

use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
use super::file::CorrectionView;
use crate::parts::button::preview_button;
use crate::parts::field::{Field, textarea};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ReturnView {
    pub head: Head,
    pub reason: String,
    pub correction: Option<CorrectionView>,
    pub faults: Vec<Fault>,
}

pub fn return_page(shell: &Shell, view: &ReturnView) -> String {
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-return-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let form = view! {
        {textarea(shell, &reason, 5)}
        {preview_button(shell)}
    };
    let aside = view.correction.as_ref().map(|correction| {
        let asked: Vec<AnyView> = correction
            .asked
            .iter()
            .map(|(what, _)| view! { <li>{shell.words(what)}</li> }.into_any())
            .collect();
        view! {
            <section class="sheet">
                <h2>{shell.t("desk-not-supplemented")}</h2>
                <p class="meta">{shell.t("desk-corrected")}{time::instant(shell, correction.at)}</p>
                <ul>{asked}</ul>
            </section>
        }
    });
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "return",
            title: shell.t("desk-act-return"),
            lede: Some(shell.t("desk-return-lede")),
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
            let view = ReturnView {
                head: samples::head(),
                reason: String::new(),
                correction: samples::case().file.corrections.into_iter().next(),
                faults: vec![Fault::new("reason", "desk-reason-missing")],
            };
            let html = return_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
