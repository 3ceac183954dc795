//! What one version of an item says otherwise than another, for whoever publishes it.

use super::item::{Field, MaterialRule, ServiceItem, TimeLimit};
use super::process::{Branching, Node, Parallel, Step};
use crate::locale::Localised;

/// Differences, in the order of the newer version's file; what went is last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    pub limits: Vec<LimitChange>,
    /// Steps, choices and parallels.
    pub nodes: Vec<Difference>,
    /// Of the form.
    pub fields: Vec<Difference>,
    pub materials: Vec<Difference>,
    /// Other parts of the file, by the name that they have there.
    pub rest: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitChange {
    /// `statutory`, `promised` and so on.
    pub key: &'static str,
    pub before: Option<TimeLimit>,
    pub after: Option<TimeLimit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub key: String,
    pub name: Localised,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Added,
    Removed,
    /// Which parts of it, by the names that they have in the file.
    Changed(Vec<&'static str>),
}

impl Comparison {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is otherwise in `after`.
pub fn compare(before: &ServiceItem, after: &ServiceItem) -> Comparison {
    Comparison {
        limits: limits(before, after),
        nodes: nodes(before, after),
        fields: differences(
            &before.fields().collect::<Vec<_>>(),
            &after.fields().collect::<Vec<_>>(),
            |field| (field.key(), &field.label),
            |before, after| field(before, after),
        ),
        materials: differences(
            &before.materials.iter().collect::<Vec<_>>(),
            &after.materials.iter().collect::<Vec<_>>(),
            |rule| (rule.key(), &rule.name),
            |before, after| material(before, after),
        ),
        rest: rest(before, after),
    }
}

fn limits(before: &ServiceItem, after: &ServiceItem) -> Vec<LimitChange> {
    let of = |item: &ServiceItem| {
        let limits = &item.limits;
        [
            ("statutory", limits.statutory.clone()),
            ("promised", Some(limits.promised.clone())),
            ("supplement", Some(limits.supplement.clone())),
            ("check", Some(limits.check.clone())),
            ("delivery", Some(limits.delivery.clone())),
            ("extension", limits.extension.clone()),
            ("tolerated", limits.tolerated.clone()),
            ("rating-contact", Some(limits.contact.clone())),
            ("rating-follow-up", Some(limits.follow_up.clone())),
            ("rating-complex", Some(limits.follow_up_complex.clone())),
            ("enquiry-reply", Some(limits.enquiry.clone())),
            ("complaint-reply", Some(limits.complaint.clone())),
            ("rating", Some(limits.rating.clone())),
        ]
    };
    of(before)
        .into_iter()
        .zip(of(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((key, before), (_, after))| LimitChange { key, before, after })
        .collect()
}

fn nodes(before: &ServiceItem, after: &ServiceItem) -> Vec<Difference> {
    differences(
        &before.nodes().collect::<Vec<_>>(),
        &after.nodes().collect::<Vec<_>>(),
        |node| (node.key(), node.name()),
        |before, after| match (before, after) {
            (Node::Step(before), Node::Step(after)) => step(before, after),
            (Node::Branching(before), Node::Branching(after)) => branching(before, after),
            (Node::Parallel(before), Node::Parallel(after)) => parallel(before, after),
            _ => vec!["kind"],
        },
    )
}

/// Entries of two lists by key. `parts` names what is otherwise in two of the same key.
fn differences<T>(
    before: &[T],
    after: &[T],
    name: impl Fn(&T) -> (&str, &Localised),
    parts: impl Fn(&T, &T) -> Vec<&'static str>,
) -> Vec<Difference> {
    let find = |list: &[T], key: &str| list.iter().position(|one| name(one).0 == key);
    let made = |of: &T, kind| {
        let (key, name) = name(of);
        Difference {
            key: key.to_owned(),
            name: name.clone(),
            kind,
        }
    };
    let mut found = Vec::new();
    for one in after {
        match find(before, name(one).0).and_then(|at| before.get(at)) {
            None => found.push(made(one, Kind::Added)),
            Some(old) => {
                let changed = parts(old, one);
                if !changed.is_empty() {
                    found.push(made(one, Kind::Changed(changed)));
                }
            }
        }
    }
    let gone = before
        .iter()
        .filter(|one| find(after, name(one).0).is_none());
    found.extend(gone.map(|one| made(one, Kind::Removed)));
    found
}

/// The names of those pairs that are not alike.
fn unlike<const N: usize>(pairs: [(&'static str, bool); N]) -> Vec<&'static str> {
    let unlike = pairs.into_iter().filter(|(_, same)| !same);
    unlike.map(|(name, _)| name).collect()
}

fn step(before: &Step, after: &Step) -> Vec<&'static str> {
    unlike([
        ("name", before.name == after.name),
        ("role", before.role == after.role),
        ("act", before.act == after.act),
        ("limit", before.limit == after.limit),
        ("people", before.people == after.people),
        ("apart-from", before.apart_from == after.apart_from),
        ("agency", before.agency == after.agency),
        ("awaits", before.awaits == after.awaits),
        ("silence", before.silence == after.silence),
        ("excludes", before.excludes == after.excludes),
        ("while", before.only_while == after.only_while),
        (
            "after-conclusion",
            before.after_conclusion == after.after_conclusion,
        ),
        ("field", before.fields == after.fields),
        ("proposal", before.proposals == after.proposals),
        ("outcome", before.outcomes == after.outcomes),
    ])
}

fn branching(before: &Branching, after: &Branching) -> Vec<&'static str> {
    unlike([
        ("name", before.name == after.name),
        (
            "branch",
            before.branches == after.branches && before.otherwise == after.otherwise,
        ),
    ])
}

fn parallel(before: &Parallel, after: &Parallel) -> Vec<&'static str> {
    unlike([
        ("name", before.name == after.name),
        ("branch", before.branches == after.branches),
        ("join", before.join == after.join),
        ("next", before.next == after.next),
    ])
}

fn field(before: &Field, after: &Field) -> Vec<&'static str> {
    unlike([
        (
            "name",
            before.label == after.label && before.hint == after.hint,
        ),
        ("kind", before.kind == after.kind),
        ("optional", before.optional == after.optional),
        ("options", before.options == after.options),
        ("text", before.text == after.text),
        ("members", before.fields == after.fields),
        (
            "range",
            (before.max, before.min, before.level) == (after.max, after.min, after.level)
                && (before.past, before.future) == (after.past, after.future),
        ),
        (
            "prefill",
            before.prefill == after.prefill && before.autocomplete == after.autocomplete,
        ),
        ("example", before.example == after.example),
    ])
}

fn material(before: &MaterialRule, after: &MaterialRule) -> Vec<&'static str> {
    unlike([
        (
            "name",
            before.name == after.name && before.hint == after.hint,
        ),
        ("source", before.source == after.source),
        ("optional", before.optional == after.optional),
        ("tolerable", before.tolerable == after.tolerable),
        ("document", before.document == after.document),
        ("self-made", before.self_made == after.self_made),
        (
            "proves",
            before
                .proves
                .iter()
                .map(toml::Spanned::get_ref)
                .eq(after.proves.iter().map(toml::Spanned::get_ref)),
        ),
        ("when", before.when == after.when),
        ("basis", before.basis == after.basis),
        (
            "guide",
            before.issuer == after.issuer
                && before.paper == after.paper
                && before.valid == after.valid
                && before.sample == after.sample,
        ),
    ])
}

fn rest(before: &ServiceItem, after: &ServiceItem) -> Vec<&'static str> {
    let pages = |item: &ServiceItem| -> Vec<_> {
        let pages = item.pages.iter();
        pages
            .map(|page| {
                let fields: Vec<_> = page.fields.iter().map(|field| field.key.clone()).collect();
                let (key, title) = (page.key.clone(), page.title.clone());
                (key, title, page.intro.clone(), page.when.clone(), fields)
            })
            .collect()
    };
    unlike([
        (
            "name",
            before.name == after.name
                && before.summary == after.summary
                && before.aliases == after.aliases,
        ),
        (
            "kind",
            before.item_type == after.item_type
                && before.kind == after.kind
                && before.theme == after.theme,
        ),
        ("audience", before.audience == after.audience),
        ("routing", before.routing == after.routing),
        ("warning", before.warning == after.warning),
        ("fee", before.fee == after.fee),
        (
            "visits",
            before.visits == after.visits
                && before.visit_reason == after.visit_reason
                && before.depth == after.depth
                && before.postal == after.postal,
        ),
        ("suspended", before.suspended == after.suspended),
        (
            "confidential",
            before.confidential == after.confidential && before.observers == after.observers,
        ),
        ("situation", before.situations == after.situations),
        ("guide", before.guide == after.guide),
        ("page", pages(before) == pages(after)),
        ("start", before.first_node() == after.first_node()),
        ("consultation", before.consultations == after.consultations),
        (
            "special-procedure",
            before.special_procedures == after.special_procedures,
        ),
        ("licence", before.licence == after.licence),
        ("answer", before.answer == after.answer),
    ])
}
