//! One version of an item before it is published, or again: what it changes against the current one.

use domain::catalogue::compare::{Comparison, Difference, Kind};
use domain::catalogue::{Finding, ServiceItem};
use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::admin_page;
use super::catalogue::findings_table;
use super::item::{limit_words, process, version};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button, button_link};
use crate::parts::chart::Tone;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug)]
pub struct VersionView<'a> {
    pub item: &'a ServiceItem,
    pub hash: String,
    pub state: State,
    /// Who uploaded it and when, while it is not published.
    pub uploaded: Option<(Timestamp, Localised)>,
    /// The current version; absent of an item that is new. Sent back, so that nobody publishes against another.
    pub current: Option<String>,
    /// What it changes against that.
    pub changes: Comparison,
    pub findings: Vec<Finding>,
    /// Open cases that go by it.
    pub open: u64,
    /// Somebody else published something since the page was shown.
    pub moved: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has published it.
    Draft,
    Current,
    /// It was current once, or its file says it.
    Earlier,
}

pub fn version_page(shell: &Shell, view: &VersionView<'_>) -> String {
    let title = shell.tv(
        "admin-version-title",
        &[("item", shell.l(&view.item.name).into())],
    );
    let code = view.item.code();
    let here = format!("/admin/catalogue/{code}/versions/{}", view.hash);
    let mut trail = vec![
        ("/admin".to_owned(), shell.t("admin-overview")),
        ("/admin/catalogue".to_owned(), shell.t("admin-items")),
    ];
    if view.current.is_some() {
        let href = format!("/admin/catalogue/{code}");
        trail.push((href, shell.l(&view.item.name)));
    }
    let moved = view.moved.then(|| {
        let words = shell.t("admin-version-moved");
        notification(shell, Notification::Warning, words, ().into_any())
    });
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        {moved}
        {summary_list(shell, facts(shell, view, &here))}
        {findings_table(shell, &view.findings)}
        {changes(shell, view)}
        {action(shell, view, &here)}
        {process(shell, view.item)}
    };
    admin_page(shell, "/admin/catalogue", &title, body.into_any())
}

fn facts(shell: &Shell, view: &VersionView<'_>, here: &str) -> Vec<Row> {
    let (key, tone) = match view.state {
        State::Draft => ("admin-version-draft", Tone::Attention),
        State::Current => ("admin-current", Tone::Done),
        State::Earlier => ("admin-earlier", Tone::Plain),
    };
    let source = format!("{here}/source");
    let code = view.item.code().to_owned();
    let hash = view.hash.clone();
    let mut rows = vec![
        Row::of(
            shell.t("admin-code"),
            view! { <code translate="no">{code}</code> }.into_any(),
        ),
        Row::of(
            shell.t("admin-version"),
            view! { <code translate="no">{hash}</code> }.into_any(),
        ),
        Row::of(shell.t("admin-state"), tag(shell.t(key), tone)),
    ];
    if let Some((at, by)) = &view.uploaded {
        let said = view! { {time::instant(shell, *at)}" · "{shell.words(by)} };
        rows.push(Row::of(shell.t("admin-version-uploaded"), said.into_any()));
    }
    rows.push(Row::new(shell.t("admin-open-cases"), view.open.to_string()));
    rows.push(Row::of(
        shell.t("admin-version-text"),
        view! { <a href=source download="">{shell.t("admin-version-download")}</a> }.into_any(),
    ));
    rows
}

fn changes(shell: &Shell, view: &VersionView<'_>) -> AnyView {
    let Some(current) = &view.current else {
        return view! { <p class="inset">{shell.t("admin-version-new-item")}</p> }.into_any();
    };
    if view.state == State::Current {
        return ().into_any();
    }
    let against = view! {
        <p class="soft">{shell.t("admin-version-against")}" "{version(current)}</p>
    };
    if view.changes.is_empty() {
        return view! {
            <h2>{shell.t("admin-changes")}</h2>
            {against}
            <p>{shell.t("admin-changes-none")}</p>
        }
        .into_any();
    }
    let rest: Vec<AnyView> = view
        .changes
        .rest
        .iter()
        .map(|part| view! { <li>{shell.t(&format!("admin-part-{part}"))}</li> }.into_any())
        .collect();
    let rest = (!rest.is_empty()).then(|| {
        view! { <h3>{shell.t("admin-changes-rest")}</h3><ul>{rest}</ul> }
    });
    view! {
        <h2>{shell.t("admin-changes")}</h2>
        {against}
        {limits(shell, &view.changes)}
        {differences(shell, "admin-changes-nodes", &view.changes.nodes)}
        {differences(shell, "admin-changes-fields", &view.changes.fields)}
        {differences(shell, "admin-changes-materials", &view.changes.materials)}
        {rest}
    }
    .into_any()
}

fn limits(shell: &Shell, changes: &Comparison) -> Option<AnyView> {
    if changes.limits.is_empty() {
        return None;
    }
    let rows = changes
        .limits
        .iter()
        .map(|change| {
            vec![
                shell.t(&format!("admin-limit-{}", change.key)).into_any(),
                limit_words(shell, change.before.as_ref()),
                limit_words(shell, change.after.as_ref()),
            ]
        })
        .collect();
    Some(table(Table {
        caption: shell.t("admin-changes-limits"),
        columns: ["clock-limit", "admin-before", "admin-after"]
            .map(|key| Column::new(shell.t(key)))
            .into(),
        rows,
        ..Table::default()
    }))
}

fn differences(shell: &Shell, caption: &str, found: &[Difference]) -> Option<AnyView> {
    if found.is_empty() {
        return None;
    }
    let rows = found
        .iter()
        .map(|one| {
            let key = one.key.clone();
            let (kind, tone, parts) = match &one.kind {
                Kind::Added => ("admin-change-added", Tone::Done, String::new()),
                Kind::Removed => ("admin-change-removed", Tone::Late, String::new()),
                Kind::Changed(parts) => {
                    let parts: Vec<String> = parts
                        .iter()
                        .map(|part| shell.t(&format!("admin-part-{part}")))
                        .collect();
                    let parts = parts.join(&shell.t("admin-and"));
                    ("admin-change-changed", Tone::Attention, parts)
                }
            };
            vec![
                shell.words(&one.name),
                view! { <code translate="no">{key}</code> }.into_any(),
                tag(shell.t(kind), tone),
                parts.into_any(),
            ]
        })
        .collect();
    Some(table(Table {
        caption: shell.t(caption),
        columns: [
            "admin-change-name",
            "admin-change-key",
            "admin-change-kind",
            "admin-change-parts",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    }))
}

fn action(shell: &Shell, view: &VersionView<'_>, here: &str) -> AnyView {
    let migrate = (view.open > 0 && view.state == State::Earlier).then(|| {
        let words = shell.t("admin-version-migrate");
        button_link(words, format!("{here}/migration"), Weight::Quiet)
    });
    if view.state == State::Current || !view.findings.is_empty() {
        return view! { {migrate} }.into_any();
    }
    let words = match view.state {
        State::Draft => "admin-publish",
        _ => "admin-publish-again",
    };
    let form = view! {
        {field::hidden("base", view.current.clone().unwrap_or_default())}
        <p>{shell.t("admin-publish-note")}</p>
        {button(shell.t(words), Weight::Grave)}
    };
    let form = post(
        format!("{here}/publication"),
        Encoding::Plain,
        form.into_any(),
    );
    view! { {form}{migrate} }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::catalogue::compare::compare;
    use domain::catalogue::{SourceFile, definition};
    use domain::locale::Locale;

    use super::*;

    const FOOD: &str = include_str!("../../../catalogue/items/food-business-licence.toml");

    fn item(text: String) -> ServiceItem {
        let path = "items/food.toml".into();
        definition(&SourceFile { path, text }).unwrap().item
    }

    #[test]
    fn renders_in_both_languages() {
        let before = item(FOOD.into());
        let mut after = item(
            FOOD.replace("\"site-check\"", "\"visit\"")
                .replacen("people = 2", "people = 3", 1)
                .replacen("limit = 1", "limit = 2", 1)
                .replacen("visits = 0", "visits = 1", 1),
        );
        after.limits.promised.value = 6;
        after.limits.extension = None;
        after.materials.pop();
        let changes = compare(&before, &after);
        assert!(!changes.limits.is_empty() && !changes.materials.is_empty());
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for (state, current) in [
                (State::Draft, None),
                (State::Draft, Some("abc")),
                (State::Current, Some("def")),
                (State::Earlier, Some("abc")),
            ] {
                for (changes, wrong) in [
                    (changes.clone(), false),
                    (Comparison::default(), false),
                    (changes.clone(), true),
                ] {
                    let finding = Finding {
                        file: "items/food.toml".into(),
                        line: 3,
                        rule: "limit",
                        mend: "shorten it".into(),
                    };
                    let view = VersionView {
                        item: &after,
                        hash: "def".into(),
                        state,
                        uploaded: (state == State::Draft).then(|| {
                            let name = Localised::new("管理员", "Administrator");
                            (Timestamp::UNIX_EPOCH, name)
                        }),
                        current: current.map(Into::into),
                        changes,
                        findings: vec![finding; usize::from(wrong)],
                        open: 2,
                        moved: wrong,
                    };
                    let html = version_page(&shell, &view);
                    assert!(!html.contains('⟦'), "{html}");
                    let publishes = html.contains("/publication");
                    assert_eq!(publishes, state != State::Current && !wrong);
                    assert_eq!(html.contains("/migration"), state == State::Earlier);
                }
            }
        }
    }

    /// Every part that a comparison can name has words.
    #[test]
    fn parts_have_words() {
        let source = include_str!("../../../domain/src/catalogue/compare.rs");
        let (_, source) = source.split_once("fn unlike").unwrap();
        let names = source.split('"').skip(1).step_by(2);
        for name in names.filter(|name| !name.is_empty()) {
            for locale in Locale::ALL {
                let words = Shell::sample(locale).t(&format!("admin-part-{name}"));
                assert!(!words.contains('⟦'), "{name}");
            }
        }
    }
}
