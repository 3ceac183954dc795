//! 督办答复.

use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::form::Posted;
use super::scope::Open;
use super::written::{self, Particular};
use crate::error::Error;
use crate::notices;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<app::desk::act::Fault>,
) -> Result<Response, Error> {
    written::page(app, reader, no, Act::OrderReply, posted, faults, |open| {
        Particular {
            sheet: open
                .loaded
                .case
                .order_to_answer()
                .map(|order| sheet_of(&open.key.case_no, order.seq)),
            shown: open
                .loaded
                .case
                .order_to_answer()
                .and_then(|order| open.text(order.text.id)),
            ..Particular::default()
        }
    })
    .await
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let sent = written::send(
        &app,
        &reader,
        &no,
        Act::OrderReply,
        &posted,
        |fact| matches!(fact, Fact::OrderAnswered { .. }),
        |case, actor, text, _| case.answer_order(actor, text),
    )
    .await?;
    match sent {
        Ok(response) => Ok(response),
        Err(faults) => page(&app, &reader, &no, &posted, faults).await,
    }
}

fn sheet_of(no: &str, seq: u64) -> String {
    format!("/desk/cases/{no}/orders/{seq}")
}

/// `/desk/cases/{no}/orders/{seq}` and `.pdf`: the order on paper, for the agency that answers it.
pub async fn sheet(
    State(app): State<App>,
    reader: Reader,
    Path((no, asked)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (seq, as_file) = match asked.strip_suffix(".pdf") {
        Some(seq) => (seq, true),
        None => (asked.as_str(), false),
    };
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    // What supervision has to say to an agency is no business of the others that have a part in the case.
    if reader.officer(Room::Desk)?.agency != open.loaded.case.agency {
        return Err(Error::NotFound);
    }
    let no = &open.key.case_no;
    let places = (
        format!("/desk/cases/{no}"),
        format!("{}.pdf", sheet_of(no, seq)),
    );
    let of = (&open.key, &open.loaded);
    notices::order::answer(&app, &reader, tx, of, (seq, as_file), places).await
}
