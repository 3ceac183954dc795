//! Buttons and links that look like them.

use leptos::prelude::*;

use crate::shell::Shell;

/// How strongly a button asks to be pressed. One `Main` a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    #[default]
    Main,
    Quiet,
    /// For what can't be undone.
    Grave,
}

impl Weight {
    pub fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Quiet => "button button-quiet",
            Self::Grave => "button button-grave",
        }
    }
}

/// A submit button.
pub fn button(label: impl Into<String>, weight: Weight) -> AnyView {
    let label = label.into();
    view! { <button class=weight.class() type="submit">{label}</button> }.into_any()
}

/// A submit button that sends `name=value` with its form.
pub fn button_with(
    label: impl Into<String>,
    weight: Weight,
    name: impl Into<String>,
    value: impl Into<String>,
) -> AnyView {
    let (label, name, value) = (label.into(), name.into(), value.into());
    view! { <button class=weight.class() type="submit" name=name value=value>{label}</button> }
        .into_any()
}

/// Shows what an act will send before it is sent.
pub fn preview_button(shell: &Shell) -> AnyView {
    button_with(shell.t("preview-button"), Weight::Main, "preview", "1")
}

/// A link that looks like a button: it goes somewhere, and changes nothing.
pub fn button_link(label: impl Into<String>, href: impl Into<String>, weight: Weight) -> AnyView {
    let (label, href) = (label.into(), href.into());
    view! { <a class=weight.class() href=href>{label}</a> }.into_any()
}

/// The one start button of a guide, with its arrow.
pub fn start_button(label: impl Into<String>, href: impl Into<String>) -> AnyView {
    let (label, href) = (label.into(), href.into());
    view! {
        <a class="button button-start" href=href>
            {label}
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
                <path d="M3 10h13M10.5 4.5 16 10l-5.5 5.5" fill="none" stroke="currentColor" stroke-width="2.4"/>
            </svg>
        </a>
    }
    .into_any()
}

/// Buttons and links side by side.
pub fn button_group(buttons: Vec<AnyView>) -> AnyView {
    view! { <div class="button-group">{buttons}</div> }.into_any()
}

/// The portal's mark: a doorway under the eaves.
pub fn icon_mark() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <path class="mark-a" d="M20 2 38 14H2z"/>
            <path class="mark-b" d="M4 17h32v4H4z"/>
            <path class="mark-a" fill-rule="evenodd" d="M6 24h28v14H6zM14 38V32a6 6 0 0 1 12 0v6z"/>
        </svg>
    }
    .into_any()
}
