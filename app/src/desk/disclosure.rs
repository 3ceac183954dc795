//! Seeing the personal data of a case whole: the form for the reason.

use domain::disclosure::{LONGEST, Reason};
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, radios};
use crate::parts::field::{self, Field, textarea};
use crate::parts::looks;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct DisclosureView {
    pub head: Head,
    /// As chosen and typed.
    pub reason: String,
    pub words: String,
    /// Where it leads back to, within the case.
    pub from: String,
    pub faults: Vec<Fault>,
}

pub fn disclosure_page(shell: &Shell, view: &DisclosureView) -> String {
    let aside = view! {
        <section class="sheet">
            <h2>{shell.t("disclosure-logged")}</h2>
            <p>{shell.t("disclosure-logged-note")}</p>
        </section>
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "disclosure",
            title: shell.t("disclosure-title"),
            lede: Some(shell.t("disclosure-lede")),
            errors: errors(shell, &view.faults),
            form: fields(shell, view),
            aside: aside.into_any(),
        },
    )
}

fn fields(shell: &Shell, view: &DisclosureView) -> AnyView {
    let choices: Vec<Choice> = Reason::ALL
        .into_iter()
        .map(|reason| Choice::new(reason.key(), looks::reason(shell, reason.key())))
        .collect();
    let reason = Field::new("reason", shell.t("disclosure-reason"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let words = Field::new("words", shell.t("disclosure-words"))
        .hint(shell.t("disclosure-words-hint"))
        .value(view.words.clone())
        .max_length(u32::try_from(LONGEST).unwrap_or(u32::MAX))
        .error(fault(shell, &view.faults, "words"));
    let from = (!view.from.is_empty()).then(|| field::hidden("from", view.from.clone()));
    view! {
        {from}
        {radios(shell, &reason, &choices)}
        {textarea(shell, &words, 2)}
        {button(shell.t("disclosure-button"), Weight::Main)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            for (id, key) in [
                ("reason", "disclosure-reason-missing"),
                ("words", "disclosure-words-missing"),
                ("words", "disclosure-words-long"),
            ] {
                let view = DisclosureView {
                    head: samples::head(),
                    reason: "other".into(),
                    words: "核对 <b>".into(),
                    from: "materials/1/view".into(),
                    faults: vec![Fault::new(id, key)],
                };
                let html = disclosure_page(&samples::shell(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("核对 &lt;b&gt;"));
                assert!(html.contains(&format!(r##"href="#{id}""##)), "{html}");
                assert_eq!(html.matches("<h1>").count(), 1);
            }
        }
    }
}
