//! `/items/{code}/ratings`: how those who had it done rated it. Only what was rated counts: silence is no word of
//! praise. What was written is shown once supervision has released it, without what leads to a person.

use domain::locale::Localised;
use domain::supervision::suppress::Shown;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::empty::empty;
use crate::parts::published::shown;
use crate::parts::table::{Column, Table, table};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ItemRatings {
    pub code: String,
    pub name: Localised,
    /// Of the last twelve whole months, from level 5 to level 1, as far as they are published.
    pub levels: [Shown; 5],
    pub comments: Vec<Comment>,
}

#[derive(Debug, Clone)]
pub struct Comment {
    pub level: u8,
    /// Year and month: the day could lead to a person.
    pub month: (i16, i8),
    pub text: String,
    /// It was bad, and was put right.
    pub mended: bool,
}

pub fn item_ratings_page(shell: &Shell, view: &ItemRatings) -> String {
    let title = shell.t("item-ratings");
    let guide = format!("/items/{}", view.code);
    let trail = [
        ("/".to_owned(), shell.t("nav-home")),
        (guide, shell.l(&view.name)),
    ];
    let level = |level: u8| shell.t(&format!("citizen-level-of-rating-{level}"));
    let rows = view.levels.iter().zip((1..=5).rev());
    let sums = table(Table {
        caption: shell.t("item-ratings-year"),
        columns: vec![
            Column::new(shell.t("rating-column-level")),
            Column::new(shell.t("rating-count")).numeric(),
        ],
        rows: rows
            .map(|(count, of)| vec![level(of).into_any(), shown(shell, *count).into_any()])
            .collect(),
        ..Table::default()
    });
    let more = format!("/open/items/{}", view.code);
    let comments: Vec<AnyView> = view
        .comments
        .iter()
        .map(|one| {
            let (year, month) = one.month;
            // As text: a year has no thousands separator.
            let when = [
                ("year", year.to_string().into()),
                ("month", i64::from(month).into()),
            ];
            let mended = one
                .mended
                .then(|| view! { " · "{shell.t("item-ratings-mended")} });
            let text = one.text.clone();
            view! {
                <li>
                    <strong>{level(one.level)}</strong>
                    <span class="meta">" "{shell.tv("oversight-month-of", &when)}{mended}</span>
                    <blockquote class="said">{text}</blockquote>
                </li>
            }
            .into_any()
        })
        .collect();
    let said = if comments.is_empty() {
        empty(shell.t("item-ratings-no-words"), ().into_any())
    } else {
        view! { <ol class="plain-list stack">{comments}</ol> }.into_any()
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&view.name)}</p>
        <p>{shell.t("item-ratings-note")}</p>
        {sums}
        <p><a href=more>{shell.t("open-guide-link")}</a></p>
        <h2>{shell.t("item-ratings-said")}</h2>
        {said}
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages_with_many_and_with_few() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = ItemRatings {
                code: "000131001001".into(),
                name: Localised::new("食品经营许可", "Food business licence"),
                levels: [
                    Shown::Number(1284),
                    Shown::Number(0),
                    Shown::Few,
                    Shown::Withheld,
                    Shown::Withheld,
                ],
                comments: vec![Comment {
                    level: 2,
                    month: (2026, 11),
                    text: "<b>".into(),
                    mended: true,
                }],
            };
            let html = item_ratings_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("1,284"));
            view.comments.clear();
            assert!(!item_ratings_page(&shell, &view).contains('⟦'));
        }
    }
}
