//! Service items: the list with the version and what the proof found, and the upload of another version.

use domain::catalogue::{Finding, TimeLimit};
use domain::locale::Localised;
use leptos::prelude::*;

use super::admin_page;
use super::item::{limit_words, version};
use crate::parts::button::{Weight, button};
use crate::parts::chart::Tone;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{Field, file, textarea};
use crate::parts::form::{Encoding, post};
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct CatalogueView {
    pub items: Vec<ItemLine>,
    /// A text that was sent and could not be taken.
    pub source: String,
    /// The key of what is wrong with what was sent, where it is no text of an item at all.
    pub fault: Option<&'static str>,
    /// All that is wrong with it.
    pub findings: Vec<Finding>,
}

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

pub fn catalogue_page(shell: &Shell, view: &CatalogueView) -> String {
    let title = shell.t("admin-items");
    let wrong = view.fault.map(|key| shell.t(key)).or_else(|| {
        let count = [("count", view.findings.len().into())];
        (!view.findings.is_empty()).then(|| shell.tv("admin-upload-refused", &count))
    });
    let errors: Vec<(String, String)> = wrong
        .iter()
        .map(|words| ("source".to_owned(), words.clone()))
        .collect();
    let refused = !errors.is_empty();
    let list = list(shell, &title, &view.items);
    let upload = upload(shell, view, wrong);
    // What has to be mended comes first.
    let (first, second) = if refused {
        (upload, list)
    } else {
        (list, upload)
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        {first}
        {second}
    };
    admin_page(shell, "/admin/catalogue", &title, body.into_any())
}

fn list(shell: &Shell, title: &str, items: &[ItemLine]) -> AnyView {
    let rows = items
        .iter()
        .map(|item| {
            let href = format!("/admin/catalogue/{}", item.code);
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
    table(Table {
        caption: title.to_owned(),
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
    })
}

fn proof(shell: &Shell, findings: usize) -> AnyView {
    if findings == 0 {
        tag(shell.t("admin-proved"), Tone::Done)
    } else {
        let words = shell.tv("admin-findings-count", &[("count", findings.into())]);
        tag(words, Tone::Late)
    }
}

fn upload(shell: &Shell, view: &CatalogueView, wrong: Option<String>) -> AnyView {
    let of_file = Field::new("file", shell.t("admin-upload-file"))
        .hint(shell.t("admin-upload-file-hint"))
        .optional();
    let source = Field::new("source", shell.t("admin-upload-source"))
        .hint(shell.t("admin-upload-source-hint"))
        .value(view.source.clone())
        .error(wrong);
    let rows = if view.source.is_empty() { 6 } else { 30 };
    let form = view! {
        {file(shell, &of_file, ".toml")}
        {textarea(shell, &source, rows)}
        {button(shell.t("admin-upload-check"), Weight::Main)}
    };
    view! {
        <section class="section" aria-labelledby="upload">
            <h2 id="upload">{shell.t("admin-upload")}</h2>
            <p class="lede">{shell.t("admin-upload-lede")}</p>
            {findings_table(shell, &view.findings)}
            {post("/admin/catalogue/versions", Encoding::Files, form.into_any())}
        </section>
    }
    .into_any()
}

/// Every finding, with its line, its rule and how to mend it.
pub(super) fn findings_table(shell: &Shell, findings: &[Finding]) -> Option<AnyView> {
    if findings.is_empty() {
        return None;
    }
    let rows = findings
        .iter()
        .map(|finding| {
            vec![
                finding.line.to_string().into_any(),
                view! { <code translate="no">{finding.rule}</code> }.into_any(),
                // Findings are written for those who write the files, in one language.
                view! { <span lang="en" translate="no">{finding.mend.clone()}</span> }.into_any(),
                view! { <code translate="no">{finding.file.clone()}</code> }.into_any(),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t("admin-findings"),
        columns: vec![
            Column::new(shell.t("admin-finding-line")).numeric(),
            Column::new(shell.t("admin-finding-rule")),
            Column::new(shell.t("admin-finding-mend")),
            Column::new(shell.t("admin-finding-file")),
        ],
        rows,
        ..Table::default()
    };
    Some(table(all))
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{SourceFile, definition};
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        let file = SourceFile {
            path: "items/food.toml".into(),
            text: include_str!("../../../catalogue/items/food-business-licence.toml").into(),
        };
        let definition = definition(&file).unwrap();
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for findings in [0, 2] {
                let line = ItemLine {
                    code: definition.item.code().into(),
                    name: definition.item.name.clone(),
                    version: definition.hash.clone(),
                    steps: definition.item.steps.len(),
                    statutory: (findings == 0).then(|| definition.item.limits.promised.clone()),
                    promised: definition.item.limits.promised.clone(),
                    findings,
                };
                let finding = Finding {
                    file: "processes/site-check.toml".into(),
                    line: 17,
                    rule: "people",
                    mend: "write <1> or more".into(),
                };
                let view = CatalogueView {
                    items: vec![line],
                    source: "code = 1".repeat(findings),
                    fault: None,
                    findings: vec![finding; findings],
                };
                let html = catalogue_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.contains(">17<"), findings > 0);
                assert_eq!(html.matches("write &lt;1&gt; or more").count(), findings);
            }
            let empty = CatalogueView {
                fault: Some("admin-upload-empty"),
                ..CatalogueView::default()
            };
            let html = catalogue_page(&shell, &empty);
            assert!(!html.contains('⟦') && html.contains("#source"), "{html}");
        }
    }
}
