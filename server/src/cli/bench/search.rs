//! The search index over many items: how long it takes to build, what it takes up, and how soon it answers the queries
//! that the tests ask. The items are the demo's own, each many times over and each time for another trade and place, so
//! that every word of a query stands in thousands of them: more than in a catalogue of as many different items.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use domain::catalogue::{Catalogue, Division, Said};

use super::Figure;
use crate::cli::Stop;
use crate::cli::catalogue_files::{embedded_catalogue, stop_for};
use crate::search::{Doc, Index};

const QUERIES: &str = include_str!("../../../../tests/data/search-queries.toml");
const ROUNDS: usize = 4;
/// What a page shows.
const SHOWN: usize = 50;

const TRADES: &[(&str, &str)] = &[
    ("粮油", "Grain"),
    ("茶叶", "Tea"),
    ("烟草", "Tobacco"),
    ("酒类", "Spirits"),
    ("药品", "Medicines"),
    ("医疗器械", "Medical devices"),
    ("化妆品", "Cosmetics"),
    ("农药", "Pesticides"),
    ("兽药", "Veterinary drugs"),
    ("种子", "Seed"),
    ("肥料", "Fertiliser"),
    ("渔业", "Fishing"),
    ("林木", "Timber"),
    ("草原", "Grassland"),
    ("矿产", "Mining"),
    ("煤炭", "Coal"),
    ("燃气", "Gas"),
    ("供热", "Heating"),
    ("电力", "Electricity"),
    ("光伏", "Solar power"),
    ("风电", "Wind power"),
    ("水泥", "Cement"),
    ("钢材", "Steel"),
    ("建材", "Building materials"),
    ("家具", "Furniture"),
    ("印刷", "Printing"),
    ("出版", "Publishing"),
    ("影视", "Film"),
    ("演出", "Performances"),
    ("网吧", "Internet cafe"),
    ("游泳", "Swimming"),
    ("滑雪", "Skiing"),
    ("旅行社", "Travel agency"),
    ("导游", "Guides"),
    ("培训", "Training"),
    ("幼儿园", "Nursery"),
    ("养老", "Care homes"),
    ("殡葬", "Funerals"),
    ("慈善", "Charity"),
    ("律师", "Lawyers"),
    ("公证", "Notaries"),
    ("测绘", "Surveying"),
    ("气象", "Weather"),
    ("地震", "Earthquakes"),
    ("无线电", "Radio"),
    ("快递", "Couriers"),
    ("仓储", "Warehouses"),
    ("危险品", "Dangerous goods"),
    ("出租车", "Taxis"),
    ("船舶", "Ships"),
    ("航空", "Aviation"),
    ("铁路", "Railways"),
    ("公路", "Roads"),
    ("桥梁", "Bridges"),
    ("环保", "Environment"),
    ("排污", "Waste water"),
    ("辐射", "Radiation"),
    ("文物", "Monuments"),
    ("考古", "Archaeology"),
];

pub(super) fn measure(many: usize) -> Result<Vec<Figure>, Stop> {
    let catalogue = embedded_catalogue().map_err(|findings| stop_for(&findings))?;
    let stop = |error: tantivy::TantivyError| Stop::Mend(format!("bench: {error}"));
    let before = resident();
    let started = Instant::now();
    let current: Vec<_> = catalogue.items().cloned().collect();
    let own = Index::of(&catalogue, &current).map_err(stop)?;
    let first = started.elapsed();
    let dictionary = resident();
    let started = Instant::now();
    drop(Index::of(&catalogue, &current).map_err(stop)?);
    let again = started.elapsed();
    let started = Instant::now();
    let index = Index::build(&catalogue, docs(&catalogue, many)).map_err(stop)?;
    let built = started.elapsed();
    let after = resident();
    let queries = queries()?;
    let mut figures = vec![
        figure(
            format!(
                "Index of the catalogue's own {} items and life events, with the dictionary read",
                own.len()
            ),
            format!("{first:.1?}, {} MB more", dictionary.saturating_sub(before)),
        ),
        figure("The same, built anew".to_owned(), format!("{again:.1?}")),
        figure(
            format!("Index of {} items, built", index.len()),
            format!(
                "{built:.1?}, {:.1} MB, the process {} MB more",
                index.bytes().map_err(stop)? as f64 / 1e6,
                after.saturating_sub(dictionary)
            ),
        ),
    ];
    for (name, index) in [("its own items", &own), ("all of them", &index)] {
        let mut taken = Vec::new();
        for _ in 0..ROUNDS {
            for query in &queries {
                taken.push((ask(index, query).map_err(stop)?, query.as_str()));
            }
        }
        taken.sort_unstable();
        let of = |share: f64| {
            let at = (taken.len() as f64 * share) as usize;
            taken.get(at).copied().unwrap_or_default()
        };
        let (slowest, query) = of(0.999_9);
        figures.push(figure(
            format!(
                "{} queries over {name}: p50 / p95 / p99; the slowest is {query}",
                queries.len()
            ),
            format!(
                "{:.2?} / {:.2?} / {:.2?}; {slowest:.2?}",
                of(0.5).0,
                of(0.95).0,
                of(0.99).0
            ),
        ));
    }
    Ok(figures)
}

/// As the page asks: found, counted, and the best taken out.
fn ask(index: &Index, query: &str) -> Result<Duration, tantivy::TantivyError> {
    let started = Instant::now();
    let found = index.find(query)?;
    let tally = index.tally(&found.hits);
    let best = index.best(&found.hits, SHOWN, |_| true);
    std::hint::black_box((tally, best));
    Ok(started.elapsed())
}

fn queries() -> Result<Vec<String>, Stop> {
    let stop = |error: toml::de::Error| Stop::Mend(format!("bench: {error}"));
    let mut file: toml::Table = toml::from_str(QUERIES).map_err(stop)?;
    file.remove("means");
    let kinds: BTreeMap<String, BTreeMap<String, Vec<String>>> = file.try_into().map_err(stop)?;
    let meant = kinds.into_values().flat_map(BTreeMap::into_values);
    Ok(meant.flatten().collect())
}

fn docs(catalogue: &Catalogue, many: usize) -> impl Iterator<Item = Doc> {
    let items: Vec<_> = catalogue
        .items()
        .filter(|one| one.item.is_public())
        .collect();
    let places: Vec<&Division> = catalogue.home_divisions().collect();
    (0..many).filter_map(move |number| {
        let definition = items.get(number % items.len())?;
        let round = number / items.len();
        let (trade, trade_en) = TRADES.get(round % TRADES.len())?;
        let place = places.get((round / TRADES.len()) % places.len())?;
        let mut doc = Doc::of_item(definition);
        doc.key = format!("{number:012}");
        for (said, text) in &mut doc.says {
            let latin = text.is_ascii();
            match said {
                Said::Name | Said::Summary if latin => *text = format!("{text}: {trade_en}"),
                Said::Name => *text = format!("{}{trade}{text}", place.name.zh),
                Said::Summary => *text = format!("{trade}：{text}"),
                Said::Alias if round > 0 && !latin => *text = format!("{trade}{text}"),
                _ => {}
            }
        }
        Some(doc)
    })
}

fn figure(what: String, ours: String) -> Figure {
    Figure {
        what,
        ours,
        bare: String::new(),
        ratio: String::new(),
    }
}

/// Megabytes of this process in memory; 0 where the system does not say.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
