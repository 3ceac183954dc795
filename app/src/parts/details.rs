//! More, for those who want it.

use leptos::prelude::*;

pub fn details(summary: impl Into<String>, body: AnyView) -> AnyView {
    let summary = summary.into();
    view! { <details class="details"><summary>{summary}</summary><div>{body}</div></details> }
        .into_any()
}
