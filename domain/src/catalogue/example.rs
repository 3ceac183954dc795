//! What a filled-in sample of a form says: the definition's examples, and of each kind of field an answer that would
//! be taken and that is nobody's.

use jiff::civil::{Date, date};

use super::form::Form;
use super::item::{Field, FieldKind};
use crate::application::Answers;
use crate::identifier::{credit_code, resident_id};
use crate::locale::Locale;

/// An answer to every field; a division is `place`. Of what can be chosen the first, of yes and no the latter, so
/// that the sample stays short.
pub fn example_answers<'a>(
    form: impl Into<Form<'a>>,
    locale: Locale,
    today: Date,
    place: &str,
) -> Answers {
    let mut answers = Answers::new();
    for field in form.into().fields() {
        // Of a group one member.
        let members = field.of_member(1);
        let asked = match field.kind {
            FieldKind::Group => members.as_slice(),
            _ => std::slice::from_ref(field),
        };
        let said = |field: &Field| (field.key().to_owned(), example(field, locale, today, place));
        answers.extend(asked.iter().map(said));
    }
    answers
}

fn example(field: &Field, locale: Locale, today: Date, place: &str) -> String {
    if let Some(own) = &field.example {
        return own.get(locale).to_owned();
    }
    let say = |zh: &str, en: &str| match locale {
        Locale::ZhCn => zh.to_owned(),
        Locale::En => en.to_owned(),
    };
    match field.kind {
        FieldKind::Text | FieldKind::Textarea => say("示例", "Sample"),
        FieldKind::Integer => field.min.unwrap_or(0).max(1).to_string(),
        FieldKind::Date => today.to_string(),
        FieldKind::Choice | FieldKind::Choices => {
            let first = field.options.first();
            first.map_or_else(String::new, |option| option.key.clone())
        }
        FieldKind::YesNo => "no".to_owned(),
        FieldKind::Phone => "13900000000".to_owned(),
        FieldKind::Email => "name@example.com".to_owned(),
        // Nobody's: no number is issued for a province as a whole.
        FieldKind::ResidentId => resident_id::synthesise("620000", date(1990, 1, 1), 999),
        FieldKind::CreditCode => credit_code::synthesise("91620000MA000000")
            .map_or_else(|_| String::new(), |code| code.as_str().to_owned()),
        // No bank begins its numbers with noughts.
        FieldKind::BankAccount => "0000000000000000".to_owned(),
        FieldKind::Division => place.to_owned(),
        FieldKind::Address => say("示例路1号", "1 Sample Road"),
        FieldKind::Money => format!("{}.00", field.min.unwrap_or(0).max(1000)),
        FieldKind::DivisionAddress => format!("{place} {}", say("示例路1号", "1 Sample Road")),
        FieldKind::Declaration => field.wording(),
        // Its members have answers instead.
        FieldKind::Group => String::new(),
    }
}
