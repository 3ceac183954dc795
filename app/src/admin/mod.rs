//! Administration: what is published, who works where, how days are counted. Versions of items and notices of
//! holidays are taken over here, since they change running cases; places and people are kept in the catalogue's
//! files, and each page says in which.

pub mod calendar_import;
pub mod calendars;
pub mod catalogue;
pub mod item;
pub mod migration;
pub mod migration_form;
pub mod organisation;
pub mod overview;
pub mod people;
pub mod standing;
pub mod version;

use leptos::prelude::*;

use crate::layout::{PageOptions, Section, page_with};
use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

const PAGES: [(&str, &str); 6] = [
    ("/admin", "admin-overview"),
    ("/admin/catalogue", "admin-items"),
    ("/admin/organisation", "admin-organisation"),
    ("/admin/people", "admin-people"),
    ("/admin/calendars", "admin-calendars"),
    (STANDING, "admin-standing"),
];

const STANDING: &str = "/admin/standing";

/// A page of this room; `current` is its entry in the room's navigation. Cases that stand still are said on every
/// one, since nobody else can set them going.
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
    let alarm = (shell.standing > 0 && current != STANDING).then(|| {
        let count = [("count", shell.standing.into())];
        let link = view! { <p><a href=STANDING>{shell.t("admin-standing-look")}</a></p> };
        let title = shell.tv("admin-standing-alarm", &count);
        notification(shell, Notification::Warning, title, link.into_any())
    });
    page_with(shell, title, options, view! { {alarm}{body} }.into_any())
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
