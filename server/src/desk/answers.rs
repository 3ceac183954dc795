//! Answers as staff see them: in words, and personal identifiers masked.

use app::desk::file::Answer;
use domain::application::Answers;
use domain::catalogue::{Field, FieldKind};
use domain::identifier::{phone, resident_id};
use domain::locale::Localised;
use jiff::civil::Date;

use crate::state::App;

pub fn answer(app: &App, field: &Field, answers: &Answers, today: Date) -> Answer {
    let Some(text) = answers.get(field.key()).filter(|text| !text.is_empty()) else {
        return Answer::NotGiven;
    };
    match field.kind {
        FieldKind::Phone => Answer::Text(masked_phone(text)),
        FieldKind::ResidentId => Answer::Text(masked_id(text, today)),
        FieldKind::Choice | FieldKind::Choices => {
            Answer::Words(text.split(',').map(|key| option(field, key)).collect())
        }
        FieldKind::YesNo => Answer::YesNo(text == "yes"),
        FieldKind::Date => text
            .parse()
            .map_or_else(|_| Answer::Text(text.clone()), Answer::Day),
        FieldKind::Division => match app.catalogue.division(text) {
            Some(division) => Answer::Words(vec![division.name.clone()]),
            None => Answer::Text(text.clone()),
        },
        FieldKind::Text
        | FieldKind::Textarea
        | FieldKind::Integer
        | FieldKind::Email
        | FieldKind::CreditCode
        | FieldKind::Address => Answer::Text(text.clone()),
    }
}

fn option(field: &Field, key: &str) -> Localised {
    field
        .options
        .iter()
        .find(|option| option.key == key)
        .map_or_else(|| Localised::new(key, key), |option| option.label.clone())
}

/// What does not read as a number is hidden altogether.
pub fn masked_phone(text: &str) -> String {
    phone::check(text).map_or_else(|_| HIDDEN.to_owned(), |number| number.masked())
}

pub fn masked_id(text: &str, today: Date) -> String {
    resident_id::check(text, today).map_or_else(|_| HIDDEN.to_owned(), |number| number.masked())
}

const HIDDEN: &str = "********";
