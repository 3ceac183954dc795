//! A big number that leads to its list.

use leptos::prelude::*;

use super::chart::Tone;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stat {
    pub value: String,
    pub label: String,
    pub href: Option<String>,
    /// Against the period before: "较上周 +3".
    pub change: Option<String>,
    pub tone: Tone,
}

pub fn stats(stats: &[Stat]) -> AnyView {
    let tiles: Vec<AnyView> = stats
        .iter()
        .map(|stat| {
            let class = format!("stat {}", stat.tone.class());
            let change = stat
                .change
                .clone()
                .map(|change| view! { <span class="change">{change}</span> });
            let inner = view! {
                <span class="stat-value">{stat.value.clone()}</span>
                <span class="stat-label">{stat.label.clone()}</span>
                {change}
            };
            match stat.href.clone() {
                Some(href) => view! { <li class=class><a href=href>{inner}</a></li> }.into_any(),
                None => view! { <li class=class><div>{inner}</div></li> }.into_any(),
            }
        })
        .collect();
    view! { <ul class="stats">{tiles}</ul> }.into_any()
}
