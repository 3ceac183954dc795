//! Fields of a definition as questions of a page.

use app::parts::question::{Prefecture, Question};
use domain::application::{Answers, Fault, MOST_MEMBERS, members, next_member};
use domain::catalogue::{Catalogue, Field, FieldKind, Level};

/// Each field with its answer and its fault.
pub fn questions<'a>(
    catalogue: &Catalogue,
    fields: impl IntoIterator<Item = &'a Field>,
    answers: &Answers,
    faults: &[Fault],
) -> Vec<Question> {
    fields
        .into_iter()
        .map(|field| question(catalogue, field, answers, faults))
        .collect()
}

fn question(catalogue: &Catalogue, field: &Field, answers: &Answers, faults: &[Fault]) -> Question {
    let mut question = Question::new(field.key(), field.label.clone(), field.kind);
    question.hint.clone_from(&field.hint);
    question.optional = field.optional;
    question.autocomplete.clone_from(&field.autocomplete);
    question.options = field
        .options
        .iter()
        .map(|option| (option.key.clone(), option.label.clone()))
        .collect();
    if matches!(field.kind, FieldKind::Division | FieldKind::DivisionAddress) {
        question.prefectures = prefectures(catalogue, field.level);
    }
    if field.kind == FieldKind::Declaration {
        question.text.clone_from(&field.text);
        question.wording = field.wording();
    }
    if field.kind == FieldKind::Group {
        let mut numbers = members(field, answers);
        // One to fill in, where there may be more.
        let most = usize::try_from(field.max.unwrap_or(MOST_MEMBERS)).unwrap_or(usize::MAX);
        let spare = next_member(field, answers).filter(|_| numbers.len() < most);
        numbers.extend(spare);
        question.members = numbers
            .into_iter()
            .map(|number| questions(catalogue, &field.of_member(number), answers, faults))
            .collect();
    }
    question.value = answers.get(field.key()).cloned().unwrap_or_default();
    question.fault = faults
        .iter()
        .find(|fault| fault.field == field.key())
        .map(|fault| fault.kind);
    question
}

/// The places that can be chosen, by prefecture: counties, and what lies below them down to a level.
pub fn prefectures(catalogue: &Catalogue, lowest: Option<Level>) -> Vec<Prefecture> {
    let mut found: Vec<Prefecture> = Vec::new();
    for place in catalogue.places(lowest) {
        let Some(prefecture) = catalogue.prefecture_of(&place.code) else {
            continue;
        };
        let entry = (place.code.clone(), catalogue.place_name(place));
        match found.iter_mut().find(|known| known.name == prefecture.name) {
            Some(known) => known.places.push(entry),
            None => found.push(Prefecture {
                name: prefecture.name.clone(),
                places: vec![entry],
            }),
        }
    }
    found
}
