//! What somebody will not get done in time at the speed at which they work now.

use serde::Serialize;

/// How many things were finished in how many working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Pace {
    pub done: u32,
    pub days: u32,
}

impl Pace {
    /// The working day, counted from today as the first, on which the `n`th thing from now is finished; never, where
    /// nothing was.
    fn day_of(self, n: u32) -> Option<u32> {
        let days = u64::from(n) * u64::from(self.days);
        let day = days.checked_add(u64::from(self.done).checked_sub(1)?)? / u64::from(self.done);
        u32::try_from(day.max(1)).ok()
    }
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Past its end already.
    Late,
    /// So many working days are left for it, today included where it is one.
    Days(u32),
}

/// For each of some things, in the order in which they run out: whether it turns red, since others come first and there
/// is no time left for it then. What is late already does not turn red, but takes its time.
pub fn turning_red(pace: Pace, queue: &[Left]) -> Vec<bool> {
    (1..)
        .zip(queue)
        .map(|(n, left)| match left {
            Left::Late => false,
            Left::Days(days) => pace.day_of(n).is_none_or(|day| day > *days),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn red(done: u32, queue: &[Left]) -> Vec<bool> {
        turning_red(Pace { done, days: 20 }, queue)
    }

    #[test]
    fn what_runs_out_first_is_done_first() {
        use Left::{Days, Late};
        // One a day.
        assert_eq!(
            red(20, &[Days(1), Days(1), Days(2), Days(4)]),
            [false, true, true, false]
        );
        // Two a day: the second of a day is still of that day.
        assert_eq!(
            red(40, &[Days(1), Days(1), Days(1), Days(2)]),
            [false, false, true, false]
        );
        // One in two days; what is late takes its time.
        assert_eq!(red(10, &[Late, Days(3), Days(4)]), [false, true, true]);
        assert_eq!(red(10, &[Days(2), Days(4)]), [false, false]);
        // Nothing was done: everything that runs out turns red.
        assert_eq!(red(0, &[Late, Days(5)]), [false, true]);
        assert_eq!(red(7, &[]), Vec::<bool>::new());
        // No time at all, such as on a rest day before the last.
        assert_eq!(red(1000, &[Days(0)]), [true]);
        assert_eq!(
            turning_red(
                Pace {
                    done: u32::MAX,
                    days: u32::MAX
                },
                &[Days(1)]
            ),
            [false]
        );
    }
}
