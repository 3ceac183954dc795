//! Service items: the list with the version and what the proof found, and one item's process.

use domain::catalogue::{Finding, ServiceItem, TimeLimit};
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{admin_page, kept_in};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::chart::Tone;
use crate::parts::clock::limit;
use crate::parts::notification::{Notification, notification};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ItemLine {
    pub code: String,
    pub name: Localised,
    pub version: String,
    pub steps: usize,
    pub statutory: Option<TimeLimit>,
    pub promised: TimeLimit,
    pub findings: usize,
}

pub fn items_page(shell: &Shell, items: &[ItemLine]) -> String {
    let title = shell.t("admin-items");
    let rows = items
        .iter()
        .map(|item| {
            let href = format!("/admin/items/{}", item.code);
            let name = shell.words(&item.name);
            vec![
                view! { <a href=href>{name}</a> }.into_any(),
                view! { <code translate="no">{item.code.clone()}</code> }.into_any(),
                version(&item.version),
                item.steps.to_string().into_any(),
                limit_words(shell, item.statutory.as_ref()),
                limit_words(shell, Some(&item.promised)),
                proof(shell, item.findings),
            ]
        })
        .collect();
    let all = Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: vec![
            Column::new(shell.t("admin-item")),
            Column::new(shell.t("admin-code")),
            Column::new(shell.t("admin-version")),
            Column::new(shell.t("admin-steps")).numeric(),
            Column::new(shell.t("clock-statutory")),
            Column::new(shell.t("clock-promised")),
            Column::new(shell.t("admin-proof")),
        ],
        rows,
        ..Table::default()
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        {table(all)}
        {kept_in(shell, "catalogue/items/", "admin-items-note")}
    };
    admin_page(shell, "/admin/items", &title, body.into_any())
}

/// The first digits tell versions apart; the whole hash is in the title of one item's page.
fn version(hash: &str) -> AnyView {
    let short: String = hash.chars().take(12).collect();
    view! { <code translate="no">{short}</code> }.into_any()
}

fn proof(shell: &Shell, findings: usize) -> AnyView {
    if findings == 0 {
        tag(shell.t("admin-proved"), Tone::Done)
    } else {
        let words = shell.tv("admin-findings-count", &[("count", findings.into())]);
        tag(words, Tone::Late)
    }
}

fn limit_words(shell: &Shell, of: Option<&TimeLimit>) -> AnyView {
    of.map_or_else(
        || view! { <span class="soft">{shell.t("admin-no-limit")}</span> }.into_any(),
        |of| {
            // Nought days end on the day on which they start.
            let words = match of.value {
                0 => shell.t("admin-same-day"),
                _ => limit(shell, of.limit()),
            };
            words.into_any()
        },
    )
}

#[derive(Debug)]
pub struct ItemView<'a> {
    pub item: &'a ServiceItem,
    pub hash: String,
    pub findings: Vec<Finding>,
    /// Stored versions, the newest first: hash, and the day of the first case under it.
    pub versions: Vec<(String, Date)>,
    /// How many agencies handle it.
    pub agencies: usize,
}

pub fn item_page(shell: &Shell, view: &ItemView<'_>) -> String {
    let item = view.item;
    let title = shell.l(&item.name);
    let trail = [
        ("/admin".to_owned(), shell.t("admin-overview")),
        ("/admin/items".to_owned(), shell.t("admin-items")),
    ];
    let guide = format!("/items/{}", item.code());
    let facts = vec![
        Row::of(
            shell.t("admin-code"),
            view! { <code translate="no">{item.code().to_owned()}</code> }.into_any(),
        ),
        Row::of(
            shell.t("admin-version"),
            view! { <code translate="no">{view.hash.clone()}</code> }.into_any(),
        ),
        Row::of(
            shell.t("clock-statutory"),
            with_basis(shell, item.limits.statutory.as_ref()),
        ),
        Row::of(
            shell.t("clock-promised"),
            with_basis(shell, Some(&item.limits.promised)),
        ),
        Row::of(
            shell.t("clock-check"),
            with_basis(shell, Some(&item.limits.check)),
        ),
        Row::of(
            shell.t("clock-delivery"),
            with_basis(shell, Some(&item.limits.delivery)),
        ),
        Row::new(
            shell.t("admin-form"),
            shell.tv(
                "admin-form-of",
                &[
                    ("pages", item.pages.len().into()),
                    ("fields", item.fields().count().into()),
                    ("materials", item.materials.len().into()),
                ],
            ),
        ),
        Row::new(
            shell.t("admin-handled-by"),
            shell.tv("admin-agencies-count", &[("count", view.agencies.into())]),
        ),
        Row::of(
            shell.t("admin-guide"),
            view! { <a href=guide>{shell.t("admin-guide-link")}</a> }.into_any(),
        ),
    ];
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{shell.words(&item.name)}</h1>
        {findings(shell, &view.findings)}
        {summary_list(shell, facts)}
        {steps(shell, item)}
        {versions(shell, view)}
        {kept_in(shell, "catalogue/items/", "admin-items-note")}
    };
    admin_page(shell, "/admin/items", &title, body.into_any())
}

fn with_basis(shell: &Shell, of: Option<&TimeLimit>) -> AnyView {
    let basis = of
        .and_then(|of| of.basis.as_ref())
        .map(|basis| view! { <br/><span class="soft">{shell.words(basis)}</span> });
    view! { {limit_words(shell, of)}{basis} }.into_any()
}

fn findings(shell: &Shell, findings: &[Finding]) -> AnyView {
    if findings.is_empty() {
        let body = view! { <p>{shell.t("admin-proved-note")}</p> };
        return notification(
            shell,
            Notification::Info,
            shell.t("admin-proved-title"),
            body.into_any(),
        );
    }
    let lines: Vec<AnyView> = findings
        .iter()
        .map(|finding| {
            view! { <li><code translate="no">{finding.to_string()}</code></li> }.into_any()
        })
        .collect();
    notification(
        shell,
        Notification::Warning,
        shell.tv("admin-findings-count", &[("count", findings.len().into())]),
        view! { <ul>{lines}</ul> }.into_any(),
    )
}

/// Each step with who works it, how long they have, and where each outcome leads.
fn steps(shell: &Shell, item: &ServiceItem) -> AnyView {
    let name_of = |key: &str| {
        item.step(key)
            .map_or_else(|| shell.t("admin-end"), |step| shell.l(&step.name))
    };
    let rows = item
        .steps
        .iter()
        .map(|step| {
            let people = (step.people > 1).then(|| {
                let people = [("count", u32::from(step.people).into())];
                view! { <br/><span class="soft">{shell.tv("admin-step-people", &people)}</span> }
            });
            let limit_of = step.limit.map_or_else(
                || view! { <span class="soft">{shell.t("admin-no-limit")}</span> }.into_any(),
                |own| limit(shell, own).into_any(),
            );
            let apart: Vec<String> = step
                .apart_from
                .iter()
                .map(|other| match item.step(other.get_ref()) {
                    Some(other) => shell.l(&other.name),
                    None => shell.t("admin-acceptance"),
                })
                .collect();
            let outcomes: Vec<AnyView> = step
                .outcomes
                .iter()
                .map(|outcome| {
                    let next = name_of(outcome.next.get_ref());
                    let name = shell.words(&outcome.name);
                    view! { <li>{name}" "<span class="soft">{shell.tv("admin-then", &[("step", next.into())])}</span></li> }
                        .into_any()
                })
                .collect();
            let role = shell.t(&format!("role-{}", step.role.key()));
            vec![
                shell.words(&step.name),
                view! { {role}{people} }.into_any(),
                limit_of,
                apart.join(&shell.t("admin-and")).into_any(),
                view! { <ul class="plain-list">{outcomes}</ul> }.into_any(),
            ]
        })
        .collect();
    table(Table {
        caption: shell.t("admin-process"),
        columns: [
            "admin-step",
            "admin-step-role",
            "clock-limit",
            "admin-step-apart",
            "admin-step-outcomes",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    })
}

fn versions(shell: &Shell, view: &ItemView<'_>) -> AnyView {
    let title = shell.t("admin-versions");
    if view.versions.is_empty() {
        return view! { <h2>{title}</h2><p class="soft">{shell.t("admin-no-versions")}</p> }
            .into_any();
    }
    let rows = view
        .versions
        .iter()
        .map(|(hash, on)| {
            let current = if *hash == view.hash {
                tag(shell.t("admin-current"), Tone::Done)
            } else {
                view! { <span class="soft">{shell.t("admin-earlier")}</span> }.into_any()
            };
            vec![version(hash), time::day(shell, *on), current]
        })
        .collect();
    table(Table {
        caption: title,
        columns: ["admin-version", "admin-first-used", "admin-state"]
            .map(|key| Column::new(shell.t(key)))
            .into(),
        rows,
        ..Table::default()
    })
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{SourceFile, definition};
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn both_pages_render_in_both_languages() {
        let file = SourceFile {
            path: "items/food.toml".into(),
            text: include_str!("../../../catalogue/items/food-business-licence.toml").into(),
        };
        let definition = definition(&file).unwrap();
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for findings in [0, 1] {
                let line = ItemLine {
                    code: definition.item.code().into(),
                    name: definition.item.name.clone(),
                    version: definition.hash.clone(),
                    steps: definition.item.steps.len(),
                    statutory: (findings == 0).then(|| definition.item.limits.promised.clone()),
                    promised: definition.item.limits.promised.clone(),
                    findings,
                };
                let html = items_page(&shell, &[line]);
                assert!(!html.contains('⟦'), "{html}");
                let finding = Finding {
                    file: "items/food.toml".into(),
                    line: 3,
                    rule: "limit",
                    mend: "shorten it".into(),
                };
                let view = ItemView {
                    item: &definition.item,
                    hash: definition.hash.clone(),
                    findings: vec![finding; findings],
                    versions: vec![
                        (definition.hash.clone(), date(2026, 6, 3)),
                        ("old".into(), date(2026, 1, 3)),
                    ],
                    agencies: 87,
                };
                let html = item_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
