//! Whose filing it is: the officer, their agency, what it may file and where, and the draft that they have begun.

use std::sync::Arc;

use app::shell::Room;
use domain::application::{self, Answers, Checks};
use domain::catalogue::{Agency, Definition, Field, FormPage, MaterialRule, Prefill, ServiceItem};
use domain::id::{ApplicantId, ApplicationId};
use domain::identifier::phone;
use jiff::Timestamp;
use store::accounts::{self, Applicant};
use store::applications::{self, Application, ApplicationState};
use store::materials::{self, Material};
use store::{Personal, Tx};

use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;
use crate::submission::read_answers;

/// An officer who may file, and their agency.
pub struct Filer<'a> {
    pub officer: Officer,
    pub agency: &'a Agency,
}

/// An item that the agency files with itself, and the draft that the officer has of it.
pub struct Filing<'a> {
    pub filer: Filer<'a>,
    pub definition: Arc<Definition>,
    pub application: Option<Application>,
    pub answers: Answers,
    pub given: Vec<Material>,
}

/// Whether there is anything for the officer to file.
pub fn may_file(app: &App, officer: &Officer) -> bool {
    let agency = app.catalogue.agency(&officer.agency);
    officer.actor.may_file() && agency.is_some_and(|agency| !filed_by(app, agency).is_empty())
}

fn filed_by(app: &App, agency: &Agency) -> Vec<Arc<Definition>> {
    items_of(app, agency, false)
}

/// The items that come to the agency from some place, in their current versions: those for the public, or those that
/// agencies file. There are a few of all.
pub fn items_of(app: &App, agency: &Agency, public: bool) -> Vec<Arc<Definition>> {
    let mut all = app.items();
    all.retain(|definition| {
        let item = &definition.item;
        item.is_public() == public
            && item.routing.function == agency.function
            && places(app, item, agency).next().is_some()
    });
    all
}

/// The places from which the item comes to this very agency.
fn places<'a>(
    app: &'a App,
    item: &'a ServiceItem,
    agency: &'a Agency,
) -> impl Iterator<Item = &'a str> {
    let asked = item.field(item.routing.by.get_ref());
    let lowest = asked.and_then(|field| field.level);
    let all = app
        .catalogue
        .places(lowest)
        .map(|place| place.code.as_str());
    all.filter(|code| is_own(app, item, agency, code))
}

fn is_own(app: &App, item: &ServiceItem, agency: &Agency, code: &str) -> bool {
    let routed = app.catalogue.route(item, code);
    routed.is_some_and(|routed| routed.id == agency.id)
}

impl<'a> Filer<'a> {
    /// # Errors
    /// `Denied` to whoever may not file.
    pub fn of(app: &'a App, reader: &Reader) -> Result<Self, Error> {
        let officer = reader.officer(Room::Desk)?;
        if !officer.actor.may_file() {
            return Err(Error::Denied);
        }
        let agency = app.catalogue.agency(&officer.agency);
        let agency = agency
            .ok_or_else(|| Error::fault(format!("agency {} is not known", officer.agency)))?;
        Ok(Self { officer, agency })
    }

    pub fn definitions(&self, app: &App) -> Vec<Arc<Definition>> {
        filed_by(app, self.agency)
    }

    /// # Errors
    /// `NotFound` for what the agency does not file.
    pub fn definition(&self, app: &App, code: &str) -> Result<Arc<Definition>, Error> {
        self.definitions(app)
            .into_iter()
            .find(|definition| definition.item.code() == code)
            .ok_or(Error::NotFound)
    }

    /// The agency as an applicant, made on first use.
    ///
    /// # Errors
    /// Where the store can't be written.
    pub async fn applicant(
        &self,
        app: &App,
        tx: &mut Tx,
        now: Timestamp,
    ) -> Result<ApplicantId, Error> {
        let agency = self.agency;
        if let Some(id) = accounts::applicant_of_agency(tx, &agency.id).await? {
            return Ok(id);
        }
        let applicant = Applicant {
            id: ApplicantId::new(now, app.entropy()?),
            account_id: None,
            agency: Some(agency.id.clone()),
            entity: true,
            name: agency.name.zh.clone(),
            id_no: Personal::new(&agency.credit_code),
            phone: Personal::new(&agency.phone),
            email: None,
            address: Some(Personal::new(&agency.address.zh)),
            division: agency.division.clone(),
            representative: None,
        };
        Ok(accounts::agency_applicant(tx, &applicant).await?)
    }

    /// Calls `look` with what the checks of this form need to know: the place that decides whose case it is must
    /// be the agency's own.
    pub fn with_checks<T>(
        &self,
        app: &App,
        item: &ServiceItem,
        now: Timestamp,
        look: impl FnOnce(&Checks<'_>) -> T,
    ) -> T {
        look(&Checks {
            today: app.date(now),
            is_division: &|field, code| {
                app.catalogue.is_place(code, field.level)
                    && (!is_routing(item, field) || is_own(app, item, self.agency, code))
            },
        })
    }

    /// The places of the routing question that may be chosen here.
    pub fn own_places<'b>(&'b self, app: &'b App, item: &'b ServiceItem) -> Vec<&'b str> {
        places(app, item, self.agency).collect()
    }

    /// First answers, from what the catalogue says of the agency.
    pub fn prefilled(&self, app: &App, item: &ServiceItem) -> Answers {
        let agency = self.agency;
        item.fields()
            .filter_map(|field| {
                let value = match field.prefill? {
                    Prefill::Name | Prefill::EntityName => agency.name.zh.clone(),
                    Prefill::CreditCode => agency.credit_code.clone(),
                    Prefill::Phone => phone::check(&agency.phone).ok()?.as_str().to_owned(),
                    Prefill::Address => agency.address.zh.clone(),
                    Prefill::Division if is_routing(item, field) => {
                        places(app, item, agency).next()?.to_owned()
                    }
                    Prefill::Division => app
                        .catalogue
                        .is_home_division(&agency.division)
                        .then(|| agency.division.clone())?,
                    Prefill::PersonName
                    | Prefill::IdNo
                    | Prefill::Email
                    | Prefill::HasAgent
                    | Prefill::AgentName
                    | Prefill::AgentPhone => return None,
                };
                Some((field.key().to_owned(), value))
            })
            .collect()
    }
}

/// Whether the field decides whose the case is.
pub fn is_routing(item: &ServiceItem, field: &Field) -> bool {
    field.key() == item.routing.by.get_ref()
}

impl<'a> Filing<'a> {
    /// The officer's draft, or the empty form.
    ///
    /// # Errors
    /// `NotFound` for what the agency does not file.
    pub async fn look(
        app: &'a App,
        tx: &mut Tx,
        reader: &Reader,
        code: &str,
    ) -> Result<Self, Error> {
        let filer = Filer::of(app, reader)?;
        let definition = filer.definition(app, code)?;
        let applicant = accounts::applicant_of_agency(tx, &filer.agency.id).await?;
        let draft = match applicant {
            Some(applicant) => {
                applications::draft_by(tx, applicant, filer.officer.id, code).await?
            }
            None => None,
        };
        Self::with(app, tx, filer, definition, draft).await
    }

    pub async fn with(
        app: &App,
        tx: &mut Tx,
        filer: Filer<'a>,
        definition: Arc<Definition>,
        application: Option<Application>,
    ) -> Result<Self, Error> {
        let (answers, given) = match &application {
            Some(draft) => (
                read_answers(&draft.answers)?,
                materials::list(tx, draft.id).await?,
            ),
            None => (filer.prefilled(app, &definition.item), Vec::new()),
        };
        Ok(Self {
            filer,
            definition,
            application,
            answers,
            given,
        })
    }

    pub fn item(&self) -> &ServiceItem {
        &self.definition.item
    }

    /// `/desk/filings/{code}`.
    pub fn base(&self) -> String {
        base(self.item().code())
    }

    pub fn version(&self) -> i64 {
        self.application.as_ref().map_or(0, |draft| draft.version)
    }

    /// The first page that is not answered soundly, if any.
    pub fn unanswered(&self, app: &App, now: Timestamp) -> Option<&FormPage> {
        let item = self.item();
        self.filer.with_checks(app, item, now, |checks| {
            application::first_unanswered(item, &self.answers, checks)
        })
    }

    pub fn files(&self, rule: &MaterialRule) -> impl Iterator<Item = &Material> {
        let key = rule.key().to_owned();
        self.given.iter().filter(move |given| given.rule == key)
    }
}

pub fn base(code: &str) -> String {
    format!("/desk/filings/{code}")
}

/// An application of the officer's own, draft or not; nobody else's is there.
///
/// # Errors
/// Where the store can't be read.
pub async fn own(
    tx: &mut Tx,
    filer: &Filer<'_>,
    applicant: ApplicantId,
    id: ApplicationId,
) -> Result<Option<Application>, Error> {
    let found = applications::get(tx, applicant, id).await?;
    Ok(found.filter(|one| one.filed_by == Some(filer.officer.id)))
}

pub fn is_submitted(application: &Application) -> bool {
    application.state == ApplicationState::Submitted
}
