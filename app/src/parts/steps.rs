//! How far along a form one is.

use leptos::prelude::*;

use crate::shell::Shell;

/// "Page 2 of 5", with a bar. Counts from 1.
pub fn steps(shell: &Shell, page: usize, of: usize) -> AnyView {
    let words = shell.tv("steps", &[("page", page.into()), ("of", of.into())]);
    let marks: Vec<AnyView> = (1..=of)
        .map(|i| {
            let class = if i < page {
                "past"
            } else if i == page {
                "now"
            } else {
                ""
            };
            view! { <i class=class></i> }.into_any()
        })
        .collect();
    view! { <p class="steps"><span>{words}</span><span class="steps-bar" aria-hidden="true">{marks}</span></p> }
        .into_any()
}
