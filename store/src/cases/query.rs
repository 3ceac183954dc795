//! One case by its number, and a person's own cases.

use domain::id::{ApplicantId, ApplicationId, CaseId};
use domain::lamp::LampInputs;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::column::{MaybeMs, MaybeText, Ms, Text};
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Tx};

/// Rows of a page.
pub const PAGE: i64 = 50;

/// What identifies a case and says who may see it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CaseKey {
    #[sqlx(try_from = "Text")]
    pub id: CaseId,
    pub case_no: String,
    pub query_code_digest: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub division: String,
    pub kind: String,
    #[sqlx(try_from = "Text")]
    pub applicant_id: ApplicantId,
    #[sqlx(try_from = "Text")]
    pub application_id: ApplicationId,
    /// Its parties alone may see it.
    #[sqlx(try_from = "Ms")]
    pub confidential: bool,
}

const KEY: &str = "id, case_no, query_code_digest, item, definition, agency, division, kind, \
                   applicant_id, application_id, confidential";

/// # Errors
/// `NotFound` where no case has the number.
pub async fn key_by_no(tx: &mut Tx, no: &str) -> Result<CaseKey, Error> {
    sql_dynamic(format!("SELECT {KEY} FROM cases WHERE case_no = $1"))
        .bind(no)
        .one(tx)
        .await
}

/// # Errors
/// `NotFound` where there is no such case.
pub async fn key_by_id(tx: &mut Tx, id: CaseId) -> Result<CaseKey, Error> {
    sql_dynamic(format!("SELECT {KEY} FROM cases WHERE id = $1"))
        .bind(id)
        .one(tx)
        .await
}

/// Whether the agency has a part in the case beside the case's own.
pub async fn is_party(tx: &mut Tx, id: CaseId, agency: &str) -> Result<bool, Error> {
    let row: Option<(String,)> =
        sql("SELECT agency FROM parties WHERE case_id = $1 AND agency = $2")
            .bind(id)
            .bind(agency)
            .optional(tx)
            .await?;
    Ok(row.is_some())
}

/// A case of another agency's in which one has a part.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SharedCase {
    #[sqlx(try_from = "Text")]
    pub id: CaseId,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub stage: String,
    pub step: Option<String>,
    pub result: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub received_at: Timestamp,
}

/// The cases of others in which an agency has a part, newest first, from before `last` on.
pub async fn shared_with(
    tx: &mut Tx,
    agency: &str,
    last: Option<CaseId>,
) -> Result<Vec<SharedCase>, Error> {
    // Ids are in the order of time; `g` comes after every one of them.
    sql(
        "SELECT c.id, c.case_no, c.item, c.definition, c.agency, c.stage, c.step, c.result, c.received_at \
         FROM parties p JOIN cases c ON c.id = p.case_id \
         WHERE p.agency = $1 AND p.case_id < $2 ORDER BY p.case_id DESC LIMIT $3",
    )
    .bind(agency)
    .bind(last.map_or_else(|| "g".to_owned(), |id| id.to_string()))
    .bind(PAGE)
    .all(tx)
    .await
}

/// Whether there is any of them.
pub async fn is_shared_with(tx: &mut Tx, agency: &str) -> Result<bool, Error> {
    let row: Option<(String,)> = sql("SELECT case_id FROM parties WHERE agency = $1 LIMIT 1")
        .bind(agency)
        .optional(tx)
        .await?;
    Ok(row.is_some())
}

/// A licence that a case issued.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LicenceRow {
    pub number: String,
    pub item: String,
    #[sqlx(try_from = "MaybeText")]
    pub valid_until: Option<Date>,
}

/// The applicant's own licence; anybody else's is not there.
pub async fn licence(
    tx: &mut Tx,
    applicant: ApplicantId,
    number: &str,
) -> Result<Option<LicenceRow>, Error> {
    sql("SELECT number, item, valid_until FROM licences WHERE number = $1 AND applicant_id = $2")
        .bind(number)
        .bind(applicant)
        .optional(tx)
        .await
}

/// A licence as whoever is shown it may ask about it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct IssuedLicence {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    #[sqlx(try_from = "Text")]
    pub issued_on: Date,
    #[sqlx(try_from = "MaybeText")]
    pub valid_until: Option<Date>,
    #[sqlx(try_from = "MaybeMs")]
    pub revoked_at: Option<Timestamp>,
}

/// Those of confidential cases are not there.
pub async fn issued_licence(tx: &mut Tx, number: &str) -> Result<Option<IssuedLicence>, Error> {
    sql(
        "SELECT l.case_id, l.issued_on, l.valid_until, l.revoked_at FROM licences l
         JOIN cases c ON c.id = l.case_id WHERE l.number = $1 AND c.confidential = 0",
    )
    .bind(number)
    .optional(tx)
    .await
}

/// An open case, as a walk over all of them meets it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OpenCase {
    #[sqlx(try_from = "Text")]
    pub id: CaseId,
    pub case_no: String,
    pub agency: String,
    /// The version that it is counted by.
    pub calendar: String,
}

/// Open cases in order of their ids, from after `last` on.
pub async fn open_after(
    tx: &mut Tx,
    last: Option<CaseId>,
    limit: i64,
) -> Result<Vec<OpenCase>, Error> {
    sql(
        "SELECT id, case_no, agency, calendar FROM cases WHERE open = 1 AND id > $1 \
         ORDER BY id LIMIT $2",
    )
    .bind(last.map_or_else(String::new, |id| id.to_string()))
    .bind(limit)
    .all(tx)
    .await
}

/// How many entries a case's journal has.
pub async fn seq(tx: &mut Tx, id: CaseId) -> Result<u64, Error> {
    let (seq,): (i64,) = sql("SELECT seq FROM cases WHERE id = $1")
        .bind(id)
        .one(tx)
        .await?;
    Ok(u64::try_from(seq).unwrap_or_default())
}

/// Whether there is no case at all.
pub async fn is_empty(tx: &mut Tx) -> Result<bool, Error> {
    let (count,): (i64,) = sql("SELECT COUNT(*) FROM (SELECT 1 FROM cases LIMIT 1) AS any_case")
        .one(tx)
        .await?;
    Ok(count == 0)
}

/// The cases of an agency that wait at a step.
pub async fn waiting_at(
    tx: &mut Tx,
    agency: &str,
    step: &str,
    limit: i64,
) -> Result<Vec<CaseKey>, Error> {
    sql_dynamic(format!(
        "SELECT {KEY} FROM cases WHERE id IN \
         (SELECT case_id FROM tasks WHERE agency = $1 AND step = $2) AND open = 1 \
         AND id NOT LIKE 'copy-%' ORDER BY id LIMIT $3"
    ))
    .bind(agency)
    .bind(step)
    .bind(limit)
    .all(tx)
    .await
}

pub async fn by_application(
    tx: &mut Tx,
    application: ApplicationId,
) -> Result<Option<CaseKey>, Error> {
    sql_dynamic(format!("SELECT {KEY} FROM cases WHERE application_id = $1"))
        .bind(application)
        .optional(tx)
        .await
}

/// The stored digest of a case's query code; absent for an unknown number, and for a confidential case.
pub async fn track_digest(tx: &mut Tx, no: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> =
        sql("SELECT query_code_digest FROM cases WHERE case_no = $1 AND confidential = 0")
            .bind(no)
            .optional(tx)
            .await?;
    Ok(row.map(|(digest,)| digest))
}

/// A row of a list of cases.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CaseSummary {
    #[sqlx(try_from = "Text")]
    pub id: CaseId,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub division: String,
    pub stage: String,
    #[sqlx(try_from = "Ms")]
    pub paused: bool,
    pub step: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub open: bool,
    #[sqlx(try_from = "Ms")]
    pub received_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub concluded_at: Option<Timestamp>,
    pub result: Option<String>,
    #[sqlx(try_from = "MaybeMs")]
    pub in_time: Option<bool>,
    #[sqlx(try_from = "MaybeMs")]
    pub soon_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub due_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub statutory_due_at: Option<Timestamp>,
    pub applicant: String,
    pub rating: Option<i64>,
    /// It waits for the applicant.
    #[sqlx(try_from = "Ms")]
    pub turn: bool,
}

pub(super) const SUMMARY: &str = "c.id, c.case_no, c.item, c.definition, c.agency, c.division, c.stage, c.paused, \
     c.step, c.open, c.received_at, c.concluded_at, c.result, c.in_time, c.soon_at, c.due_at, \
     c.statutory_due_at, a.name AS applicant, c.rating, c.turn \
     FROM cases c JOIN applicants a ON a.id = c.applicant_id";

impl CaseSummary {
    pub fn lamp_inputs(&self) -> LampInputs {
        LampInputs {
            open: self.open,
            waiting: self.paused || self.stage == "awaiting-supplement",
            soon_at: self.soon_at,
            due_at: self.due_at,
            statutory_due_at: self.statutory_due_at,
            in_time: self.in_time,
        }
    }
}

/// Which of a person's own cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Own {
    #[default]
    All,
    /// Those that wait for the applicant.
    Turn,
    Open,
    Ended,
}

impl Own {
    pub const ALL: [Self; 4] = [Self::All, Self::Turn, Self::Open, Self::Ended];

    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Turn => "turn",
            Self::Open => "open",
            Self::Ended => "ended",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }

    pub fn holds(self, case: &CaseSummary) -> bool {
        match self {
            Self::All => true,
            Self::Turn => case.turn,
            Self::Open => case.open,
            Self::Ended => !case.open,
        }
    }

    fn clause(self) -> &'static str {
        match self {
            Self::All => "1 = 1",
            Self::Turn => "c.turn = 1",
            Self::Open => "c.open = 1",
            Self::Ended => "c.open = 0",
        }
    }
}

/// Where a page of `by_applicant` ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnPlace {
    pub turn: bool,
    pub received_at: Timestamp,
    pub id: CaseId,
}

impl CaseSummary {
    pub fn place(&self) -> OwnPlace {
        OwnPlace {
            turn: self.turn,
            received_at: self.received_at,
            id: self.id,
        }
    }
}

/// A person's cases: those that wait for them first, then newest first. `after` continues a list.
pub async fn by_applicant(
    tx: &mut Tx,
    applicant: ApplicantId,
    own: Own,
    after: Option<&OwnPlace>,
    limit: i64,
) -> Result<Vec<CaseSummary>, Error> {
    // Ids are in the order of time; `g` comes after every one of them. The cursor's first part is repeated as a
    // bound of the index range.
    let (turn, at, id) = after.map_or((1, Timestamp::MAX, "g".to_owned()), |place| {
        let id = place.id.to_string();
        (i64::from(place.turn), place.received_at, id)
    });
    sql_dynamic(format!(
        "SELECT {SUMMARY} WHERE c.applicant_id = $1 AND {} AND c.turn <= $2 \
           AND (c.turn < $2 OR c.received_at < $3 OR (c.received_at = $3 AND c.id < $4)) \
         ORDER BY c.turn DESC, c.received_at DESC, c.id DESC LIMIT $5",
        own.clause()
    ))
    .bind(applicant)
    .bind(turn)
    .bind(at)
    .bind(id)
    .bind(limit.min(PAGE))
    .all(tx)
    .await
}

/// The cases of a bundle's parts, in the bundle's order.
pub async fn of_bundle(tx: &mut Tx, bundle: ApplicationId) -> Result<Vec<CaseSummary>, Error> {
    sql_dynamic(format!(
        "SELECT {SUMMARY} JOIN bundle_parts p ON p.case_id = c.id \
         WHERE p.application_id = $1 ORDER BY p.position LIMIT $2"
    ))
    .bind(bundle)
    .bind(PAGE)
    .all(tx)
    .await
}

/// Those of a bundle in which an agency has a part beside the case's own.
pub async fn of_bundle_shared_with(
    tx: &mut Tx,
    bundle: ApplicationId,
    agency: &str,
) -> Result<Vec<CaseId>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        case_id: CaseId,
    }
    let rows = sql(
        "SELECT p.case_id FROM bundle_parts b JOIN parties p ON p.case_id = b.case_id \
         WHERE b.application_id = $1 AND p.agency = $2 LIMIT $3",
    )
    .bind(bundle)
    .bind(agency)
    .bind(PAGE)
    .all::<Row>(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.case_id).collect())
}

/// Another case of the same applicant for the same item.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Again {
    pub case_no: String,
    pub stage: String,
    pub result: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub received_at: Timestamp,
}

const AGAIN: &str = "SELECT c.case_no, c.stage, c.result, c.received_at FROM cases c \
     WHERE c.applicant_id = $1 AND c.item = $2 AND c.id <> $3 AND (c.agency = $4 OR EXISTS \
       (SELECT 1 FROM parties p WHERE p.case_id = c.id AND p.agency = $4)) \
     ORDER BY c.received_at DESC, c.id DESC LIMIT $5";

/// What else the applicant of a case applied for with its item, newest first: those that an agency may see.
pub async fn again(
    tx: &mut Tx,
    key: &CaseKey,
    agency: &str,
    limit: u8,
) -> Result<Vec<Again>, Error> {
    sql(AGAIN)
        .bind(key.applicant_id)
        .bind(&key.item)
        .bind(key.id)
        .bind(agency)
        .bind(limit)
        .all(tx)
        .await
}

/// The items of the latest 2,000 cases, most applied for first; confidential ones don't count.
pub async fn popular(tx: &mut Tx, limit: i64) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = sql(
        "SELECT item FROM (SELECT item FROM cases WHERE confidential = 0 \
           ORDER BY id DESC LIMIT 2000) AS latest \
         GROUP BY item ORDER BY COUNT(*) DESC, item LIMIT $1",
    )
    .bind(limit)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(item,)| item).collect())
}

/// A case whose signal is due. A case with several due deadlines comes several times.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DueSignal {
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
}

/// Cases whose next signal is due, the longest waiting first. `after` is the last one of the
/// batch before: what could not be worked off never stands before the rest.
pub async fn due_signals(
    tx: &mut Tx,
    now: Timestamp,
    after: Option<&DueSignal>,
    limit: i64,
) -> Result<Vec<DueSignal>, Error> {
    let (at, case) = after.map_or((i64::MIN, String::new()), |last| {
        (last.at.as_millisecond(), last.case_id.to_string())
    });
    // The cursor's first part is repeated as a bound of the index range.
    sql(
        "SELECT DISTINCT next_signal_at AS at, case_id FROM deadlines \
         WHERE next_signal_at IS NOT NULL AND next_signal_at <= $1 AND next_signal_at >= $2 \
           AND (next_signal_at > $2 OR case_id > $3) \
         ORDER BY next_signal_at, case_id LIMIT $4",
    )
    .bind(now)
    .bind(at)
    .bind(case)
    .bind(limit)
    .all(tx)
    .await
}

#[cfg(test)]
mod tests;
