//! What was asked, as queries of the index: all the words; then what is near them; then any of them.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::fields::{Fields, whole};
use super::synonyms::{Groups, Phrase};
use super::words::{self, Run};

type Boxed = Box<dyn Query>;

/// What the places where a word also stands add to the best of them.
const TIE: f32 = 0.15;
const SYNONYM: f32 = 0.8;
const WHOLE: f32 = 12.0;
const SPELT: f32 = 5.0;
const INITIALS: f32 = 4.0;
const MISSPELT: f32 = 4.0;

/// Of the pairs of a text, those that have to be the same.
const PAIRS: f32 = 0.3;
const SOUNDS: f32 = 0.6;

/// Longer ones are words and not initials.
const MOST_INITIALS: usize = 10;

#[derive(Debug)]
pub struct Asked<'a> {
    whole: String,
    runs: Vec<Run<'a>>,
    /// What has to be there, unless there are many.
    units: Vec<Unit>,
    /// Words that say too little to be asked for: particles, and single characters.
    weak: Vec<Unit>,
}

/// One thing that was said: any of these.
#[derive(Debug)]
struct Unit {
    phrases: Vec<(Phrase, f32)>,
    /// English, or Chinese in letters.
    letters: Vec<String>,
}

impl<'a> Asked<'a> {
    pub fn new(folded: &'a str, groups: &Groups) -> Self {
        let runs = words::runs(folded);
        let mut asked = Self {
            whole: whole(folded),
            runs: Vec::new(),
            units: Vec::new(),
            weak: Vec::new(),
        };
        for run in &runs {
            match run {
                Run::Han(han) => asked.han(han, groups),
                Run::Latin(latin) => asked.latin(latin, groups),
            }
        }
        asked.runs = runs;
        // "居往证" falls apart into characters that stand everywhere: what is near it tells more.
        if asked.units.is_empty() && asked.weak.len() == 1 {
            asked.units = std::mem::take(&mut asked.weak);
        }
        asked
    }

    fn han(&mut self, han: &str, groups: &Groups) {
        let mut rest = han;
        let mut plain = 0;
        // Between words that have synonyms stand those that have none.
        while plain < rest.len() {
            if let Some((end, group)) = groups.han(&rest[plain..]) {
                self.plain(&rest[..plain]);
                let own = words::cut(&rest[plain..plain + end]);
                self.units
                    .push(unit(own.into_iter().map(str::to_owned).collect(), group));
                rest = &rest[plain + end..];
                plain = 0;
            } else {
                plain += rest[plain..].chars().next().map_or(1, char::len_utf8);
            }
        }
        self.plain(rest);
    }

    fn plain(&mut self, han: &str) {
        for word in words::cut(han) {
            let single = word.chars().nth(1).is_none();
            let unit = unit(vec![word.to_owned()], &[]);
            if single || words::is_stop(word) {
                self.weak.push(unit);
            } else {
                self.units.push(unit);
            }
        }
    }

    fn latin(&mut self, latin: &[&str], groups: &Groups) {
        let stems: Vec<String> = latin.iter().map(|word| words::stem(word)).collect();
        let mut at = 0;
        while at < stems.len() {
            let (count, mut unit) = match groups.latin(&stems[at..]) {
                Some((count, group)) => (count, unit(stems[at..at + count].to_vec(), group)),
                None => (1, unit(vec![stems[at].clone()], &[])),
            };
            unit.letters = latin[at..at + count]
                .iter()
                .map(|word| (*word).to_owned())
                .collect();
            let is_weak = count == 1 && (words::is_stop(latin[at]) || latin[at].len() == 1);
            if is_weak {
                self.weak.push(unit);
            } else {
                self.units.push(unit);
            }
            at += count;
        }
    }

    /// Nearly all that was said, in these words or synonyms; or all of it in the letters of Chinese.
    pub fn exact(&self, fields: &Fields) -> Option<Boxed> {
        let units: Vec<Boxed> = self.units.iter().map(|unit| unit.exact(fields)).collect();
        let least = match units.len() {
            few @ 0..=2 => few,
            many => (many * 3).div_ceil(5),
        };
        let mut ways = vec![self.favoured(fields, at_least(units, least))];
        ways.extend(self.spelt(fields, 1.0));
        if let Some(letters) = self.letters()
            && letters.len() <= MOST_INITIALS
        {
            ways.push(boosted(term(fields.initials, &letters), INITIALS));
        }
        Some(best(ways))
    }

    /// Nearly the same characters, sounds or letters.
    pub fn near(&self, fields: &Fields) -> Option<Boxed> {
        let mut ways = Vec::new();
        for run in &self.runs {
            if let Run::Han(han) = run {
                ways.extend(some_of(fields.pairs, words::pairs(han), PAIRS));
                let sounds = words::sound_pairs(&words::syllables(han));
                ways.extend(some_of(fields.sound_pairs, sounds, SOUNDS));
            }
        }
        let latin: Vec<Boxed> = self
            .units
            .iter()
            .filter_map(|unit| unit.misspelt(fields))
            .collect();
        let least = latin.len().min(2).max((latin.len() * 3).div_ceil(5));
        if !latin.is_empty() {
            ways.push(at_least(latin, least));
        }
        ways.extend(self.spelt(fields, SOUNDS));
        if let Some(letters) = self.letters() {
            ways.extend(fuzzy(fields.sounds, &letters));
        }
        (!ways.is_empty()).then(|| any(ways))
    }

    /// Anything of it.
    pub fn loose(&self, fields: &Fields) -> Option<Boxed> {
        let mut ways: Vec<Boxed> = self.units.iter().map(|unit| unit.exact(fields)).collect();
        ways.extend(
            self.weak
                .iter()
                .map(|unit| boosted(unit.exact(fields), 0.3)),
        );
        ways.extend(self.units.iter().filter_map(|unit| unit.misspelt(fields)));
        for run in &self.runs {
            if let Run::Han(han) = run {
                let pairs = words::pairs(han).into_iter();
                ways.extend(pairs.map(|pair| term(fields.pairs, &pair)));
            }
        }
        (!ways.is_empty()).then(|| any(ways))
    }

    /// What is called so comes first; then what has the particles too, and the words side by side.
    fn favoured(&self, fields: &Fields, found: Boxed) -> Boxed {
        let called = boosted(term(fields.whole, &self.whole), WHOLE);
        if self.units.is_empty() {
            return called;
        }
        let mut clauses = vec![(Occur::Must, found), (Occur::Should, called)];
        let weak = self.weak.iter();
        clauses.extend(weak.map(|unit| (Occur::Should, boosted(unit.exact(fields), 0.3))));
        for run in &self.runs {
            if let Run::Han(han) = run {
                let pairs = words::pairs(han).into_iter();
                let pairs = pairs.map(|pair| boosted(term(fields.pairs, &pair), 0.3));
                clauses.extend(pairs.map(|pair| (Occur::Should, pair)));
            }
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// Everything together, where it is in letters alone.
    fn letters(&self) -> Option<String> {
        match self.runs.as_slice() {
            [Run::Latin(words)] => Some(words.concat()),
            _ => None,
        }
    }

    fn spelt(&self, fields: &Fields, share: f32) -> Option<Boxed> {
        let letters = self.letters()?;
        let syllables = words::spelt(&letters)?;
        let found = if syllables.len() > 1 {
            some_of(fields.sound_pairs, words::sound_pairs(&syllables), share)?
        } else {
            term(fields.sounds, &letters)
        };
        Some(boosted(found, SPELT))
    }
}

fn unit(own: Phrase, group: &[Phrase]) -> Unit {
    let others = group.iter().filter(|phrase| **phrase != own);
    let others: Vec<_> = others.map(|phrase| (phrase.clone(), SYNONYM)).collect();
    Unit {
        phrases: std::iter::once((own, 1.0)).chain(others).collect(),
        letters: Vec::new(),
    }
}

impl Unit {
    fn exact(&self, fields: &Fields) -> Boxed {
        let phrases = self
            .phrases
            .iter()
            .map(|(phrase, boost)| boosted(said(fields, phrase), *boost));
        best(phrases.collect())
    }

    /// English words nearly so spelt. None of Chinese.
    fn misspelt(&self, fields: &Fields) -> Option<Boxed> {
        if self.letters.is_empty() {
            return None;
        }
        let words = self.letters.iter().map(|word| {
            let nearly = fuzzy(fields.spelt, word).map(|way| boosted(way, MISSPELT));
            let exactly = said(fields, &[words::stem(word)]);
            best(nearly.into_iter().chain([exactly]).collect())
        });
        Some(at_least(words.collect(), self.letters.len()))
    }
}

/// A word wherever it may stand; several in one kind of text.
fn said(fields: &Fields, phrase: &[String]) -> Boxed {
    let fields = fields.said.iter().chain([&fields.agency]);
    let ways = fields.map(|(field, weight)| {
        let words = phrase.iter().map(|word| term(*field, word));
        boosted(at_least(words.collect(), phrase.len()), *weight)
    });
    best(ways.collect())
}

fn term(field: Field, word: &str) -> Boxed {
    let term = Term::from_field_text(field, word);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// One letter wrong, or two in a long word; short words are too near to others.
fn fuzzy(field: Field, letters: &str) -> Option<Boxed> {
    let distance = match letters.len() {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let term = Term::from_field_text(field, letters);
    Some(Box::new(FuzzyTermQuery::new(term, distance, true)))
}

fn some_of(field: Field, tokens: impl IntoIterator<Item = String>, share: f32) -> Option<Boxed> {
    let terms: Vec<Boxed> = tokens
        .into_iter()
        .map(|token| term(field, &token))
        .collect();
    let least = (terms.len() as f32 * share).ceil() as usize;
    (!terms.is_empty()).then(|| at_least(terms, least))
}

fn boosted(query: Boxed, boost: f32) -> Boxed {
    Box::new(BoostQuery::new(query, boost))
}

fn best(mut ways: Vec<Boxed>) -> Boxed {
    match (ways.len(), ways.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            ways.extend(last);
            Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, TIE))
        }
    }
}

fn any(ways: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::union(ways))
}

fn at_least(mut ways: Vec<Boxed>, least: usize) -> Boxed {
    if ways.len() == 1
        && let Some(only) = ways.pop()
    {
        return only;
    }
    if least >= ways.len() {
        return Box::new(BooleanQuery::intersection(ways));
    }
    Box::new(BooleanQuery::union_with_minimum_required_clauses(
        ways, least,
    ))
}
