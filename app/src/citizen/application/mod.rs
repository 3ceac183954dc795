//! The way of an application: start, form pages, materials, check of the answers, receipt.

pub mod answers;
pub mod changes;
pub mod confirmation;
pub mod drafts;
pub mod form_page;
pub mod group;
pub mod material;
pub mod materials;
pub mod receipt;
pub mod start;
pub mod tasks;

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::notification::{Notification, notification};
use crate::parts::time;
use crate::shell::Shell;

/// What every page of an application knows of it.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// `/applications/{id}`.
    pub base: String,
    pub item: Localised,
    /// The form was published anew since the draft was last saved.
    pub moved: bool,
    /// A long form has a page that lists what is to be done.
    pub tasks: bool,
    /// When the draft is deleted if nothing more is changed.
    pub kept_until: Option<Date>,
    /// The answers were taken over from an earlier application.
    pub again: bool,
    /// The list of drafts that it is in.
    pub list: &'static str,
    /// For whom a clerk at the counter fills it in.
    pub person: Option<String>,
}

/// Whose application it is, over the page's own heading: the item, and at the counter the person.
fn heading(shell: &Shell, head: &Head) -> AnyView {
    let person = head.person.as_ref().map(|name| {
        let words = shell.tv("counter-for", &[("name", name.into())]);
        view! { <p class="meta">{words}</p> }
    });
    view! { {caption(shell, &head.item)}{person} }.into_any()
}

/// The item's name over the page's own heading.
fn caption(shell: &Shell, item: &Localised) -> AnyView {
    view! { <p class="caption">{shell.words(item)}</p> }.into_any()
}

fn moved(shell: &Shell, head: &Head) -> AnyView {
    if !head.moved {
        return ().into_any();
    }
    let href = format!("{}/changes", head.base);
    let body = view! {
        <p>{shell.t("application-moved-note")}</p>
        <p><a href=href>{shell.t("form-changes-link")}</a></p>
    };
    notification(
        shell,
        Notification::Info,
        shell.t("application-moved"),
        body.into_any(),
    )
}

/// What happens to what is typed: saved with each page, kept how long, and where the drafts are.
fn kept(shell: &Shell, head: &Head) -> AnyView {
    let until = head
        .kept_until
        .map(|day| view! { " "{shell.t("form-kept-until")}{time::day(shell, day)} });
    view! {
        <p class="meta">
            {shell.t("application-saved-note")}{until}" "
            <a href=head.list>{shell.t("form-drafts-link")}</a>
        </p>
    }
    .into_any()
}

/// To the list of what is to be done, from a page of a long form.
fn to_tasks(shell: &Shell, head: &Head) -> Option<AnyView> {
    head.tasks.then(|| {
        let href = format!("{}/tasks", head.base);
        view! { <p><a href=href>{shell.t("form-tasks-link")}</a></p> }.into_any()
    })
}

/// The answers came from an earlier application.
fn again(shell: &Shell, head: &Head) -> AnyView {
    if !head.again {
        return ().into_any();
    }
    let body = view! { <p>{shell.t("form-again-note")}</p> };
    notification(
        shell,
        Notification::Info,
        shell.t("form-again"),
        body.into_any(),
    )
}
