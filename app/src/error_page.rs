//! The page for what went wrong: what happened, and what the reader can do next.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::shell::{Room, Shell};

#[derive(Debug, Clone, Default)]
pub struct ErrorView {
    /// Locale key of the heading; `{key}-next` says what to do.
    pub key: String,
    /// Locale key of the reason, where an act was refused.
    pub reason_key: Option<String>,
    /// The case that it was about.
    pub case_no: Option<String>,
    /// Number under which operators find it in the log.
    pub reference: Option<String>,
    pub minutes: Option<u32>,
    pub megabytes: Option<u64>,
}

pub fn error_page(shell: &Shell, view: &ErrorView) -> String {
    let title = shell.t(&view.key);
    let next = shell.tv(
        &format!("{}-next", view.key),
        &[
            ("hotline", (&shell.hotline).into()),
            ("minutes", view.minutes.unwrap_or(1).into()),
            (
                "megabytes",
                view.megabytes.unwrap_or_default().to_string().into(),
            ),
        ],
    );
    let reason = view.reason_key.as_deref().map(|key| {
        view! { <p class="lede">{shell.t(key)}</p> }
    });
    let reference = view.reference.clone().map(|reference| {
        view! { <p>{shell.t("error-reference")}<code>{reference}</code></p> }
    });
    let way_on = match (&view.case_no, shell.room) {
        (Some(no), Room::Citizen) => button_link(
            shell.t("error-to-case"),
            format!("/cases/{no}"),
            Weight::Main,
        ),
        (Some(no), Room::Desk) => button_link(
            shell.t("error-to-case"),
            format!("/desk/cases/{no}"),
            Weight::Main,
        ),
        _ => button_link(shell.t("error-to-home"), shell.room.path(), Weight::Main),
    };
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            {reason}
            <p>{next}</p>
            {reference}
            <p>{way_on}</p>
        </div>
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_kind_has_its_words() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for key in [
                "error-not-found",
                "error-sign-in",
                "error-denied",
                "error-cross-site",
                "error-refused",
                "error-stale",
                "error-other-principal",
                "error-too-many",
                "error-too-large",
                "error-bad-request",
                "error-unavailable",
                "error-fault",
            ] {
                let view = ErrorView {
                    key: key.into(),
                    reference: Some("4f2a".into()),
                    ..ErrorView::default()
                };
                let html = error_page(&shell, &view);
                assert!(!html.contains('⟦'), "{key}: {html}");
            }
        }
    }
}
