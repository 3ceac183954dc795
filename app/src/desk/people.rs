//! The people whom a head can give a task, as radios: who they are, and how much they have at hand.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::button::{Weight, button};
use crate::parts::choice::Choice;
use crate::parts::field::{self, Field, Width, text};
use crate::parts::form;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct PersonLine {
    pub id: String,
    pub name: Localised,
    /// `Role::key`s.
    pub roles: Vec<String>,
    /// How many tasks they hold.
    pub load: u32,
    /// Who acts for them until a day, where they are absent today.
    pub absent: Option<(Localised, Date)>,
    /// The task is theirs already.
    pub holds_it: bool,
}

/// Where there are more than a form lists: that it is so, and how to find the others.
#[derive(Debug, Clone, Default)]
pub struct Search {
    pub q: String,
    /// There are more than the list has.
    pub cut: bool,
    /// How many it has at most.
    pub most: u32,
}

/// Nothing where the list has everybody. `kept` is sent along.
pub fn search(
    shell: &Shell,
    action: String,
    search: &Search,
    kept: &[(&'static str, String)],
) -> Option<AnyView> {
    if !search.cut && search.q.is_empty() {
        return None;
    }
    let cut = search.cut.then(|| {
        let most = [("most", search.most.into())];
        view! { <p>{shell.tv("people-cut", &most)}</p> }
    });
    let q = Field::new("q", shell.t("people-find"))
        .value(search.q.clone())
        .width(Width::Medium);
    let kept: Vec<AnyView> = kept
        .iter()
        .map(|(name, value)| field::hidden(*name, value.clone()))
        .collect();
    let body = view! {
        {cut}
        {kept}
        {text(shell, &q)}
        {button(shell.t("people-find-button"), Weight::Quiet)}
    };
    let form = form::get(action, body.into_any());
    Some(view! { <div class="sheet">{form}</div> }.into_any())
}

pub fn choices(shell: &Shell, people: &[PersonLine]) -> Vec<Choice> {
    people
        .iter()
        .map(|person| {
            let roles: Vec<String> = person
                .roles
                .iter()
                .map(|role| shell.t(&format!("role-{role}")))
                .collect();
            let roles = (!roles.is_empty()).then(|| roles.join(&shell.t("people-and")));
            let load = shell.tv("desk-load", &[("count", person.load.into())]);
            let absent = person.absent.as_ref().map(|(substitute, until)| {
                let until = time::day_text(shell, *until);
                let values = [
                    ("name", shell.l(substitute).into()),
                    ("until", until.into()),
                ];
                shell.tv("desk-absent-now", &values)
            });
            let holds = person.holds_it.then(|| shell.t("desk-holds-it"));
            let parts: Vec<String> = [roles, Some(load), absent, holds]
                .into_iter()
                .flatten()
                .collect();
            let hint = parts.join(&shell.t("desk-and-also"));
            Choice::new(person.id.clone(), shell.l(&person.name)).hint(hint)
        })
        .collect()
}
