//! What the agency may file, and what the officer has begun.

use app::desk::filings::list::{Draft, Item, List, list_page};
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use store::{accounts, applications};

use super::own::{Filer, base};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// More than any agency's: there is one draft of an item.
const MOST: u16 = 50;

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let filer = Filer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let drafts = match accounts::applicant_of_agency(&mut tx, &filer.agency.id).await? {
        Some(agency) => applications::drafts_by(&mut tx, agency, filer.officer.id, MOST).await?,
        None => Vec::new(),
    };
    drop(tx);
    let saved_at = |code: &str| {
        let draft = drafts.iter().find(|draft| draft.item == code);
        draft.map(|draft| Draft {
            saved_at: draft.updated_at,
        })
    };
    let view = List {
        agency: filer.agency.name.clone(),
        items: filer
            .definitions(&app)
            .into_iter()
            .take(usize::from(MOST))
            .map(|definition| Item {
                href: base(definition.item.code()),
                name: definition.item.name.clone(),
                summary: definition.item.summary.clone(),
                draft: saved_at(definition.item.code()),
            })
            .collect(),
    };
    Ok(Html(list_page(&reader.shell, &view)).into_response())
}
