//! Questions answered by choosing: radios, boxes to tick, a list.

use leptos::prelude::*;

use super::field::{Field, wrap_control};
use crate::shell::Shell;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    /// For boxes; a radio or an option is also chosen where the field's value is its value.
    pub chosen: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

pub fn radios(shell: &Shell, field: &Field, choices: &[Choice]) -> AnyView {
    group(shell, field, choices, "radio", "choices")
}

pub fn checkboxes(shell: &Shell, field: &Field, choices: &[Choice]) -> AnyView {
    group(shell, field, choices, "checkbox", "choices")
}

/// Radios `yes` and `no`, side by side.
pub fn yes_no(shell: &Shell, field: &Field) -> AnyView {
    let choices = [
        Choice::new("yes", shell.t("yes")),
        Choice::new("no", shell.t("no")),
    ];
    group(shell, field, &choices, "radio", "choices choices-row")
}

/// One box with a sentence to agree to; sends `name=yes`. The field's label is the sentence.
pub fn checkbox(shell: &Shell, field: &Field) -> AnyView {
    tick(shell, field, "yes")
}

/// The same, sending `name={value}`.
pub fn tick(shell: &Shell, field: &Field, value: &str) -> AnyView {
    let choice = Choice::new(value, field.label.clone()).chosen(field.value == value);
    let one = one(field, &choice, 0, "checkbox", field.described());
    view! { <div class=field.class()>{field.hint_and_error(shell)}<div class="choices">{one}</div></div> }.into_any()
}

/// A list to choose from, for more than seven choices. The first, empty option asks.
pub fn select(shell: &Shell, field: &Field, choices: &[Choice]) -> AnyView {
    list(shell, field, "choose", options(field, choices))
}

/// What narrows a list: the first, empty option takes all.
pub fn filter(shell: &Shell, field: &Field, choices: &[Choice]) -> AnyView {
    list(shell, field, "choose-all", options(field, choices))
}

/// A long list, its choices under headings.
pub fn select_grouped(shell: &Shell, field: &Field, groups: &[(String, Vec<Choice>)]) -> AnyView {
    let groups: Vec<AnyView> = groups
        .iter()
        .map(|(name, choices)| {
            view! { <optgroup label=name.clone()>{options(field, choices)}</optgroup> }.into_any()
        })
        .collect();
    list(shell, field, "choose", groups)
}

fn options(field: &Field, choices: &[Choice]) -> Vec<AnyView> {
    choices
        .iter()
        .map(|choice| {
            let selected = choice.chosen || (choice.value == field.value && !choice.value.is_empty());
            view! { <option value=choice.value.clone() selected=selected>{choice.label.clone()}</option> }.into_any()
        })
        .collect()
}

fn list(shell: &Shell, field: &Field, empty: &str, options: Vec<AnyView>) -> AnyView {
    let control = view! {
        <select
            class="input input-select"
            id=field.key().to_owned()
            name=field.name.clone()
            autocomplete=field.autocomplete
            aria-describedby=field.described()
            aria-invalid=field.invalid()
        >
            <option value="">{shell.t(empty)}</option>
            {options}
        </select>
    };
    wrap_control(shell, field, control.into_any())
}

fn group(
    shell: &Shell,
    field: &Field,
    choices: &[Choice],
    kind: &'static str,
    class: &'static str,
) -> AnyView {
    let items: Vec<AnyView> = choices
        .iter()
        .enumerate()
        .map(|(i, choice)| one(field, choice, i, kind, None))
        .collect();
    let words = field.label_words(shell);
    let legend = if field.heading {
        view! { <legend><h1 class="label-heading">{words}</h1></legend> }.into_any()
    } else {
        view! { <legend class="label">{words}</legend> }.into_any()
    };
    view! {
        <fieldset class=field.class() aria-describedby=field.described()>
            {legend}
            {field.hint_and_error(shell)}
            <div class=class>{items}</div>
        </fieldset>
    }
    .into_any()
}

/// The first of a group has the field's own id, so that the error summary leads to it.
fn one(
    field: &Field,
    choice: &Choice,
    index: usize,
    kind: &'static str,
    described: Option<String>,
) -> AnyView {
    let id = if index == 0 {
        field.key().to_owned()
    } else {
        format!("{}-{}", field.key(), index + 1)
    };
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-hint-of"));
    let hint = choice.hint.clone().map(|hint| {
        let id = hint_id.clone();
        view! { <div class="hint" id=id>{hint}</div> }
    });
    let checked = choice.chosen
        || (kind == "radio" && choice.value == field.value && !field.value.is_empty());
    view! {
        <div class="choice">
            <input
                type=kind
                id=id.clone()
                name=field.name.clone()
                value=choice.value.clone()
                checked=checked
                aria-describedby=described.or(hint_id.clone())
            />
            <label for=id>{choice.label.clone()}</label>
            {hint}
        </div>
    }
    .into_any()
}
