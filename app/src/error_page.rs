//! The page for what went wrong: what happened, and what the reader can do next.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::acting::switch;
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
    /// Where another turn of 代理 helps; `{key}-switch` says what it does.
    pub switch: Option<Switch>,
}

/// For whom to act from now on, and why.
#[derive(Debug, Clone)]
pub struct Switch {
    /// Whom the reader acts for, or may act for.
    pub name: String,
    /// What they were named for; empty for everything.
    pub items: Vec<Localised>,
    /// The delegation to act by; absent for oneself.
    pub delegation: Option<String>,
    /// Where to go on.
    pub next: String,
}

pub fn error_page(shell: &Shell, view: &ErrorView) -> String {
    let title = shell.t(&view.key);
    let next = shell.tv(
        &format!("{}-next", view.key),
        &[
            ("hotline", (&shell.hotline).into()),
            (
                "name",
                view.switch
                    .as_ref()
                    .map_or("", |to| to.name.as_str())
                    .into(),
            ),
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
        _ => {
            let weight = match view.switch {
                Some(_) => Weight::Quiet,
                None => Weight::Main,
            };
            button_link(shell.t("error-to-home"), shell.room.path(), weight)
        }
    };
    let turn = view.switch.as_ref().map(|to| {
        let items: Vec<AnyView> = to
            .items
            .iter()
            .map(|item| view! { <li>{shell.words(item)}</li> }.into_any())
            .collect();
        let items = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
        let label = shell.tv(
            &format!("{}-switch", view.key),
            &[("name", (&to.name).into())],
        );
        view! { {items}{switch(to.delegation.as_deref(), &to.next, label, Weight::Main)} }
    });
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            {reason}
            <p>{next}</p>
            {turn}
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
                "error-not-for-agent",
                "error-uncovered",
                "error-for-principal",
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
            for (key, delegation) in [
                ("error-not-for-agent", None),
                ("error-uncovered", None),
                ("error-for-principal", Some("d1".to_owned())),
            ] {
                let view = ErrorView {
                    key: key.into(),
                    switch: Some(Switch {
                        name: "<兰州>".into(),
                        items: vec![Localised::new("食品经营许可", "Food business licence")],
                        delegation,
                        next: "/cases/1".into(),
                    }),
                    ..ErrorView::default()
                };
                let html = error_page(&shell, &view);
                assert!(!html.contains('⟦') && !html.contains("<兰州>"), "{html}");
                assert!(html.contains("&lt;兰州&gt;"), "{key}: {html}");
                assert!(html.contains("name=\"next\" value=\"/cases/1\""), "{html}");
            }
        }
    }
}
