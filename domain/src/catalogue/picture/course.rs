//! What usually happens to a case, for those who apply: steps, what is done at the same time, and what is done only
//! in some cases. A sub-process is one stage; ways back, and what else may come of a step, are left out.

use std::collections::BTreeSet;

use super::graph::{Graph, What};
use crate::catalogue::item::ServiceItem;
use crate::catalogue::kinds::Level;
use crate::catalogue::process::{Branching, JOIN, Parallel, Step};
use crate::locale::Localised;

/// What a reader takes in at a glance; longer courses are told in fewer stages.
const MOST: usize = 12;

#[derive(Debug)]
pub struct Course<'a> {
    pub blocks: Vec<Block<'a>>,
}

#[derive(Debug)]
pub enum Block<'a> {
    Stage(Stage<'a>),
    /// All at the same time.
    Together(&'a Parallel, Vec<Vec<Block<'a>>>),
    /// One of these; an empty one says that it may be left out.
    OneOf(&'a Branching, Vec<Vec<Block<'a>>>),
}

/// A step, or several that are told of as one.
#[derive(Debug)]
pub struct Stage<'a> {
    pub names: Vec<&'a Localised>,
    /// The steps that it usually takes.
    pub steps: Vec<&'a Step>,
    /// All that belong to it.
    pub keys: Vec<&'a str>,
}

impl<'a> Course<'a> {
    pub fn of(item: &'a ServiceItem) -> Self {
        Self::for_one(item, &|_| None)
    }

    /// Where `takes` knows which node a choice leads to, only that way is told of.
    pub fn for_one(
        item: &'a ServiceItem,
        takes: &dyn Fn(&'a Branching) -> Option<&'a str>,
    ) -> Self {
        let graph = Graph::of(item);
        let mut teller = Teller {
            item,
            graph: &graph,
            takes,
            told: BTreeSet::new(),
        };
        let first = graph.usual(0);
        let mut blocks = first.map_or_else(Vec::new, |first| teller.tell(first, None));
        while count(&blocks) > MOST && fold(&mut blocks) {}
        Self { blocks }
    }
}

struct Teller<'a, 'g> {
    item: &'a ServiceItem,
    graph: &'g Graph<'a>,
    takes: &'g dyn Fn(&'a Branching) -> Option<&'a str>,
    told: BTreeSet<usize>,
}

impl<'a> Teller<'a, '_> {
    /// From a node to the end of its branch, or to where its choice's ways meet.
    fn tell(&mut self, first: usize, until: Option<usize>) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        let mut next = Some(first);
        while let Some(at) = next {
            if Some(at) == until || !self.told.insert(at) {
                break;
            }
            let Some(what) = self.graph.nodes.get(at).copied() else {
                break;
            };
            next = match what {
                What::End | What::Join(_) => break,
                What::Start => self.graph.usual(at),
                _ if sub_process(what).is_some() => {
                    let (stage, next) = self.sub_process(at);
                    blocks.push(Block::Stage(stage));
                    next
                }
                What::Step(step) => {
                    blocks.push(Block::Stage(Stage {
                        names: vec![&step.name],
                        steps: vec![step],
                        keys: vec![step.key()],
                    }));
                    self.graph.usual(at)
                }
                What::Open(parallel) => {
                    let ways: Vec<usize> = self.graph.ways(at).map(|way| way.to).collect();
                    let branches = ways.into_iter().map(|way| self.tell(way, None));
                    let mut branches: Vec<Vec<Block<'a>>> =
                        branches.filter(|branch| !branch.is_empty()).collect();
                    match branches.len() {
                        0 => {}
                        1 => blocks.extend(branches.pop().into_iter().flatten()),
                        _ => blocks.push(Block::Together(parallel, branches)),
                    }
                    let join = self.graph.usual(at);
                    join.and_then(|join| self.graph.usual(join))
                }
                What::Choice(choice) if let Some(way) = self.taken(at, choice) => Some(way),
                What::Choice(choice) => {
                    let meet = self.meeting(at);
                    let ways = self.graph.ways(at).filter(|way| !way.back);
                    let mut ways: Vec<usize> = ways.map(|way| way.to).collect();
                    let mut seen = BTreeSet::new();
                    ways.retain(|way| seen.insert(*way));
                    let ways: Vec<Vec<Block<'a>>> =
                        ways.into_iter().map(|way| self.tell(way, meet)).collect();
                    if ways.iter().any(|way| !way.is_empty()) {
                        blocks.push(Block::OneOf(choice, ways));
                    }
                    meet
                }
            };
        }
        blocks
    }

    /// Where a choice leads, where that is known.
    fn taken(&self, at: usize, choice: &'a Branching) -> Option<usize> {
        let next = (self.takes)(choice)?;
        let key = |what: &What<'a>| match what {
            What::Join(_) => JOIN,
            other => other.key(),
        };
        let mut ways = self.graph.ways(at);
        let way = ways.find(|way| self.graph.nodes.get(way.to).map(key) == Some(next))?;
        (!way.back).then_some(way.to)
    }

    /// Where all ways of a choice have come together again.
    fn meeting(&self, choice: usize) -> Option<usize> {
        let passed = self.passed(choice, self.graph.nodes.len());
        passed.get(1).copied()
    }

    /// The nodes that every usual way from here passes, in order, as far as the branch goes.
    fn passed(&self, at: usize, left: usize) -> Vec<usize> {
        let mut passed = vec![at];
        let Some(what) = self.graph.nodes.get(at).copied() else {
            return passed;
        };
        let Some(left) = left.checked_sub(1) else {
            return passed;
        };
        let home = self.graph.home(what);
        let on = |to: usize| {
            let same = |what: &What<'a>| self.graph.home(*what) == home;
            if self.graph.nodes.get(to).is_some_and(same) {
                self.passed(to, left)
            } else {
                vec![to]
            }
        };
        if matches!(what, What::Choice(_)) {
            let ways = self.graph.ways(at).filter(|way| !way.back);
            let common = ways.map(|way| on(way.to)).reduce(|one, other| {
                let same = one.iter().rev().zip(other.iter().rev());
                let count = same.take_while(|(a, b)| a == b).count();
                let apart = one.len() - count;
                one.into_iter().skip(apart).collect()
            });
            passed.extend(common.into_iter().flatten());
        } else if let Some(next) = self.graph.usual(at) {
            passed.extend(on(next));
        }
        passed
    }

    /// All of a sub-process as one, and where it usually goes on.
    fn sub_process(&mut self, first: usize) -> (Stage<'a>, Option<usize>) {
        let graph = self.graph;
        let here = |at: usize| graph.nodes.get(at).copied().and_then(sub_process);
        let key = here(first);
        let mut stage = Stage {
            names: Vec::new(),
            steps: Vec::new(),
            keys: Vec::new(),
        };
        let mut next = Some(first);
        let mut seen = BTreeSet::new();
        while let Some(at) = next
            && here(at) == key
            && seen.insert(at)
        {
            if let Some(What::Step(step)) = graph.nodes.get(at) {
                stage.steps.push(step);
            }
            next = graph.usual(at);
        }
        let all = graph.nodes.iter().enumerate();
        for (at, what) in all.filter(|(_, what)| sub_process(**what) == key) {
            self.told.insert(at);
            stage.keys.push(what.key());
        }
        let used = |key: &str| {
            let used = self.item.sub_processes.iter();
            let process = used.into_iter().find(|used| used.key.get_ref() == key)?;
            let mut shared = self.item.processes.iter();
            shared.find(|shared| shared.key.get_ref() == process.process.get_ref())
        };
        let name = key.and_then(used).map(|shared| &shared.name);
        let name = name.or(stage.steps.first().map(|step| &step.name));
        stage.names.extend(name);
        (stage, next)
    }
}

/// The key of the sub-process that the node comes from.
fn sub_process(what: What<'_>) -> Option<&str> {
    what.key().split_once('.').map(|(prefix, _)| prefix)
}

fn count(blocks: &[Block<'_>]) -> usize {
    let one = |block: &Block<'_>| match block {
        Block::Stage(_) => 1,
        Block::Together(_, ways) | Block::OneOf(_, ways) => ways.iter().map(|way| count(way)).sum(),
    };
    blocks.iter().map(one).sum()
}

/// Tells two stages that follow on each other, of the same agency, as one: those of the fewest steps, and of these
/// the last, since what comes first is what readers ask about. False where there are none.
fn fold(blocks: &mut Vec<Block<'_>>) -> bool {
    least_pair(blocks).is_some_and(|least| fold_pair(blocks, least))
}

/// How many steps the smallest such pair has.
fn least_pair(blocks: &[Block<'_>]) -> Option<usize> {
    let here = blocks.windows(2).filter_map(|pair| match pair {
        [Block::Stage(one), Block::Stage(next)] => pair_size(one, next),
        _ => None,
    });
    let inside = blocks.iter().filter_map(|block| match block {
        Block::Stage(_) => None,
        Block::Together(_, ways) | Block::OneOf(_, ways) => {
            ways.iter().filter_map(|way| least_pair(way)).min()
        }
    });
    here.chain(inside).min()
}

fn fold_pair(blocks: &mut Vec<Block<'_>>, size: usize) -> bool {
    for at in (0..blocks.len()).rev() {
        if let Some(Block::Together(_, ways) | Block::OneOf(_, ways)) = blocks.get_mut(at) {
            if ways.iter_mut().rev().any(|way| fold_pair(way, size)) {
                return true;
            }
            continue;
        }
        let pair = (blocks.get(at), blocks.get(at + 1));
        let (Some(Block::Stage(one)), Some(Block::Stage(next))) = pair else {
            continue;
        };
        if pair_size(one, next) != Some(size) {
            continue;
        }
        let next = blocks.remove(at + 1);
        if let (Some(Block::Stage(one)), Block::Stage(next)) = (blocks.get_mut(at), next) {
            one.names.extend(next.names);
            one.steps.extend(next.steps);
            one.keys.extend(next.keys);
        }
        return true;
    }
    false
}

fn pair_size(one: &Stage<'_>, next: &Stage<'_>) -> Option<usize> {
    let same = agencies(one) == agencies(next);
    same.then_some(one.names.len() + next.names.len())
}

/// Whose its steps are.
fn agencies<'a>(stage: &Stage<'a>) -> BTreeSet<(bool, Option<&'a str>, Option<Level>)> {
    let of = |step: &&'a Step| {
        let agency = step.agency.as_ref();
        let function = agency.and_then(|agency| agency.function.as_ref());
        let function = function.map(|function| function.get_ref().as_str());
        let level = agency.and_then(|agency| agency.level);
        (agency.is_some(), function, level)
    };
    stage.steps.iter().map(of).collect()
}
