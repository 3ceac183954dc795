//! What the catalogue can be searched by, in memory: built when an item is published, asked by every search. Words
//! first; where they find nothing, what is spelt or sounds nearly so. Deliberately without snippets and ranking by clicks.

mod fields;
mod query;
mod synonyms;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use domain::catalogue::{Audience, Bundle, Catalogue, Definition, Routing, Said, Theme};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::directory::RamDirectory;
use tantivy::query::Query;
use tantivy::{DocId, IndexSettings, ReloadPolicy, Score, Searcher, SegmentOrdinal, SegmentReader};

use fields::Fields;
use synonyms::Groups;

/// Of the writer, which is gone when the index is built: where its table of terms begins, not the most it takes.
const WRITER_BYTES: usize = 15_000_000;

/// Characters of a query that are looked at.
const LONGEST: usize = 80;

/// With fewer hits, what is near is told as well.
const FEW: usize = 3;

/// How much worse than the best a near answer may be.
const NEAR_ENOUGH: Score = 0.4;

/// The same of what has the words: whoever types an item's name does not mean those that ask for its document.
const FAR: Score = 0.1;

#[derive(Debug)]
pub struct Index {
    searcher: Searcher,
    fields: Fields,
    groups: Groups,
    /// By their number in the index.
    entries: Vec<Entry>,
    kinds: Vec<Kind>,
}

/// An item or a bundle that can be found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// An item's code, a bundle's key.
    pub key: String,
    pub is_bundle: bool,
    /// Its place in `Index::kinds`.
    pub kind: usize,
}

/// What facets ask of an entry. Many are alike, and each kind is asked once.
#[derive(Debug, Clone)]
pub struct Kind {
    pub audience: Vec<Audience>,
    pub theme: Theme,
    /// An item's, or those of a bundle's parts.
    pub routings: Vec<Routing>,
}

/// What goes into the index.
#[derive(Debug)]
pub struct Doc {
    pub key: String,
    pub is_bundle: bool,
    pub audience: Vec<Audience>,
    pub theme: Theme,
    pub says: Vec<(Said, String)>,
    /// An item's, or those of a bundle's parts.
    pub routings: Vec<Routing>,
}

/// Numbers of entries with their scores, in no order.
pub type Hits = Vec<(Score, u32)>;

#[derive(Debug, Default)]
pub struct Found {
    /// What has the words.
    pub hits: Hits,
    /// Where few have them: what is near them.
    pub near: Hits,
}

impl Doc {
    pub fn of_item(definition: &Definition) -> Self {
        let item = &definition.item;
        Self {
            key: item.code().to_owned(),
            is_bundle: false,
            audience: item.audience.clone(),
            theme: item.theme,
            says: owned(item.says()),
            routings: vec![item.routing.clone()],
        }
    }

    fn of_bundle(bundle: &Bundle, routings: Vec<Routing>) -> Self {
        Self {
            key: bundle.key().to_owned(),
            is_bundle: true,
            audience: bundle.audience.clone(),
            theme: bundle.theme,
            says: owned(bundle.says()),
            routings,
        }
    }
}

fn owned<'a>(says: impl Iterator<Item = (Said, &'a str)>) -> Vec<(Said, String)> {
    says.map(|(said, text)| (said, text.to_owned())).collect()
}

impl Index {
    /// Of the current versions, those that citizens and businesses apply for, and of the bundles.
    ///
    /// # Errors
    /// Where the index can't be written, which in memory means that there is none left.
    pub fn of(
        catalogue: &Catalogue,
        current: &[Arc<Definition>],
    ) -> Result<Self, tantivy::TantivyError> {
        let items: HashMap<&str, &Definition> = current
            .iter()
            .map(|definition| (definition.item.code(), definition.as_ref()))
            .collect();
        let public = current.iter().filter(|one| one.item.is_public());
        let bundles = catalogue.bundles().map(|bundle| {
            let parts = bundle.parts.iter();
            let parts = parts.filter_map(|part| items.get(part.code()));
            let routings = parts.map(|part| part.item.routing.clone()).collect();
            Doc::of_bundle(bundle, routings)
        });
        let docs = public.map(|one| Doc::of_item(one)).chain(bundles);
        Self::build(catalogue, docs)
    }

    /// # Errors
    /// As `of`.
    pub fn build(
        catalogue: &Catalogue,
        docs: impl IntoIterator<Item = Doc>,
    ) -> Result<Self, tantivy::TantivyError> {
        let (schema, fields) = Fields::schema();
        let settings = IndexSettings {
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        // One segment, whose numbers are those in which the documents came. No thread is left behind.
        let mut writer = tantivy::Index::builder()
            .schema(schema)
            .settings(settings)
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        let mut entries = Vec::new();
        let mut kinds = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut agencies: HashMap<String, HashSet<String>> = HashMap::new();
        for doc in docs {
            let named: Vec<_> = doc.routings.iter().map(|one| &one.function).collect();
            for function in &named {
                if !agencies.contains_key(*function) {
                    let words = fields::agency_words(catalogue, function);
                    agencies.insert((*function).clone(), words);
                }
            }
            let theirs = named.iter().filter_map(|function| agencies.get(*function));
            writer.add_document(fields.document(&doc, theirs))?;
            let kind = Kind {
                audience: doc.audience,
                theme: doc.theme,
                routings: doc.routings,
            };
            let kind = *known.entry(format!("{kind:?}")).or_insert_with(|| {
                kinds.push(kind);
                kinds.len() - 1
            });
            entries.push(Entry {
                key: doc.key,
                is_bundle: doc.is_bundle,
                kind,
            });
        }
        let reader = writer
            .finalize()?
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            searcher: reader.searcher(),
            fields,
            groups: Groups::of(&catalogue.synonyms),
            entries,
            kinds,
        })
    }

    /// Everything that a query finds; without words, every item.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn find(&self, q: &str) -> Result<Found, tantivy::TantivyError> {
        let q: String = q.trim().chars().take(LONGEST).collect();
        let folded = words::fold(&q);
        if words::runs(&folded).is_empty() {
            let all = self.entries.iter().zip(0..);
            let items = all.filter(|(entry, _)| !entry.is_bundle);
            return Ok(Found {
                hits: items.map(|(_, number)| (0.0, number)).collect(),
                near: Vec::new(),
            });
        }
        let asked = query::Asked::new(&folded, &self.groups);
        let mut hits = self.hits(asked.exact(&self.fields))?;
        let is_few = hits.len() < FEW;
        let best = hits.iter().map(|(score, _)| *score).fold(0.0, Score::max);
        hits.retain(|(score, _)| *score >= best * FAR);
        if !is_few {
            return Ok(Found {
                hits,
                near: Vec::new(),
            });
        }
        let mut near = self.hits(asked.near(&self.fields))?;
        near.retain(|(_, number)| !holds(&hits, *number));
        if near.is_empty() {
            near = self.hits(asked.loose(&self.fields))?;
            near.retain(|(_, number)| !holds(&hits, *number));
        }
        let best = near.iter().map(|(score, _)| *score).fold(0.0, Score::max);
        near.retain(|(score, _)| *score >= best * NEAR_ENOUGH);
        Ok(Found { hits, near })
    }

    fn hits(&self, query: Option<Box<dyn Query>>) -> Result<Hits, tantivy::TantivyError> {
        match query {
            Some(query) => self.searcher.search(&query, &AllScored),
            None => Ok(Vec::new()),
        }
    }

    /// How many there are of each kind, in the order of `kinds`.
    pub fn tally(&self, hits: &Hits) -> Vec<usize> {
        let mut tally = vec![0; self.kinds.len()];
        for (_, number) in hits {
            let kind = self.entries.get(*number as usize).map(|entry| entry.kind);
            if let Some(count) = kind.and_then(|kind| tally.get_mut(kind)) {
                *count += 1;
            }
        }
        tally
    }

    /// The best of those whose kind `wanted` takes, best first.
    pub fn best(&self, hits: &Hits, most: usize, wanted: impl Fn(usize) -> bool) -> Vec<&Entry> {
        let entry = |number: u32| self.entries.get(number as usize);
        let mut hits = hits.clone();
        hits.retain(|(_, number)| entry(*number).is_some_and(|entry| wanted(entry.kind)));
        let order = |a: &(Score, u32), b: &(Score, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if hits.len() > most {
            hits.select_nth_unstable_by(most, order);
            hits.truncate(most);
        }
        hits.sort_unstable_by(order);
        hits.into_iter()
            .filter_map(|(_, number)| entry(number))
            .collect()
    }

    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes that the index takes, without what is known of each entry.
    ///
    /// # Errors
    /// Where the index can't be read.
    pub fn bytes(&self) -> Result<u64, tantivy::TantivyError> {
        Ok(self.searcher.space_usage()?.total().get_bytes())
    }
}

/// Every hit with its score: facets count them all, and there is one segment.
struct AllScored;

struct Collected(Hits);

fn holds(hits: &Hits, number: u32) -> bool {
    hits.iter().any(|(_, hit)| *hit == number)
}

impl Collector for AllScored {
    type Fruit = Hits;
    type Child = Collected;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Collected> {
        Ok(Collected(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for Collected {
    type Fruit = Hits;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.0.push((score, doc));
    }

    fn harvest(self) -> Self::Fruit {
        self.0
    }
}
