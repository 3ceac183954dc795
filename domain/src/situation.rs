//! 情形引导: from the answers to a few questions of an item's form, before there is an application, what one
//! person needs: materials, fee, and the way that the case will go. What these questions don't decide is left
//! open and said so, never guessed.

use crate::application::{self, Answers, Checks, check, counting, holds};
use crate::case::value;
use crate::catalogue::picture::{Block, Course};
use crate::catalogue::process::{Branching, Step};
use crate::catalogue::{Audience, Field, MaterialRule, MaterialSource, ServiceItem, When};
use crate::condition::{Evidence, Value, spelling};

/// What one person needs.
#[derive(Debug)]
pub struct Needs<'a> {
    pub materials: Vec<Needed<'a>>,
    /// In fen.
    pub fee: u32,
    pub course: Course<'a>,
    /// Steps on that course that the limits don't count (行政许可法 45).
    pub excluded: Vec<&'a Step>,
}

#[derive(Debug, Clone, Copy)]
pub struct Needed<'a> {
    pub rule: &'a MaterialRule,
    /// Only in this case, which the answers don't decide.
    pub only_when: Option<&'a When>,
}

impl Needs<'_> {
    /// How many the person has to upload, and how many at most.
    pub fn uploads(&self) -> (usize, usize) {
        let uploads = || {
            let all = self.materials.iter();
            all.filter(|needed| needed.rule.source == MaterialSource::Upload)
        };
        let surely = uploads().filter(|one| one.only_when.is_none() && !one.rule.optional);
        (surely.count(), uploads().count())
    }
}

/// The questions that are asked, given the answers so far, in the order of the form.
pub fn asked<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<&'a Field> {
    application::pages(item, answers)
        .into_iter()
        .flat_map(|page| &page.fields)
        .filter(|field| is_situation(item, field.key()))
        .collect()
}

/// Those of them that have no answer yet. Other answers may ask more.
pub fn open<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<&'a Field> {
    let mut asked = asked(item, answers);
    asked.retain(|field| !answers.contains_key(field.key()));
    asked
}

/// The answers to these questions in `posted` that hold and count; everything else is dropped.
pub fn sound(item: &ServiceItem, posted: &Answers, checks: &Checks<'_>) -> Answers {
    let fields = item
        .fields()
        .filter(|field| is_situation(item, field.key()));
    let (mut answers, faults) = check(fields, posted, checks);
    for fault in faults {
        answers.remove(&fault.field);
    }
    counting(item, &answers)
}

/// What a person needs who gave these sound answers, to all questions that are [`asked`]. `applicant` is what
/// they are, where that is known; of an item for one kind it is.
pub fn needs<'a>(
    item: &'a ServiceItem,
    answers: &Answers,
    applicant: Option<Audience>,
) -> Needs<'a> {
    let materials = needed(item, answers);
    let evidence = evidence(item, answers, applicant);
    let course = Course::for_one(item, &|choice| takes(item, choice, &evidence, applicant));
    let mut excluded = Vec::new();
    steps(&course.blocks, &mut |step| {
        if step.excludes.is_some() {
            excluded.push(step);
        }
    });
    Needs {
        materials,
        fee: fee(item, answers),
        course,
        excluded,
    }
}

/// The materials that these answers ask for, or may; of a question without an answer everything may.
pub fn needed<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<Needed<'a>> {
    let materials = item.materials.iter();
    materials
        .filter_map(|rule| {
            let only_when = match &rule.when {
                None => None,
                Some(when) => match decided(item, answers, when) {
                    Some(true) => None,
                    Some(false) => return None,
                    None => Some(when),
                },
            };
            Some(Needed { rule, only_when })
        })
        .collect()
}

/// The materials of a form of which no answer is known.
pub fn maybe_needed(materials: &[MaterialRule]) -> Vec<Needed<'_>> {
    let each = |rule| Needed {
        rule,
        only_when: rule.when.as_ref(),
    };
    materials.iter().map(each).collect()
}

/// In fen. A definition names every question that the fee depends on as one of the situation.
pub fn fee(item: &ServiceItem, answers: &Answers) -> u32 {
    let mut cases = item.fee.cases.iter();
    let case = cases.find(|case| holds(Some(&case.when), answers));
    case.map_or(item.fee.amount, |case| case.amount)
}

fn is_situation(item: &ServiceItem, key: &str) -> bool {
    item.situations.iter().any(|one| one.get_ref() == key)
}

/// Whether a condition holds, where these answers say so.
fn decided(item: &ServiceItem, answers: &Answers, when: &When) -> Option<bool> {
    let key = when.field.get_ref().as_str();
    if is_situation(item, key) && answers.contains_key(key) {
        return Some(holds(Some(when), answers));
    }
    // A question on a page that is not asked asks for nothing.
    let mut pages = item.pages.iter();
    let page = pages.find(|page| page.fields.iter().any(|field| field.key() == key))?;
    match decided(item, answers, page.when.as_ref()?) {
        Some(false) => Some(false),
        _ => None,
    }
}

fn evidence(item: &ServiceItem, answers: &Answers, applicant: Option<Audience>) -> Evidence {
    let mut evidence = Evidence::default();
    if let Some(applicant) = applicant {
        evidence.insert("applicant", "kind", Value::Text(applicant.key().into()));
    }
    for field in item.fields() {
        if let Some(value) = value(field, answers) {
            evidence.insert("answers", field.key(), value);
        }
    }
    evidence
}

/// Where a choice leads, where nothing else than these answers decides it.
fn takes<'a>(
    item: &ServiceItem,
    choice: &'a Branching,
    evidence: &Evidence,
    applicant: Option<Audience>,
) -> Option<&'a str> {
    for branch in &choice.branches {
        let condition = branch.when.get_ref();
        let known = condition
            .uses()
            .into_iter()
            .all(|(group, key)| match group {
                "answers" => {
                    let mut asked = item.situations.iter();
                    asked.any(|one| spelling(one.get_ref()) == key)
                }
                "applicant" => applicant.is_some(),
                _ => false,
            });
        if !known {
            return None;
        }
        if condition.holds(evidence).ok()? {
            return Some(branch.next.get_ref());
        }
    }
    Some(choice.otherwise.get_ref())
}

fn steps<'a>(blocks: &[Block<'a>], each: &mut impl FnMut(&'a Step)) {
    for block in blocks {
        match block {
            Block::Stage(stage) => stage.steps.iter().for_each(|step| each(step)),
            Block::Together(_, ways) | Block::OneOf(_, ways) => {
                ways.iter().for_each(|way| steps(way, each));
            }
        }
    }
}
