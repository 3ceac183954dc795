//! `/open`: the whole, month by month, and what and who it is made of.

use std::sync::Arc;

use domain::locale::Localised;
use domain::supervision::published::{About, Figures, month_key};
use leptos::prelude::*;

use super::{Row, comparison, course, method, ratings, since, tiles};
use crate::layout::page;
use crate::shell::Shell;

/// Those with the most cases come first; the data have all.
const MOST: usize = 30;

#[derive(Debug, Clone, Default)]
pub struct Overview {
    pub figures: Arc<Figures>,
    pub place: Localised,
    /// Code or id, and name; in order.
    pub items: Vec<(String, Localised)>,
    pub agencies: Vec<(String, Localised)>,
}

pub fn overview_page(shell: &Shell, view: &Overview) -> String {
    let title = shell.t("open-title");
    let figures = &*view.figures;
    let all = figures.of(&About::default());
    let months: Vec<_> = figures
        .months
        .iter()
        .map(|month| figures.of(&About::month(month_key(*month))))
        .collect();
    let by_month = figures
        .months
        .iter()
        .zip(&months)
        .rev()
        .map(|(month, line)| Row {
            name: month_key(*month).into_any(),
            line: *line,
        });
    let row = |href: String, name: &Localised, about: &About| Row {
        name: view! { <a href=href>{shell.words(name)}</a> }.into_any(),
        line: figures.of(about),
    };
    let items = view.items.iter().take(MOST);
    let items =
        items.map(|(code, name)| row(format!("/open/items/{code}"), name, &About::item(code)));
    let agencies = view.agencies.iter().take(MOST);
    let agencies =
        agencies.map(|(id, name)| row(format!("/open/agencies/{id}"), name, &About::agency(id)));
    let more = |count: usize| {
        (count > MOST).then(|| {
            let words = shell.tv("open-more", &[("count", (count - MOST).into())]);
            view! { <p class="soft"><a href="/open/datasets">{words}</a></p> }
        })
    };
    let place = [("place", shell.l(&view.place).into())];
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.tv("open-lede", &place)}</p>
        {since(shell, figures)}
        {tiles(shell, &all)}
        {course(shell, figures, &months)}
        {ratings(shell, &all)}
        {comparison(shell, "open-by-item", "open-item", items.collect())}
        {more(view.items.len())}
        {comparison(shell, "open-by-agency", "open-agency", agencies.collect())}
        {more(view.agencies.len())}
        {comparison(shell, "open-by-month", "open-month", by_month.collect())}
        {method(shell)}
    };
    page(shell, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_full_and_empty_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let name = |zh: &str, en: &str| Localised::new(zh, en);
            let full = Overview {
                figures: Arc::new(super::super::tests::figures()),
                place: name("甘肃省", "Gansu"),
                items: vec![
                    ("a".into(), name("食品", "Food")),
                    ("b".into(), name("户口", "Residence")),
                ],
                agencies: vec![("x".into(), name("市监局", "Market supervision"))],
            };
            let html = overview_page(&shell, &full);
            assert!(html.contains("1,284") && html.contains("99.6%"), "{html}");
            assert!(html.contains("/open/items/b") && html.contains("/open/agencies/x"));
            for html in [html, overview_page(&shell, &Overview::default())] {
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
