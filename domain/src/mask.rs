//! 脱敏: how much of personal data is shown before somebody has given a reason to see all of it. Which answers are
//! personal follows from the kinds of a form's fields, and every mask of them is here.

use crate::application;
use crate::catalogue::FieldKind;
use crate::identifier::{bank_account, phone};

/// Of what can't be shown in part, since it does not read as what it should be.
const HIDDEN: &str = "********";

/// In the place of a street, a house and a door.
const DOOR: &str = "****";

/// The answer as it is shown without a reason; nothing for kinds that are no personal data.
pub fn masked(kind: FieldKind, answer: &str) -> Option<String> {
    match kind {
        FieldKind::ResidentId => Some(resident_id(answer)),
        FieldKind::Phone => Some(phone(answer)),
        FieldKind::BankAccount => Some(bank_account(answer)),
        FieldKind::Email => Some(email(answer)),
        FieldKind::Address => Some(address(answer)),
        FieldKind::DivisionAddress => {
            let (code, _) = application::address(answer);
            Some(format!("{code} {DOOR}"))
        }
        FieldKind::Text
        | FieldKind::Textarea
        | FieldKind::Integer
        | FieldKind::Date
        | FieldKind::Choice
        | FieldKind::Choices
        | FieldKind::YesNo
        | FieldKind::CreditCode
        | FieldKind::Division
        | FieldKind::Money
        | FieldKind::Declaration
        | FieldKind::Group => None,
    }
}

/// First four and last four, stars between: `6201**********1234`.
pub fn resident_id(number: &str) -> String {
    let length = number.len();
    if !(15..=18).contains(&length) || !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return HIDDEN.to_owned();
    }
    let (head, tail) = (&number[..4], &number[length - 4..]);
    format!("{head}{}{tail}", "*".repeat(length - 8))
}

/// `138****5678`, or `0931-****345`.
pub fn phone(number: &str) -> String {
    phone::check(number).map_or_else(|_| HIDDEN.to_owned(), |number| number.masked())
}

/// The last four digits, as banks show them: `**** 5678`.
pub fn bank_account(number: &str) -> String {
    match bank_account::check(number) {
        Ok(number) => format!("**** {}", &number[number.len() - 4..]),
        Err(_) => HIDDEN.to_owned(),
    }
}

/// `m****@example.org`.
pub fn email(address: &str) -> String {
    let Some((local, domain)) = address.split_once('@') else {
        return HIDDEN.to_owned();
    };
    let first: String = match local.chars().count() {
        0 | 1 => String::new(),
        _ => local.chars().take(1).collect(),
    };
    format!("{first}****@{domain}")
}

/// The divisions that an address begins with, and nothing behind them: `甘肃省兰州市城关区****`.
pub fn address(address: &str) -> String {
    let mut shown = 0;
    let mut rank = 0;
    while let Some((length, next)) = division(&address[shown..], rank) {
        shown += length;
        rank = next;
    }
    format!("{}{DOOR}", &address[..shown])
}

/// How the names of divisions end, and how far down each is: a city may be of the second level or of the third.
const ENDINGS: [(&str, u8); 9] = [
    ("自治区", 1),
    ("省", 1),
    ("自治州", 2),
    ("地区", 2),
    ("盟", 2),
    ("市", 2),
    ("县", 3),
    ("区", 3),
    ("旗", 3),
];

/// Longest name of a division with its ending, in characters.
const LONGEST_NAME: usize = 12;

/// A name with one of these in it is of a street, a village or a house.
const NEARER: &str = "路街道巷弄号村组栋幢楼室镇乡园";

/// The division at the beginning that is below `above`: its length in bytes, and its level.
fn division(address: &str, above: u8) -> Option<(usize, u8)> {
    let mut name = String::new();
    for character in address.chars().take(LONGEST_NAME) {
        if !character.is_alphabetic() || character.is_ascii() || NEARER.contains(character) {
            return None;
        }
        name.push(character);
        let ending = ENDINGS.into_iter().find(|(ending, rank)| {
            *rank > above && name.ends_with(ending) && name.len() > ending.len()
        });
        // 自治州 and 自治县 are one ending, and 新区 one name: the shortest that fits is the division.
        if let Some((_, rank)) = ending {
            return Some((name.len(), rank));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_shows_its_named_parts() {
        for (kind, answer, shown) in [
            (
                FieldKind::ResidentId,
                "620102199003071234",
                "6201**********1234",
            ),
            (FieldKind::ResidentId, "USA990190010112", "USA9*******0112"),
            (FieldKind::ResidentId, "62010219900307", HIDDEN),
            (FieldKind::ResidentId, "六20102199003071234", HIDDEN),
            (FieldKind::Phone, "13812345678", "138****5678"),
            (FieldKind::Phone, "0931-8412345", "0931-****345"),
            (FieldKind::Phone, "12", HIDDEN),
            (FieldKind::BankAccount, "6217000012345678", "**** 5678"),
            (FieldKind::BankAccount, "1234567", HIDDEN),
            (FieldKind::Email, "ma@example.org", "m****@example.org"),
            (FieldKind::Email, "m@example.org", "****@example.org"),
            (FieldKind::Email, "m", HIDDEN),
            (
                FieldKind::DivisionAddress,
                "620102 张掖路1号",
                "620102 ****",
            ),
            (
                FieldKind::Address,
                "甘肃省兰州市城关区张掖路1号",
                "甘肃省兰州市城关区****",
            ),
            (FieldKind::Address, "敦煌市阳关东路8号", "敦煌市****"),
            (
                FieldKind::Address,
                "甘肃省临夏回族自治州临夏县韩集镇",
                "甘肃省临夏回族自治州临夏县****",
            ),
            (FieldKind::Address, "张掖路市区花园3号", "****"),
            (FieldKind::Address, "1 Sample Road", "****"),
        ] {
            assert_eq!(masked(kind, answer).as_deref(), Some(shown), "{answer}");
        }
        assert_eq!(masked(FieldKind::Text, "张三"), None);
        assert_eq!(masked(FieldKind::CreditCode, "91620102MA0000015R"), None);
    }

    /// What of the mask is not a star stood in the answer, at its beginning or its end.
    fn parts(mask: &str) -> (&str, &str) {
        let first = mask.find('*').unwrap();
        let last = mask.rfind('*').unwrap();
        (&mask[..first], &mask[last + 1..])
    }

    proptest! {
        #[test]
        fn a_number_never_shows_more_than_its_ends(text in "[0-9A-Zx*\\- 甲]{0,24}") {
            for (kind, head, tail) in [
                (FieldKind::ResidentId, 4, 4),
                (FieldKind::Phone, 5, 4),
                (FieldKind::BankAccount, 0, 5),
            ] {
                let mask = masked(kind, &text).unwrap();
                if mask == HIDDEN {
                    continue;
                }
                let (first, last) = parts(&mask);
                prop_assert!(first.chars().count() <= head && last.chars().count() <= tail);
                prop_assert!(mask.matches('*').count() >= 4, "{}", mask);
            }
        }

        #[test]
        fn a_mail_address_shows_one_letter_of_its_box(local in "[^@*]{0,20}", domain in "[a-z.]{1,20}") {
            let mask = email(&format!("{local}@{domain}"));
            let (first, last) = parts(&mask);
            prop_assert!(first.chars().count() <= 1 && first.len() < local.len().max(1));
            prop_assert_eq!(last, format!("@{domain}"));
        }

        #[test]
        fn an_address_shows_divisions_and_no_door(
            text in "[甘肃省兰州市城关区县旗盟自治路街道号村0-9A-z ]{0,30}",
        ) {
            let mask = address(&text);
            let shown = mask.strip_suffix(DOOR).unwrap();
            prop_assert!(text.starts_with(shown));
            prop_assert!(!shown.contains(|c: char| c.is_ascii() || NEARER.contains(c)), "{}", shown);
            let ends = ENDINGS.iter().any(|(ending, _)| shown.ends_with(ending));
            prop_assert!(shown.is_empty() || ends);
        }

        #[test]
        fn of_a_place_with_its_street_the_place_stays(street in ".{0,30}") {
            let mask = masked(FieldKind::DivisionAddress, &format!("620102 {street}"));
            prop_assert_eq!(mask.as_deref(), Some("620102 ****"));
        }
    }
}
