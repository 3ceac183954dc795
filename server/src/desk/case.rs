//! One case at the desk.

use app::desk::case::{Around, CaseView, case_page};
use app::parts::process::Detail;
use app::parts::turn::LampTurn;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use domain::case::Warning;
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{self, Filter, InboxTab, Seek};

use super::scope::{self, Open};
use super::{again, drafts, explanation, file, inbox, journal, part_of, todo};
use crate::error::Error;
use crate::frame::encode;
use crate::reader::Reader;
use crate::state::App;
use crate::{acts, clock, disclosures, picture, turns};

#[derive(Debug, Deserialize)]
pub struct Asked {
    done: Option<String>,
    /// The query of the inbox that the case was opened from.
    list: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    // What there are words for.
    let words = |done: &String| app::text::has(&format!("desk-done-{done}"));
    let done = asked.done.filter(words);
    let list = came_from(asked.list, &headers);
    let listed = match list {
        Some(list) => {
            let nos = inbox::numbers(&app, &mut tx, &open.officer, &list, reader.now).await?;
            Some((list, nos))
        }
        None => None,
    };
    let around = listed
        .as_ref()
        .map_or_else(Around::default, |(list, nos)| around(&open, list, nos));
    let next_case = match (&done, &listed) {
        (None, _) => None,
        (Some(_), Some((list, nos))) => around.next.clone().or_else(|| {
            let other = nos.iter().find(|no| **no != open.key.case_no);
            other.map(|no| case_of_list(no, list))
        }),
        (Some(_), None) => next(&mut tx, &open, reader.now).await?,
    };
    let here = format!("/desk/cases/{}", open.key.case_no);
    let unseen = unseen(&app, &mut tx, &reader, &open).await?;
    let view = CaseView {
        head: open.head(&app, &reader),
        done,
        licence: {
            let issued = open.loaded.case.licence.as_ref();
            issued.map_or_else(String::new, |licence| licence.number.to_string())
        },
        next_case,
        around,
        todo: todo::todo(&app, &reader, &open),
        unsent: drafts::unsent(&mut tx, open.key.id, &open.officer.actor).await?,
        clock: clock::view(
            &app,
            &reader.shell,
            &open.loaded.case,
            &open.ctx(&app, &reader),
            Some(&here),
            |kind| open.shows_deadline(kind),
            |words| open.text(words.id),
        ),
        again: again::load(&app, &mut tx, &open).await?,
        looks: if open.is_head() {
            let item = &open.loaded.definition.item;
            disclosures::looks(&app, &mut tx, item, open.key.id).await?
        } else {
            Vec::new()
        },
        part_of: part_of::load(&app, &mut tx, &open).await?,
        file: file::load(&app, &mut tx, &reader, &open).await?,
        journal: journal::latest(&app, reader.locale(), &open),
        turns: turns(&app, &mut tx, &reader, &open).await?,
        process: picture::of_case(&app, &open.loaded, Detail::Whole),
    };
    drop(tx);
    if let Some(person) = open.officer.actor.by.officer() {
        turns::see(&app, open.key.id, &unseen, person, reader.now).await;
    }
    Ok(Html(case_page(&reader.shell, &view)).into_response())
}

/// The red lamps that the officer answers for, with what is said to each.
async fn turns(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    open: &Open,
) -> Result<Vec<LampTurn>, Error> {
    let (case, actor) = (&open.loaded.case, &open.officer.actor);
    let ctx = open.ctx(app, reader);
    let reading = turns::Reading {
        loaded: &open.loaded,
        now: reader.now,
        supervises: false,
    };
    let shows = |one: &Warning| one.is_red() && case.answers_for(actor, one);
    let deadlines = case.deadlines(&ctx);
    let act = |one: &Warning| {
        let waits = case.awaits_explanation(one, &deadlines, &ctx);
        let no = &open.key.case_no;
        let href = format!("/desk/cases/{no}/{}", explanation::path(one.seq));
        waits.then_some((href, "turn-explain"))
    };
    reading.turns(app, tx, shows, act).await
}

/// What the person at the desk sees now for the first time, of their agency's.
async fn unseen(app: &App, tx: &mut Tx, reader: &Reader, open: &Open) -> Result<Vec<u64>, Error> {
    let Some(person) = open.officer.actor.by.officer() else {
        return Ok(Vec::new());
    };
    let shows =
        |one: &Warning| one.agency == open.officer.agency && open.shows_deadline(one.deadline);
    let ctx = open.ctx(app, reader);
    turns::unseen(tx, &open.loaded.case, &ctx, person, shows).await
}

/// The query of the inbox that the reader came from: as the browser names the page before, or as our own links do.
fn came_from(list: Option<String>, headers: &HeaderMap) -> Option<String> {
    let referrer = || {
        let value = headers.get(header::REFERER)?.to_str().ok()?;
        let from = value.parse::<Uri>().ok()?;
        (from.path() == "/desk").then(|| from.query().unwrap_or_default().to_owned())
    };
    list.or_else(referrer)
}

/// The neighbours in that list.
fn around(open: &Open, list: &str, nos: &[String]) -> Around {
    let at = nos.iter().position(|no| *no == open.key.case_no);
    let address = |no: &String| case_of_list(no, list);
    let before = at.and_then(|at| at.checked_sub(1));
    Around {
        previous: before.and_then(|at| nos.get(at)).map(address),
        next: at.and_then(|at| nos.get(at + 1)).map(address),
        back: Some(format!("/desk?{list}")),
        list: format!("?list={}", encode(list)),
    }
}

fn case_of_list(no: &str, list: &str) -> String {
    format!("/desk/cases/{no}?list={}", encode(list))
}

/// The clock for machines.
pub async fn clock(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (officer, key) = scope::key(&app, &mut tx, &reader, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    Ok(clock::json(
        &loaded.case,
        &loaded.ctx(&app, reader.now),
        |kind| scope::shows_deadline(&officer, &key, kind),
    ))
}

/// Where the hand goes on after an act on a case that came from no list: to what runs out next among the officer's own.
async fn next(tx: &mut Tx, open: &Open, now: Timestamp) -> Result<Option<String>, Error> {
    let roles = inbox::roles(&open.officer);
    let desk = inbox::desk(&open.officer, &roles, now);
    let (tab, filter) = (InboxTab::Todo, Filter::default());
    let found = cases::inbox(tx, &desk, tab, &filter, &Seek::First, 2).await?;
    let mut nos = found.rows.iter().map(|row| &row.case_no);
    let other = nos.find(|no| **no != open.key.case_no);
    Ok(other.map(|no| format!("/desk/cases/{no}")))
}
