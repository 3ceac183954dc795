//! The same outcome for several cases at the same step.

use domain::locale::Localised;
use leptos::prelude::*;

pub use super::Picked;
use super::{Frame, frame, preview_button};
use crate::parts::choice::{Choice, radios};
use crate::parts::fault::{Fault, fault};
use crate::parts::field::{Field, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct OutcomeView {
    pub cases: Vec<Picked>,
    pub item: Localised,
    pub step: Localised,
    /// Key, name, and where it leads.
    pub outcomes: Vec<(String, Localised, Option<Localised>)>,
    pub outcome: String,
    pub opinion: String,
    pub faults: Vec<Fault>,
}

pub fn outcome_page(shell: &Shell, view: &OutcomeView) -> String {
    let title = shell.tv("desk-bulk-step", &[("step", shell.l(&view.step).into())]);
    let choices: Vec<Choice> = view
        .outcomes
        .iter()
        .map(|(key, name, next)| {
            let choice = Choice::new(key, shell.l(name));
            match next {
                Some(next) => choice.hint(shell.tv("desk-then", &[("step", shell.l(next).into())])),
                None => choice,
            }
        })
        .collect();
    let outcome = Field::new("outcome", shell.t("desk-outcome"))
        .value(view.outcome.clone())
        .error(fault(shell, &view.faults, "outcome"));
    let opinion = Field::new("opinion", shell.t("desk-opinion"))
        .hint(shell.t("desk-bulk-opinion-hint"))
        .value(view.opinion.clone())
        .error(fault(shell, &view.faults, "opinion"));
    let fields = view! {
        {radios(shell, &outcome, &choices)}
        {textarea(shell, &opinion, 6)}
        {preview_button(shell)}
    };
    let form = Frame {
        title,
        caption: Some(shell.l(&view.item)),
        lede: shell.t("desk-bulk-step-lede"),
        action: "/desk/bulk/outcome",
        cases: &view.cases,
        faults: &view.faults,
        fields: fields.into_any(),
        beside: None,
    };
    frame(shell, form)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::{bulk, samples};

    #[test]
    fn renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let view = OutcomeView {
                cases: vec![bulk::samples::picked(1), bulk::samples::picked(2)],
                item: samples::words(),
                step: samples::words(),
                outcomes: vec![
                    ("agree".into(), samples::words(), Some(samples::words())),
                    ("return".into(), samples::words(), None),
                ],
                outcome: "agree".into(),
                opinion: "同意 <b>".into(),
                faults: vec![
                    Fault::new("outcome", "blocked-outcome"),
                    Fault::new("opinion", "desk-opinion-missing"),
                ],
            };
            let html = outcome_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦') && !html.contains("<兰州"), "{html}");
            assert!(html.contains("同意 &lt;b&gt;") && html.contains(r##"href="#opinion""##));
            assert_eq!(html.matches(r#"name="task""#).count(), 2);
        }
    }
}
