//! `kill -9` in the middle of work, then a restart: every submission that was acknowledged is
//! there, and the journal and its projections agree.

#![expect(
    clippy::unwrap_used,
    reason = "a test says where it broke by panicking"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;

const ITEM: &str = "000731001002";
const PAGES: &[(&str, &str)] = &[
    (
        "operator",
        "operator-name=Ma&operator-id=620102199003079995&operator-address=Jiuquan+Road+1\
         &operator-phone=13800001234",
    ),
    ("composition-page", "composition=individual&uses-name=no"),
    (
        "premises",
        "premises-division=620102&premises-address=Jiuquan+Road+1&premises-proof-by=promise",
    ),
    ("business", "trade=F&business-scope=Fruit&employees=1"),
];

struct Server {
    child: Child,
    base: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tongban"))
            .args(["demo", "--cases", "0", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let base = lines
            .by_ref()
            .find_map(|line| {
                let line = line.unwrap();
                let address = line
                    .split_whitespace()
                    .find(|word| word.starts_with("http://"));
                address.map(ToOwned::to_owned)
            })
            .unwrap();
        let base = base.trim_end_matches('/').to_owned();
        thread::spawn(move || lines.for_each(drop));
        Self { child, base }
    }

    fn kill(mut self) {
        // SIGKILL: no handler runs, nothing is flushed.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

struct Browser {
    agent: Agent,
    base: String,
    cookie: String,
}

impl Browser {
    fn signed_in(base: &str, persona: &str) -> Option<Self> {
        let agent = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build()
            .new_agent();
        let mut browser = Self {
            agent,
            base: base.to_owned(),
            cookie: String::new(),
        };
        let answer = browser.post("/session/demo", &format!("persona={persona}"))?;
        let cookie = answer.headers().get("set-cookie")?.to_str().ok()?;
        browser.cookie = cookie.split(';').next()?.to_owned();
        Some(browser)
    }

    /// `None` where the server is gone.
    fn post(&self, path: &str, form: &str) -> Option<Response<ureq::Body>> {
        self.agent
            .post(format!("{}{path}", self.base))
            .header("cookie", &self.cookie)
            .content_type("application/x-www-form-urlencoded")
            .send(form)
            .ok()
    }

    fn get(&self, path: &str) -> Option<Response<ureq::Body>> {
        self.agent
            .get(format!("{}{path}", self.base))
            .header("cookie", &self.cookie)
            .call()
            .ok()
    }

    /// One whole application; the address of its receipt once the server has acknowledged it.
    fn apply(&self) -> Option<String> {
        let started = self.post(&format!("/items/{ITEM}/application"), "")?;
        let location = started.headers().get("location")?.to_str().ok()?.to_owned();
        let id = location.split('/').nth(2)?.to_owned();
        for (page, answers) in PAGES {
            let path = format!("/applications/{id}/pages/{page}");
            let version = version(&self.get(&path)?.body_mut().read_to_string().ok()?)?;
            let answer = self.post(&path, &format!("{answers}&version={version}"))?;
            assert_eq!(answer.status(), 303, "{page}");
        }
        let answers = self.get(&format!("/applications/{id}/answers"))?;
        let version = version(&answers.into_body().read_to_string().ok()?)?;
        let receipt = format!("/applications/{id}/submission");
        let answer = self.post(&receipt, &format!("version={version}"))?;
        assert_eq!(answer.status(), 303);
        Some(receipt)
    }
}

fn version(html: &str) -> Option<String> {
    let (_, after) = html.split_once("name=\"version\" value=\"")?;
    Some(after.split('"').next()?.to_owned())
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let (acknowledge, acknowledged) = mpsc::channel();
    let workers: Vec<_> = ["citizen", "citizen-2"]
        .into_iter()
        .map(|persona| {
            let (base, acknowledge) = (server.base.clone(), acknowledge.clone());
            thread::spawn(move || {
                let Some(browser) = Browser::signed_in(&base, persona) else {
                    return;
                };
                while let Some(receipt) = browser.apply() {
                    acknowledge.send((persona, receipt)).unwrap();
                }
            })
        })
        .collect();
    drop(acknowledge);
    let mut receipts = Vec::new();
    while receipts.len() < 12 {
        receipts.push(acknowledged.recv_timeout(Duration::from_secs(60)).unwrap());
    }
    server.kill();
    workers
        .into_iter()
        .for_each(|worker| worker.join().unwrap());
    receipts.extend(acknowledged.try_iter());

    let server = Server::start(folder.path());
    for persona in ["citizen", "citizen-2"] {
        let browser = Browser::signed_in(&server.base, persona).unwrap();
        for (_, receipt) in receipts.iter().filter(|(whose, _)| *whose == persona) {
            let mut page = browser.get(receipt).unwrap();
            assert_eq!(page.status(), 200, "{receipt}");
            let html = page.body_mut().read_to_string().unwrap();
            assert!(
                html.contains("query-code"),
                "{receipt} is no receipt any more"
            );
        }
    }
    server.kill();
    let verified = Command::new(env!("CARGO_BIN_EXE_tongban"))
        .args(["verify", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
}

/// What a page of the form acknowledged is there when the process comes back.
#[test]
fn an_answer_that_was_saved_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let browser = Browser::signed_in(&server.base, "citizen").unwrap();
    let started = browser.post(&format!("/items/{ITEM}/application"), "");
    let location = started.unwrap().headers()["location"]
        .to_str()
        .unwrap()
        .to_owned();
    let id = location.split('/').nth(2).unwrap();
    let (page, answers) = PAGES[0];
    let path = format!("/applications/{id}/pages/{page}");
    let form = browser
        .get(&path)
        .unwrap()
        .into_body()
        .read_to_string()
        .unwrap();
    let sent = format!("{answers}&version={}", version(&form).unwrap());
    let saved = browser.post(&path, &sent).unwrap();
    assert_eq!(saved.status(), 303);
    server.kill();

    let server = Server::start(folder.path());
    let browser = Browser::signed_in(&server.base, "citizen").unwrap();
    let form = browser
        .get(&path)
        .unwrap()
        .into_body()
        .read_to_string()
        .unwrap();
    for typed in ["13800001234", "Jiuquan Road 1"] {
        assert!(form.contains(typed), "{typed}: {form}");
    }
    server.kill();
}
