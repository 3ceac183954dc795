//! A document as large as the window lets it, and beside it what it bears out: the answers, how far it may be relied on,
//! where it comes from. Images are in the page; a PDF is shown by the browser's own viewer, or opened by a link.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Head, heading};
use super::file::{AnswerPage, MaterialLine, ScanState, Shown, answer_pages};
use super::material::facts;
use crate::layout::{PageOptions, page_with};
use crate::parts::summary_list::summary_list;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ViewerView {
    pub head: Head,
    pub line: MaterialLine,
    pub document: Document,
    /// A supplement has put another in its place.
    pub replaced: bool,
    /// The item says which answers it bears out; else all are shown.
    pub named: bool,
    pub pages: Vec<AnswerPage>,
    pub personal: Shown,
    /// Which of how many, from 1.
    pub number: usize,
    pub count: usize,
    pub previous: Option<Place>,
    pub next: Option<Place>,
}

#[derive(Debug, Clone)]
pub enum Document {
    Image {
        src: String,
        /// As large as it is, not as the window.
        whole_size: bool,
    },
    Pdf {
        src: String,
    },
    /// It may not be opened.
    Closed,
}

/// Another material of the case.
#[derive(Debug, Clone)]
pub struct Place {
    pub href: String,
    pub name: Localised,
}

pub fn viewer_page(shell: &Shell, view: &ViewerView) -> String {
    let name = shell.l(&view.line.name);
    let no = &view.head.case_no;
    let replaced = view
        .replaced
        .then(|| view! { <p class="inset">{shell.t("viewer-replaced")}</p> });
    let answers_title = if view.named {
        "viewer-proves"
    } else {
        "viewer-all-answers"
    };
    let from = view
        .line
        .href
        .rsplit_once("/materials/")
        .map_or_else(String::new, |(_, id)| format!("materials/{id}/view"));
    let body = view! {
        {heading(shell, &view.head, Some(&name))}
        <div class="viewer">
            <div>
                {replaced}
                {document(shell, view, &name)}
                {neighbours(shell, view)}
            </div>
            <div>
                <section class="sheet" aria-labelledby="facts">
                    <h2 id="facts">{shell.t("viewer-facts")}</h2>
                    {summary_list(shell, facts(shell, &view.head.item, &view.line))}
                </section>
                <section aria-labelledby="proves">
                    <h2 id="proves">{shell.t(answers_title)}</h2>
                    {answer_pages(shell, &view.pages)}
                    {view.personal.words(shell, &from)}
                </section>
            </div>
        </div>
    };
    let options = PageOptions {
        back: Some(format!("/desk/cases/{no}")),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &format!("{name} · {no}"), options, body.into_any())
}

fn document(shell: &Shell, view: &ViewerView, name: &str) -> AnyView {
    let original = view.line.href.clone();
    let label = shell.tv("viewer-document", &[("name", name.into())]);
    match &view.document {
        Document::Image { src, whole_size } => {
            let (class, size, key) = if *whole_size {
                ("document document-whole", "", "viewer-fit")
            } else {
                ("document", "?size=whole", "viewer-whole")
            };
            let zoom = format!("{}{size}", view.line.viewer());
            let alt = label.clone();
            view! {
                <p class="row"><a href=zoom>{shell.t(key)}</a><a href=original>{shell.t("viewer-open")}</a></p>
                <div class=class role="region" aria-label=label tabindex="0">
                    <img src=src.clone() alt=alt/>
                </div>
            }
            .into_any()
        }
        Document::Pdf { src } => view! {
            <p class="row"><a href=src.clone()>{shell.t("viewer-open")}</a><a href=original>{shell.t("viewer-save")}</a></p>
            <object class="document document-pdf" data=src.clone() type="application/pdf" aria-label=label>
                <p>{shell.t("viewer-no-pdf")}</p>
            </object>
        }
        .into_any(),
        Document::Closed => {
            let key = match view.line.scan {
                ScanState::Infected => "desk-scan-infected",
                _ => "desk-scan-waiting",
            };
            view! { <p class="inset">{shell.t(key)}</p> }.into_any()
        }
    }
}

fn neighbours(shell: &Shell, view: &ViewerView) -> AnyView {
    let link = |place: &Place, key: &str, rel: &'static str, class: &'static str| {
        let name = [("name", shell.l(&place.name).into())];
        let words = shell.tv(key, &name);
        view! { <a class=class rel=rel href=place.href.clone()>{words}</a> }.into_any()
    };
    let previous = view
        .previous
        .as_ref()
        .map(|place| link(place, "viewer-previous", "prev", "previous"));
    let next = view
        .next
        .as_ref()
        .map(|place| link(place, "viewer-next", "next", "next"));
    let which = [("number", view.number.into()), ("count", view.count.into())];
    view! {
        <p class="meta">{shell.tv("viewer-which", &which)}</p>
        <nav class="pager" aria-label=shell.t("viewer-others")>{previous}{next}</nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_every_document_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let image = |whole_size| Document::Image {
                src: "/desk/cases/1/materials/1/copy".into(),
                whole_size,
            };
            let pdf = Document::Pdf {
                src: "/desk/cases/1/materials/1/document".into(),
            };
            for (document, scan, mark) in [
                (image(false), ScanState::Open, "?size=whole"),
                (image(true), ScanState::Open, "document-whole"),
                (pdf, ScanState::Open, "<object"),
                (Document::Closed, ScanState::Waiting, "inset"),
                (Document::Closed, ScanState::Infected, "inset"),
            ] {
                for view in samples::viewers(&document, scan) {
                    let html = viewer_page(&shell, &view);
                    assert!(!html.contains('⟦'), "{html}");
                    assert!(html.contains(mark), "{mark}: {html}");
                    assert_eq!(html.matches("<h1>").count(), 1);
                }
            }
        }
    }
}
