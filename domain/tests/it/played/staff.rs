//! Whether there are people where cases come to, as the check of the catalogue sees it.

use domain::authority::Role;
use domain::catalogue::{Catalogue, Level, SourceFile};

use super::{FILES, catalogue_of};

/// What is found once `people.toml` says something else.
fn found(change: impl Fn(&str) -> String) -> Vec<String> {
    let mut files: Vec<SourceFile> = FILES.clone();
    let people = files.iter_mut().find(|file| file.path == "people.toml");
    let people = people.unwrap();
    let changed = change(&people.text);
    assert_ne!(changed, people.text);
    people.text = changed;
    match Catalogue::read(&files) {
        Ok(_) => Vec::new(),
        Err(findings) => findings.iter().map(ToString::to_string).collect(),
    }
}

/// Without one officer.
fn without(login: &str) -> Vec<String> {
    found(|people| {
        let blocks: Vec<_> = people
            .split("[[officer]]\n")
            .filter(|block| !block.starts_with(&format!("login = \"{login}\"")))
            .collect();
        blocks.join("[[officer]]\n")
    })
}

#[test]
fn whoever_decides_is_missed() {
    let findings = without("qilihe.head");
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("items/suspected-crime-referral.toml:"));
    assert!(findings[0].contains("`620103-market-supervision` has 0 people with the role `head`"));
}

#[test]
fn a_site_check_misses_the_second_officer() {
    let findings = without("chengguan.examiner-2");
    assert!(findings.iter().any(|finding| {
        finding.starts_with("items/food-business-licence.toml:")
            && finding.contains("`620102-market-supervision` has 1 people with the role `examiner`; the step takes 2")
    }));
}

#[test]
fn the_window_for_streets_that_are_not_listed_is_missed() {
    let findings = without("chengguan-window.issuer");
    assert!(
        findings.iter().any(|finding| finding
            .contains("`620102-township-service` has 0 people with the role `issuer`")),
        "{findings:?}"
    );
}

/// The city's market supervision has no case of its own: every county has one nearer.
#[test]
fn nobody_is_missed_where_nothing_can_come() {
    let findings = found(|people| {
        format!(
            "{people}\n[[officer]]\nlogin = \"lanzhou.examiner\"\nname = {{ zh = \"甲\", en = \"A\" }}\n\
             agency = \"620100-market-supervision\"\nroles = [\"examiner\"]\n"
        )
    });
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn every_town_has_a_team() {
    let catalogue = catalogue_of("002012001001");
    let towns = catalogue
        .divisions()
        .filter(|division| division.level == Level::Township);
    let mut seen = 0;
    for town in towns {
        let agency = catalogue.responsible("township-service", Level::Township, &town.code);
        let agency = &agency.unwrap().id;
        assert_eq!(*agency, format!("{}-township-service", town.code));
        for role in [Role::Counter, Role::Examiner, Role::Head, Role::Issuer] {
            let mut officers = catalogue.officers.iter();
            assert!(
                officers.any(|one| one.agency == *agency && one.roles.contains(&role)),
                "{agency} has no {}",
                role.key()
            );
        }
        seen += 1;
    }
    assert!(seen >= 6);
}

#[test]
fn the_police_of_the_demo_sign_in() {
    let catalogue = catalogue_of("000709001003");
    for (persona, role) in [
        ("police-counter", Role::Counter),
        ("police-examiner", Role::Examiner),
        ("police-decider", Role::Decider),
        ("police-issuer", Role::Issuer),
    ] {
        let mut officers = catalogue.officers.iter();
        let officer = officers.find(|one| one.persona.as_deref() == Some(persona));
        let officer = officer.unwrap();
        assert_eq!(officer.agency, "620102-public-security");
        assert_eq!(officer.roles, [role]);
    }
}
