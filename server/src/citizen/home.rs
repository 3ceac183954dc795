use std::collections::BTreeMap;

use app::citizen::home::{At, Directory, DraftLine, Home, ItemLine, Shelf, Turn, home_page};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::case::DeadlineKind;
use domain::catalogue::{Audience, Definition, Theme};
use domain::id::ApplicantId;
use jiff::civil::Date;
use serde::Deserialize;
use store::{Tx, accounts, applications, cases};

use super::{delegations, life_event, place, scope};
use crate::acts;
use crate::error::Error;
use crate::notify::payment_by;
use crate::pages::SameForAll;
use crate::reader::Reader;
use crate::state::App;

/// Fits above the fold.
const DRAFTS: u16 = 3;
const TURNS: usize = 2;
/// Turns beyond these are counted as that many.
const COUNTED: i64 = 20;
const POPULAR: i64 = 4;

pub fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Chosen {
    r#for: Option<String>,
    division: Option<String>,
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let here = reader.division.as_deref();
    let today = app.date(reader.now);
    let mut tx = app.store.read().await?;
    let business = chosen.r#for.is_none() && is_for_business(&mut tx, &reader).await?;
    let shelf = match chosen.r#for.as_deref() {
        Some("agencies") => Shelf::Agencies(directory(&app, chosen.division.as_deref().or(here))),
        Some("events") => Shelf::Events,
        shelf if business || shelf == Some("entity") => {
            Shelf::Entity(themes(&app, Audience::Entity, here, today))
        }
        _ => Shelf::Person(themes(&app, Audience::Person, here, today)),
    };
    let mut view = Home {
        shelf,
        events: life_event::lines(&app),
        popular: popular(&app, &mut tx).await?,
        here: here.and_then(|code| place::name(&app, code)),
        change: place::change(&reader.shell.path),
        window: app.window().map(|window| window.item.code().to_owned()),
        ..Home::default()
    };
    if let Ok(applicant) = reader.applicant() {
        view.drafts = drafts(&app, &mut tx, applicant, &reader).await?;
        (view.turns, view.more_turns) = turns(&app, &mut tx, applicant, &reader).await?;
    }
    (view.for_others, view.offers) = delegations::waiting(&app, &mut tx, &reader).await?;
    let mut response = Html(home_page(&reader.shell, &view)).into_response();
    if reader.viewer.is_none() {
        response.extensions_mut().insert(SameForAll);
    }
    Ok(response)
}

/// Whether the reader acts for an organisation.
async fn is_for_business(tx: &mut Tx, reader: &Reader) -> Result<bool, Error> {
    let Some(acting) = &reader.acting else {
        return Ok(false);
    };
    let principal = accounts::applicant(tx, acting.principal).await?;
    Ok(principal.is_some_and(|one| one.entity))
}

fn line(definition: &Definition) -> ItemLine {
    ItemLine {
        code: definition.item.code().to_owned(),
        name: definition.item.name.clone(),
        summary: definition.item.summary.clone(),
        at: At::Unknown,
    }
}

/// What can't be had where the visitor is comes last in its theme.
fn themes(
    app: &App,
    audience: Audience,
    here: Option<&str>,
    today: Date,
) -> Vec<(Theme, Vec<ItemLine>)> {
    let mut shelves: BTreeMap<Theme, Vec<ItemLine>> = BTreeMap::new();
    for definition in app.public_items() {
        if definition.item.audience.contains(&audience) {
            let shelf = shelves.entry(definition.item.theme).or_default();
            shelf.push(ItemLine {
                at: place::of_item(app, &definition.item, here, today),
                ..line(&definition)
            });
        }
    }
    for shelf in shelves.values_mut() {
        shelf.sort_by_key(|line| matches!(line.at, At::Elsewhere(_) | At::Suspended(_)));
    }
    shelves.into_iter().collect()
}

async fn popular(app: &App, tx: &mut Tx) -> Result<Vec<ItemLine>, Error> {
    let codes = cases::popular(tx, POPULAR).await?;
    let known = codes.iter().filter_map(|code| app.public_item(code).ok());
    Ok(known.map(|definition| line(&definition)).collect())
}

async fn drafts(
    app: &App,
    tx: &mut Tx,
    applicant: ApplicantId,
    reader: &Reader,
) -> Result<Vec<DraftLine>, Error> {
    let mut drafts = applications::drafts(tx, applicant, DRAFTS).await?;
    drafts.retain(|draft| reader.covers(&draft.item));
    let lines = drafts.into_iter().filter_map(|draft| {
        // What left the catalogue can't be applied for any more.
        let name = match app.item(&draft.item) {
            Some(definition) => definition.item.name.clone(),
            None => app.catalogue.bundle(&draft.item)?.name.clone(),
        };
        Some(DraftLine {
            href: format!("/applications/{}", draft.id),
            item: name,
            saved_at: draft.updated_at,
        })
    });
    Ok(lines.collect())
}

/// Cases that wait for their applicant, the newest, and how many more there are.
async fn turns(
    app: &App,
    tx: &mut Tx,
    applicant: ApplicantId,
    reader: &Reader,
) -> Result<(Vec<Turn>, usize), Error> {
    let mut waiting = cases::by_applicant(tx, applicant, cases::Own::Turn, None, COUNTED).await?;
    waiting.retain(|case| reader.covers(&case.item));
    let more = waiting.len().saturating_sub(TURNS);
    let mut turns = Vec::new();
    for row in waiting.into_iter().take(TURNS) {
        let key = cases::key_by_no(tx, &row.case_no).await?;
        let loaded = acts::load(app, tx, &key).await?;
        let ctx = loaded.ctx(app, reader.now);
        let case = &loaded.case;
        let fee = case
            .awaits_payment(&ctx)
            .filter(|_| !case.awaits_applicant());
        turns.push(Turn {
            pays: fee.is_some(),
            promised: case.awaits_promised(),
            number: row.case_no,
            item: loaded.definition.item.name.clone(),
            by: match fee {
                Some(open) => payment_by(&ctx, &case.deadlines(&ctx), open),
                None => scope::by(case, &ctx, DeadlineKind::Supplement)
                    .or_else(|| scope::by(case, &ctx, DeadlineKind::Tolerated)),
            },
        });
    }
    Ok((turns, more))
}

/// The agencies of a division, with what they handle. An unknown division is the whole province.
fn directory(app: &App, division: Option<&str>) -> Directory {
    let catalogue = &app.catalogue;
    let code = division
        .filter(|code| catalogue.division(code).is_some())
        .unwrap_or(&catalogue.jurisdiction.code);
    let named =
        |division: &domain::catalogue::Division| (division.code.clone(), division.name.clone());
    let mut above: Vec<_> = catalogue.upwards(code).skip(1).map(named).collect();
    above.reverse();
    let below = catalogue
        .divisions()
        .filter(|division| division.parent.as_deref() == Some(code))
        .map(named)
        .collect();
    let public = app.public_items();
    let agencies = catalogue
        .agencies()
        .filter(|agency| agency.division == code)
        .map(|agency| {
            let items = public.iter().filter(|definition| {
                catalogue
                    .route(&definition.item, code)
                    .is_some_and(|routed| routed.id == agency.id)
            });
            (
                agency.clone(),
                items.map(|definition| line(definition)).collect(),
            )
        })
        .collect();
    Directory {
        here: catalogue.division(code).map(|here| here.name.clone()),
        above,
        below,
        agencies,
    }
}
