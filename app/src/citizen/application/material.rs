//! One material: choose a file, see what was given, take it back, go on.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::materials::way_on;
use super::{Head, caption, moved};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::file_list::{FileLine, file_list};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct MaterialView {
    pub head: Head,
    pub key: String,
    pub name: Localised,
    pub hint: Option<Localised>,
    pub basis: Localised,
    pub optional: bool,
    pub files: Vec<GivenFile>,
    pub megabytes: u64,
    /// Files for one material.
    pub most: usize,
    pub fault: Option<MaterialFault>,
    /// The next that is missing.
    pub next: Option<(String, Localised)>,
}

#[derive(Debug, Clone)]
pub struct GivenFile {
    pub id: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub uploaded_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaterialFault {
    /// The key of a fault of the file.
    File(&'static str),
    /// There are as many as may be.
    TooMany,
}

pub fn material_page(shell: &Shell, view: &MaterialView) -> String {
    let title = shell.l(&view.name);
    let fault = view.fault.map(|fault| match fault {
        MaterialFault::File("fault-file-too-large") => shell.tv(
            "fault-file-too-large",
            &[("megabytes", view.megabytes.into())],
        ),
        MaterialFault::File(key) => shell.t(key),
        MaterialFault::TooMany => {
            shell.tv("application-too-many-files", &[("count", view.most.into())])
        }
    });
    let errors: Vec<_> = fault
        .iter()
        .map(|text| ("file".to_owned(), text.clone()))
        .collect();
    let here = format!("{}/materials/{}", view.head.base, view.key);
    let hint = view
        .hint
        .as_ref()
        .map(|hint| view! { <p>{shell.words(hint)}</p> });
    let optional = view
        .optional
        .then(|| view! { <p>{shell.t("application-material-optional-note")}</p> });
    let lines = view
        .files
        .iter()
        .map(|given| FileLine {
            name: given.name.clone(),
            size: given.size,
            at: given.uploaded_at,
            href: format!("{here}/{}", given.id),
            removal: Some(format!("{here}/{}/removal", given.id)),
        })
        .collect::<Vec<_>>();
    let files = (!lines.is_empty()).then(|| {
        view! {
            <h2>{shell.t("application-files")}</h2>
            {file_list(shell, &lines)}
        }
    });
    // Once something is given, or nothing has to be, the main way is on.
    let on = (!lines.is_empty() || view.optional)
        .then(|| view! { <p>{way_on(shell, &view.head.base, view.next.as_ref())}</p> }.into_any());
    let later = on.is_none().then(|| {
        let label = shell.t("application-later");
        view! { <p>{button_link(label, format!("{}/materials", view.head.base), Weight::Quiet)}</p> }
    });
    let body = view! {
        {error_summary(shell, &errors)}
        {moved(shell, &view.head)}
        <div class="prose">
            {caption(shell, &view.head.item)}
            <h1>{shell.words(&view.name)}</h1>
            {hint}
            {optional}
            {upload(shell, view, &here, fault)}
            {files}
            {on}
            {later}
            <p class="meta">{shell.t("application-basis")}{shell.words(&view.basis)}</p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(format!("{}/materials", view.head.base)),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn upload(shell: &Shell, view: &MaterialView, here: &str, fault: Option<String>) -> AnyView {
    let given = !view.files.is_empty();
    if view.files.len() >= view.most && fault.is_none() {
        let words = shell.tv("application-too-many-files", &[("count", view.most.into())]);
        return view! { <p class="soft">{words}</p> }.into_any();
    }
    let label = shell.t(if given {
        "application-another-file"
    } else {
        "application-choose-file"
    });
    let kinds = shell.tv(
        "application-file-kinds",
        &[("megabytes", view.megabytes.into())],
    );
    let file = Field::new("file", label).hint(kinds).error(fault);
    let weight = if given || view.optional {
        Weight::Quiet
    } else {
        Weight::Main
    };
    let form = view! {
        {field::file(shell, &file, ".pdf,.jpg,.jpeg,.png")}
        {button(shell.t("application-upload"), weight)}
    };
    post(here, Encoding::Files, form.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn empty_given_and_refused() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = MaterialView {
                head: Head {
                    base: "/applications/x".into(),
                    item: Localised::new("许可", "Licence"),
                    moved: false,
                    ..Head::default()
                },
                key: "plan".into(),
                name: Localised::new("平面图", "Plan"),
                hint: Some(Localised::new("手绘也可以", "A drawing is fine")),
                basis: Localised::new("《办法》", "Measures"),
                optional: false,
                files: Vec::new(),
                megabytes: 10,
                most: 10,
                fault: None,
                next: None,
            };
            let html = material_page(&shell, &view);
            assert!(
                html.contains("name=\"file\"") && !html.contains("/answers"),
                "{html}"
            );
            assert!(!html.contains('⟦'), "{html}");
            for fault in [
                MaterialFault::TooMany,
                MaterialFault::File("fault-file-type"),
                MaterialFault::File("fault-file-missing"),
                MaterialFault::File("fault-file-empty"),
                MaterialFault::File("fault-file-too-large"),
            ] {
                view.fault = Some(fault);
                let html = material_page(&shell, &view);
                assert!(html.contains("href=\"#file\"") && html.contains("id=\"file\""));
                assert!(!html.contains('⟦'), "{html}");
            }
            view.fault = None;
            view.files = vec![GivenFile {
                id: "m1".into(),
                name: "<平面图>.pdf".into(),
                size: 1_500_000,
                uploaded_at: Timestamp::UNIX_EPOCH,
            }];
            let html = material_page(&shell, &view);
            assert!(html.contains("action=\"/applications/x/materials/plan/m1/removal\""));
            assert!(html.contains("href=\"/applications/x/answers\"") && html.contains("1.4 MB"));
            assert!(!html.contains('⟦') && !html.contains("<平"), "{html}");
        }
    }
}
