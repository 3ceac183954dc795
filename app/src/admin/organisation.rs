//! Divisions and agencies, to search.

use domain::catalogue::Level;
use domain::locale::Localised;
use leptos::prelude::*;

use super::{admin_page, kept_in};
use crate::parts::empty::empty;
use crate::parts::search_box::{SearchBox, search_box};
use crate::parts::stat::{Stat, stats};
use crate::parts::table::{Column, Table, table};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Organisation {
    pub query: String,
    /// How many divisions there are of each level.
    pub levels: Vec<(Level, usize)>,
    pub agencies: usize,
    /// Those that were found, and how many more there are.
    pub found: Vec<AgencyLine>,
    pub more: usize,
}

#[derive(Debug, Clone)]
pub struct AgencyLine {
    pub name: Localised,
    /// From its own division upwards.
    pub divisions: Vec<Localised>,
    pub credit_code: String,
    pub phone: String,
    pub address: Localised,
    pub people: u64,
}

pub fn organisation_page(shell: &Shell, view: &Organisation) -> String {
    let title = shell.t("admin-organisation");
    let stat = |value: usize, label: String| Stat {
        value: value.to_string(),
        label,
        ..Stat::default()
    };
    let mut numbers: Vec<Stat> = view
        .levels
        .iter()
        .map(|(level, count)| stat(*count, shell.t(level_key(*level))))
        .collect();
    numbers.push(stat(view.agencies, shell.t("admin-agencies")));
    let search = SearchBox {
        action: "/admin/organisation".into(),
        label: shell.t("admin-search-agencies"),
        hint: Some(shell.t("admin-search-agencies-hint")),
        value: view.query.clone(),
        ..SearchBox::default()
    };
    let more = (view.more > 0).then(|| {
        let more = [("count", view.more.into())];
        view! { <p class="soft">{shell.tv("admin-more-agencies", &more)}</p> }
    });
    let found = if view.found.is_empty() {
        let all = view! { <a href="/admin/organisation">{shell.t("admin-all-agencies")}</a> };
        empty(shell.t("admin-no-agencies"), all.into_any())
    } else {
        agencies(shell, &view.found)
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        {stats(&numbers)}
        {search_box(shell, &search)}
        {found}
        {more}
        {kept_in(shell, "catalogue/agencies.toml, catalogue/divisions.toml", "admin-organisation-note")}
    };
    admin_page(shell, "/admin/organisation", &title, body.into_any())
}

fn level_key(level: Level) -> &'static str {
    match level {
        Level::Province => "admin-level-province",
        Level::Prefecture => "admin-level-prefecture",
        Level::County => "admin-level-county",
        Level::Township => "admin-level-township",
        Level::Village => "admin-level-village",
    }
}

fn agencies(shell: &Shell, agencies: &[AgencyLine]) -> AnyView {
    let rows = agencies
        .iter()
        .map(|agency| {
            let divisions: Vec<String> = agency
                .divisions
                .iter()
                .map(|division| shell.l(division))
                .collect();
            let code = agency.credit_code.clone();
            vec![
                shell.words(&agency.name),
                divisions.join(" · ").into_any(),
                view! { <code translate="no">{code}</code> }.into_any(),
                agency.phone.clone().into_any(),
                shell.words(&agency.address),
                agency.people.to_string().into_any(),
            ]
        })
        .collect();
    table(Table {
        caption: shell.t("admin-agencies"),
        columns: vec![
            Column::new(shell.t("admin-agency")),
            Column::new(shell.t("admin-division")),
            Column::new(shell.t("admin-credit-code")),
            Column::new(shell.t("admin-phone")),
            Column::new(shell.t("admin-address")),
            Column::new(shell.t("admin-people-head")).numeric(),
        ],
        rows,
        ..Table::default()
    })
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        let line = AgencyLine {
            name: Localised::new("市监局", "Market supervision"),
            divisions: vec![Localised::new("城关区", "Chengguan")],
            credit_code: "11620000MBDEM00159".into(),
            phone: "0931-8800001".into(),
            address: Localised::new("东岗西路", "Donggang West Road"),
            people: 8,
        };
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for found in [vec![line.clone()], Vec::new()] {
                let view = Organisation {
                    query: "城关".into(),
                    levels: vec![
                        (Level::Province, 1),
                        (Level::Prefecture, 14),
                        (Level::County, 86),
                        (Level::Township, 6),
                        (Level::Village, 2),
                    ],
                    agencies: 303,
                    found,
                    more: 4,
                };
                let html = organisation_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
