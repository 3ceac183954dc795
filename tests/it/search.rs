//! What people type finds what they mean: the queries of `tests/data/search-queries.toml`.

use std::collections::BTreeMap;

use server::cli::embedded_catalogue;
use server::search::Index;

/// As many as the house promises to find among the first three.
const SHARE: f64 = 0.95;
const TOP: usize = 3;

type Queries = BTreeMap<String, BTreeMap<String, Vec<String>>>;

#[test]
fn what_is_meant_is_among_the_first_three() {
    let text = include_str!("../data/search-queries.toml");
    let mut file: toml::Table = toml::from_str(text).unwrap();
    let means = file.remove("means").unwrap();
    let means: BTreeMap<String, String> = means.try_into().unwrap();
    let queries: Queries = file.try_into().unwrap();
    let catalogue = embedded_catalogue().unwrap();
    let current: Vec<_> = catalogue.items().cloned().collect();
    let index = Index::of(&catalogue, &current).unwrap();
    let mut misses = Vec::new();
    let (mut all, mut near) = (0, 0);
    for (kind, meant) in &queries {
        for (name, queries) in meant {
            let key = &means[name];
            for q in queries {
                all += 1;
                let found = index.find(q).unwrap();
                near += usize::from(found.hits.is_empty());
                // As the page shows them: what was found, then what is near it.
                let mut best = index.best(&found.hits, TOP, |_| true);
                best.extend(index.best(&found.near, TOP - best.len(), |_| true));
                if !best.iter().any(|entry| entry.key == *key) {
                    let best: Vec<_> = best.iter().map(|entry| entry.key.as_str()).collect();
                    misses.push(format!("{kind}: {q}: not {name} ({key}) but {best:?}"));
                }
            }
        }
    }
    println!(
        "{all} queries, {near} answered by what is near, {} missed",
        misses.len()
    );
    println!("{}", misses.join("\n"));
    assert!(all >= 200);
    let share = 1.0 - misses.len() as f64 / all as f64;
    assert!(share >= SHARE, "{share:.3} found:\n{}", misses.join("\n"));
}
