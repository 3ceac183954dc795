//! Numbers of bank accounts and bank cards: digits alone. A card has a check digit, the account of an organisation has
//! none, and nobody says which of the two they give; so nothing but the form is checked.

use super::{IdFault, all_digits, normalise};

/// From the shortest account number to what no bank exceeds.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=30;

/// The digits, without the spaces and dashes between them.
///
/// # Errors
/// `Characters` for anything but digits, `Length` outside 8 to 30.
pub fn check(raw: &str) -> Result<String, IdFault> {
    let number: String = normalise(raw).chars().filter(|c| *c != '-').collect();
    if !all_digits(&number) {
        return Err(IdFault::Characters);
    }
    if DIGITS.contains(&number.len()) {
        Ok(number)
    } else {
        Err(IdFault::Length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_however_they_are_grouped() {
        for (typed, kept) in [
            ("6217 0000 1234 5678", Ok("6217000012345678")),
            ("６２１７００００１２３４５６７８", Ok("6217000012345678")),
            ("27-101001040012345", Ok("27101001040012345")),
            ("1234567", Err(IdFault::Length)),
            ("", Err(IdFault::Length)),
            ("6217O00012345678", Err(IdFault::Characters)),
        ] {
            assert_eq!(check(typed), kept.map(ToOwned::to_owned), "{typed}");
        }
        assert_eq!(check(&"1".repeat(31)), Err(IdFault::Length));
    }
}
