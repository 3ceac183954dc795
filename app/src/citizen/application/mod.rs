//! The way of an application: start, form pages, materials, check of the answers, receipt.

pub mod answers;
pub mod form_page;
pub mod material;
pub mod materials;
pub mod receipt;
pub mod start;

use domain::locale::Localised;
use leptos::prelude::*;

use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

/// What every page of an application knows of it.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// `/applications/{id}`.
    pub base: String,
    pub item: Localised,
    /// The form was published anew since the draft was last saved.
    pub moved: bool,
}

/// The item's name over the page's own heading.
fn caption(shell: &Shell, item: &Localised) -> AnyView {
    view! { <p class="caption">{shell.words(item)}</p> }.into_any()
}

fn moved(shell: &Shell, head: &Head) -> AnyView {
    if !head.moved {
        return ().into_any();
    }
    let body = view! { <p>{shell.t("application-moved-note")}</p> };
    notification(
        shell,
        Notification::Info,
        shell.t("application-moved"),
        body.into_any(),
    )
}
