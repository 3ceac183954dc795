//! One case at the desk.

use app::desk::case::{CaseView, case_page};
use app::parts::process::Detail;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{self, Filter, InboxTab, Seek};

use super::scope::{self, Open};
use super::{again, file, inbox, journal, part_of, todo};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::{acts, clock, disclosures, picture};

#[derive(Debug, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// What the page can say that was done.
const DONE: [&str; 26] = [
    "filing",
    "acceptance",
    "correction",
    "supplement",
    "declination",
    "return",
    "claim",
    "release",
    "step",
    "decision",
    "licence",
    "delivery",
    "pause",
    "resumption",
    "extension",
    "opinion",
    "order-reply",
    "follow-up",
    "enquiry-reply",
    "assignment",
    "dispute",
    "dispatch",
    "advice",
    "advice-reply",
    "advice-taken-back",
    "voiding",
];

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let done = asked.done.filter(|done| DONE.contains(&done.as_str()));
    let next_case = match done {
        Some(_) => next(&mut tx, &open, reader.now).await?,
        None => None,
    };
    let here = format!("/desk/cases/{}", open.key.case_no);
    let view = CaseView {
        head: open.head(&app, &reader),
        done,
        next_case,
        todo: todo::todo(&app, &reader, &open),
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

/// What runs out next among the officer's own.
async fn next(tx: &mut Tx, open: &Open, now: Timestamp) -> Result<Option<String>, Error> {
    let roles = inbox::roles(&open.officer);
    let desk = inbox::desk(&open.officer, &roles, now);
    let found = cases::inbox(
        tx,
        &desk,
        InboxTab::Todo,
        &Filter::default(),
        &Seek::First,
        2,
    )
    .await?;
    Ok(found
        .rows
        .into_iter()
        .map(|row| row.case_no)
        .find(|no| *no != open.key.case_no))
}
