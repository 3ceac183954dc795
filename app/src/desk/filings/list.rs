//! What the agency may file, each with the draft that this officer has begun.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::parts::empty::empty;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct List {
    pub agency: Localised,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub href: String,
    pub name: Localised,
    pub summary: Localised,
    pub draft: Option<Draft>,
}

#[derive(Debug, Clone, Copy)]
pub struct Draft {
    pub saved_at: Timestamp,
}

pub fn list_page(shell: &Shell, view: &List) -> String {
    let title = shell.t("desk-filings");
    let items: Vec<AnyView> = view.items.iter().map(|one| item(shell, one)).collect();
    let list = if items.is_empty() {
        let none = view! { <p>{shell.t("desk-filings-none-note")}</p> };
        empty(shell.t("desk-filings-none"), none.into_any())
    } else {
        view! { <div class="stack">{items}</div> }.into_any()
    };
    let body = view! {
        <div class="prose">
            <p class="caption">{shell.words(&view.agency)}</p>
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("desk-filings-lede")}</p>
            {list}
        </div>
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn item(shell: &Shell, item: &Item) -> AnyView {
    let (label, weight) = match item.draft {
        Some(_) => (shell.t("desk-filing-continue"), Weight::Main),
        None => (shell.t("desk-filing-begin"), Weight::Quiet),
    };
    let saved = item.draft.map(|draft| {
        view! { <p class="meta">{shell.t("desk-filing-saved")}" "{time::instant(shell, draft.saved_at)}</p> }
    });
    view! {
        <section class="sheet">
            <h2>{shell.words(&item.name)}</h2>
            <p>{shell.words(&item.summary)}</p>
            {saved}
            <p>{button_link(label, item.href.clone(), weight)}</p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn begun_unbegun_and_nothing_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let item = |draft| Item {
                href: "/desk/filings/001031001001".into(),
                name: samples::words(),
                summary: samples::words(),
                draft,
            };
            let saved_at = Timestamp::UNIX_EPOCH;
            let mut view = List {
                agency: samples::words(),
                items: vec![item(None), item(Some(Draft { saved_at }))],
            };
            let html = list_page(&shell, &view);
            assert_eq!(
                html.matches(r#"href="/desk/filings/001031001001""#).count(),
                2
            );
            assert!(!html.contains('⟦') && !html.contains("<兰州"), "{html}");
            view.items.clear();
            assert!(!list_page(&shell, &view).contains('⟦'));
        }
    }
}
