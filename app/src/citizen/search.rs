//! `/search`: what was found, narrowed by links; or what comes nearest.

use domain::catalogue::{Audience, Theme};
use domain::locale::Localised;
use leptos::prelude::*;

use super::agency::{hotline, window};
use super::home::{At, here};
use crate::layout::{PageOptions, page_with};
use crate::parts::card::{Card, card_grid};
use crate::parts::empty::empty;
use crate::parts::pager::pager;
use crate::parts::search_box::{SearchBox, search_box};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Search {
    pub q: String,
    /// How many there are; `found` may be fewer.
    pub total: usize,
    pub found: Vec<Hit>,
    /// How many stand on the pages before.
    pub before: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// With few hits or none: what comes nearest.
    pub near: Vec<Hit>,
    /// Where nothing comes near: what people come for.
    pub others: Vec<Hit>,
    pub audiences: Vec<Facet<Audience>>,
    pub themes: Vec<Facet<Theme>>,
    pub places: Vec<Facet<Here>>,
    /// The visitor's division, and where another is chosen.
    pub here: Option<Localised>,
    pub change: String,
    /// Everything that the words find, where a facet leaves nothing of it.
    pub unnarrowed: Option<String>,
    /// The item by which people tell what could not be done.
    pub window: Option<String>,
}

/// An item or a life event.
#[derive(Debug, Clone)]
pub struct Hit {
    pub href: String,
    pub name: Localised,
    pub summary: Localised,
    pub is_event: bool,
    pub at: At,
}

/// Narrowed to what can be had in the visitor's division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here;

/// A way to narrow the results, as a link.
#[derive(Debug, Clone)]
pub struct Facet<T> {
    /// `None`: everything.
    pub value: Option<T>,
    pub href: String,
    pub count: usize,
    pub current: bool,
}

pub fn search_page(shell: &Shell, view: &Search) -> String {
    let title = if view.q.is_empty() {
        shell.t("citizen-search-title")
    } else {
        shell.tv("citizen-search-for", &[("q", (&view.q).into())])
    };
    let search = SearchBox {
        action: "/search".into(),
        label: shell.t("search-label"),
        label_hidden: true,
        value: view.q.clone(),
        ..SearchBox::default()
    };
    let place = view! { <p class="row">{here(shell, view.here.as_ref(), &view.change)}</p> };
    let near = (!view.near.is_empty()).then(|| {
        view! { <h2>{shell.t("citizen-nearest")}</h2>{hits(shell, view, &view.near)} }
    });
    let others = (!view.others.is_empty()).then(|| {
        view! { <h2>{shell.t("find-others")}</h2>{hits(shell, view, &view.others)} }
    });
    let found = if let Some(href) = &view.unnarrowed {
        let all = view! { <p><a href=href.clone()>{shell.t("find-unnarrowed")}</a></p> };
        empty(shell.t("find-narrowed-away"), all.into_any())
    } else if view.found.is_empty() {
        let browse = view.near.is_empty().then(|| {
            view! { <p><a href="/?for=person">{shell.t("find-browse")}</a></p> }
        });
        let next = view! { {hotline(shell)}{window(shell, view.window.as_deref())}{browse} };
        empty(shell.t("citizen-nothing-found"), next.into_any())
    } else {
        let count = [("count", view.total.into())];
        let shown = [
            ("from", (view.before + 1).into()),
            ("to", (view.before + view.found.len()).into()),
        ];
        let shown = (view.total > view.found.len())
            .then(|| view! { <p>{shell.tv("find-shown", &shown)}</p> });
        view! {
            <p role="status">{shell.tv("citizen-found", &count)}</p>
            {hits(shell, view, &view.found)}
            {shown}
            {pager(shell, view.previous.as_deref(), view.next.as_deref())}
        }
        .into_any()
    };
    let audiences = facets(
        shell,
        "citizen-facet-audience",
        "citizen-for",
        &view.audiences,
        Audience::key,
    );
    let themes = facets(
        shell,
        "citizen-facet-theme",
        "citizen-theme",
        &view.themes,
        Theme::key,
    );
    let places = facets(
        shell,
        "find-facet-place",
        "find-facet",
        &view.places,
        |Here| "here",
    );
    let facets = (audiences.is_some() || themes.is_some() || places.is_some())
        .then(|| view! { <div class="facets">{places}{audiences}{themes}</div> });
    let body = view! {
        <h1>{title.clone()}</h1>
        {search_box(shell, &search)}
        {place}
        <div class="searched">
            {facets}
            <div>{found}{near}{others}</div>
        </div>
    };
    let options = PageOptions {
        no_search: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn hits(shell: &Shell, view: &Search, hits: &[Hit]) -> AnyView {
    let cards: Vec<Card> = hits
        .iter()
        .map(|hit| {
            let mut card = Card::new(hit.href.clone(), shell.l(&hit.name));
            card.text = Some(shell.l(&hit.summary));
            let event = hit.is_event.then(|| shell.t("citizen-events"));
            let at = hit.at.line(shell, view.here.as_ref());
            let meta: Vec<String> = event.into_iter().chain(at).collect();
            card.meta = (!meta.is_empty()).then(|| meta.join(" · "));
            card
        })
        .collect();
    card_grid(&cards)
}

/// None where there is nothing to choose.
fn facets<T: Copy>(
    shell: &Shell,
    title: &str,
    prefix: &str,
    facets: &[Facet<T>],
    key: impl Fn(T) -> &'static str,
) -> Option<AnyView> {
    if facets.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = facets
        .iter()
        .map(|facet| {
            let current = facet.current.then_some("true");
            let label = match facet.value {
                Some(value) => shell.t(&format!("{prefix}-{}", key(value))),
                None => shell.t("citizen-facet-all"),
            };
            let count = facet.count.to_string();
            view! {
                <li><a href=facet.href.clone() aria-current=current>{label}<span class="count">{count}</span></a></li>
            }
            .into_any()
        })
        .collect();
    let title = shell.t(title);
    let label = title.clone();
    Some(
        view! { <nav aria-label=label><p class="label">{title}</p><ul class="plain-list">{lines}</ul></nav> }
            .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    fn hit(is_event: bool, at: At) -> Hit {
        Hit {
            href: "/items/1".into(),
            name: Localised::new("食品经营许可", "Food business licence"),
            summary: Localised::new("开餐馆前申请", "Before you open"),
            is_event,
            at,
        }
    }

    #[test]
    fn hits_and_none_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let lanzhou = || Localised::new("兰州市", "Lanzhou");
            let facet = |value, current| Facet {
                value,
                href: "/search?q=1".into(),
                count: 2,
                current,
            };
            let found = Search {
                q: "<b>食品".into(),
                total: 60,
                before: 50,
                previous: Some("/search?q=1".into()),
                next: Some("/search?q=1&page=3".into()),
                found: vec![
                    hit(false, At::Here(Some(lanzhou()))),
                    hit(false, At::Elsewhere(vec![lanzhou(), lanzhou()])),
                    hit(false, At::Elsewhere(Vec::new())),
                    hit(true, At::Here(None)),
                ],
                places: vec![facet(None, true), facet(Some(Here), false)],
                here: Some(Localised::new("天水市", "Tianshui")),
                ..Search::default()
            };
            let none = Search {
                window: Some("002046001001".into()),
                near: vec![hit(false, At::Unknown)],
                ..Search::default()
            };
            let narrowed = Search {
                unnarrowed: Some("/search?q=1".into()),
                ..Search::default()
            };
            let nothing = Search {
                others: vec![hit(false, At::Unknown)],
                ..Search::default()
            };
            for view in [found, none, nothing, narrowed] {
                let html = search_page(&shell, &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
