//! A list with nothing in it, which says what to do next.

use leptos::prelude::*;

pub fn empty(title: impl Into<String>, next: AnyView) -> AnyView {
    let title = title.into();
    view! { <div class="empty"><p class="empty-title">{title}</p><div>{next}</div></div> }
        .into_any()
}
