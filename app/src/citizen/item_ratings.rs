//! `/items/{code}/ratings`: how those who had it done rated it. Only what was rated counts: silence is no word of
//! praise. What was written is shown once supervision has released it, without what leads to a person.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::empty::empty;
use crate::parts::table::{Column, Table, table};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ItemRatings {
    pub code: String,
    pub name: Localised,
    /// The fewest of which sums are shown.
    pub least: u64,
    /// Of the last twelve months, from level 5 to level 1; absent where they are too few.
    pub counts: Option<[u64; 5]>,
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
    let least = [("least", view.least.into())];
    let sums = match &view.counts {
        None => view! { <p>{shell.tv("item-ratings-few", &least)}</p> }.into_any(),
        Some(counts) => {
            let whole: u64 = counts.iter().sum();
            let rows = counts.iter().zip((1..=5).rev()).map(|(count, of)| {
                let tenths = count.saturating_mul(1000) / whole.max(1);
                let share = format!("{}.{}%", tenths / 10, tenths % 10);
                vec![
                    level(of).into_any(),
                    count.to_string().into_any(),
                    share.into_any(),
                ]
            });
            table(Table {
                caption: shell.t("item-ratings-year"),
                caption_hidden: false,
                columns: vec![
                    Column::new(shell.t("rating-column-level")),
                    Column::new(shell.t("rating-count")).numeric(),
                    Column::new(shell.t("item-ratings-share")).numeric(),
                ],
                rows: rows.collect(),
                row_head: 0,
            })
        }
    };
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
                least: 5,
                counts: Some([5, 3, 1, 1, 0]),
                comments: vec![Comment {
                    level: 2,
                    month: (2026, 11),
                    text: "<b>".into(),
                    mended: true,
                }],
            };
            let html = item_ratings_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("50.0%"));
            view.counts = None;
            view.comments.clear();
            assert!(!item_ratings_page(&shell, &view).contains('⟦'));
        }
    }
}
