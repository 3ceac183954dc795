//! `/open/datasets`: the same figures as data, and what their fields mean.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::page;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

/// A file that everybody may take. Its name is a part of its address: a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dataset {
    Months,
    Items,
    Agencies,
    ItemsByMonth,
    ItemsByAgency,
}

impl Dataset {
    pub const ALL: [Self; 5] = [
        Self::Months,
        Self::Items,
        Self::Agencies,
        Self::ItemsByMonth,
        Self::ItemsByAgency,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Months => "months",
            Self::Items => "items",
            Self::Agencies => "agencies",
            Self::ItemsByMonth => "items-by-month",
            Self::ItemsByAgency => "items-by-agency",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dataset| dataset.key() == key)
    }

    /// The locale keys of its title and description.
    pub fn words(self) -> [String; 2] {
        ["title", "about"].map(|part| format!("open-data-{}-{part}", self.key()))
    }
}

/// What kind of value a field has, as XML Schema names it.
pub type Kind = &'static str;

/// The fields of every dataset, in order. What one is not broken down by is left empty there. Names are a contract; what
/// they mean is told under `open-field-{name}`.
pub const FIELDS: [(&str, Kind); 24] = [
    ("from", "date"),
    ("to", "date"),
    ("item_code", "string"),
    ("item_name_zh", "string"),
    ("item_name_en", "string"),
    ("agency_id", "string"),
    ("agency_name_zh", "string"),
    ("agency_name_en", "string"),
    ("division", "string"),
    ("decided", "integer"),
    ("in_time", "integer"),
    ("late", "integer"),
    ("in_time_percent", "decimal"),
    ("average_days_used", "decimal"),
    ("average_days_promised", "decimal"),
    ("rated", "integer"),
    ("very_satisfied", "integer"),
    ("satisfied", "integer"),
    ("fairly_satisfied", "integer"),
    ("dissatisfied", "integer"),
    ("very_dissatisfied", "integer"),
    ("satisfied_percent", "decimal"),
    ("fewer_than_5", "string"),
    ("withheld", "string"),
];

#[derive(Debug, Clone, Default)]
pub struct Datasets {
    pub publisher: Localised,
    /// Its address and its name.
    pub licence: (String, Localised),
    pub place: Localised,
    pub from: Date,
    pub until: Date,
    pub issued: Date,
    pub modified: Date,
}

pub fn datasets_page(shell: &Shell, view: &Datasets) -> String {
    let title = shell.t("open-data-title");
    let sets: Vec<AnyView> = Dataset::ALL
        .into_iter()
        .map(|dataset| {
            let [name, about] = dataset.words().map(|key| shell.t(&key));
            let key = dataset.key();
            let file = |end: &str| format!("/open/datasets/{key}.{end}");
            let hidden = name.clone();
            let hidden_too = name.clone();
            view! {
                <h3 id=key>{name}</h3>
                <p>{about}</p>
                <p>
                    <a href=file("csv")>{shell.t("export-csv")}<span class="vh">" " {hidden}</span></a> " · "
                    <a href=file("json")>{shell.t("export-json")}<span class="vh">" " {hidden_too}</span></a>
                </p>
            }
            .into_any()
        })
        .collect();
    let fields = FIELDS.map(|(name, kind)| {
        vec![
            view! { <code>{name}</code> }.into_any(),
            shell.t(&format!("open-kind-{kind}")).into_any(),
            shell.t(&format!("open-field-{name}")).into_any(),
        ]
    });
    let fields = Table {
        caption: shell.t("open-data-fields"),
        columns: ["open-data-field", "open-data-kind", "open-data-meaning"]
            .map(|key| Column::new(shell.t(key)))
            .into(),
        rows: fields.into(),
        ..Table::default()
    };
    let (licence, licence_name) = &view.licence;
    let days = view! { {time::day(shell, view.from)} " – " {time::day(shell, view.until)} };
    let terms = vec![
        Row::of(shell.t("open-data-publisher"), shell.words(&view.publisher)),
        Row::of(
            shell.t("open-data-licence"),
            view! { <a href=licence.clone() rel="license">{shell.words(licence_name)}</a> }
                .into_any(),
        ),
        Row::of(shell.t("open-data-place"), shell.words(&view.place)),
        Row::of(shell.t("open-data-days"), days.into_any()),
        Row::of(shell.t("open-data-issued"), time::day(shell, view.issued)),
        Row::of(
            shell.t("open-data-modified"),
            time::day(shell, view.modified),
        ),
        Row::new(shell.t("open-data-every"), shell.t("open-data-monthly")),
    ];
    let body = view! {
        {breadcrumb(shell, &[("/open".into(), shell.t("open-title"))])}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("open-data-lede")}</p>
        {summary_list(shell, terms)}
        <section class="section prose" aria-labelledby="sets">
            <h2 id="sets">{shell.t("open-data-sets")}</h2>
            {sets}
            <p><a href="/open/catalog.jsonld">{shell.t("open-data-catalog")}</a></p>
        </section>
        <section class="section">
            <h2>{shell.t("open-method")}</h2>
            <p>{shell.t("open-method-small")}</p>
            <p>{shell.t("open-data-small")}</p>
            {table(fields)}
        </section>
    };
    page(shell, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn datasets_render_in_both_languages_and_keep_their_names() {
        for dataset in Dataset::ALL {
            assert_eq!(Dataset::from_key(dataset.key()), Some(dataset));
        }
        for locale in Locale::ALL {
            let view = Datasets {
                licence: (
                    "https://example.org/by".into(),
                    Localised::new("署名", "BY"),
                ),
                ..Datasets::default()
            };
            let html = datasets_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(html.matches("<h1").count(), 1);
            assert!(html.contains("/open/datasets/items-by-month.csv"));
        }
    }
}
