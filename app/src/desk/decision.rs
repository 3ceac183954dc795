//! 决定: granted or refused, in writing, with the reason; a refusal tells the remedies.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, Opinion, act_page, errors, fault, opinions};
use super::templates::{Insertable, insertable};
use crate::parts::button::preview_button;
use crate::parts::choice::{Choice, radios};
use crate::parts::field::{Field, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct DecisionView {
    pub head: Head,
    /// `granted` and `refused`, with the definition's names.
    pub outcomes: Vec<(String, Localised)>,
    pub outcome: String,
    pub reason: String,
    pub faults: Vec<Fault>,
    /// What a refusal tells, in the guide's words.
    pub remedies: Localised,
    pub opinions: Vec<Opinion>,
    /// Texts that the agency keeps for it, and where it keeps them.
    pub templates: Vec<Insertable>,
    pub templates_at: String,
}

pub fn decision_page(shell: &Shell, view: &DecisionView) -> String {
    let choices: Vec<Choice> = view
        .outcomes
        .iter()
        .map(|(key, name)| Choice::new(key, shell.l(name)))
        .collect();
    let outcome = Field::new("outcome", shell.t("desk-decision"))
        .value(view.outcome.clone())
        .error(fault(shell, &view.faults, "outcome"));
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-decision-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let form = view! {
        {radios(shell, &outcome, &choices)}
        {textarea(shell, &reason, 6)}
        <div class="inset">
            <p><strong>{shell.t("desk-remedies")}</strong></p>
            <p>{shell.words(&view.remedies)}</p>
        </div>
        {preview_button(shell)}
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "decision",
            title: shell.t("desk-act-decision"),
            lede: Some(shell.t("desk-decision-lede")),
            errors: errors(shell, &view.faults),
            form: form.into_any(),
            aside: view! {
                {opinions(shell, &shell.t("desk-opinions"), &view.opinions)}
                {insertable(shell, &view.head.case_no, &view.templates, &view.templates_at)}
            }
            .into_any(),
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages_with_the_remedies() {
        for locale in Locale::ALL {
            let view = DecisionView {
                head: samples::head(),
                outcomes: vec![
                    ("granted".into(), samples::words()),
                    ("refused".into(), samples::words()),
                ],
                outcome: String::new(),
                reason: "符合条件".into(),
                faults: vec![Fault::new("outcome", "blocked-outcome")],
                remedies: Localised::new("六十日内申请行政复议", "reconsideration"),
                opinions: vec![samples::opinion()],
                templates: vec![samples::insertable()],
                templates_at: "/desk/templates?item=1".into(),
            };
            let shell = samples::shell(locale);
            let html = decision_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains(&shell.l(&view.remedies)) && html.contains("符合条件"));
        }
    }
}
