//! 环节办理: an outcome of the step's own, with an opinion.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, Opinion, act_page, errors, fault, opinions};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, radios};
use crate::parts::field::{Field, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct StepView {
    pub head: Head,
    pub key: String,
    pub step: Localised,
    /// Key, name, and where it leads.
    pub outcomes: Vec<(String, Localised, Option<Localised>)>,
    pub outcome: String,
    pub opinion: String,
    pub faults: Vec<Fault>,
    /// How many people must record the same outcome.
    pub people: u8,
    pub signatures: Vec<Opinion>,
    pub opinions: Vec<Opinion>,
}

pub fn step_page(shell: &Shell, view: &StepView) -> String {
    let choices: Vec<Choice> = view
        .outcomes
        .iter()
        .map(|(key, name, next)| {
            let choice = Choice::new(key, shell.l(name));
            match next {
                Some(next) => {
                    let next = shell.l(next);
                    choice.hint(shell.tv("desk-then", &[("step", next.into())]))
                }
                None => choice,
            }
        })
        .collect();
    let outcome = Field::new("outcome", shell.t("desk-outcome"))
        .value(view.outcome.clone())
        .error(fault(shell, &view.faults, "outcome"));
    let opinion = Field::new("opinion", shell.t("desk-opinion"))
        .hint(shell.t("desk-opinion-hint"))
        .value(view.opinion.clone())
        .error(fault(shell, &view.faults, "opinion"));
    let together = (view.people > 1).then(|| {
        let people = [("people", u32::from(view.people).into())];
        let words = if view.signatures.is_empty() {
            shell.tv("desk-together-first", &people)
        } else {
            shell.tv("desk-together-second", &people)
        };
        view! { <p class="inset">{words}</p> }
    });
    let form = view! {
        {together}
        {radios(shell, &outcome, &choices)}
        {textarea(shell, &opinion, 6)}
        {button(shell.t("desk-step-button"), Weight::Main)}
    };
    let aside = view! {
        {opinions(shell, &shell.t("desk-signed-so-far"), &view.signatures)}
        {opinions(shell, &shell.t("desk-opinions"), &view.opinions)}
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: &format!("steps/{}", view.key),
            title: shell.l(&view.step),
            lede: None,
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
    fn renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let mut view = StepView {
                head: samples::head(),
                key: "site-check".into(),
                step: samples::words(),
                outcomes: vec![
                    ("qualified".into(), samples::words(), Some(samples::words())),
                    ("unqualified".into(), samples::words(), None),
                ],
                outcome: "unqualified".into(),
                opinion: "通风不足 <b>".into(),
                faults: vec![
                    Fault::new("outcome", "blocked-outcome"),
                    Fault::new("opinion", "desk-opinion-missing"),
                ],
                people: 2,
                signatures: vec![samples::opinion()],
                opinions: vec![samples::opinion()],
            };
            let shell = samples::shell(locale);
            let html = step_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("通风不足 &lt;b&gt;") && html.contains(r##"href="#opinion""##));
            assert!(
                html.contains(r#"action="/desk/cases/62010220261123000001X/steps/site-check""#)
            );
            view.signatures.clear();
            view.faults.clear();
            assert!(!step_page(&shell, &view).contains('⟦'));
        }
    }
}
