//! 字典: lists of answers that several forms share, each written once in a file of its own. An item or a bundle has
//! the lists that it uses behind its own text, so that a version says all that it is.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::item::{Choice, Field, FormPage};
use crate::locale::Localised;

/// One list, as `catalogue/lists/{key}.toml` has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SharedList {
    pub key: Spanned<String>,
    pub name: Localised,
    /// The standard that it is taken from, such as GB/T 3304.
    #[serde(default)]
    pub source: Option<Localised>,
    pub options: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListFile {
    #[serde(rename = "list")]
    pub lists: Vec<SharedList>,
}

/// Gives each field that names a list its options, before its own. What names none that there is stays without,
/// for the check to find.
pub(super) fn fill<'a>(fields: impl IntoIterator<Item = &'a mut Field>, lists: &[SharedList]) {
    for field in fields {
        let named = field.list.as_ref().and_then(|name| {
            let mut all = lists.iter();
            all.find(|list| list.key.get_ref() == name.get_ref())
        });
        if let Some(list) = named {
            field.options.splice(0..0, list.options.iter().cloned());
        }
        fill(&mut field.fields, lists);
    }
}

pub(super) fn fill_pages(pages: &mut [FormPage], lists: &[SharedList]) {
    fill(pages.iter_mut().flat_map(|page| &mut page.fields), lists);
}

/// What is wrong with a list's file named `name`: span, and how to mend it.
pub(super) fn faults(name: &str, lists: &[SharedList]) -> Vec<(std::ops::Range<usize>, String)> {
    let [list] = lists else {
        return vec![(0..0, "write one list in each file".to_owned())];
    };
    let mut found = Vec::new();
    let mut add = |mend: String| found.push((list.key.span(), mend));
    if list.key.get_ref() != name {
        add(format!("give it the key `{name}`, as its file is named"));
    }
    if list.options.is_empty() {
        add("a list needs at least one option".to_owned());
    }
    let mut seen = BTreeSet::new();
    for option in &list.options {
        let key = &option.key;
        if key.is_empty() || key.contains(',') || !seen.insert(key) {
            add(format!(
                "the option `{key}` needs a key of its own without a comma"
            ));
        }
    }
    let english = |text: &Localised| text.en.as_deref().is_some_and(|en| !en.trim().is_empty());
    let texts = list.options.iter().map(|option| &option.label);
    let texts = texts.chain([&list.name]).chain(&list.source);
    for text in texts.filter(|text| !english(text)) {
        add(format!("translate `{}` into English", text.zh));
    }
    found
}
