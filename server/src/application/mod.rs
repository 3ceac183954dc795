//! The way of an application: start, form pages, materials, check of the answers, submission. One form serves both who
//! fill it in: applicants at `/applications/{id}`, and clerks at the counter, for them, at
//! `/desk/counter/applications/{id}`. Each finds what they have begun, and nobody else's; a submitted application leads
//! to its receipt.

mod again;
mod answers;
mod bundle_receipt;
mod changes;
pub mod counter;
mod drafts;
mod form_page;
mod group;
mod material;
mod materials;
mod paper;
mod promise;
mod reuse;
mod sheet;
mod start;
mod subject;
mod submission;
mod tasks;

pub use drafts::KEPT;
pub use material::MOST;
pub use subject::whole_limit;

use subject::Subject;

use app::citizen::application::Head;
use app::shell::Room;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::application::{self, Answers};
use domain::case::Blocked;
use domain::catalogue::{FieldKind, Form, MaterialRule};
use domain::id::{ApplicantId, ApplicationId};
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use store::applications::{self, Application, ApplicationState};
use store::materials::Material;
use store::{Tx, accounts, wallet};

use crate::counter::Clerk;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{missing, read_answers};
use crate::uploads::largest;

pub fn routes(max_upload: u64) -> Router<App> {
    Router::new()
        .route(
            "/items/{code}/application",
            get(start::show).post(start::start),
        )
        .route(
            "/life-events/{key}/application",
            get(start::show_bundle).post(start::start_bundle),
        )
        .route("/cases/{no}/application", post(again::start))
        .route("/applications", get(drafts::list))
        .route(
            "/applications/{id}/materials/{rule}/wallet",
            post(reuse::reuse),
        )
        .merge(form_routes(OWN, max_upload))
}

/// What a clerk fills in for somebody.
pub fn counter_routes(max_upload: u64) -> Router<App> {
    Router::new()
        .route(
            "/desk/counter/applications/{id}/materials/{rule}/paper",
            post(paper::note),
        )
        .merge(form_routes(COUNTER, max_upload))
}

/// Where applicants have what they fill in themselves, and clerks what they fill in for others.
const OWN: &str = "/applications";
const COUNTER: &str = "/desk/counter/applications";

fn form_routes(at: &str, max_upload: u64) -> Router<App> {
    let upload = get(material::show)
        .post(material::upload)
        .layer(DefaultBodyLimit::max(largest(max_upload, material::MOST)));
    let at = |rest: &str| format!("{at}/{{id}}{rest}");
    Router::new()
        .route(&at(""), get(resume))
        .route(&at("/tasks"), get(tasks::show))
        .route(&at("/changes"), get(changes::show).post(changes::accept))
        .route(
            &at("/removal"),
            get(drafts::ask_removal).post(drafts::remove),
        )
        .route(
            &at("/pages/{page}/members/{member}"),
            get(form_page::show_member).post(form_page::save_member),
        )
        .route(
            &at("/pages/{page}/members/{member}/removal"),
            get(group::ask_removal).post(group::remove),
        )
        .route(
            &at("/pages/{page}"),
            get(form_page::show).post(form_page::save),
        )
        .route(&at("/materials"), get(materials::show))
        .route(&at("/materials/{rule}"), upload)
        .route(&at("/materials/{rule}/promise"), post(promise::give))
        .route(
            &at("/materials/{rule}/promise/removal"),
            post(promise::take_back),
        )
        .route(&at("/materials/{rule}/{material}"), get(material::serve))
        .route(
            &at("/materials/{rule}/{material}/removal"),
            post(material::remove),
        )
        .route(&at("/answers"), get(answers::show))
        .route(
            &at("/submission"),
            get(submission::receipt).post(submission::submit),
        )
}

/// Who fills the form in: the applicant or somebody who acts for them, or a clerk at the counter.
#[derive(Debug, Clone)]
pub enum Author {
    Applicant(ApplicantId),
    Clerk(Clerk),
}

impl Author {
    /// By the room that the reader is in.
    ///
    /// # Errors
    /// As `Reader::applicant`, and `Clerk::of`.
    pub fn of(reader: &Reader) -> Result<Self, Error> {
        Ok(match reader.shell.room {
            Room::Desk => Self::Clerk(Clerk::of(reader)?),
            _ => Self::Applicant(reader.applicant()?),
        })
    }

    /// What they have begun or submitted; of what a clerk has begun for them, applicants see what was taken in.
    async fn find(&self, tx: &mut Tx, id: ApplicationId) -> Result<Application, Error> {
        let found = match self {
            Self::Applicant(applicant) => applications::get(tx, *applicant, id)
                .await?
                .filter(|one| one.filed_by.is_none() || one.state == ApplicationState::Submitted),
            Self::Clerk(clerk) => applications::at_counter(tx, clerk.id, id).await?,
        };
        found.ok_or(Error::NotFound)
    }

    /// The same, to change: nobody else can until `tx` ends.
    async fn hold(&self, tx: &mut Tx, id: ApplicationId) -> Result<Application, Error> {
        let found = self.find(tx, id).await?;
        let held = applications::hold(tx, found.applicant_id, id).await?;
        held.ok_or(Error::NotFound)
    }
}

/// More pages than these are listed as tasks.
const LONG: usize = 6;

/// A draft with all that its pages need.
struct Draft {
    application: Application,
    /// The catalogue's present version of it.
    subject: Subject,
    answers: Answers,
    given: Vec<Material>,
    /// Rules whose material is promised for later.
    promised: Vec<String>,
    /// For whom a clerk fills it in.
    person: Option<String>,
}

impl Draft {
    /// `None` where it was submitted.
    async fn open(app: &App, tx: &mut Tx, application: Application) -> Result<Option<Self>, Error> {
        if application.state == ApplicationState::Submitted {
            return Ok(None);
        }
        let subject = Subject::find(app, &application.item).ok_or(Error::NotFound)?;
        let given = store::materials::list(tx, application.id).await?;
        let promised = store::materials::promised(tx, application.id).await?;
        let person = match application.filed_by {
            Some(_) => accounts::applicant(tx, application.applicant_id).await?,
            None => None,
        };
        Ok(Some(Self {
            subject,
            answers: read_answers(&application.answers)?,
            given,
            promised,
            person: person.map(|person| person.name),
            application,
        }))
    }

    fn form(&self) -> Form<'_> {
        self.subject.form()
    }

    /// A clerk fills it in for somebody.
    fn is_at_counter(&self) -> bool {
        self.application.filed_by.is_some()
    }

    fn base(&self) -> String {
        let at = if self.is_at_counter() { COUNTER } else { OWN };
        format!("{at}/{}", self.application.id)
    }

    /// Where it was begun.
    fn start(&self) -> String {
        if self.is_at_counter() {
            counter::PATH.to_owned()
        } else {
            self.subject.start()
        }
    }

    fn head(&self, app: &App) -> Head {
        Head {
            base: self.base(),
            item: self.subject.name().clone(),
            moved: self.is_moved(),
            tasks: self.is_long(),
            kept_until: Some(kept_until(app, self.application.updated_at)),
            again: false,
            list: if self.is_at_counter() {
                counter::PATH
            } else {
                OWN
            },
            person: self.person.clone(),
        }
    }

    /// A new version of the form was published since its author last looked at what is in it.
    fn is_moved(&self) -> bool {
        self.application.definition != self.subject.hash()
    }

    /// Whether its pages are many enough to need a list.
    fn is_long(&self) -> bool {
        let pages = application::pages(self.form(), &self.answers).len();
        pages > LONG || matches!(self.subject, Subject::Bundle(_))
    }

    fn files(&self, rule: &MaterialRule) -> impl Iterator<Item = &Material> {
        let key = rule.key().to_owned();
        self.given.iter().filter(move |given| given.rule == key)
    }

    /// What the applicant keeps and may still use. It is theirs alone to look into.
    async fn held(
        &self,
        app: &App,
        tx: &mut Tx,
        reader: &Reader,
    ) -> Result<Vec<wallet::Entry>, Error> {
        if self.is_at_counter() {
            return Ok(Vec::new());
        }
        let mut held = wallet::list(tx, self.application.applicant_id).await?;
        held.retain(|entry| reuse::is_current(app, reader, entry));
        Ok(held)
    }

    fn is_promised(&self, rule: &MaterialRule) -> bool {
        rule.tolerable && self.promised.iter().any(|key| key == rule.key())
    }

    /// The material to go on to: the next that is missing behind `here`, what may come later (容缺) too, so that
    /// nobody promises what they have at hand; then what is missing before it and has to be there.
    fn next_material(&self, here: Option<&str>) -> Option<(String, Localised)> {
        let rules = application::uploads(self.form(), &self.answers);
        let here = here.and_then(|here| rules.iter().position(|rule| rule.key() == here));
        let missing = || {
            let open = rules.iter().enumerate();
            open.filter(|(at, rule)| {
                let open = !rule.optional && !self.is_promised(rule);
                open && Some(*at) != here && self.files(rule).next().is_none()
            })
        };
        let behind = missing().find(|(at, _)| here.is_none_or(|here| *at > here));
        behind
            .or_else(|| missing().find(|(_, rule)| !rule.tolerable))
            .map(|(_, rule)| (rule.key().to_owned(), rule.name.clone()))
    }

    /// Where the applicant goes on: what changed in the form, or else the next thing to do.
    fn way_on(&self, app: &App, reader: &Reader) -> String {
        if self.is_moved() {
            return format!("{}/changes", self.base());
        }
        self.place_to_go_on(app, reader)
    }

    /// The first page that is not answered, the materials, or the check of the answers.
    fn place_to_go_on(&self, app: &App, reader: &Reader) -> String {
        let missing = missing(app, self.form(), &self.answers, &self.given, reader.now);
        let base = self.base();
        if let Some(page) = missing.pages.first() {
            format!("{base}/pages/{page}")
        } else if missing.materials.is_empty() {
            format!("{base}/answers")
        } else {
            format!("{base}/materials")
        }
    }
}

/// When a draft goes that nobody changes any more.
fn kept_until(app: &App, updated_at: Timestamp) -> Date {
    app.date(updated_at + drafts::KEPT)
}

/// The address of an application, as its reader has it.
fn base(reader: &Reader, id: ApplicationId) -> String {
    let at = match reader.shell.room {
        Room::Desk => COUNTER,
        _ => OWN,
    };
    format!("{at}/{id}")
}

/// What is sent after submission changes nothing, and says so.
fn submitted_before() -> Error {
    let refusal = Blocked::Stage {
        stage: "submitted",
        step: None,
    };
    Error::Refused {
        refusal: refusal.into(),
        case_no: None,
    }
}

fn to_receipt(reader: &Reader, id: ApplicationId) -> Response {
    Redirect::to(&format!("{}/submission", base(reader, id))).into_response()
}

/// Out of a path; what is no id is not there.
fn read_id(raw: &str) -> Result<ApplicationId, Error> {
    raw.parse().map_err(|_| Error::NotFound)
}

/// To look at. `None` where it was submitted.
async fn look(app: &App, reader: &Reader, id: ApplicationId) -> Result<Option<Draft>, Error> {
    let author = Author::of(reader)?;
    let mut tx = app.store.read().await?;
    let found = author.find(&mut tx, id).await?;
    Draft::open(app, &mut tx, found).await
}

/// To change: nobody else can until `tx` ends. `None` where it was submitted.
async fn hold(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    id: ApplicationId,
) -> Result<Option<Draft>, Error> {
    let found = Author::of(reader)?.hold(tx, id).await?;
    Draft::open(app, tx, found).await
}

async fn resume(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    Ok(match look(&app, &reader, id).await? {
        Some(draft) if draft.is_long() && !draft.is_moved() => {
            Redirect::to(&format!("{}/tasks", draft.base())).into_response()
        }
        Some(draft) => Redirect::to(&draft.way_on(&app, &reader)).into_response(),
        None => to_receipt(&reader, id),
    })
}

/// Where mails about the application go, as a page may show it: `m***@example.com`. The account's
/// address, or the one given in the answers, as `notify` has it; nowhere without an account.
async fn told_at(
    app: &App,
    applicant: ApplicantId,
    form: Form<'_>,
    answers: &Answers,
) -> Result<Option<String>, Error> {
    let mut tx = app.store.read().await?;
    let applicant = accounts::applicant(&mut tx, applicant).await?;
    let Some(applicant) = applicant.filter(|applicant| applicant.account_id.is_some()) else {
        return Ok(None);
    };
    if let Some(email) = applicant.email {
        return Ok(Some(masked(email.expose())));
    }
    let answered = form
        .fields()
        .filter(|field| field.kind == FieldKind::Email)
        .find_map(|field| answers.get(field.key()));
    Ok(answered.map(|email| masked(email)))
}

fn masked(email: &str) -> String {
    match (email.chars().next(), email.rsplit_once('@')) {
        (Some(first), Some((_, domain))) => format!("{first}***@{domain}"),
        _ => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_shows_one_letter() {
        assert_eq!(super::masked("ma.xiaojun@example.com"), "m***@example.com");
        assert_eq!(super::masked("@"), "@***@");
        assert_eq!(super::masked(""), "***");
    }
}
