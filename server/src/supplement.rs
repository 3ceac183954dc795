//! 补正: the fields and materials that the correction names, and what a changed answer asks for
//! in addition; from the applicant, or at the counter through a clerk. Files are streamed in before the transaction of the act; one that came in with a
//! form that was refused stays, so that nobody uploads it twice.

mod sent;
mod waiting;

use app::citizen::supplement::{Supplement, supplement_page};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::application::{Answers, Fault, FaultKind, check, counting, of_field, sent};
use domain::case::{Blocked, Fact, Material as Held, Target};
use domain::catalogue::{Field, MaterialRule};
use domain::id::MaterialId;
use store::cases::CaseKey;
use store::materials::{self, Material};
use store::receptions::{self, Occasion, Reception};
use store::{Tx, applications};

use self::sent::Sent;
use self::waiting::Waiting;
use crate::acts::{self, Attempt, Statements};
use crate::citizen::scope;
use crate::counter::Shown;
use crate::error::Error;
use crate::files::UploadFault;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{with_checks, write_answers};

/// How many files of the largest size one form may hold.
const FILES: u64 = 10;
const AROUND_FILES: usize = 1024 * 1024;

pub fn routes(max_upload: u64) -> Router<App> {
    form_routes("/cases/{no}/supplement", max_upload)
}

/// What a clerk takes in for the applicant.
pub fn counter_routes(max_upload: u64) -> Router<App> {
    form_routes("/desk/cases/{no}/supplement", max_upload)
        .route("/desk/cases/{no}/supplement/{material}", get(serve))
}

fn form_routes(at: &str, max_upload: u64) -> Router<App> {
    let limit = usize::try_from(max_upload.saturating_mul(FILES))
        .unwrap_or(usize::MAX)
        .saturating_add(AROUND_FILES);
    let pages = get(show)
        .post(supplement)
        .layer(DefaultBodyLimit::max(limit));
    Router::new().route(at, pages)
}

/// What was uploaded with a form that was refused, to the clerk who has it before them.
async fn serve(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let id: MaterialId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let waiting = Waiting::load(&app, &mut tx, &reader, &no).await?;
    drop(tx);
    let given = waiting.stored.iter().find(|one| one.id == id);
    let given = given
        .filter(|one| waiting.uploaded(&one.rule).any(|new| new.id == id))
        .filter(|one| waiting.case().awaits_applicant() && !one.is_on_paper())
        .filter(|one| one.scan.may_be_opened())
        .ok_or(Error::NotFound)?;
    app.files
        .serve(&given.object_key, &given.media_type, &given.file_name)
        .await
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let waiting = Waiting::load(&app, &mut tx, &reader, &no).await?;
    drop(tx);
    let case = waiting.case();
    if !case.awaits_applicant() {
        return Err(not_now(&waiting));
    }
    let view = waiting.view(&app, &reader, case.seq, &waiting.answers, &[], &[]);
    Ok(Html(supplement_page(&reader.shell, &view)).into_response())
}

/// Back to the case; a clerk of another agency's counter, who can't open it, to the desk.
fn done(waiting: &Waiting, key: &CaseKey) -> Response {
    match &waiting.clerk {
        None => scope::to_case(key, "supplement"),
        Some(clerk) if clerk.agency == key.agency => {
            Redirect::to(&format!("/desk/cases/{}?done=supplement", key.case_no)).into_response()
        }
        Some(_) => {
            Redirect::to(&format!("/desk?done=supplement&case={}", key.case_no)).into_response()
        }
    }
}

fn not_now(waiting: &Waiting) -> Error {
    let case = waiting.case();
    let blocked = Blocked::Stage {
        stage: case.stage.key(),
        step: case.open_step().map(Into::into),
    };
    Error::Refused {
        refusal: blocked.into(),
        case_no: Some(waiting.key.case_no.clone()),
    }
}

/// What becomes of what was sent.
enum Answer {
    Recorded(CaseKey),
    /// A second click: nothing is added.
    Repeated(CaseKey),
    /// Something is missing or wrong; the files that came with it stay.
    Again(Box<Supplement>),
}

async fn supplement(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    form: Multipart,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let before = Waiting::load(&app, &mut tx, &reader, &no).await?;
    drop(tx);
    // The bytes first, with no transaction open: an upload over a poor line takes minutes.
    let sent = Sent::read(&app, &reader, &before, form).await?;
    let mut tx = app.store.begin().await?;
    match answer(&app, &reader, &mut tx, &no, &sent).await {
        Ok(Answer::Recorded(key)) => {
            tx.commit().await?;
            Ok(done(&before, &key))
        }
        Ok(Answer::Again(view)) => {
            tx.commit().await?;
            let page = Html(supplement_page(&reader.shell, &view));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Ok(Answer::Repeated(key)) => {
            drop(tx);
            sent.forget(&app).await?;
            Ok(done(&before, &key))
        }
        Err(error) => {
            drop(tx);
            sent.forget(&app).await?;
            Err(error)
        }
    }
}

async fn answer(
    app: &App,
    reader: &Reader,
    tx: &mut Tx,
    no: &str,
    sent: &Sent,
) -> Result<Answer, Error> {
    let mut waiting = Waiting::load(app, tx, reader, no).await?;
    if !waiting.case().awaits_applicant() {
        // A second click, or too late: the act says which.
        let answers = waiting.answers.clone();
        return record(app, reader, tx, waiting, sent.seq, &answers, None).await;
    }
    sent.keep(app, tx, &waiting, reader.now).await?;
    waiting.stored = materials::list(tx, waiting.key.application_id).await?;
    let (answers, mut faults) = merge(app, reader, &waiting, &sent.answers);
    faults.extend(unmended(&waiting, &answers, &faults, sent.unchanged));
    let files = missing(&waiting, &answers, sent);
    let shown = waiting.shown(app, reader, sent);
    if faults.is_empty() && files.is_empty() && waiting.is_shown() {
        return record(app, reader, tx, waiting, sent.seq, &answers, shown).await;
    }
    let seq = sent.seq.unwrap_or(waiting.case().seq);
    let mut view = waiting.view(app, reader, seq, &answers, &faults, &files);
    view.unchanged = sent.unchanged;
    Ok(Answer::Again(Box::new(view)))
}

/// The answers that hold if this is sent, and what is wrong with the new ones. A changed answer
/// may ask for more: its fields are asked at once.
fn merge(app: &App, reader: &Reader, waiting: &Waiting, posted: &Answers) -> (Answers, Vec<Fault>) {
    let pairs: Vec<_> = posted.clone().into_iter().collect();
    let apply = |fields: Vec<&Field>| {
        let posted = sent(fields.clone(), &pairs);
        let (checked, faults) = with_checks(app, reader.now, |checks| {
            check(fields.clone(), &posted, checks)
        });
        let mut answers = waiting.answers.clone();
        answers.retain(|key, _| !fields.iter().any(|field| field.owns(key)));
        answers.extend(checked);
        (answers, faults)
    };
    let (first, _) = apply(waiting.fields(&waiting.answers));
    apply(waiting.fields(&first))
}

/// What was asked for by name and is as it was; `unchanged` is the applicant's word that this is right. To leave an
/// optional answer empty that was wrong is to correct it.
fn unmended(waiting: &Waiting, answers: &Answers, faults: &[Fault], unchanged: bool) -> Vec<Fault> {
    let asked = waiting.fields(answers).into_iter().filter(|field| {
        let known = faults.iter().any(|fault| field.owns(&fault.field));
        !known && waiting.is_asked(&Target::Field(field.key().to_owned()))
    });
    let same = |field: &Field| of_field(field, answers).eq(of_field(field, &waiting.answers));
    asked
        .filter(|field| !unchanged && same(field))
        .map(|field| Fault {
            field: field.key().to_owned(),
            kind: FaultKind::Unchanged,
        })
        .collect()
}

fn missing(waiting: &Waiting, answers: &Answers, sent: &Sent) -> Vec<(String, UploadFault)> {
    waiting
        .rules(answers)
        .into_iter()
        .filter_map(|rule| {
            let refused = sent.refused.iter().find(|(of, _)| of == rule.key());
            match refused {
                Some((_, fault)) => Some((rule.key().to_owned(), *fault)),
                None if waiting.uploaded(rule.key()).next().is_none() => {
                    Some((rule.key().to_owned(), UploadFault::Missing))
                }
                None => None,
            }
        })
        .collect()
}

async fn record(
    app: &App,
    reader: &Reader,
    tx: &mut Tx,
    waiting: Waiting,
    seq: Option<u64>,
    answers: &Answers,
    shown: Option<Shown>,
) -> Result<Answer, Error> {
    let applicant = waiting.key.applicant_id;
    let (actor, by) = match &waiting.clerk {
        Some(clerk) => (clerk.actor(applicant), clerk.by(applicant)),
        None => {
            let viewer = reader.viewer.as_ref().ok_or(Error::SignIn)?;
            (viewer.actor(), reader.actor()?)
        }
    };
    let rules: Vec<&str> = waiting
        .rules(answers)
        .into_iter()
        .map(MaterialRule::key)
        .collect();
    let new: Vec<&Material> = rules
        .iter()
        .flat_map(|rule| waiting.uploaded(rule))
        .collect();
    let replaced = |held: &&Held| new.iter().any(|one| one.rule == held.rule);
    let mut held: Vec<Held> = waiting.case().materials.clone();
    let old: Vec<Held> = held.iter().filter(replaced).cloned().collect();
    held.retain(|one| !replaced(&one));
    held.extend(new.iter().map(|one| Held {
        rule: one.rule.clone(),
        id: one.id,
        digest: one.digest.clone(),
    }));
    let changed: Vec<String> = waiting
        .fields(answers)
        .into_iter()
        .map(|field| field.key().to_owned())
        .collect();
    let body = write_answers(&counting(waiting.item(), answers))?;
    let digest = app.store.keys().digest("answers", body.expose())?;
    let attempt = Attempt {
        by,
        now: reader.now,
        seen: seq,
        key: &waiting.key,
    };
    let repeated = |fact: &Fact| matches!(fact, Fact::Supplemented { .. });
    let outcome = acts::attempt(
        app,
        tx,
        &attempt,
        repeated,
        Statements::default(),
        |case, _| match &shown {
            Some(shown) => {
                case.supplement_at_counter(&actor, shown.identity, &changed, held, digest)
            }
            None => case.supplement(&actor, &changed, held, digest),
        },
    )
    .await?;
    if matches!(outcome, acts::Outcome::Repeated) {
        return Ok(Answer::Repeated(waiting.key));
    }
    let application = &waiting.application;
    if let (Some(clerk), Some(shown)) = (&waiting.clerk, shown) {
        let reception = Reception {
            application: application.id,
            occasion: Occasion::Supplement,
            seq: waiting.case().seq,
            officer: clerk.id,
            identity: shown.identity,
            agent: shown.agent,
            at: reader.now,
        };
        receptions::record(tx, &reception).await?;
    }
    applications::correct_answers(
        tx,
        applicant,
        application.id,
        application.version,
        &body,
        reader.now,
    )
    .await?;
    for one in old {
        materials::remove(tx, application.id, one.id, reader.now).await?;
    }
    Ok(Answer::Recorded(waiting.key))
}
