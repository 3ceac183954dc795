//! Answers as people type them: full-width digits from Chinese input methods, several ways to write a date, money
//! with and without separators.

use jiff::civil::Date;

use super::FaultKind;
use crate::catalogue::Field;

/// Full-width digits and marks as their ASCII ones.
pub(super) fn ascii(raw: &str) -> String {
    raw.chars()
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(character as u32 - 0xfee0).unwrap_or(character)
            }
            '\u{3000}' => ' ',
            '。' => '.',
            other => other,
        })
        .collect()
}

/// `YYYY-MM-DD`, out of that or `2026年6月3日`, `2026.6.3`, `2026/6/3`, `20260603`, `3 June 2026`, `Jun 3, 2026`; in the
/// years of people who may be alive and of plans that may be meant.
pub(super) fn date(raw: &str) -> Result<String, FaultKind> {
    parse_date(raw)
        .filter(|date| (1900..=2100).contains(&date.year()))
        .map(|date| date.to_string())
        .ok_or(FaultKind::NotADate)
}

fn parse_date(raw: &str) -> Option<Date> {
    let text = ascii(raw);
    let mut text = text.trim().to_owned();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.insert(6, '-');
        text.insert(4, '-');
    }
    if let Some(date) = english_date(&text) {
        return Some(date);
    }
    let text = text.trim_end_matches(['日', '号', '號']);
    let mut parts = text.split(['-', '.', '/', '年', '月']).map(str::trim);
    let mut number = |most: usize| {
        let part = parts.next()?;
        let plain = !part.is_empty()
            && part.len() <= most
            && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<i16>().ok())?
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// With the month as a word of three letters or more, day first or month first.
fn english_date(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    let words = text.split([' ', ',', '-', '.']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let &[first, second, year] = words.as_slice() else {
        return None;
    };
    let month_of = |word: &str| {
        let fits = |month: &str| word.len() >= 3 && month.starts_with(word);
        i8::try_from(MONTHS.iter().position(|month| fits(month))? + 1).ok()
    };
    let (month, day) = match (month_of(first), month_of(second)) {
        (None, Some(month)) => (month, first),
        (Some(month), None) => (month, second),
        _ => return None,
    };
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    Date::new(year, month, day.parse().ok()?).ok()
}

/// Yuan with two decimals, `1234.50`: a whole number of fen, and the same when it is read again.
pub(super) fn money(field: &Field, raw: &str) -> Result<String, FaultKind> {
    let fen = fen_typed(raw).ok_or(FaultKind::NotMoney)?;
    let of = |yuan: u32| u64::from(yuan) * 100;
    match (field.min, field.max) {
        (Some(min), _) if fen < of(min) => Err(FaultKind::TooSmall { min }),
        (_, Some(max)) if fen > of(max) => Err(FaultKind::TooLarge { max }),
        _ => Ok(format!("{}.{:02}", fen / 100, fen % 100)),
    }
}

fn fen_typed(raw: &str) -> Option<u64> {
    let text = ascii(raw);
    // U+FFE5, the full-width sign, is no neighbour of ASCII's.
    let text = text.trim().trim_start_matches(['¥', '￥']);
    let text = text.trim_end_matches(['元', '圆']).trim();
    let text = text.replace('，', ",");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = ungrouped(whole)?;
    if whole.is_empty() || whole.len() > 12 || !digits(&whole) || part.len() > 2 || !digits(part) {
        return None;
    }
    let yuan: u64 = whole.parse().ok()?;
    let fen: u64 = format!("{part:0<2}").parse().ok()?;
    Some(yuan * 100 + fen)
}

/// Digits without their separators, which may only stand where thousands end.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', ' ']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.is_empty()
        || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    sound.then(|| format!("{first}{}", rest.concat()))
}

/// An amount that holds, in fen.
pub fn fen(answer: &str) -> Option<u64> {
    let (yuan, fen) = answer.split_once('.')?;
    let plain = fen.len() == 2 && fen.bytes().all(|byte| byte.is_ascii_digit());
    let (yuan, fen): (u64, u64) = (yuan.parse().ok()?, plain.then(|| fen.parse().ok())??);
    yuan.checked_mul(100)?.checked_add(fen)
}

/// An amount as it is read: `¥12,345.60`; what is none as it was typed.
pub fn yuan(answer: &str) -> String {
    let Some(fen) = fen(answer) else {
        return answer.to_owned();
    };
    let digits = (fen / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("¥{grouped}.{:02}", fen % 100)
}

/// Division and street of an address by division; the code is `0` where none was chosen.
pub fn address(answer: &str) -> (&str, &str) {
    let (code, street) = answer.split_once(' ').unwrap_or((answer, ""));
    (code, street.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for typed in [
            "2026-06-03",
            "2026-6-3",
            "2026年6月3日",
            "2026 年 6 月 3 日",
            "2026.6.3",
            "2026/06/03",
            "20260603",
            "２０２６－０６－０３",
            "２０２６年６月３日",
            "2026。6。3",
            "3 June 2026",
            "Jun 3, 2026",
            "3-jun-2026",
        ] {
            assert_eq!(date(typed).as_deref(), Ok("2026-06-03"), "{typed}");
        }
        for typed in [
            "2026-02-30",
            "26-6-3",
            "2026-6",
            "2026-6-3-1",
            "1899-12-31",
            "2101-01-01",
            "6/3/2026",
            "2026-+6-3",
            "六月三日",
            "3 Ju 2026",
            "31 June 2026",
            "June July 2026",
            "3 June 26",
            "2026060",
            "202606031",
            "",
        ] {
            assert_eq!(date(typed), Err(FaultKind::NotADate), "{typed}");
        }
    }

    #[test]
    fn money_is_read_as_people_write_it() {
        for (typed, fen) in [
            ("0", 0),
            ("12", 1200),
            ("12.3", 1230),
            ("12.", 1200),
            ("1,234,567.89", 123_456_789),
            ("1 234", 123_400),
            ("１，２３４．５０", 123_450),
            ("¥500元", 50_000),
            ("￥ 500", 50_000),
            ("007", 700),
        ] {
            assert_eq!(fen_typed(typed), Some(fen), "{typed}");
        }
        for typed in [
            "",
            ".",
            ".5",
            "-1",
            "+1",
            "1.234",
            "1,23",
            "1,,234",
            "5万",
            "1e3",
            "12,34.5",
            "1234567890123",
            "1,2345",
            ",123",
            "一百",
        ] {
            assert_eq!(fen_typed(typed), None, "{typed}");
        }
        assert_eq!(yuan("1234567.05"), "¥1,234,567.05");
        assert_eq!(yuan("0.00"), "¥0.00");
        assert_eq!(yuan("many"), "many");
    }

    proptest! {
        #[test]
        fn an_amount_reads_the_same_again(amount in 0_u64..=99_999_999_999_999) {
            let answer = format!("{}.{:02}", amount / 100, amount % 100);
            prop_assert_eq!(fen(&answer), Some(amount));
            prop_assert_eq!(fen_typed(&answer), Some(amount));
            prop_assert_eq!(fen_typed(&yuan(&answer)), Some(amount));
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in "\\PC{0,24}") {
            if let Ok(day) = date(&typed) {
                prop_assert_eq!(date(&day), Ok(day.clone()));
            }
            if let Some(amount) = fen_typed(&typed) {
                prop_assert!(amount <= 99_999_999_999_999);
            }
        }
    }
}
