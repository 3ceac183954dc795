//! `/account/data`: all that is held about the reader as a file, and the end of their account.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Data {
    /// While there are any, the account can't go.
    pub open_cases: usize,
    /// Closed, and kept by law.
    pub kept_cases: usize,
    pub faults: Vec<Fault>,
}

pub fn data_page(shell: &Shell, view: &Data) -> String {
    let title = shell.t("data-title");
    let errors = errors(shell, &view.faults);
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let password = |id: &str| {
        Field::new(id, shell.t("credentials-current"))
            .autocomplete("current-password")
            .error(wrong(id))
    };
    let download = view! {
        {field::password(shell, &password("password"))}
        {button(shell.t("data-download-button"), Weight::Main)}
    };
    let sure = Field::new("sure", shell.t("data-sure")).error(wrong("sure"));
    let delete = view! {
        {choice::checkbox(shell, &sure)}
        {field::password(shell, &password("deletion-password"))}
        {button(shell.t("data-delete-button"), Weight::Quiet)}
    };
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let kept = (view.kept_cases > 0).then(|| {
        let values = [("count", count(view.kept_cases).into())];
        view! { <p>{shell.tv("data-kept", &values)}</p> }
    });
    let deletion = if view.open_cases > 0 {
        let values = [("count", count(view.open_cases).into())];
        view! { <p>{shell.tv("data-open", &values)}" "<a href="/cases">{shell.t("citizen-cases")}</a></p> }
            .into_any()
    } else {
        post("/account/deletion", Encoding::Plain, delete.into_any())
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <h2>{shell.t("data-download")}</h2>
            <p>{shell.t("data-download-lede")}</p>
            {post("/account/data", Encoding::Plain, download.into_any())}
            <h2>{shell.t("data-delete")}</h2>
            <p>{shell.t("data-delete-lede")}</p>
            {kept}
            {deletion}
            <p><a href="/privacy">{shell.t("registration-privacy")}</a></p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/account".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn the_page_renders_in_both_languages() {
        for locale in Locale::ALL {
            for open_cases in [0, 2] {
                let view = Data {
                    open_cases,
                    kept_cases: 3,
                    faults: vec![
                        Fault::new("sure", "data-sure-missing"),
                        Fault::new("deletion-password", "data-open-cases"),
                        Fault::new("deletion-password", "data-demo-person"),
                    ],
                };
                let html = data_page(&Shell::sample(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(open_cases > 0, !html.contains("/account/deletion"));
            }
        }
    }
}
