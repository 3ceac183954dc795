//! What an officer has typed of an act, kept until it is sent.

use app::desk::drafts::Unsent;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::Actor;
use domain::id::CaseId;
use jiff::Timestamp;
use store::act_drafts::{self, Of};
use store::{Personal, Tx, cases};

use super::form::Posted;
use super::scope;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::Reader;
use crate::state::App;

/// The form's field with the act that it is of: the end of its address.
pub const OF: &str = "draft-of";

/// Longest draft, in bytes of what is kept.
const LONGEST: usize = 64 * 1024;

/// Most drafts of one officer in one case.
const MOST: i64 = 20;

/// What belongs to the form and not to its author.
const NOT_TYPED: [&str; 9] = [
    "proposed",
    "seq",
    OF,
    "quiet",
    "step",
    "template",
    "preview",
    "confirmed",
    "edit",
];

/// The act of a form that keeps drafts.
pub fn act_of(posted: &Posted) -> Option<&str> {
    let act = posted.get(OF);
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/_".contains(c);
    (!act.is_empty() && act.len() <= 100 && act.chars().all(letter)).then_some(act)
}

/// Nothing to keep where nothing was typed: then what was kept goes. `false` for what is too long, or one too many.
///
/// # Errors
/// Where the store refuses.
pub async fn keep(
    tx: &mut Tx,
    case: CaseId,
    actor: &Actor,
    posted: &Posted,
    now: Timestamp,
) -> Result<bool, Error> {
    let (Some(act), Some(officer)) = (act_of(posted), actor.by.officer()) else {
        return Ok(true);
    };
    let of = Of { case, officer, act };
    let typed: Vec<_> = posted
        .0
        .iter()
        .filter(|(name, value)| !NOT_TYPED.contains(&name.as_str()) && !value.trim().is_empty())
        .collect();
    let body =
        serde_json::to_string(&typed).map_err(|error| Error::fault(format!("a draft: {error}")))?;
    if typed.is_empty() {
        act_drafts::erase(tx, of).await?;
    } else if body.len() <= LONGEST
        && (act_drafts::get(tx, of).await?.is_some()
            || act_drafts::count(tx, case, officer).await? < MOST)
    {
        act_drafts::keep(tx, of, &Personal::new(body), now).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// What was kept of an act, and when.
///
/// # Errors
/// Where the store can't be read.
pub async fn kept(
    tx: &mut Tx,
    case: CaseId,
    actor: &Actor,
    act: &str,
) -> Result<Option<(Posted, Timestamp)>, Error> {
    let Some(officer) = actor.by.officer() else {
        return Ok(None);
    };
    let found = act_drafts::get(tx, Of { case, officer, act }).await?;
    // What can't be read any more is no draft.
    Ok(found.and_then(|(body, at)| {
        let pairs = serde_json::from_str(body.expose()).ok()?;
        Some((Posted(pairs), at))
    }))
}

/// What an officer wrote on a case and did not send: where somebody was quicker, the act's own page may be gone.
///
/// # Errors
/// Where the store can't be read.
pub async fn unsent(tx: &mut Tx, case: CaseId, actor: &Actor) -> Result<Vec<Unsent>, Error> {
    let Some(officer) = actor.by.officer() else {
        return Ok(Vec::new());
    };
    let all = act_drafts::of_officer(tx, case, officer).await?;
    Ok(all
        .into_iter()
        .filter_map(|(act, body, at)| {
            let pairs: Vec<(String, String)> = serde_json::from_str(body.expose()).ok()?;
            Some(Unsent {
                act,
                at,
                texts: written(pairs),
            })
        })
        .collect())
}

/// What somebody wrote into a form: what was chosen is chosen again in a moment.
pub fn written(pairs: Vec<(String, String)>) -> Vec<String> {
    let is_text = |name: &str| {
        ["opinion", "reason", "text", "note"].contains(&name) || name.starts_with("note.")
    };
    pairs
        .into_iter()
        .filter(|(name, text)| is_text(name) && !text.trim().is_empty())
        .map(|(_, text)| text)
        .collect()
}

/// The act is done.
///
/// # Errors
/// Where the store refuses.
pub async fn erase(tx: &mut Tx, case: CaseId, actor: &Actor, act: &str) -> Result<(), Error> {
    if let Some(officer) = actor.by.officer() {
        act_drafts::erase(tx, Of { case, officer, act }).await?;
    }
    Ok(())
}

/// `POST /desk/cases/{no}/draft`: the button leads back to the act, that of a template to the act with its text put in; a
/// script says `quiet`, and is told nothing more.
pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let mut tx = app.store.begin().await?;
    let (officer, key) = scope::key(&app, &mut tx, &reader, &no).await?;
    let act = act_of(&posted).ok_or_else(|| Error::BadRequest(OF.into()))?;
    let quiet = posted.get("quiet") == "yes";
    // A script's may come in behind the act that was sent meanwhile.
    cases::hold(&mut tx, key.id).await?;
    let late = quiet && posted.seq()? < cases::seq(&mut tx, key.id).await?;
    if !late && !keep(&mut tx, key.id, &officer.actor, &posted, reader.now).await? {
        return Err(Error::TooLarge);
    }
    tx.commit().await?;
    if quiet {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let template = match posted.get("template") {
        "" => String::new(),
        name => format!("template={}", encode(name)),
    };
    let path = format!("/desk/cases/{}/{act}", key.case_no);
    Ok(Redirect::to(&reader.shell.listed(&path, &template)).into_response())
}
