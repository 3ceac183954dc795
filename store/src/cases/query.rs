//! One case by its number, the inbox, and a person's own cases.

use domain::authority::Role;
use domain::case::projection::{FOLLOW_UP, OPINION, ORDER_REPLY};
use domain::id::{ApplicantId, ApplicationId, CaseId, OfficerId};
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
}

const KEY: &str = "id, case_no, query_code_digest, item, definition, agency, division, kind, \
                   applicant_id, application_id";

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

/// Whether the case, which is not over, has asked an agency for its opinion.
pub async fn has_consulted(tx: &mut Tx, id: CaseId, agency: &str) -> Result<bool, Error> {
    let row: Option<(String,)> = sql(
        "SELECT d.step FROM deadlines d JOIN cases c ON c.id = d.case_id \
         WHERE d.case_id = $1 AND d.agency = $2 AND d.kind = 'opinion' AND c.open = 1 LIMIT 1",
    )
    .bind(id)
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

/// Whether there is no case at all.
pub async fn is_empty(tx: &mut Tx) -> Result<bool, Error> {
    let (count,): (i64,) = sql("SELECT COUNT(*) FROM (SELECT 1 FROM cases LIMIT 1) AS any_case")
        .one(tx)
        .await?;
    Ok(count == 0)
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

/// The stored digest of a case's query code; absent for an unknown number.
pub async fn track_digest(tx: &mut Tx, no: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = sql("SELECT query_code_digest FROM cases WHERE case_no = $1")
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
}

pub(super) const SUMMARY: &str = "c.id, c.case_no, c.item, c.agency, c.division, c.stage, c.paused, \
     c.step, c.open, c.received_at, c.concluded_at, c.result, c.in_time, c.soon_at, c.due_at, \
     c.statutory_due_at, a.name AS applicant, c.rating \
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

/// A person's cases, newest first. `before` continues a list.
pub async fn by_applicant(
    tx: &mut Tx,
    applicant: ApplicantId,
    before: Option<Timestamp>,
) -> Result<Vec<CaseSummary>, Error> {
    sql_dynamic(format!(
        "SELECT {SUMMARY} WHERE c.applicant_id = $1 AND c.received_at < $2 \
         ORDER BY c.received_at DESC, c.id DESC LIMIT $3"
    ))
    .bind(applicant)
    .bind(before.unwrap_or(Timestamp::MAX))
    .bind(PAGE)
    .all(tx)
    .await
}

/// The items of the latest 2,000 cases, most applied for first.
pub async fn popular(tx: &mut Tx, limit: i64) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = sql(
        "SELECT item FROM (SELECT item FROM cases ORDER BY id DESC LIMIT 2000) AS latest \
         GROUP BY item ORDER BY COUNT(*) DESC, item LIMIT $1",
    )
    .bind(limit)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(item,)| item).collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxTab {
    /// Open tasks of my roles that nobody else holds.
    Todo,
    /// Those that I hold.
    Mine,
    /// Waiting for the applicant.
    Waiting,
    /// Every open task of the roles, whoever holds it: for those who look on.
    Agency,
}

/// Whose inbox, and which page of it.
#[derive(Debug, Clone)]
pub struct Inbox<'a> {
    pub agency: &'a str,
    pub roles: &'a [Role],
    pub officer: OfficerId,
    pub tab: InboxTab,
    pub item: Option<&'a str>,
    /// Where the page before ended: due instant in milliseconds, and case.
    pub after: Option<(i64, String)>,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InboxRow {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub case_no: String,
    pub item: String,
    pub step: String,
    pub role: String,
    pub stage: String,
    #[sqlx(try_from = "Ms")]
    pub paused: bool,
    pub claimed_by: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub received_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub task_soon_at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub task_due_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub soon_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub due_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub statutory_due_at: Option<Timestamp>,
    pub applicant: String,
    pub seq: i64,
}

impl InboxRow {
    /// Of the case where its step is the task; a task beside it has a clock of its own.
    pub fn lamp_inputs(&self) -> LampInputs {
        if self.is_beside() {
            return LampInputs {
                open: true,
                soon_at: Some(self.task_soon_at),
                due_at: Some(self.task_due_at),
                ..LampInputs::default()
            };
        }
        LampInputs {
            open: true,
            waiting: self.paused || self.stage == "awaiting-supplement",
            soon_at: self.soon_at,
            due_at: self.due_at,
            statutory_due_at: self.statutory_due_at,
            in_time: None,
        }
    }
}

impl InboxRow {
    /// What another agency, or the head, has to say, while the case itself goes on or has ended.
    pub fn is_beside(&self) -> bool {
        let (name, _) = self.step.split_once(':').unwrap_or((&self.step, ""));
        [OPINION, ORDER_REPLY, FOLLOW_UP].contains(&name)
    }
}

/// Between the case and the step in a cursor.
const STEP: char = '.';

/// The cursor that continues after `row`.
pub fn after(row: &InboxRow) -> (i64, String) {
    let place = format!("{}{STEP}{}", row.case_id, row.step);
    (row.task_due_at.as_millisecond(), place)
}

/// A page of the inbox, what runs out first on top.
pub async fn inbox(tx: &mut Tx, inbox: &Inbox<'_>) -> Result<Vec<InboxRow>, Error> {
    if inbox.roles.is_empty() {
        return Ok(Vec::new());
    }
    let roles: Vec<_> = (0..inbox.roles.len())
        .map(|index| format!("${}", index + 8))
        .collect();
    let tab = tab_clause(inbox.tab);
    // The cursor's first part is repeated as a bound of the index range.
    let text = format!(
        "SELECT t.case_id, c.case_no, t.item, t.step, t.role, c.stage, c.paused, t.claimed_by, \
                c.received_at, t.soon_at AS task_soon_at, t.due_at AS task_due_at, c.soon_at, c.due_at, c.statutory_due_at, \
                a.name AS applicant, c.seq \
         FROM tasks t JOIN cases c ON c.id = t.case_id JOIN applicants a ON a.id = c.applicant_id \
         WHERE t.agency = $1 AND t.role IN ({roles}) AND {tab} \
           AND (CAST($3 AS TEXT) IS NULL OR t.item = $3) \
           AND t.due_at >= $4 \
           AND (t.due_at > $4 OR t.case_id > $5 OR (t.case_id = $5 AND t.step > $7)) \
         ORDER BY t.due_at, t.case_id, t.step LIMIT $6",
        roles = roles.join(", ")
    );
    let (due, place) = inbox.after.clone().unwrap_or((i64::MIN, String::new()));
    let (case, step) = place.split_once(STEP).unwrap_or((&place, ""));
    inbox
        .roles
        .iter()
        .fold(
            sql_dynamic(text)
                .bind(inbox.agency)
                .bind(inbox.officer)
                .bind(inbox.item)
                .bind(due)
                .bind(case)
                .bind(PAGE)
                .bind(step),
            |statement, role| statement.bind(role.key()),
        )
        .all(tx)
        .await
}

fn tab_clause(tab: InboxTab) -> &'static str {
    match tab {
        InboxTab::Todo => "t.step <> 'supplement' AND (t.claimed_by IS NULL OR t.claimed_by = $2)",
        InboxTab::Mine => "t.step <> 'supplement' AND t.claimed_by = $2",
        InboxTab::Waiting => "t.step = 'supplement' AND CAST($2 AS TEXT) IS NOT NULL",
        InboxTab::Agency => "t.step <> 'supplement' AND CAST($2 AS TEXT) IS NOT NULL",
    }
}

/// How many tasks each tab holds.
#[derive(Debug, Clone, Copy, Default, sqlx::FromRow)]
pub struct Queue {
    pub todo: i64,
    pub mine: i64,
    pub waiting: i64,
    pub agency: i64,
}

pub async fn inbox_counts(
    tx: &mut Tx,
    agency: &str,
    roles: &[Role],
    officer: OfficerId,
) -> Result<Queue, Error> {
    if roles.is_empty() {
        return Ok(Queue::default());
    }
    let marks: Vec<_> = (0..roles.len())
        .map(|index| format!("${}", index + 3))
        .collect();
    let count = |tab| format!("COUNT(*) FILTER (WHERE {})", tab_clause(tab));
    let text = format!(
        "SELECT {} AS todo, {} AS mine, {} AS waiting, {} AS agency FROM tasks t \
         WHERE t.agency = $1 AND t.role IN ({})",
        count(InboxTab::Todo),
        count(InboxTab::Mine),
        count(InboxTab::Waiting),
        count(InboxTab::Agency),
        marks.join(", ")
    );
    roles
        .iter()
        .fold(
            sql_dynamic(text).bind(agency).bind(officer),
            |statement, role| statement.bind(role.key()),
        )
        .one(tx)
        .await
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
