//! What a condition may read, and what is known of it.

use std::collections::BTreeMap;

use super::expression::Field;
use super::{ConditionFault, spelling};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    Bool,
    Int,
    Text,
    /// One key out of a closed list.
    OneOf(Vec<String>),
    /// Any number of keys out of a closed list.
    ManyOf(Vec<String>),
    /// A day as a text such as `2026-01-31`.
    Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub ty: Type,
    /// Whether it is there in every case: not optional, and on no page that is asked of some only.
    pub always: bool,
}

/// The fields that conditions of an item may read, by group (`answers`, `outcomes` and so on) and
/// by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    groups: BTreeMap<String, BTreeMap<String, Entry>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    key: String,
    known: Known,
    /// Another key that is spelt the same.
    rival: Option<String>,
}

impl Schema {
    /// `key` is that of the file, such as `well-depth`. The same key again replaces what was known.
    pub fn insert(&mut self, group: &str, key: &str, known: Known) {
        let keys = self.groups.entry(group.to_owned()).or_default();
        let before = keys.remove(spelling(key).as_ref());
        let rival = before.and_then(|before| {
            if before.key == key {
                before.rival
            } else {
                Some(before.key)
            }
        });
        let entry = Entry {
            key: key.to_owned(),
            known,
            rival,
        };
        keys.insert(spelling(key).into_owned(), entry);
    }

    pub(super) fn find(&self, field: &Field) -> Result<&Known, ConditionFault> {
        let Some(keys) = self.groups.get(&field.group) else {
            return Err(ConditionFault::NoSuchGroup {
                field: field.to_string(),
                nearest: nearest(&field.group, self.groups.keys()),
                groups: list(self.groups.keys()),
            });
        };
        let Some(entry) = keys.get(&field.key) else {
            return Err(ConditionFault::NoSuchKey {
                group: field.group.clone(),
                key: field.key.clone(),
                nearest: nearest(&field.key, keys.keys()),
                keys: list(keys.keys()),
            });
        };
        match &entry.rival {
            None => Ok(&entry.known),
            Some(rival) => Err(ConditionFault::Ambiguous {
                field: field.to_string(),
                keys: [rival.clone(), entry.key.clone()],
            }),
        }
    }
}

/// The known name that was most likely meant, if one is near enough.
pub(super) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a String>,
) -> Option<String> {
    let length = written.chars().count();
    let most = (1 + length / 4).min(length.saturating_sub(1));
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name.clone())
}

/// The first few names, so that the message stays one line.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    const SHOWN: usize = 8;
    let names: Vec<&String> = names.into_iter().collect();
    let mut text = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if names.is_empty() {
        text.push_str("nothing");
    } else if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}
