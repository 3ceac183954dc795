//! 催办: asking the agency to get on with it.

use app::citizen::say::{ReminderView, reminder_page};
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::case::Fact;
use serde::Deserialize;

use super::{say, scope};
use crate::acts::{self, Attempt, Statements};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/reminder", get(show).post(remind))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let (applicant, actor) = say::own_actor(&reader)?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let ctx = loaded.ctx(&app, reader.now);
    loaded
        .case
        .remind(&actor, &ctx)
        .map_err(|refusal| say::refused(&key, refusal))?;
    let view = ReminderView {
        number: key.case_no,
        item: loaded.definition.item.name.clone(),
        seq: loaded.case.seq,
        agency: app.agency_name(&loaded.case.agency),
        before: loaded.case.reminders.len(),
    };
    Ok(Html(reminder_page(&reader.shell, &view)).into_response())
}

#[derive(Debug, Default, Deserialize)]
struct Sent {
    /// Absent: whatever holds now.
    seq: Option<u64>,
}

async fn remind(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let (applicant, actor) = say::own_actor(&reader)?;
    let mut tx = app.store.begin().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let attempt = Attempt {
        by: reader.actor()?,
        now: reader.now,
        seen: sent.seq,
        key: &key,
    };
    let texts = Statements::default();
    let repeated = |fact: &Fact| *fact == Fact::Reminded;
    acts::attempt(&app, &mut tx, &attempt, repeated, texts, |case, ctx| {
        case.remind(&actor, ctx)
    })
    .await?;
    tx.commit().await?;
    Ok(scope::to_case(&key, "reminder"))
}
