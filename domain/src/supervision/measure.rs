//! What is counted of cases. Each number belongs to a day of the case (received, concluded, rated) or to how things
//! stand now, and is the length of a list of cases, or a sum of days over such a list.

use std::ops::{AddAssign, Index, IndexMut, SubAssign};

use serde::{Deserialize, Serialize};

/// Calls `$then!` with every measure as `Variant column`: one list for the domain's enum and the store's columns.
#[macro_export]
macro_rules! for_each_measure {
    ($then:ident) => {
        $then! {
            Received received,
            Online online,
            Concluded concluded,
            InTime in_time,
            Early early,
            Late late,
            StatutoryLate statutory_late,
            Immediate immediate,
            Corrected corrected,
            Granted granted,
            Refused refused,
            Declined declined,
            Returned returned,
            Withdrawn withdrawn,
            Voided voided,
            PausedOnce paused_once,
            ZeroVisit zero_visit,
            Measured measured,
            DaysUsed days_used,
            DaysPromised days_promised,
            LawMeasured law_measured,
            LawPromised law_promised,
            LawDaysUsed law_days_used,
            LawDays law_days,
            RatedFive rated_five,
            RatedFour rated_four,
            RatedThree rated_three,
            RatedTwo rated_two,
            RatedOne rated_one,
            Running running,
            Normal normal,
            Paused paused,
            DueSoon due_soon,
            Overdue overdue,
            StatutoryOverdue statutory_overdue,
            Reminded reminded,
        }
    };
}

macro_rules! measures {
    ($($variant:ident $column:ident,)+) => {
        /// One number. The names of the columns are the store's, and the keys of filters in URLs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Measure { $($variant),+ }

        impl Measure {
            pub const ALL: [Self; Measures::LEN] = [$(Self::$variant),+];

            pub fn column(self) -> &'static str {
                match self { $(Self::$variant => stringify!($column)),+ }
            }
        }

        impl Measures {
            pub const LEN: usize = [$(stringify!($column)),+].len();
        }
    };
}
for_each_measure!(measures);

impl Measure {
    /// As a filter in a URL: `statutory-late`.
    pub fn key(self) -> String {
        self.column().replace('_', "-")
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.key() == key)
    }

    /// How things stand now, whatever the period.
    pub fn is_now(self) -> bool {
        matches!(
            self,
            Self::Running
                | Self::Normal
                | Self::Paused
                | Self::DueSoon
                | Self::Overdue
                | Self::StatutoryOverdue
                | Self::Reminded
        )
    }

    /// A sum over cases, not a number of them: no list is as long as it.
    pub fn is_sum(self) -> bool {
        matches!(
            self,
            Self::DaysUsed
                | Self::DaysPromised
                | Self::LawPromised
                | Self::LawDaysUsed
                | Self::LawDays
        )
    }

    pub fn is_rating(self) -> bool {
        (1..=5).any(|level| Self::of_rating(level) == Some(self))
    }

    /// The rating's level, from 1 to 5.
    pub fn of_rating(level: u8) -> Option<Self> {
        Some(match level {
            5 => Self::RatedFive,
            4 => Self::RatedFour,
            3 => Self::RatedThree,
            2 => Self::RatedTwo,
            1 => Self::RatedOne,
            _ => return None,
        })
    }
}

/// A value of every measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures([i64; Measures::LEN]);

impl Default for Measures {
    fn default() -> Self {
        Self([0; Self::LEN])
    }
}

impl Measures {
    pub fn new(values: [i64; Self::LEN]) -> Self {
        Self(values)
    }

    pub fn values(&self) -> [i64; Self::LEN] {
        self.0
    }

    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|value| *value == 0)
    }

    /// How many cases; nought for what can't be.
    pub fn count(&self, measure: Measure) -> u64 {
        u64::try_from(self[measure]).unwrap_or_default()
    }

    /// Without what was rated.
    #[must_use]
    pub fn without_ratings(mut self) -> Self {
        for measure in (1..=5).filter_map(Measure::of_rating) {
            self[measure] = 0;
        }
        self
    }

    /// How many were rated.
    pub fn rated(&self) -> u64 {
        (1..=5)
            .filter_map(Measure::of_rating)
            .map(|measure| self.count(measure))
            .sum()
    }

    /// `part` of `whole` in tenths of a percent, rounded down: 100 % is said only where it is true. Absent where there is
    /// nothing to be a part of.
    pub fn share(part: u64, whole: u64) -> Option<u64> {
        (whole > 0).then(|| part.saturating_mul(1000) / whole)
    }
}

impl Index<Measure> for Measures {
    type Output = i64;

    #[expect(clippy::indexing_slicing, reason = "the enum is as long as the array")]
    fn index(&self, measure: Measure) -> &i64 {
        &self.0[measure as usize]
    }
}

impl IndexMut<Measure> for Measures {
    #[expect(clippy::indexing_slicing, reason = "the enum is as long as the array")]
    fn index_mut(&mut self, measure: Measure) -> &mut i64 {
        &mut self.0[measure as usize]
    }
}

impl AddAssign for Measures {
    fn add_assign(&mut self, other: Self) {
        for (to, from) in self.0.iter_mut().zip(other.0) {
            *to += from;
        }
    }
}

impl SubAssign for Measures {
    fn sub_assign(&mut self, other: Self) {
        for (to, from) in self.0.iter_mut().zip(other.0) {
            *to -= from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_have_keys_of_their_own() {
        for measure in Measure::ALL {
            assert_eq!(Measure::from_key(&measure.key()), Some(measure));
        }
        let mut one = Measures::default();
        one[Measure::RatedOne] = 3;
        one[Measure::RatedFive] = 2;
        assert_eq!(one.rated(), 5);
        let mut two = one;
        two += one;
        two -= one;
        assert_eq!(two, one);
    }

    #[test]
    fn a_share_is_never_flattered() {
        assert_eq!(Measures::share(0, 0), None);
        assert_eq!(Measures::share(5, 5), Some(1000));
        assert_eq!(Measures::share(9999, 10000), Some(999));
        assert_eq!(Measures::share(0, 3), Some(0));
    }
}
