//! `/search?q=`: what the index finds, counted and narrowed by links. What can't be had where the visitor is stays, and
//! says where it can.

use app::citizen::search::{Facet, Here, Hit, Search, search_page};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{Audience, Theme};
use jiff::civil::Date;
use serde::Deserialize;
use store::cases;

use super::place;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::Reader;
use crate::search::{Entry, Hits, Index, Kind};
use crate::state::App;

/// Results of a page, and pages of a search.
const MOST: usize = 50;
const PAGES: usize = 20;
const NEAREST: usize = 6;
/// Items that are looked at for what people come for.
const POPULAR: i64 = 50;

/// Characters of a query that stay in the box.
const LONGEST: usize = 80;

pub fn routes() -> Router<App> {
    Router::new().route("/search", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    r#for: Option<String>,
    theme: Option<String>,
    here: Option<String>,
    page: Option<String>,
}

/// What the facets leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Narrowed {
    audience: Option<Audience>,
    theme: Option<Theme>,
    here: bool,
}

impl Narrowed {
    fn takes(self, kind: &Kind, is_here: bool) -> bool {
        self.audience
            .is_none_or(|wanted| kind.audience.contains(&wanted))
            && self.theme.is_none_or(|wanted| kind.theme == wanted)
            && (is_here || !self.here)
    }

    fn href(self, q: &str) -> String {
        let mut href = format!("/search?q={}", encode(q));
        if let Some(audience) = self.audience {
            href = format!("{href}&for={}", audience.key());
        }
        if let Some(theme) = self.theme {
            href = format!("{href}&theme={}", theme.key());
        }
        if self.here {
            href.push_str("&here=1");
        }
        href
    }
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let q: String = asked.q.trim().chars().take(LONGEST).collect();
    let division = reader.division.as_deref();
    let narrowed = Narrowed {
        audience: asked.r#for.as_deref().and_then(Audience::from_key),
        theme: asked.theme.as_deref().and_then(Theme::from_key),
        here: asked.here.is_some() && division.is_some(),
    };
    let today = app.date(reader.now);
    let index = app.shelf.index(&app.catalogue)?;
    let found = index.find(&q)?;
    let kinds = index.kinds();
    let had: Vec<bool> = kinds
        .iter()
        .map(|kind| division.is_none_or(|division| place::is_had(&app, &kind.routings, division)))
        .collect();
    let takes = |narrowed: Narrowed, kind: usize| {
        kinds.get(kind).is_some_and(|found| {
            let is_here = had.get(kind).is_some_and(|had| *had);
            narrowed.takes(found, is_here)
        })
    };
    let tally = index.tally(&found.hits);
    let count = |narrowed: Narrowed| -> usize {
        let counts = tally.iter().enumerate();
        counts
            .filter(|(kind, _)| takes(narrowed, *kind))
            .map(|(_, count)| count)
            .sum()
    };
    let lines = |hits: &Hits, before: usize, most: usize, narrowed: Narrowed| -> Vec<Hit> {
        let best = index.best(hits, before + most, |kind| takes(narrowed, kind));
        let line = |entry: &&Entry| line(&app, &index, entry, division, today);
        best.iter().skip(before).filter_map(line).collect()
    };
    let total = count(narrowed);
    let (page, pages) = turned(asked.page.as_deref(), total);
    let before = (page - 1) * MOST;
    let turn = |page: usize| match page {
        1 => narrowed.href(&q),
        page => format!("{}&page={page}", narrowed.href(&q)),
    };
    let is_narrowed_away = total == 0 && !found.hits.is_empty();
    let near = lines(&found.near, 0, NEAREST, Narrowed::default());
    // What shares no word with the query is no answer to it; it says what people come for.
    let others = if found.hits.is_empty() && near.is_empty() {
        let person = Narrowed {
            audience: Some(Audience::Person),
            ..Narrowed::default()
        };
        let mut tx = app.store.read().await?;
        let popular = cases::popular(&mut tx, POPULAR).await?;
        drop(tx);
        let all = index.find("")?.hits;
        let mut all = index.best(&all, all.len(), |kind| takes(person, kind));
        // Those that nobody has applied for lately stand behind, in the catalogue's order.
        all.sort_by_key(|entry| {
            let at = popular.iter().position(|code| *code == entry.key);
            at.unwrap_or(popular.len())
        });
        let line = |entry: &&Entry| line(&app, &index, entry, division, today);
        all.iter().filter_map(line).take(NEAREST).collect()
    } else {
        Vec::new()
    };
    let facet = |value: Narrowed| (value.href(&q), count(value), value == narrowed);
    let view = Search {
        total,
        found: lines(&found.hits, before, MOST, narrowed),
        before,
        previous: (page > 1).then(|| turn(page - 1)),
        next: (page < pages).then(|| turn(page + 1)),
        near,
        others,
        audiences: narrowing(
            3,
            std::iter::once(None).chain(Audience::ALL.map(Some)),
            |value| {
                facet(Narrowed {
                    audience: value,
                    ..narrowed
                })
            },
        ),
        themes: narrowing(
            3,
            std::iter::once(None).chain(Theme::ALL.map(Some)),
            |value| {
                facet(Narrowed {
                    theme: value,
                    ..narrowed
                })
            },
        ),
        places: match division {
            // Where everything can be had there is nothing to choose.
            Some(_) if narrowed.here || had.contains(&false) => {
                narrowing(2, [None, Some(Here)], |value| {
                    facet(Narrowed {
                        here: value.is_some(),
                        ..narrowed
                    })
                })
            }
            _ => Vec::new(),
        },
        here: division.and_then(|code| place::name(&app, code)),
        change: place::change(&narrowed.href(&q)),
        window: app.window().map(|window| window.item.code().to_owned()),
        unnarrowed: is_narrowed_away.then(|| Narrowed::default().href(&q)),
        q,
    };
    Ok(Html(search_page(&reader.shell, &view)).into_response())
}

/// The page that was asked for, as far as there is one, and how many there are.
fn turned(asked: Option<&str>, total: usize) -> (usize, usize) {
    let pages = total.div_ceil(MOST).clamp(1, PAGES);
    let page = asked.and_then(|page| page.parse().ok()).unwrap_or(1);
    (page.clamp(1, pages), pages)
}

/// The ways to narrow that leave something; none where fewer than `least` are left, and none of them was taken.
fn narrowing<T: Copy>(
    least: usize,
    values: impl IntoIterator<Item = Option<T>>,
    facet: impl Fn(Option<T>) -> (String, usize, bool),
) -> Vec<Facet<T>> {
    let facets = values.into_iter().map(|value| {
        let (href, count, current) = facet(value);
        Facet {
            value,
            href,
            count,
            current,
        }
    });
    let facets: Vec<_> = facets
        .filter(|facet| facet.count > 0 || facet.current)
        .collect();
    let taken = facets
        .iter()
        .any(|facet| facet.current && facet.value.is_some());
    if facets.len() < least && !taken {
        return Vec::new();
    }
    facets
}

/// None for what left the catalogue since.
fn line(
    app: &App,
    index: &Index,
    entry: &Entry,
    division: Option<&str>,
    today: Date,
) -> Option<Hit> {
    let kind = index.kinds().get(entry.kind)?;
    if entry.is_bundle {
        let at = place::at(app, &kind.routings, true, division);
        let bundle = app.catalogue.bundle(&entry.key)?;
        return Some(Hit {
            href: format!("/life-events/{}", entry.key),
            name: bundle.name.clone(),
            summary: bundle.summary.clone(),
            is_event: true,
            at,
        });
    }
    let definition = app.public_item(&entry.key).ok()?;
    Some(Hit {
        href: format!("/items/{}", entry.key),
        name: definition.item.name.clone(),
        summary: definition.item.summary.clone(),
        is_event: false,
        at: place::of_item(app, &definition.item, division, today),
    })
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn there_is_always_a_page_and_never_more_than_twenty() {
        assert_eq!(turned(None, 0), (1, 1));
        assert_eq!(turned(Some("2"), 50), (1, 1));
        assert_eq!(turned(Some("2"), 51), (2, 2));
        assert_eq!(turned(Some("-3"), 51), (1, 2));
        assert_eq!(turned(Some("99999999999999999999999"), 51), (1, 2));
        assert_eq!(turned(Some("99"), 100_000), (20, 20));
    }
}
