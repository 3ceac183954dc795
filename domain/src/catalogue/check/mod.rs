//! The proof that a definition may be used: references exist, every step can be reached and can
//! end, limits fit, both languages are there, and the guide says what article 30 asks for.

mod form;
mod places;
mod process;
mod texts;

use std::ops::Range;

use super::item::ServiceItem;
use super::read::line_of;
use super::{Finding, SourceFile};

pub(super) use places::check_places;

struct Checker<'a> {
    file: &'a SourceFile,
    item: &'a ServiceItem,
    findings: Vec<Finding>,
}

/// Every finding in one item.
pub fn check_item(item: &ServiceItem, file: &SourceFile) -> Vec<Finding> {
    let mut checker = Checker {
        file,
        item,
        findings: Vec::new(),
    };
    checker.code();
    checker.keys();
    checker.conditions();
    checker.routing();
    checker.limits();
    checker.process();
    checker.joint();
    checker.licence();
    checker.texts();
    checker.findings
}

impl Checker<'_> {
    fn add(&mut self, span: Range<usize>, rule: &'static str, mend: impl Into<String>) {
        let line = line_of(&self.file.text, span.start);
        self.findings.push(Finding {
            file: self.file.path.clone(),
            line,
            rule,
            mend: mend.into(),
        });
    }

    /// The span of a key that carries none, found by its text; that of a key that a line starts
    /// with if there is one, since the same word may stand in a comment or a value before.
    fn near(&self, needle: &str) -> Range<usize> {
        let text = &self.file.text;
        let start = text
            .match_indices(needle)
            .map(|(at, _)| at)
            .find(|at| text[..*at].ends_with('\n'))
            .or_else(|| text.find(needle))
            .unwrap_or(0);
        start..start
    }

    /// The span of a limit, as a table of its own or inside `[limits]`.
    fn near_limit(&self, key: &str) -> Range<usize> {
        let table = format!("[limits.{key}]");
        self.near(if self.file.text.contains(&table) {
            &table
        } else {
            key
        })
    }

    /// The span of a text, on a line without its translation where there is such a line.
    fn near_text(&self, zh: &str) -> Range<usize> {
        let text = &self.file.text;
        let quoted = format!("zh = \"{zh}\"");
        let alone = text.match_indices(&quoted).map(|(at, _)| at).find(|at| {
            let line = text[*at..].split('\n').next().unwrap_or_default();
            !line.contains("en = \"") || line.contains("en = \"\"")
        });
        let start = alone
            .or_else(|| text.find(&quoted))
            .or_else(|| text.find(zh))
            .unwrap_or(0);
        start..start
    }
}
