use app::citizen::case::{CasePage, DecisionView, DeliveryView, LicenceView, Turn, case_page};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::case::{Case, DeadlineKind, Decision, Fact};
use domain::id::MaterialId;
use serde::Deserialize;
use store::{applications, materials};

use super::scope::{self, Texts};
use super::{given, progress};
use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::read_answers;
use crate::{clock, query_code};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases/{no}", get(show))
        .route("/cases/{no}/materials/{id}", get(material))
}

#[derive(Debug, Default, Deserialize)]
struct After {
    done: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let texts = Texts::of(&mut tx, key.id).await?;
    let application = applications::get(&mut tx, applicant, key.application_id)
        .await?
        .ok_or(Error::NotFound)?;
    let stored = materials::list(&mut tx, key.application_id).await?;
    drop(tx);

    let (case, item) = (&loaded.case, &loaded.definition.item);
    let ctx = app.ctx(&loaded.definition, reader.now);
    let answers = read_answers(&application.answers)?;
    let deadlines = case.deadlines(&ctx);
    let asked = case.asked_for();
    let view = CasePage {
        number: key.case_no.clone(),
        item: item.name.clone(),
        item_code: item.code().to_owned(),
        agency: app.catalogue.agency(&key.agency).cloned(),
        stage: scope::stage(case, item),
        lamp: case.lamp(&deadlines, reader.now).into(),
        done: done(case, after.done.as_deref()),
        turn: (!asked.is_empty()).then(|| Turn {
            by: scope::by(case, &ctx, DeadlineKind::Supplement),
            asked: progress::asked(item, asked, &texts),
        }),
        progress: progress::progress(&app, &loaded, &ctx, Some(&texts)),
        clock: clock::lines(case, &ctx),
        decision: case.decision.as_ref().map(|decided| DecisionView {
            granted: decided.decision == Decision::Granted,
            at: decided.at,
            reason: texts.get(&decided.reason),
            remedies: item.guide.remedies.clone(),
        }),
        licence: licence(&loaded),
        delivery: delivery(&loaded, &texts),
        query_code: query_code::code(app.store.keys(), &key.id)?,
        answers: given::sections(&app, item, &answers),
        materials: given::materials_given(&key.case_no, item, &answers, case, &stored),
        may_withdraw: case.is_open() && case.decision.is_none(),
        may_rate: !case.is_open() && case.rating.is_none(),
        rating: case.rating,
    };
    Ok(Html(case_page(&reader.shell, &view)).into_response())
}

/// Said once the case shows it, whatever the address says.
fn done(case: &Case, what: Option<&str>) -> Option<&'static str> {
    use domain::case::Conclusion;
    match what? {
        "supplement" if case.asked_for().is_empty() && !case.corrections.is_empty() => {
            Some("supplement")
        }
        "withdrawal" if case.conclusion() == Some(Conclusion::Withdrawn) => Some("withdrawal"),
        "rating" if case.rating.is_some() => Some("rating"),
        _ => None,
    }
}

fn licence(loaded: &Loaded) -> Option<LicenceView> {
    let licence = loaded.case.licence.as_ref()?;
    let rule = loaded.definition.item.licence.as_ref()?;
    Some(LicenceView {
        name: rule.name.clone(),
        number: licence.number.as_str().to_owned(),
        issued_on: licence.issued_on,
        valid_until: licence.valid_until,
    })
}

fn delivery(loaded: &Loaded, texts: &Texts) -> Option<DeliveryView> {
    loaded
        .entries
        .iter()
        .rev()
        .find_map(|entry| match &entry.fact {
            Fact::Delivered { method, note, .. } => Some(DeliveryView {
                method: method.key(),
                at: entry.at,
                note: note.as_ref().and_then(|note| texts.get(note)),
            }),
            _ => None,
        })
}

/// A file that they gave themselves.
async fn material(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let id: MaterialId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let found = materials::get(&mut tx, key.application_id, id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    app.files
        .serve(&found.object_key, &found.media_type, &found.file_name)
        .await
}
