//! Running cases of an earlier version: the mapping (`/admin/catalogue/{code}/versions/{hash}/migration`), what it
//! would do to each case, and how far it has come (`/admin/migrations/{id}`).

use std::sync::Arc;

use app::admin::migration::{CaseLine, DateLine, MigrationView, Progress, Stand, migration_page};
use app::admin::migration_form::{MigrationForm, NONE, NodeLine, field_of, migration_form_page};
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::catalogue::{Definition, ServiceItem};
use domain::locale::Localised;
use jiff::Timestamp;
use serde::Deserialize;
use store::{Tx, case_migrations, cases};

use super::{unsigned, version};
use crate::acts;
use crate::error::Error;
use crate::migrations::{self, Obstacle, OldNode, Plan};
use crate::reader::Reader;
use crate::state::App;

/// Cases of a page.
const ROWS: usize = 25;

type Pairs = Vec<(String, String)>;

pub async fn form(
    State(app): State<App>,
    reader: Reader,
    Path((code, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    let mut tx = app.store.read().await?;
    let (from, to) = pair(&app, &mut tx, &code, &hash).await?;
    let nodes = migrations::nodes(&mut tx, &from, &to).await?;
    let open = cases::open_of(&mut tx, &hash).await?;
    drop(tx);
    let chosen = nodes.iter().map(usual).collect::<Vec<_>>();
    let view = form_view(&from, &to, open, &nodes, &chosen, false);
    Ok(Html(migration_form_page(&reader.shell, &view)).into_response())
}

/// An earlier version and the current one.
async fn pair(
    app: &App,
    tx: &mut Tx,
    code: &str,
    hash: &str,
) -> Result<(Arc<Definition>, Arc<Definition>), Error> {
    let (from, draft) = version::find(app, tx, code, hash).await?;
    let to = app.item(code).ok_or(Error::NotFound)?;
    if draft.is_some() || from.hash == to.hash {
        return Err(Error::NotFound);
    }
    Ok((from, to))
}

/// The same name; where there is none, nothing for a node at which cases stand: somebody has to choose.
fn usual(node: &OldNode) -> String {
    if node.options.contains(&node.key) {
        node.key.clone()
    } else if node.cases > 0 {
        String::new()
    } else {
        NONE.to_owned()
    }
}

fn is_offered(node: &OldNode, chosen: &str) -> bool {
    chosen == NONE || node.options.iter().any(|option| option == chosen)
}

fn form_view(
    from: &Definition,
    to: &Definition,
    open: i64,
    nodes: &[OldNode],
    chosen: &[String],
    sent: bool,
) -> MigrationForm {
    MigrationForm {
        code: from.item.code().to_owned(),
        item: to.item.name.clone(),
        from: from.hash.clone(),
        to: to.hash.clone(),
        open: unsigned(open),
        nodes: nodes
            .iter()
            .zip(chosen)
            .map(|(node, chosen)| NodeLine {
                key: node.key.clone(),
                name: name(&from.item, &node.key),
                cases: node.cases,
                options: node
                    .options
                    .iter()
                    .map(|key| (key.clone(), name(&to.item, key)))
                    .collect(),
                chosen: chosen.clone(),
                wrong: sent && !is_offered(node, chosen),
            })
            .collect(),
    }
}

fn name(item: &ServiceItem, key: &str) -> Localised {
    item.node(key)
        .map_or_else(|| Localised::new(key, key), |node| node.name().clone())
}

/// Keeps the mapping to be looked at.
pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path((code, hash)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let posted = |name: &str| {
        let mut pairs = pairs.iter();
        let found = pairs.find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut tx = app.store.begin().await?;
    let (from, to) = pair(&app, &mut tx, &code, &hash).await?;
    let nodes = migrations::nodes(&mut tx, &from, &to).await?;
    let chosen: Vec<String> = nodes
        .iter()
        .map(|node| posted(&field_of(&node.key)))
        .collect();
    let sound = nodes
        .iter()
        .zip(&chosen)
        .all(|(node, chosen)| is_offered(node, chosen));
    // A form for a version that is current no more asks about other nodes.
    if !sound || posted("to") != to.hash {
        let open = cases::open_of(&mut tx, &hash).await?;
        drop(tx);
        let view = form_view(&from, &to, open, &nodes, &chosen, true);
        let html = migration_form_page(&reader.shell, &view);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response());
    }
    let chosen: Vec<(String, Option<String>)> = nodes
        .into_iter()
        .zip(chosen)
        .map(|(node, chosen)| (node.key, Some(chosen).filter(|chosen| chosen != NONE)))
        .collect();
    let mapping = migrations::mapping(&to.item, &chosen);
    let by = officer.id.to_string();
    let id = migrations::draft(&mut tx, &from, &to, &mapping, by, reader.now).await?;
    tx.commit().await?;
    Ok(to_page(&id))
}

fn to_page(id: &str) -> Response {
    Redirect::to(&format!("/admin/migrations/{id}")).into_response()
}

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The last case of the page before.
    #[serde(default)]
    after: String,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    reader.officer(Room::Admin)?;
    page(&app, &reader, &id, &asked.after, StatusCode::OK).await
}

async fn page(
    app: &App,
    reader: &Reader,
    id: &str,
    after: &str,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    app.shelf.refresh(&mut tx, app).await?;
    let plan = Plan::load(app, &mut tx, id).await?;
    let (lines, last) = if plan.row.state == "draft" {
        looked_at(app, &mut tx, &plan, after, reader.now).await?
    } else {
        left_behind(app, &mut tx, &plan, after).await?
    };
    let remaining = cases::open_of(&mut tx, &plan.from.hash).await?;
    drop(tx);
    let progress = Progress {
        migrated: unsigned(plan.row.migrated),
        left_out: unsigned(plan.row.left_out),
        remaining: unsigned(remaining),
    };
    let stand = match plan.row.state.as_str() {
        "draft" => {
            let outlook = app.outlooks.of(app, &plan);
            Stand::Draft {
                seen: outlook.seen,
                goes: outlook.goes,
                kept_back: outlook.kept_back.into_iter().collect(),
                finished: outlook.finished_at.is_some(),
                outdated: is_outdated(app, &plan),
            }
        }
        "running" => Stand::Running(progress),
        _ => Stand::Done(progress),
    };
    let view = MigrationView {
        id: id.to_owned(),
        code: plan.row.item.clone(),
        item: plan.to.item.name.clone(),
        from: plan.from.hash.clone(),
        to: plan.to.hash.clone(),
        mapping: mapping(&plan),
        stand,
        lines,
        next: last.map(|last| format!("/admin/migrations/{id}?after={last}")),
    };
    let html = migration_page(&reader.shell, &view);
    Ok((status, Html(html)).into_response())
}

fn is_outdated(app: &App, plan: &Plan) -> bool {
    let current = app.item(&plan.row.item);
    current.is_none_or(|current| current.hash != plan.to.hash)
}

/// The nodes that change their key or their name, or have no place any more.
fn mapping(plan: &Plan) -> Vec<(Localised, Option<Localised>)> {
    plan.from
        .item
        .nodes()
        .filter_map(|old| {
            let new = migrations::becomes(&plan.to.item, &plan.mapping, old.key());
            let same = new.is_some_and(|new| new.key() == old.key() && new.name() == old.name());
            (!same).then(|| (old.name().clone(), new.map(|new| new.name().clone())))
        })
        .collect()
}

/// What would come of a page of cases, and where the next one begins.
async fn looked_at(
    app: &App,
    tx: &mut Tx,
    plan: &Plan,
    after: &str,
    now: Timestamp,
) -> Result<(Vec<CaseLine>, Option<String>), Error> {
    let mut ids = cases::open_of_after(tx, &plan.from.hash, after, ROWS as i64 + 1).await?;
    let more = ids.len() > ROWS;
    ids.truncate(ROWS);
    let mut lines = Vec::with_capacity(ids.len());
    for id in &ids {
        let key = cases::key_by_id(tx, *id).await?;
        let agency = app.agency_name(&key.agency);
        let line = |nodes, dates, obstacles| CaseLine {
            case_no: key.case_no.clone(),
            agency,
            nodes,
            dates,
            obstacles,
        };
        let loaded = match acts::load(app, tx, &key).await {
            Ok(loaded) => loaded,
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(_) => {
                let unread = words(plan, &[Obstacle::unread()]);
                lines.push(line(Vec::new(), Vec::new(), unread));
                continue;
            }
        };
        let nodes = migrations::open_nodes(&loaded.case).map(|key| {
            let old = name(&plan.from.item, key);
            let new = migrations::becomes(&plan.to.item, &plan.mapping, key);
            let new = new.map_or_else(|| old.clone(), |new| new.name().clone());
            (old, new)
        });
        let nodes = nodes.collect();
        lines.push(match plan.judge(app, tx, &loaded.case, now).await? {
            Ok(parties) => {
                let dates = plan.dates(app, &loaded, parties, now)?;
                let dates = dates.into_iter().map(|date| DateLine {
                    kind: date.kind,
                    step: date.step.map(|key| step_name(plan, &key)),
                    before: date.before,
                    after: date.after,
                });
                line(nodes, dates.collect(), Vec::new())
            }
            Err(obstacles) => line(nodes, Vec::new(), words(plan, &obstacles)),
        });
    }
    Ok((lines, ids.last().filter(|_| more).map(ToString::to_string)))
}

/// By its old name where it has one.
fn step_name(plan: &Plan, key: &str) -> Localised {
    if plan.from.item.node(key).is_some() {
        name(&plan.from.item, key)
    } else {
        name(&plan.to.item, key)
    }
}

fn words(plan: &Plan, obstacles: &[Obstacle]) -> Vec<(String, Option<Localised>)> {
    let node_of = |obstacle: &Obstacle| {
        let key = obstacle.node.as_deref()?;
        let consulted = plan.from.item.consultation(key);
        Some(consulted.map_or_else(|| name(&plan.from.item, key), |asked| asked.name.clone()))
    };
    obstacles
        .iter()
        .map(|obstacle| (obstacle.key.clone(), node_of(obstacle)))
        .collect()
}

/// A page of the cases that stayed behind.
async fn left_behind(
    app: &App,
    tx: &mut Tx,
    plan: &Plan,
    after: &str,
) -> Result<(Vec<CaseLine>, Option<String>), Error> {
    let mut rows = case_migrations::left_out(tx, &plan.row.id, after, ROWS as i64 + 1).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let last = rows
        .last()
        .filter(|_| more)
        .map(|row| row.case_id.to_string());
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(CaseLine {
            case_no: row.case_no,
            agency: app.agency_name(&row.agency),
            nodes: Vec::new(),
            dates: Vec::new(),
            obstacles: words(plan, &migrations::read(&row.forbids)?),
        });
    }
    Ok((lines, last))
}

/// Lets it run; the job takes the cases over. Asked again it does nothing more.
pub async fn run(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Admin)?;
    let mut tx = app.store.begin().await?;
    app.shelf.refresh(&mut tx, &app).await?;
    let plan = Plan::load(&app, &mut tx, &id).await?;
    if plan.row.state == "draft" {
        if is_outdated(&app, &plan) {
            drop(tx);
            return page(&app, &reader, &id, "", StatusCode::CONFLICT).await;
        }
        let by = officer.id.to_string();
        case_migrations::start(&mut tx, &id, &by, reader.now).await?;
        tx.commit().await?;
    }
    Ok(to_page(&id))
}
