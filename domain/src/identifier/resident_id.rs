//! Numbers of persons: the citizen's number of GB 11643-1999, the residence permits of Hong Kong, Macao
//! and Taiwan residents (81, 82, 83) and the foreigner's permanent residence card (versions 2017 and 2023).
//!
//! Personal data. The type shows only the masked form when debugged, and can be neither displayed nor
//! serialised: whoever needs the number itself says so with [`ResidentId::as_str`].
//! No sex is read out of the number: a form that needs it asks.

use jiff::civil::Date;

use super::{IdFault, all_digits, compact_date, normalise};
use crate::mask;

/// A number that passed [`check`]; 18 characters, or 15 for a 2017 residence card.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResidentId {
    number: String,
    kind: ResidentIdKind,
}

/// Which document bears the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ResidentIdKind {
    /// Citizen's number (居民身份证).
    Citizen,
    /// Residence permit of a Hong Kong, Macao or Taiwan resident (港澳台居民居住证).
    ResidencePermit,
    /// Foreigner's permanent residence card, 2023 version: 9, province, country, birth, sequence, check.
    PermanentResidence,
    /// The same card, 2017 version: three letters of country and twelve digits. Still valid.
    PermanentResidence2017,
}

/// Reads and checks a number as typed. Full-width digits, spaces and a small `x` are put right, and a
/// 15-digit citizen's number of the old form is raised to 18 (19 before the year, check digit added).
/// No other document had 15 digits.
///
/// # Errors
/// The first fault found, in the order length, characters, province, birth date, check digit.
pub fn check(raw: &str, today: Date) -> Result<ResidentId, IdFault> {
    let typed = normalise(raw);
    let number = match typed.chars().count() {
        18 => typed,
        15 if typed.starts_with(|c: char| c.is_ascii_alphabetic()) => return check_2017(typed),
        15 if all_digits(&typed) && NEWER.iter().any(|newer| typed.starts_with(newer)) => {
            return Err(IdFault::Length);
        }
        15 if all_digits(&typed) => upgrade(&typed),
        15 => return Err(IdFault::Characters),
        _ => return Err(IdFault::Length),
    };
    let (Some(body), Some(last)) = (number.get(..17), number.chars().nth(17)) else {
        return Err(IdFault::Characters);
    };
    if !all_digits(body) || !(last.is_ascii_digit() || last == 'X') {
        return Err(IdFault::Characters);
    }
    let foreign = body.starts_with('9');
    let province = if foreign { &body[1..3] } else { &body[..2] };
    let kind = match province {
        "81" | "82" | "83" if !foreign => ResidentIdKind::ResidencePermit,
        _ if !PROVINCES.contains(&province) => return Err(IdFault::Province),
        _ if foreign => ResidentIdKind::PermanentResidence,
        _ => ResidentIdKind::Citizen,
    };
    let birth = compact_date(&body[6..14])
        .filter(|born| born.year() >= EARLIEST_BIRTH)
        .ok_or(IdFault::BirthDate)?;
    if birth > today {
        return Err(IdFault::FutureBirth);
    }
    if check_char(body) != last {
        return Err(IdFault::CheckDigit);
    }
    Ok(ResidentId { number, kind })
}

/// A number for demonstration data: `prefix6` is the division, `seq` (its last three digits) the sequence.
/// Use 998 and 999, which are practically never issued.
#[must_use]
pub fn synthesise(prefix6: &str, birth: Date, seq: u16) -> String {
    let body = format!(
        "{prefix6}{:04}{:02}{:02}{:03}",
        birth.year(),
        birth.month(),
        birth.day(),
        seq % 1000
    );
    format!("{body}{}", check_char(&body))
}

impl ResidentId {
    /// The number itself. Only for sealing, digests and the pages where a reason was recorded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// First four and last four, stars between: `6201**********0015`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask::resident_id(&self.number)
    }

    /// Birth date; `None` on a 2017 residence card, which writes no century.
    #[must_use]
    pub fn birth(&self) -> Option<Date> {
        match self.kind {
            ResidentIdKind::PermanentResidence2017 => None,
            _ => compact_date(&self.number[6..14]),
        }
    }

    #[must_use]
    pub const fn kind(&self) -> ResidentIdKind {
        self.kind
    }
}

impl std::fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ResidentId({})", self.masked())
    }
}

/// Earlier years are slips of the pen.
const EARLIEST_BIRTH: i16 = 1850;

/// First two digits of GB/T 2260. Provinces are stable; anything finer is not, see the module's opening.
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82",
];

/// How the numbers begin that came after 1999, when numbers had 18 characters: never raised from 15.
const NEWER: [&str; 4] = ["81", "82", "83", "9"];

/// The 2017 form has no public description of its last digit, so only its shape is checked.
fn check_2017(number: String) -> Result<ResidentId, IdFault> {
    let shaped = number.bytes().enumerate().all(|(at, byte)| match at {
        0..3 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_digit(),
    });
    if !shaped {
        return Err(IdFault::Characters);
    }
    Ok(ResidentId {
        number,
        kind: ResidentIdKind::PermanentResidence2017,
    })
}

fn upgrade(old: &str) -> String {
    let body = format!("{}19{}", &old[..6], &old[6..]);
    format!("{body}{}", check_char(&body))
}

/// ISO 7064 MOD 11-2, in the weighted form of GB 11643.
fn check_char(body: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight)
        .sum();
    CHECKS[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn valid_numbers() {
        for number in [
            "11010519491231002X",
            "440524188001010014",
            "620102198506150015",
            "622926200002290010",
            "622301197801010017",
            "622821198808080058",
            "620102199003079995",
            "620102198512129984",
            "62020119920229999X",
            "622926197808089987",
            "623027196501019996",
            "621102199912319985",
            "620922198806309998",
            "62010219940520981X",
        ] {
            let id = check(number, TODAY).unwrap();
            assert_eq!(id.as_str(), number);
            assert_eq!(id.kind(), ResidentIdKind::Citizen);
        }
        for number in [
            "810000199001010019",
            "82000019850505002X",
            "830000199009090010",
        ] {
            assert_eq!(
                check(number, TODAY).unwrap().kind(),
                ResidentIdKind::ResidencePermit
            );
        }
        for number in [
            "911124198108030024",
            "962840199001010018",
            "962392199202290035",
        ] {
            assert_eq!(
                check(number, TODAY).unwrap().kind(),
                ResidentIdKind::PermanentResidence
            );
        }
    }

    #[test]
    fn read_as_typed() {
        assert_eq!(
            check(" 110105 19491231 002x ", TODAY).unwrap().as_str(),
            "11010519491231002X"
        );
        assert_eq!(
            check("６２０１０２１９８５０６１５００１５", TODAY)
                .unwrap()
                .as_str(),
            "620102198506150015"
        );
        assert_eq!(
            check("130503670401001", TODAY).unwrap().as_str(),
            "130503196704010016"
        );
        let card = check("usa620190010112", TODAY).unwrap();
        assert_eq!((card.as_str(), card.birth()), ("USA620190010112", None));
        assert_eq!(card.masked(), "USA6*******0112");
    }

    #[test]
    fn invalid_numbers() {
        for (number, fault) in [
            ("620102198506150016", IdFault::CheckDigit),
            ("622926199002290015", IdFault::BirthDate),
            ("620102198513150013", IdFault::BirthDate),
            ("62010219850615001", IdFault::Length),
            ("620102209912310011", IdFault::FutureBirth),
            ("000000198506150011", IdFault::Province),
            ("", IdFault::Length),
            ("6201021985061500X5", IdFault::Characters),
            ("六20102198506150015", IdFault::Characters),
            ("6201021985061500十五", IdFault::Characters),
            ("13050367040100A", IdFault::Characters),
            ("US6201900101123", IdFault::Characters),
            ("998840199001010018", IdFault::Province),
        ] {
            assert_eq!(check(number, TODAY), Err(fault), "{number}");
        }
        for newer in ["962840900101001", "810000900101001", "830000900909001"] {
            assert_eq!(check(newer, TODAY), Err(IdFault::Length), "{newer}");
        }
        assert!(
            check("620102202611230010", date(2026, 11, 22)).is_err(),
            "not born yet"
        );
    }

    #[test]
    fn nothing_but_the_mask_is_shown() {
        let id = check("620102198506150015", TODAY).unwrap();
        assert_eq!(id.masked(), "6201**********0015");
        assert_eq!(format!("{id:?}"), "ResidentId(6201**********0015)");
        assert_eq!(id.birth(), Some(date(1985, 6, 15)));
    }

    #[test]
    fn demonstration_numbers() {
        assert_eq!(
            synthesise("620102", date(1990, 3, 7), 999),
            "620102199003079995"
        );
        assert_eq!(
            synthesise("620102", date(1985, 12, 12), 998),
            "620102198512129984"
        );
        assert_eq!(
            synthesise("620201", date(1992, 2, 29), 999),
            "62020119920229999X"
        );
    }

    fn number() -> impl Strategy<Value = (String, Date)> {
        ("62[0-9]{4}", 0..40_000_i32, 0..1000_u16).prop_map(|(prefix, days, seq)| {
            let birth = date(1900, 1, 1).saturating_add(jiff::Span::new().days(days));
            (synthesise(&prefix, birth, seq), birth)
        })
    }

    proptest! {
        #[test]
        fn made_numbers_pass((number, birth) in number()) {
            let id = check(&number, date(2030, 1, 1)).unwrap();
            prop_assert_eq!(id.as_str(), number.as_str());
            prop_assert_eq!(id.birth(), Some(birth));
        }

        #[test]
        fn one_wrong_character_is_caught((number, _) in number(), at in 0..18_usize, put in "[0-9X]") {
            prop_assume!(number[at..=at] != put);
            let mut wrong = number.clone();
            wrong.replace_range(at..=at, &put);
            prop_assert!(check(&wrong, date(2030, 1, 1)).is_err());
        }

        #[test]
        fn no_text_upsets_it(text in "\\PC{0,40}") {
            let _ = check(&text, TODAY);
        }
    }
}
