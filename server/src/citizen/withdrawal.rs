use app::citizen::withdrawal::{LONGEST, Withdrawal, withdrawal_page};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::case::{Case, Fact, Refusal};
use serde::Deserialize;

use super::scope;
use crate::acts::{self, Attempt, Statements};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/withdrawal", get(show).post(withdraw))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    // The page of an act that can't be done says why at once.
    allowed(&reader, &loaded.case).map_err(|refusal| Error::Refused {
        refusal,
        case_no: Some(key.case_no.clone()),
    })?;
    let view = Withdrawal {
        number: key.case_no,
        item: loaded.definition.item.name.clone(),
        seq: loaded.case.seq,
        reason: String::new(),
        fault: None,
    };
    Ok(Html(withdrawal_page(&reader.shell, &view)).into_response())
}

fn allowed(reader: &Reader, case: &Case) -> Result<(), Refusal> {
    let actor = reader.viewer.as_ref().map(crate::reader::Viewer::actor);
    match actor {
        Some(actor) => case.withdraw(&actor, None).map(|_| ()),
        None => Ok(()),
    }
}

#[derive(Debug, Deserialize)]
struct Sent {
    /// Absent: whatever holds now.
    seq: Option<u64>,
    #[serde(default)]
    reason: String,
}

async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let actor = reader.viewer.as_ref().ok_or(Error::SignIn)?.actor();
    let mut tx = app.store.begin().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    if sent.reason.chars().count() > LONGEST as usize {
        let loaded = acts::load(&app, &mut tx, &key).await?;
        let view = Withdrawal {
            number: key.case_no,
            item: loaded.definition.item.name.clone(),
            seq: sent.seq.unwrap_or(loaded.case.seq),
            reason: sent.reason,
            fault: Some("citizen-text-too-long"),
        };
        let page = Html(withdrawal_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let mut texts = Statements::default();
    let reason = texts.add_optional(&app, reader.now, &sent.reason)?;
    let attempt = Attempt {
        by: reader.actor()?,
        now: reader.now,
        seen: sent.seq,
        key: &key,
    };
    let repeated = |fact: &Fact| matches!(fact, Fact::Withdrawn { .. });
    acts::attempt(&app, &mut tx, &attempt, repeated, texts, |case, _| {
        case.withdraw(&actor, reason)
    })
    .await?;
    tx.commit().await?;
    Ok(scope::to_case(&key, "withdrawal"))
}
