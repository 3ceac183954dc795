//! 补正: the fields and materials that the correction names, and what a changed answer asks for
//! in addition. Files are streamed in before the transaction of the act; one that came in with a
//! form that was refused stays, so that nobody uploads it twice.

mod sent;

use app::citizen::supplement::{AskedField, AskedMaterial, Supplement, supplement_page};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::application::{Answers, Fault, check, counting, pages, uploads};
use domain::case::{ActorRef, Blocked, Case, DeadlineKind, Fact, Material as Held, Stage, Target};
use domain::catalogue::{Field, MaterialRule, ServiceItem};
use domain::id::ApplicantId;
use store::Tx;
use store::applications::{self, Application};
use store::cases::CaseKey;
use store::materials::{self, Material};

use self::sent::Sent;
use super::application::questions::questions;
use super::given;
use super::scope::{self, Texts};
use crate::acts::{self, Attempt, Loaded, Statements};
use crate::error::Error;
use crate::files::UploadFault;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{read_answers, with_checks, write_answers};

/// How many files of the largest size one form may hold.
const FILES: u64 = 10;
const AROUND_FILES: usize = 1024 * 1024;

pub fn routes(max_upload: u64) -> Router<App> {
    let limit = usize::try_from(max_upload.saturating_mul(FILES))
        .unwrap_or(usize::MAX)
        .saturating_add(AROUND_FILES);
    let pages = get(show)
        .post(supplement)
        .layer(DefaultBodyLimit::max(limit));
    Router::new().route("/cases/{no}/supplement", pages)
}

/// A case that waits for its applicant, with all that the page needs.
struct Waiting {
    key: CaseKey,
    loaded: Loaded,
    texts: Texts,
    application: Application,
    answers: Answers,
    stored: Vec<Material>,
}

impl Waiting {
    async fn load(app: &App, tx: &mut Tx, applicant: ApplicantId, no: &str) -> Result<Self, Error> {
        let key = scope::own(tx, applicant, no).await?;
        let loaded = acts::load(app, tx, &key).await?;
        let texts = Texts::of(tx, key.id).await?;
        let application = applications::get(tx, applicant, key.application_id)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(Self {
            answers: read_answers(&application.answers)?,
            stored: materials::list(tx, key.application_id).await?,
            key,
            loaded,
            texts,
            application,
        })
    }

    fn case(&self) -> &Case {
        &self.loaded.case
    }

    fn item(&self) -> &ServiceItem {
        &self.loaded.definition.item
    }

    fn note(&self, what: &Target) -> Option<String> {
        let asked = self.case().asked_for();
        let target = asked.iter().find(|target| target.what == *what)?;
        self.texts.get(&target.note)
    }

    fn is_asked(&self, what: &Target) -> bool {
        let mut asked = self.case().asked_for().iter();
        asked.any(|target| target.what == *what)
    }

    /// The fields to fill in, given the answers: those that were asked for, and those that have
    /// no answer although another one now asks for them.
    fn fields<'a>(&'a self, answers: &Answers) -> Vec<&'a Field> {
        let item = self.item();
        let due: Vec<&str> = pages(item, answers)
            .into_iter()
            .flat_map(|page| &page.fields)
            .filter(|field| !field.optional && !self.answers.contains_key(field.key()))
            .map(Field::key)
            .collect();
        item.fields()
            .filter(|field| {
                self.is_asked(&Target::Field(field.key().to_owned())) || due.contains(&field.key())
            })
            .collect()
    }

    /// The materials to upload, likewise.
    fn rules<'a>(&'a self, answers: &Answers) -> Vec<&'a MaterialRule> {
        let item = self.item();
        let held = |rule: &str| self.case().materials.iter().any(|held| held.rule == rule);
        let due: Vec<&str> = uploads(item, answers)
            .into_iter()
            .filter(|rule| !rule.optional && !held(rule.key()))
            .map(MaterialRule::key)
            .collect();
        item.materials
            .iter()
            .filter(|rule| {
                self.is_asked(&Target::Material(rule.key().to_owned())) || due.contains(&rule.key())
            })
            .collect()
    }

    /// The file that was uploaded for this correction and not yet sent with it.
    fn uploaded(&self, rule: &str) -> Option<&Material> {
        self.stored.iter().rev().find(|one| {
            one.rule == rule && !self.case().materials.iter().any(|held| held.id == one.id)
        })
    }

    fn view(
        &self,
        app: &App,
        reader: &Reader,
        seq: u64,
        answers: &Answers,
        faults: &[Fault],
        files: &[(String, UploadFault)],
    ) -> Supplement {
        let ctx = app.ctx(&self.loaded.definition, reader.now);
        let fields = self.fields(answers);
        let asked = questions(&app.catalogue, fields, answers, faults)
            .into_iter()
            .map(|question| AskedField {
                note: self.note(&Target::Field(question.key.clone())),
                question,
            });
        let materials = self.rules(answers).into_iter().map(|rule| AskedMaterial {
            rule: rule.key().to_owned(),
            name: rule.name.clone(),
            hint: rule.hint.clone(),
            note: self.note(&Target::Material(rule.key().to_owned())),
            uploaded: self
                .uploaded(rule.key())
                .map(|one| given::file(&self.key.case_no, one)),
            fault: files
                .iter()
                .find(|(of, _)| of == rule.key())
                .map(|(_, fault)| fault.key()),
        });
        Supplement {
            number: self.key.case_no.clone(),
            item: self.item().name.clone(),
            seq,
            by: scope::by(self.case(), &ctx, DeadlineKind::Supplement),
            fields: asked.collect(),
            materials: materials.collect(),
            max_megabytes: app.settings.max_upload / (1024 * 1024),
        }
    }
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let waiting = Waiting::load(&app, &mut tx, applicant, &no).await?;
    drop(tx);
    let case = waiting.case();
    if case.stage != Stage::AwaitingSupplement {
        return Err(not_now(&waiting));
    }
    let view = waiting.view(&app, &reader, case.seq, &waiting.answers, &[], &[]);
    Ok(Html(supplement_page(&reader.shell, &view)).into_response())
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

async fn supplement(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    form: Multipart,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let before = Waiting::load(&app, &mut tx, applicant, &no).await?;
    drop(tx);
    // The bytes first, with no transaction open: an upload over a poor line takes minutes.
    let sent = Sent::read(&app, &reader, &before, form).await?;

    let mut tx = app.store.begin().await?;
    let kept = sent.keep(&mut tx, &before.key, reader.now).await;
    if let Err(error) = kept {
        drop(tx);
        sent.forget(&app).await?;
        return Err(error);
    }
    let waiting = Waiting::load(&app, &mut tx, applicant, &no).await?;
    if waiting.case().stage == Stage::AwaitingSupplement {
        let (answers, faults) = merge(&app, &reader, &waiting, &sent.answers);
        let files = missing(&waiting, &answers, &sent);
        if !faults.is_empty() || !files.is_empty() {
            let view = waiting.view(&app, &reader, sent.seq, &answers, &faults, &files);
            tx.commit().await?;
            let page = Html(supplement_page(&reader.shell, &view));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        record(&app, &reader, &mut tx, &waiting, sent.seq, &answers).await?;
    } else {
        // A second click, or too late: the act says which.
        record(&app, &reader, &mut tx, &waiting, sent.seq, &waiting.answers).await?;
    }
    tx.commit().await?;
    Ok(scope::to_case(&waiting.key, "supplement"))
}

/// The answers that hold if this is sent, and what is wrong with the new ones. A changed answer
/// may ask for more: its fields are asked at once.
fn merge(app: &App, reader: &Reader, waiting: &Waiting, posted: &Answers) -> (Answers, Vec<Fault>) {
    let apply = |fields: Vec<&Field>| {
        let (checked, faults) = with_checks(app, reader.now, |checks| {
            check(fields.clone(), posted, checks)
        });
        let mut answers = waiting.answers.clone();
        for field in fields {
            answers.remove(field.key());
        }
        answers.extend(checked);
        (answers, faults)
    };
    let (first, _) = apply(waiting.fields(&waiting.answers));
    apply(waiting.fields(&first))
}

fn missing(waiting: &Waiting, answers: &Answers, sent: &Sent) -> Vec<(String, UploadFault)> {
    waiting
        .rules(answers)
        .into_iter()
        .filter_map(|rule| {
            let refused = sent.refused.iter().find(|(of, _)| of == rule.key());
            match refused {
                Some((_, fault)) => Some((rule.key().to_owned(), *fault)),
                None if waiting.uploaded(rule.key()).is_none() => {
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
    waiting: &Waiting,
    seq: u64,
    answers: &Answers,
) -> Result<(), Error> {
    let applicant = reader.applicant()?;
    let actor = reader.viewer.as_ref().ok_or(Error::SignIn)?.actor();
    let rules: Vec<&str> = waiting
        .rules(answers)
        .into_iter()
        .map(MaterialRule::key)
        .collect();
    let new: Vec<&Material> = rules
        .iter()
        .filter_map(|rule| waiting.uploaded(rule))
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
        by: ActorRef::Applicant(applicant),
        now: reader.now,
        seen: Some(seq),
        key: &waiting.key,
    };
    let repeated = |fact: &Fact| matches!(fact, Fact::Supplemented { .. });
    let outcome = acts::attempt(
        app,
        tx,
        &attempt,
        repeated,
        Statements::default(),
        |case, _| case.supplement(&actor, &changed, held, digest),
    )
    .await?;
    if matches!(outcome, acts::Outcome::Repeated) {
        return Ok(());
    }
    let application = &waiting.application;
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
    Ok(())
}
