//! 流程定义: the nodes that a process is made of, as `docs/processes.md` describes them. A sub-process is
//! written once in a file of its own; `unfold` puts its steps in the place of those that use it, so that
//! everything else sees steps, choices and parallels alone.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;

use super::item::{Field, ServiceItem};
use super::kinds::Level;
use crate::authority::Role;
use crate::condition::Condition;
use crate::limit::Limit;
use crate::locale::Localised;

/// The reserved key of the step before the first.
pub const ACCEPTANCE: &str = "acceptance";
/// The reserved `next` that concludes the case.
pub const END: &str = "end";
/// The reserved `next` of a branch that has arrived.
pub const JOIN: &str = "join";
/// What stands before an exit's key in the `next` of a sub-process.
pub const EXIT: &str = "exit:";

/// 环节. Acceptance comes before the first step and is not listed; its key is `acceptance`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    pub key: Spanned<String>,
    pub name: Localised,
    pub role: Role,
    #[serde(default)]
    pub act: StepAct,
    /// 环节时限, from the day the step was opened: working days as a number, others as `24h`.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// How many people must record the same outcome (行政许可法 34: a site check takes two).
    #[serde(default = "one")]
    pub people: u8,
    /// Steps (or `acceptance`) whose actors may not act here.
    #[serde(default)]
    pub apart_from: Vec<Spanned<String>>,
    /// Whose step it is, where that is not the case's agency.
    #[serde(default)]
    pub agency: Option<StepAgency>,
    /// What the applicant has to do meanwhile.
    #[serde(default)]
    pub awaits: Option<Awaited>,
    /// What it counts as when nobody has acted by the end of its limit.
    #[serde(default)]
    pub silence: Option<Silence>,
    /// The procedure of 行政许可法 45 that it is.
    #[serde(default)]
    pub excludes: Option<Spanned<String>>,
    /// It may be worked only while one of these is open.
    #[serde(default, rename = "while")]
    pub only_while: Vec<Spanned<String>>,
    /// The case is concluded when it comes here; the step goes on beyond.
    #[serde(default)]
    pub after_conclusion: bool,
    /// The form of the act: what is recorded beside the opinion.
    #[serde(rename = "field", default)]
    pub fields: Vec<Field>,
    #[serde(rename = "proposal", default)]
    pub proposals: Vec<Proposal>,
    #[serde(rename = "outcome", default)]
    pub outcomes: Vec<Outcome>,
}

fn one() -> u8 {
    1
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepAct {
    /// An opinion and an outcome of the definition's own.
    #[default]
    Opinion,
    /// Outcomes `granted` and `refused`.
    Decision,
    /// Outcome `issued`.
    Licence,
    /// Outcome `delivered`.
    Delivery,
}

/// What a step waits for that only the applicant can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Awaited {
    /// The fee of the item.
    Payment,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outcome {
    pub key: String,
    pub name: Localised,
    /// 示范意见: what an opinion of this outcome usually says, for officers to put in and change.
    #[serde(default)]
    pub wording: Option<Localised>,
    /// The next node's key, or a reserved word.
    pub next: Spanned<String>,
    /// The parallel whose other branches this gives up.
    #[serde(default)]
    pub cancels: Option<Spanned<String>>,
    /// Beyond the conclusion: it revokes the licence.
    #[serde(default)]
    pub revokes: bool,
}

/// What is left out is as in the item's routing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepAgency {
    #[serde(default)]
    pub function: Option<Spanned<String>>,
    #[serde(default)]
    pub level: Option<Level>,
    #[serde(default)]
    pub by: Option<Spanned<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    pub outcome: Spanned<String>,
    pub basis: Localised,
}

/// What a page proposes; a person confirms it or not (个人信息保护法 24).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub outcome: Spanned<String>,
    pub when: Spanned<Condition>,
    pub reason: Localised,
}

/// 条件分支.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Branching {
    pub key: Spanned<String>,
    pub name: Localised,
    /// Taken where no branch's condition holds.
    pub otherwise: Spanned<String>,
    #[serde(rename = "branch")]
    pub branches: Vec<Branch>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    pub when: Spanned<Condition>,
    pub next: Spanned<String>,
}

/// 并联.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Parallel {
    pub key: Spanned<String>,
    pub name: Localised,
    /// The first node of each.
    pub branches: Vec<Spanned<String>>,
    pub join: Join,
    pub next: Spanned<String>,
}

/// How many branches have to arrive before it goes on; the others are then given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    All,
    Any,
    AtLeast(u8),
    /// A deferred choice: the first step that is done in a branch gives up the others.
    FirstAct,
}

impl Join {
    pub fn needed(self, branches: usize) -> usize {
        match self {
            Self::All => branches,
            Self::Any | Self::FirstAct => 1,
            Self::AtLeast(count) => usize::from(count),
        }
    }
}

impl<'de> Deserialize<'de> for Join {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Count(u8),
            Word(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Count(count) => Ok(Self::AtLeast(count)),
            Written::Word(word) => match word.as_str() {
                "all" => Ok(Self::All),
                "any" => Ok(Self::Any),
                "first-act" => Ok(Self::FirstAct),
                _ => Err(D::Error::custom(
                    "`join` is \"all\", \"any\", \"first-act\" or how many have to arrive",
                )),
            },
        }
    }
}

/// 子流程, as an item uses it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SubProcess {
    pub key: Spanned<String>,
    /// The key of a `SharedProcess`.
    pub process: Spanned<String>,
    /// For each of its steps, beside what the step says itself.
    #[serde(default)]
    pub apart_from: Vec<Spanned<String>>,
    /// For each of its steps that names none.
    #[serde(default)]
    pub agency: Option<StepAgency>,
    #[serde(rename = "exit")]
    pub exits: Vec<SubExit>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubExit {
    pub key: Spanned<String>,
    pub next: Spanned<String>,
    #[serde(default)]
    pub cancels: Option<Spanned<String>>,
}

/// 子流程, as `catalogue/processes/` has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SharedProcess {
    pub key: Spanned<String>,
    pub name: Localised,
    #[serde(rename = "exit")]
    pub exits: Vec<Exit>,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    #[serde(rename = "choice", default)]
    pub branchings: Vec<Branching>,
    #[serde(rename = "parallel", default)]
    pub parallels: Vec<Parallel>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    pub key: Spanned<String>,
    pub name: Localised,
}

/// Where a case can go.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    Step(&'a Step),
    Branching(&'a Branching),
    Parallel(&'a Parallel),
}

impl Node<'_> {
    pub fn key(&self) -> &str {
        match self {
            Self::Step(step) => step.key(),
            Self::Branching(branching) => branching.key.get_ref(),
            Self::Parallel(parallel) => parallel.key.get_ref(),
        }
    }

    pub fn name(&self) -> &Localised {
        match self {
            Self::Step(step) => &step.name,
            Self::Branching(branching) => &branching.name,
            Self::Parallel(parallel) => &parallel.name,
        }
    }
}

impl Branching {
    /// Where it can lead.
    pub fn ways(&self) -> impl Iterator<Item = &str> {
        let branches = self.branches.iter().map(|branch| &branch.next);
        branches
            .chain([&self.otherwise])
            .map(|next| next.get_ref().as_str())
    }
}

impl Step {
    pub fn key(&self) -> &str {
        self.key.get_ref()
    }

    pub fn outcome(&self, key: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.key == key)
    }
}

impl ServiceItem {
    pub fn node(&self, key: &str) -> Option<Node<'_>> {
        self.step(key)
            .map(Node::Step)
            .or_else(|| self.branching(key).map(Node::Branching))
            .or_else(|| self.parallel(key).map(Node::Parallel))
    }

    pub fn branching(&self, key: &str) -> Option<&Branching> {
        self.branchings.iter().find(|one| one.key.get_ref() == key)
    }

    pub fn parallel(&self, key: &str) -> Option<&Parallel> {
        self.parallels.iter().find(|one| one.key.get_ref() == key)
    }

    /// Whether a case has to know its answers to find its way.
    pub fn has_conditions(&self) -> bool {
        !self.branchings.is_empty() || self.steps.iter().any(|step| !step.proposals.is_empty())
    }

    /// Puts the steps of each shared process in the place of the sub-processes that use it. What can't be
    /// resolved stays as it is written, for the check to find.
    pub(super) fn unfold(&mut self) {
        let uses = std::mem::take(&mut self.sub_processes);
        for used in &uses {
            let shared = self
                .processes
                .iter()
                .find(|one| one.key.get_ref() == used.process.get_ref());
            let Some(shared) = shared.cloned() else {
                continue;
            };
            let first = shared.steps.first().map(|step| step.key().to_owned());
            self.entrances.extend(first.map(|first| {
                (
                    used.key.get_ref().clone(),
                    format!("{}.{first}", used.key.get_ref()),
                )
            }));
            unfold_one(self, used, shared);
        }
        self.sub_processes = uses;
        let entrances = std::mem::take(&mut self.entrances);
        let enter = |next: &mut Spanned<String>| {
            if let Some((_, first)) = entrances.iter().find(|(key, _)| key == next.get_ref()) {
                *next.get_mut() = first.clone();
            }
        };
        for step in &mut self.steps {
            step.outcomes
                .iter_mut()
                .for_each(|outcome| enter(&mut outcome.next));
        }
        for branching in &mut self.branchings {
            enter(&mut branching.otherwise);
            branching
                .branches
                .iter_mut()
                .for_each(|branch| enter(&mut branch.next));
        }
        for parallel in &mut self.parallels {
            enter(&mut parallel.next);
            parallel.branches.iter_mut().for_each(enter);
        }
        if let Some(start) = &mut self.start {
            enter(start);
        }
        self.entrances = entrances;
    }
}

fn unfold_one(item: &mut ServiceItem, used: &SubProcess, shared: SharedProcess) {
    let prefix = used.key.get_ref().clone();
    let own: Vec<String> = shared
        .steps
        .iter()
        .map(|step| &step.key)
        .chain(shared.branchings.iter().map(|one| &one.key))
        .chain(shared.parallels.iter().map(|one| &one.key))
        .map(|key| key.get_ref().clone())
        .collect();
    let inside = |key: &mut Spanned<String>| {
        if own.contains(key.get_ref()) {
            *key.get_mut() = format!("{prefix}.{}", key.get_ref());
        }
    };
    // An exit leads to where the item says, with the item's own place in the text.
    let follow = |next: &mut Spanned<String>, cancels: Option<&mut Option<Spanned<String>>>| {
        let exit = next
            .get_ref()
            .strip_prefix(EXIT)
            .and_then(|exit| used.exits.iter().find(|one| one.key.get_ref() == exit));
        match exit {
            Some(exit) => {
                *next = exit.next.clone();
                if let Some(cancels) = cancels {
                    *cancels = exit.cancels.clone();
                }
            }
            None => inside(next),
        }
    };
    for mut step in shared.steps {
        inside(&mut step.key);
        step.apart_from.iter_mut().for_each(inside);
        step.only_while.iter_mut().for_each(inside);
        step.apart_from.extend(used.apart_from.iter().cloned());
        if step.agency.is_none() {
            step.agency.clone_from(&used.agency);
        }
        for outcome in &mut step.outcomes {
            follow(&mut outcome.next, Some(&mut outcome.cancels));
        }
        item.steps.push(step);
    }
    for mut branching in shared.branchings {
        inside(&mut branching.key);
        follow(&mut branching.otherwise, None);
        for branch in &mut branching.branches {
            follow(&mut branch.next, None);
        }
        item.branchings.push(branching);
    }
    for mut parallel in shared.parallels {
        inside(&mut parallel.key);
        parallel.branches.iter_mut().for_each(inside);
        follow(&mut parallel.next, None);
        item.parallels.push(parallel);
    }
}
