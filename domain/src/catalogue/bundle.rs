//! A bundle (一件事) as its file in the catalogue says it: one form for several items, which of them apply, in which
//! order they open, and where each of their answers comes from.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::form::Form;
use super::item::{FormPage, MaterialRule, Question, When};
use super::kinds::{Audience, Theme};
use super::list::SharedList;
use crate::locale::Localised;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bundle {
    /// In URLs, and in the place of an item's code where an application says what it is for.
    pub key: Spanned<String>,
    pub name: Localised,
    pub summary: Localised,
    /// Other words that people use for it; search only.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// 牵头部门: the kind of agency that looks after the whole.
    pub lead: Spanned<String>,
    pub audience: Vec<Audience>,
    pub theme: Theme,
    pub guide: BundleGuide,
    #[serde(rename = "page")]
    pub pages: Vec<FormPage>,
    /// The shared lists that it uses: their text stands behind its own.
    #[serde(rename = "list", default)]
    pub lists: Vec<SharedList>,
    #[serde(rename = "material", default)]
    pub materials: Vec<MaterialRule>,
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
    /// SHA-256 of its file with its lists: names the version.
    #[serde(skip)]
    pub hash: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BundleGuide {
    pub who: Localised,
    pub conditions: Vec<Localised>,
    pub result: Localised,
    #[serde(default)]
    pub questions: Vec<Question>,
    pub basis: Localised,
}

/// One item of the bundle. What no line says comes from the bundle's field, or material, of the same key.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// The item's code.
    pub item: Spanned<String>,
    /// As the bundle calls it.
    pub name: Localised,
    /// The parts that must be granted before it opens.
    #[serde(default)]
    pub after: Vec<Spanned<String>>,
    /// It applies only when this holds of the bundle's answers.
    #[serde(default)]
    pub when: Option<When>,
    /// The item's field, and the bundle's that answers it.
    #[serde(default)]
    pub answers: BTreeMap<String, Spanned<String>>,
    /// The item's field, and what the bundle answers for everybody.
    #[serde(default)]
    pub fixed: BTreeMap<String, Spanned<String>>,
    /// The item's material, and the bundle's that is given for it.
    #[serde(default)]
    pub materials: BTreeMap<String, Spanned<String>>,
    /// The item's field, and the step of an earlier part that records its answer.
    #[serde(default)]
    pub recorded: BTreeMap<String, Recorded>,
}

/// What comes into being with an earlier part, and can't be asked before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    pub part: Spanned<String>,
    pub step: String,
    pub field: String,
}

impl Part {
    pub fn code(&self) -> &str {
        self.item.get_ref()
    }

    /// The bundle's field that answers a field of the item, where the applicant answers it.
    pub fn source<'a>(&'a self, field: &'a str) -> Option<&'a str> {
        if self.fixed.contains_key(field) || self.recorded.contains_key(field) {
            return None;
        }
        Some(
            self.answers
                .get(field)
                .map_or(field, |source| source.get_ref()),
        )
    }

    /// The bundle's material that is given for one of the item.
    pub fn material<'a>(&'a self, rule: &'a str) -> &'a str {
        self.materials
            .get(rule)
            .map_or(rule, |source| source.get_ref())
    }
}

impl Bundle {
    pub fn key(&self) -> &str {
        self.key.get_ref()
    }

    pub fn form(&self) -> Form<'_> {
        self.into()
    }

    pub fn part(&self, item: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.code() == item)
    }

    /// Everything that has to be granted before the part, however indirectly.
    pub fn before(&self, part: &Part) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&str> = part
            .after
            .iter()
            .map(|code| code.get_ref().as_str())
            .collect();
        while let Some(code) = open.pop() {
            if let Some(part) = self.part(code)
                && found.insert(part.code())
            {
                open.extend(part.after.iter().map(|code| code.get_ref().as_str()));
            }
        }
        found
    }

    /// How many parts, one after the other, stand before this one: 0 opens at once.
    pub fn depth(&self, part: &Part) -> usize {
        self.longest(part, self.parts.len(), &|_| 1)
            .saturating_sub(1)
    }

    /// The most that a way from the start to the end of `part` adds up to. `left` ends what a ring of parts would go
    /// round in for ever; the check refuses one.
    pub(crate) fn longest(&self, part: &Part, left: usize, of: &dyn Fn(&Part) -> usize) -> usize {
        let before = part
            .after
            .iter()
            .filter_map(|code| self.part(code.get_ref()))
            .filter(|_| left > 0)
            .map(|before| self.longest(before, left.saturating_sub(1), of))
            .max();
        of(part) + before.unwrap_or(0)
    }
}
