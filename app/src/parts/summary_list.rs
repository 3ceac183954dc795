//! Facts in rows: what it is, and what was said, with a way to change it.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug)]
pub struct Row {
    pub label: String,
    pub value: AnyView,
    pub change: Option<String>,
    /// The link's word; "Change" without it.
    pub change_label: Option<String>,
}

impl Row {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value: String = value.into();
        Self::of(label, value.into_any())
    }

    pub fn of(label: impl Into<String>, value: AnyView) -> Self {
        Self {
            label: label.into(),
            value,
            change: None,
            change_label: None,
        }
    }

    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change = Some(href.into());
        self
    }

    pub fn change_label(mut self, label: impl Into<String>) -> Self {
        self.change_label = Some(label.into());
        self
    }

    /// An optional answer that was left out.
    pub fn not_given(shell: &Shell, label: impl Into<String>) -> Self {
        let words = shell.t("not-given");
        Self::of(
            label,
            view! { <span class="soft">{words}</span> }.into_any(),
        )
    }
}

pub fn summary_list(shell: &Shell, rows: Vec<Row>) -> AnyView {
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let Row { label, value, change, change_label } = row;
            let hidden = label.clone();
            let change = change.map(|href| {
                let word = change_label.unwrap_or_else(|| shell.t("change"));
                view! { <dd class="change"><a href=href>{word}<span class="vh">" " {hidden}</span></a></dd> }
            });
            view! { <div><dt>{label}</dt><dd>{value}</dd>{change}</div> }.into_any()
        })
        .collect();
    view! { <dl class="summary">{rows}</dl> }.into_any()
}
