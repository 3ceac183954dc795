//! What conditions may look at: the answers, the applicant, the materials, and what was recorded so far. The
//! data lie outside the journal; whoever acts brings them along.

use std::collections::BTreeMap;

use super::{Case, Ctx};
use crate::application::{self, Answers};
use crate::catalogue::{Audience, Field, FieldKind};
use crate::condition::{Evidence, Value};

/// The data of a case that its journal knows by digest only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseData {
    pub answers: Answers,
    pub applicant: Audience,
    /// What the forms of steps recorded last, by step.
    pub records: BTreeMap<String, Answers>,
}

/// What an act says that is not in the journal yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now<'a> {
    pub step: &'a str,
    pub outcome: &'a str,
    pub record: Option<&'a Answers>,
}

impl Case {
    /// Empty for a definition without conditions. Where the data are not at hand, a condition on them can't be
    /// evaluated.
    pub(super) fn evidence(&self, now: Option<Now<'_>>, ctx: &Ctx<'_>) -> Evidence {
        let mut evidence = Evidence::default();
        if !ctx.item.has_conditions() {
            return evidence;
        }
        let done = self
            .done
            .iter()
            .map(|done| (done.step.as_str(), done.outcome.as_str()));
        for (step, outcome) in done.chain(now.map(|now| (now.step, now.outcome))) {
            evidence.insert("outcomes", step, Value::Text(outcome.into()));
        }
        for rule in &ctx.item.materials {
            let given = self.materials.iter().any(|given| given.rule == rule.key());
            evidence.insert("materials", rule.key(), Value::Bool(given));
        }
        let Some(data) = ctx.data else {
            return evidence;
        };
        evidence.insert(
            "applicant",
            "kind",
            Value::Text(data.applicant.key().into()),
        );
        for field in ctx.item.fields() {
            if let Some(value) = value(field, &data.answers) {
                evidence.insert("answers", field.key(), value);
            }
        }
        for step in &ctx.item.steps {
            let fresh = now
                .filter(|now| now.step == step.key())
                .and_then(|now| now.record);
            let Some(record) = fresh.or_else(|| data.records.get(step.key())) else {
                continue;
            };
            for field in &step.fields {
                if let Some(value) = value(field, record) {
                    let key = format!("{}.{}", step.key(), field.key());
                    evidence.insert("records", &key, value);
                }
            }
        }
        evidence
    }
}

/// An answer as conditions see it; nothing for one that was not given, or does not read.
pub(crate) fn value(field: &Field, answers: &Answers) -> Option<Value> {
    if field.kind == FieldKind::Group {
        let count = application::members(field, answers).len();
        return Some(Value::Int(i64::try_from(count).ok()?));
    }
    let text = answers.get(field.key()).filter(|text| !text.is_empty())?;
    Some(match field.kind {
        FieldKind::Integer => Value::Int(text.parse().ok()?),
        FieldKind::Money => Value::Int(i64::try_from(application::fen(text)?).ok()?),
        FieldKind::DivisionAddress => Value::Text(application::address(text).0.into()),
        FieldKind::YesNo => Value::Bool(text == "yes"),
        FieldKind::Choices => Value::Many(text.split(',').map(Into::into).collect()),
        _ => Value::Text(text.clone()),
    })
}
