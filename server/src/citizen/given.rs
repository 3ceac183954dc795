//! The applicant's own answers and files, for the applicant's eyes.

use app::citizen::given::{Answer, File, Given, Said, Section};
use domain::application::{Answers, address, materials, members, pages, yuan};
use domain::case::Case;
use domain::catalogue::{Field, FieldKind, MaterialSource, ServiceItem};
use domain::locale::Localised;
use store::materials::Material;

use crate::state::App;

pub fn sections(app: &App, item: &ServiceItem, answers: &Answers) -> Vec<Section> {
    pages(item, answers)
        .into_iter()
        .map(|page| Section {
            title: page.title.clone(),
            answers: page
                .fields
                .iter()
                .map(|field| Answer {
                    label: field.label.clone(),
                    said: said(app, field, answers),
                })
                .collect(),
        })
        .collect()
}

/// What was said to fields of an item, in the order of their keys; nothing of what was not asked.
pub fn picked<'a>(
    app: &App,
    item: &ServiceItem,
    answers: &Answers,
    keys: impl Iterator<Item = &'a str>,
) -> Vec<Answer> {
    keys.filter_map(|key| item.field(key))
        .map(|field| Answer {
            label: field.label.clone(),
            said: said(app, field, answers),
        })
        .filter(|answer| !matches!(answer.said, Said::Nothing))
        .collect()
}

/// Of each member of a group what was said.
fn said_of_members(app: &App, group: &Field, answers: &Answers) -> Said {
    let numbers = members(group, answers).into_iter();
    let said = numbers.map(|number| {
        let fields = group.of_member(number);
        let one = |field: &Field| Answer {
            label: field.label.clone(),
            said: said(app, field, answers),
        };
        fields.iter().map(one).collect()
    });
    Said::Members(said.collect())
}

fn said(app: &App, field: &Field, answers: &Answers) -> Said {
    if field.kind == FieldKind::Group {
        return said_of_members(app, field, answers);
    }
    let Some(raw) = answers.get(field.key()).filter(|raw| !raw.is_empty()) else {
        return Said::Nothing;
    };
    let text = || Said::Text(raw.clone());
    match field.kind {
        FieldKind::Choice | FieldKind::Choices => Said::Choices(
            raw.split(',')
                .filter_map(|key| field.options.iter().find(|option| option.key == key))
                .map(|option| option.label.clone())
                .collect(),
        ),
        FieldKind::YesNo => Said::YesNo(raw == "yes"),
        FieldKind::Date => raw.parse().map_or_else(|_| text(), Said::Day),
        FieldKind::Division => Said::Choices(vec![division_name(app, raw)]),
        FieldKind::DivisionAddress => {
            let (code, street) = address(raw);
            let place = division_name(app, code);
            Said::Choices(vec![Localised {
                zh: format!("{} {street}", place.zh),
                en: place.en.map(|en| format!("{en} {street}")),
            }])
        }
        FieldKind::Money => Said::Text(yuan(raw)),
        FieldKind::Declaration => {
            let declared = [field.text.clone(), Some(field.label.clone())];
            Said::Choices(declared.into_iter().flatten().collect())
        }
        // Not reached: a group has no answer of its own.
        FieldKind::Group => Said::Nothing,
        FieldKind::Text
        | FieldKind::Textarea
        | FieldKind::Integer
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::ResidentId
        | FieldKind::CreditCode
        | FieldKind::BankAccount
        | FieldKind::Address => text(),
    }
}

/// "兰州市城关区".
pub fn division_name(app: &App, code: &str) -> Localised {
    match app.catalogue.division(code) {
        Some(division) => super::item::full_name(app, division),
        None => Localised {
            zh: code.to_owned(),
            en: None,
        },
    }
}

/// What was asked for, with the files that hold now.
pub fn materials_given(
    number: &str,
    item: &ServiceItem,
    answers: &Answers,
    case: &Case,
    stored: &[Material],
) -> Vec<Given> {
    materials(item, answers)
        .into_iter()
        .filter_map(|rule| {
            let files: Vec<File> = stored
                .iter()
                .filter(|one| one.rule == rule.key())
                .filter(|one| case.materials.iter().any(|held| held.id == one.id))
                .map(|one| file(number, one))
                .collect();
            let source = match rule.source {
                MaterialSource::Form => "form",
                MaterialSource::Shared => "shared",
                MaterialSource::Upload if case.owed.iter().any(|key| key == rule.key()) => {
                    "promised"
                }
                MaterialSource::Upload => "upload",
            };
            let left_out = rule.optional && files.is_empty();
            (!left_out).then(|| Given {
                name: rule.name.clone(),
                source,
                files,
            })
        })
        .collect()
}

pub fn file(number: &str, material: &Material) -> File {
    File {
        href: (!material.is_on_paper())
            .then(|| format!("/cases/{number}/materials/{}", material.id)),
        name: material.file_name.clone(),
        bytes: u64::try_from(material.size).unwrap_or_default(),
        uploaded_at: material.uploaded_at,
    }
}
