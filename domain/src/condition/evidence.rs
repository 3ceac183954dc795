//! What is known of one case when a condition is evaluated.

use std::collections::BTreeMap;
use std::fmt;

use super::expression::Field;
use super::spelling;

#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    Bool(bool),
    Int(i64),
    /// A text, one key of a list, or a day such as `2026-01-31`.
    Text(String),
    /// The keys that were chosen.
    Many(Vec<String>),
}

/// A value as it is worked with, borrowed from the evidence or from the condition.
#[derive(Clone, Copy)]
pub(super) enum Given<'a> {
    Bool(bool),
    Int(i64),
    Text(&'a str),
    Many(&'a [String]),
}

impl Given<'_> {
    pub fn kind(self) -> &'static str {
        match self {
            Self::Bool(_) => "yes or no",
            Self::Int(_) => "a whole number",
            Self::Text(_) => "a text",
            Self::Many(_) => "a list of options",
        }
    }
}

impl<'a> From<&'a Value> for Given<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Bool(value) => Self::Bool(*value),
            Value::Int(value) => Self::Int(*value),
            Value::Text(value) => Self::Text(value),
            Value::Many(value) => Self::Many(value),
        }
    }
}

/// Answers are personal: what is printed is of which kind a value is, never the value.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Given::from(self).kind())
    }
}

/// Values by group and key. What is unknown is not there.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    groups: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Evidence {
    /// `key` is that of the file, such as `well-depth`. A second value replaces the first.
    pub fn insert(&mut self, group: &str, key: &str, value: Value) {
        let key = spelling(key).into_owned();
        match self.groups.get_mut(group) {
            Some(keys) => {
                keys.insert(key, value);
            }
            None => {
                self.groups
                    .insert(group.to_owned(), BTreeMap::from([(key, value)]));
            }
        }
    }

    pub(super) fn get(&self, field: &Field) -> Option<&Value> {
        self.groups.get(&field.group)?.get(&field.key)
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.groups).finish()
    }
}
