//! `/admin/standing`: choices whose condition can't be evaluated; they are tried again, or go on by hand.

use app::admin::standing::{
    StandingLine, StandingList, StandingView, standing_choice_page, standing_page,
};
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::case::{Blocked, Fact, Refusal};
use domain::catalogue::END;
use domain::identifier::CaseNo;
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{self, CaseKey};

use crate::acts::{self, Attempt, Loaded, Statements};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

const ROWS: usize = 50;
/// Longest reason, in characters.
const LONGEST: usize = 2000;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Where the page before ended: instant, case and task.
    #[serde(default)]
    after: String,
    done: Option<String>,
}

impl Asked {
    fn place(&self) -> Option<(i64, &str, &str)> {
        let mut parts = self.after.splitn(3, '~');
        let at = parts.next()?.parse().ok()?;
        Some((at, parts.next()?, parts.next()?))
    }
}

pub async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    let mut rows = cases::standing(&mut tx, asked.place(), ROWS as i64 + 1).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let next = rows.last().filter(|_| more).map(|row| {
        let at = row.opened_at.as_millisecond();
        let place = format!("{at}~{}~{}", row.case_id, row.step);
        format!("/admin/standing?after={}", crate::frame::encode(&place))
    });
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let (_, choice) = row.step.split_once(':').unwrap_or(("", &row.step));
        let key = cases::key_by_id(&mut tx, row.case_id).await?;
        let loaded = acts::load(&app, &mut tx, &key).await?;
        lines.push(line(&app, &loaded, choice, row.opened_at, reader.now));
    }
    let view = StandingList {
        lines,
        next,
        done: asked.done.is_some(),
    };
    Ok(Html(standing_page(&reader.shell, &view)).into_response())
}

fn line(
    app: &App,
    loaded: &Loaded,
    choice: &str,
    since: Timestamp,
    now: Timestamp,
) -> StandingLine {
    let ctx = loaded.ctx(app, now);
    let waits = loaded.case.unanswered(choice, &ctx);
    StandingLine {
        case_no: loaded.case.received.no.as_str().to_owned(),
        choice: choice.to_owned(),
        name: name(loaded, choice),
        item: loaded.definition.item.name.clone(),
        agency: app.agency_name(&loaded.case.agency),
        since,
        waits: waits.map(|waits| (waits.condition.source().to_owned(), waits.why)),
    }
}

/// The name of a node, or of the end.
fn name(loaded: &Loaded, key: &str) -> Localised {
    if key == END {
        let words = |locale| app::text::t(locale, "admin-end");
        return Localised::new(words(Locale::ZhCn), words(Locale::En));
    }
    let node = loaded.definition.item.node(key);
    node.map_or_else(|| Localised::new(key, key), |node| node.name().clone())
}

/// What was posted, so far.
#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    reason: String,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, choice)): Path<(String, String)>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let posted = Posted::default();
    let ok = StatusCode::OK;
    page(&app, &reader, &no, &choice, &posted, Vec::new(), ok).await
}

async fn key(tx: &mut Tx, no: &str) -> Result<CaseKey, Error> {
    let no = CaseNo::parse(no).map_err(|_| Error::NotFound)?;
    Ok(cases::key_by_no(tx, no.as_str()).await?)
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    choice: &str,
    posted: &Posted,
    faults: Vec<Fault>,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let key = key(&mut tx, no).await?;
    let loaded = acts::load(app, &mut tx, &key).await?;
    drop(tx);
    let ctx = loaded.ctx(app, reader.now);
    let is_standing = loaded
        .case
        .standing(&ctx)
        .any(|standing| standing == choice);
    let node = loaded.case.open_node(choice).filter(|_| is_standing);
    let since = node.ok_or(Error::NotFound)?.opened_at;
    let branching = loaded.definition.item.branching(choice);
    let mut ways: Vec<(String, Localised)> = Vec::new();
    for way in branching.iter().flat_map(|branching| branching.ways()) {
        // Two branches may lead to the same.
        if ways.iter().all(|(key, _)| key != way) {
            ways.push((way.to_owned(), name(&loaded, way)));
        }
    }
    let view = StandingView {
        line: line(app, &loaded, choice, since, reader.now),
        seq: loaded.case.seq,
        ways,
        way: posted.way.clone(),
        reason: posted.reason.clone(),
        faults,
        tried: status == StatusCode::CONFLICT,
    };
    let html = standing_choice_page(&reader.shell, &view);
    Ok((status, Html(html)).into_response())
}

/// Tries the condition again: the definition, or what it looks at, may be another by now.
pub async fn again(
    State(app): State<App>,
    reader: Reader,
    Path((no, choice)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    match route(&app, &reader, &no, &choice, &posted, None).await {
        Err(Error::Refused {
            refusal: Refusal::Blocked(Blocked::ConditionFails(_)),
            ..
        }) => {
            let conflict = StatusCode::CONFLICT;
            page(&app, &reader, &no, &choice, &posted, Vec::new(), conflict).await
        }
        other => other,
    }
}

/// Goes on by the administrator's word, which is recorded with its reason.
pub async fn by_hand(
    State(app): State<App>,
    reader: Reader,
    Path((no, choice)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let reason = posted.reason.trim();
    let mut faults = Vec::new();
    if posted.way.is_empty() {
        faults.push(Fault::new("way", "admin-standing-way-missing"));
    }
    if reason.is_empty() {
        faults.push(Fault::new("reason", "admin-standing-reason-missing"));
    } else if reason.chars().count() > LONGEST {
        faults.push(Fault::new("reason", "act-too-long"));
    }
    if faults.is_empty() {
        let by_hand = Some((posted.way.as_str(), reason));
        match route(&app, &reader, &no, &choice, &posted, by_hand).await {
            Err(Error::Refused {
                refusal: Refusal::Blocked(Blocked::OutcomeUnknown),
                ..
            }) => faults.push(Fault::new("way", "admin-standing-way-missing")),
            other => return other,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(&app, &reader, &no, &choice, &posted, faults, status).await
}

async fn route(
    app: &App,
    reader: &Reader,
    no: &str,
    choice: &str,
    posted: &Posted,
    by_hand: Option<(&str, &str)>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let seen = posted.seq.trim().parse();
    let seen = seen.map_err(|_| Error::BadRequest("seq".into()))?;
    let mut tx = app.store.begin().await?;
    let key = key(&mut tx, no).await?;
    let mut texts = Statements::default();
    let by_hand = match by_hand {
        Some((way, reason)) => Some((way, texts.add(app, reader.now, reason)?)),
        None => None,
    };
    let attempt = Attempt {
        by: officer.actor.by,
        now: reader.now,
        seen: Some(seen),
        key: &key,
    };
    acts::attempt(
        app,
        &mut tx,
        &attempt,
        |fact| matches!(fact, Fact::Routed { choice: routed, .. } if routed == choice),
        texts,
        |case, ctx| case.route(&officer.actor, choice, by_hand, ctx),
    )
    .await?;
    tx.commit().await?;
    Ok(Redirect::to("/admin/standing?done=yes").into_response())
}
