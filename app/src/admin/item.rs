//! One service item: its current version and process, and every version that was published.

use domain::catalogue::{Finding, ServiceItem, TimeLimit};
use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::admin_page;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::chart::Tone;
use crate::parts::clock::limit;
use crate::parts::notification::{Notification, notification};
use crate::parts::process::{Detail, PictureView, process_picture};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

/// The first digits tell versions apart; the whole hash is in the title of one item's page.
pub(super) fn version(hash: &str) -> AnyView {
    let short: String = hash.chars().take(12).collect();
    view! { <code translate="no">{short}</code> }.into_any()
}

pub(super) fn limit_words(shell: &Shell, of: Option<&TimeLimit>) -> AnyView {
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
    /// Of the current version; there are some only where the rules have become stricter.
    pub findings: Vec<Finding>,
    pub versions: Vec<VersionLine>,
    /// How many agencies handle it.
    pub agencies: usize,
    /// Batches of running cases, the newest first.
    pub migrations: Vec<MigrationLine>,
}

#[derive(Debug, Clone, Default)]
pub struct VersionLine {
    pub hash: String,
    pub current: bool,
    /// It is what the catalogue's file says.
    pub of_file: bool,
    /// When it was published, and by whom; the latest first.
    pub published: Vec<(Timestamp, Localised)>,
    /// Open cases that go by it.
    pub open: u64,
}

/// A batch that took cases over.
#[derive(Debug, Clone, Default)]
pub struct MigrationLine {
    pub id: String,
    pub from: String,
    pub to: String,
    pub running: bool,
    pub migrated: u64,
    pub left_out: u64,
    pub started_at: Option<Timestamp>,
}

pub fn item_page(shell: &Shell, view: &ItemView<'_>) -> String {
    let item = view.item;
    let title = shell.l(&item.name);
    let trail = [
        ("/admin".to_owned(), shell.t("admin-overview")),
        ("/admin/catalogue".to_owned(), shell.t("admin-items")),
    ];
    let guide = if item.is_public() {
        let href = format!("/items/{}", item.code());
        view! { <a href=href>{shell.t("admin-guide-link")}</a> }.into_any()
    } else {
        view! { <span class="soft">{shell.t("admin-guide-none")}</span> }.into_any()
    };
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
        Row::of(shell.t("admin-guide"), guide),
    ];
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{shell.words(&item.name)}</h1>
        {findings(shell, &view.findings)}
        {summary_list(shell, facts)}
        {process(shell, item)}
        {versions(shell, view)}
        {migrations(shell, &view.migrations)}
        <p><a href="/admin/catalogue#upload">{shell.t("admin-upload")}</a></p>
    };
    admin_page(shell, "/admin/catalogue", &title, body.into_any())
}

fn with_basis(shell: &Shell, of: Option<&TimeLimit>) -> AnyView {
    let basis = of
        .and_then(|of| of.basis.as_ref())
        .map(|basis| view! { <br/><span class="soft">{shell.words(basis)}</span> });
    view! { {limit_words(shell, of)}{basis} }.into_any()
}

pub(super) fn findings(shell: &Shell, findings: &[Finding]) -> AnyView {
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

/// The process as its file has it: who works each step, how long they have, where each outcome leads, and on what
/// conditions.
pub(super) fn process(shell: &Shell, item: &ServiceItem) -> AnyView {
    let picture = PictureView::of(item, Detail::Whole, None).with_conditions();
    view! { <h2 id="process">{shell.t("admin-process")}</h2>{process_picture(shell, &picture)} }
        .into_any()
}

fn versions(shell: &Shell, view: &ItemView<'_>) -> AnyView {
    let rows = view
        .versions
        .iter()
        .map(|line| {
            let base = format!(
                "/admin/catalogue/{}/versions/{}",
                view.item.code(),
                line.hash
            );
            let state = if line.current {
                tag(shell.t("admin-current"), Tone::Done)
            } else {
                view! { <span class="soft">{shell.t("admin-earlier")}</span> }.into_any()
            };
            let file = line
                .of_file
                .then(|| view! { <br/><span class="soft">{shell.t("admin-version-file")}</span> });
            let published: Vec<AnyView> = line
                .published
                .iter()
                .map(|(at, by)| {
                    view! { <li>{time::instant(shell, *at)}" · "{shell.words(by)}</li> }.into_any()
                })
                .collect();
            let migrate = (!line.current && line.open > 0).then(|| {
                let href = format!("{base}/migration");
                view! { <br/><a href=href>{shell.t("admin-version-migrate")}</a> }
            });
            vec![
                view! { <a href=base.clone()>{version(&line.hash)}</a> }.into_any(),
                view! { {state}{file} }.into_any(),
                view! { <ul class="plain-list">{published}</ul> }.into_any(),
                view! { {line.open.to_string()}{migrate} }.into_any(),
            ]
        })
        .collect();
    table(Table {
        caption: shell.t("admin-versions"),
        columns: [
            "admin-version",
            "admin-state",
            "admin-published",
            "admin-open-cases",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    })
}

fn migrations(shell: &Shell, lines: &[MigrationLine]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let rows = lines
        .iter()
        .map(|line| {
            let href = format!("/admin/migrations/{}", line.id);
            let state = if line.running {
                tag(shell.t("admin-migration-running"), Tone::Attention)
            } else {
                tag(shell.t("admin-migration-done"), Tone::Done)
            };
            let at = line.started_at.map(|at| time::instant(shell, at));
            vec![
                view! { <a href=href>{version(&line.from)}" → "{version(&line.to)}</a> }.into_any(),
                at.into_any(),
                state,
                line.migrated.to_string().into_any(),
                line.left_out.to_string().into_any(),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t("admin-migrations"),
        columns: vec![
            Column::new(shell.t("admin-version")),
            Column::new(shell.t("admin-migration-started")),
            Column::new(shell.t("admin-state")),
            Column::new(shell.t("admin-migration-migrated")).numeric(),
            Column::new(shell.t("admin-migration-left")).numeric(),
        ],
        rows,
        ..Table::default()
    };
    Some(table(all))
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{Audience, SourceFile, definition};
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        let file = SourceFile {
            path: "items/food.toml".into(),
            text: include_str!("../../../catalogue/items/food-business-licence.toml").into(),
        };
        let mut definition = definition(&file).unwrap();
        let at = Timestamp::UNIX_EPOCH;
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for findings in [0, 1] {
                let finding = Finding {
                    file: "items/food.toml".into(),
                    line: 3,
                    rule: "limit",
                    mend: "shorten it".into(),
                };
                definition.item.audience = if findings == 0 {
                    vec![Audience::Person]
                } else {
                    vec![Audience::Agency]
                };
                let view = ItemView {
                    item: &definition.item,
                    hash: definition.hash.clone(),
                    findings: vec![finding; findings],
                    versions: vec![
                        VersionLine {
                            hash: definition.hash.clone(),
                            current: true,
                            published: vec![(at, Localised::new("管理员", "Administrator"))],
                            ..VersionLine::default()
                        },
                        VersionLine {
                            hash: "old".into(),
                            of_file: true,
                            open: 3,
                            ..VersionLine::default()
                        },
                    ],
                    agencies: 87,
                    migrations: [true, false]
                        .map(|running| MigrationLine {
                            id: "0123".into(),
                            from: "old".into(),
                            to: definition.hash.clone(),
                            running,
                            migrated: 4,
                            left_out: 1,
                            started_at: Some(at),
                        })
                        .into(),
                };
                let html = item_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
                assert!(html.contains("/versions/old/migration"));
            }
        }
    }
}
