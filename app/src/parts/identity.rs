//! 身份核验: what a clerk was shown, and whose agent came. The same wherever somebody stands at a counter.

use domain::case::IdentityShown;
use leptos::prelude::*;

use super::choice::{Choice, radios};
use super::fault::{Fault, fault};
use super::field::{self, Field};
use super::form::group;
use crate::shell::Shell;

/// What was typed before.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// `IdentityShown::key`.
    pub shown: String,
    pub agent_name: String,
    pub agent_id_no: String,
}

const SHOWN: &str = "counter.identity";
const NAME: &str = "counter.agent-name";
const NUMBER: &str = "counter.agent-id-no";

impl Identity {
    /// Out of a form, by the names of its fields.
    pub fn typed<'a>(get: impl Fn(&str) -> &'a str) -> Self {
        Self {
            shown: get(SHOWN).to_owned(),
            agent_name: get(NAME).to_owned(),
            agent_id_no: get(NUMBER).to_owned(),
        }
    }
}

pub fn identity(shell: &Shell, typed: &Identity, faults: &[Fault]) -> AnyView {
    let choices = IdentityShown::ALL.map(|shown| {
        let key = format!("counter-identity-{}", shown.key());
        Choice::new(shown.key(), shell.t(&key))
    });
    let shown = Field::new(SHOWN, shell.t("counter-identity"))
        .value(typed.shown.clone())
        .error(fault(shell, faults, SHOWN));
    let name = Field::new(NAME, shell.t("counter-agent-name"))
        .optional()
        .value(typed.agent_name.clone())
        .error(fault(shell, faults, NAME));
    let number = Field::new(NUMBER, shell.t("counter-agent-id-no"))
        .optional()
        .value(typed.agent_id_no.clone())
        .error(fault(shell, faults, NUMBER));
    let agent = view! {
        <p class="hint">{shell.t("counter-agent-hint")}</p>
        {field::text(shell, &name)}
        {field::text(shell, &number)}
    };
    view! {
        {radios(shell, &shown, &choices)}
        {group(shell.t("counter-agent"), agent.into_any())}
    }
    .into_any()
}
