//! The proof that the sums are those of the cases, by a slow query of its own, and the way to make them so.

use domain::lamp::{lamp, turns_at};
use domain::supervision::{Measure, Measures};
use jiff::Timestamp;

use super::fold::{forget, inputs, put, sums};
use super::{COLUMNS, ChangeRow, Changes, DIMS, sums_of};
use crate::cases::record::CaseRecord;
use crate::cases::verify::Difference;
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Tx};

/// A lamp depends on when it was looked at: `expected` with that of the stored row, where that was right until it turns.
pub(crate) async fn as_counted(tx: &mut Tx, expected: CaseRecord) -> Result<CaseRecord, Error> {
    let row = sql("SELECT turns_at FROM cases WHERE id = $1")
        .bind(&expected.id)
        .optional::<(Option<i64>,)>(tx)
        .await?;
    let Some((stored,)) = row else {
        return Ok(expected);
    };
    let inputs = inputs(&expected);
    let just_before = match stored {
        Some(at) => Timestamp::from_millisecond(at - 1).unwrap_or(Timestamp::MIN),
        None => Timestamp::MAX,
    };
    let turns = turns_at(inputs, just_before).map(|at| at.as_millisecond());
    Ok(CaseRecord {
        lamp: lamp(inputs, just_before).key().to_owned(),
        turns_at: turns.filter(|at| Some(*at) == stored),
        ..expected
    })
}

/// What every case counts for, read from the cases in one statement per day that a case has.
async fn counted(tx: &mut Tx) -> Result<Changes, Error> {
    let dims = |day: &str| {
        format!(
            "{day} AS day, agency, division, prefecture, item, COALESCE(officer, '') AS officer"
        )
    };
    // Which cases each measure is the number of, or what it is the sum of.
    let of = |measures: &[Measure]| {
        COLUMNS
            .map(|column| {
                let value = measures
                    .iter()
                    .find(|measure| measure.column() == column)
                    .map_or_else(|| "0".to_owned(), |measure| summed(*measure));
                format!("CAST(SUM({value}) AS BIGINT) AS {column}")
            })
            .join(", ")
    };
    let all = Measure::ALL.into_iter();
    let now: Vec<_> = all.clone().filter(|measure| measure.is_now()).collect();
    let received = [Measure::Received, Measure::Online];
    let rated: Vec<_> = (1..=5).filter_map(Measure::of_rating).collect();
    let concluded: Vec<_> = all
        .filter(|measure| {
            !measure.is_now() && !received.contains(measure) && !rated.contains(measure)
        })
        .collect();
    let mut changes = Changes::new();
    for (day, which, measures) in [
        ("received_on", "1 = 1", received.as_slice()),
        ("concluded_on", "concluded_on IS NOT NULL", &concluded),
        ("rated_on", "rated_on IS NOT NULL", &rated),
        ("''", "open = 1", &now),
    ] {
        let text = format!(
            "SELECT {}, {} FROM cases WHERE confidential = 0 AND {which} \
             GROUP BY {}agency, division, prefecture, item, COALESCE(officer, '')",
            dims(day),
            of(measures),
            if day == "''" {
                String::new()
            } else {
                format!("{day}, ")
            }
        );
        for row in sql_dynamic(text).all::<ChangeRow>(tx).await? {
            let (dims, measures) = row.into_change();
            super::add(&mut changes, dims, measures);
        }
    }
    Ok(changes)
}

/// The measure of one case, in SQL.
fn summed(measure: Measure) -> String {
    let one = |condition: &str| format!("CASE WHEN {condition} THEN 1 ELSE 0 END");
    match measure {
        Measure::Received | Measure::Concluded | Measure::Running => "1".into(),
        Measure::Online => "online".into(),
        Measure::InTime => one("in_time = 1"),
        Measure::Late => one("in_time = 0"),
        Measure::Early => "early".into(),
        Measure::StatutoryLate => "statutory_late".into(),
        Measure::Immediate => one("kind = 'immediate'"),
        Measure::Corrected => "corrected".into(),
        Measure::Granted => one("result = 'granted'"),
        Measure::Refused => one("result = 'refused'"),
        Measure::Declined => one("result = 'declined'"),
        Measure::Returned => one("result = 'returned'"),
        Measure::Withdrawn => one("result = 'withdrawn'"),
        Measure::Voided => one("result = 'voided'"),
        Measure::PausedOnce => "paused_once".into(),
        Measure::ZeroVisit => "zero_visit".into(),
        Measure::Measured => one("days_promised IS NOT NULL"),
        Measure::LawMeasured => one("law_days IS NOT NULL"),
        Measure::DaysUsed => "COALESCE(days_used, 0)".into(),
        Measure::DaysPromised => "COALESCE(days_promised, 0)".into(),
        Measure::LawPromised => {
            "CASE WHEN law_days IS NULL THEN 0 ELSE COALESCE(days_promised, 0) END".into()
        }
        Measure::LawDaysUsed => "COALESCE(law_days_used, 0)".into(),
        Measure::LawDays => "COALESCE(law_days, 0)".into(),
        Measure::RatedFive => one("rating = 5"),
        Measure::RatedFour => one("rating = 4"),
        Measure::RatedThree => one("rating = 3"),
        Measure::RatedTwo => one("rating = 2"),
        Measure::RatedOne => one("rating = 1"),
        Measure::Normal => one("lamp = 'normal'"),
        Measure::Paused => one("lamp = 'paused'"),
        Measure::DueSoon => one("lamp = 'due-soon'"),
        Measure::Overdue => one("lamp = 'overdue'"),
        Measure::StatutoryOverdue => one("lamp = 'statutory-overdue'"),
        Measure::Reminded => one("reminders > 0"),
    }
}

/// Compares the sums, with what is noted for them, to those of the cases.
pub(crate) async fn check(
    tx: &mut Tx,
    report: &mut (dyn FnMut(Difference) + Send),
) -> Result<(), Error> {
    #[derive(Debug, sqlx::FromRow)]
    struct Row {
        kind: String,
        scope: String,
        grain: String,
        start: String,
        key: String,
        #[sqlx(flatten)]
        columns: super::Columns,
    }
    let expected = sums(&counted(tx).await?);
    let noted = sql_dynamic(format!(
        "SELECT {DIMS}, {} FROM tally_changes GROUP BY {DIMS}",
        sums_of("")
    ));
    let noted = noted.all::<ChangeRow>(tx).await?;
    let noted: Changes = noted.into_iter().map(ChangeRow::into_change).collect();
    let text = |sum: (&str, &str, &str, &str, &str)| {
        let (kind, scope, grain, start, key) = sum;
        format!("{kind} '{key}' of '{scope}', {grain} '{start}'")
    };
    let mut left: std::collections::BTreeMap<String, Measures> = expected
        .iter()
        .map(|((kind, scope, grain, start, key), measures)| {
            (text((kind, scope, grain, start, key)), *measures)
        })
        .collect();
    for ((kind, scope, grain, start, key), measures) in sums(&noted) {
        *left
            .entry(text((kind, &scope, grain, &start, &key)))
            .or_default() -= measures;
    }
    let stored = sql_dynamic(format!(
        "SELECT kind, scope, grain, start, key, {} FROM tallies",
        COLUMNS.join(", ")
    ));
    for row in stored.all::<Row>(tx).await? {
        let sum = text((&row.kind, &row.scope, &row.grain, &row.start, &row.key));
        *left.entry(sum).or_default() -= row.columns.measures();
    }
    for (sum, missing) in left {
        for measure in Measure::ALL {
            if missing[measure] != 0 {
                report(Difference {
                    case: sum.clone(),
                    table: "tallies",
                    what: format!(
                        "{} is short of the cases by {}",
                        measure.column(),
                        missing[measure]
                    ),
                });
            }
        }
    }
    Ok(())
}

/// Makes the sums anew from the cases.
pub(crate) async fn recount(tx: &mut Tx) -> Result<(), Error> {
    forget(tx).await?;
    let changes = counted(tx).await?;
    put(tx, &changes).await
}
