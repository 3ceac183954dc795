//! Another agency to choose: those near by in a list under their divisions, any other by a search beside the form.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, select_grouped};
use crate::parts::field::{self, Field, text};
use crate::parts::form;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct AgencyChoice {
    /// Under the name of its division: id and name of each agency.
    pub groups: Vec<(Localised, Vec<(String, Localised)>)>,
    /// What was found for a search; these come first in the list.
    pub found: Vec<(String, Localised)>,
    /// What was searched for.
    pub q: String,
    pub agency: String,
}

pub fn agency_field(shell: &Shell, choice: &AgencyChoice, error: Option<String>) -> AnyView {
    let field = Field::new("agency", shell.t("desk-to-agency"))
        .hint(shell.t("desk-to-agency-hint"))
        .value(choice.agency.clone())
        .error(error);
    let of = |agencies: &[(String, Localised)]| -> Vec<Choice> {
        agencies
            .iter()
            .map(|(id, name)| Choice::new(id, shell.l(name)))
            .collect()
    };
    let found =
        (!choice.found.is_empty()).then(|| (shell.t("desk-agency-found"), of(&choice.found)));
    let groups: Vec<_> = found
        .into_iter()
        .chain(
            choice
                .groups
                .iter()
                .map(|(division, agencies)| (shell.l(division), of(agencies))),
        )
        .collect();
    select_grouped(shell, &field, &groups)
}

/// `step` goes along where the page is about one.
pub fn agency_search(shell: &Shell, action: &str, choice: &AgencyChoice, step: &str) -> AnyView {
    let q = Field::new("q", shell.t("desk-agency-search"))
        .hint(shell.t("desk-agency-search-hint"))
        .value(choice.q.clone());
    let step = (!step.is_empty()).then(|| field::hidden("step", step));
    let count = (!choice.q.is_empty()).then(|| {
        let count = [("count", choice.found.len().into())];
        view! { <p role="status">{shell.tv("desk-agency-found-count", &count)}</p> }
    });
    let body = view! {
        {step}
        {text(shell, &q)}
        {button(shell.t("desk-agency-search-button"), Weight::Quiet)}
    };
    view! {
        <section class="sheet">
            <h2>{shell.t("desk-agency-other")}</h2>
            {form::get(action, body.into_any())}
            {count}
        </section>
    }
    .into_any()
}

#[cfg(test)]
pub(super) mod tests {
    use super::AgencyChoice;
    use crate::desk::samples::words;

    pub fn choice() -> AgencyChoice {
        AgencyChoice {
            groups: vec![(words(), vec![("620100-market-supervision".into(), words())])],
            found: vec![("620103-market-supervision".into(), words())],
            q: "七里河".into(),
            agency: "620103-market-supervision".into(),
        }
    }
}
