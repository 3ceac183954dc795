//! The inbox: open tasks of an agency, what runs out first on top, and what was done. A list and its count are made of
//! the same conditions, so that they can't disagree; a count goes up to `COUNTED`.

mod conditions;
mod rows;

use std::fmt;

use domain::authority::Role;
use domain::id::OfficerId;
use domain::lamp::Lamp;
use jiff::Timestamp;

use super::query::PAGE;
use crate::column::{Ms, Text};
use crate::search::Sought;
use crate::sql::{Record, placeholders, sql, sql_dynamic};
use crate::{Engine, Error, Tx};

use conditions::Conditions;
pub use rows::{DoneRow, InboxRow};

/// A count says so many, or more.
pub const COUNTED: i64 = 1000;

/// New tasks are counted up to here.
pub const ANNOUNCED: i64 = 99;

/// The most rows of a page, for those who act on many at once.
pub const LONG_PAGE: i64 = 200;

/// Whose desk it is.
#[derive(Debug, Clone)]
pub struct Desk<'a> {
    pub agency: &'a str,
    pub roles: &'a [Role],
    pub officer: OfficerId,
    /// Looks on whoever holds a task.
    pub head: bool,
    pub now: Timestamp,
    /// What was finished before is not listed.
    pub done_since: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxTab {
    /// Open tasks of my roles that nobody else holds.
    Todo,
    /// Every open task of the roles, whoever holds it: for those who look on.
    Agency,
    /// Those that I hold.
    Mine,
    /// What was done once, or given away, and came back.
    Returned,
    /// Waiting for the applicant.
    Waiting,
    /// Whose clock stands still.
    Paused,
    /// What I finished; of a head the whole agency.
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Nobody,
    Officer(OfficerId),
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub item: Option<String>,
    pub step: Option<String>,
    /// Of what is open alone.
    pub lamp: Option<Lamp>,
    /// How a division's code begins.
    pub division: Option<String>,
    pub received_from: Option<Timestamp>,
    pub received_before: Option<Timestamp>,
    /// Who holds it; of what is done, who did it.
    pub holder: Option<Holder>,
    /// Of what is open alone.
    pub arrived_after: Option<Timestamp>,
    pub sought: Option<Sought>,
}

/// Where a row stands in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    at: i64,
    case: String,
    /// The step; of what is done, its number.
    tail: String,
}

impl Place {
    /// As `Display` writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        Some(Self {
            at: parts.next()?.parse().ok()?,
            case: parts.next()?.to_owned(),
            tail: parts.next()?.to_owned(),
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.at, self.case, self.tail)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Seek {
    #[default]
    First,
    After(Place),
    Before(Place),
}

/// Some rows of a list, in its order.
#[derive(Debug, Clone)]
pub struct Rows<T> {
    pub rows: Vec<T>,
    /// There are more before them, and after them.
    pub earlier: bool,
    pub later: bool,
}

const TASK: &str = "SELECT t.case_id, c.case_no, t.item, t.step, t.role, t.stopped, t.returned, t.contested, t.claimed_by, \
     t.arrived_at, t.due_at AS task_due_at, t.lamp_soon_at, t.lamp_due_at, t.lamp_statutory_at, a.name AS applicant, \
     a.agency AS applicant_agency, c.seq, c.came_from, c.sent_back, c.reminders, c.definition";

const DONE: &str = "SELECT t.case_id, c.case_no, t.number, t.item, c.definition, t.step, t.officer, t.at, c.stage, \
     c.open, c.paused, c.soon_at, c.due_at, c.statutory_due_at, c.in_time, a.name AS applicant, \
     a.agency AS applicant_agency";

const JOINED: &str = "JOIN cases c ON c.id = t.case_id JOIN applicants a ON a.id = c.applicant_id";

/// A page of open tasks, what runs out first on top; nothing for the tab of what is done.
pub async fn inbox(
    tx: &mut Tx,
    desk: &Desk<'_>,
    tab: InboxTab,
    filter: &Filter,
    seek: &Seek,
    rows: i64,
) -> Result<Rows<InboxRow>, Error> {
    list(tx, desk, tab, filter, seek, rows).await
}

/// A page of what was done, the newest on top.
pub async fn done(
    tx: &mut Tx,
    desk: &Desk<'_>,
    filter: &Filter,
    seek: &Seek,
    rows: i64,
) -> Result<Rows<DoneRow>, Error> {
    list(tx, desk, InboxTab::Done, filter, seek, rows).await
}

async fn list<T: Record>(
    tx: &mut Tx,
    desk: &Desk<'_>,
    tab: InboxTab,
    filter: &Filter,
    seek: &Seek,
    rows: i64,
) -> Result<Rows<T>, Error> {
    if desk.roles.is_empty() {
        return Ok(Rows {
            rows: Vec::new(),
            earlier: false,
            later: false,
        });
    }
    let (text, conditions) = list_text(tx, desk, tab, filter, seek, rows)?;
    let mut found: Vec<T> = conditions.all(text, tx).await?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > rows);
    found.truncate(usize::try_from(rows).unwrap_or_default());
    if matches!(seek, Seek::Before(_)) {
        found.reverse();
    }
    let (earlier, later) = match seek {
        Seek::First => (false, more),
        Seek::After(_) => (true, more),
        Seek::Before(_) => (more, true),
    };
    Ok(Rows {
        rows: found,
        earlier,
        later,
    })
}

/// The page is cut from an index before anything is joined, so that no engine reads a row that it does not show.
fn list_text<'a>(
    tx: &Tx,
    desk: &'a Desk<'a>,
    tab: InboxTab,
    filter: &Filter,
    seek: &Seek,
    rows: i64,
) -> Result<(String, Conditions<'a>), Error> {
    let mut with = Conditions::new(desk);
    let own = with.tab(tab);
    let narrowed = with.filter(filter, tab, tx)?;
    let (table, columns, keys, select, down) = match tab {
        InboxTab::Done => {
            let keys: &[_] = &["at", "case_id", "number", "hand"];
            ("work", ["at", "case_id", "number"], keys, DONE, true)
        }
        _ => {
            let keys: &[_] = &["due_at", "case_id", "step"];
            ("tasks", ["due_at", "case_id", "step"], keys, TASK, false)
        }
    };
    let of = |table: &str| {
        let named: Vec<_> = keys.iter().map(|key| format!("{table}.{key}")).collect();
        named.join(", ")
    };
    let back = matches!(seek, Seek::Before(_));
    let way = if down == back { "" } else { " DESC" };
    let order = columns.map(|column| format!("t.{column}{way}")).join(", ");
    let place = match seek {
        Seek::First => None,
        Seek::After(place) | Seek::Before(place) => Some(place),
    };
    let from = place.map_or_else(String::new, |place| {
        let at = with.bind(place.at);
        let case = with.bind(&place.case);
        let tail = if down {
            with.bind(place.tail.parse::<i64>().unwrap_or_default())
        } else {
            with.bind(&place.tail)
        };
        let sign = if down == back { ">" } else { "<" };
        let columns = columns.map(|column| format!("t.{column}")).join(", ");
        format!(" AND ({columns}) {sign} ({at}, {case}, {tail})")
    });
    let limit = with.bind(rows + 1);
    let text = format!(
        "{select} FROM (SELECT {} FROM {table} t WHERE {own}{narrowed}{from} ORDER BY {order} LIMIT {limit}) AS k \
         JOIN {table} t ON ({}) = ({}) {JOINED} ORDER BY {order}",
        of("t"),
        of("t"),
        of("k")
    );
    Ok((text, with))
}

/// The open tasks that an agency has in some cases, what runs out first on top. At most `LONG_PAGE` numbers are asked
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
        "{TASK} FROM tasks t {JOINED} WHERE c.case_no IN {} AND t.agency = {} \
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

/// How many rows each tab has under a filter; one more than `COUNTED` where there are more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    todo: i64,
    agency: i64,
    mine: i64,
    returned: i64,
    waiting: i64,
    paused: i64,
    done: i64,
}

impl Counts {
    pub fn of(&self, tab: InboxTab) -> i64 {
        match tab {
            InboxTab::Todo => self.todo,
            InboxTab::Agency => self.agency,
            InboxTab::Mine => self.mine,
            InboxTab::Returned => self.returned,
            InboxTab::Waiting => self.waiting,
            InboxTab::Paused => self.paused,
            InboxTab::Done => self.done,
        }
    }
}

/// In one statement, which reads no more than `COUNTED` matching rows of a tab.
pub async fn inbox_counts(
    tx: &mut Tx,
    desk: &Desk<'_>,
    tabs: &[InboxTab],
    filter: &Filter,
) -> Result<Counts, Error> {
    if desk.roles.is_empty() {
        return Ok(Counts::default());
    }
    let (text, conditions) = counts_text(tx, desk, tabs, filter)?;
    let mut found = conditions.all(text, tx).await?;
    found.pop().ok_or(Error::NotFound)
}

fn counts_text<'a>(
    tx: &Tx,
    desk: &'a Desk<'a>,
    tabs: &[InboxTab],
    filter: &Filter,
) -> Result<(String, Conditions<'a>), Error> {
    let mut with = Conditions::new(desk);
    // The conditions on tasks are the same for each tab.
    let open = match tabs.iter().any(|tab| *tab != InboxTab::Done) {
        true => with.filter(filter, InboxTab::Todo, tx)?,
        false => String::new(),
    };
    let mut columns = Vec::new();
    for (tab, name) in [
        (InboxTab::Todo, "todo"),
        (InboxTab::Agency, "agency"),
        (InboxTab::Mine, "mine"),
        (InboxTab::Returned, "returned"),
        (InboxTab::Waiting, "waiting"),
        (InboxTab::Paused, "paused"),
        (InboxTab::Done, "done"),
    ] {
        if !tabs.contains(&tab) {
            columns.push(format!("CAST(0 AS BIGINT) AS {name}"));
            continue;
        }
        let own = with.tab(tab);
        let (table, narrowed) = match tab {
            InboxTab::Done => ("work", with.filter(filter, tab, tx)?),
            _ => ("tasks", open.clone()),
        };
        columns.push(format!(
            "(SELECT COUNT(*) FROM (SELECT 1 FROM {table} t WHERE {own}{narrowed} LIMIT {}) AS counted) AS {name}",
            COUNTED + 1
        ));
    }
    Ok((format!("SELECT {}", columns.join(", ")), with))
}

/// A task that came to an agency lately.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Arrival {
    pub role: String,
    #[sqlx(try_from = "Ms")]
    pub arrived_at: Timestamp,
    pub claimed_by: Option<String>,
}

impl Arrival {
    /// Whether it is new work at a desk.
    pub fn is_for(&self, desk: &Desk<'_>, since: Timestamp) -> bool {
        let own = |role: &Role| role.key() == self.role;
        let held = self.claimed_by.as_deref();
        let free = held.is_none_or(|id| id.parse() == Ok(desk.officer));
        self.arrived_at > since && desk.roles.iter().any(own) && (desk.head || free)
    }
}

/// The newest tasks of an agency, whosever they are.
pub async fn arrivals(tx: &mut Tx, agency: &str) -> Result<Vec<Arrival>, Error> {
    sql(
        "SELECT role, arrived_at, claimed_by FROM tasks WHERE agency = $1 AND step <> 'supplement' \
         ORDER BY arrived_at DESC LIMIT 500",
    )
    .bind(agency)
    .all(tx)
    .await
}

/// How many tasks came to a desk since an instant, up to `ANNOUNCED` and one more.
pub async fn arrived(tx: &mut Tx, desk: &Desk<'_>, since: Timestamp) -> Result<i64, Error> {
    if desk.roles.is_empty() {
        return Ok(0);
    }
    let tab = if desk.head {
        InboxTab::Agency
    } else {
        InboxTab::Todo
    };
    let mut with = Conditions::new(desk);
    let own = with.tab(tab);
    let at = with.bind(since);
    let text = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM tasks t WHERE {own} AND t.arrived_at > {at} LIMIT {}) AS counted",
        ANNOUNCED + 1
    );
    let found: Vec<(i64,)> = with.all(text, tx).await?;
    Ok(found.first().map_or(0, |(count,)| *count))
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

/// What the engine means to do for a page and for the counts, as it says itself: for measurements.
pub async fn plans(
    tx: &mut Tx,
    desk: &Desk<'_>,
    tab: InboxTab,
    tabs: &[InboxTab],
    filter: &Filter,
) -> Result<Vec<String>, Error> {
    let page = list_text(tx, desk, tab, filter, &Seek::First, PAGE)?;
    let counts = counts_text(tx, desk, tabs, filter)?;
    let mut lines = Vec::new();
    for (text, conditions) in [page, counts] {
        lines.push(text.clone());
        match tx.engine() {
            Engine::Sqlite => {
                let text = format!("EXPLAIN QUERY PLAN {text}");
                let rows: Vec<(i64, i64, i64, String)> = conditions.all(text, tx).await?;
                lines.extend(rows.into_iter().map(|(.., detail)| format!("  {detail}")));
            }
            Engine::Postgres => {
                let text = format!("EXPLAIN (ANALYZE, BUFFERS) {text}");
                let rows: Vec<(String,)> = conditions.all(text, tx).await?;
                lines.extend(rows.into_iter().map(|(line,)| format!("  {line}")));
            }
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests;
