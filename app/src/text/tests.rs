use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;

/// The messages of one file: key, and the variables that it takes.
fn messages(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let starts = line
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '-');
        if starts && let Some((key, _)) = line.split_once('=') {
            found.push((key.trim().to_owned(), BTreeSet::new()));
        }
        if let Some((_, variables)) = found.last_mut() {
            for piece in line.split('$').skip(1) {
                let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
                variables.insert(piece[..end.unwrap_or(piece.len())].to_owned());
            }
        }
    }
    found
}

#[test]
fn every_file_parses() {
    for locale in Locale::ALL {
        for (room, source) in sources(locale) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{}/{room}.ftl: {errors:?}", locale.tag());
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_variables_in_each_room() {
    for ((room, zh), (_, en)) in ZH_CN.iter().zip(EN) {
        let zh: BTreeMap<_, _> = messages(zh).into_iter().collect();
        let en: BTreeMap<_, _> = messages(en).into_iter().collect();
        let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| -> Vec<String> {
            a.keys()
                .filter(|key| !b.contains_key(*key))
                .cloned()
                .collect()
        };
        assert_eq!(
            only(&zh, &en),
            Vec::<String>::new(),
            "{room}: not in English"
        );
        assert_eq!(
            only(&en, &zh),
            Vec::<String>::new(),
            "{room}: not in Chinese"
        );
        for (key, variables) in &zh {
            assert_eq!(variables, &en[key], "{room}: variables of {key}");
        }
    }
}

#[test]
fn no_key_twice() {
    for locale in Locale::ALL {
        let mut seen = BTreeMap::new();
        for (room, source) in sources(locale) {
            for (key, _) in messages(source) {
                if let Some(other) = seen.insert(key.clone(), room) {
                    panic!("{}: {key} is in {other} and in {room}", locale.tag());
                }
            }
        }
    }
}

/// Finds `.t("key"` and `.tv("key"` in the sources, so that no page waits for a reader to find a missing word.
#[test]
fn every_key_that_the_code_names_exists() {
    let mut known = BTreeSet::new();
    for (_, source) in ZH_CN {
        known.extend(messages(source).into_iter().map(|(key, _)| key));
    }
    let mut missing = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut |path, source| {
            for call in [".t(", ".tv("] {
                for rest in source.split(call).skip(1) {
                    let Some(key) = rest
                        .trim_start()
                        .strip_prefix('"')
                        .and_then(|r| r.split('"').next())
                    else {
                        continue;
                    };
                    let plain = key
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                    if plain && !known.contains(key) {
                        missing.push(format!("{}: {key}", path.display()));
                    }
                }
            }
        },
    );
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

fn walk(folder: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, each);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            each(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn variables_and_plurals() {
    assert_eq!(
        tv(Locale::En, "working-days", &[("count", 1.into())]),
        "1 working day"
    );
    assert_eq!(
        tv(Locale::En, "working-days", &[("count", 20.into())]),
        "20 working days"
    );
    assert_eq!(
        tv(Locale::ZhCn, "working-days", &[("count", 20.into())]),
        "20个工作日"
    );
    assert_eq!(tv(Locale::En, "working-days", &[]), "⟦working-days⟧");
    assert_eq!(t(Locale::En, "no-such-key"), "⟦no-such-key⟧");
}

#[test]
fn dates() {
    let day = jiff::civil::date(2026, 6, 3);
    assert_eq!(date(Locale::ZhCn, day), "2026年6月3日（周三）");
    assert_eq!(date(Locale::En, day), "Wednesday 3 June 2026");
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let instant: Timestamp = "2026-06-03T06:05:00Z".parse().unwrap();
    assert_eq!(
        date_time(Locale::ZhCn, instant, &zone),
        "2026年6月3日（周三）14:05"
    );
    assert_eq!(
        date_time(Locale::En, instant, &zone),
        "Wednesday 3 June 2026 at 14:05"
    );
}
