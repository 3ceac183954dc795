//! The inbox: open tasks of an agency, what runs out first on top, and how much each person holds.

use domain::authority::Role;
use domain::case::projection::{
    DISPATCH, ENQUIRY_REPLY, FOLLOW_UP, OPINION, ORDER_REPLY, STANDING, SUPPLEMENT,
};
use domain::id::{CaseId, OfficerId};
use domain::lamp::LampInputs;
use jiff::Timestamp;

use super::query::PAGE;
use crate::column::{MaybeMs, Ms, Text};
use crate::sql::{placeholders, sql, sql_dynamic};
use crate::{Engine, Error, Tx};

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
    /// The applicant, where that is an agency.
    pub applicant_agency: Option<String>,
    pub seq: i64,
    /// The agency that a case which nobody has accepted yet came from, and whether it came back from there.
    pub came_from: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub sent_back: bool,
    /// How often the applicant has reminded the agency.
    pub reminders: i64,
    /// The version that the case goes by.
    pub definition: String,
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
        [OPINION, ORDER_REPLY, FOLLOW_UP, ENQUIRY_REPLY].contains(&self.kind())
    }

    /// Work of the case itself: its acceptance or one of its steps.
    pub fn is_step(&self) -> bool {
        let other = [
            OPINION,
            ORDER_REPLY,
            FOLLOW_UP,
            ENQUIRY_REPLY,
            DISPATCH,
            STANDING,
            SUPPLEMENT,
        ];
        !other.contains(&self.kind())
    }

    fn kind(&self) -> &str {
        self.step.split(':').next().unwrap_or_default()
    }
}

const INBOX: &str = "SELECT t.case_id, c.case_no, t.item, t.step, t.role, c.stage, c.paused, t.claimed_by, \
     c.received_at, t.soon_at AS task_soon_at, t.due_at AS task_due_at, c.soon_at, c.due_at, \
     c.statutory_due_at, a.name AS applicant, a.agency AS applicant_agency, c.seq, c.came_from, c.sent_back, \
     c.reminders, c.definition \
     FROM tasks t JOIN cases c ON c.id = t.case_id JOIN applicants a ON a.id = c.applicant_id";

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
        "{INBOX} \
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

/// The open tasks that an agency has in some cases, what runs out first on top. At most `PAGE` numbers are asked
/// for, and a case has no more open tasks than its definition has branches.
pub async fn tasks_of(
    tx: &mut Tx,
    agency: &str,
    case_nos: &[&str],
) -> Result<Vec<InboxRow>, Error> {
    if case_nos.is_empty() {
        return Ok(Vec::new());
    }
    // Numbers stand first, since SQLite counts its placeholders from there.
    let text = format!(
        "{INBOX} WHERE c.case_no IN {} AND t.agency = {} \
         ORDER BY t.due_at, t.case_id, t.step LIMIT 1000",
        placeholders(tx.engine(), 1, case_nos.len()),
        match tx.engine() {
            Engine::Sqlite => "?".to_owned(),
            Engine::Postgres => format!("${}", case_nos.len() + 1),
        }
    );
    case_nos
        .iter()
        .fold(sql_dynamic(text), |statement, no| statement.bind(*no))
        .bind(agency)
        .all(tx)
        .await
}

/// How many tasks each person of an agency holds; whoever holds none is not there.
pub async fn loads(tx: &mut Tx, agency: &str) -> Result<Vec<(OfficerId, u32)>, Error> {
    #[derive(sqlx::FromRow)]
    struct Held {
        #[sqlx(try_from = "Text")]
        claimed_by: OfficerId,
        held: i64,
    }
    let rows: Vec<Held> = sql("SELECT claimed_by, COUNT(*) AS held FROM tasks \
         WHERE agency = $1 AND claimed_by IS NOT NULL GROUP BY claimed_by")
    .bind(agency)
    .all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.claimed_by, u32::try_from(row.held).unwrap_or(u32::MAX)))
        .collect())
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
