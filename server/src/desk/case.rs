//! One case at the desk.

use app::desk::case::{Around, CaseView, case_page};
use app::parts::process::Detail;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use store::Tx;
use store::cases::{self, Filter, InboxTab, Seek};

use super::scope::{self, Open};
use super::{again, drafts, file, inbox, journal, part_of, todo};
use crate::error::Error;
use crate::frame::encode;
use crate::reader::Reader;
use crate::state::App;
use crate::{acts, clock, disclosures, picture};

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
    let around = match &list {
        Some(list) => around(&app, &mut tx, &reader, &open, list).await?,
        None => Around::default(),
    };
    let next_case = match &done {
        Some(_) => next(&app, &mut tx, &reader, &open, list.as_deref(), &around).await?,
        None => None,
    };
    let here = format!("/desk/cases/{}", open.key.case_no);
    let view = CaseView {
        head: open.head(&app, &reader),
        done,
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
        process: picture::of_case(&app, &open.loaded, Detail::Whole),
    };
    Ok(Html(case_page(&reader.shell, &view)).into_response())
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
async fn around(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    open: &Open,
    list: &str,
) -> Result<Around, Error> {
    let nos = inbox::numbers(app, tx, &open.officer, list, reader.now).await?;
    let at = nos.iter().position(|no| *no == open.key.case_no);
    let address = |no: &String| case_of_list(no, list);
    let before = at.and_then(|at| at.checked_sub(1));
    Ok(Around {
        previous: before.and_then(|at| nos.get(at)).map(address),
        next: at.and_then(|at| nos.get(at + 1)).map(address),
        back: Some(format!("/desk?{list}")),
        list: format!("?list={}", encode(list)),
    })
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

/// Where the hand goes on after an act: to the case behind this one in the list that it was opened from or, where it is
/// not there any more, to the first of that list; without one, to what runs out next among the officer's own.
async fn next(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    open: &Open,
    list: Option<&str>,
    around: &Around,
) -> Result<Option<String>, Error> {
    let other = |no: &&String| **no != open.key.case_no;
    if let Some(list) = list {
        if around.next.is_some() {
            return Ok(around.next.clone());
        }
        let nos = inbox::numbers(app, tx, &open.officer, list, reader.now).await?;
        return Ok(nos.iter().find(other).map(|no| case_of_list(no, list)));
    }
    let roles = inbox::roles(&open.officer);
    let desk = inbox::desk(&open.officer, &roles, reader.now);
    let (tab, filter) = (InboxTab::Todo, Filter::default());
    let found = cases::inbox(tx, &desk, tab, &filter, &Seek::First, 2).await?;
    let mut nos = found.rows.iter().map(|row| &row.case_no);
    Ok(nos.find(other).map(|no| format!("/desk/cases/{no}")))
}
