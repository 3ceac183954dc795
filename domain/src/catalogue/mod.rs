//! The catalogue (目录): service items, the places and people that handle them, and the
//! calendars, read from text that somebody else has loaded. What can't be read or does not hold
//! together becomes a `Finding` with its file and line.

mod bundle;
mod check;
pub mod compare;
mod example;
mod form;
mod hours;
pub mod item;
pub mod kinds;
mod list;
mod net;
pub mod picture;
pub mod place;
pub mod process;
mod prove;
mod read;
mod said;
mod synonyms;
pub mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

pub use bundle::{Bundle, BundleGuide, Part, Recorded};
pub use check::{Items, check_bundle, check_item};
pub use example::example_answers;
pub use form::Form;
pub use hours::{Hours, Opening, Run};
pub use item::{
    Choice, Consultation, Fee, FeeCase, Field, FieldKind, FormPage, Guide, LegalBasis, LicenceRule,
    Limits, MaterialRule, MaterialSource, Paper, Prefill, Question, RenewalRule, Routing,
    ServiceItem, SpecialProcedure, StartEvent, Suspension, TimeLimit, When,
};
pub use kinds::{Audience, CaseKind, ItemType, Level, Theme};
pub use list::SharedList;
pub use net::{Home, Net, Way, ways};
pub use place::{Agency, ApplicantSeed, Division, Jurisdiction, OfficerSeed, OpenData};
pub use process::{
    ACCEPTANCE, Awaited, Branching, END, JOIN, Join, Node, Outcome, Parallel, Proposal,
    SharedProcess, Silence, Step, StepAct, StepAgency, SubProcess,
};
pub use prove::{Exploration, So, State, can_stand, explore};
pub(crate) use read::line_of;
pub use read::{SourceFile, bundle, definition};
pub use said::Said;
pub use synonyms::Synonyms;
pub use walk::{Arrival, Arrived, Choosing, Moves, Place, Taken};

use crate::calendar::{CalendarYear, Calendars};
use crate::locale::Localised;
use crate::supervision::rules::Settings;
use crate::supervision::score::Scheme;

/// One version of an item, named by the SHA-256 of its file.
#[derive(Debug)]
pub struct Definition {
    pub hash: String,
    pub source: String,
    pub item: ServiceItem,
}

/// Something to mend before the catalogue may be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub rule: &'static str,
    /// What is wrong and how to mend it.
    pub mend: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}: {}: {}",
            self.file, self.line, self.rule, self.mend
        )
    }
}

#[derive(Debug)]
pub struct Catalogue {
    pub jurisdiction: Jurisdiction,
    pub tz: TimeZone,
    /// What its files say of working days. Notices that were imported since are not in here.
    pub calendars: Calendars,
    pub officers: Vec<OfficerSeed>,
    pub applicants: Vec<ApplicantSeed>,
    pub synonyms: Synonyms,
    /// 异常行为规则: without its file, none is on.
    pub supervision: Settings,
    pub scores: Scheme,
    divisions: BTreeMap<String, Division>,
    agencies: BTreeMap<String, Agency>,
    items: BTreeMap<String, Arc<Definition>>,
    /// The files of shared processes and of bundles, for versions of items that come later.
    files: Vec<SourceFile>,
    bundles: BTreeMap<String, Arc<Bundle>>,
}

impl Catalogue {
    pub fn items(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.items.values()
    }

    /// The version of its file. A later one may have been published since.
    pub fn item(&self, code: &str) -> Option<&Arc<Definition>> {
        self.items.get(code)
    }

    pub fn bundles(&self) -> impl Iterator<Item = &Arc<Bundle>> {
        self.bundles.values()
    }

    pub fn bundle(&self, key: &str) -> Option<&Arc<Bundle>> {
        self.bundles.get(key)
    }

    pub fn divisions(&self) -> impl Iterator<Item = &Division> {
        self.divisions.values()
    }

    pub fn division(&self, code: &str) -> Option<&Division> {
        self.divisions.get(code)
    }

    pub fn agencies(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.values()
    }

    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.get(id)
    }

    /// Where people can have their address for this product: counties, and prefectures that have
    /// none (嘉峪关市).
    pub fn home_divisions(&self) -> impl Iterator<Item = &Division> {
        self.divisions
            .values()
            .filter(|division| self.is_home(division))
    }

    pub fn is_home_division(&self, code: &str) -> bool {
        self.division(code)
            .is_some_and(|division| self.is_home(division))
    }

    /// Where something can be: the home divisions and, down to `lowest`, what lies below them.
    pub fn places(&self, lowest: Option<Level>) -> impl Iterator<Item = &Division> {
        self.divisions
            .values()
            .filter(move |division| self.is_place_of(division, lowest))
    }

    pub fn is_place(&self, code: &str, lowest: Option<Level>) -> bool {
        self.division(code)
            .is_some_and(|division| self.is_place_of(division, lowest))
    }

    fn is_place_of(&self, division: &Division, lowest: Option<Level>) -> bool {
        let below = division.level > Level::County;
        self.is_home(division) || below && lowest.is_some_and(|lowest| division.level <= lowest)
    }

    /// A place's name; that of one below the counties with those that it lies in.
    pub fn place_name(&self, place: &Division) -> Localised {
        let below = self
            .upwards(&place.code)
            .take_while(|division| division.level >= Level::County);
        let mut names: Vec<&Localised> = below.map(|division| &division.name).collect();
        match names.len() {
            0 | 1 => place.name.clone(),
            _ => {
                let english: Vec<&str> = names
                    .iter()
                    .map(|name| name.en.as_deref().unwrap_or(&name.zh))
                    .collect();
                let english = english.join(", ");
                names.reverse();
                let chinese: String = names.iter().map(|name| name.zh.as_str()).collect();
                Localised::new(chinese, english)
            }
        }
    }

    fn is_home(&self, division: &Division) -> bool {
        match division.level {
            Level::County => true,
            Level::Prefecture => !self
                .divisions
                .values()
                .any(|other| other.parent.as_deref() == Some(&division.code)),
            Level::Province | Level::Township | Level::Village => false,
        }
    }

    /// The division and those above it, nearest first.
    pub fn upwards<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a Division> {
        std::iter::successors(self.division(code), |division| {
            self.division(division.parent.as_deref()?)
        })
    }

    /// The prefecture that a division is in, or the division itself above that level.
    pub fn prefecture_of(&self, code: &str) -> Option<&Division> {
        self.upwards(code)
            .find(|division| division.level <= Level::Prefecture)
    }

    /// Whether `code` is `scope` or lies below it.
    pub fn is_within(&self, code: &str, scope: &str) -> bool {
        self.upwards(code).any(|division| division.code == scope)
    }

    /// 内部分流: the agency that handles `item` for someone in `division`: the one of the item's
    /// level, or else of the next level up that has one. None where the item is not offered.
    pub fn route(&self, item: &ServiceItem, division: &str) -> Option<&Agency> {
        self.routed(&item.routing, division)
    }

    /// As `route`, for items that are asked for in the same way.
    pub fn routed(&self, routing: &Routing, division: &str) -> Option<&Agency> {
        if !self.is_offered(routing, division) {
            return None;
        }
        self.responsible(&routing.function, routing.level, division)
    }

    fn is_offered(&self, routing: &Routing, division: &str) -> bool {
        let mut offered = routing.offered_in.iter();
        routing.offered_in.is_empty()
            || offered.any(|scope| self.is_within(division, scope.get_ref()))
    }

    /// The agency whose step it is, for a case of `division`; `other` is the division that the step's own field
    /// names.
    pub fn party(
        &self,
        item: &ServiceItem,
        step: &StepAgency,
        division: &str,
        other: Option<&str>,
    ) -> Option<&Agency> {
        let function = step.function.as_ref();
        let function = function.map_or(&item.routing.function, |function| function.get_ref());
        let level = step.level.unwrap_or(item.routing.level);
        self.responsible(function, level, other.unwrap_or(division))
    }

    /// The agency of a kind for a division, at `level` or the next one up.
    pub fn responsible(&self, function: &str, level: Level, division: &str) -> Option<&Agency> {
        self.upwards(division)
            .filter(|candidate| candidate.level <= level)
            .find_map(|candidate| self.agencies.get(&format!("{}-{function}", candidate.code)))
    }

    /// Where the counter of an agency is, and when it is open.
    pub fn hall<'a>(&'a self, agency: &'a Agency) -> (&'a Agency, &'a Hours) {
        let hall = agency.hall.as_ref().and_then(|hall| self.agency(hall));
        let hall = hall.unwrap_or(agency);
        let hours = agency.hours.as_ref().or(hall.hours.as_ref());
        (hall, hours.unwrap_or(&self.jurisdiction.hours))
    }

    /// The calendars of its agencies, with other years in place of, or beside, those of its files.
    pub fn calendars_with(&self, years: impl IntoIterator<Item = CalendarYear>) -> Calendars {
        self.calendars_of(self.calendars.years().iter().cloned().chain(years))
    }

    /// The calendars that its agencies have by these years alone.
    pub fn calendars_of(&self, years: impl IntoIterator<Item = CalendarYear>) -> Calendars {
        Calendars::new(
            years,
            self.agencies.values().map(|agency| {
                let divisions = self.upwards(&agency.division);
                let codes = divisions.map(|division| division.code.as_str()).collect();
                (agency.id.as_str(), codes)
            }),
        )
    }
}
