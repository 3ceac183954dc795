//! The course of a case from top to bottom: done, now, next.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Done,
    Current,
    Next,
    /// It is over, and what it was there for has not come about.
    Missed,
}

#[derive(Debug)]
pub struct Entry {
    pub phase: Phase,
    pub title: String,
    /// When, or by when.
    pub when: Option<AnyView>,
    pub body: Option<AnyView>,
}

impl Entry {
    pub fn new(phase: Phase, title: impl Into<String>) -> Self {
        Self {
            phase,
            title: title.into(),
            when: None,
            body: None,
        }
    }

    pub fn when(mut self, when: AnyView) -> Self {
        self.when = Some(when);
        self
    }

    pub fn body(mut self, body: AnyView) -> Self {
        self.body = Some(body);
        self
    }
}

pub fn timeline(shell: &Shell, entries: Vec<Entry>) -> AnyView {
    let entries: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| {
            let (class, key, current) = match entry.phase {
                Phase::Done => ("done", "phase-done", None),
                Phase::Current => ("current", "phase-current", Some("step")),
                Phase::Next => ("next", "phase-next", None),
                Phase::Missed => ("next", "phase-missed", None),
            };
            let when = entry.when.map(|when| view! { <p class="when">{when}</p> });
            let body = entry
                .body
                .map(|body| view! { <div class="what">{body}</div> });
            view! {
                <li class=class aria-current=current>
                    <p class="title"><span class="vh">{shell.t(key)}</span>{entry.title}</p>
                    {when}
                    {body}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="timeline">{entries}</ol> }.into_any()
}
