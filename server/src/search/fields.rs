//! The fields of the index, and what each says of a document.

use std::collections::{BTreeSet, HashSet};

use domain::catalogue::{Catalogue, Said};
use tantivy::TantivyDocument;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use super::Doc;
use super::words::{self, Run};

#[derive(Debug, Clone)]
pub struct Fields {
    /// Words of each kind of text, with what a word there counts for.
    pub said: [(Field, f32); 6],
    pub agency: (Field, f32),
    /// Names and aliases without spaces, each as one.
    pub whole: Field,
    /// Of names, aliases and the summary, from here on.
    pub pairs: Field,
    pub sound_pairs: Field,
    pub sounds: Field,
    pub initials: Field,
    /// English words as they are spelt, for those that are spelt nearly so.
    pub spelt: Field,
}

const SAID: [(Said, &str, f32); 6] = [
    (Said::Name, "name", 6.0),
    (Said::Alias, "alias", 5.0),
    (Said::Summary, "summary", 2.5),
    (Said::Material, "material", 1.0),
    (Said::Result, "result", 1.2),
    (Said::Question, "question", 0.7),
];

impl Fields {
    pub fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        // How often a word stands in a text says nothing of what the text is about; how long a name is, does.
        let mut field = |name: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("whitespace")
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(name == "name");
            let options = TextOptions::default().set_indexing_options(indexing);
            schema.add_text_field(name, options)
        };
        let fields = Self {
            said: SAID.map(|(_, name, weight)| (field(name), weight)),
            agency: (field("agency"), 1.0),
            whole: field("whole"),
            pairs: field("pairs"),
            sound_pairs: field("sound-pairs"),
            sounds: field("sounds"),
            initials: field("initials"),
            spelt: field("spelt"),
        };
        (schema.build(), fields)
    }

    pub fn document<'a>(
        &self,
        doc: &Doc,
        agencies: impl Iterator<Item = &'a HashSet<String>>,
    ) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let mut add = |field, tokens: BTreeSet<String>| {
            let tokens: Vec<String> = tokens.into_iter().collect();
            document.add_text(field, tokens.join(" "));
        };
        for ((said, ..), (field, _)) in SAID.iter().zip(&self.said) {
            let mut tokens = BTreeSet::new();
            for (kind, text) in &doc.says {
                if kind == said {
                    words::words(&words::fold(text), &mut tokens);
                }
            }
            add(*field, tokens);
        }
        let mut agency = BTreeSet::new();
        for one in agencies {
            agency.extend(one.iter().cloned());
        }
        add(self.agency.0, agency);
        let (mut whole, mut pairs, mut sound_pairs) =
            <(BTreeSet<_>, BTreeSet<_>, BTreeSet<_>)>::default();
        let (mut sounds, mut initials, mut spelt) =
            <(BTreeSet<_>, BTreeSet<_>, BTreeSet<_>)>::default();
        for (said, text) in &doc.says {
            let is_name = matches!(said, Said::Name | Said::Alias);
            if !is_name && *said != Said::Summary {
                continue;
            }
            let folded = words::fold(text);
            for run in words::runs(&folded) {
                match run {
                    Run::Han(han) => {
                        pairs.extend(words::pairs(han));
                        if is_name {
                            sound_pairs.extend(words::sound_pairs(&words::syllables(han)));
                            words::sounds(han, &mut sounds);
                            words::initials(han, &mut initials);
                        }
                    }
                    Run::Latin(latin) => spelt.extend(latin.into_iter().map(str::to_owned)),
                }
            }
            if is_name {
                whole.insert(self::whole(&folded));
            }
        }
        add(self.whole, whole);
        add(self.pairs, pairs);
        add(self.sound_pairs, sound_pairs);
        add(self.sounds, sounds);
        add(self.initials, initials);
        add(self.spelt, spelt);
        document
    }
}

/// Letters and characters alone.
pub fn whole(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of the names of a kind of agencies, wherever they are.
pub fn agency_words(catalogue: &Catalogue, function: &str) -> HashSet<String> {
    let mut found = BTreeSet::new();
    for agency in catalogue.agencies() {
        if agency.function == function {
            words::words(&words::fold(&agency.name.zh), &mut found);
            if let Some(en) = &agency.name.en {
                words::words(&words::fold(en), &mut found);
            }
        }
    }
    found.into_iter().collect()
}
