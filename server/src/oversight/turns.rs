//! `/oversight/cases/{no}/lamps`: the life of a case's warnings; `…/warnings/{seq}/clearance`: 摘牌.

use app::oversight::order::{OrderView, order_page};
use app::oversight::turns::{RungLine, Turns, turns_page};
use app::parts::act_form::ActForm;
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::authority::Act;
use domain::case::{Actor, Blocked, Denied, Fact, Refusal, Warning};
use domain::supervision::ladder::{Rung, Tells};
use serde::Deserialize;

use super::view::Overseer;
use super::{act, order};
use crate::acts::{Loaded, Statements};
use crate::error::{Error, page_status};
use crate::reader::Reader;
use crate::state::App;
use crate::turns::{self, Reading};

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (key, loaded) = order::open(&app, &mut tx, &reader, &no).await?;
    let actor = act::actor(&reader)?;
    let clears = |one: &Warning| {
        let may = actor.may(Act::WarningClearance);
        may && loaded
            .case
            .clearable(&actor)
            .any(|other| other.seq == one.seq)
    };
    let reading = Reading {
        loaded: &loaded,
        now: reader.now,
        // Heads look into the room, too; who of supervision has looked is not theirs to know.
        supervises: Overseer::of(&app, &reader)?.agency.is_none(),
    };
    let clearance = |one: &Warning| {
        let href = format!("/oversight/cases/{}/{}", key.case_no, path(one.seq));
        clears(one).then_some((href, "turn-clear"))
    };
    let turns = reading.turns(&app, &mut tx, |_| true, clearance).await?;
    drop(tx);
    let ctx = loaded.ctx(&app, reader.now);
    let rungs = app.catalogue.supervision.ladder().rungs();
    let view = Turns {
        case_no: key.case_no,
        item: loaded.definition.item.name.clone(),
        agency: app.agency_name(&key.agency),
        lamp: loaded
            .case
            .lamp(&loaded.case.deadlines(&ctx), reader.now)
            .into(),
        turns,
        rungs: rungs.iter().map(rung).collect(),
    };
    Ok(Html(turns_page(&reader.shell, &view)).into_response())
}

fn rung(rung: &Rung) -> RungLine {
    RungLine {
        on: turns::lamp(rung.on),
        after: rung.after,
        tells: rung.tells.iter().copied().map(Tells::key).collect(),
        explain_within: rung.explain_within,
        order: rung
            .order
            .map(|(instrument, reply)| (instrument.key(), reply.value)),
        basis: rung.basis.clone(),
    }
}

/// The end of the act's address.
fn path(seq: u64) -> String {
    format!("warnings/{seq}/clearance")
}

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    text: String,
}

pub async fn ask(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let seq = seq.parse().map_err(|_| Error::NotFound)?;
    page(&app, &reader, &no, seq, &Posted::default(), Vec::new()).await
}

/// The warning, where the reader may clear it.
fn clearable<'a>(loaded: &'a Loaded, actor: &Actor, seq: u64) -> Result<&'a Warning, Error> {
    let found = loaded.case.warning(seq).ok_or(Error::NotFound)?;
    let refused = |refusal: Refusal| Error::Refused {
        refusal,
        case_no: None,
    };
    if !actor.may(Act::WarningClearance) {
        return Err(refused(Denied::Role.into()));
    }
    if !found.is_red() || found.cleared.is_some() {
        return Err(refused(Blocked::NoWarning.into()));
    }
    if loaded.case.clearable(actor).all(|one| one.seq != seq) {
        return Err(refused(Denied::OwnWork.into()));
    }
    Ok(found)
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    seq: u64,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    reader.officer(Room::Oversight)?;
    let mut tx = app.store.read().await?;
    let (key, loaded) = order::open(app, &mut tx, reader, no).await?;
    drop(tx);
    let ctx = loaded.ctx(app, reader.now);
    let actor = act::actor(reader)?;
    let warning = clearable(&loaded, &actor, seq)?;
    let status = page_status(&faults);
    let view = OrderView {
        case_no: key.case_no,
        seq: loaded.case.seq,
        item: loaded.definition.item.name.clone(),
        agency: app.agency_name(&warning.agency),
        lamp: turns::lamp(warning.level),
        form: ActForm {
            shown: Some(turns::told(app, reader.locale(), ctx.item, warning)),
            ..ActForm::new("warning-clearance", posted.text.as_str(), faults)
        },
        path: path(seq),
    };
    Ok((status, Html(order_page(&reader.shell, &view))).into_response())
}

pub async fn clear(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let text = posted.text.trim();
    if let Some(key) = act::text_fault(text) {
        let faults = vec![Fault::new("text", key)];
        return page(&app, &reader, &no, seq, &posted, faults).await;
    }
    let mut texts = Statements::default();
    let said = texts.add(&app, reader.now, text)?;
    let repeated =
        |fact: &Fact| matches!(fact, Fact::WarningCleared { warning, .. } if *warning == seq);
    let mut tx = app.store.begin().await?;
    let (key, loaded) = order::open(&app, &mut tx, &reader, &no).await?;
    if loaded.case.warning(seq).is_none() {
        return Err(Error::NotFound);
    }
    let actor = act::actor(&reader)?;
    let doing = (&key, &actor, posted.seq.as_str());
    act::record(&app, &reader, tx, doing, repeated, texts, |case| {
        case.clear_warning(&actor, seq, said)
    })
    .await?;
    let to = format!("/oversight/cases/{}/lamps", key.case_no);
    Ok(Redirect::to(&to).into_response())
}
