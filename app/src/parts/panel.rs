//! The receipt: it worked, and this is the number.

use leptos::prelude::*;

pub fn panel(title: impl Into<String>, body: AnyView) -> AnyView {
    let title = title.into();
    view! {
        <div class="panel">
            <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
                <circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="2.5"/>
                <path d="m14.5 24.5 6.5 6.5 13-14" fill="none" stroke="currentColor" stroke-width="3"/>
            </svg>
            <h1>{title}</h1>
            <div class="panel-body">{body}</div>
        </div>
    }
    .into_any()
}
