//! 评分申诉、复核: what agencies dispute of their scores, and what became of it.

use domain::id::{AppealId, CaseId, OfficerId, StatementId};
use domain::supervision::appeal::State;
use jiff::Timestamp;

use crate::cases::{PAGE, Scope};
use crate::column::{Ms, Text};
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Tx};

/// One thing that was taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disputed<'a> {
    pub agency: &'a str,
    /// As `Period` writes it.
    pub month: &'a str,
    /// `Fault::key`.
    pub fault: &'a str,
    pub case: CaseId,
    /// The entry by which an order was noted as late; nought for a case as such.
    pub seq: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Appeal {
    #[sqlx(try_from = "Text")]
    pub id: AppealId,
    pub agency: String,
    pub month: String,
    pub fault: String,
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub seq: i64,
    pub order_seq: Option<i64>,
    pub case_no: String,
    /// The case's.
    pub division: String,
    pub prefecture: String,
    #[sqlx(try_from = "Ms")]
    pub made_at: Timestamp,
    /// `State::key`.
    pub state: String,
    #[sqlx(try_from = "Ms")]
    pub waits: bool,
    #[sqlx(try_from = "Ms")]
    pub changed_at: Timestamp,
    /// The first instant too late to decide it, or once it is rejected to ask for a re-check.
    #[sqlx(try_from = "Ms")]
    pub due_at: Timestamp,
}

impl Appeal {
    pub fn state(&self) -> State {
        State::from_key(&self.state).unwrap_or(State::Appealed)
    }

    pub fn disputed(&self) -> Disputed<'_> {
        Disputed {
            agency: &self.agency,
            month: &self.month,
            fault: &self.fault,
            case: self.case_id,
            seq: self.seq,
        }
    }

    pub fn place(&self) -> AppealPlace {
        AppealPlace {
            at: if self.waits {
                self.due_at
            } else {
                self.changed_at
            },
            id: self.id,
        }
    }
}

/// Where a page of the list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppealPlace {
    pub at: Timestamp,
    pub id: AppealId,
}

/// What somebody did about it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AppealAct {
    /// From 1.
    pub number: i64,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    /// `State::key`: what it became by it.
    pub act: String,
    #[sqlx(try_from = "Text")]
    pub officer: OfficerId,
    /// For whom they spoke.
    pub agency: String,
    #[sqlx(try_from = "Text")]
    pub statement: StatementId,
}

/// Adds it with its first act, whose statement is the caller's to add.
///
/// # Errors
/// `Stale` where the same deduction is disputed already.
pub async fn add(tx: &mut Tx, appeal: &Appeal, first: &AppealAct) -> Result<(), Error> {
    let added = sql(
        "INSERT INTO score_appeals (id, agency, month, fault, case_id, seq, order_seq, case_no, division, prefecture, \
           made_at, state, waits, changed_at, due_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING",
    )
    .bind(appeal.id)
    .bind(&appeal.agency)
    .bind(&appeal.month)
    .bind(&appeal.fault)
    .bind(appeal.case_id)
    .bind(appeal.seq)
    .bind(appeal.order_seq)
    .bind(&appeal.case_no)
    .bind(&appeal.division)
    .bind(&appeal.prefecture)
    .bind(appeal.made_at)
    .bind(&appeal.state)
    .bind(i64::from(appeal.waits))
    .bind(appeal.changed_at)
    .bind(appeal.due_at)
    .execute(tx)
    .await?;
    if added == 0 {
        return Err(Error::Stale);
    }
    append(tx, appeal.id, first).await
}

async fn append(tx: &mut Tx, appeal: AppealId, act: &AppealAct) -> Result<(), Error> {
    sql(
        "INSERT INTO score_appeal_acts (appeal, number, at, act, officer, agency, statement) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(appeal)
    .bind(act.number)
    .bind(act.at)
    .bind(&act.act)
    .bind(act.officer)
    .bind(&act.agency)
    .bind(act.statement)
    .execute(tx)
    .await?;
    Ok(())
}

/// Appends what somebody did, by which it is due at `due_at`. The statement is the caller's to add.
///
/// # Errors
/// `Stale` where the appeal is not as `appeal` has it any more.
pub async fn say(
    tx: &mut Tx,
    appeal: &Appeal,
    (state, due_at): (State, Timestamp),
    act: &AppealAct,
) -> Result<(), Error> {
    let changed = sql(
        "UPDATE score_appeals SET state = $1, waits = $2, changed_at = $3, due_at = $4 \
         WHERE id = $5 AND state = $6",
    )
    .bind(state.key())
    .bind(i64::from(state.waits()))
    .bind(act.at)
    .bind(due_at)
    .bind(appeal.id)
    .bind(&appeal.state)
    .execute(tx)
    .await?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    append(tx, appeal.id, act).await
}

/// Oldest first.
pub async fn acts(tx: &mut Tx, appeal: AppealId) -> Result<Vec<AppealAct>, Error> {
    sql(
        "SELECT number, at, act, officer, agency, statement FROM score_appeal_acts \
         WHERE appeal = $1 ORDER BY number LIMIT 20",
    )
    .bind(appeal)
    .all(tx)
    .await
}

/// # Errors
/// `NotFound`. Check its scope.
pub async fn get(tx: &mut Tx, id: AppealId) -> Result<Appeal, Error> {
    sql("SELECT * FROM score_appeals WHERE id = $1")
        .bind(id)
        .one(tx)
        .await
}

/// The appeal against one deduction, if there is one.
pub async fn against(tx: &mut Tx, disputed: Disputed<'_>) -> Result<Option<Appeal>, Error> {
    sql(
        "SELECT * FROM score_appeals WHERE agency = $1 AND month = $2 AND fault = $3 AND case_id = $4 \
         AND seq = $5",
    )
    .bind(disputed.agency)
    .bind(disputed.month)
    .bind(disputed.fault)
    .bind(disputed.case)
    .bind(disputed.seq)
    .optional(tx)
    .await
}

/// Those of an agency against one fault of a month; 1,000 at most.
pub async fn of_fault(
    tx: &mut Tx,
    agency: &str,
    month: &str,
    fault: &str,
) -> Result<Vec<Appeal>, Error> {
    sql(
        "SELECT * FROM score_appeals WHERE agency = $1 AND month = $2 AND fault = $3 \
         ORDER BY case_id, seq LIMIT 1000",
    )
    .bind(agency)
    .bind(month)
    .bind(fault)
    .all(tx)
    .await
}

/// How many deductions of a month were put back, by agency and fault, of the cases of a scope.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PutBack {
    pub agency: String,
    pub fault: String,
    pub count: i64,
}

pub async fn put_back(tx: &mut Tx, scope: &Scope, month: &str) -> Result<Vec<PutBack>, Error> {
    sql_dynamic(format!(
        "SELECT c.agency, c.fault, COUNT(*) AS count FROM score_appeals c \
         WHERE c.month = $2 AND c.state = 'upheld' AND {} GROUP BY c.agency, c.fault",
        scope.clause(1)
    ))
    .bind(scope.value())
    .bind(month)
    .all(tx)
    .await
}

/// Those that wait for a decision, the first due first; or the others, the last changed first: a page.
pub async fn list(
    tx: &mut Tx,
    scope: &Scope,
    waits: bool,
    after: Option<AppealPlace>,
) -> Result<Vec<Appeal>, Error> {
    let (column, than, order) = if waits {
        ("due_at", '>', "ASC")
    } else {
        ("changed_at", '<', "DESC")
    };
    let end = if waits { i64::MIN } else { i64::MAX };
    let (at, id) = after.map_or((end, String::new()), |place| {
        (place.at.as_millisecond(), place.id.to_string())
    });
    // The cursor's first part is repeated as a bound of the index range.
    sql_dynamic(format!(
        "SELECT c.* FROM score_appeals c WHERE {} AND c.waits = $2 AND c.{column} {than}= $3 \
           AND (c.{column} {than} $3 OR c.id {than} $4) \
         ORDER BY c.{column} {order}, c.id {order} LIMIT $5",
        scope.clause(1)
    ))
    .bind(scope.value())
    .bind(i64::from(waits))
    .bind(at)
    .bind(id)
    .bind(PAGE)
    .all(tx)
    .await
}

/// How many the whole list has.
pub async fn count(tx: &mut Tx, scope: &Scope, waits: bool) -> Result<u64, Error> {
    let (count,) = sql_dynamic(format!(
        "SELECT COUNT(*) FROM score_appeals c WHERE {} AND c.waits = $2",
        scope.clause(1)
    ))
    .bind(scope.value())
    .bind(i64::from(waits))
    .one::<(i64,)>(tx)
    .await?;
    Ok(count.unsigned_abs())
}

/// Whose state is not what was done last, by case. Reads all of them, for `verify`.
pub(crate) async fn differing(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    let text = "SELECT p.case_id, p.id FROM score_appeals p WHERE p.state <> COALESCE((SELECT a.act FROM score_appeal_acts a \
         WHERE a.appeal = p.id ORDER BY a.number DESC LIMIT 1), '') LIMIT 1000";
    sql_dynamic(text.to_owned()).all(tx).await
}
