//! Conditions of an approval process: which branch is taken, which step is skipped. They stand in
//! item files as texts in CEL, the Common Expression Language, and are proved against what the
//! item asks before a version of it may be used.
//!
//! The language is the part of CEL that can be proved: `&& || !`, `== != < <= > >=`, `in`, `?:`,
//! `+ - * / %` over whole numbers, `has()` and `size()`. A field is `group.key`, such as
//! `answers.well_depth`; see [`spelling`] for keys with hyphens and dots. Dates are texts such as
//! `"2026-01-31"`. Functions, decimals, indices, comprehensions, maps and messages are refused
//! when a condition is read.
//!
//! The crate `cel` reads; the checking and the evaluation are ours. Its interpreter calls values
//! of different types unequal and lets `false && …` and `… && false` swallow an error of the other
//! side. Here both are errors, since a case that waits for an officer is better than one that took
//! the wrong branch. Whatever is decided here is decided as in CEL.
//!
//! Deliberately absent: words for readers. Faults are for those who write item files.

mod check;
mod evaluate;
mod evidence;
mod expression;
mod fault;
mod read;
mod schema;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

pub use evaluate::NotEvaluated;
pub use evidence::{Evidence, Value};
pub use fault::ConditionFault;
pub use schema::{Known, Schema, Type};

use expression::Expression;

/// The most characters of a condition: what is longer nobody can judge at a glance.
pub const LONGEST: usize = 500;

/// A condition that was read: sound in itself, not yet checked against a [`Schema`].
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Condition(Arc<Parsed>);

struct Parsed {
    source: String,
    expression: Expression,
}

impl Condition {
    /// # Errors
    /// The first thing that is wrong with the text, whatever it is about.
    pub fn parse(source: &str) -> Result<Self, ConditionFault> {
        Self::try_from(source.to_owned())
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// What keeps this condition from being used where `schema` holds. With no fault, it can be
    /// evaluated on whatever evidence satisfies the schema, but for a number that grows too large
    /// and a division by zero.
    pub fn check(&self, schema: &Schema) -> Vec<ConditionFault> {
        check::check(&self.0.expression, schema)
    }

    /// # Errors
    /// Why there is neither yes nor no. Never for a condition that was checked, but as
    /// [`Self::check`] says.
    pub fn holds(&self, evidence: &Evidence) -> Result<bool, NotEvaluated> {
        evaluate::holds(&self.0.expression, evidence)
    }

    /// The fields that are read, as group and [`spelling`] of the key.
    pub fn uses(&self) -> BTreeSet<(&str, &str)> {
        let mut fields = BTreeSet::new();
        self.0.expression.each_field(&mut |field| {
            fields.insert((field.group.as_str(), field.key.as_str()));
        });
        fields
    }
}

impl TryFrom<String> for Condition {
    type Error = ConditionFault;

    fn try_from(source: String) -> Result<Self, ConditionFault> {
        let expression = read::expression(&source)?;
        Ok(Self(Arc::new(Parsed { source, expression })))
    }
}

/// Two conditions are the same when they are written the same.
impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source()
    }
}

impl Eq for Condition {}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Condition").field(&self.source()).finish()
    }
}

/// How a key of an item file is written in a condition, where a name may have neither hyphens nor
/// dots: `well-depth` is `well_depth`, and `hearing.hold` is `hearing__hold`.
pub fn spelling(key: &str) -> Cow<'_, str> {
    if key.contains(['-', '.']) {
        Cow::Owned(key.replace('-', "_").replace('.', "__"))
    } else {
        Cow::Borrowed(key)
    }
}
