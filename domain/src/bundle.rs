//! The course of a bundle (一件事): which parts apply to somebody, what each is given of the one form, how long the
//! whole takes, and what the end of one part means for those that wait for it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::application::{Answers, counting, holds};
use crate::case::{Case, Conclusion, Decision};
use crate::catalogue::{Bundle, Form, Part};
use crate::limit::{Limit, Unit};

/// The parts that somebody needs who gave these answers, in the order of the bundle.
pub fn applying<'a>(bundle: &'a Bundle, answers: &Answers) -> Vec<&'a Part> {
    let answers = counting(bundle, answers);
    let applies = |part: &&Part| holds(part.when.as_ref(), &answers);
    bundle.parts.iter().filter(applies).collect()
}

/// The items that have to be granted before `part` opens. One that does not apply is waited for by nobody; those
/// before it are.
pub fn waits_for<'a>(bundle: &'a Bundle, part: &'a Part, answers: &Answers) -> Vec<&'a str> {
    let needed: BTreeSet<&str> = applying(bundle, answers)
        .iter()
        .map(|part| part.code())
        .collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Part> = vec![part];
    while let Some(part) = open.pop() {
        for before in part
            .after
            .iter()
            .filter_map(|code| bundle.part(code.get_ref()))
        {
            if !seen.insert(before.code()) {
            } else if needed.contains(before.code()) {
                found.push(before.code());
            } else {
                open.push(before);
            }
        }
    }
    found
}

/// What a part is given: enough to open it later, whatever becomes of the bundle's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub answers: Answers,
    /// The item's material, and the bundle's that is given for it.
    pub materials: BTreeMap<String, String>,
    /// Answers that earlier parts record, by the item's field.
    pub recorded: BTreeMap<String, Source>,
}

/// The step of a part that records an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub item: String,
    pub step: String,
    pub field: String,
}

/// A part's answers and materials out of the bundle's. `form` is that of the part's item.
pub fn given<'a>(
    bundle: &Bundle,
    part: &Part,
    form: impl Into<Form<'a>>,
    answers: &Answers,
) -> Given {
    let form = form.into();
    let answered = counting(bundle, answers);
    let mut answers = Answers::new();
    for field in form.fields() {
        let key = field.key();
        if let Some(fixed) = part.fixed.get(key) {
            answers.insert(key.to_owned(), fixed.get_ref().clone());
        } else if let Some(source) = part.source(key) {
            // With the answers of a group's members.
            let own = answered.iter().filter_map(|(given, answer)| {
                let rest = given.strip_prefix(source)?;
                let owned = rest.is_empty() || rest.starts_with('.');
                owned.then(|| (format!("{key}{rest}"), answer.clone()))
            });
            answers.extend(own);
        }
    }
    let materials = form
        .materials
        .iter()
        .map(|rule| (rule.key(), part.material(rule.key())))
        .filter(|(_, source)| bundle.form().material(source).is_some())
        .map(|(rule, source)| (rule.to_owned(), source.to_owned()))
        .collect();
    let recorded = part
        .recorded
        .iter()
        .map(|(field, recorded)| {
            let source = Source {
                item: recorded.part.get_ref().clone(),
                step: recorded.step.clone(),
                field: recorded.field.clone(),
            };
            (field.clone(), source)
        })
        .collect();
    Given {
        answers,
        materials,
        recorded,
    }
}

/// How long the whole takes where every part keeps its promise: side by side the longest counts, one after the other
/// they add up. Nothing where the promises are in units that do not add up.
pub fn promised(bundle: &Bundle, of: impl Fn(&str) -> Option<Limit>) -> Option<Limit> {
    let limits: BTreeMap<&str, Limit> = bundle
        .parts
        .iter()
        .map(|part| Some((part.code(), of(part.code())?)))
        .collect::<Option<_>>()?;
    let mut units = limits
        .values()
        .filter(|limit| limit.value > 0)
        .map(|limit| limit.unit);
    let unit = units.next().unwrap_or(Unit::WorkingDay);
    if units.any(|other| other != unit) {
        return None;
    }
    let value = |part: &Part| {
        let value = limits.get(part.code()).map_or(0, |limit| limit.value);
        usize::try_from(value).unwrap_or(usize::MAX)
    };
    let left = bundle.parts.len();
    let longest = bundle
        .parts
        .iter()
        .map(|part| bundle.longest(part, left, &value))
        .max()?;
    Some(Limit::new(u32::try_from(longest).ok()?, unit))
}

/// What a case means for the parts that wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Pending,
    /// What it is applied for is there: the licence is issued or, where there is none, the case is concluded. Delivery
    /// of a paper need not be waited for.
    Granted,
    /// It will not be granted: refused, declined, returned, withdrawn or voided.
    Ended,
}

pub fn standing(case: &Case) -> Standing {
    let refused = case
        .decision
        .as_ref()
        .is_some_and(|decided| decided.decision == Decision::Refused);
    match case.conclusion() {
        Some(Conclusion::Granted) => Standing::Granted,
        Some(_) => Standing::Ended,
        None if case.licence.is_some() => Standing::Granted,
        None if refused => Standing::Ended,
        None => Standing::Pending,
    }
}

/// The items among `waiting` (item, and what it waits for) that `ended` leaves without what they wait for, directly
/// or through one another.
pub fn behind<'a>(waiting: &'a [(String, Vec<String>)], ended: &str) -> Vec<&'a str> {
    let mut lost: Vec<&str> = Vec::new();
    loop {
        let more: Vec<&str> = waiting
            .iter()
            .filter(|(item, _)| !lost.contains(&item.as_str()))
            .filter(|(_, after)| {
                after
                    .iter()
                    .any(|one| one == ended || lost.contains(&one.as_str()))
            })
            .map(|(item, _)| item.as_str())
            .collect();
        if more.is_empty() {
            return lost;
        }
        lost.extend(more);
    }
}
