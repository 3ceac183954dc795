//! `tongban deadline` and `tongban calendar import`, as people and scripts use them.

#![expect(
    clippy::unwrap_used,
    reason = "a test says where it broke by panicking"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn tongban(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tongban"))
        .args(arguments)
        .output()
        .unwrap()
}

/// `deadline` with its options written in one line.
fn json(line: &str) -> serde_json::Value {
    let mut arguments = vec!["deadline", "--json"];
    arguments.extend(line.split_whitespace());
    let done = tongban(&arguments);
    assert!(
        done.status.success(),
        "{line}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    serde_json::from_slice(&done.stdout).unwrap()
}

fn due(line: &str) -> String {
    json(line)["due"].as_str().unwrap().to_owned()
}

/// The first line on standard error of a command that stops with 2 and prints nothing else.
fn refused(line: &str) -> String {
    let mut arguments = vec!["deadline"];
    arguments.extend(line.split_whitespace());
    let done = tongban(&arguments);
    assert_eq!(done.status.code(), Some(2), "{line}");
    assert!(done.stdout.is_empty(), "{line}");
    let said = String::from_utf8(done.stderr).unwrap();
    said.lines().next().unwrap_or_default().to_owned()
}

struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tongban-{name}-{}.toml", std::process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}

const NOTICE: &str = "year = 2027\nsource = \"invented\"\noff = [\n\
    { date = \"2027-01-01\", festival = \"new-year\" },\n\
    { date = \"2027-01-04\", festival = \"new-year\" },\n]\n";

#[test]
fn the_worked_examples() {
    for (line, expected) in [
        ("--start 2026-11-23 --limit 5wd", "2026-11-30"),
        ("--start 2026-11-23 --limit 10wd", "2026-12-07"),
        ("--start 2025-09-26 --limit 5wd", "2025-10-10"),
        ("--start 2026-02-13 --limit 5wd", "2026-02-27"),
        ("--start 2026-04-30 --limit 5wd", "2026-05-11"),
        ("--start 2026-04-30 --limit 20wd", "2026-06-01"),
        (
            "--start 2026-03-02 --limit 20wd --pause 2026-03-12..2026-03-24",
            "2026-04-10",
        ),
        ("--start 2025-12-15 --limit 20wd", "2026-01-13"),
        (
            "--start 2025-12-15 --limit 20wd --extend 10wd",
            "2026-01-27",
        ),
        ("--start 2026-09-01 --limit 45wd", "2026-11-09"),
        (
            "--start 2026-09-01 --limit 45wd --extend 15wd",
            "2026-11-30",
        ),
        ("--start 2026-09-20 --limit 15d", "2026-10-08"),
        ("--start 2026-12-21 --limit 20wd", "2027-01-19"),
        (
            "--start 2026-11-20T19:30:00+08:00 --limit 5wd",
            "2026-11-27",
        ),
        (
            "--start 2026-11-20T19:30+08:00 --limit 5wd --cut-off 18:00",
            "2026-11-30",
        ),
        ("--start 2026-09-24 --limit 10wd", "2026-10-15"),
        ("--start 2026-06-15 --limit 5wd", "2026-06-23"),
        ("--start 2026-06-23 --limit 20wd", "2026-07-21"),
        ("--start 2026-10-10 --limit 5wd", "2026-10-16"),
        ("--start 2026-01-31 --limit 1mo", "2026-02-28"),
        (
            "--start 2026-11-23T10:00+08:00 --limit 24h",
            "2026-11-24T10:00:00+08:00",
        ),
        (
            "--start 2026-11-23T10:00+08:00 --limit 90min",
            "2026-11-23T11:30:00+08:00",
        ),
        // The day is that of the zone: late in the evening in Lanzhou is the same day in UTC.
        ("--start 2026-11-23T17:00:00Z --limit 1wd", "2026-11-25"),
        (
            "--start 2026-11-23T17:00:00Z --limit 1wd --zone UTC",
            "2026-11-24",
        ),
    ] {
        assert_eq!(due(line), expected, "{line}");
    }
}

#[test]
fn what_the_object_says() {
    let answer = json("--start 2026-12-21 --limit 20wd");
    assert_eq!(answer["provisional"], true);
    assert_eq!(answer["counted"].as_array().unwrap().len(), 20);
    let skipped = answer["skipped"].as_array().unwrap();
    assert!(
        skipped
            .iter()
            .any(|day| day["date"] == "2027-01-01" && day["reason"] == "holiday")
    );
    assert!(!answer["explanation"].as_array().unwrap().is_empty());
    assert_eq!(json("--start 2026-11-23 --limit 5wd")["provisional"], false);
    let split = json(
        "--start 2026-03-02 --limit 20wd --pause 2026-03-18..2026-03-24 --pause 2026-03-12..2026-03-18",
    );
    let whole = json("--start 2026-03-02 --limit 20wd --pause 2026-03-12..2026-03-24");
    assert_eq!(split["due"], whole["due"], "touching pauses are one");
    assert_eq!(split["counted"], whole["counted"]);
}

#[test]
fn a_year_of_ones_own() {
    let file = File::new("own-year", NOTICE);
    let line = format!("--start 2026-12-30 --limit 3wd --calendar {}", file.path());
    let answer = json(&line);
    assert_eq!(answer["due"], "2027-01-06");
    assert_eq!(answer["provisional"], false);
    for (from, to, at) in [
        ("2027-01-04", "2027-01-01", ":5: "),
        ("2027-01-04", "2027-01-02", ":5: "),
    ] {
        let broken = File::new(&format!("broken-{to}"), &NOTICE.replace(from, to));
        let line = format!(
            "--start 2026-12-30 --limit 3wd --calendar {}",
            broken.path()
        );
        let said = refused(&line);
        assert!(said.contains(at), "{said}");
    }
    let make_up =
        format!("{NOTICE}make_up = [\n{{ date = \"2027-01-07\", festival = \"new-year\" }},\n]\n");
    let broken = File::new("make-up", &make_up);
    let said = refused(&format!(
        "--start 2026-12-30 --limit 3wd --calendar {}",
        broken.path()
    ));
    assert!(said.contains(":8: 2027-01-07"), "{said}");
}

#[test]
fn bad_input_is_named_and_nothing_is_printed() {
    for (line, named) in [
        ("--start 2026-03-02 --limit 0wd", "nought"),
        ("--start 2026-03-02 --limit 20", "20wd"),
        ("--start 2026-03-02 --limit -3wd", "limit"),
        ("--start 2026-02-30 --limit 5wd", "2026-02-30"),
        ("--start gestern --limit 5wd", "gestern"),
        ("--start 2026-03-02T10:00 --limit 5wd", "zone"),
        (
            "--start 2026-03-02 --limit 5wd --zone Mars/Base",
            "Mars/Base",
        ),
        (
            "--start 2026-03-02 --limit 5wd --pause 2026-03-12..2026-03-04",
            "ends before it begins",
        ),
        (
            "--start 2026-03-02 --limit 5wd --pause 2026-02-12..2026-03-04",
            "before the start",
        ),
        (
            "--start 2026-03-02 --limit 5wd --pause 2026-03-04..2026-03-10 --pause 2026-03-09..2026-03-12",
            "overlap",
        ),
        ("--start 2026-03-02 --limit 5wd --pause 2026-03-04", "write"),
        ("--start 2026-03-02 --limit 5wd --extend 0wd", "nought"),
        ("--start 2026-03-02 --limit 5wd --cut-off 25:00", "25:00"),
        (
            "--start 2026-03-02T10:00Z --limit 5h --cut-off 18:00",
            "days",
        ),
        (
            "--start 1999-03-02 --limit 5wd",
            "out of the calendar's range",
        ),
        (
            "--start 2040-12-30 --limit 5wd",
            "out of the calendar's range",
        ),
        (
            "--start 2026-03-02 --limit 5wd --calendar /nowhere.toml",
            "/nowhere.toml",
        ),
    ] {
        let mut arguments = vec!["deadline"];
        arguments.extend(line.split_whitespace());
        let done = tongban(&arguments);
        assert_eq!(done.status.code(), Some(2), "{line}");
        assert!(done.stdout.is_empty(), "{line}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains(named), "{line}: {said}");
    }
}

#[test]
fn a_notice_is_imported_only_when_it_is_confirmed() {
    let data = std::env::temp_dir().join(format!("tongban-import-{}", std::process::id()));
    drop(fs::remove_dir_all(&data));
    let at = data.to_str().unwrap();
    let seeded = tongban(&["seed", "--data", at, "--cases", "60"]);
    assert!(seeded.status.success(), "{seeded:?}");
    let notice = File::new("import", NOTICE);
    let looked = tongban(&["calendar", "import", notice.path(), "--data", at]);
    let said = String::from_utf8(looked.stdout).unwrap();
    assert!(
        looked.status.success() && said.contains("nothing is changed"),
        "{said}"
    );
    assert!(said.contains("2027-01-04: off"), "{said}");
    let again = tongban(&["calendar", "import", notice.path(), "--data", at]);
    assert_eq!(String::from_utf8(again.stdout).unwrap(), said);
    let done = tongban(&[
        "calendar",
        "import",
        notice.path(),
        "--data",
        at,
        "--confirm",
    ]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(
        done.status.success() && said.contains("taken over"),
        "{said}"
    );
    let verified = tongban(&["verify", "--data", at]);
    assert!(verified.status.success(), "{verified:?}");
    let after = tongban(&["calendar", "import", notice.path(), "--data", at]);
    let said = String::from_utf8(after.stdout).unwrap();
    assert!(said.contains("0 with a date that moves"), "{said}");
    let broken = File::new("import-broken", &NOTICE.replace("2027-01-04", "2027-01-01"));
    let refused = tongban(&[
        "calendar",
        "import",
        broken.path(),
        "--data",
        at,
        "--confirm",
    ]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains(":5: 2027-01-01: named twice"), "{said}");
    fs::remove_dir_all(&data).unwrap();
}
