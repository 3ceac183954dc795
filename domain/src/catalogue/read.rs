//! Catalogue files into a `Catalogue`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::bundle::Bundle;
use super::check::{
    Items, check_agencies, check_bundle, check_bundle_with, check_item, check_offered,
    check_places, check_staff,
};
use super::place::{AgenciesFile, DivisionsFile, PeopleFile};
use super::synonyms::{self, Synonyms};
use super::{Catalogue, Definition, Finding, Jurisdiction, ServiceItem, list};
use crate::calendar::{CalendarYear, Calendars, Layer};
use crate::case::journal::hex;
use crate::supervision::{rules, score};

/// A file's path inside the catalogue folder, with `/`, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

/// An item's or a bundle's file with the shared lists and processes that it uses behind it: one text, which says all
/// that the version is, and which parses as it stands.
pub fn whole(file: &SourceFile, files: &[SourceFile]) -> Whole {
    let mut text = file.text.clone();
    let mut parts = Vec::new();
    // What does not parse uses nothing; `definition` says what is wrong with it.
    let used = toml::from_str::<Uses>(&file.text).unwrap_or_default();
    // A text that was put together before has them in it.
    let here = |named: Vec<Named>| {
        named
            .into_iter()
            .map(|one| one.key)
            .collect::<BTreeSet<_>>()
    };
    let (lists, processes) = (here(used.lists), here(used.processes));
    let mut named = Vec::new();
    used.pages
        .iter()
        .for_each(|page| page.name_lists(&mut named));
    used.steps
        .iter()
        .for_each(|step| step.name_lists(&mut named));
    named.retain(|list| !lists.contains(list));
    let named = named.into_iter().map(|list| format!("lists/{list}.toml"));
    let used = used.sub_processes.into_iter().map(|one| one.process);
    let used = used.filter(|process| !processes.contains(process));
    let used = used.map(|process| format!("processes/{process}.toml"));
    let mut seen = BTreeSet::new();
    for path in named.chain(used) {
        if let Some(shared) = files.iter().find(|file| file.path == path)
            && seen.insert(path)
        {
            text.push('\n');
            parts.push((lines(&text), shared.path.clone()));
            text.push_str(&shared.text);
        }
    }
    Whole {
        file: SourceFile {
            path: file.path.clone(),
            text,
        },
        parts,
    }
}

/// One text out of several files.
#[derive(Debug)]
pub struct Whole {
    pub file: SourceFile,
    /// How many lines stand before each file that is behind the first.
    parts: Vec<(usize, String)>,
}

impl Whole {
    /// The finding in the file and line where its author will look for it.
    pub fn locate(&self, mut finding: Finding) -> Finding {
        let part = self
            .parts
            .iter()
            .rev()
            .find(|(before, _)| finding.line > *before);
        if let Some((before, path)) = part {
            finding.line -= before;
            finding.file.clone_from(path);
        }
        finding
    }
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[derive(Default, Deserialize)]
struct Uses {
    #[serde(rename = "page", default)]
    pages: Vec<Asks>,
    #[serde(rename = "step", default)]
    steps: Vec<Asks>,
    #[serde(rename = "list", default)]
    lists: Vec<Named>,
    #[serde(rename = "sub-process", default)]
    sub_processes: Vec<Use>,
    #[serde(rename = "process", default)]
    processes: Vec<Named>,
}

/// A page, a step or a field, as far as it names lists.
#[derive(Deserialize)]
struct Asks {
    #[serde(default)]
    list: Option<String>,
    #[serde(rename = "field", default)]
    fields: Vec<Asks>,
}

impl Asks {
    fn name_lists(&self, names: &mut Vec<String>) {
        names.extend(self.list.clone());
        self.fields.iter().for_each(|field| field.name_lists(names));
    }
}

#[derive(Deserialize)]
struct Named {
    key: String,
}

#[derive(Deserialize)]
struct Use {
    process: String,
}

/// One version of an item, parsed and named by its hash, but not checked.
///
/// # Errors
/// The finding that says where the text is not an item.
pub fn definition(file: &SourceFile) -> Result<Definition, Finding> {
    let mut item: ServiceItem = parse(file)?;
    let lists = std::mem::take(&mut item.lists);
    list::fill_pages(&mut item.pages, &lists);
    let steps = item.steps.iter_mut().flat_map(|step| &mut step.fields);
    list::fill(steps, &lists);
    item.lists = lists;
    item.unfold();
    let hash = hex(&Sha256::digest(file.text.as_bytes()));
    Ok(Definition {
        hash,
        source: file.text.clone(),
        item,
    })
}

/// One version of a bundle, parsed and named by its hash, but not checked.
///
/// # Errors
/// The finding that says where the text is not a bundle.
pub fn bundle(file: &SourceFile) -> Result<Bundle, Finding> {
    let mut bundle: Bundle = parse(file)?;
    list::fill_pages(&mut bundle.pages, &bundle.lists);
    bundle.hash = hex(&Sha256::digest(file.text.as_bytes()));
    Ok(bundle)
}

impl Catalogue {
    /// # Errors
    /// Every finding in every file, sorted; never an empty list.
    pub fn read(files: &[SourceFile]) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let jurisdiction = one::<Jurisdiction>(files, "province.toml", &mut findings);
        let divisions = one::<DivisionsFile>(files, "divisions.toml", &mut findings);
        let agencies = one::<AgenciesFile>(files, "agencies.toml", &mut findings);
        let people = one::<PeopleFile>(files, "people.toml", &mut findings);
        let mut years = Vec::new();
        let mut definitions = Vec::new();
        let mut bundles = Vec::new();
        for file in files {
            if file.path.starts_with("calendars/") {
                match CalendarYear::parse(&file.text) {
                    Ok(year) => years.push((file, year)),
                    Err(fault) => findings.push(Finding {
                        file: file.path.clone(),
                        line: fault.line,
                        rule: "calendar",
                        mend: fault.kind.to_string(),
                    }),
                }
            } else if file.path.starts_with("items/") {
                let file = whole(file, files);
                match definition(&file.file) {
                    Ok(definition) => definitions.push((file, definition)),
                    Err(finding) => findings.push(file.locate(finding)),
                }
            } else if file.path.starts_with("bundles/") {
                let file = whole(file, files);
                match bundle(&file.file) {
                    Ok(bundle) => bundles.push((file, bundle)),
                    Err(finding) => findings.push(file.locate(finding)),
                }
            } else if file.path.starts_with("lists/") {
                findings.extend(check_list(file));
            }
        }
        let (Some(jurisdiction), Some(divisions), Some(agencies), Some(people)) =
            (jurisdiction, divisions, agencies, people)
        else {
            return Err(sorted(findings));
        };
        let Ok(tz) = TimeZone::get(&jurisdiction.time_zone) else {
            return Err(vec![Finding {
                file: "province.toml".into(),
                line: 1,
                rule: "time-zone",
                mend: format!(
                    "`{}` is no IANA time zone; write one such as `Asia/Shanghai`",
                    jurisdiction.time_zone
                ),
            }]);
        };
        if jurisdiction.hours.is_known() {
            findings.extend(jurisdiction.hours.fault().map(|mend| Finding {
                file: "province.toml".into(),
                line: 1,
                rule: "hours",
                mend: mend.into(),
            }));
        }
        check_places(files, &divisions, &agencies, &people, &mut findings);
        check_layers(&years, &divisions, &agencies, &mut findings);
        let codes: Vec<String> = definitions
            .iter()
            .map(|(_, definition)| definition.item.code().to_owned())
            .collect();
        let mut items = BTreeMap::new();
        let mut read = Vec::new();
        for (whole, definition) in definitions {
            let item = &definition.item;
            let known = |code: &str| codes.iter().any(|known| known == code);
            let mut own = check_item(item, &whole.file);
            own.extend(check_agencies(item, &whole.file, &|function| {
                let mut all = agencies.agencies.iter();
                all.any(|agency| agency.function == function)
            }));
            own.extend(check_renewal(item, &whole.file, &known));
            findings.extend(own.into_iter().map(|finding| whole.locate(finding)));
            let code = item.code().to_owned();
            let definition = Arc::new(definition);
            read.push((whole, Arc::clone(&definition)));
            if items.insert(code.clone(), definition).is_some() {
                findings.extend(read.last().map(|(whole, _)| {
                    whole_file(
                        &whole.file,
                        "code-twice",
                        format!("another file has code `{code}`; give each item its own"),
                    )
                }));
            }
        }
        if !findings.is_empty() {
            return Err(sorted(findings));
        }
        let mut catalogue = Self {
            jurisdiction,
            tz,
            calendars: Calendars::new([], []),
            officers: people.officers,
            applicants: people.applicants,
            synonyms: Synonyms::default(),
            supervision: rules::Settings::default(),
            scores: score::Scheme::default(),
            divisions: divisions
                .divisions
                .into_iter()
                .map(|division| (division.code.clone(), division))
                .collect(),
            agencies: agencies
                .agencies
                .into_iter()
                .map(|agency| (agency.id.clone(), agency))
                .collect(),
            items,
            files: files
                .iter()
                .filter(|file| {
                    ["processes/", "bundles/", "lists/"]
                        .iter()
                        .any(|folder| file.path.starts_with(folder))
                })
                .cloned()
                .collect(),
            bundles: BTreeMap::new(),
        };
        let years = years.into_iter().map(|(_, year)| year);
        catalogue.calendars = catalogue.calendars_with(years);
        for (whole, definition) in &read {
            let mut own = check_staff(&definition.item, &whole.file, &catalogue);
            own.extend(check_offered(&definition.item, &whole.file, &catalogue));
            findings.extend(own.into_iter().map(|finding| whole.locate(finding)));
        }
        for (whole, bundle) in bundles {
            let file = &whole.file;
            let found = check_bundle(&bundle, file, &catalogue);
            findings.extend(found.into_iter().map(|finding| whole.locate(finding)));
            let key = bundle.key().to_owned();
            if catalogue
                .bundles
                .insert(key.clone(), Arc::new(bundle))
                .is_some()
            {
                let mend = format!("another file has key `{key}`; give each bundle its own");
                findings.push(whole_file(file, "key-twice", mend));
            }
        }
        // A catalogue can do without.
        if let Some(file) = files.iter().find(|file| file.path == rules::FILE) {
            match rules::Settings::read(file) {
                Ok(read) => catalogue.supervision = read,
                Err(found) => findings.extend(found),
            }
        }
        if let Some(file) = files.iter().find(|file| file.path == score::FILE) {
            match score::Scheme::read(file) {
                Ok(read) => catalogue.scores = read,
                Err(found) => findings.extend(found),
            }
        }
        if files.iter().any(|file| file.path == synonyms::FILE) {
            let read = one::<Synonyms>(files, synonyms::FILE, &mut findings);
            catalogue.synonyms = read.unwrap_or_default();
            findings.extend(catalogue.check_synonyms(files));
        }
        if findings.is_empty() {
            Ok(catalogue)
        } else {
            Err(sorted(findings))
        }
    }
}

impl Catalogue {
    fn check_synonyms(&self, files: &[SourceFile]) -> Vec<Finding> {
        let items = self.items().flat_map(|item| item.item.says());
        let bundles = self.bundles().flat_map(|bundle| bundle.says());
        let texts = items.chain(bundles).map(|(_, text)| text.to_lowercase());
        let texts: Vec<String> = texts.collect();
        let file = files.iter().find(|file| file.path == synonyms::FILE);
        file.map_or_else(Vec::new, |file| self.synonyms.check(file, &texts))
    }
}

/// By file and line. A shared process that is used twice is wrong once.
fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort();
    findings.dedup();
    findings
}

impl Catalogue {
    /// One more version of an item, read and checked by the rules of the catalogue's own files, with its shared
    /// processes, agencies and staff, and with the bundles that it is a part of. `others` are the current versions
    /// of the items beside it.
    ///
    /// # Errors
    /// Every finding, sorted; never an empty list.
    pub fn prove(
        &self,
        file: &SourceFile,
        others: Items<'_>,
    ) -> Result<Arc<Definition>, Vec<Finding>> {
        let own = whole(file, &self.files);
        let definition = definition(&own.file).map_err(|found| vec![own.locate(found)])?;
        let definition = Arc::new(definition);
        let item = &definition.item;
        let with = |code: &str| {
            let own = code == item.code();
            own.then(|| Arc::clone(&definition))
                .or_else(|| others(code))
        };
        let known = |code: &str| with(code).is_some();
        let mut findings = check_item(item, &own.file);
        findings.extend(check_agencies(item, &own.file, &|function| {
            self.agencies().any(|agency| agency.function == function)
        }));
        findings.extend(check_renewal(item, &own.file, &known));
        findings.extend(check_staff(item, &own.file, self));
        findings.extend(check_offered(item, &own.file, self));
        let mut findings: Vec<_> = findings.into_iter().map(|one| own.locate(one)).collect();
        for bundle in self
            .bundles()
            .filter(|bundle| bundle.part(item.code()).is_some())
        {
            let hash = |whole: &Whole| hex(&Sha256::digest(whole.file.text.as_bytes()));
            let mut wholes = self.files.iter().map(|file| whole(file, &self.files));
            if let Some(whole) = wholes.find(|whole| hash(whole) == bundle.hash) {
                let found = check_bundle_with(bundle, &whole.file, self, &with);
                findings.extend(found.into_iter().map(|finding| whole.locate(finding)));
            }
        }
        if findings.is_empty() {
            Ok(definition)
        } else {
            Err(sorted(findings))
        }
    }
}

/// A shared list: its keys, and both languages.
fn check_list(file: &SourceFile) -> Vec<Finding> {
    let read: list::ListFile = match parse(file) {
        Ok(read) => read,
        Err(finding) => return vec![finding],
    };
    let name = file
        .path
        .trim_start_matches("lists/")
        .trim_end_matches(".toml");
    list::faults(name, &read.lists)
        .into_iter()
        .map(|(span, mend)| Finding {
            file: file.path.clone(),
            line: line_of(&file.text, span.start),
            rule: "list",
            mend,
        })
        .collect()
}

/// Renewal is applied for under an item that there is.
fn check_renewal(
    item: &ServiceItem,
    file: &SourceFile,
    known: &dyn Fn(&str) -> bool,
) -> Option<Finding> {
    let renewal = item.licence.as_ref()?.renewal.as_ref()?;
    (!known(renewal.item.get_ref())).then(|| Finding {
        file: file.path.clone(),
        line: line_of(&file.text, renewal.item.span().start),
        rule: "renewal",
        mend: format!("there is no item `{}`", renewal.item.get_ref()),
    })
}

/// Every layer is that of a place or an agency that there is, and no two files say the same.
fn check_layers(
    years: &[(&SourceFile, CalendarYear)],
    divisions: &DivisionsFile,
    agencies: &AgenciesFile,
    findings: &mut Vec<Finding>,
) {
    let mut seen = BTreeMap::new();
    for (file, year) in years {
        let unknown = match &year.layer {
            Layer::National => None,
            Layer::Region(code) => {
                let known = divisions.divisions.iter().any(|one| one.code == *code);
                (!known).then(|| format!("there is no division `{code}`"))
            }
            Layer::Agency(id) => {
                let known = agencies.agencies.iter().any(|one| one.id == *id);
                (!known).then(|| format!("there is no agency `{id}`"))
            }
        };
        let before = seen.insert(year.key(), &file.path);
        let twice = before.map(|path| format!("`{path}` is about the same year; keep one"));
        let found = unknown.into_iter().chain(twice);
        findings.extend(found.map(|mend| whole_file(file, "calendar", mend)));
    }
}

fn one<T: DeserializeOwned>(
    files: &[SourceFile],
    path: &str,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let Some(file) = files.iter().find(|file| file.path == path) else {
        findings.push(Finding {
            file: path.into(),
            line: 1,
            rule: "missing-file",
            mend: "the catalogue needs this file; copy it from the demo catalogue".into(),
        });
        return None;
    };
    parse(file).map_err(|finding| findings.push(finding)).ok()
}

fn parse<T: DeserializeOwned>(file: &SourceFile) -> Result<T, Finding> {
    toml::from_str(&file.text).map_err(|error| Finding {
        file: file.path.clone(),
        line: error
            .span()
            .map_or(1, |span| line_of(&file.text, span.start)),
        rule: "syntax",
        mend: error.message().replace('\n', " "),
    })
}

/// The line, from 1, that holds the byte at `offset`.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

fn whole_file(file: &SourceFile, rule: &'static str, mend: String) -> Finding {
    Finding {
        file: file.path.clone(),
        line: 1,
        rule,
        mend,
    }
}
