//! The shipped catalogue, its routing, and what is said of broken places and people.

use std::fs;
use std::path::Path;

use domain::catalogue::{Catalogue, Level, SourceFile};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalogue");

pub fn shipped() -> Vec<SourceFile> {
    fn walk(folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                let inside = path
                    .strip_prefix(ROOT)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                files.push(SourceFile {
                    path: inside,
                    text: fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    let mut files = Vec::new();
    walk(Path::new(ROOT), &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

pub fn read(files: &[SourceFile]) -> Catalogue {
    Catalogue::read(files).unwrap_or_else(|findings| {
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

#[test]
fn the_shipped_catalogue_is_sound() {
    let catalogue = read(&shipped());
    assert!(catalogue.items().count() >= 3);
    let counties = catalogue
        .divisions()
        .filter(|division| division.level <= Level::County);
    assert_eq!(
        counties.count(),
        102,
        "province, 14 prefectures, 86 counties, 兰州新区"
    );
    assert!(!catalogue.calendars.national().is_provisional(2026));
    for definition in catalogue.items() {
        assert_eq!(definition.hash.len(), 64);
        for home in catalogue.home_divisions() {
            let offered = &definition.item.routing.offered_in;
            let here =
                |scope: &toml::Spanned<String>| catalogue.is_within(&home.code, scope.get_ref());
            assert_eq!(
                catalogue.route(&definition.item, &home.code).is_some(),
                offered.is_empty() || offered.iter().any(here),
                "who handles {} in {}?",
                definition.item.code(),
                home.code
            );
        }
    }
}

#[test]
fn homes_are_counties_and_the_city_without_counties() {
    let catalogue = read(&shipped());
    assert!(catalogue.is_home_division("620102"));
    assert!(catalogue.is_home_division("620200"), "嘉峪关市");
    assert!(catalogue.is_home_division("620171"), "兰州新区");
    for not in ["620000", "620100", "000000"] {
        assert!(!catalogue.is_home_division(not), "{not}");
    }
    assert_eq!(catalogue.prefecture_of("620102").unwrap().code, "620100");
    assert_eq!(catalogue.prefecture_of("620200").unwrap().code, "620200");
    assert_eq!(catalogue.prefecture_of("620000").unwrap().code, "620000");
    assert!(catalogue.is_within("620102", "620000"));
    assert!(catalogue.is_within("620102", "620102"));
    assert!(!catalogue.is_within("620100", "620102"));
    assert!(!catalogue.is_within("000000", "620000"));
}

/// The catalogue without the agencies whose ids are given.
fn without(ids: &[&str]) -> Catalogue {
    let mut files = shipped();
    for file in &mut files {
        if file.path == "agencies.toml" {
            let kept: Vec<_> = file
                .text
                .split("[[agency]]")
                .filter(|agency| {
                    !ids.iter()
                        .any(|id| agency.contains(&format!("id = \"{id}\"")))
                })
                .collect();
            file.text = kept.join("[[agency]]");
        }
        if file.path == "people.toml" {
            file.text = String::new();
        }
    }
    read(&files)
}

#[test]
fn routing_falls_back_upwards() {
    let route = |catalogue: &Catalogue, division: &str| {
        let item = catalogue.item("000131001001").unwrap().clone();
        catalogue
            .route(&item.item, division)
            .map(|agency| agency.id.clone())
    };
    let (county, prefecture, province) = (
        "620102-market-supervision",
        "620100-market-supervision",
        "620000-market-supervision",
    );
    let whole = without(&[]);
    assert_eq!(route(&whole, "620102").as_deref(), Some(county));
    assert_eq!(
        route(&whole, "620200").as_deref(),
        Some("620200-market-supervision")
    );
    assert_eq!(
        route(&whole, "620100").as_deref(),
        Some(prefecture),
        "no lower than asked"
    );
    assert_eq!(route(&whole, "000000"), None);
    assert_eq!(
        route(&without(&[county]), "620102").as_deref(),
        Some(prefecture)
    );
    assert_eq!(
        route(&without(&[county, prefecture]), "620102").as_deref(),
        Some(province)
    );
    assert_eq!(
        route(&without(&[county, prefecture, province]), "620102"),
        None
    );

    let mut files = shipped();
    for file in &mut files {
        file.text = file
            .text
            .replace("level = \"county\"\nby", "level = \"prefecture\"\nby");
        // Nobody is at work there yet.
        if file.path == "people.toml" {
            file.text = String::new();
        }
    }
    assert_eq!(
        route(&read(&files), "620102").as_deref(),
        Some(prefecture),
        "the item's level"
    );
}

pub fn small() -> Vec<SourceFile> {
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    let team: String = ["examiner", "examiner", "reviewer", "decider", "issuer"]
        .iter()
        .enumerate()
        .map(|(number, role)| {
            format!(
                "\n[[officer]]\nlogin = \"team-{number}\"\nname = {{ zh = \"丙\", en = \"C\" }}\n\
                 agency = \"620100-health\"\nroles = [\"{role}\"]\n"
            )
        })
        .collect();
    vec![
        file(
            "province.toml",
            "code = \"620000\"\nname = { zh = \"省\", en = \"P\" }\nportal = { zh = \"门户\", en = \"P\" }\ntime-zone = \"Asia/Shanghai\"\nhotline = \"12345\"\n",
        ),
        file(
            "divisions.toml",
            "[[division]]\ncode = \"620000\"\nname = { zh = \"省\", en = \"P\" }\nlevel = \"province\"\n\n[[division]]\ncode = \"620100\"\nname = { zh = \"市\", en = \"C\" }\nlevel = \"prefecture\"\nparent = \"620000\"\n",
        ),
        file(
            "agencies.toml",
            "[[agency]]\nid = \"620100-health\"\nname = { zh = \"局\", en = \"A\" }\ndivision = \"620100\"\nfunction = \"health\"\ncredit-code = \"11100000MB03271699\"\naddress = { zh = \"址\", en = \"A\" }\nphone = \"0931-8800001\"\ncomplaint-phone = \"12345\"\n",
        ),
        file(
            "people.toml",
            &format!(
                "{}{team}",
                "[[officer]]\nlogin = \"one\"\nname = { zh = \"甲\", en = \"A\" }\nagency = \"620100-health\"\nroles = [\"counter\"]\n\n[[applicant]]\nlogin = \"two\"\nname = { zh = \"乙\", en = \"B\" }\nid-no = \"1\"\nentity = false\nphone = \"1\"\nemail = \"a@example.cn\"\ndivision = \"620100\"\naddress = \"址\"\n"
            ),
        ),
    ]
}

#[test]
fn each_rule_of_places_and_people() {
    read(&small());
    for (path, rule, from, to, marker) in [
        (
            "divisions.toml",
            "code-twice",
            "code = \"620100\"",
            "code = \"620000\"",
            "code = \"620000\"",
        ),
        (
            "divisions.toml",
            "parent",
            "parent = \"620000\"",
            "parent = \"629999\"",
            "code = \"620100\"",
        ),
        (
            "divisions.toml",
            "parent",
            "parent = \"620000\"",
            "parent = \"620100\"",
            "code = \"620100\"",
        ),
        (
            "agencies.toml",
            "id",
            "id = \"620100-health\"",
            "id = \"health\"",
            "id = \"health\"",
        ),
        (
            "agencies.toml",
            "division",
            "division = \"620100\"",
            "division = \"629999\"",
            "id = ",
        ),
        (
            "agencies.toml",
            "credit-code",
            "11100000MB03271699",
            "11100000MB03271698",
            "id = ",
        ),
        (
            "agencies.toml",
            "complaint-phone",
            "complaint-phone = \"12345\"",
            "complaint-phone = \"0931-8800001\"",
            "id = ",
        ),
        (
            "agencies.toml",
            "phone",
            "phone = \"0931-8800001\"",
            "phone = \"8800001\"",
            "id = ",
        ),
        (
            "agencies.toml",
            "hall",
            "complaint-phone = \"12345\"",
            "complaint-phone = \"12345\"\nhall = \"620100-nowhere\"",
            "id = ",
        ),
        (
            "agencies.toml",
            "hours",
            "complaint-phone = \"12345\"",
            "complaint-phone = \"12345\"\nhours = { monday = [\"12:00-09:00\"] }",
            "id = ",
        ),
        (
            "agencies.toml",
            "syntax",
            "complaint-phone = \"12345\"",
            "complaint-phone = \"12345\"\nhours = { monday = [\"nine\"] }",
            "hours = ",
        ),
        (
            "people.toml",
            "login-twice",
            "login = \"two\"",
            "login = \"one\"",
            "login = \"one\"",
        ),
        (
            "people.toml",
            "agency",
            "620100-health",
            "620100-none",
            "login = \"one\"",
        ),
        (
            "people.toml",
            "division",
            "division = \"620100\"",
            "division = \"629999\"",
            "login = \"two\"",
        ),
        (
            "people.toml",
            "syntax",
            "roles = [\"counter\"]",
            "roles = [\"king\"]",
            "roles = ",
        ),
        (
            "province.toml",
            "time-zone",
            "Asia/Shanghai",
            "Asia/Lanzhou",
            "code = ",
        ),
        (
            "province.toml",
            "syntax",
            "hotline = \"12345\"",
            "hotline = 12345",
            "hotline = ",
        ),
    ] {
        let mut files = small();
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replacen(from, to, 1);
        let at = file.text.find(marker).unwrap();
        let line = file.text[..at].matches('\n').count() + 1;
        let findings = Catalogue::read(&files).unwrap_err();
        assert!(
            findings
                .iter()
                .any(|f| f.file == path && f.rule == rule && f.line == line),
            "{rule}: expected {path}:{line}, found {findings:?}"
        );
    }
    let mut twice = small();
    let agency = twice[2].text.clone();
    twice[2].text += &agency;
    let findings = Catalogue::read(&twice).unwrap_err();
    assert_eq!(findings[0].rule, "id-twice");
}

#[test]
fn files_that_are_missing_broken_or_told_twice() {
    for missing in 0..4 {
        let mut files = small();
        let gone = files.remove(missing);
        let findings = Catalogue::read(&files).unwrap_err();
        assert!(
            findings
                .iter()
                .any(|f| f.rule == "missing-file" && f.file == gone.path)
        );
    }
    let with = |path: &str, text: &str| {
        let mut files = small();
        files.push(SourceFile {
            path: path.into(),
            text: text.into(),
        });
        files
    };
    let findings = Catalogue::read(&with("calendars/2030.toml", "year = 2030\n")).unwrap_err();
    assert_eq!(
        (findings[0].rule, findings[0].file.as_str()),
        ("calendar", "calendars/2030.toml")
    );

    let findings = Catalogue::read(&with("items/a.toml", crate::world::SAMPLE)).unwrap_err();
    assert_eq!(
        findings[0].rule, "routing",
        "no agency has the item's function"
    );
    let sample = crate::world::SAMPLE.replace("market-supervision", "health");
    let mut files = with("items/a.toml", &sample);
    read(&files);
    files.push(SourceFile {
        path: "items/b.toml".into(),
        text: sample,
    });
    let findings = Catalogue::read(&files).unwrap_err();
    assert_eq!(
        (findings[0].rule, findings[0].file.as_str()),
        ("code-twice", "items/b.toml")
    );
    assert_eq!(
        findings[0].to_string(),
        "items/b.toml:1: code-twice: another file has code `000131001001`; give each item its own"
    );
}
