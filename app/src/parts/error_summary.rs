//! What has to be put right, first on the page, each line a link to its field.

use leptos::prelude::*;

use crate::shell::Shell;

/// `errors`: (field id, message). The id is the field's name unless it was set otherwise. Nothing without errors.
pub fn error_summary(shell: &Shell, errors: &[(String, String)]) -> AnyView {
    if errors.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = errors
        .iter()
        .map(|(id, message)| {
            let message = message.clone();
            if id.is_empty() {
                view! { <li>{message}</li> }.into_any()
            } else {
                let href = format!("#{id}");
                view! { <li><a href=href>{message}</a></li> }.into_any()
            }
        })
        .collect();
    view! {
        <div class="error-summary" id="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{shell.t("error-summary-title")}</h2>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}
