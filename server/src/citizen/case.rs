use app::citizen::case::{
    CasePage, DecisionView, DeliveryView, LicenceView, Payment, RenewalView, Turn, case_page,
};
use app::citizen::progress::Asked;
use app::parts::process::Detail;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::application::Answers;
use domain::case::{ActorRef, Case, Conclusion, Ctx, DeadlineKind, Decision, Entry, Fact, Licence};
use domain::catalogue::ServiceItem;
use domain::id::MaterialId;
use domain::situation;
use jiff::Timestamp;
use serde::Deserialize;
use store::{accounts, applications, bundles, cases, materials};

use super::scope::{self, Texts};
use super::{given, life_event, notices, progress, say, voices};
use crate::acts::{self, Loaded};
use crate::bundles::name;
use crate::error::Error;
use crate::notify::payment_by;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{read_answers, renewable};
use crate::{clock, picture, query_code};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases/{no}", get(show))
        .route("/cases/{no}/materials/{id}", get(material))
        .route("/cases/{no}/clock.json", get(clock_json))
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
    let (applicant, actor) = say::own_actor(&reader)?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, &no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let texts = Texts::of(&mut tx, key.id).await?;
    let bundle = bundles::of_case(&mut tx, key.id).await?;
    let bundle = bundle.map(|of| (life_event::tracker(of.bundle), name(&app, &of.key)));
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
        done: done(&loaded, after.done.as_deref()),
        turn: turn(case, item, &ctx, &texts),
        payment: payment(case, &ctx, &answers),
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
            answer: item.answer,
            granted: decided.decision == Decision::Granted,
            name: item.decision_name(decided.decision.key()).cloned(),
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
        bundle,
        notices: notices::lines(&app, &reader, &loaded),
        voices: voices::voices(&app, case, &ctx, &texts),
        can: voices::can(case, &actor, &ctx, key.application_id),
        window: window(&app, case, item),
        again: !case.is_open() && app.public_item(&key.item).is_ok(),
        invites_rating: case.rate_by(&ctx).filter(|_| case.invites_rating(&ctx)),
        rating: case.rating.as_ref().map(|rating| rating.level),
    };
    Ok(Html(case_page(&reader.shell, &view)).into_response())
}

/// Where that it came to nothing can be told; an answer has other ways.
fn window(app: &App, case: &Case, item: &ServiceItem) -> Option<String> {
    let came_to_nothing = matches!(
        case.conclusion()?,
        Conclusion::Refused | Conclusion::Declined | Conclusion::Returned | Conclusion::Voided
    );
    let told = item.answer || !item.is_public();
    let window = app.window().filter(|_| came_to_nothing && !told)?;
    Some(window.item.code().to_owned())
}

/// What the applicant has to do: correct, or hand in what was promised.
fn turn(case: &Case, item: &ServiceItem, ctx: &Ctx<'_>, texts: &Texts) -> Option<Turn> {
    let asked = case.asked_for();
    if !asked.is_empty() {
        return Some(Turn {
            by: scope::by(case, ctx, DeadlineKind::Supplement),
            asked: progress::asked(item, asked, texts),
            owed: case.awaits_promised(),
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

fn payment(case: &Case, ctx: &Ctx<'_>, answers: &Answers) -> Option<Payment> {
    let open = case.awaits_payment(ctx)?;
    let fee = &ctx.item.fee;
    Some(Payment {
        amount: situation::fee(ctx.item, answers),
        name: fee.name.clone(),
        note: fee.note.clone(),
        by: payment_by(ctx, &case.deadlines(ctx), open),
    })
}

/// Said once the case shows it, whatever the address says.
fn done(loaded: &Loaded, what: Option<&str>) -> Option<&'static str> {
    use domain::case::Conclusion;
    let case = &loaded.case;
    match what? {
        "supplement"
            if !case.awaits_applicant()
                && (!case.corrections.is_empty() || case.settled_at.is_some()) =>
        {
            let is_supplement = |entry: &Entry| matches!(entry.fact, Fact::Supplemented { .. });
            let last = loaded.entries.iter().rposition(is_supplement);
            let until = last.and_then(|last| loaded.entries.get(..=last));
            Some(match until.is_some_and(Case::handed_in) {
                true => "promised",
                false => "supplement",
            })
        }
        "withdrawal" if case.conclusion() == Some(Conclusion::Withdrawn) => Some("withdrawal"),
        "rating" if case.rating.is_some() => Some("rating"),
        "rating-reply" if case.rating.as_ref().is_some_and(|one| one.reply.is_some()) => {
            Some("rating-reply")
        }
        "enquiry" if !case.enquiries.is_empty() => Some("enquiry"),
        "reminder" if !case.reminders.is_empty() => Some("reminder"),
        "complaint" if !case.complaints.is_empty() => Some("complaint"),
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
        opens_on: Some(window.opens_on).filter(|day| *day > app.date(now)),
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
        .filter(|found| found.scan != materials::Scan::Infected && !found.is_on_paper())
        .ok_or(Error::NotFound)?;
    drop(tx);
    app.files
        .serve(&found.object_key, &found.media_type, &found.file_name)
        .await
}
