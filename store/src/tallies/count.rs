//! What one case adds to the sums, and what a writing of cases changed.

use domain::lamp::Lamp;
use domain::supervision::{Measure, Measures};

use super::{COLUMNS, Changes, DIMS, Dims, add, one};
use crate::cases::record::{CaseRecord, Table};
use crate::sql::{placeholders, sql_dynamic};
use crate::{Error, Tx};

/// SQLite binds 32,766 values at most.
const ROWS: usize = 500;

/// Adds what the case counts for, `times` 1 or -1.
pub(super) fn count(changes: &mut Changes, case: &CaseRecord, times: i64) {
    if case.confidential == 1 {
        return;
    }
    let mut put = |day: &str, measures: Measures| {
        let dims = Dims {
            day: day.to_owned(),
            agency: case.agency.clone(),
            division: case.division.clone(),
            prefecture: case.prefecture.clone(),
            item: case.item.clone(),
            officer: case.officer.clone().unwrap_or_default(),
        };
        let values = measures.values().map(|value| value * times);
        add(changes, dims, Measures::new(values));
    };
    let mut received = one(Measure::Received);
    received[Measure::Online] = case.online;
    put(&case.received_on, received);
    if let Some(day) = &case.concluded_on {
        put(day, concluded(case));
    }
    let rated = case.rating.and_then(|level| u8::try_from(level).ok());
    if let (Some(day), Some(measure)) = (&case.rated_on, rated.and_then(Measure::of_rating)) {
        put(day, one(measure));
    }
    if case.open == 1 {
        put("", standing(case));
    }
}

fn concluded(case: &CaseRecord) -> Measures {
    let mut measures = one(Measure::Concluded);
    let result = match case.result.as_deref() {
        Some("granted") => Some(Measure::Granted),
        Some("refused") => Some(Measure::Refused),
        Some("declined") => Some(Measure::Declined),
        Some("returned") => Some(Measure::Returned),
        Some("withdrawn") => Some(Measure::Withdrawn),
        Some("voided") => Some(Measure::Voided),
        _ => None,
    };
    for (measure, holds) in [
        (Measure::InTime, case.in_time == Some(1)),
        (Measure::Late, case.in_time == Some(0)),
        (Measure::Early, case.early == 1),
        (Measure::StatutoryLate, case.statutory_late == 1),
        (Measure::Immediate, case.kind == "immediate"),
        (Measure::Corrected, case.corrected == 1),
        (Measure::PausedOnce, case.paused_once == 1),
        (Measure::ZeroVisit, case.zero_visit == 1),
        (Measure::Measured, case.days_promised.is_some()),
        (Measure::LawMeasured, case.law_days.is_some()),
    ] {
        measures[measure] = i64::from(holds);
    }
    if let Some(measure) = result {
        measures[measure] = 1;
    }
    for (measure, days) in [
        (Measure::DaysUsed, case.days_used),
        (Measure::DaysPromised, case.days_promised),
        (Measure::LawPromised, case.law_days.and(case.days_promised)),
        (Measure::LawDaysUsed, case.law_days_used),
        (Measure::LawDays, case.law_days),
    ] {
        measures[measure] = days.unwrap_or(0);
    }
    measures
}

fn standing(case: &CaseRecord) -> Measures {
    let mut measures = one(Measure::Running);
    measures[Measure::Reminded] = i64::from(case.reminders > 0);
    let lamp = match Lamp::from_key(&case.lamp) {
        Some(Lamp::Paused) => Measure::Paused,
        Some(Lamp::DueSoon) => Measure::DueSoon,
        Some(Lamp::Overdue) => Measure::Overdue,
        Some(Lamp::StatutoryOverdue) => Measure::StatutoryOverdue,
        _ => Measure::Normal,
    };
    measures[lamp] = 1;
    measures
}

/// Notes what changes where `cases` are written over what the table has.
pub(crate) async fn note(tx: &mut Tx, cases: &[CaseRecord]) -> Result<(), Error> {
    let mut changes = Changes::new();
    for some in cases.chunks(ROWS) {
        let text = format!(
            "SELECT {} FROM cases WHERE id IN {}",
            CaseRecord::COLUMNS.join(", "),
            placeholders(tx.engine(), 1, some.len())
        );
        let statement = some.iter().fold(sql_dynamic(text), |statement, case| {
            statement.bind(&case.id)
        });
        for before in statement.all::<CaseRecord>(tx).await? {
            count(&mut changes, &before, -1);
        }
    }
    for case in cases {
        count(&mut changes, case, 1);
    }
    write(tx, changes).await
}

pub(super) async fn write(tx: &mut Tx, changes: Changes) -> Result<(), Error> {
    let changes: Vec<_> = changes
        .into_iter()
        .filter(|(_, measures)| !measures.is_zero())
        .collect();
    for some in changes.chunks(ROWS) {
        let text = format!(
            "INSERT INTO tally_changes ({DIMS}, {}) VALUES {}",
            COLUMNS.join(", "),
            placeholders(tx.engine(), some.len(), 6 + COLUMNS.len())
        );
        let mut statement = sql_dynamic(text);
        for (dims, measures) in some {
            for dim in [
                &dims.day,
                &dims.agency,
                &dims.division,
                &dims.prefecture,
                &dims.item,
                &dims.officer,
            ] {
                statement = statement.bind(dim);
            }
            for value in measures.values() {
                statement = statement.bind(value);
            }
        }
        statement.execute(tx).await?;
    }
    Ok(())
}
