//! Search over the catalogue in both languages. Whole words count by where they stand; where no
//! item has all of them, pairs of letters find what comes nearest, which also forgives a typo.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::citizen::search::{Facet, Search, search_page};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{Audience, Bundle, Catalogue, Definition, ServiceItem, Theme};
use domain::locale::{Locale, Localised};
use serde::Deserialize;

use super::home::line;
use super::life_event;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::Reader;
use crate::state::App;

/// Characters of a query that are looked at, and words.
const LONGEST: usize = 80;
const WORDS: usize = 8;
const MOST: usize = 50;
const NEAREST: usize = 6;

pub fn routes() -> Router<App> {
    Router::new().route("/search", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    r#for: Option<String>,
    theme: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let q: String = asked.q.trim().chars().take(LONGEST).collect();
    let audience = asked.r#for.as_deref().and_then(Audience::from_key);
    let theme = asked.theme.as_deref().and_then(Theme::from_key);
    let items = app.public_items();
    let hits = hits(&app.catalogue, &items, &q);
    let of_audience = |item: &ServiceItem, wanted: Option<Audience>| {
        wanted.is_none_or(|wanted| item.audience.contains(&wanted))
    };
    let of_theme = |item: &ServiceItem, wanted: Option<Theme>| {
        wanted.is_none_or(|wanted| item.theme == wanted)
    };
    let count = |audience, theme| {
        hits.iter()
            .filter(|hit| of_audience(&hit.item, audience) && of_theme(&hit.item, theme))
            .count()
    };
    let audiences = [None]
        .into_iter()
        .chain(Audience::ALL.map(Some))
        .map(|value| Facet {
            value,
            href: href(&q, value, theme),
            count: count(value, theme),
            current: value == audience,
        })
        .filter(|facet| facet.count > 0 || facet.current)
        .collect();
    let themes = [None]
        .into_iter()
        .chain(Theme::ALL.map(Some))
        .map(|value| Facet {
            value,
            href: href(&q, audience, value),
            count: count(audience, value),
            current: value == theme,
        })
        .filter(|facet| facet.count > 0 || facet.current)
        .collect();
    let found: Vec<_> = hits
        .iter()
        .filter(|hit| of_audience(&hit.item, audience) && of_theme(&hit.item, theme))
        .take(MOST)
        .map(|hit| line(hit))
        .collect();
    let events: Vec<_> = bundle_hits(&app.catalogue, &q)
        .into_iter()
        .filter(|bundle| audience.is_none_or(|wanted| bundle.audience.contains(&wanted)))
        .filter(|bundle| theme.is_none_or(|wanted| bundle.theme == wanted))
        .take(MOST)
        .map(life_event::line)
        .collect();
    let nearest = if found.is_empty() {
        nearest(&app.catalogue, &items, &q)
            .into_iter()
            .map(line)
            .collect()
    } else {
        Vec::new()
    };
    let view = Search {
        q,
        events,
        found,
        nearest,
        audiences,
        themes,
    };
    Ok(Html(search_page(&reader.shell, &view)).into_response())
}

fn href(q: &str, audience: Option<Audience>, theme: Option<Theme>) -> String {
    let mut href = format!("/search?q={}", encode(q));
    if let Some(audience) = audience {
        href = format!("{href}&for={}", audience.key());
    }
    if let Some(theme) = theme {
        href = format!("{href}&theme={}", theme.key());
    }
    href
}

/// Lower case, and full-width letters as the narrow ones.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// What an item can be found by, with the weight of each.
fn texts(catalogue: &Catalogue, item: &ServiceItem) -> Vec<(u32, String)> {
    let mut texts = Vec::new();
    let mut add = |weight, text: &Localised| {
        texts.push((weight, fold(&text.zh)));
        if let Some(en) = &text.en {
            texts.push((weight, fold(en)));
        }
    };
    add(20, &item.name);
    add(8, &item.summary);
    for locale in Locale::ALL {
        let key = format!("citizen-theme-{}", item.theme.key());
        texts.push((4, fold(&app::text::t(locale, &key))));
    }
    let mut add = |weight, text: &Localised| {
        texts.push((weight, fold(&text.zh)));
        if let Some(en) = &text.en {
            texts.push((weight, fold(en)));
        }
    };
    add(2, &item.guide.who);
    for rule in &item.materials {
        add(3, &rule.name);
    }
    for condition in &item.guide.conditions {
        add(2, condition);
    }
    for question in &item.guide.questions {
        add(2, &question.ask);
        add(1, &question.answer);
    }
    for alias in &item.aliases {
        texts.push((12, fold(alias)));
    }
    let function = &item.routing.function;
    for agency in catalogue.agencies() {
        if agency.function == *function {
            texts.push((4, fold(&agency.name.zh)));
            if let Some(en) = &agency.name.en {
                texts.push((4, fold(en)));
            }
        }
    }
    texts
}

/// Items that hold every word, best first; without words, all of them.
fn hits<'a>(catalogue: &Catalogue, items: &'a [Arc<Definition>], q: &str) -> Vec<&'a Definition> {
    let folded = fold(q);
    let words: BTreeSet<&str> = folded.split_whitespace().take(WORDS).collect();
    let mut scored: Vec<(u32, &Definition)> = items
        .iter()
        .filter_map(|definition| {
            let texts = texts(catalogue, &definition.item);
            let mut score = 0;
            for word in &words {
                let best = texts
                    .iter()
                    .filter(|(_, text)| text.contains(word))
                    .map(|(weight, _)| *weight)
                    .max()?;
                score += best;
            }
            Some((score, definition.as_ref()))
        })
        .collect();
    scored.sort_by_key(|(score, definition)| (std::cmp::Reverse(*score), definition.item.code()));
    scored
        .into_iter()
        .map(|(_, definition)| definition)
        .collect()
}

/// Bundles that hold every word in their names or aliases; without words none, since they have a list of their own. Their
/// summaries name the items, which are found themselves.
fn bundle_hits<'a>(catalogue: &'a Catalogue, q: &str) -> Vec<&'a Bundle> {
    let folded = fold(q);
    let words: Vec<&str> = folded.split_whitespace().take(WORDS).collect();
    let holds = |bundle: &&Bundle| {
        let names = std::iter::once(&bundle.name.zh).chain(&bundle.name.en);
        let texts: Vec<String> = names
            .chain(&bundle.aliases)
            .map(|text| fold(text))
            .collect();
        let holds = |word: &&str| texts.iter().any(|text| text.contains(word));
        !words.is_empty() && words.iter().all(holds)
    };
    let all = catalogue.bundles().map(AsRef::as_ref);
    all.filter(holds).collect()
}

/// Items that share most pairs of letters with the query; where none shares any, the first ones.
fn nearest<'a>(
    catalogue: &Catalogue,
    items: &'a [Arc<Definition>],
    q: &str,
) -> Vec<&'a Definition> {
    let wanted = pairs(&fold(q));
    let mut scored: Vec<(usize, &Definition)> = items
        .iter()
        .map(|definition| {
            // Agencies and answers share pairs with everything.
            let shared = texts(catalogue, &definition.item)
                .iter()
                .filter(|(weight, _)| *weight >= 8)
                .flat_map(|(_, text)| pairs(text))
                .collect::<BTreeSet<_>>()
                .intersection(&wanted)
                .count();
            (shared, definition.as_ref())
        })
        .collect();
    scored.sort_by_key(|(shared, definition)| (std::cmp::Reverse(*shared), definition.item.code()));
    let any = scored.first().is_some_and(|(shared, _)| *shared > 0);
    scored
        .into_iter()
        .filter(|(shared, _)| !any || *shared > 0)
        .take(NEAREST)
        .map(|(_, definition)| definition)
        .collect()
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    text.chars()
        .zip(text.chars().skip(1))
        .filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
        .collect()
}
