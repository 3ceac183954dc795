//! `/life-events`: the bundles (一件事), their guides, and the one place to follow all parts of a submitted one.

use app::citizen::life_event::EventLine;
use app::citizen::life_event::guide::{EventGuide, PartLine, guide_page};
use app::citizen::life_event::list::list_page;
use app::citizen::life_event::tracker::{Event, PartState, PartView, Tracker, tracker_page};
use app::citizen::progress::Title;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::case::DeadlineKind;
use domain::catalogue::{Bundle, Part};
use domain::id::ApplicationId;
use serde::Deserialize;
use store::applications::{self, Application, ApplicationState};
use store::bundles::{self, BundlePart};
use store::{Tx, cases};

use super::{progress, scope};
use crate::acts::{self, Loaded};
use crate::application::whole_limit;
use crate::bundles::{name, part_name};
use crate::error::Error;
use crate::pages::SameForAll;
use crate::questions::prefectures;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/life-events", get(show_all))
        .route("/life-events/{key}", get(show))
        .route("/life-events/applications/{id}", get(track))
}

/// The address of the tracker.
pub fn tracker(application: ApplicationId) -> String {
    format!("/life-events/applications/{application}")
}

pub fn lines(app: &App) -> Vec<EventLine> {
    app.catalogue.bundles().map(|bundle| line(bundle)).collect()
}

pub fn line(bundle: &Bundle) -> EventLine {
    EventLine {
        key: bundle.key().to_owned(),
        name: bundle.name.clone(),
        summary: bundle.summary.clone(),
    }
}

async fn show_all(State(app): State<App>, reader: Reader) -> Response {
    let mut response = Html(list_page(&reader.shell, &lines(&app))).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    response
}

#[derive(Debug, Default, Deserialize)]
struct Chosen {
    division: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(key): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let bundle = app.catalogue.bundle(&key).ok_or(Error::NotFound)?;
    let home = reader.division.clone();
    let division = chosen.division.or(home);
    let division = division.filter(|code| app.catalogue.division(code).is_some());
    let deepest = bundle.parts.iter().map(|part| bundle.depth(part)).max();
    let stages = (0..=deepest.unwrap_or(0)).map(|depth| {
        let parts = bundle.parts.iter();
        parts
            .filter(|part| bundle.depth(part) == depth)
            .filter_map(|part| part_line(&app, bundle, part, division.as_deref()))
            .collect()
    });
    let view = EventGuide {
        bundle: bundle.clone(),
        stages: stages.collect(),
        whole: whole_limit(&app, bundle),
        division: division.clone().unwrap_or_default(),
        divisions: prefectures(&app.catalogue, None),
        uncovered: !reader.covers(bundle.key()),
    };
    let mut response = Html(guide_page(&reader.shell, &view)).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    Ok(response)
}

fn part_line(app: &App, bundle: &Bundle, part: &Part, division: Option<&str>) -> Option<PartLine> {
    let item = &app.item(part.code())?.item;
    let after = part.after.iter();
    let after = after.filter_map(|code| bundle.part(code.get_ref()));
    let agency = division.and_then(|division| app.catalogue.route(item, division));
    Some(PartLine {
        item: part.code().to_owned(),
        name: part.name.clone(),
        after: after.map(|part| part.name.clone()).collect(),
        when: part.when.clone(),
        agency: agency.map(|agency| agency.name.clone()),
        level: item.routing.level.key(),
        promised: item.limits.promised.limit(),
    })
}

/// A submitted bundle of the applicant's own, with its parts; anybody else's is not there.
pub async fn own(
    tx: &mut Tx,
    reader: &Reader,
    id: ApplicationId,
) -> Result<(Application, Vec<BundlePart>), Error> {
    let found = applications::get(tx, reader.applicant()?, id).await?;
    let application = found.ok_or(Error::NotFound)?;
    let parts = bundles::parts(tx, id).await?;
    Ok((application, parts))
}

async fn track(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id: ApplicationId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let (application, parts) = own(&mut tx, &reader, id).await?;
    if application.state == ApplicationState::Draft {
        return Ok(Redirect::to(&format!("/applications/{id}")).into_response());
    }
    if parts.is_empty() {
        return Err(Error::NotFound);
    }
    let key = &application.item;
    let mut views = Vec::new();
    let mut course = Vec::new();
    for part in &parts {
        let part_name = part_name(&app, key, &part.item);
        let state = match part.case {
            None => {
                if part.state == bundles::PartState::NotOpened
                    && let Some(at) = part.settled_at
                {
                    course.push(Event {
                        at,
                        part: part_name.clone(),
                        title: Title::Fact("not-opened"),
                        outcome: None,
                    });
                }
                unopened(&app, key, part)
            }
            Some(case) => {
                let case_key = cases::key_by_id(&mut tx, case).await?;
                let loaded = acts::load(&app, &mut tx, &case_key).await?;
                let ctx = loaded.ctx(&app, reader.now);
                // Reasons and opinions stand on each case's own page.
                let passed = progress::progress(&app, &loaded, &ctx, None).passed;
                course.extend(passed.into_iter().map(|passed| Event {
                    at: passed.at,
                    part: part_name.clone(),
                    title: passed.title,
                    outcome: passed.outcome,
                }));
                opened(&app, &reader, &loaded)
            }
        };
        views.push(PartView {
            item: part.item.clone(),
            name: part_name,
            state,
        });
    }
    course.sort_by_key(|event| event.at);
    let view = Tracker {
        name: name(&app, key),
        submitted_at: application.updated_at,
        parts: views,
        course,
    };
    Ok(Html(tracker_page(&reader.shell, &view)).into_response())
}

fn unopened(app: &App, bundle: &str, part: &BundlePart) -> PartState {
    match part.state {
        bundles::PartState::Waiting => {
            let names = part.waits_for.iter();
            PartState::Waiting(names.map(|item| part_name(app, bundle, item)).collect())
        }
        bundles::PartState::NotNeeded => PartState::NotNeeded,
        bundles::PartState::NotOpened | bundles::PartState::Opened => {
            let ended = part.ended_by.as_deref();
            PartState::NotOpened(ended.map(|item| part_name(app, bundle, item)))
        }
    }
}

fn opened(app: &App, reader: &Reader, loaded: &Loaded) -> PartState {
    let case = &loaded.case;
    let ctx = loaded.ctx(app, reader.now);
    let deadlines = case.deadlines(&ctx);
    let by = [
        DeadlineKind::Supplement,
        DeadlineKind::Check,
        DeadlineKind::Promised,
    ];
    PartState::Opened {
        number: case.received.no.as_str().to_owned(),
        agency: app
            .catalogue
            .agency(&case.agency)
            .map(|agency| agency.name.clone()),
        stage: scope::stage(case, &loaded.definition.item),
        lamp: case.lamp(&deadlines, reader.now).into(),
        by: by.into_iter().find_map(|kind| scope::by(case, &ctx, kind)),
        turn: case.is_applicants_turn(&ctx),
        supplement: case.awaits_applicant(),
        next: progress::progress(app, loaded, &ctx, None)
            .next
            .into_iter()
            .next()
            .map(|next| next.title),
    }
}
