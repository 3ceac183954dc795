//! The groups of `synonyms.toml`, ready to be met in a query.

use std::collections::HashMap;

use domain::catalogue::Synonyms;

use super::words::{self, Run};

/// The words that have to be there, all of them.
pub type Phrase = Vec<String>;

#[derive(Debug, Default)]
pub struct Groups {
    groups: Vec<Vec<Phrase>>,
    /// Chinese words, by their characters.
    han: HashMap<String, usize>,
    /// English words, by their stems.
    latin: HashMap<Vec<String>, usize>,
    /// Characters, or words, of the longest of each.
    longest_han: usize,
    longest_latin: usize,
}

impl Groups {
    pub fn of(synonyms: &Synonyms) -> Self {
        let mut groups = Self::default();
        for (number, group) in synonyms.groups().enumerate() {
            let mut phrases = Vec::new();
            for word in group {
                let folded = words::fold(word);
                match words::runs(&folded).as_slice() {
                    [Run::Han(han)] => {
                        groups.longest_han = groups.longest_han.max(han.chars().count());
                        groups.han.insert((*han).to_owned(), number);
                        phrases.push(words::cut(han).into_iter().map(str::to_owned).collect());
                    }
                    [Run::Latin(latin)] => {
                        let stems: Vec<String> =
                            latin.iter().map(|word| words::stem(word)).collect();
                        groups.longest_latin = groups.longest_latin.max(stems.len());
                        groups.latin.insert(stems.clone(), number);
                        phrases.push(stems);
                    }
                    // Of two scripts: it can be said by others, and says them.
                    mixed => phrases.push(mixed.iter().flat_map(all).collect()),
                }
            }
            groups.groups.push(phrases);
        }
        groups
    }

    /// The longest word at the start of `han`: its end in bytes, and what its group says.
    pub fn han<'a>(&'a self, han: &str) -> Option<(usize, &'a [Phrase])> {
        let ends: Vec<usize> = han
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(self.longest_han)
            .collect();
        ends.into_iter().rev().find_map(|end| {
            let group = self.han.get(&han[..end])?;
            Some((end, self.groups.get(*group)?.as_slice()))
        })
    }

    /// The longest phrase at the start of `stems`: how many it is of, and what its group says.
    pub fn latin<'a>(&'a self, stems: &[String]) -> Option<(usize, &'a [Phrase])> {
        let most = stems.len().min(self.longest_latin);
        (1..=most).rev().find_map(|count| {
            let group = self.latin.get(&stems[..count])?;
            Some((count, self.groups.get(*group)?.as_slice()))
        })
    }
}

fn all(run: &Run<'_>) -> Vec<String> {
    match run {
        Run::Han(han) => words::cut(han).into_iter().map(str::to_owned).collect(),
        Run::Latin(latin) => latin.iter().map(|word| words::stem(word)).collect(),
    }
}
