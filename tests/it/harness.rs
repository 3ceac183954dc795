//! The whole service in this process: frozen time, mail into a folder, jobs run when a test says
//! so. `TestApp::each` gives one on every engine that is to be had.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use futures::StreamExt;
use jiff::Timestamp;
use scraper::{Html, Selector};
use server::App;
use server::cli::{embedded_catalogue, import};
use server::config::Settings;
use server::files::Files;
use server::now::Now;
use server::scanner::Clamd;
use store::Store;
use tempfile::TempDir;
use tower::ServiceExt;

pub const PASSWORD: &str = "a-test-password";

/// A Monday morning with nothing special about it.
pub const MONDAY: &str = "2026-11-23T09:30:00+08:00";

pub struct TestApp {
    pub app: App,
    pub now: Now,
    pub folder: TempDir,
    router: Router,
}

impl TestApp {
    /// One on each engine: SQLite always, PostgreSQL where `TONGBAN_TEST_POSTGRES` names it.
    pub async fn each() -> Vec<Self> {
        let mut apps = Vec::new();
        for store in store::testing::stores().await {
            apps.push(Self::over(store).await);
        }
        apps
    }

    pub async fn sqlite() -> Self {
        Self::over(store::testing::sqlite().await.unwrap()).await
    }

    /// With a clamd that scans what is uploaded.
    pub async fn scanned(clamd: Clamd) -> Self {
        let store = store::testing::sqlite().await.unwrap();
        Self::with(store, |settings| settings.clamd = Some(clamd)).await
    }

    /// On a machine that has no font for PDF files.
    pub async fn without_font() -> Self {
        let store = store::testing::sqlite().await.unwrap();
        Self::with(store, |settings| {
            settings.pdf_font = Some("/nowhere/font.ttc".into());
        })
        .await
    }

    async fn over(store: Store) -> Self {
        Self::with(store, |_| {}).await
    }

    async fn with(store: Store, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Now::frozen(MONDAY.parse().unwrap());
        let catalogue = embedded_catalogue().unwrap();
        import(&store, &catalogue, PASSWORD, now.get())
            .await
            .unwrap();
        let files = Files::folder(&folder.path().join("files")).unwrap();
        let mut settings = Settings {
            max_upload: 64 * 1024,
            ..Settings::demo(folder.path(), "http://gov.test".into())
        };
        change(&mut settings);
        let app = App::new(store, catalogue, files, now.clone(), settings)
            .await
            .unwrap();
        let router = server::router(app.clone());
        Self {
            app,
            now,
            folder,
            router,
        }
    }

    /// Another process over the same store and files: after a restart, or on another machine.
    pub async fn beside(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(&self.folder.path().join("files")).unwrap();
        let settings = self.app.settings.clone();
        let app = App::new(
            self.app.store.clone(),
            embedded_catalogue().unwrap(),
            files,
            self.now.clone(),
            settings,
        )
        .await
        .unwrap();
        let router = server::router(app.clone());
        Self {
            app,
            now: self.now.clone(),
            folder,
            router,
        }
    }

    pub fn at(&self, instant: &str) {
        self.now.set(instant.parse::<Timestamp>().unwrap());
    }

    pub fn visitor(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// Signed in as one of the demo's people.
    pub async fn persona(&self, persona: &str) -> Browser {
        let mut browser = self.visitor();
        let page = browser.post("/session/demo", &[("persona", persona)]).await;
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "{persona}: {}",
            page.text()
        );
        browser
    }

    /// The journal and the projections agree, and every chain holds.
    pub async fn verify(&self) {
        let mut differences = Vec::new();
        let project = |case: &domain::case::Case| self.app.project(case);
        store::cases::verify::verify(&self.app.store, &project, &mut |difference| {
            differences.push(difference.to_string());
        })
        .await
        .unwrap();
        assert!(differences.is_empty(), "{differences:#?}");
    }
}

/// A person at a browser: cookies, no scripts.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub headers: Vec<(&'static str, String)>,
}

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Arc<[u8]>,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Gets, and expects a page.
    pub async fn open(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        page
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let form = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        let kind = Some("application/x-www-form-urlencoded".to_owned());
        self.send(Method::POST, path, kind, Body::from(form)).await
    }

    /// Posts, and follows the redirect to a page.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "POST {path}: {}",
            page.text()
        );
        self.open(&page.location()).await
    }

    /// A multipart form with text fields and files `(name, file name, content)`.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        const EDGE: &str = "tongban-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!(
                    "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        for (name, file, content) in files {
            body.extend_from_slice(
                format!(
                    "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; \
                     filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                )
                .as_bytes(),
            );
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let kind = Some(format!("multipart/form-data; boundary={EDGE}"));
        self.send(Method::POST, path, kind, Body::from(body)).await
    }

    /// The kind and the first words of an answer that does not end; nothing where it says nothing for a while.
    pub async fn listen(&mut self, path: &str) -> Option<(String, String)> {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, "gov.test")
            .header(header::COOKIE, cookies.join("; "))
            .body(Body::empty())
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let kind = response.headers()[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .to_owned();
        let mut body = response.into_body().into_data_stream();
        let first = tokio::time::timeout(Duration::from_millis(700), body.next()).await;
        let first = first.ok()??.unwrap();
        Some((kind, String::from_utf8_lossy(&first).into_owned()))
    }

    async fn send(&mut self, method: Method, path: &str, kind: Option<String>, body: Body) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "gov.test");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let status = response.status();
        let headers = response.headers().clone();
        for cookie in headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies
                .insert(name.trim().to_owned(), value.to_owned());
        }
        let body = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        Page {
            status,
            headers,
            body: body.to_vec().into(),
        }
    }
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn location(&self) -> String {
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The text of the first match, without surrounding space.
    pub fn find(&self, selector: &str) -> Option<String> {
        let html = self.html();
        let found = html.select(&Selector::parse(selector).unwrap()).next()?;
        Some(found.text().collect::<String>().trim().to_owned())
    }

    pub fn has(&self, selector: &str) -> bool {
        self.html()
            .select(&Selector::parse(selector).unwrap())
            .next()
            .is_some()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.html()
            .select(&Selector::parse(selector).unwrap())
            .count()
    }

    /// An attribute of the first match.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = self.html();
        let found = html.select(&Selector::parse(selector).unwrap()).next()?;
        found.value().attr(name).map(ToOwned::to_owned)
    }

    /// The text of each match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = self.html();
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .map(|one| one.text().collect::<String>().trim().to_owned())
            .collect()
    }

    /// Address and text of each match.
    pub fn links(&self, selector: &str) -> Vec<(String, String)> {
        let html = self.html();
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .map(|link| {
                let text: String = link.text().collect();
                let href = link.value().attr("href").unwrap_or_default();
                (href.to_owned(), text.trim().to_owned())
            })
            .collect()
    }

    /// A page of ours: one heading, a language, nothing untranslated, nothing inline.
    pub fn is_sound(&self) {
        let text = self.text();
        assert_eq!(self.count("main h1"), 1, "{text}");
        assert!(!text.contains('⟦'), "untranslated: {text}");
        assert!(
            !self.has("[style], style, script:not([src])"),
            "inline code: {text}"
        );
        assert!(self.attribute("html", "lang").is_some());
    }
}

fn encode(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
