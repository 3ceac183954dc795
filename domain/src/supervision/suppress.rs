//! Small numbers are not published, and neither is what would give them away: where a total and all but one of its parts
//! are known, so is the one. Each total is looked at with its parts; no solver over all of them together is run.

/// A number of cases below it is not published. None at all is no secret.
pub const FEWEST: u64 = 5;

/// A number as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    Number(u64),
    /// Fewer than [`FEWEST`], but some.
    Few,
    /// [`FEWEST`] or more: kept back since a smaller one could be worked out from it.
    #[default]
    Withheld,
}

impl Shown {
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Few | Self::Withheld => None,
        }
    }
}

/// A number that is the sum of others, each named by its place among the values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    pub total: usize,
    pub parts: Vec<usize>,
}

/// What of `values` is shown, given the sums that they are known to be in.
pub fn suppress(values: &[u64], sums: &[Sum]) -> Vec<Shown> {
    let mut shown: Vec<Shown> = values
        .iter()
        .map(|value| match value {
            0 => Shown::Number(0),
            1..FEWEST => Shown::Few,
            value => Shown::Number(*value),
        })
        .collect();
    // Each turn withholds one number more, or is the last.
    loop {
        let mut changed = false;
        for sum in sums {
            changed |= guard(values, &mut shown, sum);
        }
        if !changed {
            return shown;
        }
    }
}

/// Withholds what the sum would give away. Whether there was anything.
fn guard(values: &[u64], shown: &mut [Shown], sum: &Sum) -> bool {
    let mut changed = false;
    while let Some(next) = leak(values, shown, sum) {
        let Some(shown) = shown.get_mut(next) else {
            break;
        };
        *shown = Shown::Withheld;
        changed = true;
    }
    changed
}

/// Which number has to be withheld as well, so that those hidden in the sum can't be worked out.
fn leak(values: &[u64], shown: &[Shown], sum: &Sum) -> Option<usize> {
    let value = |place: usize| values.get(place).copied().unwrap_or_default();
    let is = |place: usize| shown.get(place).copied().unwrap_or_default();
    let (mut few, mut withheld, mut hidden, mut known) = (0_u64, 0_u64, 0_u64, 0_u64);
    for part in &sum.parts {
        match is(*part) {
            Shown::Number(number) => known += number,
            Shown::Few => (few, hidden) = (few + 1, hidden + value(*part)),
            Shown::Withheld => (withheld, hidden) = (withheld + 1, hidden + value(*part)),
        }
    }
    // Every hidden part may be any number that its mark allows, given what is known of the others.
    let is_safe = match is(sum.total) {
        Shown::Number(_) if few + withheld == 0 => true,
        Shown::Number(_) if withheld == 0 => {
            few > 1 && (few + FEWEST - 2..=(few - 1) * (FEWEST - 1) + 1).contains(&hidden)
        }
        Shown::Number(_) => few + withheld > 1 && hidden >= FEWEST - 2 + few + FEWEST * withheld,
        // What is below it is few as well, all of it.
        Shown::Few => true,
        Shown::Withheld => withheld > 0 || few > 0 && known + 1 >= FEWEST,
    };
    if is_safe {
        return None;
    }
    let visible = sum
        .parts
        .iter()
        .filter(|part| matches!(is(**part), Shown::Number(number) if number > 0));
    visible
        .min_by_key(|part| value(**part))
        .copied()
        .or_else(|| matches!(is(sum.total), Shown::Number(_)).then_some(sum.total))
}

#[cfg(test)]
mod tests {
    use super::Shown::{Few, Number, Withheld};
    use super::*;

    fn row(parts: &[u64]) -> Vec<Shown> {
        let mut values = vec![parts.iter().sum()];
        values.extend(parts);
        let sum = Sum {
            total: 0,
            parts: (1..values.len()).collect(),
        };
        suppress(&values, &[sum])
    }

    #[test]
    fn nothing_small_is_shown_and_nothing_else_is_hidden_without_need() {
        assert_eq!(row(&[]), [Number(0)]);
        assert_eq!(
            row(&[0, 7, 12]),
            [Number(19), Number(0), Number(7), Number(12)]
        );
        assert_eq!(row(&[2]), [Few, Few]);
        // Two that may each be anything.
        assert_eq!(row(&[2, 3, 9]), [Number(14), Few, Few, Number(9)]);
    }

    #[test]
    fn a_single_small_number_hides_a_second_one() {
        assert_eq!(row(&[2, 9, 40]), [Number(51), Few, Withheld, Number(40)]);
        // Five beside one would say by itself that the other is one.
        assert_eq!(
            row(&[1, 5, 9, 40]),
            [Number(55), Few, Withheld, Withheld, Number(40)]
        );
        // Ones and fours would be known from their sum.
        assert_eq!(row(&[1, 1, 30]), [Number(32), Few, Few, Withheld]);
        assert_eq!(row(&[4, 4, 30]), [Number(38), Few, Few, Withheld]);
        // Where nothing else is left, the total goes.
        assert_eq!(row(&[4, 4, 0]), [Withheld, Few, Few, Number(0)]);
    }

    /// Over many tables with their sums: no hidden number can be had from a sum, whatever its parts.
    #[test]
    fn no_sum_gives_a_number_away() {
        let mut state = 7_u64;
        let mut next = |most: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for _ in 0..300 {
            let (rows, columns) = (4_usize, 5_usize);
            let inner: Vec<u64> = (0..rows * columns)
                .map(|_| {
                    let most = [1, 6, 30][usize::try_from(next(3)).unwrap()];
                    next(most)
                })
                .collect();
            let (mut values, mut sums) = (inner.clone(), Vec::new());
            let mut add = |parts: Vec<usize>, values: &mut Vec<u64>| {
                values.push(parts.iter().map(|part| values[*part]).sum());
                let total = values.len() - 1;
                sums.push(Sum { total, parts });
                total
            };
            let of_row = |row: usize| (0..columns).map(|at| row * columns + at).collect();
            let of_column = |at: usize| (0..rows).map(|row| row * columns + at).collect();
            let row_totals: Vec<usize> =
                (0..rows).map(|row| add(of_row(row), &mut values)).collect();
            let column_totals: Vec<usize> = (0..columns)
                .map(|at| add(of_column(at), &mut values))
                .collect();
            add(row_totals, &mut values);
            let last = values.len() - 1;
            sums.push(Sum {
                total: last,
                parts: column_totals,
            });
            let shown = suppress(&values, &sums);
            for (value, shown) in values.iter().zip(&shown) {
                match shown {
                    Number(number) => assert!(*number == *value && !(1..FEWEST).contains(number)),
                    Few => assert!((1..FEWEST).contains(value)),
                    Withheld => assert!(*value >= FEWEST),
                }
            }
            for sum in &sums {
                let hidden = sum
                    .parts
                    .iter()
                    .filter(|part| shown[**part].number().is_none());
                let hidden: Vec<usize> = hidden.copied().collect();
                if shown[sum.total].number().is_some() {
                    assert_ne!(hidden.len(), 1, "{values:?} {shown:?}");
                } else {
                    assert!(!hidden.is_empty(), "{values:?} {shown:?}");
                }
            }
        }
    }
}
