//! Views of one subject, each its own address: links, no script.

use leptos::prelude::*;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tab {
    pub href: String,
    pub label: String,
    pub count: Option<u64>,
    /// There are more than `count`.
    pub more: bool,
    pub current: bool,
}

impl Tab {
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            count: None,
            more: false,
            current,
        }
    }

    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    pub fn more(mut self) -> Self {
        self.more = true;
        self
    }
}

/// `name`: what the tabs choose between, for screen readers.
pub fn tabs(name: impl Into<String>, tabs: &[Tab]) -> AnyView {
    let name = name.into();
    let items: Vec<AnyView> = tabs
        .iter()
        .map(|tab| {
            let current = tab.current.then_some("page");
            let count = tab.count.map(|n| {
                let more = if tab.more { "+" } else { "" };
                view! { <span class="count">{format!("{n}{more}")}</span> }
            });
            view! { <li><a href=tab.href.clone() aria-current=current>{tab.label.clone()}{count}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class="tabs" aria-label=name><ul>{items}</ul></nav> }.into_any()
}
