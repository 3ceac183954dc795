//! Next and previous page of a long list. Lists go by key, so there are no page numbers.

use leptos::prelude::*;

use crate::shell::Shell;

pub fn pager(shell: &Shell, previous: Option<&str>, next: Option<&str>) -> AnyView {
    if previous.is_none() && next.is_none() {
        return ().into_any();
    }
    let previous = previous.map(|href| {
        let href = href.to_owned();
        view! { <a class="previous" rel="prev" href=href>{shell.t("pager-previous")}</a> }
    });
    let next = next.map(|href| {
        let href = href.to_owned();
        view! { <a class="next" rel="next" href=href>{shell.t("pager-next")}</a> }
    });
    view! { <nav class="pager" aria-label=shell.t("pager")>{previous}{next}</nav> }.into_any()
}
