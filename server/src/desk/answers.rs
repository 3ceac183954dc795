//! Answers as staff see them: in words, and personal data masked until a reason was given.

use app::desk::file::Answer;
use domain::application::{self, Answers};
use domain::catalogue::{Field, FieldKind};
use domain::locale::Localised;
use domain::mask;

use crate::state::App;

/// `whole`: a reason was given.
pub fn answer(app: &App, field: &Field, answers: &Answers, whole: bool) -> Answer {
    if field.kind == FieldKind::Group {
        return of_members(app, field, answers, whole);
    }
    let Some(text) = answers.get(field.key()).filter(|text| !text.is_empty()) else {
        return Answer::NotGiven;
    };
    let masked = if whole {
        None
    } else {
        mask::masked(field.kind, text)
    };
    let text = masked.as_ref().unwrap_or(text);
    match field.kind {
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
        FieldKind::DivisionAddress => {
            let (code, street) = application::address(text);
            match app.catalogue.division(code) {
                Some(division) => Answer::Words(vec![with_street(&division.name, street)]),
                None => Answer::Text(text.clone()),
            }
        }
        FieldKind::Money => Answer::Text(application::yuan(text)),
        FieldKind::Declaration => {
            let declared = [field.text.clone(), Some(field.label.clone())];
            Answer::Words(declared.into_iter().flatten().collect())
        }
        // Not reached: a group has no answer of its own.
        FieldKind::Group => Answer::NotGiven,
        FieldKind::Text
        | FieldKind::Textarea
        | FieldKind::Integer
        | FieldKind::Phone
        | FieldKind::ResidentId
        | FieldKind::Email
        | FieldKind::CreditCode
        | FieldKind::BankAccount
        | FieldKind::Address => Answer::Text(text.clone()),
    }
}

fn of_members(app: &App, group: &Field, answers: &Answers, whole: bool) -> Answer {
    let numbers = application::members(group, answers);
    if numbers.is_empty() {
        return Answer::NotGiven;
    }
    let members = numbers.into_iter().map(|number| {
        let fields = group.of_member(number);
        let said = |field: &Field| (field.label.clone(), answer(app, field, answers, whole));
        fields.iter().map(said).collect()
    });
    Answer::Members(members.collect())
}

/// "城关区 张掖路1号".
fn with_street(place: &Localised, street: &str) -> Localised {
    Localised {
        zh: format!("{} {street}", place.zh),
        en: place.en.as_ref().map(|en| format!("{en} {street}")),
    }
}

fn option(field: &Field, key: &str) -> Localised {
    field
        .options
        .iter()
        .find(|option| option.key == key)
        .map_or_else(|| Localised::new(key, key), |option| option.label.clone())
}
