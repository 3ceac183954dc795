//! Administration: what is published, who works where, how days are counted. Definitions are changed in
//! the catalogue's files, where a change can be reviewed and proved; each page says in which. A notice of
//! holidays is taken over here, since it changes running cases.

pub mod calendar_import;
pub mod calendars;
pub mod items;
pub mod organisation;
pub mod overview;
pub mod people;

use leptos::prelude::*;

use crate::layout::{PageOptions, Section, page_with};
use crate::shell::Shell;

const PAGES: [(&str, &str); 5] = [
    ("/admin", "admin-overview"),
    ("/admin/items", "admin-items"),
    ("/admin/organisation", "admin-organisation"),
    ("/admin/people", "admin-people"),
    ("/admin/calendars", "admin-calendars"),
];

/// A page of this room; `current` is its entry in the room's navigation.
fn admin_page(shell: &Shell, current: &str, title: &str, body: AnyView) -> String {
    let sections = PAGES
        .into_iter()
        .map(|(href, key)| Section::new(href, shell.t(key), href == current))
        .collect();
    let options = PageOptions {
        wide: true,
        sections,
        ..PageOptions::default()
    };
    page_with(shell, title, options, body)
}

/// Where the things on a page are changed, and how the change takes effect.
fn kept_in(shell: &Shell, file: &'static str, key: &str) -> AnyView {
    view! {
        <div class="inset">
            <p>{shell.t("admin-kept-in")} <code translate="no">{file}</code></p>
            <p>{shell.t(key)}</p>
            <p>{shell.t("admin-proved-by")} <code translate="no">"tongban catalogue check"</code></p>
        </div>
    }
    .into_any()
}
