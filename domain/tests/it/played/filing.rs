//! What is filed and filled in: answers that hold, the receipt that the server would write of them, and the forms of
//! steps. A test names what matters to it; the rest is filled in.

use domain::application::{self, Answers, Checks};
use domain::case::{Consulted, Party, Received};
use domain::catalogue::{
    Catalogue, Definition, Field, FieldKind, Level, MaterialSource, ServiceItem, Step,
};

use crate::world::{day, material, received};

pub type Given<'a> = &'a [(&'a str, &'a str)];

/// The answers that an applicant would hand in: each page that is asked is answered soundly.
pub fn answers(catalogue: &Catalogue, item: &ServiceItem, given: Given<'_>) -> Answers {
    let is_division = |field: &Field, code: &str| catalogue.is_place(code, field.level);
    let checks = checks(&is_division);
    let mut answers = collect(given);
    while let Some(page) = application::first_unanswered(item, &answers, &checks) {
        let before = answers.len();
        fill(&page.fields, &mut answers);
        let page = page.key();
        assert!(answers.len() > before, "`{page}` is not answered soundly");
    }
    let counting = application::counting(item, &answers);
    for (key, _) in given {
        assert!(counting.contains_key(*key), "nobody is asked for `{key}`");
    }
    counting
}

pub fn receipt(
    catalogue: &Catalogue,
    definition: &Definition,
    answers: &Answers,
    tolerated: &[&str],
) -> Received {
    let item = &definition.item;
    let division = &answers[item.routing.by.get_ref()];
    let agency = catalogue.route(item, division).unwrap();
    let party = |step: &Step| {
        let of = step.agency.as_ref()?;
        let other = of.by.as_ref().and_then(|by| answers.get(by.get_ref()));
        let found = catalogue.party(item, of, division, other.map(String::as_str));
        Some(Party {
            step: step.key().into(),
            agency: found.unwrap().id.clone(),
        })
    };
    let consulted = item.consultations.iter().map(|asked| {
        let level = item.routing.level;
        let found = catalogue.responsible(&asked.function, level, division);
        Consulted {
            key: asked.key.get_ref().clone(),
            agency: found.unwrap().id.clone(),
        }
    });
    let given = application::uploads(item, answers)
        .into_iter()
        .filter(|rule| !rule.optional && !tolerated.contains(&rule.key()));
    for key in tolerated {
        let rule = item.material(key).unwrap();
        assert!(
            rule.tolerable && rule.source == MaterialSource::Upload,
            "{key}"
        );
    }
    Received {
        item: item.code().into(),
        definition: definition.hash.clone(),
        kind: item.kind,
        agency: agency.id.clone(),
        division: division.clone(),
        prefecture: catalogue.prefecture_of(division).unwrap().code.clone(),
        materials: given
            .zip(1..)
            .map(|(rule, n)| material(rule.key(), n))
            .collect(),
        calendar: Some(catalogue.calendars.of(&agency.id).version().into()),
        cut_off: agency.cut_off,
        consulted: consulted.collect(),
        parties: item.steps.iter().filter_map(party).collect(),
        tolerated: tolerated.iter().map(|&key| key.into()).collect(),
        ..received()
    }
}

fn checks(is_division: &dyn Fn(&Field, &str) -> bool) -> Checks<'_> {
    Checks {
        today: day("2026-08-03"),
        is_division,
    }
}

fn collect(given: Given<'_>) -> Answers {
    let owned = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
    given.iter().map(owned).collect()
}

/// The first answer that will do to each question that has to be answered and is not.
fn fill(fields: &[Field], answers: &mut Answers) {
    for field in fields.iter().filter(|field| !field.optional) {
        if field.kind == FieldKind::Group {
            fill(&field.of_member(1), answers);
            continue;
        }
        let value = match field.kind {
            FieldKind::Text | FieldKind::Textarea | FieldKind::Address => "样例".into(),
            FieldKind::Integer => field.min.unwrap_or(1).to_string(),
            FieldKind::Date => "2026-07-01".into(),
            FieldKind::Choice | FieldKind::Choices => field.options[0].key.clone(),
            FieldKind::YesNo => "no".into(),
            FieldKind::Phone => "13809310001".into(),
            FieldKind::Email => "ma.xiaojun@example.com".into(),
            FieldKind::ResidentId => "620102199003079995".into(),
            FieldKind::CreditCode => "91620102MA0000015R".into(),
            FieldKind::BankAccount => "6217000012345678".into(),
            FieldKind::Division if field.level == Some(Level::Township) => "620102002".into(),
            FieldKind::Division => "620102".into(),
            FieldKind::DivisionAddress => "620102 张掖路1号".into(),
            FieldKind::Money => format!("{}.00", field.min.unwrap_or(1)),
            FieldKind::Declaration => field.wording(),
            FieldKind::Group => unreachable!("its members were filled"),
        };
        answers.entry(field.key().into()).or_insert(value);
    }
}

/// A step's own form, sound and as short as it can be; none where there is nothing to ask.
pub fn form(item: &ServiceItem, step: &str, given: Given<'_>) -> Option<Answers> {
    let fields = &item.step(step).unwrap().fields;
    let mut answers = collect(given);
    fill(fields, &mut answers);
    let (form, faults) = application::check(fields, &answers, &checks(&|_, _| false));
    assert!(faults.is_empty(), "{step}: {faults:?}");
    assert_eq!(form, answers, "{step}");
    (!form.is_empty()).then_some(form)
}
