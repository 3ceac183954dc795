//! Answers that were given to another version of a form, or to an earlier application: what of them still fits.

use super::{Answers, Checks, check, of_field};
use crate::catalogue::{Field, FieldKind, Form};
use crate::locale::Localised;

/// The answers that hold in this form. Declarations are not among them: they are given for one application.
pub fn fitting<'a>(form: impl Into<Form<'a>>, answers: &Answers, checks: &Checks<'_>) -> Answers {
    let form = form.into();
    let fields = form
        .fields()
        .filter(|field| field.kind != FieldKind::Declaration);
    let (mut kept, faults) = check(fields, answers, checks);
    for fault in faults {
        kept.remove(&fault.field);
    }
    kept
}

/// An answer that has no place in the present form: under the question that it was given to, if that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    pub field: Option<Field>,
    /// The keys and answers, more than one for a group.
    pub answers: Answers,
}

/// What a form asks otherwise than the one that answers were given to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    pub new: Vec<Localised>,
    pub changed: Vec<Localised>,
    pub gone: Vec<Localised>,
    /// What was answered and can't be kept.
    pub unfit: Vec<Unfit>,
}

/// `before` is the form that the answers were given to, where it is still known.
pub fn changes(
    before: Option<Form<'_>>,
    now: Form<'_>,
    answers: &Answers,
    checks: &Checks<'_>,
) -> Changes {
    let mut changes = Changes::default();
    let Some(before) = before else {
        let lost = answers.iter().filter(|(key, _)| now.asking(key).is_none());
        changes.unfit = lost
            .map(|(key, answer)| Unfit {
                field: None,
                answers: [(key.clone(), answer.clone())].into(),
            })
            .collect();
        return changes;
    };
    for field in now.fields() {
        match before.field(field.key()) {
            None => changes.new.push(field.label.clone()),
            Some(old) if asks_otherwise(old, field) => {
                changes.changed.push(field.label.clone());
                changes.unfit.extend(unfit(old, field, answers, checks));
            }
            Some(_) => {}
        }
    }
    for old in before.fields().filter(|old| now.field(old.key()).is_none()) {
        changes.gone.push(old.label.clone());
        changes.unfit.extend(given(old, answers));
    }
    changes
}

fn asks_otherwise(old: &Field, new: &Field) -> bool {
    old.kind != new.kind
        || old.label != new.label
        || old.hint != new.hint
        || old.options != new.options
        || old.text != new.text
        || old.fields != new.fields
        || (old.min, old.max, old.level) != (new.min, new.max, new.level)
        || (old.optional && !new.optional)
}

/// What held before and does not hold now.
fn unfit(old: &Field, new: &Field, answers: &Answers, checks: &Checks<'_>) -> Option<Unfit> {
    let kept = fitting_one(new, answers, checks);
    let was = fitting_one(old, answers, checks);
    let lost: Answers = of_field(old, answers)
        .filter(|(key, _)| was.contains_key(*key) && !kept.contains_key(*key))
        .map(|(key, answer)| (key.clone(), answer.clone()))
        .collect();
    let is_shown = !lost.is_empty() && old.kind != FieldKind::Declaration;
    is_shown.then(|| Unfit {
        field: Some(old.clone()),
        answers: lost,
    })
}

fn fitting_one(field: &Field, answers: &Answers, checks: &Checks<'_>) -> Answers {
    let (mut kept, faults) = check([field], answers, checks);
    for fault in faults {
        kept.remove(&fault.field);
    }
    kept
}

fn given(old: &Field, answers: &Answers) -> Option<Unfit> {
    let own: Answers = of_field(old, answers)
        .map(|(key, answer)| (key.clone(), answer.clone()))
        .collect();
    let is_shown = !own.is_empty() && old.kind != FieldKind::Declaration;
    is_shown.then(|| Unfit {
        field: Some(old.clone()),
        answers: own,
    })
}
