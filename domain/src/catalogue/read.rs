//! Catalogue files into a `Catalogue`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::check::{check_item, check_places};
use super::place::{AgenciesFile, Agency, DivisionsFile, PeopleFile};
use super::{Catalogue, Definition, Finding, Jurisdiction, ServiceItem};
use crate::calendar::{CalendarYear, Calendars, Layer};
use crate::case::journal::hex;

/// A file's path inside the catalogue folder, with `/`, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

/// One item's file, parsed and named by its hash, but not checked.
///
/// # Errors
/// The finding that says where the text is not an item.
pub fn definition(file: &SourceFile) -> Result<Definition, Finding> {
    let item: ServiceItem = parse(file)?;
    let hash = hex(&Sha256::digest(file.text.as_bytes()));
    Ok(Definition {
        hash,
        source: file.text.clone(),
        item,
    })
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
                match definition(file) {
                    Ok(definition) => definitions.push((file, definition)),
                    Err(finding) => findings.push(finding),
                }
            }
        }
        let (Some(jurisdiction), Some(divisions), Some(agencies), Some(people)) =
            (jurisdiction, divisions, agencies, people)
        else {
            findings.sort();
            return Err(findings);
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
        check_places(files, &divisions, &agencies, &people, &mut findings);
        check_layers(&years, &divisions, &agencies, &mut findings);
        let codes: Vec<String> = definitions
            .iter()
            .map(|(_, definition)| definition.item.code().to_owned())
            .collect();
        let mut items = BTreeMap::new();
        for (file, definition) in definitions {
            findings.extend(check_item(&definition.item, file));
            let routing = &definition.item.routing;
            let consulted = definition.item.consultations.iter();
            let functions = consulted.map(|one| (one.key.span().start, &one.function));
            let functions = functions.chain([(routing.by.span().start, &routing.function)]);
            for (at, function) in functions {
                let handled = |agency: &Agency| agency.function == *function;
                if !agencies.agencies.iter().any(handled) {
                    findings.push(Finding {
                        file: file.path.clone(),
                        line: line_of(&file.text, at),
                        rule: "routing",
                        mend: format!("no agency has the function `{function}`"),
                    });
                }
            }
            let licence = definition.item.licence.as_ref();
            if let Some(renewal) = licence.and_then(|licence| licence.renewal.as_ref())
                && !codes.contains(renewal.item.get_ref())
            {
                findings.push(Finding {
                    file: file.path.clone(),
                    line: line_of(&file.text, renewal.item.span().start),
                    rule: "renewal",
                    mend: format!("there is no item `{}`", renewal.item.get_ref()),
                });
            }
            let code = definition.item.code().to_owned();
            if items.insert(code.clone(), Arc::new(definition)).is_some() {
                findings.push(whole_file(
                    file,
                    "code-twice",
                    format!("another file has code `{code}`; give each item its own"),
                ));
            }
        }
        if !findings.is_empty() {
            findings.sort();
            return Err(findings);
        }
        let mut catalogue = Self {
            jurisdiction,
            tz,
            calendars: Calendars::new([], []),
            officers: people.officers,
            applicants: people.applicants,
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
        };
        let years = years.into_iter().map(|(_, year)| year);
        catalogue.calendars = catalogue.calendars_with(years);
        Ok(catalogue)
    }
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
