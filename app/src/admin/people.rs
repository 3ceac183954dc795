//! Who works where, counted by role: a team with a gap can't finish a case.

use domain::locale::Localised;
use leptos::prelude::*;

use super::{admin_page, kept_in};
use crate::parts::empty::empty;
use crate::parts::search_box::{SearchBox, search_box};
use crate::parts::table::{Column, Table, table};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct People {
    pub query: String,
    pub total: u64,
    pub teams: Vec<Team>,
    pub more: usize,
}

#[derive(Debug, Clone)]
pub struct Team {
    pub agency: Localised,
    pub people: u64,
    /// `Role::key` and how many have it.
    pub roles: Vec<(String, u64)>,
}

pub fn people_page(shell: &Shell, view: &People) -> String {
    let title = shell.t("admin-people");
    let search = SearchBox {
        action: "/admin/people".into(),
        label: shell.t("admin-search-people"),
        value: view.query.clone(),
        ..SearchBox::default()
    };
    let more = (view.more > 0).then(|| {
        let more = [("count", view.more.into())];
        view! { <p class="soft">{shell.tv("admin-more-agencies", &more)}</p> }
    });
    let found = if view.teams.is_empty() {
        let all = view! { <a href="/admin/people">{shell.t("admin-all-people")}</a> };
        empty(shell.t("admin-no-people"), all.into_any())
    } else {
        teams(shell, &view.teams)
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.tv("admin-people-count", &[("count", view.total.into())])}</p>
        {search_box(shell, &search)}
        {found}
        {more}
        {kept_in(shell, "catalogue/people.toml", "admin-people-note")}
    };
    admin_page(shell, "/admin/people", &title, body.into_any())
}

fn teams(shell: &Shell, teams: &[Team]) -> AnyView {
    let rows = teams
        .iter()
        .map(|team| {
            let roles: Vec<String> = team
                .roles
                .iter()
                .map(|(role, count)| {
                    let role = shell.t(&format!("role-{role}"));
                    shell.tv(
                        "admin-role-count",
                        &[("role", role.into()), ("count", (*count).into())],
                    )
                })
                .collect();
            vec![
                shell.words(&team.agency),
                team.people.to_string().into_any(),
                roles.join(&shell.t("admin-and")).into_any(),
            ]
        })
        .collect();
    table(Table {
        caption: shell.t("admin-teams"),
        columns: vec![
            Column::new(shell.t("admin-agency")),
            Column::new(shell.t("admin-people-head")).numeric(),
            Column::new(shell.t("admin-roles")),
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
        let team = Team {
            agency: Localised::new("市监局", "Market supervision"),
            people: 8,
            roles: vec![("counter".into(), 2), ("examiner".into(), 2)],
        };
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for teams in [vec![team.clone()], Vec::new()] {
                let view = People {
                    query: String::new(),
                    total: 112,
                    teams,
                    more: 2,
                };
                let html = people_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
