//! From a draft to a case: what is still missing, which agency gets it, and the one transaction
//! in which the application is submitted and the case opened. The citizen's form, the counter and
//! the seeding command come through here.

mod agencies;
mod renewal;

use std::collections::BTreeMap;

use domain::application::{self, Answers, Checks};
use domain::case::{
    self, ActorRef, Case, CaseData, Channel, Consulted, Ctx, Fact, Party, Received, Renewal,
};
use domain::catalogue::{Agency, Audience, Definition, Form, MaterialRule, ServiceItem};
use domain::id::{ApplicantId, ApplicationId, CaseId, OfficerId};
use domain::identifier::CaseNo;
use jiff::Timestamp;
use store::applications::{self, Application, Submission};
use store::materials::{self, Material};
use store::{Personal, Tx, cases, serials};

pub use agencies::parties;
use agencies::{consulted, observers};
use renewal::renewal;
pub use renewal::{RenewalWindow, renewable};

use crate::acts;
use crate::counter::TakenIn;
use crate::error::Error;
use crate::query_code;
use crate::reader::Officer;
use crate::shelf;
use crate::state::App;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    pub case_id: CaseId,
    pub case_no: CaseNo,
}

/// The applicant, and who acts: themselves, or somebody for them.
#[derive(Debug, Clone, Copy)]
pub struct Applying {
    pub applicant: ApplicantId,
    pub by: ActorRef,
}

impl From<ApplicantId> for Applying {
    fn from(applicant: ApplicantId) -> Self {
        Self {
            applicant,
            by: ActorRef::Applicant(applicant),
        }
    }
}

/// Why an application can't be submitted as it is; its author can mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmitFault {
    /// Another window saved after the answers were shown.
    Changed,
    Incomplete(Missing),
    /// Nobody can apply for the item, or for a part of it, now.
    Suspended,
    /// Nobody handles the item where it is asked for.
    NoAgency,
    /// Something may be handed in later, and the applicant has not promised to.
    Unpromised,
    /// It would go to an agency for which this counter takes nothing in.
    Elsewhere,
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
        is_division: &|field, code| app.catalogue.is_place(code, field.level),
    })
}

pub fn missing(
    app: &App,
    form: Form<'_>,
    answers: &Answers,
    given: &[Material],
    now: Timestamp,
) -> Missing {
    let pages = with_checks(app, now, |checks| {
        application::pages(form, answers)
            .into_iter()
            .filter(|page| {
                !application::check(&page.fields, answers, checks)
                    .1
                    .is_empty()
            })
            .map(|page| page.key().to_owned())
            .collect()
    });
    let materials = application::uploads(form, answers)
        .into_iter()
        .filter(|rule| {
            !rule.optional && !rule.tolerable && !given.iter().any(|given| given.rule == rule.key())
        })
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

/// Submits a draft under the current version of its item and opens its case. Asked
/// again, it answers with the same case; two calls at once take turns. `version`, where given, is
/// that of the answers that were shown; `promised` that what is missing and
/// may be will be handed in. After a fault nothing is written.
///
/// # Errors
/// The outer error is ours; the inner one the applicant can mend.
pub async fn submit(
    app: &App,
    tx: &mut Tx,
    who: impl Into<Applying>,
    application: ApplicationId,
    version: Option<i64>,
    promised: bool,
    now: Timestamp,
) -> Result<Result<Submitted, SubmitFault>, Error> {
    let Applying { applicant, by } = who.into();
    let sent = Sent {
        applicant,
        application,
        version,
        promised,
        author: Author::Applicant(by),
    };
    submit_by(app, tx, sent, now).await
}

/// The same for what an officer files for their agency, which is accepted with its receipt.
///
/// # Errors
/// As `submit`; `NotFound` for what another officer prepares.
pub async fn file(
    app: &App,
    tx: &mut Tx,
    agency: ApplicantId,
    officer: &Officer,
    application: ApplicationId,
    version: i64,
    now: Timestamp,
) -> Result<Result<Submitted, SubmitFault>, Error> {
    let sent = Sent {
        applicant: agency,
        application,
        version: Some(version),
        // An agency hands in everything at once.
        promised: false,
        author: Author::Officer(officer),
    };
    submit_by(app, tx, sent, now).await
}

/// The same for what a clerk takes in at a counter for somebody.
///
/// # Errors
/// As `submit`; `NotFound` for what another clerk has begun.
pub async fn take_in(
    app: &App,
    tx: &mut Tx,
    taken: &TakenIn<'_>,
    draft: &Application,
    version: Option<i64>,
    promised: bool,
    now: Timestamp,
) -> Result<Result<Submitted, SubmitFault>, Error> {
    let sent = Sent {
        applicant: draft.applicant_id,
        application: draft.id,
        version,
        promised,
        author: Author::Counter(taken),
    };
    submit_by(app, tx, sent, now).await
}

/// Whose work a receipt is.
#[derive(Debug, Clone, Copy)]
pub enum Author<'a> {
    /// The applicant's, or a job's for them.
    Applicant(ActorRef),
    /// Of the agency that stands in the applicant's place.
    Officer(&'a Officer),
    /// A clerk's, for whoever stands before them.
    Counter(&'a TakenIn<'a>),
}

impl Author<'_> {
    /// Which officer's draft it has to be.
    fn prepared_by(&self) -> Option<OfficerId> {
        match self {
            Self::Applicant(_) => None,
            Self::Officer(officer) => Some(officer.id),
            Self::Counter(taken) => Some(taken.clerk.id),
        }
    }

    /// Whether it may go to the agency. One that files does so with itself alone, and a counter takes in for those
    /// that the catalogue names.
    fn may_send(&self, app: &App, agency: &Agency) -> bool {
        match self {
            Self::Applicant(_) => true,
            Self::Officer(officer) => officer.agency == agency.id,
            Self::Counter(taken) => taken.clerk.takes_in_for(app, &agency.id),
        }
    }
}

/// A draft that is to be submitted.
struct Sent<'a> {
    applicant: ApplicantId,
    application: ApplicationId,
    version: Option<i64>,
    promised: bool,
    author: Author<'a>,
}

async fn submit_by(
    app: &App,
    tx: &mut Tx,
    sent: Sent<'_>,
    now: Timestamp,
) -> Result<Result<Submitted, SubmitFault>, Error> {
    let Sent {
        applicant,
        version,
        promised,
        author,
        ..
    } = sent;
    let draft = applications::hold(tx, applicant, sent.application)
        .await?
        .filter(|draft| draft.filed_by == author.prepared_by())
        .ok_or(Error::NotFound)?;
    if draft.case_id.is_some() {
        return Ok(Ok(submitted(tx, draft.id).await?));
    }
    if version.is_some_and(|seen| seen != draft.version) {
        return Ok(Err(SubmitFault::Changed));
    }
    // Another machine may have published a version a moment ago.
    app.shelf.refresh(tx, app).await?;
    let definition = app.item(&draft.item).ok_or(Error::NotFound)?;
    let item = &definition.item;
    if item.suspension(app.date(now)).is_some() {
        return Ok(Err(SubmitFault::Suspended));
    }
    let all = read_answers(&draft.answers)?;
    let answers = application::counting(item, &all);
    let given = materials::list(tx, draft.id).await?;
    let missing = missing(app, item.into(), &answers, &given, now);
    if !missing.is_nothing() {
        return Ok(Err(SubmitFault::Incomplete(missing)));
    }
    let Some(placed) = place(app, item, &answers) else {
        return Ok(Err(SubmitFault::NoAgency));
    };
    if !author.may_send(app, placed.agency) {
        return Ok(Err(SubmitFault::Elsewhere));
    }
    let one_by_one = materials::promised(tx, draft.id).await?;
    let has_word =
        |rule: &&MaterialRule| promised || one_by_one.iter().any(|key| key == rule.key());
    if !owed(item, &answers, &given).iter().all(has_word) {
        return Ok(Err(SubmitFault::Unpromised));
    }
    let renews = renewal(app, tx, &draft, now).await?;
    let stored = write_answers(&answers)?;
    let version = settle(tx, &draft, &definition, &stored, now).await?;
    let case_id = CaseId::new(now, app.entropy()?);
    if let Submission::Already(_) =
        applications::mark_submitted(tx, applicant, draft.id, version, case_id, now).await?
    {
        return Ok(Ok(submitted(tx, draft.id).await?));
    }
    let opening = Opening {
        case: case_id,
        application: draft.id,
        applicant,
        definition: &definition,
        placed,
        answers: &answers,
        stored: &stored,
        given,
        renews,
    };
    let case_no = open(app, tx, opening, author, now).await?;
    Ok(Ok(Submitted { case_id, case_no }))
}

/// Who handles an application: known before anything is written.
#[derive(Debug)]
pub struct Placed<'a> {
    agency: &'a Agency,
    division: String,
    consulted: Vec<Consulted>,
    parties: Vec<Party>,
    observers: Vec<String>,
}

impl Placed<'_> {
    /// Whose numbers the case is counted among.
    pub fn county(&self) -> &str {
        county(&self.division)
    }
}

/// Absent where nobody handles the item, or a part of it, in the division that the answers name.
pub fn place<'a>(app: &'a App, item: &ServiceItem, answers: &Answers) -> Option<Placed<'a>> {
    let (agency, division) = route(app, item, answers)?;
    Some(Placed {
        agency,
        division: division.to_owned(),
        consulted: consulted(app, item, division)?,
        parties: parties(app, item, answers, division)?,
        observers: observers(app, item, division)?,
    })
}

/// The case of an application that is submitted, with all that its receipt says.
#[derive(Debug)]
pub struct Opening<'a> {
    pub case: CaseId,
    pub application: ApplicationId,
    pub applicant: ApplicantId,
    pub definition: &'a Definition,
    pub placed: Placed<'a>,
    pub answers: &'a Answers,
    /// The same, as they are stored.
    pub stored: &'a Personal,
    pub given: Vec<Material>,
    pub renews: Option<Renewal>,
}

/// What an officer files is accepted at once.
///
/// # Errors
/// Where the store refuses; `Refused` for an officer who may not file it.
pub async fn open(
    app: &App,
    tx: &mut Tx,
    opening: Opening<'_>,
    author: Author<'_>,
    now: Timestamp,
) -> Result<CaseNo, Error> {
    let Opening {
        case,
        application,
        applicant,
        definition,
        placed,
        answers,
        stored,
        given,
        renews,
    } = opening;
    let item = &definition.item;
    let Placed {
        agency,
        division,
        consulted,
        parties,
        observers,
    } = placed;
    let case_no = next_number(app, tx, &division, now).await?;
    let keys = app.store.keys();
    let query_code_digest = match author {
        Author::Applicant(_) | Author::Counter(_) => {
            let code = query_code::code(keys, &case)?;
            query_code::digest(keys, &case_no, &code)?
        }
        // Nobody follows it without an account: there is no code, and none has this digest.
        Author::Officer(_) => String::new(),
    };
    let prefecture = app.catalogue.prefecture_of(&division);
    // Another machine may have taken a notice over a moment ago.
    app.calendars.refresh(tx, &app.catalogue).await?;
    let calendars = app.calendars.current();
    let calendar = calendars.of(&agency.id);
    app.calendars.store(tx, now).await?;
    let received = Received {
        case,
        no: case_no.clone(),
        query_code_digest,
        application,
        applicant,
        item: item.code().to_owned(),
        definition: definition.hash.clone(),
        kind: item.kind,
        agency: agency.id.clone(),
        prefecture: prefecture
            .map_or(division.as_str(), |place| &place.code)
            .to_owned(),
        division,
        channel: match author {
            Author::Counter(_) => Channel::Counter,
            Author::Applicant(_) | Author::Officer(_) => Channel::Online,
        },
        answers_digest: keys.digest("answers", stored.expose())?,
        tolerated: owed(item, answers, &given)
            .into_iter()
            .map(|rule| rule.key().to_owned())
            .collect(),
        materials: asked(item, answers, given),
        calendar: Some(calendar.version().to_owned()),
        cut_off: agency.cut_off,
        consulted,
        renews,
        parties,
        confidential: item.confidential,
        observers,
        identity: match author {
            Author::Counter(taken) => Some(taken.identity),
            Author::Applicant(_) | Author::Officer(_) => None,
        },
    };
    let (by, facts) = match author {
        Author::Applicant(by) => (by, vec![Fact::Received(Box::new(received))]),
        Author::Counter(taken) => (
            taken.clerk.by(applicant),
            vec![Fact::Received(Box::new(received))],
        ),
        Author::Officer(officer) => {
            let data = CaseData {
                answers: answers.clone(),
                applicant: Audience::Agency,
                records: BTreeMap::new(),
            };
            let ctx = Ctx {
                data: Some(&data),
                ..app.ctx(definition, calendar, now)
            };
            let filed = Case::file(received, &officer.actor, &ctx);
            let filed = filed.map_err(|refusal| Error::Refused {
                refusal,
                case_no: None,
            });
            (officer.actor.by, filed?)
        }
    };
    acts::open(app, tx, case, by, now, facts).await?;
    Ok(case_no)
}

/// The definition is kept with its first case, and the answers as the agency gets them.
async fn settle(
    tx: &mut Tx,
    draft: &Application,
    definition: &Definition,
    answers: &Personal,
    now: Timestamp,
) -> Result<i64, Error> {
    shelf::keep(tx, definition, now).await?;
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

/// The number has the county of a town or village.
fn county(division: &str) -> &str {
    division.get(..6).unwrap_or(division)
}

async fn next_number(
    app: &App,
    tx: &mut Tx,
    division: &str,
    now: Timestamp,
) -> Result<CaseNo, Error> {
    let on = app.date(now);
    let division = county(division);
    let serial = serials::next_serial(tx, &format!("case:{division}"), on).await?;
    u32::try_from(serial)
        .ok()
        .and_then(|serial| CaseNo::new(division, on, serial).ok())
        .ok_or_else(|| Error::fault(format!("no case number for {division} and {serial}")))
}

/// What may be handed in later and was not given yet (容缺受理).
pub fn owed<'a>(
    item: &'a ServiceItem,
    answers: &Answers,
    given: &[Material],
) -> Vec<&'a MaterialRule> {
    application::uploads(item, answers)
        .into_iter()
        .filter(|rule| rule.tolerable && !given.iter().any(|given| given.rule == rule.key()))
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
