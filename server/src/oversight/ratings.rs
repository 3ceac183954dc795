//! `/oversight/ratings`: the ratings of a supervisor's area as a list, and one of them with its loop.

use app::oversight::ratings::{Line, RatingPage, Ratings, rating_page, ratings_page};
use app::parts::act_form::ActForm;
use app::parts::choice::Choice;
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::authority::Act;
use domain::case::{Actor, Case, DeadlineKind, Entry, Fact, RatingState, Refusal, StatementRef};
use domain::redaction::redacted;
use jiff::Timestamp;
use serde::Deserialize;
use store::cases::{self, CaseKey, PAGE, RatingFilter, RatingLine, RatingPlace};
use store::{Tx, accounts, statements};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::{Asked, Overseer, View};
use super::{act, order};
use crate::acts::{Loaded, Statements};
use crate::error::{Error, page_status};
use crate::reader::Reader;
use crate::state::App;

/// Whoever judges appeals. Heads of agencies oversee too, but a rating is anonymous to those who handle cases.
///
/// # Errors
/// `Denied` for everybody else.
fn overseer<'a>(app: &'a App, reader: &Reader) -> Result<Overseer<'a>, Error> {
    let officer = reader.officer(Room::Oversight)?;
    if !officer.actor.may(Act::RatingVerdict) {
        return Err(Error::Denied);
    }
    Overseer::of(app, reader)
}

/// # Errors
/// `NotFound` for a level or a state that no rating has.
fn filter(
    app: &App,
    overseer: &Overseer<'_>,
    view: &View<'_>,
    asked: &Asked,
) -> Result<RatingFilter, Error> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let level = given(&asked.level)
        .map(|text| text.parse().ok().filter(|level| (1..=5).contains(level)))
        .map(|level| level.ok_or(Error::NotFound))
        .transpose()?;
    let state = given(&asked.state)
        .map(|text| RatingState::from_key(&text).ok_or(Error::NotFound))
        .transpose()?;
    let (from, to) = view.place.period.range(view.today);
    Ok(RatingFilter {
        scope: overseer.scope.clone(),
        within: view.within.clone(),
        from: app.start_of(from),
        to: app.start_of(to),
        level,
        state,
        item: view.place.item.clone(),
    })
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = overseer(&app, &reader)?;
    let after = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let view = View::of(&app, &mut tx, &overseer, &asked, reader.now).await?;
    let filter = filter(&app, &overseer, &view, &asked)?;
    let rows = cases::ratings(&mut tx, &filter, after.as_ref()).await?;
    let count = cases::ratings_count(&mut tx, &filter).await?;
    drop(tx);
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let page = Ratings {
        name: view.name,
        level: filter.level,
        state: filter.state,
        count: count.unsigned_abs(),
        lines: rows.iter().map(|row| line(&app, row, reader.now)).collect(),
        after: rows.last().filter(|_| full).map(|last| {
            let RatingPlace { at, case } = last.place();
            format!("{}.{case}", at.as_millisecond())
        }),
        later: after.is_some(),
        place: view.place,
    };
    Ok(Html(ratings_page(&reader.shell, &page)).into_response())
}

/// `instant.case`, as the links have it.
fn place(text: &str) -> Option<RatingPlace> {
    let (at, case) = text.split_once('.')?;
    Some(RatingPlace {
        at: Timestamp::from_millisecond(at.parse().ok()?).ok()?,
        case: case.parse().ok()?,
    })
}

fn line(app: &App, row: &RatingLine, now: Timestamp) -> Line {
    Line {
        case_no: row.case_no.clone(),
        level: u8::try_from(row.level).unwrap_or_default(),
        item: app.version_name(&row.item, &row.definition),
        agency: app.agency_name(&row.agency),
        at: row.at,
        state: RatingState::from_key(&row.state).unwrap_or(RatingState::Good),
        due: row.due_at.map(|due_at| due(app, due_at, now)),
        content: row.content,
        released: row.released,
    }
}

/// `due_at` is the first instant too late: the day before it is the last one.
fn due(app: &App, due_at: Timestamp, now: Timestamp) -> (jiff::civil::Date, bool) {
    let last = app.last_day(due_at);
    (last, now >= due_at)
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("level", "rating-column-level"),
    ("state", "rating-column-state"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("given_at", "rating-given"),
    ("due_at", "export-due-at"),
    ("content_now", "rating-content-now"),
    ("public", "rating-is-public"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = overseer(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let view = View::of(&app, &mut tx, &overseer, &asked, reader.now).await?;
    let filter = filter(&app, &overseer, &view, &asked)?;
    let total = cases::ratings_count(&mut tx, &filter).await?;
    let mut rows: Vec<RatingLine> = Vec::new();
    while rows.len() < MOST {
        let after = rows.last().map(RatingLine::place);
        let more = cases::ratings(&mut tx, &filter, after.as_ref()).await?;
        if more.is_empty() {
            break;
        }
        rows.extend(more);
    }
    drop(tx);
    let cells = |row: &RatingLine| {
        let line = line(&app, row, reader.now);
        vec![
            row.case_no.as_str().into(),
            row.level.into(),
            export::coded(&reader, "rating-state-", &row.state),
            row.item.as_str().into(),
            export::words(&reader, &line.item),
            Cell::Coded(row.agency.clone(), reader.shell.l(&line.agency)),
            row.at.into(),
            row.due_at.into(),
            row.content.into(),
            row.released.into(),
        ]
    };
    let sheet = Sheet {
        name: "ratings",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.iter().take(MOST).map(cells).collect(),
        total: total.unsigned_abs(),
    };
    sheet.file(&reader, format)
}

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    shown: String,
}

/// Which of the forms of the page came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Verdict,
    CallBack,
}

pub async fn one(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(
        &app,
        &reader,
        &no,
        Sent::Nothing,
        &Posted::default(),
        Vec::new(),
    )
    .await
}

/// The case of a rating, for whoever supervises it.
async fn open(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    no: &str,
) -> Result<(CaseKey, Loaded, Actor), Error> {
    overseer(app, reader)?;
    let (key, loaded) = order::open(app, tx, reader, no).await?;
    if loaded.case.rating.is_none() {
        return Err(Error::NotFound);
    }
    Ok((key, loaded, act::actor(reader)?))
}

/// What was written with the rating, without what leads to the people of the case: as everybody would read it.
async fn comment(
    tx: &mut Tx,
    key: &CaseKey,
    loaded: &Loaded,
    names: &[String],
) -> Result<Option<String>, Error> {
    let rating = loaded.case.rating.as_ref();
    let Some(said) = rating.and_then(|rating| rating.comment.as_ref()) else {
        return Ok(None);
    };
    let Some(text) = statements::get(tx, key.id, said.id).await? else {
        return Ok(None);
    };
    Ok(Some(without(text.body.expose(), names)))
}

fn without(text: &str, names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    redacted(text, &names)
}

/// Of the applicant, and of everybody who worked the case.
async fn names(tx: &mut Tx, key: &CaseKey, loaded: &Loaded) -> Result<Vec<String>, Error> {
    let applicant = accounts::applicant(tx, key.applicant_id).await?;
    let hands: Vec<_> = loaded
        .entries
        .iter()
        .flat_map(|entry| entry.actor.hands())
        .collect();
    let officers = accounts::officers(tx, &hands).await?;
    Ok(officers
        .into_iter()
        .flat_map(|one| [one.name_zh, one.name_en])
        .chain(applicant.map(|one| one.name))
        .collect())
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    sent: Sent,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (key, loaded, actor) = open(app, &mut tx, reader, no).await?;
    let case = &loaded.case;
    let rating = case.rating.as_ref().ok_or(Error::NotFound)?;
    let names = names(&mut tx, &key, &loaded).await?;
    let comment = comment(&mut tx, &key, &loaded, &names).await?;
    let about: Vec<_> = loaded
        .entries
        .iter()
        .filter(|entry| entry.fact.is_of_rating())
        .collect();
    // What the applicant wrote is told elsewhere, without what leads to people.
    let told = |entry: &Entry, text: &str| match entry.fact {
        Fact::Rated { .. } | Fact::RatingReleased { .. } => None,
        _ => Some(without(text, &names)),
    };
    let steps = act::steps(app, &mut tx, &key, &about, told).await?;
    drop(tx);
    let ctx = loaded.ctx(app, reader.now);
    let may = |act| case.offers(act, &actor, &ctx).is_ok();
    let form = |which: Sent, noun: &'static str, choices: [&'static str; 2]| {
        let own = sent == which;
        ActForm {
            noun,
            choices: choices
                .map(|key| Choice::new(key, reader.shell.t(&format!("act-{noun}-{key}"))))
                .into(),
            choice: if own {
                posted.choice.clone()
            } else {
                String::new()
            },
            amount: None,
            text: if own {
                posted.text.clone()
            } else {
                String::new()
            },
            faults: if own { faults.clone() } else { Vec::new() },
            shown: None,
            preview: false,
        }
    };
    let verdict = may(Act::RatingVerdict)
        .then(|| form(Sent::Verdict, "rating-verdict", ["excluded", "stands"]));
    let due_at = case
        .deadlines(&ctx)
        .into_iter()
        .filter(|one| {
            let kinds = [DeadlineKind::RatingContact, DeadlineKind::RatingFollowUp];
            one.is_running() && kinds.contains(&one.kind)
        })
        .map(|one| one.counted.due_at)
        .min();
    let view = RatingPage {
        line: Line {
            case_no: key.case_no.clone(),
            level: rating.level,
            item: loaded.definition.item.name.clone(),
            agency: app.agency_name(&key.agency),
            at: rating.at,
            state: rating.state(),
            due: due_at.map(|at| due(app, at, reader.now)),
            content: rating.called_back.as_ref().map(|(_, content)| *content),
            released: rating.released.is_some(),
        },
        seq: case.seq,
        release: comment.is_some() && may(Act::RatingRelease),
        comment,
        steps,
        verdict,
        call_back: may(Act::CallBack)
            .then(|| form(Sent::CallBack, "call-back", ["content", "discontent"])),
    };
    let status = page_status(&faults);
    Ok((status, Html(rating_page(&reader.shell, &view))).into_response())
}

fn faults(posted: &Posted, choices: [&str; 2], missing: &'static str) -> Vec<Fault> {
    let choice = (!choices.contains(&posted.choice.as_str())).then_some(missing);
    let text = act::text_fault(posted.text.trim());
    act::faults([("choice", choice), ("text", text)])
}

pub async fn verdict(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let missing = "act-rating-verdict-choice-missing";
    let faults = faults(&posted, ["excluded", "stands"], missing);
    if !faults.is_empty() {
        return page(&app, &reader, &no, Sent::Verdict, &posted, faults).await;
    }
    let is = posted.choice == "excluded";
    let repeated =
        |fact: &Fact| matches!(fact, Fact::RatingAppealDecided { excluded, .. } if *excluded == is);
    written(
        &app,
        &reader,
        &no,
        &posted,
        repeated,
        |case, actor, text| case.decide_rating_appeal(actor, is, text),
    )
    .await
}

pub async fn call_back(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let missing = "act-call-back-choice-missing";
    let faults = faults(&posted, ["content", "discontent"], missing);
    if !faults.is_empty() {
        return page(&app, &reader, &no, Sent::CallBack, &posted, faults).await;
    }
    let is = posted.choice == "content";
    let repeated = |fact: &Fact| matches!(fact, Fact::CalledBack { content, .. } if *content == is);
    written(
        &app,
        &reader,
        &no,
        &posted,
        repeated,
        |case, actor, text| case.call_back(actor, is, text),
    )
    .await
}

async fn written(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    repeated: impl Fn(&Fact) -> bool,
    decide: impl FnOnce(&Case, &Actor, StatementRef) -> Result<Vec<Fact>, Refusal>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let (key, _, actor) = open(app, &mut tx, reader, no).await?;
    let mut texts = Statements::default();
    let said = texts.add(app, reader.now, posted.text.trim())?;
    let doing = (&key, &actor, posted.seq.as_str());
    act::record(app, reader, tx, doing, repeated, texts, |case| {
        decide(case, &actor, said)
    })
    .await?;
    Ok(back(&key))
}

fn back(key: &CaseKey) -> Response {
    Redirect::to(&format!("/oversight/ratings/{}", key.case_no)).into_response()
}

pub async fn release(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let (key, loaded, actor) = open(&app, &mut tx, &reader, &no).await?;
    let shown = posted.shown == "1";
    let mut texts = Statements::default();
    let names = names(&mut tx, &key, &loaded).await?;
    let words = comment(&mut tx, &key, &loaded, &names).await?;
    let words = words.filter(|_| shown);
    // Nothing was written, or it was erased: the domain refuses, or there is nothing to show.
    if shown && words.is_none() {
        return Err(Error::NotFound);
    }
    let text = words
        .map(|words| texts.add(&app, reader.now, &words))
        .transpose()?;
    let repeated =
        |fact: &Fact| matches!(fact, Fact::RatingReleased { text } if text.is_some() == shown);
    let doing = (&key, &actor, posted.seq.as_str());
    act::record(&app, &reader, tx, doing, repeated, texts, |case| {
        case.release_rating(&actor, text)
    })
    .await?;
    Ok(back(&key))
}
