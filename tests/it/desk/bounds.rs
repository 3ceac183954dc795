//! Whose the cases are: for a clerk of another agency or of another level no address of a case exists.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{apply, done};

const OPINION: (&str, &str) = ("opinion", "符合规定。");
const TEXT: (&str, &str) = ("text", "说明。");
const REASON: (&str, &str) = ("reason", "说明。");

/// Those for whom the case does not exist, though they have a desk.
const OUTSIDE: [&str; 3] = ["counter-elsewhere", "water-examiner", "government-head"];

pub async fn seq(app: &TestApp, no: &str) -> u64 {
    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, no).await.unwrap();
    store::cases::seq(&mut tx, key.id).await.unwrap()
}

/// As the page of the question has them.
pub async fn id_of(app: &TestApp, no: &str, persona: &str) -> String {
    let name = match persona {
        "reviewer" => "扎西·才让",
        "examiner-2" => "马晓兰",
        other => panic!("{other}"),
    };
    let mut examiner = app.persona("examiner").await;
    let page = examiner.open(&format!("/desk/cases/{no}/advice")).await;
    let html = page.html();
    let radios = scraper::Selector::parse("input[name=choice]").unwrap();
    let found = html.select(&radios).find(|radio| {
        let id = radio.value().attr("id").unwrap_or_default();
        let label = scraper::Selector::parse(&format!("label[for='{id}']")).unwrap();
        html.select(&label)
            .any(|label| label.text().collect::<String>().contains(name))
    });
    let radio = found.unwrap_or_else(|| panic!("{name} can't be asked"));
    radio.value().attr("value").unwrap().to_owned()
}

/// The addresses of a case at the desk, as the sources have them: a new one can't be forgotten here.
fn addresses() -> Vec<String> {
    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut found: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            text.split(".route(")
                .skip(1)
                .filter_map(|after| {
                    let path = after.trim_start().strip_prefix('"')?.split('"').next()?;
                    path.starts_with("/desk/cases/{no}")
                        .then(|| path.to_owned())
                })
                .collect::<Vec<_>>()
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[tokio::test]
async fn for_another_agency_and_another_level_no_address_of_a_case_exists() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let mut counter = app.persona("counter").await;
    let page = counter.open(&format!("/desk/cases/{}", case.no)).await;
    let material = page.attribute(".case-file td a, .case-file th a", "href");
    let material = material.unwrap();
    let material = material.rsplit('/').next().unwrap();
    let addresses = addresses();
    assert!(addresses.len() > 25, "{addresses:?}");
    let reviewer = {
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        id_of(&app, &case.no, "reviewer").await
    };
    let before = seq(&app, &case.no).await;
    for persona in OUTSIDE {
        let mut stranger = app.persona(persona).await;
        for address in &addresses {
            let path = address
                .replace("{no}", &case.no)
                .replace("{id}", material)
                .replace("{step}", "examination")
                .split('/')
                .map(|part| if part.starts_with('{') { "1" } else { part })
                .collect::<Vec<_>>()
                .join("/");
            let fields = [
                ("seq", "2"),
                ("step", "examination"),
                ("outcome", "pass"),
                ("choice", reviewer.as_str()),
                OPINION,
                TEXT,
                REASON,
            ];
            let got = stranger.get(&path).await.status;
            let posted = stranger.post(&path, &fields).await.status;
            let not_there = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
            assert!(
                not_there.contains(&got) && not_there.contains(&posted),
                "{persona} {path}: {got}, {posted}"
            );
            assert!(
                [got, posted].contains(&StatusCode::NOT_FOUND),
                "{persona} {path}"
            );
        }
    }
    assert_eq!(seq(&app, &case.no).await, before, "nothing was written");
}
