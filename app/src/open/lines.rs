//! `/open/items/{code}` and `/open/agencies/{id}`: one item or one agency, and what its figures are made of.

use std::sync::Arc;

use domain::catalogue::ServiceItem;
use domain::limit::Limit;
use domain::locale::Localised;
use domain::supervision::published::{About, Figures, Published, month_key};
use leptos::prelude::*;

use super::{Row, comparison, course, method, ratings, since, tiles};
use crate::layout::page;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::clock::limit;
use crate::parts::summary_list::{self, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct ItemFigures {
    pub figures: Arc<Figures>,
    pub code: String,
    pub name: Localised,
    pub limits: Limits,
    /// Whether there is a guide to go to.
    pub has_guide: bool,
    /// Who decided on it: id and name, in order.
    pub agencies: Vec<(String, Localised)>,
}

/// What holds today.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    pub statutory: Option<Limit>,
    /// None where it is decided on the spot.
    pub promised: Option<Limit>,
}

impl Limits {
    pub fn of(item: &ServiceItem) -> Self {
        let promised = &item.limits.promised;
        Self {
            statutory: item.limits.statutory.as_ref().map(|set| set.limit()),
            promised: (promised.value > 0).then(|| promised.limit()),
        }
    }
}

pub fn item_page(shell: &Shell, view: &ItemFigures) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("open-item-title", &[("item", (&name).into())]);
    let figures = &*view.figures;
    let about = About::item(&view.code);
    let line = figures.of(&about);
    let months = of_months(figures, &about);
    let agencies = view.agencies.iter().map(|(id, name)| {
        let href = format!("/open/agencies/{id}");
        Row {
            name: view! { <a href=href>{shell.words(name)}</a> }.into_any(),
            line: figures.of(&about.clone().and_agency(id)),
        }
    });
    let guide = view.has_guide.then(|| {
        let href = format!("/items/{}", view.code);
        view! { <p><a href=href>{shell.t("open-guide")}</a></p> }
    });
    let body = view! {
        {breadcrumb(shell, &[("/open".into(), shell.t("open-title"))])}
        <h1>{title.clone()}</h1>
        {since(shell, figures)}
        {tiles(shell, &line)}
        {limits(shell, view.limits)}
        {guide}
        {course(shell, figures, &months)}
        {ratings(shell, &line)}
        {comparison(shell, "open-by-agency", "open-agency", agencies.collect())}
        {by_month(shell, figures, &months)}
        {method(shell)}
    };
    page(shell, &title, body.into_any())
}

fn limits(shell: &Shell, limits: Limits) -> AnyView {
    let statutory = limits.statutory.map_or_else(
        || shell.t("open-no-statutory"),
        |statutory| limit(shell, statutory),
    );
    let promised = limits
        .promised
        .map_or_else(|| shell.t("open-on-the-spot"), |set| limit(shell, set));
    summary_list(
        shell,
        vec![
            summary_list::Row::new(shell.t("clock-statutory"), statutory),
            summary_list::Row::new(shell.t("open-promised-today"), promised),
        ],
    )
}

fn of_months(figures: &Figures, about: &About) -> Vec<Published> {
    let months = figures.months.iter();
    months
        .map(|month| figures.of(&about.clone().and_month(month_key(*month))))
        .collect()
}

fn by_month(shell: &Shell, figures: &Figures, months: &[Published]) -> AnyView {
    let rows = figures
        .months
        .iter()
        .zip(months)
        .rev()
        .map(|(month, line)| Row {
            name: month_key(*month).into_any(),
            line: *line,
        });
    comparison(shell, "open-by-month", "open-month", rows.collect())
}

#[derive(Debug, Clone, Default)]
pub struct AgencyFigures {
    pub figures: Arc<Figures>,
    pub id: String,
    pub name: Localised,
    pub items: Vec<(String, Localised)>,
}

pub fn agency_page(shell: &Shell, view: &AgencyFigures) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("open-agency-title", &[("agency", (&name).into())]);
    let figures = &*view.figures;
    let about = About::agency(&view.id);
    let line = figures.of(&about);
    let items = view.items.iter().map(|(code, name)| {
        let href = format!("/open/items/{code}");
        Row {
            name: view! { <a href=href>{shell.words(name)}</a> }.into_any(),
            line: figures.of(&About::item(code).and_agency(&view.id)),
        }
    });
    let body = view! {
        {breadcrumb(shell, &[("/open".into(), shell.t("open-title"))])}
        <h1>{title.clone()}</h1>
        {since(shell, figures)}
        {tiles(shell, &line)}
        {ratings(shell, &line)}
        {comparison(shell, "open-by-item", "open-item", items.collect())}
        {method(shell)}
    };
    page(shell, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn items_and_agencies_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let figures = Arc::new(super::super::tests::figures());
            let item = ItemFigures {
                figures: Arc::clone(&figures),
                code: "a".into(),
                name: Localised::new("食品<经营>", "Food <trade>"),
                limits: Limits {
                    statutory: Some(Limit::working_days(20)),
                    promised: Some(Limit::working_days(8)),
                },
                has_guide: true,
                agencies: vec![("x".into(), Localised::new("市监局", "Market supervision"))],
            };
            let agency = AgencyFigures {
                figures,
                id: "x".into(),
                name: Localised::new("市监局", "Market supervision"),
                items: vec![("a".into(), Localised::new("食品", "Food"))],
            };
            let html = item_page(&shell, &item);
            assert!(
                html.contains("href=\"/items/a\"") && html.contains("&lt;"),
                "{html}"
            );
            for html in [
                html,
                agency_page(&shell, &agency),
                item_page(&shell, &ItemFigures::default()),
                agency_page(&shell, &AgencyFigures::default()),
            ] {
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
