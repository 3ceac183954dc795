//! Which node of the current version each node of an earlier one becomes: written down by a person, node by node.

use domain::locale::Localised;
use leptos::prelude::*;

use super::admin_page;
use super::item::version;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, select};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

/// The value of "has no counterpart": no key of a node has a colon.
pub const NONE: &str = ":none";

#[derive(Debug, Clone)]
pub struct MigrationForm {
    pub code: String,
    pub item: Localised,
    pub from: String,
    pub to: String,
    /// Open cases of the earlier version.
    pub open: u64,
    pub nodes: Vec<NodeLine>,
}

#[derive(Debug, Clone)]
pub struct NodeLine {
    pub key: String,
    pub name: Localised,
    /// How many open cases stand there.
    pub cases: u64,
    /// Nodes of the current version: key and name.
    pub options: Vec<(String, Localised)>,
    pub chosen: String,
    /// Nothing was chosen, or something else than is offered.
    pub wrong: bool,
}

/// The name of a node's field.
pub fn field_of(key: &str) -> String {
    format!("node:{key}")
}

pub fn migration_form_page(shell: &Shell, view: &MigrationForm) -> String {
    let title = shell.t("admin-migration-title");
    let trail = [
        ("/admin/catalogue".to_owned(), shell.t("admin-items")),
        (
            format!("/admin/catalogue/{}", view.code),
            shell.l(&view.item),
        ),
    ];
    let errors: Vec<(String, String)> = view
        .nodes
        .iter()
        .filter(|node| node.wrong)
        .map(|node| {
            let name = [("node", shell.l(&node.name).into())];
            (
                field_of(&node.key),
                shell.tv("admin-migration-choose", &name),
            )
        })
        .collect();
    let (standing, passed): (Vec<_>, Vec<_>) = view.nodes.iter().partition(|node| node.cases > 0);
    let part = |key: &str, lead: &str, nodes: &[&NodeLine]| {
        if nodes.is_empty() {
            return ().into_any();
        }
        let fields: Vec<AnyView> = nodes.iter().map(|node| node_field(shell, node)).collect();
        view! {
            <h2>{shell.t(key)}</h2>
            <p>{shell.t(lead)}</p>
            {fields}
        }
        .into_any()
    };
    let form = view! {
        {field::hidden("to", view.to.clone())}
        {part("admin-migration-standing", "admin-migration-standing-lead", &standing)}
        {part("admin-migration-others", "admin-migration-others-lead", &passed)}
        {button(shell.t("admin-migration-look"), Weight::Main)}
    };
    let here = format!(
        "/admin/catalogue/{}/versions/{}/migration",
        view.code, view.from
    );
    let count = [("count", view.open.into())];
    let body = view! {
        {breadcrumb(shell, &trail)}
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.l(&view.item)}</p>
        <p>{version(&view.from)}" → "{version(&view.to)}</p>
        <p>{shell.tv("admin-migration-open", &count)}</p>
        {post(here, Encoding::Plain, form.into_any())}
    };
    admin_page(shell, "/admin/catalogue", &title, body.into_any())
}

fn node_field(shell: &Shell, node: &NodeLine) -> AnyView {
    let wrong = node.wrong.then(|| {
        let name = [("node", shell.l(&node.name).into())];
        shell.tv("admin-migration-choose", &name)
    });
    let mut field = Field::new(field_of(&node.key), shell.l(&node.name))
        .value(node.chosen.clone())
        .error(wrong);
    if node.cases > 0 {
        let count = [("count", node.cases.into())];
        field = field.hint(shell.tv("admin-migration-cases", &count));
    }
    let mut choices: Vec<Choice> = node
        .options
        .iter()
        .map(|(key, name)| Choice::new(key.clone(), shell.l(name)))
        .collect();
    choices.push(Choice::new(NONE, shell.t("admin-migration-none")));
    select(shell, &field, &choices)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let line = |key: &str, cases, wrong| NodeLine {
                key: key.into(),
                name: Localised::new("审查", "Examination"),
                cases,
                options: vec![
                    ("review".into(), Localised::new("审核", "Review")),
                    ("examination".into(), Localised::new("审查", "Examination")),
                ],
                chosen: key.into(),
                wrong,
            };
            let view = MigrationForm {
                code: "000131001001".into(),
                item: Localised::new("食品经营许可", "Food business licence"),
                from: "old".into(),
                to: "new".into(),
                open: 3,
                nodes: vec![
                    line("examination", 2, false),
                    line("site.visit", 1, true),
                    line("review", 0, false),
                ],
            };
            let html = migration_form_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("name=\"node:site.visit\""), "{html}");
            assert_eq!(html.matches("<select").count(), 3);
        }
    }
}
