//! The process: each node in itself, then every place that a case can come to.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::Checker;
use crate::authority::{Act, may};
use crate::case::ExcludedTime;
use crate::catalogue::item::FieldKind;
use crate::catalogue::process::{
    ACCEPTANCE, END, EXIT, JOIN, Join, Node, Outcome, Parallel, Step, StepAct,
};
use crate::catalogue::prove::{BOUND, Flaw, explore};
use crate::catalogue::walk::Fault;

/// More nodes than this nobody can read.
const MOST_NODES: usize = 80;

impl Checker<'_> {
    pub(super) fn process(&mut self) {
        let item = self.item;
        self.sub_processes();
        if item.steps.is_empty() {
            self.add(
                self.near("[[step]]"),
                "no-steps",
                "a process needs at least one step",
            );
            return;
        }
        if item.nodes().count() > MOST_NODES {
            let mend = format!("at most {MOST_NODES} steps, choices and parallels");
            self.add(self.near("[[step]]"), "steps-too-many", mend);
            return;
        }
        if let Some(start) = &item.start
            && item.node(start.get_ref()).is_none()
        {
            let mend = format!("there is no node `{}`", start.get_ref());
            self.add(start.span(), "next", mend);
        }
        for step in &item.steps {
            self.step(step);
        }
        for branching in &item.branchings {
            let nexts = branching.branches.iter().map(|branch| &branch.next);
            for next in nexts.chain([&branching.otherwise]) {
                self.next(branching.key.get_ref(), next);
                self.arrives(branching.key.get_ref(), next);
            }
        }
        for parallel in &item.parallels {
            self.parallel(parallel);
        }
        for shared in item.net().shared() {
            self.add(
                self.node_span(shared),
                "branch-leak",
                "this stands in one branch of a parallel and is reached from outside of it; end the \
                 branch with `join`, or leave with `cancels`",
            );
        }
        if item.steps.iter().any(|step| step.act == StepAct::Decision) {
            self.explored();
        } else {
            let first = item.steps.first().map_or(0..0, |step| step.key.span());
            self.add(
                first,
                "no-decision",
                "one step must have `act = \"decision\"`",
            );
        }
    }

    fn node_span(&self, key: &str) -> Range<usize> {
        match self.item.node(key) {
            Some(Node::Step(step)) => step.key.span(),
            Some(Node::Branching(branching)) => branching.key.span(),
            Some(Node::Parallel(parallel)) => parallel.key.span(),
            None => self.near(key),
        }
    }

    fn next(&mut self, own: &str, next: &Spanned<String>) {
        let target = next.get_ref().as_str();
        if let Some(exit) = target.strip_prefix(EXIT) {
            let mend =
                format!("the item says nothing of the exit `{exit}`; add a `[[sub-process.exit]]`");
            self.add(next.span(), "exit", mend);
        } else if target == own {
            let mend = "this can't lead back to itself";
            self.add(next.span(), "next", mend);
        } else if target != END && target != JOIN && self.item.node(target).is_none() {
            self.add(next.span(), "next", format!("there is no node `{target}`"));
        }
    }

    fn parallel(&mut self, parallel: &Parallel) {
        let span = parallel.key.span();
        let count = parallel.branches.len();
        if count < 2 {
            self.add(
                span.clone(),
                "parallel",
                "a parallel has at least two branches",
            );
        }
        let mut seen = BTreeSet::new();
        for first in &parallel.branches {
            self.next(parallel.key.get_ref(), first);
            if first.get_ref() == JOIN {
                let mend = "a branch begins with a node; leave out one that has nothing to do";
                self.add(first.span(), "parallel", mend);
            }
            if !seen.insert(first.get_ref()) {
                self.add(
                    first.span(),
                    "parallel",
                    "two branches begin with the same node",
                );
            }
        }
        if let Join::AtLeast(needed) = parallel.join
            && !(1..=count).contains(&usize::from(needed))
        {
            let mend = format!("of {count} branches, {needed} never arrive; wait for 1 to {count}");
            self.add(span, "parallel", mend);
        }
        self.next(parallel.key.get_ref(), &parallel.next);
        self.arrives(parallel.key.get_ref(), &parallel.next);
    }

    /// `join` has a branch that arrives by it.
    fn arrives(&mut self, from: &str, next: &Spanned<String>) {
        if next.get_ref() == JOIN && self.item.net().home(from).is_none() {
            let mend = "`join` stands outside of any parallel";
            self.add(next.span(), "join", mend);
        }
    }

    fn sub_processes(&mut self) {
        let item = self.item;
        for used in &item.sub_processes {
            let name = used.process.get_ref();
            let shared = item.processes.iter().find(|one| one.key.get_ref() == name);
            let Some(shared) = shared else {
                let mend = format!("there is no `processes/{name}.toml` with the key `{name}`");
                self.add(used.process.span(), "sub-process", mend);
                continue;
            };
            for exit in &used.exits {
                if !shared
                    .exits
                    .iter()
                    .any(|one| one.key.get_ref() == exit.key.get_ref())
                {
                    let mend = format!("`{name}` has no exit `{}`", exit.key.get_ref());
                    self.add(exit.key.span(), "exit", mend);
                }
            }
            for exit in &shared.exits {
                if !used
                    .exits
                    .iter()
                    .any(|one| one.key.get_ref() == exit.key.get_ref())
                {
                    let mend = format!("say where the exit `{}` leads", exit.key.get_ref());
                    self.add(used.key.span(), "exit", mend);
                }
            }
        }
    }

    fn step(&mut self, step: &Step) {
        let mut seen = BTreeSet::new();
        for outcome in &step.outcomes {
            if outcome.key.is_empty() || !seen.insert(&outcome.key) {
                let mend = format!("the outcome `{}` needs a key of its own", outcome.key);
                self.add(outcome.next.span(), "outcome-twice", mend);
            }
            self.next(step.key(), &outcome.next);
            // Who gives up a parallel arrives, if anywhere, in the one around it.
            let cancels = outcome.cancels.as_ref().map(|cancels| cancels.get_ref());
            self.arrives(cancels.map_or(step.key(), String::as_str), &outcome.next);
            self.cancels(step, outcome);
        }
        for other in step.apart_from.iter().chain(&step.only_while) {
            let key = other.get_ref().as_str();
            if key != ACCEPTANCE && self.item.step(key).is_none() {
                let mend = format!("there is no step `{key}`");
                self.add(other.span(), "apart-from", mend);
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
                let mend = format!("this act needs the outcome `{key}`");
                self.add(step.key.span(), "outcomes", mend);
            }
        }
        if step.outcomes.is_empty() {
            let mend = "a step needs at least one outcome";
            self.add(step.key.span(), "outcomes", mend);
        }
        if !may(step.role, act) {
            let mend = format!(
                "the role `{}` can't do the act `{}`",
                step.role.key(),
                act.key()
            );
            self.add(step.key.span(), "role", mend);
        }
        if step.people == 0 || (step.people > 1 && step.act != StepAct::Opinion) {
            let mend = "only a step with an opinion can take several";
            self.add(step.key.span(), "people", mend);
        }
        if step.act == StepAct::Licence && self.item.licence.is_none() {
            let mend = "add a `[licence]` for what this step issues";
            self.add(step.key.span(), "licence", mend);
        }
        self.extras(step);
    }

    fn cancels(&mut self, step: &Step, outcome: &Outcome) {
        if let Some(cancels) = &outcome.cancels
            && !self.item.net().is_inside(step.key(), cancels.get_ref())
        {
            let mend = format!(
                "this step is in no branch of a parallel `{}`",
                cancels.get_ref()
            );
            self.add(cancels.span(), "cancels", mend);
        }
        if outcome.revokes && (!step.after_conclusion || self.item.licence.is_none()) {
            let mend =
                "only a step beyond the conclusion revokes, and only where there is a licence";
            self.add(outcome.next.span(), "revokes", mend);
        }
    }

    fn extras(&mut self, step: &Step) {
        if let Some(silence) = &step.silence {
            let span = silence.outcome.span();
            if step.outcome(silence.outcome.get_ref()).is_none() {
                let mend = format!("the step has no outcome `{}`", silence.outcome.get_ref());
                self.add(span.clone(), "silence", mend);
            }
            let outcome = step.outcome(silence.outcome.get_ref());
            if outcome.is_some_and(|outcome| outcome.revokes) {
                let mend = "silence revokes nothing: somebody has to say so";
                self.add(span.clone(), "silence", mend);
            }
            if step.limit.is_none() || step.act != StepAct::Opinion {
                let mend =
                    "silence says something at the end of a limit, of a step with an opinion";
                self.add(span, "silence", mend);
            }
        }
        if let Some(excludes) = &step.excludes
            && ExcludedTime::from_key(excludes.get_ref()).is_none()
        {
            let mend = format!(
                "`{}` is not in the list of article 45, whose time alone does not count",
                excludes.get_ref()
            );
            self.add(excludes.span(), "excludes", mend);
        }
        for proposal in &step.proposals {
            if step.outcome(proposal.outcome.get_ref()).is_none() {
                let mend = format!("the step has no outcome `{}`", proposal.outcome.get_ref());
                self.add(proposal.outcome.span(), "proposal", mend);
            }
        }
        for field in &step.fields {
            self.add_all(super::form::recorded(field));
        }
        if !step.fields.is_empty() && step.act != StepAct::Opinion {
            let mend = "only a step with an opinion has a form of its own";
            self.add(step.key.span(), "step-form", mend);
        }
        if let Some(agency) = &step.agency {
            if let Some(by) = &agency.by {
                let field = self.item.field(by.get_ref());
                let asks = field.is_some_and(|field| field.kind == FieldKind::Division);
                if !asks {
                    let mend = format!("`{}` must be a field of kind `division`", by.get_ref());
                    self.add(by.span(), "routing", mend);
                }
            }
            if agency.function.is_none() && agency.level.is_none() && agency.by.is_none() {
                let mend = "say by `function`, `level` or `by` whose step it is";
                self.add(step.key.span(), "routing", mend);
            }
        }
    }

    /// What is wrong somewhere on the way.
    fn explored(&mut self) {
        let item = self.item;
        let found = explore(item);
        if found.too_large {
            let mend = format!(
                "a case can stand at more than {BOUND} places, or take more ways through choices alone \
                 than can be looked at: make parallel branches shorter, or put a step between choices"
            );
            self.add(self.near("[[step]]"), "process-too-large", mend);
        }
        let lost = ["next", "exit", "join"].iter().any(|rule| self.has(rule));
        for flaw in &found.flaws {
            let (node, rule, mend): (&str, _, String) = match flaw {
                Flaw::Walk(Fault::Twice(key)) => (
                    key,
                    "open-twice",
                    "a way opens this while it is open: two would work the same task".into(),
                ),
                Flaw::Walk(Fault::EndsInside(key)) => (
                    key,
                    "ends-inside",
                    "a branch ends the case while others are at work: end it with `join`, or give \
                     the others up with `cancels`"
                        .into(),
                ),
                Flaw::Walk(Fault::TurnsRound(key)) => (
                    key,
                    "turns-round",
                    "choices lead to each other without a step between them".into(),
                ),
                // Said where the next is written, and so is what follows from it.
                Flaw::Walk(Fault::Nowhere(_) | Fault::NoParallel) => continue,
                Flaw::Stuck(_) | Flaw::NoEnd(_) if lost => continue,
                Flaw::Stuck(open) => {
                    let first = open.first().map_or("", String::as_str);
                    let mend = format!(
                        "a case that is at {} can't go on: nobody can act there",
                        open.join(", ")
                    );
                    (first, "stuck", mend)
                }
                Flaw::NoEnd(key) => (
                    key,
                    "dead-end",
                    "no way leads from this step to `end`".into(),
                ),
                Flaw::Undecided(key) => (
                    key,
                    "undecided",
                    "a way leads here, or from here to the end, without a decision".into(),
                ),
                Flaw::RefusedLicence(key) => (
                    key,
                    "refused-licence",
                    "a way leads here from a refusal".into(),
                ),
                Flaw::DecidedTwice(key) => (
                    key,
                    "decided-twice",
                    "a way leads here from a decision".into(),
                ),
                Flaw::Beyond(key) => (
                    key,
                    "after-conclusion",
                    "a step beyond the conclusion comes after the decision, and only such steps \
                     follow it"
                        .into(),
                ),
                Flaw::DecidedInside(key) => (
                    key,
                    "decided-inside",
                    "the decision waits until every branch has joined: put it behind the parallel"
                        .into(),
                ),
            };
            self.add(self.node_span(node), rule, mend);
        }
        if found.too_large || self.has("turns-round") || !found.flaws.is_empty() && lost {
            return;
        }
        // Parallels are never open themselves: who comes to one comes to its first nodes.
        let mut reached = found.reached;
        for _ in &item.parallels {
            for parallel in &item.parallels {
                let mut firsts = parallel.branches.iter();
                if firsts.any(|first| reached.contains(first.get_ref())) {
                    reached.insert(parallel.key.get_ref().clone());
                }
            }
        }
        for node in item.nodes() {
            if !reached.contains(node.key()) {
                let span = self.node_span(node.key());
                self.add(span, "unreachable", "no way leads to this");
            }
        }
    }

    fn has(&self, rule: &str) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }
}
