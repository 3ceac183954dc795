//! The same as the drawing, in words: lists in lists, for those who cannot or would rather not look at it.

use domain::catalogue::Join;
use leptos::prelude::*;

use super::model::{Block, Grid, Label, Node, Party, Shape, Spot, Way};
use super::simple::standing_key;
use crate::parts::clock::limit;
use crate::shell::Shell;
use crate::text::missing_marker;

pub fn course(shell: &Shell, blocks: &[Block]) -> AnyView {
    let lines: Vec<AnyView> = blocks.iter().map(|block| told(shell, block)).collect();
    view! { <ol>{lines}</ol> }.into_any()
}

fn told(shell: &Shell, block: &Block) -> AnyView {
    match block {
        Block::Box(spot) => {
            let notes = notes(shell, spot);
            view! { <li>{strong(shell, spot)}{notes}</li> }.into_any()
        }
        Block::Together { join, ways } => {
            let words = shell.t("process-together");
            let words = match join {
                Join::All => format!("{words}{}", shell.t("process-colon")),
                _ => format!(
                    "{words}{}{}",
                    shell.t("process-colon"),
                    join_words(shell, *join)
                ),
            };
            let ways = branches(shell, ways);
            view! { <li>{words}{ways}</li> }.into_any()
        }
        Block::OneOf { name, ways } => {
            let name = [("name", shell.l(name).into())];
            let depends = shell.tv("process-depends", &name);
            let taken: Vec<&Vec<Block>> = ways.iter().filter(|way| !way.is_empty()).collect();
            match taken.as_slice() {
                [way] if taken.len() < ways.len() => {
                    let words = shell.t("process-if-needed");
                    let way = course(shell, way);
                    view! { <li>{words}{shell.t("process-open")}{depends}{shell.t("process-close")}{shell.t("process-colon")}{way}</li> }
                        .into_any()
                }
                _ => {
                    let ways = branches(shell, ways);
                    view! { <li>{depends}{shell.t("process-colon")}{ways}</li> }.into_any()
                }
            }
        }
    }
}

/// One thing is said at once, several as a list of their own.
fn branches(shell: &Shell, ways: &[Vec<Block>]) -> AnyView {
    let ways: Vec<AnyView> = ways
        .iter()
        .filter(|way| !way.is_empty())
        .map(|way| match way.as_slice() {
            [one] => told(shell, one),
            several => view! { <li>{course(shell, several)}</li> }.into_any(),
        })
        .collect();
    view! { <ul>{ways}</ul> }.into_any()
}

/// Every step with what may come of it, branches of parallels as lists of their own.
pub fn grid(shell: &Shell, grid: &Grid, conditions: bool) -> AnyView {
    let teller = Teller {
        shell,
        grid,
        conditions,
    };
    teller.branch(None)
}

struct Teller<'a> {
    shell: &'a Shell,
    grid: &'a Grid,
    conditions: bool,
}

impl Teller<'_> {
    fn branch(&self, home: Option<&(String, usize)>) -> AnyView {
        let mut inside: Vec<(usize, &Node)> = self
            .grid
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.home.as_ref() == home)
            .collect();
        inside.sort_by_key(|(_, node)| (node.row, node.lane));
        let lines: Vec<AnyView> = inside
            .into_iter()
            .filter_map(|(at, node)| self.node(at, node))
            .collect();
        view! { <ol>{lines}</ol> }.into_any()
    }

    fn node(&self, at: usize, node: &Node) -> Option<AnyView> {
        let shell = self.shell;
        let spot = &node.spot;
        let line = match spot.shape {
            Shape::End => return None,
            Shape::Join(_) => return None,
            Shape::Open => {
                let join = self.grid.nodes.iter().find_map(|join| match join.spot.shape {
                    Shape::Join(join_of) if join.spot.key == node.spot.key => Some(join_of),
                    _ => None,
                });
                let join = join.map(|join| join_words(shell, join));
                let branches = self.branches(&node.spot.key);
                view! { <li>{strong(shell, spot)}{shell.t("process-colon")}{shell.t("process-together")}" · "{join}{branches}</li> }
            }
            .into_any(),
            Shape::Choice => {
                let name = [("name", spot_name(shell, spot).into())];
                let ways = self.ways(at);
                view! { <li>{shell.tv("process-depends", &name)}{standing(shell, spot)}{ways}</li> }.into_any()
            }
            Shape::Start | Shape::Step => {
                let notes = notes(shell, spot);
                let ways = self.ways(at);
                let silence = spot.silence.as_ref().map(|outcome| {
                    let outcome = [("outcome", shell.l(outcome).into())];
                    let words = shell.tv("process-silence", &outcome);
                    view! { <p>{words}</p> }
                });
                let apart = apart(shell, spot).map(|words| view! { <p>{words}</p> });
                view! { <li>{strong(shell, spot)}{notes}{apart}{silence}{ways}</li> }.into_any()
            }
        };
        Some(line)
    }

    fn branches(&self, parallel: &str) -> AnyView {
        let all = self.grid.nodes.iter().filter_map(|node| node.home.as_ref());
        let mut homes: Vec<&(String, usize)> = all.filter(|home| home.0 == parallel).collect();
        homes.sort_unstable();
        homes.dedup();
        let lists: Vec<AnyView> = homes
            .into_iter()
            .map(|home| view! { <li>{self.branch(Some(home))}</li> }.into_any())
            .collect();
        view! { <ul class="branches">{lists}</ul> }.into_any()
    }

    /// What may come of it and where that leads.
    fn ways(&self, at: usize) -> Option<AnyView> {
        let ways: Vec<AnyView> = self
            .grid
            .ways
            .iter()
            .filter(|way| way.from == at)
            .filter_map(|way| self.way(way))
            .collect();
        (!ways.is_empty()).then(|| view! { <ul>{ways}</ul> }.into_any())
    }

    fn way(&self, way: &Way) -> Option<AnyView> {
        let shell = self.shell;
        let to = self.grid.nodes.get(way.to)?;
        let label = label(shell, &way.label)?;
        let source = match &way.label {
            Label::Condition { source, .. } if self.conditions => {
                let source = source.clone();
                Some(view! { " " <code translate="no">{source}</code> })
            }
            _ => None,
        };
        let next = [("next", spot_name(shell, &to.spot).into())];
        let leads = match to.spot.shape {
            Shape::End => shell.t("process-ends"),
            Shape::Join(_) => shell.t("process-arrives"),
            _ if way.back => shell.tv("process-goes-back", &next),
            _ => shell.tv("process-goes-to", &next),
        };
        let cancels = way.cancels.then(|| shell.t("process-cancels"));
        Some(view! { <li>{label}{source}{leads}{cancels}</li> }.into_any())
    }
}

/// What makes a case go this way; nothing where there is only one.
pub fn label(shell: &Shell, label: &Label) -> Option<String> {
    match label {
        Label::None => None,
        Label::Outcome(name) => Some(shell.l(name)),
        Label::Condition { of: 1, .. } => Some(shell.t("process-condition")),
        Label::Condition { place, .. } => {
            Some(shell.tv("process-condition-of", &[("place", (*place).into())]))
        }
        Label::Otherwise => Some(shell.t("process-otherwise")),
    }
}

pub fn spot_name(shell: &Shell, spot: &Spot) -> String {
    match spot.shape {
        Shape::Start => shell.t("process-start"),
        Shape::End => shell.t("process-end"),
        Shape::Join(join) => join_words(shell, join),
        Shape::Step | Shape::Choice | Shape::Open => {
            let names: Vec<String> = spot.names.iter().map(|name| shell.l(name)).collect();
            names.join(&shell.t("process-and"))
        }
    }
}

/// When a parallel goes on.
pub fn join_words(shell: &Shell, join: Join) -> String {
    match join {
        Join::All => shell.t("process-join-all"),
        Join::Any => shell.t("process-join-any"),
        Join::AtLeast(count) => {
            let count = [("count", u32::from(count).into())];
            shell.tv("process-join-count", &count)
        }
        Join::FirstAct => shell.t("process-join-first-act"),
    }
}

fn strong(shell: &Shell, spot: &Spot) -> AnyView {
    let name = spot_name(shell, spot);
    view! { <strong>{name}</strong>{standing(shell, spot)} }.into_any()
}

fn standing(shell: &Shell, spot: &Spot) -> Option<AnyView> {
    let standing = spot.standing?;
    let word = shell.t(standing_key(standing));
    let (open, close) = (shell.t("process-open"), shell.t("process-close"));
    Some(view! { {open}{word}{close} }.into_any())
}

/// Who, until when, how many.
fn notes(shell: &Shell, spot: &Spot) -> Option<AnyView> {
    let mut notes = Vec::new();
    notes.extend(spot.party.as_ref().map(|one| party(shell, one)));
    notes.extend(
        spot.role
            .map(|role| shell.t(&format!("role-{}", role.key()))),
    );
    notes.extend(spot.limit.map(|own| limit(shell, own)));
    if spot.people > 1 {
        let count = [("count", u32::from(spot.people).into())];
        notes.push(shell.tv("process-people", &count));
    }
    notes.extend(spot.later.then(|| shell.t("process-later")));
    if notes.is_empty() {
        return None;
    }
    let notes = notes.join(" · ");
    Some(view! { " " <span class="soft">{notes}</span> }.into_any())
}

/// Who may not act here for what they did before.
fn apart(shell: &Shell, spot: &Spot) -> Option<String> {
    let acceptance = spot.apart_from_acceptance;
    let mut names: Vec<String> = Vec::new();
    names.extend(acceptance.then(|| shell.t("process-start")));
    names.extend(spot.apart_from.iter().map(|name| shell.l(name)));
    if names.is_empty() {
        return None;
    }
    let names = [("steps", names.join(&shell.t("process-and")).into())];
    Some(shell.tv("process-apart", &names))
}

/// Another agency, by its name or by what it does.
pub fn agency(shell: &Shell, party: &Party) -> String {
    match party {
        Party::Named(name) => shell.l(name),
        Party::Function { function, .. } => {
            let key = format!("function-{function}");
            let words = shell.t(&key);
            // Whoever adds a kind of agency need not add a word.
            if words == missing_marker(&key) {
                shell.t("process-other-agency")
            } else {
                words
            }
        }
    }
}

/// With its level and place, where these are not those of the case.
pub fn party(shell: &Shell, party: &Party) -> String {
    let mut words = agency(shell, party);
    let Party::Function {
        level, elsewhere, ..
    } = party
    else {
        return words;
    };
    if let Some(level) = level {
        let level = shell.t(&format!("process-level-{}", level.key()));
        let values = [("level", level.into()), ("agency", words.into())];
        words = shell.tv("process-agency-level", &values);
    }
    if *elsewhere {
        words = shell.tv("process-agency-elsewhere", &[("agency", words.into())]);
    }
    words
}
