//! `/cases/{no}/supplement`: only what the correction asks for, on one page.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::given::{self, File};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{self, Choice};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Supplement {
    pub number: String,
    pub item: Localised,
    pub seq: u64,
    pub by: Option<Date>,
    pub fields: Vec<AskedField>,
    pub materials: Vec<AskedMaterial>,
    pub max_megabytes: u64,
}

#[derive(Debug, Clone)]
pub struct AskedField {
    pub key: String,
    pub label: Localised,
    pub hint: Option<Localised>,
    pub kind: Kind,
    pub optional: bool,
    /// What was typed now, or answered before.
    pub value: String,
    /// The clerk's word; absent where it is asked only because another answer changed.
    pub note: Option<String>,
    /// Already in the reader's language.
    pub error: Option<String>,
}

/// How a field is put.
#[derive(Debug, Clone)]
pub enum Kind {
    Text,
    Textarea,
    Number,
    Date,
    Email,
    Tel,
    Code,
    YesNo,
    One(Vec<(String, Localised)>),
    Several(Vec<(String, Localised)>),
    /// A long list.
    Select(Vec<(String, Localised)>),
}

#[derive(Debug, Clone)]
pub struct AskedMaterial {
    pub rule: String,
    pub name: Localised,
    pub hint: Option<Localised>,
    pub note: Option<String>,
    /// The replacement that was uploaded already.
    pub uploaded: Option<File>,
    pub error: Option<String>,
}

/// The input's name, also its id.
pub fn file_name(rule: &str) -> String {
    format!("file.{rule}")
}

pub fn supplement_page(shell: &Shell, view: &Supplement) -> String {
    let title = shell.t("citizen-supplement-title");
    let of_fields = view
        .fields
        .iter()
        .filter_map(|field| Some((field.key.clone(), field.error.clone()?)));
    let of_files = view
        .materials
        .iter()
        .filter_map(|one| Some((file_name(&one.rule), one.error.clone()?)));
    let errors: Vec<_> = of_fields.chain(of_files).collect();
    let fields: Vec<AnyView> = view.fields.iter().map(|one| asked(shell, one)).collect();
    let materials: Vec<AnyView> = view
        .materials
        .iter()
        .map(|one| material(shell, one, view.max_megabytes))
        .collect();
    let by = view
        .by
        .map(|by| view! { <p>{shell.t("citizen-supplement-by")} {time::day(shell, by)}</p> });
    let form = view! {
        {field::hidden("seq", view.seq.to_string())}
        {fields}
        {materials}
        {button(shell.t("citizen-supplement-send"), Weight::Main)}
    };
    let action = format!("/cases/{}/supplement", view.number);
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&view.item)}</p>
        <p>{shell.t("citizen-supplement-intro")}</p>
        {by}
        {post(action, Encoding::Files, form.into_any())}
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(format!("/cases/{}", view.number)),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn note(shell: &Shell, note: Option<&String>) -> AnyView {
    match note {
        Some(note) => {
            let note = note.clone();
            view! { <p class="clerk-note"><span class="label">{shell.t("citizen-clerk-note")}</span>{note}</p> }
                .into_any()
        }
        None => ().into_any(),
    }
}

fn asked(shell: &Shell, one: &AskedField) -> AnyView {
    let mut field = Field::new(one.key.clone(), shell.l(&one.label))
        .value(one.value.clone())
        .error(one.error.clone());
    if let Some(hint) = &one.hint {
        field = field.hint(shell.l(hint));
    }
    if one.optional {
        field = field.optional();
    }
    let control = match &one.kind {
        Kind::Text => field::text(shell, &field),
        Kind::Textarea => field::textarea(shell, &field, 4),
        Kind::Number => field::number(shell, &field.width(Width::Short)),
        Kind::Date => field::date(shell, &field),
        Kind::Email => field::email(shell, &field.width(Width::Medium)),
        Kind::Tel => field::tel(shell, &field.width(Width::Short)),
        Kind::Code => field::code(shell, &field.width(Width::Medium)),
        Kind::YesNo => choice::yes_no(shell, &field),
        Kind::One(options) => choice::radios(shell, &field, &choices(shell, options, "")),
        Kind::Several(options) => {
            choice::checkboxes(shell, &field, &choices(shell, options, &one.value))
        }
        Kind::Select(options) => choice::select(shell, &field, &choices(shell, options, "")),
    };
    view! { <div class="asked">{note(shell, one.note.as_ref())}{control}</div> }.into_any()
}

fn choices(shell: &Shell, options: &[(String, Localised)], chosen: &str) -> Vec<Choice> {
    options
        .iter()
        .map(|(key, label)| {
            let chosen = chosen.split(',').any(|one| one == key);
            Choice::new(key.clone(), shell.l(label)).chosen(chosen)
        })
        .collect()
}

fn material(shell: &Shell, one: &AskedMaterial, max_megabytes: u64) -> AnyView {
    let size = [("megabytes", max_megabytes.to_string().into())];
    let accepted = shell.tv("citizen-file-hint", &size);
    let hint = match &one.hint {
        Some(hint) => format!("{} {accepted}", shell.l(hint)),
        None => accepted,
    };
    let field = Field::new(file_name(&one.rule), shell.l(&one.name))
        .hint(hint)
        .error(one.error.clone());
    let uploaded = one.uploaded.as_ref().map(|file| {
        let words = shell.t("citizen-uploaded");
        view! { <div class="inset"><p>{words}</p>{given::file(shell, file)}</div> }
    });
    view! {
        <div class="asked">
            {note(shell, one.note.as_ref())}
            {uploaded}
            {field::file(shell, &field, ".pdf,.jpg,.jpeg,.png")}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_kind_renders_in_both_languages_and_errors_lead_to_fields() {
        let options = || vec![("a".to_owned(), Localised::new("甲", "A"))];
        let kinds = [
            Kind::Text,
            Kind::Textarea,
            Kind::Number,
            Kind::Date,
            Kind::Email,
            Kind::Tel,
            Kind::Code,
            Kind::YesNo,
            Kind::One(options()),
            Kind::Several(options()),
            Kind::Select(options()),
        ];
        for locale in Locale::ALL {
            let fields = kinds
                .iter()
                .enumerate()
                .map(|(index, kind)| AskedField {
                    key: format!("field-{index}"),
                    label: Localised::new("名称", "Name"),
                    hint: Some(Localised::new("提示", "Hint")),
                    kind: kind.clone(),
                    optional: index == 0,
                    value: "a".into(),
                    note: (index > 0).then(|| "请核对".into()),
                    error: Some("wrong".into()),
                })
                .collect();
            let file = File {
                href: "/cases/1/materials/2".into(),
                name: "图.pdf".into(),
                bytes: 2_000_000,
                uploaded_at: jiff::Timestamp::UNIX_EPOCH,
            };
            let view = Supplement {
                number: "62010220261123000001F".into(),
                item: Localised::new("食品经营许可", "Food"),
                seq: 2,
                by: Some(jiff::civil::date(2026, 12, 1)),
                fields,
                materials: vec![AskedMaterial {
                    rule: "layout".into(),
                    name: Localised::new("平面图", "Plan"),
                    hint: None,
                    note: Some("不清楚".into()),
                    uploaded: Some(file),
                    error: Some("missing".into()),
                }],
                max_megabytes: 20,
            };
            let html = supplement_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            for id in ["field-0", "field-8", "file.layout"] {
                assert!(html.contains(&format!("href=\"#{id}\"")), "{id}");
                assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
            }
        }
    }
}
