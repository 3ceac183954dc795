//! The form and who gets it: keys, conditions, options and the routing field.

use std::collections::BTreeSet;

use jiff::civil::Date;
use toml::Spanned;

use super::{Checker, Found};
use crate::application::{Answers, Checks, MOST_MEMBERS, check};
use crate::catalogue::form::Form;
use crate::catalogue::item::{Field, FieldKind, FormPage, When};
use crate::catalogue::process::{ACCEPTANCE, END, JOIN};

impl Checker<'_> {
    pub(super) fn code(&mut self) {
        let code = &self.item.code;
        if code.get_ref().len() != 12 || !code.get_ref().bytes().all(|byte| byte.is_ascii_digit()) {
            self.add(code.span(), "code", "write the 基本编码 with its 12 digits");
        }
    }

    pub(super) fn keys(&mut self) {
        let item = self.item;
        let nodes: Vec<&Spanned<String>> = item
            .steps
            .iter()
            .map(|step| &step.key)
            .chain(item.branchings.iter().map(|one| &one.key))
            .chain(item.parallels.iter().map(|one| &one.key))
            .chain(item.sub_processes.iter().map(|one| &one.key))
            .collect();
        let named = nodes.iter().map(|key| ("node", *key));
        self.add_all(keys(form_keys(item.into()).chain(named)));
        for key in nodes {
            let text = key.get_ref();
            if [ACCEPTANCE, END, JOIN, "supplement"].contains(&text.as_str()) {
                self.add(
                    key.span(),
                    "key-reserved",
                    format!("`{text}` is reserved; rename it"),
                );
            }
        }
    }

    pub(super) fn conditions(&mut self) {
        self.add_all(conditions(self.item.into()));
    }

    pub(super) fn routing(&mut self) {
        let by = &self.item.routing.by;
        let field = self.item.field(by.get_ref());
        if !field.is_some_and(|field| field.kind == FieldKind::Division && !field.optional) {
            self.add(
                by.span(),
                "routing",
                format!(
                    "`{}` must be a field of kind `division` that is not optional",
                    by.get_ref()
                ),
            );
        } else if self.item.pages.iter().any(|page| {
            page.when.is_some() && page.fields.iter().any(|field| field.key() == by.get_ref())
        }) {
            self.add(
                by.span(),
                "routing",
                "the page that asks for it must not have a `when`",
            );
        }
    }
}

/// Options of choices, and what pages and materials are asked by.
pub(super) fn conditions(form: Form<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, page) in form.pages.iter().enumerate() {
        if let Some(when) = &page.when {
            found.extend(condition(when, form.pages.get(..index).unwrap_or_default()));
        }
        for field in &page.fields {
            found.extend(options(field));
            found.extend(shape(field));
            if field.kind == FieldKind::Group {
                found.extend(group(field, page));
            }
        }
    }
    for field in form.fields().filter(|field| field.example.is_some()) {
        found.extend(example(field));
    }
    for when in form.materials.iter().filter_map(|rule| rule.when.as_ref()) {
        found.extend(condition(when, form.pages));
    }
    for key in form.materials.iter().flat_map(|rule| &rule.proves) {
        if !form.fields().any(|field| field.key() == key.get_ref()) {
            let mend = format!("no page asks for `{}`; name a field", key.get_ref());
            found.push((key.span(), "proves", mend));
        }
    }
    found
}

fn options(field: &Field) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for option in &field.options {
        // Several answers are stored joined by commas.
        if option.key.is_empty() || option.key.contains(',') || !seen.insert(&option.key) {
            let mend = format!(
                "the option `{}` needs a key of its own without a comma",
                option.key
            );
            found.push((field.key.span(), "options", mend));
        }
    }
    let needs_options = matches!(field.kind, FieldKind::Choice | FieldKind::Choices);
    if let Some(list) = &field.list {
        let name = list.get_ref();
        if !needs_options {
            let mend = "only a choice has a list".to_owned();
            found.push((list.span(), "list", mend));
        } else if field.options.is_empty() {
            let mend = format!("there is no `lists/{name}.toml` with the key `{name}`");
            found.push((list.span(), "list", mend));
        }
    } else if needs_options && field.options.is_empty() {
        let mend = "a choice needs at least one option".to_owned();
        found.push((field.key.span(), "options", mend));
    }
    found
}

/// An example is an answer that the form would take.
fn example(field: &Field) -> Option<Found> {
    let found = |mend: &str| Some((field.key.span(), "example", mend.to_owned()));
    let chosen = [
        FieldKind::Choice,
        FieldKind::Choices,
        FieldKind::YesNo,
        FieldKind::Division,
        FieldKind::DivisionAddress,
        FieldKind::Declaration,
        FieldKind::Group,
    ];
    if chosen.contains(&field.kind) {
        return found("the sample takes what can be chosen first; remove the `example`");
    }
    let example = field.example.as_ref()?;
    let checks = Checks {
        today: Date::constant(2100, 1, 1),
        is_division: &|_, _| false,
    };
    let texts = [Some(&example.zh), example.en.as_ref()];
    let sound = |text: &String| {
        let answers = Answers::from([(field.key().to_owned(), text.clone())]);
        check(std::iter::once(field), &answers, &checks)
            .1
            .is_empty()
    };
    if texts.into_iter().flatten().all(sound) {
        None
    } else {
        found("the `example` is no answer that the field takes")
    }
}

/// What only some kinds have, and need.
fn shape(field: &Field) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |mend: &str| found.push((field.key.span(), "field-kind", mend.to_owned()));
    match (field.kind, field.text.is_some()) {
        (FieldKind::Declaration, false) => add("say in `text` what is declared"),
        (FieldKind::Declaration, true) | (_, false) => {}
        (_, true) => add("only a declaration has a `text`"),
    }
    if (field.past || field.future) && field.kind != FieldKind::Date {
        add("only a date is in the `past` or in the `future`");
    }
    if field.past && field.future {
        add("no day is both in the `past` and in the `future`");
    }
    if field.kind != FieldKind::Group && !field.fields.is_empty() {
        add("only a group has fields of its own");
    }
    found
}

/// A group stands alone on its page, which is the list of its members.
fn group(field: &Field, page: &FormPage) -> Vec<Found> {
    let mut found = keys(field.fields.iter().map(|inner| ("field", &inner.key)));
    let mut add = |mend: &str| found.push((field.key.span(), "group", mend.to_owned()));
    if page.fields.len() > 1 {
        add("give the group a page of its own");
    }
    if !field.fields.iter().any(|inner| !inner.optional) {
        add("ask something of each member that is not optional");
    }
    if field.max.is_some_and(|max| max > MOST_MEMBERS) {
        add(&format!("a group has {MOST_MEMBERS} members at most"));
    }
    if field.min > field.max.or(Some(MOST_MEMBERS)) {
        add("the fewest members are more than the most");
    }
    for inner in &field.fields {
        found.extend(options(inner));
        found.extend(shape(inner));
        if matches!(inner.kind, FieldKind::Group | FieldKind::Declaration) {
            let mend = "a member is not asked for a group or a declaration".to_owned();
            found.push((inner.key.span(), "group", mend));
        }
        if inner.key().contains('.') {
            let mend = "leave the dot out of the key".to_owned();
            found.push((inner.key.span(), "key", mend));
        }
    }
    found
}

/// A step's own form is one page.
pub(super) fn recorded(field: &Field) -> Vec<Found> {
    let mut found = options(field);
    found.extend(shape(field));
    if matches!(field.kind, FieldKind::Group | FieldKind::Declaration) {
        let mend = "a step's form has no groups and no declarations".to_owned();
        found.push((field.key.span(), "step-form", mend));
    }
    found
}

/// What is wrong with a condition on the answers to the pages `before` it.
pub(super) fn condition(when: &When, before: &[FormPage]) -> Vec<Found> {
    let asked = when.field.get_ref();
    let found = |mend: String| (when.field.span(), "condition", mend);
    let mut fields = before.iter().flat_map(|page| &page.fields);
    let Some(field) = fields.find(|field| field.key() == asked) else {
        return vec![found(format!("no earlier page asks for `{asked}`"))];
    };
    let allowed = choices(field);
    if allowed.is_empty() {
        let mend = "a condition can ask a choice or a yes-no field only";
        return vec![found(mend.to_owned())];
    }
    when.is
        .iter()
        .filter(|value| !allowed.contains(&value.as_str()))
        .map(|value| found(format!("`{value}` is no answer to `{asked}`")))
        .collect()
}

/// The answers that a condition can ask for; none of a field that it can't.
pub(super) fn choices(field: &Field) -> Vec<&str> {
    let options = field.options.iter().map(|option| option.key.as_str());
    match field.kind {
        FieldKind::YesNo => vec!["yes", "no"],
        FieldKind::Choice => options.collect(),
        _ => Vec::new(),
    }
}

/// Keys that make no URL, or that stand twice; `groups` are what keys must differ in.
pub(super) fn keys<'a>(
    groups: impl IntoIterator<Item = (&'static str, &'a Spanned<String>)>,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (kind, key) in groups {
        let text = key.get_ref();
        // A dot stands in the names that unfolding made.
        let plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.'
        };
        if text.is_empty() || !text.bytes().all(plain) {
            let mend = format!("`{text}` goes into a URL; use a-z, 0-9 and hyphens");
            found.push((key.span(), "key", mend));
        }
        if !seen.insert((kind, text.as_str())) {
            let mend = format!("a second {kind} is named `{text}`");
            found.push((key.span(), "key-twice", mend));
        }
    }
    found
}

/// The keys of a form, with what each is the key of.
pub(super) fn form_keys(form: Form<'_>) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
    let pages = form.pages.iter().map(|page| ("page", &page.key));
    let fields = form.fields().map(|field| ("field", &field.key));
    let rules = form.materials.iter().map(|rule| ("material", &rule.key));
    pages.chain(fields).chain(rules)
}
