//! Where a page stands: the pages above it.

use leptos::prelude::*;

use crate::shell::Shell;

/// `above`: (address, name), outermost first; the page itself isn't in it.
pub fn breadcrumb(shell: &Shell, above: &[(String, String)]) -> AnyView {
    let items: Vec<AnyView> = above
        .iter()
        .map(|(href, name)| view! { <li><a href=href.clone()>{name.clone()}</a></li> }.into_any())
        .collect();
    view! { <nav class="crumbs" aria-label=shell.t("breadcrumb")><ol>{items}</ol></nav> }.into_any()
}
