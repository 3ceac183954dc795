//! A word about a state, set off.

use leptos::prelude::*;

use super::chart::Tone;

pub fn tag(label: impl Into<String>, tone: Tone) -> AnyView {
    let label = label.into();
    let class = format!("tag {}", tone.class());
    view! { <span class=class>{label}</span> }.into_any()
}
