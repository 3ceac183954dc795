//! The house's rules, read from the tree itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// `domain ← {app, store} ← server ← tests`, and nothing else.
#[test]
fn crates_depend_one_way() {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> = packages
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    let found: BTreeMap<&str, BTreeSet<&str>> = packages
        .iter()
        .map(|package| {
            let uses = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .map(|dependency| dependency["name"].as_str().unwrap())
                .filter(|name| ours.contains(name))
                .collect();
            (package["name"].as_str().unwrap(), uses)
        })
        .collect();
    let everything = BTreeSet::from(["tongban", "tongban-app", "tongban-domain", "tongban-store"]);
    let allowed = BTreeMap::from([
        ("tongban-domain", BTreeSet::new()),
        ("tongban-app", BTreeSet::from(["tongban-domain"])),
        ("tongban-store", BTreeSet::from(["tongban-domain"])),
        (
            "tongban",
            BTreeSet::from(["tongban-app", "tongban-domain", "tongban-store"]),
        ),
        ("tongban-tests", everything),
    ]);
    assert_eq!(found, allowed);
}

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

#[test]
fn audiences_do_not_meet() {
    let audiences = ["citizen", "desk", "oversight", "admin", "open"];
    for krate in ["app", "server"] {
        for own in audiences {
            for (path, text) in sources(&root().join(krate).join("src").join(own)) {
                for other in audiences.iter().filter(|other| **other != own) {
                    for import in [
                        format!("crate::{other}::"),
                        format!("super::super::{other}::"),
                    ] {
                        assert!(!text.contains(&import), "{} uses {import}", path.display());
                    }
                }
            }
        }
    }
}

#[test]
fn the_domain_is_pure() {
    for (path, text) in sources(&root().join("domain/src")) {
        for forbidden in [
            "sqlx", "axum", "leptos", "tokio", "async fn", "std::fs", "std::net",
        ] {
            assert!(
                !text.contains(forbidden),
                "{} names {forbidden}",
                path.display()
            );
        }
    }
}

/// Items come from the shelf: the catalogue's files may be older than what was published since.
#[test]
fn nobody_asks_the_files_for_an_item() {
    for (path, text) in sources(&root().join("server/src")) {
        let name = path.to_string_lossy();
        let allowed = ["shelf.rs", "admin/item.rs", "/cli/"];
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let asks = compact.contains("catalogue.item(") || compact.contains("catalogue.items(");
        assert!(
            !asks || allowed.iter().any(|allowed| name.contains(allowed)),
            "{name} asks the catalogue's files"
        );
    }
}

#[test]
fn sql_stays_in_the_store() {
    for krate in ["app", "domain", "server"] {
        for (path, text) in sources(&root().join(krate).join("src")) {
            for forbidden in ["sqlx::query", "SELECT ", "INSERT INTO ", "DELETE FROM "] {
                let allowed =
                    path.ends_with("cli/bench.rs") || path.to_string_lossy().contains("/bench/");
                assert!(
                    allowed || !text.contains(forbidden),
                    "{} has {forbidden}",
                    path.display()
                );
            }
        }
    }
}
