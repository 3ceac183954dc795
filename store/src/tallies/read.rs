//! Reading sums as they are at this instant.

use std::collections::BTreeMap;

use domain::supervision::{Measure, Measures};
use jiff::Timestamp;
use jiff::civil::Date;

use super::count::count;
use super::fold::{turned_case, turning};
use super::{COLUMNS, ChangeRow, Changes, Columns, DIMS, Dims, Kind, add, sums_of};
use crate::cases::Scope;
use crate::sql::{Sql, sql_dynamic};
use crate::{Error, Tx};

/// Lamps that are read from the cases at most: those of a job that stood still for long.
const TURNING: i64 = 100_000;

/// Which sum: of a place, and of what in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    pub scope: String,
    pub key: String,
}

impl Scope {
    /// As `tallies` names the place.
    pub fn tally(&self) -> String {
        match self {
            Self::Everything => String::new(),
            Self::Prefecture(code) => format!("p:{code}"),
            Self::Division(code) => format!("d:{code}"),
            Self::Agency(id) => format!("a:{id}"),
        }
    }
}

/// What was noted and not added up yet. Loaded once for a page, in the transaction that reads the sums.
#[derive(Debug)]
pub struct Tallies {
    noted: Changes,
}

impl Tallies {
    pub async fn load(tx: &mut Tx, now: Timestamp) -> Result<Self, Error> {
        let rows: Vec<ChangeRow> = sql_dynamic(format!(
            "SELECT {DIMS}, {} FROM tally_changes GROUP BY {DIMS}",
            sums_of("")
        ))
        .all(tx)
        .await?;
        let mut noted: Changes = rows.into_iter().map(ChangeRow::into_change).collect();
        let mut turned = Changes::new();
        for case in turning(tx, now, TURNING, false).await? {
            count(&mut turned, &case, -1);
            count(&mut turned, &turned_case(&case, now), 1);
        }
        for (dims, measures) in turned {
            add(&mut noted, dims, measures);
        }
        Ok(Self { noted })
    }

    /// How things stand in each of `scopes`.
    pub async fn now(
        &self,
        tx: &mut Tx,
        kind: Kind,
        scopes: &[String],
        keys: Option<&[String]>,
    ) -> Result<BTreeMap<Line, Measures>, Error> {
        let mut lines = BTreeMap::new();
        read(tx, &mut lines, kind, scopes, keys, ("now", "", "~")).await?;
        self.add_noted(&mut lines, kind, scopes, keys, |dims| dims.day.is_empty());
        Ok(lines)
    }

    /// What happened in each of `scopes` from `from` until the day before `to`.
    pub async fn period(
        &self,
        tx: &mut Tx,
        kind: Kind,
        scopes: &[String],
        keys: Option<&[String]>,
        (from, to): (Date, Date),
    ) -> Result<BTreeMap<Line, Measures>, Error> {
        let mut lines = BTreeMap::new();
        for (grain, from, to) in ranges(from, to) {
            read(tx, &mut lines, kind, scopes, keys, (grain, &from, &to)).await?;
        }
        let (from, to) = (from.to_string(), to.to_string());
        self.add_noted(&mut lines, kind, scopes, keys, |dims| {
            dims.day >= from && dims.day < to
        });
        Ok(lines)
    }

    /// Day by day, or month by month: what is drawn as a course. Starts without a case are absent.
    pub async fn course(
        &self,
        tx: &mut Tx,
        kind: Kind,
        line: &Line,
        months: bool,
        (from, to): (Date, Date),
    ) -> Result<BTreeMap<String, Measures>, Error> {
        #[derive(Debug, sqlx::FromRow)]
        struct Row {
            start: String,
            #[sqlx(flatten)]
            columns: Columns,
        }
        let (grain, length) = if months { ("month", 7) } else { ("day", 10) };
        let start = |day: Date| day.to_string().chars().take(length).collect::<String>();
        let (from, to) = (start(from), start(to));
        let rows: Vec<Row> = sql_dynamic(format!(
            "SELECT start, {} FROM tallies WHERE kind = $1 AND scope = $2 AND grain = $3 \
             AND start >= $4 AND start < $5 AND key = $6",
            COLUMNS.join(", ")
        ))
        .bind(kind.key())
        .bind(&line.scope)
        .bind(grain)
        .bind(&from)
        .bind(&to)
        .bind(&line.key)
        .all(tx)
        .await?;
        let mut course: BTreeMap<String, Measures> = rows
            .into_iter()
            .map(|row| (row.start, row.columns.measures()))
            .collect();
        for (dims, measures) in &self.noted {
            let Some(start) = dims.day.get(..length) else {
                continue;
            };
            let within = *start >= *from && *start < *to;
            if within && dims.belongs(kind, &line.scope, &line.key) {
                *course.entry(start.to_owned()).or_default() += *measures;
            }
        }
        Ok(course)
    }

    /// The lines with the most of what was received in the months that a period touches, the most first: which of many
    /// are worth showing.
    pub async fn most(
        &self,
        tx: &mut Tx,
        kind: Kind,
        scopes: &[String],
        keys: Option<&[String]>,
        (from, to): (Date, Date),
    ) -> Result<Vec<Line>, Error> {
        if nothing(scopes, keys) {
            return Ok(Vec::new());
        }
        let month = |day: Date| day.to_string().chars().take(7).collect::<String>();
        let statement = sql_dynamic(format!(
            "SELECT scope, key, CAST(SUM(received) AS BIGINT) AS total FROM tallies \
             WHERE kind = $1 AND grain = 'month' AND start >= $2 AND start <= $3 AND {} GROUP BY scope, key",
            of_lines(4, scopes, keys)
        ))
        .bind(kind.key())
        .bind(month(from))
        .bind(month(to));
        let rows: Vec<(String, String, i64)> = bind_lines(statement, scopes, keys).all(tx).await?;
        let line = |(scope, key, total)| (Line { scope, key }, total);
        let mut totals: BTreeMap<Line, i64> = rows.into_iter().map(line).collect();
        for (line, measures) in self.noted_of(kind, scopes, keys, |_| true) {
            *totals.entry(line).or_default() += measures[Measure::Received];
        }
        let mut totals: Vec<_> = totals.into_iter().collect();
        totals.retain(|(line, _)| kind == Kind::All || !line.key.is_empty());
        totals.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
        Ok(totals.into_iter().map(|(line, _)| line).collect())
    }

    /// What is noted of some lines.
    fn noted_of(
        &self,
        kind: Kind,
        scopes: &[String],
        keys: Option<&[String]>,
        when: impl Fn(&Dims) -> bool,
    ) -> Vec<(Line, Measures)> {
        let mut found = Vec::new();
        for (dims, measures) in self.noted.iter().filter(|(dims, _)| when(dims)) {
            for (of, scope, key) in dims.sums() {
                let wanted = keys.is_none_or(|keys| keys.iter().any(|one| one == key));
                if of == kind && wanted && scopes.contains(&scope) {
                    let key = key.to_owned();
                    found.push((Line { scope, key }, *measures));
                }
            }
        }
        found
    }

    fn add_noted(
        &self,
        lines: &mut BTreeMap<Line, Measures>,
        kind: Kind,
        scopes: &[String],
        only: Option<&[String]>,
        when: impl Fn(&Dims) -> bool,
    ) {
        for (line, measures) in self.noted_of(kind, scopes, only, when) {
            *lines.entry(line).or_default() += measures;
        }
        if kind == Kind::Officer {
            lines.retain(|line, _| !line.key.is_empty());
        }
        lines.retain(|_, measures| !measures.is_zero());
    }
}

fn nothing(scopes: &[String], keys: Option<&[String]>) -> bool {
    scopes.is_empty() || keys.is_some_and(<[String]>::is_empty)
}

/// Some scopes, and of them some keys or all; the placeholders count from `first`.
fn of_lines(first: usize, scopes: &[String], keys: Option<&[String]>) -> String {
    let list = |first: usize, count: usize| {
        let all: Vec<_> = (first..first + count).map(|n| format!("${n}")).collect();
        all.join(", ")
    };
    let of = format!("scope IN ({})", list(first, scopes.len()));
    match keys {
        None => of,
        Some(keys) => format!(
            "{of} AND key IN ({})",
            list(first + scopes.len(), keys.len())
        ),
    }
}

fn bind_lines(statement: Sql, scopes: &[String], keys: Option<&[String]>) -> Sql {
    let all = scopes.iter().chain(keys.unwrap_or_default());
    all.fold(statement, |statement, value| statement.bind(value))
}

impl Dims {
    fn belongs(&self, kind: Kind, scope: &str, key: &str) -> bool {
        self.sums()
            .iter()
            .any(|(of, place, what)| *of == kind && place == scope && *what == key)
    }
}

/// Whole months by the month, and the days on both sides of them.
fn ranges(from: Date, to: Date) -> Vec<(&'static str, String, String)> {
    let first = if from.day() == 1 {
        from
    } else {
        from.last_of_month().tomorrow().unwrap_or(from)
    };
    let last = to.first_of_month();
    let days = |from: Date, to: Date| ("day", from.to_string(), to.to_string());
    if first >= last {
        return vec![days(from, to)];
    }
    let month = |day: Date| day.to_string().chars().take(7).collect();
    let all = [
        days(from, first),
        ("month", month(first), month(last)),
        days(last, to),
    ];
    all.into_iter().filter(|(_, from, to)| from < to).collect()
}

async fn read(
    tx: &mut Tx,
    lines: &mut BTreeMap<Line, Measures>,
    kind: Kind,
    scopes: &[String],
    keys: Option<&[String]>,
    (grain, from, to): (&str, &str, &str),
) -> Result<(), Error> {
    #[derive(Debug, sqlx::FromRow)]
    struct Row {
        scope: String,
        key: String,
        #[sqlx(flatten)]
        columns: Columns,
    }
    if nothing(scopes, keys) {
        return Ok(());
    }
    let statement = sql_dynamic(format!(
        "SELECT scope, key, {} FROM tallies WHERE kind = $1 AND grain = $2 AND start >= $3 AND start < $4 \
         AND {} GROUP BY scope, key",
        sums_of(""),
        of_lines(5, scopes, keys),
    ))
    .bind(kind.key())
    .bind(grain)
    .bind(from)
    .bind(to);
    let statement = bind_lines(statement, scopes, keys);
    for row in statement.all::<Row>(tx).await? {
        let line = Line {
            scope: row.scope,
            key: row.key,
        };
        *lines.entry(line).or_default() += row.columns.measures();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_whole_months_and_the_days_beside_them() {
        let of = |from, to| {
            ranges(from, to)
                .into_iter()
                .map(|(grain, from, to)| format!("{grain} {from} {to}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(date(2026, 1, 15), date(2026, 4, 3)),
            [
                "day 2026-01-15 2026-02-01",
                "month 2026-02 2026-04",
                "day 2026-04-01 2026-04-03"
            ]
        );
        assert_eq!(
            of(date(2026, 1, 1), date(2027, 1, 1)),
            ["month 2026-01 2027-01"]
        );
        assert_eq!(
            of(date(2026, 1, 15), date(2026, 2, 3)),
            ["day 2026-01-15 2026-02-03"]
        );
        assert_eq!(
            of(date(2026, 1, 15), date(2026, 1, 15)),
            ["day 2026-01-15 2026-01-15"]
        );
    }
}
