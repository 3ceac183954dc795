//! Catalogue files into a `Catalogue`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::check::{check_item, check_places};
use super::place::{AgenciesFile, Agency, DivisionsFile, PeopleFile};
use super::{Catalogue, Definition, Finding, Jurisdiction, ServiceItem};
use crate::calendar::{Calendar, CalendarYear};
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
                    Ok(year) => years.push(year),
                    Err(error) => findings.push(whole_file(file, "calendar", error.to_string())),
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
        let mut items = BTreeMap::new();
        for (file, definition) in definitions {
            findings.extend(check_item(&definition.item, file));
            let routing = &definition.item.routing;
            let handled = |agency: &Agency| agency.function == routing.function;
            if !agencies.agencies.iter().any(handled) {
                findings.push(Finding {
                    file: file.path.clone(),
                    line: line_of(&file.text, routing.by.span().start),
                    rule: "routing",
                    mend: format!("no agency has the function `{}`", routing.function),
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
        Ok(Self {
            jurisdiction,
            tz,
            calendar: Calendar::new(years),
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
        })
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
pub(super) fn line_of(text: &str, offset: usize) -> usize {
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
