//! A plain GET search.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchBox {
    pub action: String,
    pub label: String,
    /// The label is there for screen readers only.
    pub label_hidden: bool,
    pub hint: Option<String>,
    /// What was searched for; sent as `q`.
    pub value: String,
    /// Other parameters to keep.
    pub kept: Vec<(String, String)>,
}

pub fn search_box(shell: &Shell, search: &SearchBox) -> AnyView {
    let kept: Vec<AnyView> = search
        .kept
        .iter()
        .map(|(name, value)| super::field::hidden(name.clone(), value.clone()))
        .collect();
    let label = if search.label_hidden { "vh" } else { "label" };
    let described = search.hint.is_some().then_some("q-hint");
    let hint = search
        .hint
        .clone()
        .map(|hint| view! { <div class="hint" id="q-hint">{hint}</div> });
    view! {
        <form class="search-box" role="search" method="get" action=search.action.clone()>
            <label class=label for="q">{search.label.clone()}</label>
            <div class="search-row">
                <input class="input" id="q" name="q" type="search" value=search.value.clone() autocomplete="off"
                    enterkeyhint="search" aria-describedby=described/>
                {kept}
                <button class="button" type="submit">{shell.t("search-button")}</button>
            </div>
            {hint}
        </form>
    }
    .into_any()
}
