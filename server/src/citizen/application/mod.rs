//! The way of an application: start, form pages, materials, check of the answers, submission.
//! Everything is looked up under the applicant who is signed in; a submitted application leads to
//! its receipt.

mod again;
mod answers;
mod bundle_receipt;
mod changes;
mod drafts;
mod form_page;
mod group;
mod material;
mod materials;
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
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::application::{self, Answers};
use domain::case::Blocked;
use domain::catalogue::{FieldKind, Form, MaterialRule};
use domain::id::ApplicationId;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use store::applications::{self, Application, ApplicationState};
use store::materials::Material;
use store::{Tx, accounts, wallet};

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{missing, read_answers};
use crate::uploads::largest;

pub fn routes(max_upload: u64) -> Router<App> {
    let upload = get(material::show)
        .post(material::upload)
        .layer(DefaultBodyLimit::max(largest(max_upload, material::MOST)));
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
        .route("/applications/{id}", get(resume))
        .route("/applications/{id}/tasks", get(tasks::show))
        .route(
            "/applications/{id}/changes",
            get(changes::show).post(changes::accept),
        )
        .route(
            "/applications/{id}/removal",
            get(drafts::ask_removal).post(drafts::remove),
        )
        .route(
            "/applications/{id}/pages/{page}/members/{member}",
            get(form_page::show_member).post(form_page::save_member),
        )
        .route(
            "/applications/{id}/pages/{page}/members/{member}/removal",
            get(group::ask_removal).post(group::remove),
        )
        .route(
            "/applications/{id}/pages/{page}",
            get(form_page::show).post(form_page::save),
        )
        .route("/applications/{id}/materials", get(materials::show))
        .route("/applications/{id}/materials/{rule}", upload)
        .route(
            "/applications/{id}/materials/{rule}/wallet",
            post(reuse::reuse),
        )
        .route(
            "/applications/{id}/materials/{rule}/promise",
            post(promise::give),
        )
        .route(
            "/applications/{id}/materials/{rule}/promise/removal",
            post(promise::take_back),
        )
        .route(
            "/applications/{id}/materials/{rule}/{material}",
            get(material::serve),
        )
        .route(
            "/applications/{id}/materials/{rule}/{material}/removal",
            post(material::remove),
        )
        .route("/applications/{id}/answers", get(answers::show))
        .route(
            "/applications/{id}/submission",
            get(submission::receipt).post(submission::submit),
        )
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
        Ok(Some(Self {
            subject,
            answers: read_answers(&application.answers)?,
            given,
            promised,
            application,
        }))
    }

    fn form(&self) -> Form<'_> {
        self.subject.form()
    }

    fn base(&self) -> String {
        base(self.application.id)
    }

    fn head(&self, app: &App) -> Head {
        Head {
            base: self.base(),
            item: self.subject.name().clone(),
            moved: self.is_moved(),
            tasks: self.is_long(),
            kept_until: Some(kept_until(app, self.application.updated_at)),
            again: false,
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

    /// What the applicant keeps and may still use.
    async fn held(
        &self,
        app: &App,
        tx: &mut Tx,
        reader: &Reader,
    ) -> Result<Vec<wallet::Entry>, Error> {
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

fn base(id: ApplicationId) -> String {
    format!("/applications/{id}")
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

fn to_receipt(id: ApplicationId) -> Response {
    Redirect::to(&format!("{}/submission", base(id))).into_response()
}

/// Out of a path; what is no id is not there.
fn read_id(raw: &str) -> Result<ApplicationId, Error> {
    raw.parse().map_err(|_| Error::NotFound)
}

/// To look at. `None` where it was submitted.
async fn look(app: &App, reader: &Reader, id: ApplicationId) -> Result<Option<Draft>, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let found = applications::get(&mut tx, applicant, id).await?;
    Draft::open(app, &mut tx, found.ok_or(Error::NotFound)?).await
}

/// To change: nobody else can until `tx` ends. `None` where it was submitted.
async fn hold(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    id: ApplicationId,
) -> Result<Option<Draft>, Error> {
    let found = applications::hold(tx, reader.applicant()?, id).await?;
    Draft::open(app, tx, found.ok_or(Error::NotFound)?).await
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
        None => to_receipt(id),
    })
}

/// Where mails about the application go, as a page may show it: `m***@example.com`. The account's
/// address, or the one given in the answers, as `notify` has it.
async fn told_at(
    app: &App,
    reader: &Reader,
    form: Form<'_>,
    answers: &Answers,
) -> Result<Option<String>, Error> {
    let mut tx = app.store.read().await?;
    let applicant = accounts::applicant(&mut tx, reader.applicant()?).await?;
    if let Some(email) = applicant.and_then(|applicant| applicant.email) {
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
