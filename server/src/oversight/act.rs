//! What the acts of supervision have in common: how a text is judged, how a form's act is recorded, and how a page tells
//! what happened to an order or a rating.

use app::oversight::orders::Step;
use app::parts::fault::Fault;
use domain::case::{Actor, Case, Entry, Fact, Refusal};
use domain::id::OfficerId;
use domain::locale::Localised;
use store::cases::CaseKey;
use store::{Tx, accounts, statements};

use crate::acts::{self, Attempt, Outcome, Statements};
use crate::error::Error;
pub use crate::findings::text_fault;
use crate::reader::Reader;
use crate::state::App;

/// What is wrong, by the field that it is wrong with.
pub fn faults(found: impl IntoIterator<Item = (&'static str, Option<&'static str>)>) -> Vec<Fault> {
    let found = found.into_iter();
    found
        .filter_map(|(id, key)| Some(Fault::new(id, key?)))
        .collect()
}

/// Does the act in the transaction that found its case. A second click adds nothing, and takes no number with it.
pub async fn record(
    app: &App,
    reader: &Reader,
    mut tx: Tx,
    (key, actor, seq): (&CaseKey, &Actor, &str),
    repeated: impl Fn(&Fact) -> bool,
    texts: Statements,
    decide: impl FnOnce(&Case) -> Result<Vec<Fact>, Refusal>,
) -> Result<(), Error> {
    let seen = seq.trim().parse();
    let attempt = Attempt {
        by: actor.by,
        now: reader.now,
        seen: Some(seen.map_err(|_| Error::BadRequest("seq".into()))?),
        key,
    };
    let outcome = acts::attempt(app, &mut tx, &attempt, repeated, texts, |case, _| {
        decide(case)
    })
    .await?;
    if matches!(outcome, Outcome::Done) {
        tx.commit().await?;
    }
    Ok(())
}

/// Who acts.
pub fn actor(reader: &Reader) -> Result<Actor, Error> {
    let actor = reader.viewer.as_ref().map(|viewer| viewer.actor());
    actor.ok_or(Error::SignIn)
}

/// Each entry with who wrote it and, as `said` has it, what was said.
pub async fn steps(
    app: &App,
    tx: &mut Tx,
    key: &CaseKey,
    about: &[&Entry],
    said: impl Fn(&Entry, &str) -> Option<String>,
) -> Result<Vec<Step>, Error> {
    let first = |entry: &Entry| entry.fact.statements().first().map(|said| said.id);
    let ids: Vec<_> = about.iter().filter_map(|entry| first(entry)).collect();
    let texts = statements::some(tx, key.id, &ids).await?;
    let people: Vec<OfficerId> = about
        .iter()
        .filter_map(|entry| entry.actor.officer())
        .collect();
    let people = accounts::officers(tx, &people).await?;
    let step = |entry: &&Entry| {
        let text = texts.iter().find(|one| Some(one.id) == first(entry));
        let who = people
            .iter()
            .find(|one| Some(one.id) == entry.actor.officer());
        Step {
            at: entry.at,
            fact: entry.fact.key(),
            who: who.map(|one| Localised::new(&one.name_zh, &one.name_en)),
            text: text.and_then(|one| said(entry, one.body.expose())),
            to: match &entry.fact {
                Fact::OrderRaised { to, .. } => Some(app.division_name(to)),
                _ => None,
            },
        }
    };
    Ok(about.iter().map(step).collect())
}
