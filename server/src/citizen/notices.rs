//! `/cases/{no}/notices/{seq}`: the written notice that went with an entry of the journal, and which ones there are.

use app::citizen::case::NoticeLine;
use app::citizen::notice::{NoticeView, notice_page};
use app::parts::clock::notice_no;
use app::text::tv;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::case::{Decision, Entry, Fact, NoticeNo, StatementRef};
use store::accounts;

use super::scope::{self, Texts};
use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::notice;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/notices/{seq}", get(show))
}

/// What a fact is told with in writing: the last part of the title's locale key, the agency's own number where it
/// has one, and the reason in its own words.
fn written(fact: &Fact) -> Option<(&'static str, Option<NoticeNo>, Option<&StatementRef>)> {
    Some(match fact {
        Fact::Paused {
            notice,
            explanation,
            ..
        } => ("pause", Some(*notice), Some(explanation)),
        Fact::Extended { notice, reason, .. } => ("extension", Some(*notice), Some(reason)),
        Fact::Accepted { deemed: false, .. } => ("acceptance", None, None),
        Fact::Corrected { .. } => ("correction", None, None),
        Fact::Declined { reason, .. } => ("declination", None, Some(reason)),
        Fact::Returned { reason } => ("return", None, Some(reason)),
        Fact::Decided {
            decision, reason, ..
        } => {
            let kind = match decision {
                Decision::Granted => "granted",
                Decision::Refused => "refused",
            };
            (kind, None, Some(reason))
        }
        _ => return None,
    })
}

/// The agency's number in its year, or else the case's with that of the entry: either way no two are the same.
fn number(reader: &Reader, no: &str, entry: &Entry, of_agency: Option<NoticeNo>) -> String {
    match of_agency {
        Some(number) => notice_no(&reader.shell, number),
        None => {
            let values = [("no", no.into()), ("seq", entry.seq.to_string().into())];
            tv(reader.locale(), "notice-number", &values)
        }
    }
}

pub fn lines(app: &App, reader: &Reader, loaded: &Loaded) -> Vec<NoticeLine> {
    let no = loaded.case.received.no.as_str();
    let line = |entry: &Entry| {
        let (kind, of_agency, _) = written(&entry.fact)?;
        Some(NoticeLine {
            kind,
            number: number(reader, no, entry, of_agency),
            on: app.date(entry.at),
            href: format!("/cases/{no}/notices/{}", entry.seq),
        })
    };
    loaded.entries.iter().filter_map(line).collect()
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    // A notice says for good what it said when it was given.
    if !loaded.entries.iter().any(|entry| entry.seq == seq) || seq == 0 {
        return Err(Error::NotFound);
    }
    let texts = Texts::of(&mut tx, key.id).await?;
    let person = accounts::applicant(&mut tx, applicant).await?;
    let given = loaded.as_of(&app, &mut tx, seq).await?;
    drop(tx);
    let entry = given.entries.last().ok_or(Error::NotFound)?;
    let (kind, of_agency, reason) = written(&entry.fact).ok_or(Error::NotFound)?;
    let ctx = given.ctx(&app, entry.at);
    let agency = app.catalogue.agency(&given.case.agency);
    let view = NoticeView {
        kind,
        number: number(&reader, &key.case_no, entry, of_agency),
        to: person.map_or_else(String::new, |person| person.name),
        item: ctx.item.name.clone(),
        agency: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
        agency_phone: agency.map_or_else(String::new, |agency| agency.phone.clone()),
        on: ctx.date(entry.at),
        sentences: notice::sentences(&app, reader.locale(), &given.case, &ctx, entry, |said| {
            texts.get(said)
        }),
        reason: reason.and_then(|reason| texts.get(reason)),
        case_no: key.case_no,
    };
    Ok(Html(notice_page(&reader.shell, &view)).into_response())
}
