//! `/search`: what was found, narrowed by links; or what comes nearest.

use domain::catalogue::{Audience, Theme};
use leptos::prelude::*;

use super::agency::hotline;
use super::home::{ItemLine, cards};
use super::life_event::{EventLine, event_cards};
use crate::layout::{PageOptions, page_with};
use crate::parts::empty::empty;
use crate::parts::search_box::{SearchBox, search_box};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Search {
    pub q: String,
    pub found: Vec<ItemLine>,
    pub events: Vec<EventLine>,
    /// Without a hit: what comes nearest.
    pub nearest: Vec<ItemLine>,
    pub audiences: Vec<Facet<Audience>>,
    pub themes: Vec<Facet<Theme>>,
}

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
    let count = [("count", view.found.len().into())];
    let events = (!view.events.is_empty()).then(|| {
        view! {
            <section aria-labelledby="life-events">
                <h2 id="life-events">{shell.t("citizen-events")}</h2>
                {event_cards(shell, &view.events)}
            </section>
        }
    });
    let results = if view.found.is_empty() && events.is_some() {
        ().into_any()
    } else if view.found.is_empty() {
        view! {
            {empty(shell.t("citizen-nothing-found"), hotline(shell))}
            <h2>{shell.t("citizen-nearest")}</h2>
            {cards(shell, &view.nearest)}
        }
        .into_any()
    } else {
        view! { <p role="status">{shell.tv("citizen-found", &count)}</p>{cards(shell, &view.found)} }
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
    let facets = (audiences.is_some() || themes.is_some())
        .then(|| view! { <div class="facets">{audiences}{themes}</div> });
    let body = view! {
        <h1>{title.clone()}</h1>
        {search_box(shell, &search)}
        <div class="searched">
            {facets}
            <div>{events}{results}</div>
        </div>
    };
    let options = PageOptions {
        no_search: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn facets<T: Copy>(
    shell: &Shell,
    title: &str,
    prefix: &str,
    facets: &[Facet<T>],
    key: impl Fn(T) -> &'static str,
) -> Option<AnyView> {
    // With "everything" and one more there is nothing to choose.
    if facets.len() < 3 && !facets.iter().any(|one| one.current && one.value.is_some()) {
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

    use super::super::home::tests::item;
    use super::*;

    #[test]
    fn hits_and_none_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let facet = |value| Facet {
                value,
                href: "/search?q=1".into(),
                count: 1,
                current: value.is_none(),
            };
            let hit = Search {
                q: "<b>食品".into(),
                found: vec![item()],
                audiences: vec![
                    facet(None),
                    facet(Some(Audience::Person)),
                    facet(Some(Audience::Entity)),
                ],
                themes: vec![],
                ..Search::default()
            };
            let none = Search {
                nearest: vec![item()],
                ..Search::default()
            };
            let event = Search {
                q: "生孩子".into(),
                events: vec![crate::citizen::life_event::tests::event()],
                ..Search::default()
            };
            for view in [hit, none, event] {
                let html = search_page(&shell, &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
