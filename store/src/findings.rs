//! 疑点: what the rules found, and what people said to it. The rules' own look at other cases is here, too.

use domain::case::Case;
use domain::id::{ApplicantId, CaseId, OfficerId, StatementId};
use domain::supervision::rules::Finding;
use domain::supervision::triage::State;
use jiff::Timestamp;

use crate::cases::{PAGE, Scope};
use crate::column::{MaybeText, Ms, Text};
use crate::sql::{Sql, placeholders, sql, sql_dynamic};
use crate::{Error, Keys, Personal, Tx};

/// A case that somebody wrote to since the rules last read it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Unexamined {
    #[sqlx(try_from = "Text")]
    pub id: CaseId,
    #[sqlx(try_from = "Ms")]
    pub confidential: bool,
    /// How long the journal is, and how far it was read.
    pub seq: i64,
    pub examined_seq: i64,
}

/// In the order of their ids, from after `last` on.
pub async fn unexamined(
    tx: &mut Tx,
    last: Option<CaseId>,
    limit: i64,
) -> Result<Vec<Unexamined>, Error> {
    sql("SELECT id, confidential, seq, examined_seq FROM cases WHERE seq > examined_seq AND id > $1 ORDER BY id LIMIT $2")
        .bind(last.map_or_else(String::new, |last| last.to_string()))
        .bind(limit)
        .all(tx)
        .await
}

/// Notes how far each journal was read.
pub async fn examined(tx: &mut Tx, cases: &[(CaseId, i64)]) -> Result<(), Error> {
    if cases.is_empty() {
        return Ok(());
    }
    let text = format!(
        "WITH seen (id, read_to) AS (VALUES {}) UPDATE cases SET examined_seq = seen.read_to \
         FROM seen WHERE cases.id = seen.id",
        placeholders(tx.engine(), cases.len(), 2)
    );
    cases
        .iter()
        .fold(sql_dynamic(text), |statement, (case, seq)| {
            statement.bind(*case).bind(*seq)
        })
        .execute(tx)
        .await?;
    Ok(())
}

/// How many cases an officer had ended for an agency with a step of theirs, after `from` and up to `at`; of those that
/// ended at that very instant, the ones up to `case`, so that of a crowd each has its number.
pub async fn closings(
    tx: &mut Tx,
    officer: OfficerId,
    agency: &str,
    from: Timestamp,
    (at, case): (Timestamp, CaseId),
) -> Result<u32, Error> {
    let (count,) = sql("SELECT COUNT(DISTINCT w.case_id) FROM work w JOIN cases k ON k.id = w.case_id \
         WHERE w.officer = $1 AND w.agency = $2 AND w.at > $3 AND w.at <= $4 AND k.concluded_at = w.at \
           AND (w.at < $4 OR w.case_id <= $5)")
    .bind(officer)
    .bind(agency)
    .bind(from)
    .bind(at)
    .bind(case)
    .one::<(i64,)>(tx)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// When an applicant's last case of an item was sent back, of those that came before `before`.
pub async fn last_returned(
    tx: &mut Tx,
    applicant: ApplicantId,
    item: &str,
    before: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "Ms")]
        concluded_at: Timestamp,
    }
    let row = sql(
        "SELECT concluded_at FROM cases WHERE applicant_id = $1 AND item = $2 \
         AND received_at < $3 AND result = 'returned' AND concluded_at <= $3 \
         ORDER BY concluded_at DESC LIMIT 1",
    )
    .bind(applicant)
    .bind(item)
    .bind(before)
    .optional::<Row>(tx)
    .await?;
    Ok(row.map(|row| row.concluded_at))
}

/// How many ratings of an agency came within `within` milliseconds of the end of their case, after `from` and up to
/// `at`, as `closings` counts.
pub async fn quick_ratings(
    tx: &mut Tx,
    agency: &str,
    within: i64,
    from: Timestamp,
    (at, case): (Timestamp, CaseId),
) -> Result<u32, Error> {
    let (count,) = sql(
        "SELECT COUNT(*) FROM ratings r JOIN cases k ON k.id = r.case_id \
         WHERE r.agency = $1 AND r.at > $2 AND r.at <= $3 AND (r.at < $3 OR r.case_id <= $4) \
           AND r.at - k.concluded_at <= $5",
    )
    .bind(agency)
    .bind(from)
    .bind(at)
    .bind(case)
    .bind(within)
    .one::<(i64,)>(tx)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The words of a refusal, as far as it takes to know them again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalReason {
    pub case: CaseId,
    pub seq: u64,
    pub agency: String,
    /// Of `reason_digest`.
    pub digest: String,
}

/// Keyed, and the same for the same words, however they are spaced.
pub fn reason_digest(keys: &Keys, words: &Personal) -> Result<String, Error> {
    let plain: String = words.expose().split_whitespace().collect();
    keys.digest("refusal-reason", &plain)
}

/// Remembers what was not remembered before.
pub async fn remember_reasons(tx: &mut Tx, reasons: &[RefusalReason]) -> Result<(), Error> {
    if reasons.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO refusal_reasons (case_id, seq, agency, digest) VALUES {} ON CONFLICT DO NOTHING",
        placeholders(tx.engine(), reasons.len(), 4)
    );
    reasons
        .iter()
        .fold(sql_dynamic(text), |statement, reason| {
            statement
                .bind(reason.case)
                .bind(i64::try_from(reason.seq).unwrap_or(i64::MAX))
                .bind(&reason.agency)
                .bind(&reason.digest)
        })
        .execute(tx)
        .await?;
    Ok(())
}

/// How many cases of an agency were refused with these words.
pub async fn reason_cases(tx: &mut Tx, agency: &str, digest: &str) -> Result<u32, Error> {
    let (count,) = sql(
        "SELECT COUNT(DISTINCT case_id) FROM refusal_reasons WHERE agency = $1 AND digest = $2",
    )
    .bind(agency)
    .bind(digest)
    .one::<(i64,)>(tx)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Adds those that were not found before; says how many.
pub async fn add(
    tx: &mut Tx,
    case: &Case,
    found: &[Finding],
    now: Timestamp,
) -> Result<u64, Error> {
    if found.is_empty() {
        return Ok(0);
    }
    let received = &case.received;
    let mut statement = sql_dynamic(format!(
        "INSERT INTO findings (case_id, rule, seq, seqs, case_no, item, definition, agency, division, \
           prefecture, officer, why, measure, at, found_at) VALUES {} ON CONFLICT DO NOTHING",
        placeholders(tx.engine(), found.len(), 15)
    ));
    for one in found {
        let seqs = serde_json::to_string(&one.seqs);
        let first = one.seqs.first().copied().unwrap_or_default();
        statement = statement
            .bind(received.case)
            .bind(one.rule.key())
            .bind(i64::try_from(first).unwrap_or(i64::MAX))
            .bind(seqs.map_err(|error| Error::Internal(error.into()))?)
            .bind(received.no.as_str())
            .bind(&received.item)
            .bind(&case.definition)
            .bind(&one.agency)
            .bind(&received.division)
            .bind(&received.prefecture)
            .bind(one.officer)
            .bind(one.why)
            .bind(one.measure)
            .bind(one.at)
            .bind(now);
    }
    statement.execute(tx).await
}

/// A finding as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FindingLine {
    #[sqlx(try_from = "Text")]
    pub case_id: CaseId,
    pub rule: String,
    pub seq: i64,
    seqs: String,
    pub case_no: String,
    pub item: String,
    pub definition: String,
    pub agency: String,
    pub division: String,
    pub prefecture: String,
    #[sqlx(try_from = "MaybeText")]
    pub officer: Option<OfficerId>,
    pub why: String,
    pub measure: Option<i64>,
    #[sqlx(try_from = "Ms")]
    pub at: Timestamp,
    #[sqlx(try_from = "Ms")]
    pub found_at: Timestamp,
    /// `State::key`.
    pub state: String,
}

impl FindingLine {
    /// The entries that it rests on.
    pub fn seqs(&self) -> Vec<u64> {
        serde_json::from_str(&self.seqs).unwrap_or_default()
    }

    pub fn state(&self) -> State {
        State::from_key(&self.state).unwrap_or(State::Open)
    }

    pub fn place(&self) -> FindingPlace {
        FindingPlace {
            at: self.at,
            case: self.case_id,
            rule: self.rule.clone(),
            seq: self.seq,
        }
    }
}

/// Where a page of the list ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingPlace {
    pub at: Timestamp,
    pub case: CaseId,
    pub rule: String,
    pub seq: i64,
}

/// Which findings a list has.
#[derive(Debug, Clone)]
pub struct FindingFilter {
    pub scope: Scope,
    /// Further conditions: a place, an agency.
    pub within: Vec<Scope>,
    pub rule: Option<String>,
    pub state: Option<State>,
    pub since: Timestamp,
    /// Only what the agency gets to see (`Rule::is_for_agency`).
    pub for_agency: bool,
}

/// `Rule::is_for_agency`, to SQL.
const FOR_AGENCY: &str = "c.rule <> 'rating-in-series' AND c.why <> 'complaint'";

impl FindingFilter {
    /// Each condition with its value, the placeholders counted from 1.
    fn clause(&self) -> (String, usize) {
        let mut next = 2;
        let mut all = vec![self.scope.clause(1)];
        if self.for_agency {
            all.push(FOR_AGENCY.to_owned());
        }
        let mut add = |text: &dyn Fn(usize) -> String| {
            all.push(text(next));
            next += 1;
        };
        for scope in &self.within {
            add(&|index| scope.clause(index));
        }
        add(&|index| format!("c.at >= ${index}"));
        if self.rule.is_some() {
            add(&|index| format!("c.rule = ${index}"));
        }
        if self.state.is_some() {
            add(&|index| format!("c.state = ${index}"));
        }
        (all.join(" AND "), next)
    }

    fn bind(&self, statement: Sql) -> Sql {
        let scopes = std::iter::once(&self.scope).chain(&self.within);
        let statement = scopes.fold(statement, |statement, scope| statement.bind(scope.value()));
        let mut statement = statement.bind(self.since);
        if let Some(rule) = &self.rule {
            statement = statement.bind(rule);
        }
        if let Some(state) = self.state {
            statement = statement.bind(state.key());
        }
        statement
    }
}

/// Newest first, from before `after` on: a page.
pub async fn list(
    tx: &mut Tx,
    filter: &FindingFilter,
    after: Option<&FindingPlace>,
) -> Result<Vec<FindingLine>, Error> {
    let (clause, next) = filter.clause();
    let (at, case, rule, seq) = (next, next + 1, next + 2, next + 3);
    let end = FindingPlace {
        at: Timestamp::MAX,
        case: CaseId(uuid::Uuid::max()),
        rule: String::new(),
        seq: 0,
    };
    let after = after.unwrap_or(&end);
    // The cursor's first part is repeated as a bound of the index range.
    let text = format!(
        "SELECT c.* FROM findings c WHERE {clause} AND c.at <= ${at} AND (c.at < ${at} OR c.case_id < ${case} \
           OR (c.case_id = ${case} AND (c.rule < ${rule} OR (c.rule = ${rule} AND c.seq < ${seq})))) \
         ORDER BY c.at DESC, c.case_id DESC, c.rule DESC, c.seq DESC LIMIT ${}",
        seq + 1
    );
    filter
        .bind(sql_dynamic(text))
        .bind(after.at)
        .bind(after.case)
        .bind(&after.rule)
        .bind(after.seq)
        .bind(PAGE)
        .all(tx)
        .await
}

/// How many the whole list has.
pub async fn count(tx: &mut Tx, filter: &FindingFilter) -> Result<u64, Error> {
    let (clause, _) = filter.clause();
    let text = format!("SELECT COUNT(*) FROM findings c WHERE {clause}");
    let (count,) = filter.bind(sql_dynamic(text)).one::<(i64,)>(tx).await?;
    Ok(count.unsigned_abs())
}

/// How many findings of a rule are in a state.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Tally {
    pub rule: String,
    pub state: String,
    pub count: i64,
}

/// Of all rules and states, whatever of those the filter asks for.
pub async fn tallies(tx: &mut Tx, filter: &FindingFilter) -> Result<Vec<Tally>, Error> {
    let whole = FindingFilter {
        rule: None,
        state: None,
        ..filter.clone()
    };
    let (clause, _) = whole.clause();
    let text = format!(
        "SELECT c.rule, c.state, COUNT(*) AS count FROM findings c WHERE {clause} \
         GROUP BY c.rule, c.state ORDER BY c.rule, c.state"
    );
    whole.bind(sql_dynamic(text)).all(tx).await
}

/// The agencies that have findings, whatever rule and state the filter asks for; 200 at most.
pub async fn agencies(tx: &mut Tx, filter: &FindingFilter) -> Result<Vec<String>, Error> {
    let whole = FindingFilter {
        within: Vec::new(),
        rule: None,
        state: None,
        ..filter.clone()
    };
    let (clause, _) = whole.clause();
    let text = format!(
        "SELECT DISTINCT c.agency FROM findings c WHERE {clause} ORDER BY c.agency LIMIT 200"
    );
    let rows = whole.bind(sql_dynamic(text)).all::<(String,)>(tx).await?;
    Ok(rows.into_iter().map(|(agency,)| agency).collect())
}

/// # Errors
/// `NotFound`. Check its scope.
pub async fn get(tx: &mut Tx, case_no: &str, rule: &str, seq: i64) -> Result<FindingLine, Error> {
    sql(
        "SELECT f.* FROM findings f JOIN cases k ON k.id = f.case_id \
         WHERE k.case_no = $1 AND f.rule = $2 AND f.seq = $3",
    )
    .bind(case_no)
    .bind(rule)
    .bind(seq)
    .one(tx)
    .await
}

/// What somebody said to a finding.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FindingAct {
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

/// Oldest first.
pub async fn acts(tx: &mut Tx, finding: &FindingLine) -> Result<Vec<FindingAct>, Error> {
    sql(
        "SELECT number, at, act, officer, agency, statement FROM finding_acts \
         WHERE case_id = $1 AND rule = $2 AND seq = $3 ORDER BY number LIMIT 20",
    )
    .bind(finding.case_id)
    .bind(&finding.rule)
    .bind(finding.seq)
    .all(tx)
    .await
}

/// Appends what somebody said. The statement is the caller's to add.
///
/// # Errors
/// `Stale` where the finding is not as `finding` has it any more.
pub async fn say(tx: &mut Tx, finding: &FindingLine, act: &FindingAct) -> Result<(), Error> {
    let changed = sql("UPDATE findings SET state = $1 \
         WHERE case_id = $2 AND rule = $3 AND seq = $4 AND state = $5")
    .bind(&act.act)
    .bind(finding.case_id)
    .bind(&finding.rule)
    .bind(finding.seq)
    .bind(&finding.state)
    .execute(tx)
    .await?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    sql("INSERT INTO finding_acts (case_id, rule, seq, number, at, act, officer, agency, statement) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(finding.case_id)
    .bind(&finding.rule)
    .bind(finding.seq)
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

/// Whose state is not what was said last, by case. Reads all of them, for `verify`.
pub(crate) async fn differing(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    let text = "SELECT f.case_id, f.rule FROM findings f WHERE f.state <> COALESCE((SELECT a.act FROM finding_acts a \
         WHERE a.case_id = f.case_id AND a.rule = f.rule AND a.seq = f.seq ORDER BY a.number DESC LIMIT 1), 'open') \
         LIMIT 1000";
    sql_dynamic(text.to_owned()).all(tx).await
}

/// The rules read every journal anew. What they found stays, with what was said to it. For `rebuild`.
pub(crate) async fn forget_examined(tx: &mut Tx) -> Result<(), Error> {
    let text = "UPDATE cases SET examined_seq = 0 WHERE examined_seq > 0";
    sql_dynamic(text.to_owned()).execute(tx).await?;
    Ok(())
}
