//! From a draft to a case: what is still missing, which agency gets it, and the one transaction
//! in which the application is submitted and the case opened. The citizen's form, the counter and
//! the seeding command come through here.

use domain::application::{self, Answers, Checks};
use domain::case::{self, ActorRef, Channel, Consulted, Fact, Received, Renewal};
use domain::catalogue::{Agency, Definition, ServiceItem};
use domain::id::{ApplicantId, ApplicationId, CaseId};
use domain::identifier::{CaseNo, LicenceNo};
use domain::limit::latest_before;
use jiff::Timestamp;
use jiff::civil::Date;
use store::applications::{self, Application, Submission};
use store::cases::LicenceRow;
use store::materials::{self, Material};
use store::{Personal, Tx, cases, definitions, serials};

use crate::acts;
use crate::error::Error;
use crate::query_code;
use crate::state::App;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    pub case_id: CaseId,
    pub case_no: CaseNo,
}

/// Why an application can't be submitted as it is; its author can mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmitFault {
    /// Another window saved after the answers were shown.
    Changed,
    Incomplete(Missing),
    /// Nobody handles the item where it is asked for.
    NoAgency,
}

/// Keys of what is missing, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missing {
    pub pages: Vec<String>,
    pub materials: Vec<String>,
}

impl Missing {
    pub fn is_nothing(&self) -> bool {
        self.pages.is_empty() && self.materials.is_empty()
    }
}

/// Answers as they are stored.
///
/// # Errors
/// A fault where they do not read back.
pub fn read_answers(stored: &Personal) -> Result<Answers, Error> {
    // The parser's words could repeat what was stored.
    serde_json::from_str(stored.expose())
        .map_err(|_| Error::fault("stored answers do not read back"))
}

/// Answers as they are to be stored.
///
/// # Errors
/// Never in practice: text keys and text values have a JSON form.
pub fn write_answers(answers: &Answers) -> Result<Personal, Error> {
    serde_json::to_string(answers)
        .map(Personal::new)
        .map_err(|error| Error::fault(format!("answers: {error}")))
}

/// Calls `look` with what the checks of answers need to know of this place and day.
pub fn with_checks<T>(app: &App, now: Timestamp, look: impl FnOnce(&Checks<'_>) -> T) -> T {
    look(&Checks {
        today: app.date(now),
        is_division: &|code| app.catalogue.is_home_division(code),
    })
}

pub fn missing(
    app: &App,
    item: &ServiceItem,
    answers: &Answers,
    given: &[Material],
    now: Timestamp,
) -> Missing {
    let pages = with_checks(app, now, |checks| {
        application::pages(item, answers)
            .into_iter()
            .filter(|page| {
                !application::check(&page.fields, answers, checks)
                    .1
                    .is_empty()
            })
            .map(|page| page.key().to_owned())
            .collect()
    });
    let materials = application::uploads(item, answers)
        .into_iter()
        .filter(|rule| !rule.optional && !given.iter().any(|given| given.rule == rule.key()))
        .map(|rule| rule.key().to_owned())
        .collect();
    Missing { pages, materials }
}

/// The agency that the answers lead to, and the division that they name.
pub fn route<'a, 'b>(
    app: &'a App,
    item: &ServiceItem,
    answers: &'b Answers,
) -> Option<(&'a Agency, &'b str)> {
    let division = answers.get(item.routing.by.get_ref())?;
    Some((app.catalogue.route(item, division)?, division))
}

/// Submits a draft under the catalogue's present version of its item and opens its case. Asked
/// again, it answers with the same case; two calls at once take turns. `version`, where given, is
/// that of the answers that were shown. After a fault nothing is written.
///
/// # Errors
/// The outer error is ours; the inner one the applicant can mend.
pub async fn submit(
    app: &App,
    tx: &mut Tx,
    applicant: ApplicantId,
    application: ApplicationId,
    version: Option<i64>,
    now: Timestamp,
) -> Result<Result<Submitted, SubmitFault>, Error> {
    let draft = applications::hold(tx, applicant, application)
        .await?
        .ok_or(Error::NotFound)?;
    if draft.case_id.is_some() {
        return Ok(Ok(submitted(tx, draft.id).await?));
    }
    if version.is_some_and(|seen| seen != draft.version) {
        return Ok(Err(SubmitFault::Changed));
    }
    let definition = app.catalogue.item(&draft.item).ok_or(Error::NotFound)?;
    let item = &definition.item;
    let all = read_answers(&draft.answers)?;
    let answers = application::counting(item, &all);
    let given = materials::list(tx, draft.id).await?;
    let missing = missing(app, item, &answers, &given, now);
    if !missing.is_nothing() {
        return Ok(Err(SubmitFault::Incomplete(missing)));
    }
    let Some((agency, division)) = route(app, item, &answers) else {
        return Ok(Err(SubmitFault::NoAgency));
    };
    let Some(consulted) = consulted(app, item, division) else {
        return Ok(Err(SubmitFault::NoAgency));
    };
    let renews = renewal(app, tx, &draft, now).await?;
    let stored = write_answers(&answers)?;
    let version = settle(tx, &draft, definition, &stored, now).await?;
    let case_id = CaseId::new(now, app.entropy()?);
    if let Submission::Already(_) =
        applications::mark_submitted(tx, applicant, draft.id, version, case_id, now).await?
    {
        return Ok(Ok(submitted(tx, draft.id).await?));
    }
    let case_no = next_number(app, tx, division, now).await?;
    let keys = app.store.keys();
    let code = query_code::code(keys, &case_id)?;
    let prefecture = app.catalogue.prefecture_of(division);
    // Another machine may have taken a notice over a moment ago.
    app.calendars.refresh(tx, &app.catalogue).await?;
    let calendars = app.calendars.current();
    app.calendars.store(tx, now).await?;
    let received = Received {
        case: case_id,
        no: case_no.clone(),
        query_code_digest: query_code::digest(keys, &case_no, &code)?,
        application: draft.id,
        applicant,
        item: draft.item.clone(),
        definition: definition.hash.clone(),
        kind: item.kind,
        agency: agency.id.clone(),
        division: division.to_owned(),
        prefecture: prefecture.map_or(division, |place| &place.code).to_owned(),
        channel: Channel::Online,
        answers_digest: keys.digest("answers", stored.expose())?,
        materials: asked(item, &answers, given),
        calendar: Some(calendars.of(&agency.id).version().to_owned()),
        cut_off: agency.cut_off,
        consulted,
        renews,
    };
    let fact = Fact::Received(Box::new(received));
    acts::open(app, tx, case_id, ActorRef::Applicant(applicant), now, fact).await?;
    Ok(Ok(Submitted { case_id, case_no }))
}

/// The definition is kept with its first case, and the answers as the agency gets them.
async fn settle(
    tx: &mut Tx,
    draft: &Application,
    definition: &Definition,
    answers: &Personal,
    now: Timestamp,
) -> Result<i64, Error> {
    let kept = definitions::Definition {
        hash: definition.hash.clone(),
        item: draft.item.clone(),
        source: definition.source.clone(),
        first_used_at: now,
    };
    definitions::put(tx, &kept).await?;
    if draft.definition == definition.hash && draft.answers == *answers {
        return Ok(draft.version);
    }
    let (applicant, version) = (draft.applicant_id, draft.version);
    let hash = &definition.hash;
    Ok(applications::save_answers(tx, applicant, draft.id, version, hash, answers, now).await?)
}

/// The case of an application that was submitted before.
async fn submitted(tx: &mut Tx, application: ApplicationId) -> Result<Submitted, Error> {
    let key = cases::by_application(tx, application)
        .await?
        .ok_or_else(|| Error::fault(format!("application {application} has no case")))?;
    let case_no = CaseNo::parse(&key.case_no)
        .map_err(|fault| Error::fault(format!("case number {}: {fault}", key.case_no)))?;
    Ok(Submitted {
        case_id: key.id,
        case_no,
    })
}

async fn next_number(
    app: &App,
    tx: &mut Tx,
    division: &str,
    now: Timestamp,
) -> Result<CaseNo, Error> {
    let on = app.date(now);
    let serial = serials::next_serial(tx, &format!("case:{division}"), on).await?;
    u32::try_from(serial)
        .ok()
        .and_then(|serial| CaseNo::new(division, on, serial).ok())
        .ok_or_else(|| Error::fault(format!("no case number for {division} and {serial}")))
}

/// The licence that the draft asks to have renewed, if it is the applicant's, has not run out, and is renewed
/// under this item.
async fn renewal(
    app: &App,
    tx: &mut Tx,
    draft: &Application,
    now: Timestamp,
) -> Result<Option<Renewal>, Error> {
    let Some(number) = &draft.renews else {
        return Ok(None);
    };
    // What is being renewed, or was, is not renewed again.
    if applications::is_renewed(tx, number).await? {
        return Ok(None);
    }
    let Some(licence) = cases::licence(tx, draft.applicant_id, number).await? else {
        return Ok(None);
    };
    Ok(renewable(app, &licence, now)
        .filter(|window| window.item == draft.item && !window.is_over)
        .and_then(|window| {
            Some(Renewal {
                licence: LicenceNo::parse(number).ok()?,
                expires_on: window.expires_on,
                timely: window.is_timely,
            })
        }))
}

/// When, and under which item, a licence is renewed (行政许可法 50).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalWindow {
    pub item: String,
    pub expires_on: Date,
    /// The last day on which silence until the end of the licence renews it.
    pub apply_by: Date,
    pub is_timely: bool,
    /// The licence has run out.
    pub is_over: bool,
}

/// Absent for a licence without an end, and where its item knows no renewal.
pub fn renewable(app: &App, licence: &LicenceRow, now: Timestamp) -> Option<RenewalWindow> {
    let expires_on = licence.valid_until?;
    let definition = app.catalogue.item(&licence.item)?;
    let rule = definition.item.licence.as_ref()?.renewal.as_ref()?;
    let calendars = app.calendars.current();
    let apply_by = latest_before(expires_on, rule.apply_before, calendars.national());
    let today = app.date(now);
    Some(RenewalWindow {
        item: rule.item.get_ref().clone(),
        expires_on,
        apply_by,
        is_timely: today <= apply_by,
        is_over: today > expires_on,
    })
}

/// Whom the definition wants to be asked; absent where there is no such agency, since nobody may decide without.
fn consulted(app: &App, item: &ServiceItem, division: &str) -> Option<Vec<Consulted>> {
    let agency_of = |function: &str| {
        let level = item.routing.level;
        app.catalogue.responsible(function, level, division)
    };
    item.consultations
        .iter()
        .map(|consultation| {
            Some(Consulted {
                key: consultation.key.get_ref().clone(),
                agency: agency_of(&consultation.function)?.id.clone(),
            })
        })
        .collect()
}

/// The files for rules that still apply; others were given before an answer was changed.
fn asked(item: &ServiceItem, answers: &Answers, given: Vec<Material>) -> Vec<case::Material> {
    let uploads = application::uploads(item, answers);
    given
        .into_iter()
        .filter(|given| uploads.iter().any(|rule| rule.key() == given.rule))
        .map(|given| case::Material {
            rule: given.rule,
            id: given.id,
            digest: given.digest,
        })
        .collect()
}
