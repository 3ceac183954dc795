//! `/cases/{no}/rating`: 好差评, five levels overall, as many for each of four dimensions, and a comment.

use domain::case::Dimensions;
use domain::locale::Localised;
use leptos::prelude::*;

use super::withdrawal::LONGEST;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, radios, select};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Rating {
    pub number: String,
    pub item: Localised,
    pub agency: Option<Localised>,
    pub seq: u64,
    pub level: String,
    /// In the order of `Dimensions::KEYS`.
    pub dimensions: [String; 4],
    pub comment: String,
    /// Locale keys.
    pub level_fault: Option<&'static str>,
    pub comment_fault: Option<&'static str>,
}

pub fn rating_page(shell: &Shell, view: &Rating) -> String {
    let title = shell.t("citizen-rate-title");
    let case = format!("/cases/{}", view.number);
    let level_error = view.level_fault.map(|key| shell.t(key));
    let comment_error = view.comment_fault.map(|key| shell.t(key));
    let errors: Vec<_> = [("level", &level_error), ("comment", &comment_error)]
        .into_iter()
        .filter_map(|(id, error)| Some((id.to_owned(), error.clone()?)))
        .collect();
    let choices: Vec<Choice> = (1..=5)
        .rev()
        .map(|level| {
            let words = shell.t(&format!("citizen-level-of-rating-{level}"));
            Choice::new(level.to_string(), words)
        })
        .collect();
    let dimensions: Vec<AnyView> = Dimensions::KEYS
        .iter()
        .zip(&view.dimensions)
        .map(|(key, value)| {
            let field = Field::new(*key, shell.t(&format!("rating-{key}")))
                .optional()
                .value(value.clone());
            select(shell, &field, &choices)
        })
        .collect();
    let level = Field::new("level", shell.t("citizen-rate-level"))
        .value(view.level.clone())
        .error(level_error);
    let comment = Field::new("comment", shell.t("citizen-rate-comment"))
        .hint(shell.t("citizen-rate-hint"))
        .optional()
        .max_length(LONGEST)
        .value(view.comment.clone())
        .error(comment_error);
    let agency = view
        .agency
        .as_ref()
        .map(|agency| view! { <br/>{shell.words(agency)} });
    let form = view! {
        {field::hidden("seq", view.seq.to_string())}
        {radios(shell, &level, &choices)}
        {dimensions}
        {field::textarea(shell, &comment, 4)}
        {button(shell.t("citizen-rate-send"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&view.item)}{agency}</p>
        <p class="inset">{shell.t("rating-anonymous")}</p>
        {post(format!("{case}/rating"), Encoding::Plain, form.into_any())}
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
    fn renders_in_both_languages_with_and_without_faults() {
        for locale in Locale::ALL {
            for fault in [None, Some("blocked-level")] {
                let view = Rating {
                    number: "62010220261123000001F".into(),
                    item: Localised::new("食品经营许可", "Food"),
                    agency: Some(Localised::new("市场监管局", "Agency")),
                    seq: 9,
                    level: "5".into(),
                    dimensions: ["4", "", "1", ""].map(Into::into),
                    comment: "谢谢".into(),
                    level_fault: fault,
                    comment_fault: fault.map(|_| "citizen-text-too-long"),
                };
                let html = rating_page(&Shell::sample(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("name=\"level\"").count(), 5);
            }
        }
    }
}
