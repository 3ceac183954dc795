//! The same outcome for several cases at the same step.

use domain::locale::Localised;
use leptos::prelude::*;

pub use super::Picked;
use super::picked;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, radios};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{Field, textarea};
use crate::parts::form::{Encoding, post};
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
    let (fields, list) = picked(shell, &view.cases);
    let count = [("count", view.cases.len().into())];
    let form = view! {
        {fields}
        {radios(shell, &outcome, &choices)}
        {textarea(shell, &opinion, 6)}
        {button(shell.tv("desk-bulk-step-button", &count), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors(shell, &view.faults))}
        <p class="caption">{shell.words(&view.item)}</p>
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                <p class="lede">{shell.t("desk-bulk-step-lede")}</p>
                {post("/desk/bulk/outcome", Encoding::Plain, form.into_any())}
            </div>
            <div>{list}</div>
        </div>
    };
    let options = PageOptions {
        errors: !view.faults.is_empty(),
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
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
