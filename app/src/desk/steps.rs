//! 环节办理: an outcome of the step's own, with an opinion.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, Opinion, act_page, errors, fault, opinions};
use super::templates::{Insertable, insertable};
use crate::parts::button::{Weight, button, preview_button};
use crate::parts::choice::{Choice, radios};
use crate::parts::field::{self, Field, textarea};
use crate::parts::question::{Question, ask, fault_text};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct StepView {
    pub head: Head,
    pub key: String,
    pub step: Localised,
    /// Key, name, and where it leads.
    pub outcomes: Vec<(String, Localised, Option<Localised>)>,
    /// One of them takes the licence back: what would be sent is shown first.
    pub revokes: bool,
    pub outcome: String,
    pub opinion: String,
    pub faults: Vec<Fault>,
    /// The step's own form.
    pub questions: Vec<Question>,
    /// What the definition proposes: the outcome's name, and why; and the outcome's key.
    pub proposal: Option<(Localised, Localised)>,
    pub proposed: Option<String>,
    /// The procedure of 行政许可法 45 that the step is, where its time could be left out now.
    pub excludes: Option<String>,
    /// How many people must record the same outcome.
    pub people: u8,
    pub signatures: Vec<Opinion>,
    /// Those who had to agree did not.
    pub contested: bool,
    pub opinions: Vec<Opinion>,
    /// Texts that the agency keeps for it, and where it keeps them.
    pub templates: Vec<Insertable>,
    pub templates_at: String,
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
        let contested = view
            .contested
            .then(|| view! { <br/>{shell.tv("desk-contested", &people)} });
        view! { <p class="inset">{words}{contested}</p> }
    });
    let proposal = view.proposal.as_ref().map(|(outcome, reason)| {
        let words = shell.tv("desk-proposed", &[("outcome", shell.l(outcome).into())]);
        view! {
            <div class="inset">
                <p><strong>{words}</strong></p>
                <p>{shell.words(reason)}</p>
                <p class="hint">{shell.t("desk-proposed-note")}</p>
            </div>
        }
    });
    let proposed = view
        .proposed
        .clone()
        .map(|key| field::hidden("proposed", key));
    let excludes = view.excludes.as_ref().map(|key| {
        let procedure = shell.t(&format!("pause-{key}"));
        let href = format!("/desk/cases/{}/pause?reason={key}", view.head.case_no);
        view! {
            <div class="inset">
                <p>{shell.tv("desk-excludes", &[("procedure", procedure.into())])}</p>
                <p><a href=href>{shell.t("desk-excludes-link")}</a></p>
            </div>
        }
    });
    let questions: Vec<AnyView> = view.questions.iter().map(|one| ask(shell, one)).collect();
    let mut summary = errors(shell, &view.faults);
    summary.extend(view.questions.iter().filter_map(|one| {
        let label = shell.l(&one.label);
        let words = fault_text(shell, &label, one.kind, one.fault?);
        Some((one.key.clone(), words))
    }));
    let send = if view.revokes {
        preview_button(shell)
    } else {
        button(shell.t("desk-step-button"), Weight::Main)
    };
    let form = view! {
        {together}
        {excludes}
        {questions}
        {proposal}
        {proposed}
        {radios(shell, &outcome, &choices)}
        {textarea(shell, &opinion, 6)}
        {send}
    };
    let aside = view! {
        {opinions(shell, &shell.t("desk-signed-so-far"), &view.signatures)}
        {opinions(shell, &shell.t("desk-opinions"), &view.opinions)}
        {insertable(shell, &view.head.case_no, &view.templates, &view.templates_at)}
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: &format!("steps/{}", view.key),
            title: shell.l(&view.step),
            lede: None,
            errors: summary,
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
    use crate::parts::question::tests::every_kind;

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
                revokes: false,
                outcome: "unqualified".into(),
                opinion: "通风不足 <b>".into(),
                faults: vec![
                    Fault::new("outcome", "blocked-outcome"),
                    Fault::new("opinion", "desk-opinion-missing"),
                ],
                people: 2,
                signatures: vec![samples::opinion()],
                contested: true,
                opinions: vec![samples::opinion()],
                questions: every_kind(),
                proposal: Some((samples::words(), samples::words())),
                proposed: Some("qualified".into()),
                excludes: Some("expert-review".into()),
                templates: vec![samples::insertable()],
                templates_at: "/desk/templates?item=1".into(),
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
            assert!(!html.contains("name=\"preview\""));
            view.revokes = true;
            let html = step_page(&shell, &view);
            assert!(!html.contains('⟦') && html.contains("name=\"preview\""));
        }
    }
}
