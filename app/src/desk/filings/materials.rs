//! What goes with a filing: each material with its files and a form for another; then the button that files.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field, hidden};
use crate::parts::file_list::{FileLine, file_list};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Materials {
    /// `/desk/filings/{code}`.
    pub base: String,
    pub item: Localised,
    pub agency: Localised,
    pub rules: Vec<Rule>,
    /// Made from the answers, or had by data sharing.
    pub without_upload: Vec<Localised>,
    /// A page of the form is not answered soundly.
    pub unanswered: bool,
    pub draft: String,
    pub version: i64,
    pub megabytes: u64,
    /// Files for one material.
    pub most: usize,
    /// It was to be filed, and something is missing.
    pub refused: bool,
    /// The answers changed after they were shown.
    pub changed: bool,
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub key: String,
    pub name: Localised,
    pub hint: Option<Localised>,
    pub basis: Localised,
    pub optional: bool,
    pub missing: bool,
    /// There are as many files as may be.
    pub full: bool,
    pub files: Vec<GivenFile>,
    pub fault: Option<FileFault>,
}

#[derive(Debug, Clone)]
pub struct GivenFile {
    pub href: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub uploaded_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// The key of a fault of the file.
    File(&'static str),
    TooMany,
}

pub fn materials_page(shell: &Shell, view: &Materials) -> String {
    let title = shell.t("desk-filing-materials");
    let errors = errors(shell, view);
    let rules: Vec<AnyView> = view
        .rules
        .iter()
        .map(|one| rule(shell, view, one))
        .collect();
    let rules = if rules.is_empty() {
        view! { <p>{shell.t("desk-filing-no-materials")}</p> }.into_any()
    } else {
        rules.into_any()
    };
    let others: Vec<AnyView> = view
        .without_upload
        .iter()
        .map(|name| view! { <li>{shell.words(name)}</li> }.into_any())
        .collect();
    let others = (!others.is_empty()).then(|| {
        view! { <p class="meta">{shell.t("desk-filing-made")}</p><ul>{others}</ul> }
    });
    let changed = view.changed.then(|| {
        let body = view! { <p>{shell.t("desk-filing-changed-note")}</p> };
        let title = shell.t("desk-filing-changed");
        notification(shell, Notification::Warning, title, body.into_any())
    });
    let send = view! {
        {hidden("draft", view.draft.clone())}
        {hidden("version", view.version.to_string())}
        {button(shell.t("desk-filing-send"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        {changed}
        <div class="prose">
            <p class="caption">{shell.words(&view.item)}</p>
            <h1>{title.clone()}</h1>
            <p id="answers"><a href=view.base.clone()>{shell.t("desk-filing-answers")}</a></p>
            {rules}
            {others}
            <section class="sheet">
                <h2>{shell.t("desk-filing-file")}</h2>
                <p>{shell.tv("desk-filing-file-note", &[("agency", shell.l(&view.agency).into())])}</p>
                {post(format!("{}/submission", view.base), Encoding::Plain, send.into_any())}
            </section>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(view.base.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn input(rule: &Rule) -> String {
    format!("file-{}", rule.key)
}

fn errors(shell: &Shell, view: &Materials) -> Vec<(String, String)> {
    let answers = (view.refused && view.unanswered)
        .then(|| ("answers".to_owned(), shell.t("desk-filing-unanswered")));
    let files = view.rules.iter().filter_map(|rule| {
        let text = match rule.fault {
            Some(fault) => fault_words(shell, view, fault),
            None if view.refused && rule.missing => {
                let name = shell.l(&rule.name);
                shell.tv("desk-filing-missing", &[("material", name.into())])
            }
            None => return None,
        };
        Some((input(rule), text))
    });
    answers.into_iter().chain(files).collect()
}

fn fault_words(shell: &Shell, view: &Materials, fault: FileFault) -> String {
    match fault {
        FileFault::File(key) => shell.tv(key, &[("megabytes", view.megabytes.into())]),
        FileFault::TooMany => {
            shell.tv("application-too-many-files", &[("count", view.most.into())])
        }
    }
}

fn rule(shell: &Shell, view: &Materials, rule: &Rule) -> AnyView {
    let here = format!("{}/materials/{}", view.base, rule.key);
    let hint = rule
        .hint
        .as_ref()
        .map(|hint| view! { <p>{shell.words(hint)}</p> });
    let optional = rule
        .optional
        .then(|| view! { <p class="soft">{shell.t("application-material-optional-note")}</p> });
    let lines: Vec<FileLine> = rule
        .files
        .iter()
        .map(|given| FileLine {
            name: given.name.clone(),
            size: given.size,
            at: given.uploaded_at,
            href: Some(given.href.clone()),
            removal: Some(format!("{}/removal", given.href)),
            notes: Vec::new(),
        })
        .collect();
    let files = (!lines.is_empty()).then(|| file_list(shell, &lines));
    let error = errors(shell, view)
        .into_iter()
        .find(|(id, _)| *id == input(rule))
        .map(|(_, text)| text);
    let upload = if rule.full && rule.fault.is_none() {
        let words = shell.tv("application-too-many-files", &[("count", view.most.into())]);
        view! { <p class="soft">{words}</p> }.into_any()
    } else {
        let label = shell.t(if rule.files.is_empty() {
            "application-choose-file"
        } else {
            "application-another-file"
        });
        let kinds = [
            ("megabytes", view.megabytes.to_string().into()),
            ("count", view.most.into()),
        ];
        let file = Field::new("file", label)
            .id(input(rule))
            .hint(shell.tv("supplement-files-hint", &kinds))
            .error(error);
        let form = view! {
            {field::files(shell, &file, ".pdf,.jpg,.jpeg,.png")}
            {button(shell.t("application-upload"), Weight::Quiet)}
        };
        post(here, Encoding::Files, form.into_any())
    };
    let id = format!("material-{}", rule.key);
    view! {
        <section class="sheet" id=id>
            <h2>{shell.words(&rule.name)}</h2>
            {hint}
            {optional}
            {files}
            {upload}
            <p class="meta">{shell.t("application-basis")}{shell.words(&rule.basis)}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    fn sample() -> Materials {
        let rule = |key: &str, optional, missing| Rule {
            key: key.into(),
            name: samples::words(),
            hint: Some(samples::words()),
            basis: samples::words(),
            optional,
            missing,
            full: false,
            files: Vec::new(),
            fault: None,
        };
        let mut given = rule("report", false, false);
        given.files.push(GivenFile {
            href: "/desk/filings/x/materials/report/m1".into(),
            name: "<报告>.pdf".into(),
            size: 1_500_000,
            uploaded_at: Timestamp::UNIX_EPOCH,
        });
        Materials {
            base: "/desk/filings/x".into(),
            item: samples::words(),
            agency: samples::words(),
            rules: vec![
                given,
                rule("items", false, true),
                rule("other", true, false),
            ],
            without_upload: vec![samples::words()],
            unanswered: true,
            draft: "d-1".into(),
            version: 2,
            megabytes: 10,
            most: 10,
            refused: false,
            changed: true,
        }
    }

    #[test]
    fn each_material_has_its_form_and_what_is_missing_is_named() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let mut view = sample();
            let html = materials_page(&shell, &view);
            assert!(html.contains(r#"action="/desk/filings/x/submission""#));
            assert!(html.contains(r#"action="/desk/filings/x/materials/report/m1/removal""#));
            assert_eq!(html.matches(r#"enctype="multipart/form-data""#).count(), 3);
            assert!(!html.contains('⟦') && !html.contains("<报告"), "{html}");
            assert!(!html.contains("href=\"#file-items\""));
            view.refused = true;
            let html = materials_page(&shell, &view);
            for id in ["answers", "file-items"] {
                assert!(html.contains(&format!("href=\"#{id}\"")), "{html}");
                assert!(html.contains(&format!("id=\"{id}\"")), "{html}");
            }
            assert!(!html.contains("href=\"#file-other\"") && !html.contains('⟦'));
        }
    }

    #[test]
    fn a_refused_file_says_why() {
        let shell = samples::shell(Locale::En);
        for fault in [
            FileFault::TooMany,
            FileFault::File("fault-file-type"),
            FileFault::File("fault-file-missing"),
            FileFault::File("fault-file-empty"),
            FileFault::File("fault-file-too-large"),
        ] {
            let mut view = sample();
            view.rules[0].full = true;
            view.rules[0].fault = Some(fault);
            let html = materials_page(&shell, &view);
            assert!(html.contains("href=\"#file-report\"") && html.contains("id=\"file-report\""));
            assert!(!html.contains('⟦'), "{html}");
        }
        let mut view = sample();
        view.rules[0].full = true;
        view.rules.truncate(1);
        assert!(!materials_page(&shell, &view).contains("multipart"));
        view.rules.clear();
        assert!(!materials_page(&shell, &view).contains('⟦'));
    }
}
