//! Limits: the promise within the law's, and the steps within the promise, on the longest way.

use super::Checker;
use crate::catalogue::item::{ServiceItem, StartEvent, TimeLimit};
use crate::catalogue::process::{END, JOIN, Join, Node, StepAct};
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

    fn longest_path(&self) -> Option<u32> {
        let mut longest = Longest {
            item: self.item,
            on_path: Vec::new(),
            left: 200_000,
        };
        let whole = longest.from(self.item.first_node());
        (longest.left > 0).then(|| whole.beyond.unwrap_or(0))
    }
}

/// The longest way, with joint branches side by side and rework taken once. Time that 行政许可法 45 leaves out
/// is no part of it.
struct Longest<'a> {
    item: &'a ServiceItem,
    on_path: Vec<&'a str>,
    /// Nodes that may still be looked at: the walk is exponential in branches.
    left: usize,
}

/// Working days to the join of the parallel that one is in, and to the decision without joining.
#[derive(Default, Clone, Copy)]
struct Reach {
    join: Option<u32>,
    beyond: Option<u32>,
}

impl Reach {
    fn or(self, other: Self) -> Self {
        Self {
            join: self.join.max(other.join),
            beyond: self.beyond.max(other.beyond),
        }
    }

    fn after(self, own: u32) -> Self {
        Self {
            join: self.join.map(|rest| rest + own),
            beyond: self.beyond.map(|rest| rest + own),
        }
    }
}

impl<'a> Longest<'a> {
    fn from(&mut self, key: &'a str) -> Reach {
        const HERE: Reach = Reach {
            join: None,
            beyond: Some(0),
        };
        if key == END {
            return HERE;
        }
        if key == JOIN {
            return Reach {
                join: Some(0),
                beyond: None,
            };
        }
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || self.on_path.contains(&key) {
            return Reach::default();
        }
        self.on_path.push(key);
        let reach = match self.item.node(key) {
            Some(Node::Step(step)) => {
                let limit = step.limit.filter(|_| step.excludes.is_none());
                let own = limit.map_or(0, working_days);
                if step.act == StepAct::Decision {
                    HERE.after(own)
                } else {
                    let nexts = step.outcomes.iter().map(|outcome| {
                        let leaves = outcome.cancels.is_some();
                        let reach = self.from(outcome.next.get_ref());
                        // Where a branch gives up its parallel, it goes on outside.
                        if leaves {
                            Reach {
                                join: None,
                                beyond: reach.beyond.max(reach.join),
                            }
                        } else {
                            reach
                        }
                    });
                    nexts.fold(Reach::default(), Reach::or).after(own)
                }
            }
            Some(Node::Branching(branching)) => branching
                .ways()
                .map(|way| self.from(way))
                .fold(Reach::default(), Reach::or),
            Some(Node::Parallel(parallel)) => {
                let branches: Vec<Reach> = parallel
                    .branches
                    .iter()
                    .map(|first| self.from(first.get_ref()))
                    .collect();
                let mut joins: Vec<u32> = branches.iter().filter_map(|one| one.join).collect();
                joins.sort_unstable();
                // The last that is waited for; the longest of those that may be it.
                let joined = match parallel.join {
                    Join::All => joins.last(),
                    Join::Any | Join::FirstAct => joins.first(),
                    Join::AtLeast(count) => joins.get(usize::from(count).saturating_sub(1)),
                };
                let beyond = branches.iter().filter_map(|one| one.beyond).max();
                let rest = joined.map(|time| self.from(parallel.next.get_ref()).after(*time));
                Reach { join: None, beyond }.or(rest.unwrap_or_default())
            }
            None => HERE,
        };
        self.on_path.pop();
        reach
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
