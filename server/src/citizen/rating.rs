use app::citizen::rating::{Rating, rating_page};
use app::citizen::withdrawal::LONGEST;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::case::{Blocked, Dimensions, Fact, Refusal};
use serde::Deserialize;
use store::cases::CaseKey;

use super::scope;
use crate::acts::{self, Attempt, Loaded, Statements};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/rating", get(show).post(rate))
}

#[derive(Debug, Default, Deserialize)]
struct Sent {
    /// Absent: whatever holds now.
    seq: Option<u64>,
    #[serde(default)]
    level: String,
    #[serde(default)]
    efficiency: String,
    #[serde(default)]
    accuracy: String,
    #[serde(default)]
    convenience: String,
    #[serde(default)]
    usability: String,
    #[serde(default)]
    comment: String,
}

fn view(app: &App, key: &CaseKey, loaded: &Loaded, sent: Sent) -> Rating {
    let agency = app.catalogue.agency(&key.agency);
    Rating {
        number: key.case_no.clone(),
        item: loaded.definition.item.name.clone(),
        agency: agency.map(|agency| agency.name.clone()),
        seq: sent.seq.unwrap_or(loaded.case.seq),
        level: sent.level,
        dimensions: [
            sent.efficiency,
            sent.accuracy,
            sent.convenience,
            sent.usability,
        ],
        comment: sent.comment,
        level_fault: None,
        comment_fault: None,
    }
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let actor = reader.viewer.as_ref().ok_or(Error::SignIn)?.actor();
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    // The page of an act that can't be done says why at once.
    let ctx = loaded.ctx(&app, reader.now);
    loaded
        .case
        .rate(&actor, 5, Dimensions::default(), None, &ctx)
        .map_err(|refusal| Error::Refused {
            refusal,
            case_no: Some(key.case_no.clone()),
        })?;
    let sent = Sent {
        seq: Some(loaded.case.seq),
        ..Sent::default()
    };
    let view = view(&app, &key, &loaded, sent);
    Ok(Html(rating_page(&reader.shell, &view)).into_response())
}

async fn rate(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let actor = reader.viewer.as_ref().ok_or(Error::SignIn)?.actor();
    let mut tx = app.store.begin().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let too_long = sent.comment.chars().count() > LONGEST as usize;
    let mut texts = Statements::default();
    let comment = if too_long {
        None
    } else {
        texts.add_optional(&app, reader.now, &sent.comment)?
    };
    // No level reads as nought, which the domain refuses.
    let level = sent.level.parse().unwrap_or(0);
    let attempt = Attempt {
        by: reader.actor()?,
        now: reader.now,
        seen: sent.seq,
        key: &key,
    };
    // A dimension that is none of ours reads as nothing said.
    let given = [
        &sent.efficiency,
        &sent.accuracy,
        &sent.convenience,
        &sent.usability,
    ];
    let said = Dimensions::new(given.map(|text| text.parse().ok()));
    let repeated = |fact: &Fact| {
        matches!(fact, Fact::Rated { level: told, dimensions, .. }
            if *told == level && *dimensions == said)
    };
    let tried = acts::attempt(&app, &mut tx, &attempt, repeated, texts, |case, ctx| {
        case.rate(&actor, level, said, comment, ctx)
    })
    .await;
    let level_fault = match tried {
        Ok(_) if !too_long => {
            tx.commit().await?;
            return Ok(scope::to_case(&key, "rating"));
        }
        Ok(_) => None,
        Err(Error::Refused {
            refusal: Refusal::Blocked(blocked @ Blocked::LevelUnknown),
            ..
        }) => Some(blocked.key()),
        Err(other) => return Err(other),
    };
    // Nothing of this is kept: the page comes back instead.
    drop(tx);
    let mut tx = app.store.read().await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let view = Rating {
        level_fault,
        comment_fault: too_long.then_some("citizen-text-too-long"),
        ..view(&app, &key, &loaded, sent)
    };
    let page = Html(rating_page(&reader.shell, &view));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
