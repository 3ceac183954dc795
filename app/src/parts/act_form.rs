//! The form of an act that is mostly a text: a choice where there is one, a length of time where there is
//! one, and the words. Its own words are in the locale under `act-<noun>-…`.

use domain::limit::Unit;
use leptos::prelude::*;

use super::button::{Weight, button, preview_button};
use super::choice::{Choice, radios};
use super::fault::{Fault, fault};
use super::field::{Field, Width, number, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ActForm {
    /// The last part of the act's address.
    pub noun: &'static str,
    pub choices: Vec<Choice>,
    pub choice: String,
    pub amount: Option<Amount>,
    pub text: String,
    pub faults: Vec<Fault>,
    /// What is answered, e.g. the words of an order.
    pub shown: Option<String>,
    /// It sends a notice, which is shown first.
    pub preview: bool,
}

/// How long.
#[derive(Debug, Clone)]
pub struct Amount {
    pub value: String,
    /// The units to choose from; of one there is no choice.
    pub units: Vec<Unit>,
    pub unit: String,
    pub max: u32,
}

impl ActForm {
    /// A text alone is asked for.
    pub fn new(noun: &'static str, text: impl Into<String>, faults: Vec<Fault>) -> Self {
        Self {
            noun,
            choices: Vec::new(),
            choice: String::new(),
            amount: None,
            text: text.into(),
            faults,
            shown: None,
            preview: false,
        }
    }

    pub fn key(&self, part: &str) -> String {
        format!("act-{}-{part}", self.noun)
    }
}

/// The fields and the button.
pub fn fields(shell: &Shell, form: &ActForm) -> AnyView {
    let wrong = |id| fault(shell, &form.faults, id);
    let shown = form.shown.clone().map(|words| {
        view! {
            <p>{shell.t(&form.key("shown"))}</p>
            <blockquote class="said">{words}</blockquote>
        }
    });
    let choice = (!form.choices.is_empty()).then(|| {
        let field = Field::new("choice", shell.t(&form.key("choice")))
            .value(form.choice.clone())
            .error(wrong("choice"));
        radios(shell, &field, &form.choices)
    });
    let amount = form
        .amount
        .as_ref()
        .map(|amount| amount_field(shell, form, amount));
    let text = Field::new("text", shell.t(&form.key("text")))
        .hint(shell.t(&form.key("text-hint")))
        .value(form.text.clone())
        .error(wrong("text"));
    let sent = if form.preview {
        preview_button(shell)
    } else {
        button(shell.t(&form.key("button")), Weight::Main)
    };
    view! {
        {shown}
        {choice}
        {amount}
        {textarea(shell, &text, 5)}
        {sent}
    }
    .into_any()
}

fn amount_field(shell: &Shell, form: &ActForm, amount: &Amount) -> AnyView {
    let max = [("max", amount.max.into())];
    let mut field = Field::new("amount", shell.t(&form.key("amount")))
        .hint(shell.tv(&form.key("amount-hint"), &max))
        .value(amount.value.clone())
        .width(Width::Tiny)
        .error(fault(shell, &form.faults, "amount"));
    let word = |unit: &Unit| shell.t(&format!("unit-{}", unit.key()));
    match amount.units.as_slice() {
        [one] => {
            field = field.unit(word(one));
            number(shell, &field)
        }
        several => {
            let choices: Vec<Choice> = several
                .iter()
                .map(|unit| Choice::new(unit.key(), word(unit)))
                .collect();
            let unit = Field::new("unit", shell.t("act-unit"))
                .value(amount.unit.clone())
                .error(fault(shell, &form.faults, "unit"));
            view! { {number(shell, &field)}{radios(shell, &unit, &choices)} }.into_any()
        }
    }
}
