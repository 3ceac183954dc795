//! The proof that a definition may be used: references exist, every step can be reached and can
//! end, limits fit, both languages are there, and the guide says what article 30 asks for.

mod audience;
mod bundle;
mod conditions;
mod form;
mod joint;
mod limits;
mod places;
mod process;
mod quality;
mod situations;
mod staff;
mod texts;

use std::ops::Range;

use super::item::ServiceItem;
use super::read::line_of;
use super::{Finding, SourceFile};

pub use bundle::{Items, check_bundle, check_bundle_with};
pub(super) use places::check_places;
pub(super) use staff::{check_agencies, check_offered, check_staff};

/// Where, against which rule, and how to mend it.
type Found = (Range<usize>, &'static str, String);

fn finding(file: &SourceFile, (span, rule, mend): Found) -> Finding {
    Finding {
        file: file.path.clone(),
        line: line_of(&file.text, span.start),
        rule,
        mend,
    }
}

struct Checker<'a> {
    file: &'a SourceFile,
    item: &'a ServiceItem,
    findings: Vec<Finding>,
}

/// Every finding in one item.
pub fn check_item(item: &ServiceItem, file: &SourceFile) -> Vec<Finding> {
    let mut checker = Checker::new(item, file);
    checker.code();
    checker.keys();
    checker.conditions();
    checker.situations();
    checker.fee_cases();
    checker.routing();
    checker.limits();
    checker.process();
    checker.process_conditions();
    checker.audience();
    checker.quality();
    checker.joint();
    checker.licence();
    checker.texts();
    checker.findings
}

impl<'a> Checker<'a> {
    fn new(item: &'a ServiceItem, file: &'a SourceFile) -> Self {
        Self {
            file,
            item,
            findings: Vec::new(),
        }
    }
}

impl Checker<'_> {
    fn add(&mut self, span: Range<usize>, rule: &'static str, mend: impl Into<String>) {
        self.findings
            .push(finding(self.file, (span, rule, mend.into())));
    }

    fn add_all(&mut self, found: Vec<Found>) {
        let found = found.into_iter().map(|found| finding(self.file, found));
        self.findings.extend(found);
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
}

/// The span of a text, on a line without its translation where there is such a line.
fn near_text(file: &SourceFile, zh: &str) -> Range<usize> {
    let text = &file.text;
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
