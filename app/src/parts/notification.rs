//! A message on top of a page: what happened, or what the reader has to do.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notification {
    /// The act succeeded; read out at once.
    Success,
    Info,
    /// The reader has to act.
    YourTurn,
    /// Something is late or wrong.
    Warning,
}

pub fn notification(
    shell: &Shell,
    kind: Notification,
    title: impl Into<String>,
    body: AnyView,
) -> AnyView {
    let title = title.into();
    let (class, key, role) = match kind {
        Notification::Success => ("banner banner-done", "banner-success", "status"),
        Notification::Info => ("banner", "banner-info", "region"),
        Notification::YourTurn => ("banner banner-turn", "banner-your-turn", "region"),
        Notification::Warning => ("banner banner-late", "banner-warning", "region"),
    };
    view! {
        <section class=class role=role aria-label=shell.t(key)>
            <p class="banner-kind">{shell.t(key)}</p>
            <div><p class="banner-title">{title}</p>{body}</div>
        </section>
    }
    .into_any()
}
