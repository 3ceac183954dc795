//! One case at the desk, through the router: a journal of 200 facts and 30 materials, as an examiner opens it.

use std::path::Path;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::application::Answers;
use domain::case::{ActorRef, Case, Fact, Material as Held};
use domain::catalogue::{Definition, example_answers};
use domain::id::MaterialId;
use domain::locale::Locale;
use jiff::Timestamp;
use store::applications::NewApplication;
use store::materials::{self, Material, Scan, SmallCopy};
use store::replay::{drop_postgres, scratch_postgres};
use store::{Keys, Store, Tx, accounts, applications, cases, definitions, journal};
use tower::ServiceExt;

use super::clocks::{ITEM, Percentiles, accepted};
use super::{Figure, app_over, sqlite_url};
use crate::cli::Stop;
use crate::cli::seed::people;
use crate::cli::seed::rng::Rng;
use crate::state::App;
use crate::submission::write_answers;

const FACTS: usize = 200;
const MATERIALS: usize = 30;
const PERSONA: &str = "examiner";
const SCRATCH: &str = "tongban_bench_case_view";

/// Before anything is measured.
const WARM: usize = 20;
const LOOKS: usize = 300;

pub(super) async fn sqlite(folder: &Path) -> Result<Vec<Figure>, Stop> {
    let url = sqlite_url(&folder.join("case-view.db"))?;
    Ok(vec![measure("SQLite", folder, &url).await?])
}

pub(super) async fn postgres(folder: &Path, server: &str) -> Result<Vec<Figure>, Stop> {
    let url = scratch_postgres(server, SCRATCH).await?;
    let figure = measure("PostgreSQL", folder, &url).await;
    drop_postgres(server, SCRATCH).await?;
    Ok(vec![figure?])
}

async fn measure(engine: &str, folder: &Path, url: &str) -> Result<Figure, Stop> {
    let store = Store::open(url, Keys::new([7; 32])?).await?;
    store.migrate().await?;
    let app = app_over(store, folder).await?;
    let path = format!("/desk/cases/{}", make(&app).await?);
    let router = crate::router(app.clone());
    let cookies = sign_in(&router).await?;
    let mut took = Vec::with_capacity(LOOKS);
    let mut bytes = 0;
    for look in 0..WARM + LOOKS {
        let started = Instant::now();
        bytes = open(&router, &path, &cookies).await?;
        if look >= WARM {
            took.push(started.elapsed().as_secs_f64() * 1000.0);
        }
    }
    app.store.close().await;
    let took = Percentiles::of(took);
    Ok(Figure {
        what: format!(
            "Case view on {engine}: {FACTS} facts, {MATERIALS} materials, {bytes} bytes of HTML, {LOOKS} times, one after \
             another, through the router; p99 {} ms",
            took.p99
        ),
        ours: format!("p50 {} ms", took.p50),
        bare: String::new(),
        ratio: String::new(),
    })
}

/// The number of the case.
async fn make(app: &App) -> Result<String, Stop> {
    let now = app.now.get();
    let definition = app.catalogue.item(ITEM).cloned();
    let definition = definition.ok_or_else(|| missing("item"))?;
    let mut tx = app.store.begin().await?;
    let divisions = ["620102".to_owned()];
    let people = people::applicants(app, &mut tx, 1, &divisions, &mut Rng::new(3), now).await?;
    let person = people.first().ok_or_else(|| missing("applicant"))?;
    let stored = definitions::Definition {
        hash: definition.hash.clone(),
        item: ITEM.to_owned(),
        source: definition.source.clone(),
        first_used_at: now,
    };
    definitions::put(&mut tx, &stored).await?;
    let account = accounts::by_persona(&mut tx, PERSONA).await?;
    let account = account.ok_or_else(|| missing(PERSONA))?;
    let officer = accounts::officer_of(&mut tx, account.id).await?;
    let officer = officer.ok_or_else(|| missing(PERSONA))?;
    let (mut journal, mut facts) = accepted(app, &definition, person.id, 0)?;
    let Some(Fact::Received(received)) = facts.first_mut() else {
        return Err(missing("receipt"));
    };
    let new = NewApplication {
        id: received.application,
        applicant_id: person.id,
        item: ITEM.into(),
        definition: definition.hash.clone(),
        division: "620102".into(),
        answers: write_answers(&answers(app, &definition))?,
        created_at: now,
        filed_by: None,
    };
    applications::create_submitted(&mut tx, &new, received.case).await?;
    received.materials = give(app, &mut tx, &definition, &new, now).await?;
    let number = received.no.as_str().to_owned();
    let claims = (facts.len()..FACTS).map(|index| {
        let step = definition.item.first_node().to_owned();
        if index % 2 == 0 {
            Fact::Claimed { step }
        } else {
            Fact::Released { step }
        }
    });
    let claims = claims.collect();
    journal::append_all(&mut tx, now, ActorRef::System, vec![(&mut journal, facts)]).await?;
    let by = ActorRef::Officer(officer.id);
    journal::append_all(&mut tx, now, by, vec![(&mut journal, claims)]).await?;
    let case: Case = journal.fold()?;
    let calendar = app.calendars.of(&case);
    let calendar = calendar.ok_or_else(|| missing("calendar"))?;
    let projection = case.project(&app.ctx(&definition, &calendar, now));
    cases::write_all(&mut tx, &[(&case, &projection)]).await?;
    tx.commit().await?;
    Ok(number)
}

fn answers(app: &App, definition: &Definition) -> Answers {
    let today = app.date(app.now.get());
    example_answers(&definition.item, Locale::ZhCn, today, "620102")
}

/// Materials by turns for each rule, half of them images with a small copy.
async fn give(
    app: &App,
    tx: &mut Tx,
    definition: &Definition,
    to: &NewApplication,
    now: Timestamp,
) -> Result<Vec<Held>, Stop> {
    let rules = &definition.item.materials;
    let mut given = Vec::with_capacity(MATERIALS);
    for (index, rule) in rules.iter().cycle().take(MATERIALS).enumerate() {
        let image = index % 2 == 0;
        let material = Material {
            id: MaterialId::new(now, app.entropy()?),
            application_id: to.id,
            rule: rule.key().to_owned(),
            file_name: format!("材料{index}.{}", if image { "jpg" } else { "pdf" }),
            size: 1_234_567,
            media_type: if image {
                "image/jpeg"
            } else {
                "application/pdf"
            }
            .into(),
            digest: format!("{index:064x}"),
            object_key: format!("bench/{index}"),
            uploaded_at: now,
            removed_at: None,
            scan: Scan::Clean,
            copy: if image {
                SmallCopy::Made
            } else {
                SmallCopy::None
            },
            trust: None,
            origin: None,
        };
        materials::add(tx, &material).await?;
        given.push(Held {
            rule: material.rule,
            id: material.id,
            digest: material.digest,
        });
    }
    Ok(given)
}

/// The cookies of the examiner's session.
async fn sign_in(router: &Router) -> Result<String, Stop> {
    let request = Request::post("/session/demo")
        .header(header::HOST, "127.0.0.1")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("persona={PERSONA}")))
        .map_err(stopped)?;
    let response = router.clone().oneshot(request).await.map_err(stopped)?;
    let cookies: Vec<&str> = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|cookie| cookie.to_str().ok()?.split(';').next())
        .collect();
    Ok(cookies.join("; "))
}

/// How long the page is, in bytes.
async fn open(router: &Router, path: &str, cookies: &str) -> Result<usize, Stop> {
    let request = Request::get(path)
        .header(header::HOST, "127.0.0.1")
        .header(header::COOKIE, cookies)
        .body(Body::empty())
        .map_err(stopped)?;
    let response = router.clone().oneshot(request).await.map_err(stopped)?;
    if response.status() != StatusCode::OK {
        let status = response.status();
        return Err(Stop::Mend(format!("bench: {path} answered {status}")));
    }
    let body = to_bytes(response.into_body(), usize::MAX).await;
    Ok(body.map_err(stopped)?.len())
}

fn missing(what: &str) -> Stop {
    Stop::Mend(format!("bench: no {what}"))
}

fn stopped(error: impl std::fmt::Display) -> Stop {
    Stop::Mend(format!("bench: {error}"))
}
