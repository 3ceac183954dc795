//! Progress without an account. A wrong pair tells nothing about either half, and tries are
//! counted by number and by address.

use app::citizen::track::{EventStand, Fault, PartStand, Track, Tracked, track_page, tracked_page};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::case::DeadlineKind;
use domain::identifier::CaseNo;
use jiff::SignedDuration;
use serde::Deserialize;
use store::bundles::{self, PartState};
use store::cases::CaseKey;
use store::{Tx, attempts, cases};

use super::{cases as list, progress, scope};
use crate::bundles::{name, part_name};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::{acts, clock, query_code};

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const NUMBER_TRIES: i64 = 10;
const ADDRESS_TRIES: i64 = 30;

pub fn routes() -> Router<App> {
    Router::new().route("/track", get(show).post(look))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// The number, from the code on a receipt; the query code is for the person to type.
    no: Option<String>,
}

async fn show(reader: Reader, Query(asked): Query<Asked>) -> Html<String> {
    let number = asked.no.as_deref().and_then(|no| CaseNo::copied(no).ok());
    let view = Track {
        number: number.map_or_else(String::new, |number| number.grouped()),
        ..Track::default()
    };
    Html(track_page(&reader.shell, &view))
}

#[derive(Debug, Default, Deserialize)]
struct Sent {
    #[serde(default)]
    number: String,
    #[serde(default)]
    code: String,
}

async fn look(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let again = |status: StatusCode, fault: Fault| {
        let view = Track {
            number: sent.number.clone(),
            code: sent.code.clone(),
            fault: Some(fault),
        };
        (status, Html(track_page(&reader.shell, &view))).into_response()
    };
    if sent.number.trim().is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(again(status, Fault::NumberMissing));
    }
    if sent.code.trim().is_empty() {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, Fault::CodeMissing));
    }
    let number = CaseNo::copied(&sent.number).ok();
    let address_scope = format!("track-from:{}", reader.address);
    let number_scope = number.as_ref().map(|number| format!("track:{number}"));
    // One transaction for counting and recording: tries at once can't outrun the count.
    let mut tx = app.store.begin().await?;
    let since = reader.now - WINDOW;
    let mut tries = vec![(&address_scope, ADDRESS_TRIES)];
    tries.extend(number_scope.as_ref().map(|scope| (scope, NUMBER_TRIES)));
    for (scope, most) in tries {
        if attempts::count_attempts(&mut tx, scope, since).await? >= most {
            return Err(Error::TooMany {
                retry_after: u32::try_from(WINDOW.as_secs()).unwrap_or(u32::MAX),
            });
        }
    }
    let code = fold_digits(&sent.code);
    if let Some(number) = &number
        && matches(&app, &mut tx, number, &code).await?
    {
        drop(tx);
        return tracked(&app, &reader, number).await;
    }
    attempts::record_attempt(&mut tx, &address_scope, reader.now).await?;
    if let Some(scope) = &number_scope {
        attempts::record_attempt(&mut tx, scope, reader.now).await?;
    }
    tx.commit().await?;
    Ok(again(StatusCode::NOT_FOUND, Fault::Wrong))
}

/// The digest is made for an unknown number too, so that time tells nothing.
async fn matches(app: &App, tx: &mut Tx, number: &CaseNo, code: &str) -> Result<bool, Error> {
    let given = query_code::digest(app.store.keys(), number, code)?;
    let stored = cases::track_digest(tx, number.as_str()).await?;
    Ok(stored.is_some_and(|stored| stored == given))
}

/// As typed: spaces and hyphens dropped, full-width digits made narrow.
fn fold_digits(raw: &str) -> String {
    raw.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            other => other,
        })
        .collect()
}

async fn tracked(app: &App, reader: &Reader, number: &CaseNo) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let key = cases::key_by_no(&mut tx, number.as_str()).await?;
    let loaded = acts::load(app, &mut tx, &key).await?;
    let event = event(app, &mut tx, reader, &key).await?;
    drop(tx);
    let (case, item) = (&loaded.case, &loaded.definition.item);
    let ctx = loaded.ctx(app, reader.now);
    // The day of each step and what an opinion waits for are the agency's own.
    let told = |kind| {
        matches!(
            kind,
            DeadlineKind::Check
                | DeadlineKind::Supplement
                | DeadlineKind::Tolerated
                | DeadlineKind::Statutory
                | DeadlineKind::Promised
                | DeadlineKind::Delivery
        )
    };
    let mut clock = clock::view(app, &reader.shell, case, &ctx, None, told, |_| None);
    clock.lead_is_critical = false;
    let view = Tracked {
        number: key.case_no.clone(),
        item: item.name.clone(),
        agency: app.catalogue.agency(&key.agency).cloned(),
        stage: scope::stage(case, item),
        lamp: case.lamp(&case.deadlines(&ctx), reader.now).into(),
        progress: progress::progress(app, &loaded, &ctx, None),
        clock,
        event,
    };
    Ok(Html(tracked_page(&reader.shell, &view)).into_response())
}

/// How the parts of the life event stand that the case belongs to: what each is, and its state; no number and no name
/// of anybody.
async fn event(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    key: &CaseKey,
) -> Result<Option<EventStand>, Error> {
    let Some(of) = bundles::of_case(tx, key.id).await? else {
        return Ok(None);
    };
    let cases = cases::of_bundle(tx, of.bundle).await?;
    let parts = bundles::parts(tx, of.bundle).await?;
    let stand = |part: &bundles::BundlePart| {
        let case = cases.iter().find(|case| Some(case.id) == part.case);
        match (case, part.state) {
            (Some(case), _) => {
                let line = list::line(app, reader, case);
                PartStand::Opened(line.stage, line.lamp)
            }
            (None, PartState::Waiting) => PartStand::Waiting,
            (None, PartState::NotNeeded) => PartStand::NotNeeded,
            (None, PartState::NotOpened | PartState::Opened) => PartStand::NotOpened,
        }
    };
    Ok(Some(EventStand {
        name: name(app, &of.key),
        parts: parts
            .iter()
            .map(|part| (part_name(app, &of.key, &part.item), stand(part)))
            .collect(),
    }))
}
