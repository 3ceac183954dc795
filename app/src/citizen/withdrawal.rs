//! `/cases/{no}/withdrawal`: are you sure.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::case_no::case_no;
use crate::parts::field::{self, Field};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Withdrawal {
    pub number: String,
    pub item: Localised,
    pub seq: u64,
    pub reason: String,
    /// Locale key.
    pub fault: Option<&'static str>,
}

/// Most characters of a reason or comment.
pub const LONGEST: u32 = 500;

pub fn withdrawal_page(shell: &Shell, view: &Withdrawal) -> String {
    let title = shell.t("citizen-withdraw-title");
    let case = format!("/cases/{}", view.number);
    let error = view.fault.map(|key| shell.t(key));
    let errors: Vec<_> = error
        .iter()
        .map(|error| ("reason".to_owned(), error.clone()))
        .collect();
    let reason = Field::new("reason", shell.t("citizen-withdraw-reason"))
        .optional()
        .max_length(LONGEST)
        .value(view.reason.clone())
        .error(error);
    let buttons = vec![
        button(shell.t("citizen-withdraw-confirm"), Weight::Grave),
        button_link(shell.t("cancel"), case.clone(), Weight::Quiet),
    ];
    let form = view! {
        {field::hidden("seq", view.seq.to_string())}
        {field::textarea(shell, &reason, 3)}
        {button_group(buttons)}
    };
    let body = view! {
        {crate::parts::error_summary::error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&view.item)}<br/><span class="meta">{case_no(&view.number)}</span></p>
        <p>{shell.t("citizen-withdraw-warning")}</p>
        {post(format!("{case}/withdrawal"), Encoding::Plain, form.into_any())}
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(case.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            for fault in [None, Some("citizen-text-too-long")] {
                let view = Withdrawal {
                    number: "62010220261123000001F".into(),
                    item: Localised::new("食品经营许可", "Food"),
                    seq: 3,
                    reason: "<b>".into(),
                    fault,
                };
                let html = withdrawal_page(&Shell::sample(locale), &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
