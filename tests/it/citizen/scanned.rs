//! 查毒: clean, infected, found late, and clamd away; with a clamd of our own that speaks its protocol, and with the
//! real one, which knows one virus: the test file that every scanner knows.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::http::StatusCode;
use server::jobs::files;
use server::scanner::Clamd;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::materials::to_materials;
use crate::harness::TestApp;
use crate::journey::{PDF, submit_with};

/// Not the test file itself: a scanner of the machine would take this file away.
fn infected() -> Vec<u8> {
    let marker = ["EICAR-STANDARD", "-ANTIVIRUS-TEST", "-FILE"].concat();
    [PDF, marker.as_bytes()].concat()
}

/// Answers as clamd does; what has the marker in it is infected, what has "odd" in it gets no verdict.
async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut command = Vec::new();
    loop {
        match stream.read_u8().await? {
            0 => break,
            byte => command.push(byte),
        }
    }
    if command == b"zPING" {
        return stream.write_all(b"PONG\0").await;
    }
    assert_eq!(command, b"zINSTREAM");
    let mut body = Vec::new();
    loop {
        let length = stream.read_u32().await? as usize;
        if length == 0 {
            break;
        }
        let mut chunk = vec![0; length];
        stream.read_exact(&mut chunk).await?;
        body.extend(chunk);
    }
    let has = |part: &[u8]| body.windows(part.len()).any(|window| window == part);
    let verdict: &[u8] = if has(b"EICAR") {
        b"stream: Eicar-Signature FOUND\0"
    } else if has(b"odd") {
        b"INSTREAM size limit exceeded. ERROR\0"
    } else {
        b"stream: OK\0"
    };
    stream.write_all(verdict).await
}

fn serve(listener: TcpListener) -> JoinHandle<()> {
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    })
}

/// An address where nobody listens yet.
async fn port() -> (String, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    (listener.local_addr().unwrap().to_string(), listener)
}

#[tokio::test]
async fn an_infected_file_is_not_taken_in() {
    let (host, listener) = port().await;
    serve(listener);
    let app = TestApp::scanned(Clamd::Tcp(host)).await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    let path = format!("{draft}/materials/layout-and-process");
    let bad = infected();
    let files: [(&str, &str, &[u8]); 2] = [("file", "好.pdf", PDF), ("file", "毒.pdf", &bad)];
    let came = citizen.upload(&path, &[], &files).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.is_sound();
    let summary = came.find(".error-summary").unwrap();
    assert!(
        summary.contains("毒.pdf") && summary.contains("病毒"),
        "{summary}"
    );
    assert_eq!(came.count(".files > li"), 1);
    assert!(
        !came.text().contains("尚未完成病毒查验"),
        "the other is clean"
    );
    let kept = app.folder.path().join("files/quarantine/applications");
    assert!(kept.is_dir(), "kept apart");
    let metrics = citizen.open("/metrics").await.text();
    assert!(metrics.contains("tongban_unscanned_files 0"), "{metrics}");
}

#[tokio::test]
async fn what_proves_a_relation_is_scanned_before_it_counts() {
    let path = "/account/delegations/family";
    let child = [
        ("kind", "child"),
        ("name", "李小满"),
        ("id-no", "620102201402289981"),
    ];
    let (host, listener) = port().await;
    serve(listener);
    let app = TestApp::scanned(Clamd::Tcp(host)).await;
    let mut citizen = app.persona("citizen").await;
    let odd = [PDF, b"odd"].concat();
    for (file, status) in [
        (infected(), StatusCode::UNPROCESSABLE_ENTITY),
        (odd, StatusCode::UNPROCESSABLE_ENTITY),
        (PDF.to_vec(), StatusCode::SEE_OTHER),
    ] {
        let page = citizen
            .upload(path, &child, &[("file", "证.pdf", &file)])
            .await;
        assert_eq!(page.status, status, "{}", page.text());
    }
    let page = citizen.open("/account/delegations").await;
    assert_eq!(page.count("main form[action='/account/acting']"), 1);
}

#[tokio::test]
async fn without_clamd_people_apply_and_clerks_wait() {
    let (host, listener) = port().await;
    drop(listener);
    let app = TestApp::scanned(Clamd::Tcp(host.clone())).await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    let layout = format!("{draft}/materials/layout-and-process");
    let rules = format!("{draft}/materials/food-safety-rules");
    let odd = [PDF, b"odd"].concat();
    citizen
        .upload(&layout, &[], &[("file", "怪.pdf", &odd)])
        .await;
    citizen
        .upload(&layout, &[], &[("file", "好.pdf", PDF)])
        .await;
    citizen
        .upload(&rules, &[], &[("file", "毒.pdf", &infected())])
        .await;
    let page = citizen.open(&layout).await;
    assert!(page.text().contains("尚未完成病毒查验"));
    let own = page.attribute(".files a", "href").unwrap();
    assert_eq!(citizen.get(&own).await.status, StatusCode::OK, "their own");
    let case = submit_with(&mut citizen, &draft, &[]).await;

    let mut counter = app.persona("counter").await;
    let desk = format!("/desk/cases/{}", case.no);
    let file = |own: &str| format!("{desk}/materials/{}", own.rsplit('/').next().unwrap());
    let page = counter.open(&desk).await;
    page.is_sound();
    assert!(page.text().contains("正在查验病毒") && !page.has("a[href*='/materials/']"));
    let away = counter.get(&file(&own)).await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(files::run(&app.app, app.app.now.get()).await.unwrap(), 0);

    // It comes back.
    let listener = TcpListener::bind(&host).await.unwrap();
    serve(listener);
    assert_eq!(files::run(&app.app, app.app.now.get()).await.unwrap(), 2);
    let page = counter.open(&desk).await;
    page.is_sound();
    assert_eq!(page.count("a[href$='/view']"), 1, "the clean one");
    let text = page.text();
    assert!(
        text.contains("发现病毒") && text.contains("正在查验病毒"),
        "{text}"
    );
    let clean = page.attribute("a[href*='/materials/']", "href").unwrap();
    assert_eq!(counter.get(&clean).await.status, StatusCode::OK);
    // Nobody has the infected one: not the clerk, and not who gave it.
    let mut tx = app.app.store.read().await.unwrap();
    let application = draft.trim_start_matches("/applications/").parse().unwrap();
    let all = store::materials::all(&mut tx, application).await.unwrap();
    drop(tx);
    let gone = all
        .iter()
        .find(|one| one.scan == store::materials::Scan::Infected)
        .unwrap();
    for path in [
        format!("{desk}/materials/{}", gone.id),
        format!("{desk}/materials/{}/copy", gone.id),
    ] {
        assert_eq!(counter.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    for path in [
        format!("/cases/{}/materials/{}", case.no, gone.id),
        format!("{rules}/{}", gone.id),
    ] {
        assert_eq!(citizen.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    app.verify().await;
}

#[tokio::test]
async fn what_is_found_in_a_draft_is_asked_for_again() {
    let (host, listener) = port().await;
    drop(listener);
    let app = TestApp::scanned(Clamd::Tcp(host.clone())).await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    let path = format!("{draft}/materials/layout-and-process");
    citizen
        .upload(&path, &[], &[("file", "毒.pdf", &infected())])
        .await;
    assert_eq!(citizen.open(&path).await.count(".files > li"), 1);
    let listener = TcpListener::bind(&host).await.unwrap();
    serve(listener);
    files::run(&app.app, app.app.now.get()).await.unwrap();
    let page = citizen.open(&path).await;
    page.is_sound();
    assert_eq!(page.count(".files > li"), 0);
    let banner = page.find(".banner-late").unwrap();
    assert!(banner.contains("毒.pdf"), "{banner}");
    let answers = citizen.open(&format!("{draft}/answers")).await;
    assert!(!answers.has("form[action$='/submission']"), "it is missing");
    app.at("2026-11-23T09:31:00+08:00");
    citizen.upload(&path, &[], &[("file", "好.pdf", PDF)]).await;
    assert!(!citizen.open(&path).await.has(".banner-late"));
}

/// Debian's, with one signature of our own and no other: it is there in a second.
struct RealClamd {
    folder: TempDir,
    process: Child,
}

impl RealClamd {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let signature: String = infected()[PDF.len()..]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let database = folder.path().join("signatures");
        std::fs::create_dir(&database).unwrap();
        std::fs::write(
            database.join("test.ndb"),
            format!("Test-File:0:*:{signature}\n"),
        )
        .unwrap();
        let config = folder.path().join("clamd.conf");
        let lines = format!(
            "DatabaseDirectory {}\nLocalSocket {}\nForeground yes\nMaxThreads 2\n",
            database.display(),
            folder.path().join("socket").display()
        );
        std::fs::write(&config, lines).unwrap();
        let process = Command::new("/usr/sbin/clamd")
            .arg("--config-file")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("clamd: install the package clamav-daemon");
        Self { folder, process }
    }

    fn socket(&self) -> String {
        self.folder.path().join("socket").display().to_string()
    }
}

impl Drop for RealClamd {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[tokio::test]
async fn the_real_clamd_is_understood() {
    let clamd = RealClamd::start();
    let app = TestApp::scanned(Clamd::Unix(clamd.socket())).await;
    let mut citizen = app.persona("citizen").await;
    let draft = to_materials(&mut citizen).await;
    for _ in 0..300 {
        if server::scanner::is_there(&app.app).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let path = format!("{draft}/materials/layout-and-process");
    let (bad, large) = (infected(), [PDF, &[b' '; 60_000]].concat());
    let files: [(&str, &str, &[u8]); 2] = [("file", "好.pdf", &large), ("file", "毒.pdf", &bad)];
    let came = citizen.upload(&path, &[], &files).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = came.find(".error-summary").unwrap();
    assert!(
        summary.contains("毒.pdf") && summary.contains("病毒"),
        "{summary}"
    );
    assert_eq!(came.count(".files > li"), 1);
    assert!(!came.text().contains("尚未完成病毒查验"));
}
