//! The way back, at the top of a page.

use leptos::prelude::*;

use crate::shell::Shell;

pub fn back_link(shell: &Shell, href: &str) -> AnyView {
    let href = href.to_owned();
    view! { <a class="back" href=href>{shell.t("back")}</a> }.into_any()
}
