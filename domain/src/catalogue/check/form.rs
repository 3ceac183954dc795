//! The form and who gets it: keys, conditions, options and the routing field.

use std::collections::BTreeSet;

use super::Checker;
use crate::catalogue::item::{ACCEPTANCE, END, FieldKind, FormPage, When};

impl Checker<'_> {
    pub(super) fn code(&mut self) {
        let code = &self.item.code;
        if code.get_ref().len() != 12 || !code.get_ref().bytes().all(|byte| byte.is_ascii_digit()) {
            self.add(code.span(), "code", "write the 基本编码 with its 12 digits");
        }
    }

    pub(super) fn keys(&mut self) {
        let item = self.item;
        let mut seen = BTreeSet::new();
        let groups = [
            item.pages
                .iter()
                .map(|page| ("page", &page.key))
                .collect::<Vec<_>>(),
            item.fields().map(|field| ("field", &field.key)).collect(),
            item.materials
                .iter()
                .map(|rule| ("material", &rule.key))
                .collect(),
            item.steps.iter().map(|step| ("step", &step.key)).collect(),
        ];
        for (kind, key) in groups.into_iter().flatten() {
            let text = key.get_ref();
            if text.is_empty()
                || !text
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            {
                self.add(
                    key.span(),
                    "key",
                    format!("`{text}` goes into a URL; use a-z, 0-9 and hyphens"),
                );
            }
            if !seen.insert((kind, text.clone())) {
                self.add(
                    key.span(),
                    "key-twice",
                    format!("a second {kind} is named `{text}`"),
                );
            }
            if kind == "step" && [ACCEPTANCE, END, "supplement"].contains(&text.as_str()) {
                self.add(
                    key.span(),
                    "key-reserved",
                    format!("`{text}` is reserved; rename it"),
                );
            }
        }
    }

    pub(super) fn conditions(&mut self) {
        let item = self.item;
        for (index, page) in item.pages.iter().enumerate() {
            if let Some(when) = &page.when {
                self.condition(when, &item.pages[..index]);
            }
            for field in &page.fields {
                let mut seen = BTreeSet::new();
                for option in &field.options {
                    // Several answers are stored joined by commas.
                    if option.key.is_empty()
                        || option.key.contains(',')
                        || !seen.insert(&option.key)
                    {
                        self.add(
                            field.key.span(),
                            "options",
                            format!(
                                "the option `{}` needs a key of its own without a comma",
                                option.key
                            ),
                        );
                    }
                }
                let needs_options = matches!(field.kind, FieldKind::Choice | FieldKind::Choices);
                if needs_options && field.options.is_empty() {
                    self.add(
                        field.key.span(),
                        "options",
                        "a choice needs at least one option",
                    );
                }
            }
        }
        for rule in &item.materials {
            if let Some(when) = &rule.when {
                self.condition(when, &item.pages);
            }
        }
    }

    fn condition(&mut self, when: &When, before: &[FormPage]) {
        let field = before
            .iter()
            .flat_map(|page| &page.fields)
            .find(|field| field.key() == when.field.get_ref());
        let Some(field) = field else {
            self.add(
                when.field.span(),
                "condition",
                format!("no earlier page asks for `{}`", when.field.get_ref()),
            );
            return;
        };
        let allowed: Vec<&str> = match field.kind {
            FieldKind::YesNo => vec!["yes", "no"],
            FieldKind::Choice => field
                .options
                .iter()
                .map(|option| option.key.as_str())
                .collect(),
            _ => {
                self.add(
                    when.field.span(),
                    "condition",
                    "a condition can ask a choice or a yes-no field only",
                );
                return;
            }
        };
        for value in &when.is {
            if !allowed.contains(&value.as_str()) {
                self.add(
                    when.field.span(),
                    "condition",
                    format!("`{value}` is no answer to `{}`", when.field.get_ref()),
                );
            }
        }
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
