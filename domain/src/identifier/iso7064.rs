//! ISO 7064 MOD 37,36 (the hybrid system): one check character, `0-9A-Z`, over a string of `0-9A-Z`.
//! It catches every single wrong character and nearly every swap of two neighbours.

/// The check character of `body`; `None` if a character is outside `0-9A-Z` (lower case included).
#[must_use]
pub fn check_char(body: &str) -> Option<char> {
    let mut carry = 36;
    for byte in body.bytes() {
        let sum = (carry + value(byte)?) % 36;
        carry = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    char::from_digit((37 - carry) % 36, 36).map(|c| c.to_ascii_uppercase())
}

/// Whether the last character of `full` is the check character of those before it.
#[must_use]
pub fn verify(full: &str) -> bool {
    let mut chars = full.chars();
    match chars.next_back() {
        Some(last) => !chars.as_str().is_empty() && check_char(chars.as_str()) == Some(last),
        None => false,
    }
}

fn value(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_check_characters() {
        assert_eq!(
            check_char("A12425GABC1234002"),
            Some('M'),
            "the usual example of a GRid"
        );
        assert_eq!(
            check_char("11100000000013338W01111430000006122244L20230000403001"),
            Some('U')
        );
        assert_eq!(check_char("a"), None);
        assert!(!verify(""));
        assert!(!verify("1"));
    }

    proptest! {
        #[test]
        fn a_made_check_character_verifies(body in "[0-9A-Z]{1,60}") {
            let check = check_char(&body).into_iter().collect::<String>();
            prop_assert!(verify(&(body + &check)));
        }

        #[test]
        fn one_wrong_character_is_caught(body in "[0-9A-Z]{1,60}", at in any::<prop::sample::Index>(), put in "[0-9A-Z]") {
            let check = check_char(&body).into_iter().collect::<String>();
            let full = format!("{body}{check}");
            let at = at.index(full.len());
            prop_assume!(full[at..=at] != put);
            let mut wrong = full.clone();
            wrong.replace_range(at..=at, &put);
            prop_assert!(!verify(&wrong));
        }
    }
}
