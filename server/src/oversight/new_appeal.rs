//! `/oversight/scores/{id}/appeal`: the head of an agency disputes a deduction that is counted.

use app::oversight::appeal::{NewAppeal, new_page};
use app::parts::act_form::ActForm;
use app::parts::fault::Fault as FieldFault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::{AppealId, CaseId};
use domain::identifier::CaseNo;
use domain::supervision::Period;
use domain::supervision::appeal::{self, Terms};
use domain::supervision::score::Fault;
use jiff::civil::Date;
use serde::Deserialize;
use store::Tx;
use store::appeals::{self as kept, Appeal, AppealAct, Disputed};
use store::cases::{self, Scope};

use super::appeal::{repeated, said, stale};
use super::appeals::{address, counted, in_time, is_counted, person, until};
use super::view::Overseer;
use super::{act, scores};
use crate::acts;
use crate::error::{Error, page_status};
use crate::reader::Reader;
use crate::state::App;

/// Which deduction, as links and forms carry it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    month: String,
    #[serde(default)]
    fault: String,
    /// The case's number.
    #[serde(default)]
    case: String,
    #[serde(default)]
    seq: String,
    #[serde(default)]
    text: String,
}

/// A deduction that is really counted, and its agency's head before it.
struct Found {
    month: Period,
    fault: Fault,
    case: CaseId,
    case_no: String,
    division: String,
    prefecture: String,
    seq: i64,
    order_seq: Option<i64>,
    until: Date,
    in_time: bool,
    terms: Terms,
    /// It is disputed already.
    before: Option<Appeal>,
}

async fn find(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    id: &str,
    wanted: &Wanted,
) -> Result<Found, Error> {
    let overseer = Overseer::of(app, reader)?;
    let officer = reader.officer(Room::Oversight)?;
    let hands: Vec<_> = officer.actor.by.hands().collect();
    if overseer.agency.is_some_and(|own| own.id != id) {
        return Err(Error::NotFound);
    }
    if appeal::appeal(&person(&officer, &hands, &overseer), id, true).is_err() {
        return Err(Error::Denied);
    }
    let terms = app.catalogue.scores.appeal.ok_or(Error::NotFound)?;
    let today = app.date(reader.now);
    let month = scores::month(Some(&wanted.month), today)?;
    let fault = Fault::from_key(&wanted.fault)
        .filter(|fault| fault.may_be_appealed() && is_counted(app, *fault))
        .ok_or(Error::NotFound)?;
    let noted: i64 = wanted.seq.trim().parse().unwrap_or_default();
    let no = CaseNo::parse(&wanted.case).map_err(|_| Error::NotFound)?;
    let key = cases::key_by_no(tx, no.as_str()).await?;
    // A case may have gone to another agency since: whether it is counted here, the list says.
    let loaded = acts::load(app, tx, &key).await?;
    if loaded.case.received.confidential {
        return Err(Error::NotFound);
    }
    let scope = Scope::Agency(id.to_owned());
    let (seq, order_seq) = match fault {
        Fault::Case(measure) => {
            let filter = counted(app, scope, id, month, measure, today);
            let has = cases::has(tx, &filter, key.id, reader.now).await?;
            has.then_some((0, None)).ok_or(Error::NotFound)?
        }
        Fault::OrderLate => {
            let (from, to) = month.range(today);
            let instants = (app.start_of(from), app.start_of(to));
            let late = cases::late_answer(tx, &scope, id, instants, (key.id, noted)).await?;
            let late = late.ok_or(Error::NotFound)?;
            (late.noted, Some(late.seq))
        }
    };
    let (until, in_time) = in_time(app, id, month, terms, reader.now);
    let (period, name) = (month.to_string(), fault.key());
    let disputed = Disputed {
        agency: id,
        month: &period,
        fault: &name,
        case: key.id,
        seq,
    };
    let before = kept::against(tx, disputed).await?;
    let received = &loaded.case.received;
    Ok(Found {
        month,
        fault,
        case: key.id,
        case_no: key.case_no,
        division: received.division.clone(),
        prefecture: received.prefecture.clone(),
        seq,
        order_seq,
        until,
        in_time,
        terms,
        before,
    })
}

pub async fn ask(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let found = find(&app, &mut tx, &reader, &id, &wanted).await?;
    drop(tx);
    if let Some(before) = &found.before {
        return Ok(Redirect::to(&address(before)).into_response());
    }
    Ok(new(&app, &reader, &id, &found, &wanted, Vec::new()))
}

fn new(
    app: &App,
    reader: &Reader,
    id: &str,
    found: &Found,
    wanted: &Wanted,
    faults: Vec<FieldFault>,
) -> Response {
    let status = page_status(&faults);
    let key = found.fault.key();
    let view = NewAppeal {
        name: app.agency_name(id),
        month: found.month,
        fault: key.clone(),
        case_no: found.case_no.clone(),
        until: found.until,
        late: !found.in_time,
        back: format!(
            "/oversight/scores/{id}/deductions?month={}&fault={key}",
            found.month
        ),
        action: format!("/oversight/scores/{id}/appeal"),
        hidden: vec![
            ("month", found.month.to_string()),
            ("fault", key),
            ("case", found.case_no.clone()),
            ("seq", found.seq.to_string()),
        ],
        form: ActForm::new("score-appeal", wanted.text.as_str(), faults),
    };
    (status, Html(new_page(&reader.shell, &view))).into_response()
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Oversight)?;
    let text = wanted.text.trim();
    let mut tx = app.store.begin().await?;
    let found = find(&app, &mut tx, &reader, &id, &wanted).await?;
    // Of two who post at once the second sees what the first one left.
    cases::hold(&mut tx, found.case).await?;
    let found = find(&app, &mut tx, &reader, &id, &wanted).await?;
    if let Some(before) = &found.before {
        let first = kept::acts(&mut tx, before.id).await?;
        let same = |act: &AppealAct| act.act == appeal::State::Appealed.key();
        repeated(&mut tx, &officer, before, &first, same, text).await?;
        return Ok(Redirect::to(&address(before)).into_response());
    }
    let wrong = if found.in_time {
        act::text_fault(text)
    } else {
        Some("score-appeal-late")
    };
    if wrong.is_some() {
        drop(tx);
        let faults = act::faults([("text", wrong)]);
        return Ok(new(&app, &reader, &id, &found, &wanted, faults));
    }
    let state = appeal::State::Appealed;
    let today = app.date(reader.now);
    let appeal = Appeal {
        id: AppealId::new(reader.now, app.entropy()?),
        agency: id.clone(),
        month: found.month.to_string(),
        fault: found.fault.key(),
        case_id: found.case,
        seq: found.seq,
        order_seq: found.order_seq,
        case_no: found.case_no,
        division: found.division,
        prefecture: found.prefecture,
        made_at: reader.now,
        state: state.key().to_owned(),
        waits: state.waits(),
        changed_at: reader.now,
        due_at: until(&app, &id, today, found.terms.decide_days),
    };
    let act = said(&app, &mut tx, &reader, &officer, &appeal, (1, state), text).await?;
    let case_no = appeal.case_no.clone();
    kept::add(&mut tx, &appeal, &act)
        .await
        .map_err(|error| stale(error, &case_no))?;
    tx.commit().await?;
    Ok(Redirect::to(&address(&appeal)).into_response())
}
