//! What is asked at one address: a page of the form, or one member of a group.

use domain::application::{Answers, of_field, sent};
use domain::catalogue::{Field, FieldKind, Form, FormPage};
use domain::locale::Localised;

pub struct Sheet {
    /// Behind `…/pages/`.
    pub path: String,
    /// The key of the page.
    pub page: String,
    pub title: Localised,
    pub intro: Option<Localised>,
    pub fields: Vec<Field>,
    pub is_member: bool,
}

impl Sheet {
    pub fn page(page: &FormPage) -> Self {
        Self {
            path: page.key().to_owned(),
            page: page.key().to_owned(),
            title: page.title.clone(),
            intro: page.intro.clone(),
            fields: page.fields.clone(),
            is_member: false,
        }
    }

    /// `None` where the page has no group. `answers` say which of its members this is.
    pub fn member(page: &FormPage, number: u32, answers: &Answers) -> Option<Self> {
        let group = group(page)?;
        let members = domain::application::members(group, answers);
        let place = members.iter().position(|one| *one == number);
        let place = place.unwrap_or(members.len()) + 1;
        Some(Self {
            path: format!("{}/members/{number}", page.key()),
            page: page.key().to_owned(),
            title: Localised {
                zh: format!("{} {place}", group.label.zh),
                en: group.label.en.as_ref().map(|en| format!("{en} {place}")),
            },
            intro: None,
            fields: group.of_member(number),
            is_member: true,
        })
    }

    /// What is saved of it.
    pub fn saved(&self, answers: &Answers) -> Answers {
        self.fields
            .iter()
            .flat_map(|field| of_field(field, answers))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }

    pub fn owns(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.owns(key))
    }
}

/// The group that a page asks about, which stands alone on it.
pub fn group(page: &FormPage) -> Option<&Field> {
    page.fields
        .iter()
        .find(|field| field.kind == FieldKind::Group)
}

/// What was typed into a form that is no longer the present one, as far as the present sheet does not ask for it.
pub fn left_over(before: Form<'_>, sheet: Option<&Sheet>, pairs: &[(String, String)]) -> Answers {
    let typed = sent(before.fields(), pairs).into_iter();
    typed
        .filter(|(key, value)| !value.is_empty() && !sheet.is_some_and(|sheet| sheet.owns(key)))
        .collect()
}
