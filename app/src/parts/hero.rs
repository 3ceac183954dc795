//! The head of the home page: azurite sky over the dunes.

use leptos::prelude::*;

/// Stands in a `bare` page; `body` is the search.
pub fn hero(title: impl Into<String>, lede: impl Into<String>, body: AnyView) -> AnyView {
    let (title, lede) = (title.into(), lede.into());
    view! {
        <div class="hero">
            <div class="wrap">
                <h1>{title}</h1>
                <p class="lede">{lede}</p>
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
