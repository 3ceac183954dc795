//! What supervision counts, by place, agency, item and person, by day and by month: sums over `cases`, kept beside it.
//! A dashboard costs what it has lines; it never walks the cases. Three things keep the sums true at every instant:
//! each writing of a case notes what it changed (`tally_changes`), a job adds the notes to the sums, and whoever reads
//! adds the notes that are still there; lamps that time has turned since are read from the cases themselves, of which
//! an index has those alone. Confidential cases are in no sum.

mod count;
mod fold;
mod read;
mod verify;

use std::collections::BTreeMap;

use domain::supervision::{Measure, Measures};

use crate::Error;

pub(crate) use count::note;
pub use fold::{fold, turn};
pub use read::{Line, Tallies};
pub(crate) use verify::{as_counted, check, recount};

/// What is summed over a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Everything in it, under the key ''.
    All,
    Agency,
    Item,
    /// Of an agency alone.
    Officer,
}

impl Kind {
    fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Agency => "agency",
            Self::Item => "item",
            Self::Officer => "officer",
        }
    }
}

/// Whose a change is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Dims {
    /// '' for how things stand now.
    day: String,
    agency: String,
    division: String,
    prefecture: String,
    item: String,
    officer: String,
}

type Changes = BTreeMap<Dims, Measures>;

/// Codes of divisions: county, town, village.
const LENGTHS: [usize; 3] = [6, 9, 12];

impl Dims {
    /// Every sum that the change is a part of, but for grain and start.
    fn sums(&self) -> Vec<(Kind, String, &str)> {
        let mut places = vec![String::new(), format!("p:{}", self.prefecture)];
        let codes = LENGTHS
            .iter()
            .filter_map(|length| self.division.get(..*length));
        places.extend(codes.map(|code| format!("d:{code}")));
        let agency = format!("a:{}", self.agency);
        let mut sums = Vec::new();
        for place in places {
            sums.push((Kind::All, place.clone(), ""));
            sums.push((Kind::Agency, place.clone(), self.agency.as_str()));
            sums.push((Kind::Item, place, self.item.as_str()));
        }
        sums.push((Kind::All, agency.clone(), ""));
        sums.push((Kind::Item, agency.clone(), self.item.as_str()));
        sums.push((Kind::Officer, agency, self.officer.as_str()));
        sums
    }
}

macro_rules! rows {
    ($($variant:ident $column:ident,)+) => {
        /// The columns of the measures, as a statement lists them.
        const COLUMNS: [&str; Measures::LEN] = [$(stringify!($column)),+];

        #[derive(Debug, Clone, sqlx::FromRow)]
        struct Columns { $($column: i64,)+ }

        impl Columns {
            fn measures(&self) -> Measures {
                Measures::new([$(self.$column),+])
            }
        }
    };
}
domain::for_each_measure!(rows);

/// `CAST(SUM(received) AS BIGINT) AS received, …`: PostgreSQL sums to NUMERIC.
fn sums_of(prefix: &str) -> String {
    COLUMNS
        .map(|column| format!("CAST(SUM({prefix}{column}) AS BIGINT) AS {column}"))
        .join(", ")
}

#[derive(Debug, Clone, sqlx::FromRow)]
struct ChangeRow {
    day: String,
    agency: String,
    division: String,
    prefecture: String,
    item: String,
    officer: String,
    #[sqlx(flatten)]
    columns: Columns,
}

impl ChangeRow {
    fn into_change(self) -> (Dims, Measures) {
        let measures = self.columns.measures();
        let dims = Dims {
            day: self.day,
            agency: self.agency,
            division: self.division,
            prefecture: self.prefecture,
            item: self.item,
            officer: self.officer,
        };
        (dims, measures)
    }
}

const DIMS: &str = "day, agency, division, prefecture, item, officer";

fn add(changes: &mut Changes, dims: Dims, measures: Measures) {
    *changes.entry(dims).or_default() += measures;
}

fn one(measure: Measure) -> Measures {
    let mut measures = Measures::default();
    measures[measure] = 1;
    measures
}

fn stale<T>() -> Result<T, Error> {
    Err(Error::Stale)
}
