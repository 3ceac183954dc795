//! `/cases/{no}/notices/{seq}`: the written notice that went with an entry of the journal, and which ones there are.

use app::citizen::case::NoticeLine;
use app::text::tv;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

use super::scope;
use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::notices;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/notices/{seq}", get(show))
}

pub fn lines(app: &App, reader: &Reader, loaded: &Loaded) -> Vec<NoticeLine> {
    let no = loaded.case.received.no.as_str();
    let line = |line: notices::Line<'_>| NoticeLine {
        title: line.title,
        number: match line.number {
            Some(number) => notices::words_of(reader.locale(), number),
            None => {
                let seq = line.entry.seq.to_string();
                let values = [("no", no.into()), ("seq", seq.into())];
                tv(reader.locale(), "notice-number", &values)
            }
        },
        on: app.date(line.entry.at),
        href: format!("/cases/{no}/notices/{}", line.entry.seq),
    };
    notices::lines(loaded).map(line).collect()
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let place = format!("/cases/{}", key.case_no);
    notices::page::answer(&app, &reader, tx, &key, &loaded, &seq, &place).await
}
