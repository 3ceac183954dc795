//! The receipt of a bundle: all of its cases with their numbers and codes.

use app::citizen::life_event::receipt::{EventReceipt, Numbers, receipt_page};
use axum::response::{Html, IntoResponse, Response};
use store::applications::Application;
use store::bundles::{self, PartState};
use store::{Tx, cases};

use super::start::applicant;
use super::subject::Subject;
use super::told_at;
use crate::bundles::{name, part_name};
use crate::citizen::life_event::tracker;
use crate::error::Error;
use crate::query_code;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::read_answers;

pub(super) async fn show(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    application: &Application,
) -> Result<Response, Error> {
    let key = &application.item;
    let parts = bundles::parts(tx, application.id).await?;
    if parts.is_empty() {
        return Err(Error::NotFound);
    }
    let mut numbers = Vec::new();
    for part in &parts {
        let Some(case) = part.case else { continue };
        let case = cases::key_by_id(tx, case).await?;
        numbers.push(Numbers {
            name: part_name(app, key, &part.item),
            agency: app.agency_name(&case.agency),
            query_code: query_code::code(app.store.keys(), &case.id)?,
            case_no: case.case_no,
        });
    }
    let names = |items: &[String]| items.iter().map(|item| part_name(app, key, item)).collect();
    let waiting = parts
        .iter()
        .filter(|part| part.state == PartState::Waiting)
        .map(|part| (part_name(app, key, &part.item), names(&part.waits_for)));
    let answers = read_answers(&application.answers)?;
    let told_at = match Subject::find(app, key) {
        Some(subject) => told_at(app, application.applicant_id, subject.form(), &answers).await?,
        None => None,
    };
    let first = numbers.first();
    let track = first.map(|first| format!("{}/track?no={}", app.settings.base_url, first.case_no));
    let view = EventReceipt {
        track,
        href: tracker(application.id),
        name: name(app, key),
        applicant: applicant(tx, application.applicant_id).await?.name,
        submitted_at: application.updated_at,
        cases: numbers,
        waiting: waiting.collect(),
        told_at,
    };
    Ok(Html(receipt_page(&reader.shell, &view)).into_response())
}
