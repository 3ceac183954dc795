//! From text to what is compared: words, pairs of characters, and how they sound.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use jieba_rs::Jieba;
use pinyin::ToPinyin;
use tantivy::tokenizer::{Language, SimpleTokenizer, Stemmer, TextAnalyzer};

/// Half a million words; read when something is searched for.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Every syllable that some character has, some 400.
static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let han = '\u{4e00}'..='\u{9fff}';
    han.filter_map(|c| Some(c.to_pinyin()?.plain())).collect()
});

/// The longest is "zhuang".
const LONGEST_SYLLABLE: usize = 6;
const INITIALS: std::ops::RangeInclusive<usize> = 2..=10;

/// Said of every item, or of none.
const STOP: &[&str] = &[
    "怎么",
    "怎样",
    "怎么办",
    "怎么样",
    "如何",
    "办理",
    "办",
    "申请",
    "申办",
    "需要",
    "要",
    "要办",
    "什么",
    "啥",
    "哪些",
    "哪里",
    "哪儿",
    "在哪",
    "在哪里",
    "手续",
    "流程",
    "材料",
    "条件",
    "我",
    "我要",
    "我想",
    "想",
    "想要",
    "去",
    "能",
    "可以",
    "吗",
    "呢",
    "的",
    "了",
    "吧",
    "请问",
    "多少",
    "多久",
    "现在",
    "还",
    "应该",
    "必须",
    "有",
    "是",
    "在",
    "给",
    "和",
    "与",
    "或",
    "个",
    "一个",
    "一家",
    "家",
    "里",
    "自己",
    "办证",
    "证件",
    "先",
    "跑",
    "做",
    "点",
    "怎",
    "么",
    "被",
    "把",
    "到",
    "从",
    "a",
    "an",
    "and",
    "apply",
    "application",
    "at",
    "can",
    "do",
    "for",
    "from",
    "get",
    "how",
    "i",
    "in",
    "is",
    "it",
    "me",
    "my",
    "need",
    "of",
    "on",
    "or",
    "the",
    "to",
    "want",
    "what",
    "where",
    "which",
    "with",
];

pub fn is_stop(word: &str) -> bool {
    STOP.contains(&word)
}

/// Lower case, and full-width letters as the narrow ones.
pub fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// A stretch of folded text in one script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run<'a> {
    Han(&'a str),
    /// Letters and digits, word by word.
    Latin(Vec<&'a str>),
}

pub fn runs(folded: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| match c {
            c if is_han(c) => 1,
            c if c.is_alphanumeric() => 2,
            _ => 0,
        };
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        match (kind(first), runs.last_mut()) {
            (1, _) => runs.push(Run::Han(stretch)),
            (2, Some(Run::Latin(words))) => words.push(stretch),
            (2, _) => runs.push(Run::Latin(vec![stretch])),
            _ => {}
        }
        rest = after;
    }
    runs
}

/// Words of a query, each once said.
pub fn cut(han: &str) -> Vec<&str> {
    let cut = JIEBA.cut(han, false);
    cut.into_iter().map(|token| token.word).collect()
}

thread_local! {
    static STEMMER: RefCell<TextAnalyzer> = RefCell::new(
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(Stemmer::new(Language::English))
            .build(),
    );
}

/// English by its stem.
pub fn stem(word: &str) -> String {
    STEMMER.with_borrow_mut(|stemmer| {
        let mut stream = stemmer.token_stream(word);
        let stem = stream.next().map(|token| token.text.clone());
        stem.unwrap_or_else(|| word.to_owned())
    })
}

/// Chinese words with the shorter ones inside them, English stems.
pub fn words(folded: &str, into: &mut BTreeSet<String>) {
    for run in runs(folded) {
        match run {
            Run::Han(han) => {
                let cut = JIEBA.cut_for_search(han, false);
                into.extend(cut.into_iter().map(|token| token.word.to_owned()));
            }
            Run::Latin(latin) => into.extend(latin.into_iter().map(stem)),
        }
    }
}

/// Each two characters that are next to each other or have one between them: whoever mistypes one leaves others whole.
pub fn pairs(han: &str) -> BTreeSet<String> {
    let chars: Vec<char> = han.chars().collect();
    let near = chars
        .windows(2)
        .map(|pair| format!("{}{}", pair[0], pair[1]));
    let over = chars
        .windows(3)
        .map(|three| format!("{}_{}", three[0], three[2]));
    near.chain(over).collect()
}

/// How it is read, character by character.
pub fn syllables(han: &str) -> Vec<&'static str> {
    let read = han.to_pinyin();
    read.flatten().map(|pinyin| pinyin.plain()).collect()
}

/// Syllables two by two, and those alike that many people don't tell apart: s and sh, n and ng at the end.
pub fn sound_pairs<S: AsRef<str>>(syllables: &[S]) -> BTreeSet<String> {
    syllables
        .windows(2)
        .map(|pair| format!("{}.{}", soft(pair[0].as_ref()), soft(pair[1].as_ref())))
        .collect()
}

fn soft(syllable: &str) -> String {
    let (head, tail) = match syllable.split_at_checked(2) {
        Some(("zh", rest)) => ("z", rest),
        Some(("ch", rest)) => ("c", rest),
        Some(("sh", rest)) => ("s", rest),
        _ => ("", syllable),
    };
    let tail = match tail.strip_suffix('g') {
        Some(short) if short.ends_with("an") || short.ends_with("en") || short.ends_with("in") => {
            short
        }
        _ => tail,
    };
    format!("{head}{tail}")
}

/// Letters as the syllables of Chinese that they spell, in as few as possible. None where they spell none.
pub fn spelt(letters: &str) -> Option<Vec<&str>> {
    if !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    // The fewest syllables up to each letter, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=letters.len() {
        for start in end.saturating_sub(LONGEST_SYLLABLE)..end {
            if let Some((count, _)) = best[start]
                && best[end].is_none_or(|(least, _)| count + 1 < least)
                && SYLLABLES.contains(&letters[start..end])
            {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut found = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, start) = best[end]?;
        found.push(&letters[start..end]);
        end = start;
    }
    found.reverse();
    Some(found)
}

/// The first letters of its syllables, from the start of each word on.
pub fn initials(han: &str, into: &mut BTreeSet<String>) {
    let mut starts = Vec::new();
    let mut letters = String::new();
    for word in cut(han) {
        starts.push(letters.len());
        let first = syllables(word);
        letters.extend(first.iter().filter_map(|syllable| syllable.chars().next()));
    }
    // A letter other than a to z has more than one byte: such a name has no initials to type.
    if letters.is_ascii() {
        for start in starts {
            for length in INITIALS {
                let initials = letters.get(start..start + length);
                into.extend(initials.map(str::to_owned));
            }
        }
    }
}

/// Its words and itself, as they are spelt.
pub fn sounds(han: &str, into: &mut BTreeSet<String>) {
    let cut = JIEBA.cut_for_search(han, false);
    let words = cut.iter().map(|token| token.word).chain([han]);
    into.extend(words.map(|word| syllables(word).concat()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        let found = runs("办id card，居住证");
        let latin = Run::Latin(vec!["id", "card"]);
        assert_eq!(found, [Run::Han("办"), latin, Run::Han("居住证")]);
        assert_eq!(fold("ＣＡＦＥ　Ｂ"), "cafe b");
    }

    #[test]
    fn letters_are_read_as_syllables_where_they_are_some() {
        assert_eq!(spelt("juzhuzheng"), Some(vec!["ju", "zhu", "zheng"]));
        assert_eq!(spelt("xian"), Some(vec!["xian"]));
        assert_eq!(spelt("passport"), None);
        assert_eq!(spelt("身份"), None);
        let both = |a: &str, b: &str| sound_pairs(&[a, b]);
        assert_eq!(both("zhu", "zheng"), both("zu", "zen"));
        assert_ne!(both("zhu", "zheng"), both("zhu", "zhang"));
    }

    #[test]
    fn a_wrong_character_leaves_a_pair() {
        assert!(pairs("居住证").contains("居_证"));
        assert!(!pairs("居往证").is_disjoint(&pairs("居住证")));
        assert!(pairs("证").is_empty());
    }

    #[test]
    fn initials_begin_with_words() {
        let mut found = BTreeSet::new();
        initials("居住证", &mut found);
        assert!(found.contains("jzz") && found.contains("jz"));
        assert!(!found.contains("zz") || cut("居住证").len() > 1);
    }
}
