use app::citizen::case::{
    CasePage, DecisionView, DeliveryView, LicenceView, RenewalView, Turn, case_page,
};
use app::citizen::notice::{NoticeView, notice_page};
use app::citizen::progress::Asked;
use app::parts::clock::notice_no;
use app::parts::process::Detail;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::case::{ActorRef, Case, Ctx, DeadlineKind, Decision, Fact, Licence};
use domain::catalogue::ServiceItem;
use domain::id::MaterialId;
use jiff::Timestamp;
use serde::Deserialize;
use store::{accounts, applications, cases, materials};

use super::scope::{self, Texts};
use super::{given, progress};
use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{read_answers, renewable};
use crate::{clock, notice, picture, query_code};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases/{no}", get(show))
        .route("/cases/{no}/materials/{id}", get(material))
        .route("/cases/{no}/clock.json", get(clock_json))
        .route("/cases/{no}/notices/{seq}", get(notice_of))
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
    let agent = match loaded.entries.first().map(|entry| entry.actor) {
        Some(ActorRef::Proxy { by, .. }) => accounts::applicants_of(&mut tx, by)
            .await?
            .into_iter()
            .next()
            .map(|own| own.name),
        _ => None,
    };
    drop(tx);

    let (case, item) = (&loaded.case, &loaded.definition.item);
    let ctx = loaded.ctx(&app, reader.now);
    let answers = read_answers(&application.answers)?;
    let deadlines = case.deadlines(&ctx);
    let here = format!("/cases/{}", key.case_no);
    let view = CasePage {
        number: key.case_no.clone(),
        item: item.name.clone(),
        item_code: item.code().to_owned(),
        agency: app.catalogue.agency(&key.agency).cloned(),
        stage: scope::stage(case, item),
        lamp: case.lamp(&deadlines, reader.now).into(),
        done: done(case, after.done.as_deref()),
        turn: turn(case, item, &ctx, &texts),
        progress: progress::progress(&app, &loaded, &ctx, Some(&texts)),
        process: picture::of_case(&app, &loaded, Detail::Simple),
        clock: clock::view(
            &app,
            &reader.shell,
            case,
            &ctx,
            Some(&here),
            clock::is_told,
            |words| texts.get(words),
        ),
        decision: case.decision.as_ref().map(|decided| DecisionView {
            granted: decided.decision == Decision::Granted,
            at: decided.at,
            reason: decided.reason.as_ref().and_then(|reason| texts.get(reason)),
            remedies: item.guide.remedies.clone(),
        }),
        licence: licence(&app, &loaded, reader.now),
        delivery: delivery(&loaded, &texts),
        query_code: query_code::code(app.store.keys(), &key.id)?,
        agent,
        answers: given::sections(&app, item, &answers),
        materials: given::materials_given(&key.case_no, item, &answers, case, &stored),
        may_withdraw: case.is_open() && case.decision.is_none(),
        may_rate: !case.is_open() && case.rating.is_none(),
        rating: case.rating.as_ref().map(|rating| rating.level),
    };
    Ok(Html(case_page(&reader.shell, &view)).into_response())
}

/// What the applicant has to do: correct, or hand in what was promised.
fn turn(case: &Case, item: &ServiceItem, ctx: &Ctx<'_>, texts: &Texts) -> Option<Turn> {
    let asked = case.asked_for();
    if !asked.is_empty() {
        return Some(Turn {
            by: scope::by(case, ctx, DeadlineKind::Supplement),
            asked: progress::asked(item, asked, texts),
            owed: false,
        });
    }
    case.owes().then(|| Turn {
        by: scope::by(case, ctx, DeadlineKind::Tolerated),
        asked: case
            .owed
            .iter()
            .filter_map(|rule| item.material(rule))
            .map(|rule| Asked {
                label: rule.name.clone(),
                note: String::new(),
            })
            .collect(),
        owed: true,
    })
}

/// Said once the case shows it, whatever the address says.
fn done(case: &Case, what: Option<&str>) -> Option<&'static str> {
    use domain::case::Conclusion;
    match what? {
        "supplement"
            if !case.awaits_applicant()
                && (!case.corrections.is_empty() || case.settled_at.is_some()) =>
        {
            Some("supplement")
        }
        "withdrawal" if case.conclusion() == Some(Conclusion::Withdrawn) => Some("withdrawal"),
        "rating" if case.rating.is_some() => Some("rating"),
        _ => None,
    }
}

fn licence(app: &App, loaded: &Loaded, now: Timestamp) -> Option<LicenceView> {
    let licence = loaded.case.licence.as_ref()?;
    let rule = loaded.definition.item.licence.as_ref()?;
    Some(LicenceView {
        name: rule.name.clone(),
        number: licence.number.as_str().to_owned(),
        issued_on: licence.issued_on,
        valid_until: licence.valid_until,
        renewal: renewal(app, loaded, licence, now),
    })
}

/// When and where to have it renewed; nothing once it has run out.
fn renewal(app: &App, loaded: &Loaded, licence: &Licence, now: Timestamp) -> Option<RenewalView> {
    let row = cases::LicenceRow {
        number: licence.number.as_str().to_owned(),
        item: loaded.case.received.item.clone(),
        valid_until: licence.valid_until,
    };
    let window = renewable(app, &row, now).filter(|window| !window.is_over)?;
    Some(RenewalView {
        item_code: window.item,
        apply_by: window.apply_by,
        is_timely: window.is_timely,
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

/// The clock for machines.
async fn clock_json(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    Ok(clock::json(
        &loaded.case,
        &loaded.ctx(&app, reader.now),
        clock::is_told,
    ))
}

/// The notice that went with an entry of the journal.
async fn notice_of(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let texts = Texts::of(&mut tx, key.id).await?;
    let person = accounts::applicant(&mut tx, applicant).await?;
    // A notice says for good what it said when it was given.
    let given = loaded.as_of(&app, &mut tx, seq).await?;
    drop(tx);
    let entry = given.entries.last().filter(|entry| entry.seq == seq);
    let at = entry.map_or(reader.now, |entry| entry.at);
    let ctx = given.ctx(&app, at);
    let locale = reader.locale();
    let case = &given.case;
    let (kind, number, sentences, reason) = match entry.map(|entry| &entry.fact) {
        Some(Fact::Paused { explanation, .. }) => {
            let pause = case.pauses.iter().find(|pause| pause.seq == seq);
            let pause = pause.ok_or(Error::NotFound)?;
            (
                "pause",
                pause.notice,
                notice::pause(locale, &ctx, pause),
                explanation,
            )
        }
        Some(Fact::Extended { reason, .. }) => {
            let extension = case.extension.as_ref().ok_or(Error::NotFound)?;
            let due_on = notice::statutory_due(case, &ctx);
            let sentences = notice::extension_sentences(locale, &ctx, extension.limit, due_on);
            ("extension", extension.notice, sentences, reason)
        }
        _ => return Err(Error::NotFound),
    };
    let agency = app.catalogue.agency(&key.agency);
    let view = NoticeView {
        kind,
        number: notice_no(&reader.shell, number),
        to: person.map_or_else(String::new, |person| person.name),
        item: ctx.item.name.clone(),
        agency: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
        agency_phone: agency.map_or_else(String::new, |agency| agency.phone.clone()),
        on: ctx.date(at),
        sentences,
        reason: texts.get(reason),
        case_no: key.case_no,
    };
    Ok(Html(notice_page(&reader.shell, &view)).into_response())
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
        .filter(|found| found.scan != materials::Scan::Infected)
        .ok_or(Error::NotFound)?;
    drop(tx);
    app.files
        .serve(&found.object_key, &found.media_type, &found.file_name)
        .await
}
