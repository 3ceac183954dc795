//! The shape of answers: what a form sends, and the members of a group.

use std::collections::BTreeSet;

use super::Answers;
use crate::catalogue::{Field, FieldKind};

/// The answers to one field, or to all that a group asks of its members.
pub fn of_field<'a>(
    field: &'a Field,
    answers: &'a Answers,
) -> impl Iterator<Item = (&'a String, &'a String)> {
    // In the order of keys, everything that a field owns begins with its own.
    answers
        .range(field.key().to_owned()..)
        .take_while(|(key, _)| key.starts_with(field.key()))
        .filter(|(key, _)| field.owns(key))
}

/// The numbers of a group's members, in order. Members keep theirs when others go.
pub fn members(group: &Field, answers: &Answers) -> Vec<u32> {
    let numbers: BTreeSet<u32> = of_field(group, answers)
        .filter(|(_, answer)| !answer.trim().is_empty())
        .filter_map(|(key, _)| Some(group.member_key(key)?.0))
        .collect();
    numbers.into_iter().collect()
}

/// The number of the next member that is added; nothing where all numbers are used up.
pub fn next_member(group: &Field, answers: &Answers) -> Option<u32> {
    let last = members(group, answers).last().copied().unwrap_or(0);
    (last < 9999).then_some(last + 1)
}

/// The fields' answers out of what a form sent: several boxes of one question are joined, and so are the two parts
/// of an address. Pairs that belong to no field are left out.
pub fn sent<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    pairs: &[(String, String)],
) -> Answers {
    let mut answers = Answers::new();
    for field in fields {
        if field.kind == FieldKind::Group {
            let numbers: BTreeSet<u32> = pairs
                .iter()
                .filter_map(|(key, _)| Some(group_part(field, key)?.0))
                .collect();
            for number in numbers {
                answers.extend(sent(&field.of_member(number), pairs));
            }
            continue;
        }
        let values = |name: &str| {
            pairs
                .iter()
                .filter(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.as_str())
                .collect::<Vec<_>>()
        };
        let own = values(field.key()).join(",");
        let street = values(&street_key(field.key())).join(" ");
        let street = street.trim();
        let value = match (field.kind, own.is_empty(), street.is_empty()) {
            (FieldKind::DivisionAddress, true, false) => format!("0 {street}"),
            (FieldKind::DivisionAddress, false, false) => format!("{own} {street}"),
            _ => own,
        };
        answers.insert(field.key().to_owned(), value);
    }
    answers
}

/// A member's number and what is asked, of an input's name.
fn group_part<'a>(group: &Field, name: &'a str) -> Option<(u32, &'a str)> {
    let (number, inner) = group.member_key(name)?;
    let asked = group.fields.iter().any(|field| {
        inner == field.key()
            || (field.kind == FieldKind::DivisionAddress && inner == street_key(field.key()))
    });
    asked.then_some((number, inner))
}

/// The name of an address's second box.
fn street_key(key: &str) -> String {
    format!("{key}.street")
}
