//! What each correction changed: the answers and materials before it against those after it.

use std::collections::BTreeMap;

use app::desk::changes::{Change, ChangedAnswer, ChangedMaterial};
use app::desk::file::MaterialLine;
use domain::application::Answers;
use domain::case::{Entry, Fact, Material};
use domain::catalogue::Field;
use domain::id::MaterialId;
use jiff::Timestamp;
use store::{Tx, earlier_answers};

use super::answers::answer;
use super::file::material_name;
use super::scope::Open;
use crate::error::Error;
use crate::state::App;
use crate::submission::read_answers;

/// Newest first; a case that was never corrected costs no query.
///
/// # Errors
/// Where the store can't be read.
pub async fn load(
    app: &App,
    tx: &mut Tx,
    open: &Open,
    answers: &Answers,
    materials: &[MaterialLine],
    replaced: &[MaterialLine],
) -> Result<Vec<Change>, Error> {
    let entries = &open.loaded.entries;
    let is_supplement = |entry: &Entry| matches!(entry.fact, Fact::Supplemented { .. });
    if !entries.iter().any(is_supplement) {
        return Ok(Vec::new());
    }
    // Before each of these instants the answers were these.
    let mut versions = Vec::new();
    for earlier in earlier_answers::of(tx, open.key.application_id).await? {
        versions.push((earlier.replaced_at, read_answers(&earlier.answers)?));
    }
    let line = |id: MaterialId| {
        let mut all = materials.iter().chain(replaced);
        all.find(|line| line.id == id).cloned()
    };
    let mut found = Vec::new();
    let mut held: &[Material] = &open.loaded.case.received.materials;
    for entry in entries {
        let Fact::Supplemented {
            materials: after, ..
        } = &entry.fact
        else {
            continue;
        };
        let change = Change {
            at: entry.at,
            answers: changed_answers(app, open, &versions, answers, entry.at),
            materials: after
                .iter()
                .filter(|new| held.iter().all(|old| old.id != new.id))
                .map(|new| ChangedMaterial {
                    name: material_name(open, &new.rule),
                    now: line(new.id),
                    was: held
                        .iter()
                        .find(|old| old.rule == new.rule)
                        .and_then(|old| line(old.id)),
                })
                .collect(),
        };
        held = after;
        if !(change.answers.is_empty() && change.materials.is_empty()) {
            found.push(change);
        }
    }
    found.reverse();
    Ok(found)
}

/// Nothing where the earlier answers were not kept.
fn changed_answers(
    app: &App,
    open: &Open,
    versions: &[(Timestamp, Answers)],
    now: &Answers,
    at: Timestamp,
) -> Vec<ChangedAnswer> {
    let Some(index) = versions.iter().position(|(until, _)| *until == at) else {
        return Vec::new();
    };
    let Some((_, before)) = versions.get(index) else {
        return Vec::new();
    };
    let after = versions.get(index + 1).map_or(now, |(_, answers)| answers);
    let whole = open.is_disclosed();
    open.loaded
        .definition
        .item
        .fields()
        .filter(|field| own(field, before) != own(field, after))
        .map(|field| {
            let was = answer(app, field, before, whole);
            let now = answer(app, field, after, whole);
            ChangedAnswer {
                label: field.label.clone(),
                // The change lies behind the mask.
                hidden: was == now,
                was,
                now,
            }
        })
        .collect()
}

/// The raw answers to a field, or to a group's members.
fn own<'a>(field: &Field, answers: &'a Answers) -> BTreeMap<&'a str, &'a str> {
    let given = answers.iter().filter(|(_, text)| !text.is_empty());
    given
        .filter(|(key, _)| field.owns(key))
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect()
}
