//! Warnings beyond their list: what still climbs the ladder of supervision, what waits for an explanation, who is to be
//! told, and who has looked.

use domain::case::{Instrument, WarningLevel};
use domain::id::{CaseId, OfficerId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::query::PAGE;
use super::record::rank;
use crate::column::{MaybeMs, MaybeText, Ms, Text};
use crate::sql::{placeholders, sql, sql_dynamic};
use crate::{Error, Tx};

/// A warning whose clock still runs past the mark, and for which the ladder has not given an instrument.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Climbing {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub seq: i64,
    /// When the mark was crossed.
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    /// Whose clock it is.
    pub agency: String,
}

/// Those of a level, of clocks that the agency of the case holds itself, that were crossed between two instants, from after `last` on.
pub async fn climbing(
    tx: &mut Tx,
    (level, instrument): (WarningLevel, Instrument),
    (since, until): (Timestamp, Timestamp),
    last: Option<&Climbing>,
    limit: i64,
) -> Result<Vec<Climbing>, Error> {
    let (at, case, seq) = last.map_or((i64::MIN, String::new(), 0), |last| {
        let case = last.case_id.to_string();
        (last.at.as_millisecond(), case, last.seq)
    });
    // What is confidential is no business of supervision's.
    sql("SELECT w.case_id, w.seq, w.at, w.agency \
         FROM warnings w JOIN cases c ON c.id = w.case_id \
         WHERE w.stands = 1 AND w.level = $1 AND w.climbed < $2 AND w.at >= $3 AND w.at <= $4 \
           AND (w.at > $5 OR (w.at = $5 AND (w.case_id > $6 OR (w.case_id = $6 AND w.seq > $7)))) \
           AND c.confidential = 0 AND w.agency = c.agency \
         ORDER BY w.at, w.case_id, w.seq LIMIT $8")
    .bind(level.key())
    .bind(rank(Some(instrument)))
    // A bound of the index range, where a page went before.
    .bind(last.map_or(since, |last| last.at.max(since)))
    .bind(until)
    .bind(at)
    .bind(case)
    .bind(seq)
    .bind(limit)
    .all(tx)
    .await
}

/// A warning that waits for an agency's explanation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Awaiting {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub seq: i64,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    pub level: String,
    pub kind: String,
    pub step: String,
    /// Who had taken the task.
    #[sqlx(try_from = "MaybeText")]
    pub officer: Option<OfficerId>,
    pub case_no: String,
    pub item: String,
    pub definition: String,
}

/// Where a page of them ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitingPlace {
    pub at: Timestamp,
    pub case: CaseId,
    pub seq: i64,
}

impl Awaiting {
    pub fn place(&self) -> AwaitingPlace {
        AwaitingPlace {
            at: self.at,
            case: self.case_id,
            seq: self.seq,
        }
    }
}

/// Those of an agency, or of one of its people, that ran out after `since`, the oldest first. A case that has left the
/// agency is not for its eyes.
pub async fn awaiting(
    tx: &mut Tx,
    (agency, officer): (&str, Option<OfficerId>),
    since: Timestamp,
    after: Option<&AwaitingPlace>,
) -> Result<Vec<Awaiting>, Error> {
    let (at, case, seq) = after.map_or((i64::MIN, String::new(), 0), |place| {
        (place.at.as_millisecond(), place.case.to_string(), place.seq)
    });
    sql("SELECT w.case_id, w.seq, w.at, w.level, w.kind, w.step, w.officer, c.case_no, c.item, c.definition \
         FROM warnings w JOIN cases c ON c.id = w.case_id \
         WHERE w.agency = $1 AND w.awaits = 1 AND w.at >= $2 \
           AND (CAST($3 AS TEXT) = '' OR w.officer = $3) \
           AND (w.at > $4 OR (w.at = $4 AND (w.case_id > $5 OR (w.case_id = $5 AND w.seq > $6)))) \
           AND (c.agency = w.agency \
             OR EXISTS (SELECT 1 FROM parties p WHERE p.case_id = w.case_id AND p.agency = w.agency)) \
         ORDER BY w.at, w.case_id, w.seq LIMIT $7")
    .bind(agency)
    .bind(since)
    .bind(officer.map_or_else(String::new, |officer| officer.to_string()))
    .bind(at)
    .bind(case)
    .bind(seq)
    .bind(PAGE)
    .all(tx)
    .await
}

/// How many these are, up to `most`.
pub async fn awaiting_count(
    tx: &mut Tx,
    (agency, officer): (&str, Option<OfficerId>),
    since: Timestamp,
    most: i64,
) -> Result<i64, Error> {
    let (count,) = sql("SELECT COUNT(*) FROM (SELECT w.seq \
         FROM warnings w JOIN cases c ON c.id = w.case_id \
         WHERE w.agency = $1 AND w.awaits = 1 AND w.at >= $2 \
           AND (CAST($3 AS TEXT) = '' OR w.officer = $3) \
           AND (c.agency = w.agency \
             OR EXISTS (SELECT 1 FROM parties p WHERE p.case_id = w.case_id AND p.agency = w.agency)) \
         LIMIT $4) waiting")
    .bind(agency)
    .bind(since)
    .bind(officer.map_or_else(String::new, |officer| officer.to_string()))
    .bind(most)
    .one::<(i64,)>(tx)
    .await?;
    Ok(count)
}

/// What became of the warnings of some cases: for lists of clocks.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LampWarning {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub kind: String,
    pub step: String,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub explained_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    pub cleared_at: Option<Timestamp>,
}

/// The red ones, a page of cases at most.
pub async fn lamp_warnings(tx: &mut Tx, cases: &[CaseId]) -> Result<Vec<LampWarning>, Error> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT case_id, kind, step, at, explained_at, cleared_at FROM warnings \
         WHERE level IN ('overdue', 'statutory-overdue') AND case_id IN {} ORDER BY case_id, seq",
        placeholders(tx.engine(), 1, cases.len())
    );
    cases
        .iter()
        .fold(sql_dynamic(text), |statement, case| statement.bind(*case))
        .all(tx)
        .await
}

/// A warning that somebody is to be told of.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub seq: i64,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    pub agency: String,
    pub level: String,
    pub kind: String,
    pub step: String,
    #[sqlx(try_from = "MaybeText")]
    pub officer: Option<OfficerId>,
    #[sqlx(try_from = "MaybeMs")]
    pub cleared_at: Option<Timestamp>,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    #[sqlx(try_from = "Ms")]
    pub confidential: bool,
    /// Of the clock as it runs now; absent where it does not.
    #[sqlx(try_from = "MaybeText")]
    pub due_on: Option<Date>,
}

/// Notes that these entries of a case are to be told; a second time changes nothing.
pub async fn note_warnings(tx: &mut Tx, case: CaseId, seqs: &[u64]) -> Result<(), Error> {
    for seq in seqs {
        sql("INSERT INTO warning_notes (case_id, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(case)
            .bind(i64::try_from(*seq).unwrap_or(i64::MAX))
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// What is to be told, at most `limit`.
pub async fn notes(tx: &mut Tx, limit: i64) -> Result<Vec<Note>, Error> {
    sql("SELECT n.case_id, n.seq, w.at, w.agency, w.level, w.kind, w.step, w.officer, w.cleared_at, \
           c.case_no, c.item, c.definition, c.confidential, d.due_on \
         FROM warning_notes n JOIN warnings w ON w.case_id = n.case_id AND w.seq = n.seq \
         JOIN cases c ON c.id = n.case_id \
         LEFT JOIN deadlines d ON d.case_id = w.case_id AND d.kind = w.kind AND d.step = w.step \
           AND d.met_at IS NULL AND d.stopped = 0 \
         WHERE n.case_id > $1 ORDER BY w.agency, n.case_id, n.seq LIMIT $2")
    .bind("")
    .bind(limit)
    .all(tx)
    .await
}

/// Whether it was this one that took the note away: of two jobs one tells.
pub async fn forget_notes(tx: &mut Tx, notes: &[Note]) -> Result<bool, Error> {
    if notes.is_empty() {
        return Ok(true);
    }
    let text = format!(
        "DELETE FROM warning_notes WHERE (case_id, seq) IN (VALUES {})",
        placeholders(tx.engine(), notes.len(), 2)
    );
    let statement = notes.iter().fold(sql_dynamic(text), |statement, note| {
        statement.bind(note.case_id).bind(note.seq)
    });
    let gone = statement.execute(tx).await?;
    Ok(usize::try_from(gone).is_ok_and(|gone| gone == notes.len()))
}

/// Which warnings of a case an officer has seen.
pub async fn seen_by(tx: &mut Tx, case: CaseId, officer: OfficerId) -> Result<Vec<u64>, Error> {
    let rows: Vec<(i64,)> =
        sql("SELECT seq FROM warning_views WHERE case_id = $1 AND officer_id = $2 LIMIT 1000")
            .bind(case)
            .bind(officer)
            .all(tx)
            .await?;
    Ok(rows.into_iter().map(|(seq,)| seq.unsigned_abs()).collect())
}

/// The first look stays.
pub async fn see_warnings(
    tx: &mut Tx,
    case: CaseId,
    seqs: &[u64],
    officer: OfficerId,
    at: Timestamp,
) -> Result<(), Error> {
    for seq in seqs {
        sql(
            "INSERT INTO warning_views (case_id, seq, officer_id, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
        )
        .bind(case)
        .bind(i64::try_from(*seq).unwrap_or(i64::MAX))
        .bind(officer)
        .bind(at)
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// Who saw which warning of a case, and when first; at most 1,000.
pub async fn views(tx: &mut Tx, case: CaseId) -> Result<Vec<(u64, OfficerId, Timestamp)>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        seq: i64,
        #[sqlx(try_from = "Text")]
        officer_id: OfficerId,
        #[sqlx(try_from = "Ms")]
        at: Timestamp,
    }
    let rows: Vec<Row> = sql(
        "SELECT seq, officer_id, at FROM warning_views WHERE case_id = $1 \
         ORDER BY seq, at, officer_id LIMIT 1000",
    )
    .bind(case)
    .all(tx)
    .await?;
    let row = |row: Row| (row.seq.unsigned_abs(), row.officer_id, row.at);
    Ok(rows.into_iter().map(row).collect())
}
