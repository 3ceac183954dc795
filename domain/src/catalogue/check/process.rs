//! The process and its limits: steps that can be reached and can end, a decision on every way,
//! and time enough for the longest.

use std::collections::{BTreeSet, HashMap};

use super::Checker;
use crate::authority::{Act, may};
use crate::case::ExcludedTime;
use crate::catalogue::CaseKind;
use crate::catalogue::item::{ACCEPTANCE, END, ServiceItem, StartEvent, Step, StepAct, TimeLimit};
use crate::identifier::credit_code;
use crate::limit::{Limit, Unit};

impl Checker<'_> {
    pub(super) fn limits(&mut self) {
        let limits = &self.item.limits;
        let promised = std::iter::once(("promised", &limits.promised));
        let statutory = limits.statutory.iter().map(|limit| ("statutory", limit));
        for (key, limit) in promised.chain(statutory) {
            if !matches!(limit.start, StartEvent::Receipt | StartEvent::Acceptance) {
                self.add(
                    self.near_limit(key),
                    "limit-start",
                    "this limit starts with `receipt` or `acceptance`",
                );
            }
        }
        if let Some(statutory) = &limits.statutory {
            if longest_days(&limits.promised) > longest_days(statutory) {
                self.add(
                    self.near_limit("promised"),
                    "promise-too-long",
                    "the promised limit is longer than the statutory one; shorten it",
                );
            }
            if statutory.basis.is_none() {
                self.add(
                    self.near_limit("statutory"),
                    "limit-basis",
                    "name the article that sets the statutory limit",
                );
            }
        }
        if let Some(extension) = &limits.extension {
            if limits.statutory.is_none() {
                self.add(
                    self.near_limit("extension"),
                    "extension",
                    "there is no statutory limit to extend; remove it",
                );
            }
            if extension.value == 0 || extension.basis.is_none() {
                self.add(
                    self.near_limit("extension"),
                    "extension",
                    "say by how much at most, and which article allows it",
                );
            }
        }
        let warning = self.item.warning;
        if !(1..=100).contains(&warning.used_percent) {
            self.add(
                self.near("[warning]"),
                "warning",
                "`used-percent` lies between 1 and 100",
            );
        }
        if limits.promised.unit == Unit::WorkingDay
            && let Some(total) = self.longest_path()
            && total > limits.promised.value.max(1)
        {
            self.add(
                self.near("[[step]]"),
                "steps-too-long",
                format!(
                    "the steps up to the decision take {total} working days on the longest way, \
                     more than the {} that are promised",
                    limits.promised.value
                ),
            );
        }
    }

    /// Sum of step limits from the first step to the decision, rework loops taken once.
    fn longest_path(&self) -> Option<u32> {
        fn walk<'a>(item: &'a ServiceItem, step: &'a Step, on_path: &mut Vec<&'a str>) -> u32 {
            let own = step.limit.map_or(0, working_days);
            if step.act == StepAct::Decision {
                return own;
            }
            on_path.push(step.key());
            let rest = step
                .outcomes
                .iter()
                .filter_map(|outcome| item.step(outcome.next.get_ref()))
                .filter(|next| !on_path.contains(&next.key()))
                .map(|next| walk(item, next, &mut on_path.clone()))
                .max()
                .unwrap_or(0);
            on_path.pop();
            own + rest
        }
        // The walk is exponential in branches; definitions beyond this are refused elsewhere.
        if self.item.steps.len() > 24 {
            return None;
        }
        self.item
            .steps
            .first()
            .map(|first| walk(self.item, first, &mut Vec::new()))
    }

    pub(super) fn process(&mut self) {
        let item = self.item;
        if item.steps.len() > 24 {
            self.add(self.near("[[step]]"), "steps-too-many", "at most 24 steps");
            return;
        }
        let Some(first) = item.steps.first() else {
            self.add(
                self.near("[[step]]"),
                "no-steps",
                "a process needs at least one step",
            );
            return;
        };
        let known: HashMap<&str, &Step> =
            item.steps.iter().map(|step| (step.key(), step)).collect();
        for step in &item.steps {
            self.step(step, &known);
        }
        let mut reached = BTreeSet::from([first.key()]);
        let mut frontier = vec![first];
        while let Some(step) = frontier.pop() {
            for outcome in &step.outcomes {
                if let Some(next) = known.get(outcome.next.get_ref().as_str())
                    && reached.insert(next.key())
                {
                    frontier.push(next);
                }
            }
        }
        let mut ending: BTreeSet<&str> = BTreeSet::new();
        loop {
            let before = ending.len();
            for step in &item.steps {
                if step.outcomes.iter().any(|outcome| {
                    let next = outcome.next.get_ref().as_str();
                    next == END || ending.contains(next)
                }) {
                    ending.insert(step.key());
                }
            }
            if ending.len() == before {
                break;
            }
        }
        for step in &item.steps {
            if !reached.contains(step.key()) {
                self.add(
                    step.key.span(),
                    "unreachable",
                    "no outcome leads to this step",
                );
            }
            if !ending.contains(step.key()) {
                self.add(
                    step.key.span(),
                    "dead-end",
                    "no way leads from this step to `end`",
                );
            }
        }
        if item.steps.iter().any(|step| step.act == StepAct::Decision) {
            self.order(first, &known);
        } else {
            self.add(
                first.key.span(),
                "no-decision",
                "one step must have `act = \"decision\"`",
            );
        }
    }

    /// Every way through the process decides exactly once: nothing ends, and nothing is issued or
    /// delivered, before; nothing is issued after a refusal, and nothing is decided again.
    fn order<'a>(&mut self, first: &'a Step, known: &HashMap<&str, &'a Step>) {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum So {
            Undecided,
            Granted,
            Refused,
        }
        let mut seen = BTreeSet::from([(first.key(), So::Undecided)]);
        let mut frontier = vec![(first, So::Undecided)];
        while let Some((step, so)) = frontier.pop() {
            let fault = match (so, step.act) {
                (So::Undecided, StepAct::Licence | StepAct::Delivery) => {
                    Some(("undecided", "a way leads here without a decision"))
                }
                (So::Refused, StepAct::Licence) => {
                    Some(("refused-licence", "a way leads here from a refusal"))
                }
                (So::Granted | So::Refused, StepAct::Decision) => {
                    Some(("decided-twice", "a way leads here from a decision"))
                }
                _ => None,
            };
            if let Some((rule, mend)) = fault {
                self.add(step.key.span(), rule, mend);
                continue;
            }
            for outcome in &step.outcomes {
                let after = match (step.act, outcome.key.as_str()) {
                    (StepAct::Decision, "granted") => So::Granted,
                    (StepAct::Decision, "refused") => So::Refused,
                    _ => so,
                };
                let next = outcome.next.get_ref().as_str();
                if next == END && after == So::Undecided {
                    self.add(
                        outcome.next.span(),
                        "undecided",
                        "this ends without a decision",
                    );
                }
                if let Some(next) = known.get(next)
                    && seen.insert((next.key(), after))
                {
                    frontier.push((next, after));
                }
            }
        }
    }

    fn step(&mut self, step: &Step, known: &HashMap<&str, &Step>) {
        let mut seen = BTreeSet::new();
        for outcome in &step.outcomes {
            if outcome.key.is_empty() || !seen.insert(&outcome.key) {
                self.add(
                    outcome.next.span(),
                    "outcome-twice",
                    format!("the outcome `{}` needs a key of its own", outcome.key),
                );
            }
            let next = outcome.next.get_ref();
            if next != END && !known.contains_key(next.as_str()) {
                self.add(
                    outcome.next.span(),
                    "next",
                    format!("there is no step `{next}`"),
                );
            }
            if next == step.key() {
                self.add(
                    outcome.next.span(),
                    "next",
                    "an outcome can't lead back to its own step",
                );
            }
        }
        for other in &step.apart_from {
            let key = other.get_ref().as_str();
            if key != ACCEPTANCE && !known.contains_key(key) {
                self.add(
                    other.span(),
                    "apart-from",
                    format!("there is no step `{key}`"),
                );
            }
        }
        let (act, wanted): (Act, &[&str]) = match step.act {
            StepAct::Opinion => (Act::Step, &[]),
            StepAct::Decision => (Act::Decision, &["granted", "refused"]),
            StepAct::Licence => (Act::Licence, &["issued"]),
            StepAct::Delivery => (Act::Delivery, &["delivered"]),
        };
        for key in wanted {
            if step.outcome(key).is_none() {
                self.add(
                    step.key.span(),
                    "outcomes",
                    format!("this act needs the outcome `{key}`"),
                );
            }
        }
        if step.outcomes.is_empty() {
            self.add(
                step.key.span(),
                "outcomes",
                "a step needs at least one outcome",
            );
        }
        if !may(step.role, act) {
            self.add(
                step.key.span(),
                "role",
                format!(
                    "the role `{}` can't do the act `{}`",
                    step.role.key(),
                    act.key()
                ),
            );
        }
        if step.people == 0 || (step.people > 1 && step.act != StepAct::Opinion) {
            self.add(
                step.key.span(),
                "people",
                "only a step with an opinion can take several",
            );
        }
        if step.act == StepAct::Licence && self.item.licence.is_none() {
            self.add(
                step.key.span(),
                "licence",
                "add a `[licence]` for what this step issues",
            );
        }
    }

    pub(super) fn joint(&mut self) {
        let item = self.item;
        let joint = item.kind == CaseKind::Joint;
        if joint == item.consultations.is_empty() {
            self.add(
                self.near("kind"),
                "joint",
                "an item of kind `joint` has a `[[consultation]]` for each other agency, and no other \
                 item has one",
            );
        }
        let mut seen = BTreeSet::new();
        for consultation in &item.consultations {
            let span = consultation.key.span();
            if !seen.insert(consultation.key.get_ref()) {
                self.add(
                    span.clone(),
                    "key-twice",
                    "give each consultation its own key",
                );
            }
            if consultation.limit.value == 0 {
                self.add(
                    span.clone(),
                    "limit",
                    "an agency needs at least 1 day to answer",
                );
            }
            if consultation.deemed_consent && consultation.basis.is_none() {
                self.add(
                    span,
                    "deemed-consent",
                    "silence is consent only where a rule says so: name it as `basis`",
                );
            }
        }
        for procedure in &item.special_procedures {
            let key = procedure.key.get_ref();
            if ExcludedTime::from_key(key).is_some() {
                self.add(
                    procedure.key.span(),
                    "special-procedure",
                    format!("`{key}` is in the list of article 45 and needs no line here"),
                );
            } else if !seen.insert(key) {
                self.add(procedure.key.span(), "key-twice", "give each its own key");
            }
        }
    }

    pub(super) fn licence(&mut self) {
        if let Some(licence) = &self.item.licence {
            let code = licence.type_code.get_ref();
            let authority = code.get(..18).unwrap_or_default();
            if code.len() != 21 || credit_code::check(authority).is_err() {
                self.add(
                    licence.type_code.span(),
                    "licence-type",
                    "the type code is the defining authority's credit code and 3 digits",
                );
            }
        }
    }
}

/// A lower bound in working days, for the sum of steps.
fn working_days(limit: Limit) -> u32 {
    match limit.unit {
        Unit::WorkingDay => limit.value,
        Unit::NaturalDay => limit.value * 5 / 7,
        Unit::Hour => limit.value / 24 * 5 / 7,
        Unit::Minute => 0,
        Unit::Month => limit.value.saturating_mul(20),
    }
}

/// An upper bound in natural days, good enough to compare two limits.
fn longest_days(limit: &TimeLimit) -> u32 {
    match limit.unit {
        Unit::WorkingDay => limit.value.saturating_mul(7).div_ceil(5),
        Unit::NaturalDay => limit.value,
        Unit::Hour => limit.value.div_ceil(24),
        Unit::Minute => limit.value.div_ceil(1440),
        Unit::Month => limit.value.saturating_mul(31),
    }
}
