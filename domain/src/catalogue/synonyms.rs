//! `synonyms.toml`: words that people use for one another. Search finds by any word of a group what says another.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::read::line_of;
use super::{Finding, SourceFile};

pub const FILE: &str = "synonyms.toml";

/// A longer one is a sentence, and nobody types it again.
const LONGEST: usize = 24;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    #[serde(rename = "group", default)]
    groups: Vec<Group>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    words: Vec<Spanned<String>>,
}

impl Synonyms {
    /// Each group's words, as its author wrote them.
    pub fn groups(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.groups
            .iter()
            .map(|group| group.words.iter().map(|word| word.get_ref().as_str()))
    }

    /// Every word stands once, and every group has a word that some of `texts` holds: the others lead there.
    pub(super) fn check(&self, file: &SourceFile, texts: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |word: &Spanned<String>, mend: String| {
            findings.push(Finding {
                file: file.path.clone(),
                line: line_of(&file.text, word.span().start),
                rule: "synonyms",
                mend,
            });
        };
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for group in &self.groups {
            for word in &group.words {
                let text = word.get_ref().trim();
                let folded = text.to_lowercase();
                if text.is_empty() || text.chars().count() > LONGEST {
                    add(word, format!("write a word of 1 to {LONGEST} characters"));
                } else if let Some(line) = seen.get(&folded) {
                    add(
                        word,
                        format!("`{text}` stands in line {line} already; join the groups"),
                    );
                } else {
                    seen.insert(folded, line_of(&file.text, word.span().start));
                }
            }
            let Some(first) = group.words.first() else {
                continue;
            };
            if group.words.len() < 2 {
                add(first, "write two words at least, or none".into());
            }
            let leads = |word: &Spanned<String>| {
                let word = word.get_ref().trim().to_lowercase();
                texts.iter().any(|text| text.contains(&word))
            };
            if !group.words.iter().any(leads) {
                let mend =
                    "no item or bundle says any of these words; use one that some guide says";
                add(first, mend.into());
            }
        }
        findings
    }
}
