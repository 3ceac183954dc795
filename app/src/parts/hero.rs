//! The head of the home page: azurite sky over the dunes.

use leptos::prelude::*;

/// Stands in a `bare` page; `body` is the search. Without a lede it is lower, for what has to be seen below it.
pub fn hero(title: impl Into<String>, lede: Option<String>, body: AnyView) -> AnyView {
    let title = title.into();
    let class = if lede.is_some() {
        "hero"
    } else {
        "hero hero-low"
    };
    let lede = lede.map(|lede| view! { <p class="lede">{lede}</p> });
    view! {
        <div class=class>
            <div class="wrap">
                <h1>{title}</h1>
                {lede}
                {body}
            </div>
            <svg class="dunes" viewBox="0 0 1440 90" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <path class="dune-far" d="M0 62C190 20 330 12 470 40s250 34 420-4 330-30 550 18v36H0z"/>
                <path class="dune-near" d="M0 84C240 84 420 44 640 46s330 40 520 26 210-22 280-16v34H0z"/>
            </svg>
        </div>
    }
    .into_any()
}
