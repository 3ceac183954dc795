//! Divisions, agencies and people: every reference exists, every code is one.

use std::collections::BTreeSet;

use crate::application::email;
use crate::authority::Role;
use crate::catalogue::hours::Hours;
use crate::catalogue::place::{AgenciesFile, DivisionsFile, PeopleFile};
use crate::catalogue::read::line_of;
use crate::catalogue::{Finding, SourceFile};
use crate::identifier::credit_code;

/// A landline with its area code, a short number of five digits (12345), or a mobile.
fn has_area_code(number: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match number.split_once('-') {
        Some((area, rest)) => {
            area.starts_with('0') && digits(area) && digits(rest) && rest.len() >= 7
        }
        None => digits(number) && matches!(number.len(), 5 | 11),
    }
}

pub fn check_places(
    files: &[SourceFile],
    divisions: &DivisionsFile,
    agencies: &AgenciesFile,
    people: &PeopleFile,
    findings: &mut Vec<Finding>,
) {
    let mut add = |path: &str, key: &str, rule, mend: String| {
        let text = files
            .iter()
            .find(|file| file.path == path)
            .map_or("", |file| &file.text);
        let offset = text.find(&format!("\"{key}\"")).unwrap_or(0);
        findings.push(Finding {
            file: path.into(),
            line: line_of(text, offset),
            rule,
            mend,
        });
    };
    let mut codes = BTreeSet::new();
    for division in &divisions.divisions {
        if !codes.insert(division.code.as_str()) {
            add(
                "divisions.toml",
                &division.code,
                "code-twice",
                "listed twice".into(),
            );
        }
    }
    for division in &divisions.divisions {
        if let Some(parent) = &division.parent
            && !codes.contains(parent.as_str())
        {
            add(
                "divisions.toml",
                &division.code,
                "parent",
                format!("there is no `{parent}`"),
            );
        }
        // Upwards must come to an end.
        let above = divisions
            .divisions
            .iter()
            .find(|other| Some(&other.code) == division.parent.as_ref());
        if above.is_some_and(|above| above.level >= division.level) {
            let mend = "the parent must be of a higher level".into();
            add("divisions.toml", &division.code, "parent", mend);
        }
    }
    let mut ids = BTreeSet::new();
    for agency in &agencies.agencies {
        if !ids.insert(agency.id.as_str()) {
            add(
                "agencies.toml",
                &agency.id,
                "id-twice",
                "listed twice".into(),
            );
        }
        if agency.id != format!("{}-{}", agency.division, agency.function) {
            add(
                "agencies.toml",
                &agency.id,
                "id",
                "write `{division}-{function}`".into(),
            );
        }
        if !codes.contains(agency.division.as_str()) {
            let mend = format!("there is no division `{}`", agency.division);
            add("agencies.toml", &agency.id, "division", mend);
        }
        if credit_code::check(&agency.credit_code).is_err() {
            let mend = format!("`{}` is no valid credit code", agency.credit_code);
            add("agencies.toml", &agency.id, "credit-code", mend);
        }
        if agency.phone == agency.complaint_phone {
            let mend = "complaints need a number of their own".into();
            add("agencies.toml", &agency.id, "complaint-phone", mend);
        }
    }
    for agency in &agencies.agencies {
        if agency
            .hall
            .as_ref()
            .is_some_and(|hall| !ids.contains(hall.as_str()))
        {
            let mend = "there is no agency with the id that `hall` names".into();
            add("agencies.toml", &agency.id, "hall", mend);
        }
        for id in &agency.receives_for {
            if !ids.contains(id.as_str()) {
                let mend = format!("there is no agency `{id}`, which `receives-for` names");
                add("agencies.toml", &agency.id, "receives-for", mend);
            }
        }
        if let Some(mend) = agency.hours.as_ref().and_then(Hours::fault) {
            add("agencies.toml", &agency.id, "hours", mend.into());
        }
        let numbers = [&agency.phone, &agency.complaint_phone];
        if !numbers.into_iter().all(|number| has_area_code(number)) {
            let mend = "write both numbers with their area code, `0931-8800001`".into();
            add("agencies.toml", &agency.id, "phone", mend);
        }
    }
    let mut logins = BTreeSet::new();
    let seeds = people.officers.iter().map(|officer| &officer.login);
    for login in seeds.chain(people.applicants.iter().map(|applicant| &applicant.login)) {
        if !logins.insert(login.as_str()) {
            add("people.toml", login, "login-twice", "listed twice".into());
        }
    }
    let mut personas = BTreeSet::new();
    let shown = people
        .officers
        .iter()
        .map(|officer| (&officer.login, &officer.persona));
    let applying = people
        .applicants
        .iter()
        .map(|applicant| (&applicant.login, &applicant.persona));
    for (login, persona) in shown.chain(applying) {
        if persona
            .as_ref()
            .is_some_and(|persona| !personas.insert(persona))
        {
            add(
                "people.toml",
                login,
                "persona-twice",
                "somebody else has this persona".into(),
            );
        }
    }
    for officer in &people.officers {
        if !ids.contains(officer.agency.as_str()) {
            let mend = format!("there is no agency `{}`", officer.agency);
            add("people.toml", &officer.login, "agency", mend);
        }
        if officer
            .roles
            .iter()
            .any(|role| matches!(role, Role::Applicant | Role::System))
        {
            let mend = "an officer's roles are those of an agency".into();
            add("people.toml", &officer.login, "role", mend);
        }
        if officer
            .mail
            .as_ref()
            .is_some_and(|mail| email(mail).is_err())
        {
            let mend = "`mail` is a mail address such as `name@example.org`".into();
            add("people.toml", &officer.login, "mail", mend);
        }
    }
    for applicant in &people.applicants {
        if !codes.contains(applicant.division.as_str()) {
            let mend = format!("there is no division `{}`", applicant.division);
            add("people.toml", &applicant.login, "division", mend);
        }
    }
}
