//! What a mapping would do to the running cases of a version, case by case; and once it runs, how far it has come
//! and which cases stay behind.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::admin_page;
use super::item::version;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::details::details;
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::pager::pager;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct MigrationView {
    pub id: String,
    pub code: String,
    pub item: Localised,
    pub from: String,
    pub to: String,
    /// Old node, and what it becomes; nothing where it has no counterpart. Those that keep key and name are left out.
    pub mapping: Vec<(Localised, Option<Localised>)>,
    pub stand: Stand,
    /// A page of cases: of all while it is looked at, then of those that stay behind.
    pub lines: Vec<CaseLine>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Stand {
    /// Nobody has let it run.
    Draft {
        seen: u64,
        goes: u64,
        /// How many cases each obstacle keeps back, by the key of its words.
        kept_back: Vec<(String, u64)>,
        finished: bool,
        /// Another version is current by now.
        outdated: bool,
    },
    Running(Progress),
    Done(Progress),
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    pub migrated: u64,
    pub left_out: u64,
    /// Open cases that still go by the earlier version.
    pub remaining: u64,
}

#[derive(Debug, Clone)]
pub struct CaseLine {
    pub case_no: String,
    pub agency: Localised,
    /// Open nodes before and after.
    pub nodes: Vec<(Localised, Localised)>,
    pub dates: Vec<DateLine>,
    /// What keeps it: the key of the words, and the node that they are about.
    pub obstacles: Vec<(String, Option<Localised>)>,
}

#[derive(Debug, Clone)]
pub struct DateLine {
    pub kind: DeadlineKind,
    pub step: Option<Localised>,
    pub before: Option<Date>,
    pub after: Option<Date>,
}

pub fn migration_page(shell: &Shell, view: &MigrationView) -> String {
    let title = shell.t("admin-migration-title");
    let trail = [
        ("/admin/catalogue".to_owned(), shell.t("admin-items")),
        (
            format!("/admin/catalogue/{}", view.code),
            shell.l(&view.item),
        ),
    ];
    let here = format!("/admin/migrations/{}", view.id);
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        {stand(shell, view, &here)}
        {mapping(shell, &view.mapping)}
        {cases(shell, view)}
    };
    admin_page(shell, "/admin/catalogue", &title, body.into_any())
}

fn stand(shell: &Shell, view: &MigrationView, here: &str) -> AnyView {
    let number = |key: &str, count: u64| Row::new(shell.t(key), count.to_string());
    let mut rows = vec![
        Row::of(shell.t("admin-item"), shell.words(&view.item)),
        Row::of(
            shell.t("admin-version"),
            view! { {version(&view.from)}" → "{version(&view.to)} }.into_any(),
        ),
    ];
    let reload = || {
        let href = here.to_owned();
        view! { <p><a href=href>{shell.t("admin-import-reload")}</a></p> }
    };
    match &view.stand {
        Stand::Draft {
            seen,
            goes,
            kept_back,
            finished,
            outdated,
        } => {
            rows.push(number("admin-migration-seen", *seen));
            rows.push(number("admin-migration-goes", *goes));
            rows.push(number("admin-migration-stays", seen.saturating_sub(*goes)));
            rows.extend(kept_back.iter().map(|(key, count)| {
                Row::new(shell.t(&format!("admin-obstacle-{key}")), count.to_string())
            }));
            let action = if *outdated {
                let words = shell.t("admin-migration-outdated");
                notification(shell, Notification::Warning, words, ().into_any())
            } else if *finished {
                let form = view! {
                    <p>{shell.t("admin-migration-note")}</p>
                    {button(shell.t("admin-migration-run"), Weight::Grave)}
                };
                post(format!("{here}/run"), Encoding::Plain, form.into_any())
            } else {
                let words = shell.t("admin-migration-counting");
                view! { <p class="inset">{words}</p>{reload()} }.into_any()
            };
            view! { {summary_list(shell, rows)}{action} }.into_any()
        }
        Stand::Running(progress) => {
            rows.extend(progressed(progress).map(|(key, count)| number(key, count)));
            let words = shell.t("admin-migration-is-running");
            view! { <p class="inset">{words}</p>{summary_list(shell, rows)}{reload()} }.into_any()
        }
        Stand::Done(progress) => {
            rows.extend(progressed(progress).map(|(key, count)| number(key, count)));
            let words = shell.t("admin-migration-is-done");
            view! { <p class="inset">{words}</p>{summary_list(shell, rows)} }.into_any()
        }
    }
}

fn progressed(progress: &Progress) -> [(&'static str, u64); 3] {
    [
        ("admin-migration-migrated", progress.migrated),
        ("admin-migration-left", progress.left_out),
        ("admin-migration-remaining", progress.remaining),
    ]
}

fn mapping(shell: &Shell, mapping: &[(Localised, Option<Localised>)]) -> AnyView {
    let lines: Vec<AnyView> = mapping
        .iter()
        .map(|(from, to)| {
            let to = match to {
                Some(to) => shell.words(to),
                None => shell.t("admin-migration-none").into_any(),
            };
            view! { <li>{shell.words(from)}" → "{to}</li> }.into_any()
        })
        .collect();
    let body = if lines.is_empty() {
        view! { <p>{shell.t("admin-migration-same")}</p> }.into_any()
    } else {
        view! { <ul>{lines}</ul> }.into_any()
    };
    details(shell.t("admin-migration-mapping"), body)
}

fn cases(shell: &Shell, view: &MigrationView) -> AnyView {
    let is_draft = matches!(view.stand, Stand::Draft { .. });
    if view.lines.is_empty() {
        return ().into_any();
    }
    let rows = view
        .lines
        .iter()
        .map(|line| {
            let mut cells = vec![case_no(&line.case_no), shell.words(&line.agency)];
            if is_draft {
                cells.push(nodes(shell, &line.nodes));
                cells.push(dates(shell, &line.dates));
            }
            cells.push(obstacles(shell, &line.obstacles));
            cells
        })
        .collect();
    let mut columns = vec!["admin-import-case", "admin-import-agency"];
    if is_draft {
        columns.extend(["admin-migration-nodes", "admin-migration-dates"]);
    }
    columns.push("admin-migration-obstacles");
    let caption = if is_draft {
        "admin-migration-each"
    } else {
        "admin-migration-behind"
    };
    let all = Table {
        caption: shell.t(caption),
        columns: columns
            .into_iter()
            .map(|key| Column::new(shell.t(key)))
            .collect(),
        rows,
        ..Table::default()
    };
    view! { {table(all)}{pager(shell, None, view.next.as_deref())} }.into_any()
}

fn nodes(shell: &Shell, nodes: &[(Localised, Localised)]) -> AnyView {
    let lines: Vec<AnyView> = nodes
        .iter()
        .map(|(from, to)| {
            if from == to {
                return view! { <li>{shell.words(from)}</li> }.into_any();
            }
            view! { <li>{shell.words(from)}" → "{shell.words(to)}</li> }.into_any()
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

fn dates(shell: &Shell, dates: &[DateLine]) -> AnyView {
    let lines: Vec<AnyView> = dates
        .iter()
        .map(|line| {
            let name = match &line.step {
                Some(step) => shell.l(step),
                None => shell.t(&format!("clock-{}", line.kind.key())),
            };
            let date = |date: Option<Date>| match date {
                Some(date) => time::day(shell, date),
                None => shell.t("admin-migration-no-date").into_any(),
            };
            if line.before == line.after {
                return view! { <li>{name}": "{date(line.before)}</li> }.into_any();
            }
            view! { <li>{name}": "{date(line.before)}" → "<strong>{date(line.after)}</strong></li> }
                .into_any()
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

fn obstacles(shell: &Shell, obstacles: &[(String, Option<Localised>)]) -> AnyView {
    if obstacles.is_empty() {
        return view! { <span class="soft">{shell.t("admin-migration-no-obstacle")}</span> }
            .into_any();
    }
    let lines: Vec<AnyView> = obstacles
        .iter()
        .map(|(key, node)| {
            let words = shell.t(&format!("admin-obstacle-{key}"));
            match node {
                Some(node) => view! { <li>{words}": "{shell.words(node)}</li> }.into_any(),
                None => view! { <li>{words}</li> }.into_any(),
            }
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::case::Forbids;
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        let name = || Localised::new("审查", "Examination");
        let progress = Progress {
            migrated: 3,
            left_out: 1,
            remaining: 2,
        };
        let draft = |finished, outdated| Stand::Draft {
            seen: 4,
            goes: 3,
            kept_back: vec![("signed".into(), 1)],
            finished,
            outdated,
        };
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for (stand, runs) in [
                (draft(false, false), false),
                (draft(true, false), true),
                (draft(true, true), false),
                (Stand::Running(progress), false),
                (Stand::Done(progress), false),
            ] {
                let line = |step: Option<Localised>, after| DateLine {
                    kind: DeadlineKind::Statutory,
                    step,
                    before: Some(date(2027, 1, 19)),
                    after,
                };
                let view = MigrationView {
                    id: "0123".into(),
                    code: "000131001001".into(),
                    item: name(),
                    from: "old".into(),
                    to: "new".into(),
                    mapping: vec![(name(), Some(name())), (name(), None)],
                    stand,
                    lines: vec![CaseLine {
                        case_no: "62010220261123000001F".into(),
                        agency: name(),
                        nodes: vec![(name(), Localised::new("初审", "First look"))],
                        dates: vec![
                            line(None, Some(date(2027, 1, 20))),
                            line(Some(name()), None),
                            line(None, Some(date(2027, 1, 19))),
                        ],
                        obstacles: vec![
                            ("signed".into(), Some(name())),
                            ("no-agency".into(), None),
                        ],
                    }],
                    next: Some("?after=1".into()),
                };
                let html = migration_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.contains("/migrations/0123/run"), runs);
            }
        }
    }

    /// Whatever forbids it has words.
    #[test]
    fn obstacles_have_words() {
        let node = || "review".to_owned();
        let all = [
            Forbids::Closed,
            Forbids::NoNode(node()),
            Forbids::Merged(node()),
            Forbids::OtherBranch(node()),
            Forbids::Signed(node()),
            Forbids::OtherAgency(node()),
            Forbids::NoConsultation(node()),
            Forbids::NoPlace(node()),
        ];
        let keys = all.iter().map(Forbids::key).chain(["no-agency", "unread"]);
        for key in keys {
            for locale in Locale::ALL {
                let words = Shell::sample(locale).t(&format!("admin-obstacle-{key}"));
                assert!(!words.contains('⟦'), "{key}");
            }
        }
    }
}
