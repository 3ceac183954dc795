//! Every statement that is written down as a whole finds its rows by an index.

use std::path::{Path, PathBuf};

use crate::sql::sql_dynamic;
use crate::testing::sqlite;

/// What a plan may read from end to end, and why that stays small.
const READ_WHOLE: [(&str, &str); 20] = [
    ("CONSTANT ROW", "no table"),
    ("any_case", "one row of `cases`"),
    ("calendar_years", "a row for each year"),
    ("cases_by_received", "that row"),
    (
        "cases_open_by_calendar",
        "open cases alone, once a catalogue changes",
    ),
    ("latest", "2,000 rows of `cases` by their key"),
    ("sqlite_autoindex_cases_3", "that row, too"),
    ("sqlite_autoindex_cases_1", "those rows"),
    ("definitions", "a row for each published version"),
    (
        "materials_to_copy",
        "a partial index of what waits for its small copy",
    ),
    (
        "materials_to_scan",
        "a partial index of what waits for its scan",
    ),
    ("moved", "100 rows by agency"),
    ("officers_by_agency", "the people of the authority"),
    ("publications_by_item", "a row for each published version"),
    ("soon", "5,000 rows of an agency by an index"),
    ("sqlite_autoindex_calendar_years_1", "a row for each year"),
    ("standing", "1,000 rows by a partial index"),
    ("tasks_standing", "a partial index"),
    ("unread", "as many rows of one applicant as are counted"),
    ("waiting", "as many warnings of one agency as are counted"),
];

/// Those inside a statement that already read few rows.
const INNER: [(&str, &str); 1] = [("wallet.rs", "SCAN c")];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// The texts in `sql("…")`, as the compiler reads them.
fn statements(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in source.split("sql(").skip(1) {
        let Some(rest) = after.trim_start().strip_prefix('"') else {
            continue;
        };
        let mut text = String::new();
        let mut letters = rest.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => break,
                '\\' if letters.peek() == Some(&'\n') => {
                    while letters.peek().is_some_and(|next| next.is_whitespace()) {
                        letters.next();
                    }
                }
                '\\' => text.extend(letters.next()),
                letter => text.push(letter),
            }
        }
        let word = text.split_whitespace().next().unwrap_or_default();
        if ["SELECT", "WITH", "UPDATE", "DELETE"].contains(&word) {
            found.push(text);
        }
    }
    found
}

fn values(text: &str) -> usize {
    (1..100)
        .take_while(|number| text.contains(&format!("${number}")))
        .count()
}

#[tokio::test]
async fn no_statement_reads_a_table_from_end_to_end() {
    let store = sqlite().await.unwrap();
    let mut tx = store.read().await.unwrap();
    let (mut seen, mut slow) = (0, Vec::new());
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        for text in statements(&std::fs::read_to_string(&path).unwrap()) {
            seen += 1;
            let mut asked = sql_dynamic(format!("EXPLAIN QUERY PLAN {text}"));
            for _ in 0..values(&text) {
                asked = asked.bind(1_i64);
            }
            let plan: Vec<(i64, i64, i64, String)> = asked.all(&mut tx).await.unwrap();
            for (.., detail) in plan {
                let whole = detail.strip_prefix("SCAN ");
                let known = |what: &str| {
                    let mut listed = READ_WHOLE.iter();
                    listed.any(|(name, _)| what == *name || what.ends_with(&format!(" {name}")))
                };
                let inner = INNER.contains(&(file.as_str(), detail.as_str()));
                if whole.is_some_and(|what| !known(what)) && !inner {
                    slow.push(format!("{}: {detail}: {text}", path.display()));
                }
            }
        }
    }
    assert!(seen > 150, "{seen} statements found");
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
