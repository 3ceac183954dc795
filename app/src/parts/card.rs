//! A grid of links, each with a line about it.

use leptos::prelude::*;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    pub href: String,
    pub title: String,
    pub text: Option<String>,
    /// Small print under the text: a count, an agency.
    pub meta: Option<String>,
}

impl Card {
    pub fn new(href: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            title: title.into(),
            ..Self::default()
        }
    }

    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    pub fn meta(mut self, meta: impl Into<String>) -> Self {
        self.meta = Some(meta.into());
        self
    }
}

pub fn card_grid(cards: &[Card]) -> AnyView {
    let cards: Vec<AnyView> = cards
        .iter()
        .map(|card| {
            let text = card.text.clone().map(|text| view! { <p>{text}</p> });
            let meta = card.meta.clone().map(|meta| view! { <p class="meta">{meta}</p> });
            view! { <li class="card"><a href=card.href.clone()>{card.title.clone()}</a>{text}{meta}</li> }.into_any()
        })
        .collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

/// A box around content of one subject.
pub fn sheet(body: AnyView) -> AnyView {
    view! { <div class="sheet">{body}</div> }.into_any()
}
