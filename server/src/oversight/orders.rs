//! `/oversight/orders`: supervision's orders, and one of them with its answer and what supervision makes of it.

use app::oversight::orders::{Line, OrderPage, Orders, order_one_page, orders_page};
use app::parts::act_form::{ActForm, Amount};
use app::parts::choice::Choice;
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::authority::Act;
use domain::case::{Actor, Case, Entry, Fact, LONGEST_REPLY, SupervisionOrder};
use domain::limit::{Limit, Unit};
use domain::locale::Localised;
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::cases::{self, CaseKey, OrderLine, OrderPlace, OrderState, PAGE};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::Overseer;
use super::{act, order};
use crate::acts::{Loaded, Statements};
use crate::error::{Error, page_status};
use crate::notices;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    state: Option<String>,
    raised: Option<String>,
    after: Option<String>,
}

impl Asked {
    /// # Errors
    /// `NotFound` for a state that no order can be in.
    fn state(&self) -> Result<OrderState, Error> {
        match self.state.as_deref() {
            None | Some("") => Ok(OrderState::Unanswered),
            Some(key) => OrderState::from_key(key).ok_or(Error::NotFound),
        }
    }

    /// Only those that came up to the reader's own supervision.
    fn raised<'a>(&self, overseer: &'a Overseer<'_>) -> Option<&'a str> {
        let only = self.raised.as_deref() == Some("1");
        only.then_some(overseer.home.code.as_str())
    }
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let state = asked.state()?;
    let raised = asked.raised(&overseer);
    let after = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let scope = &overseer.scope;
    let rows = cases::orders(&mut tx, scope, state, raised, after.as_ref()).await?;
    let mut counts = [0; 3];
    for (count, state) in counts.iter_mut().zip(OrderState::ALL) {
        let found = cases::orders_count(&mut tx, scope, state, raised).await?;
        *count = found.unsigned_abs();
    }
    drop(tx);
    let here = address(state, raised.is_some());
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        let OrderPlace { at, case, seq } = last.place();
        format!("{here}&after={}.{case}.{seq}", at.as_millisecond())
    });
    let view = Orders {
        state: state.key(),
        states: OrderState::ALL
            .map(|one| (one.key(), address(one, raised.is_some())))
            .into(),
        counts: counts.into(),
        raised: raised.is_some(),
        supervises: overseer.agency.is_none(),
        lines: rows.iter().map(|row| line(&app, row, reader.now)).collect(),
        first: after.map(|_| here.clone()),
        next,
        here,
    };
    Ok(Html(orders_page(&reader.shell, &view)).into_response())
}

fn address(state: OrderState, raised: bool) -> String {
    let raised = if raised { "&raised=1" } else { "" };
    format!("/oversight/orders?state={}{raised}", state.key())
}

/// The page of one order.
pub fn order_address(case_no: &str, seq: u64) -> String {
    format!("/oversight/orders/{case_no}/{seq}")
}

fn place(text: &str) -> Option<OrderPlace> {
    let mut parts = text.split('.');
    Some(OrderPlace {
        at: Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?,
        case: parts.next()?.parse().ok()?,
        seq: parts.next()?.parse().ok()?,
    })
}

fn line(app: &App, row: &OrderLine, now: Timestamp) -> Line {
    Line {
        href: order_address(&row.case_no, row.seq.unsigned_abs()),
        case_no: row.case_no.clone(),
        instrument: row.instrument.clone(),
        number: number(row.notice_year, row.notice_serial),
        organ: row.organ.as_deref().map(|id| app.agency_name(id)),
        item: app.version_name(&row.item, &row.definition),
        agency: app.agency_name(&row.agency),
        at: row.at,
        due_on: app.last_day(row.due_at),
        late: row.answered_at.is_none() && row.closed_at.is_none() && now >= row.due_at,
        answered_at: row.answered_at,
        sent_back: row.sent_back.unsigned_abs(),
        accepted: row.accepted,
        closed_at: row.closed_at,
        raised_to: row.raised_to.as_deref().map(|code| app.division_name(code)),
    }
}

fn number(year: Option<i64>, serial: Option<i64>) -> Option<(i64, i64)> {
    year.zip(serial)
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("instrument", "order-instrument"),
    ("number", "order-number"),
    ("organ", "order-organ"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("made_at", "order-made"),
    ("due_on", "order-due"),
    ("answered_at", "export-answered-on"),
    ("sent_back", "order-sent-back-times"),
    ("closed_at", "order-closed-on"),
    ("accepted", "order-accepted"),
    ("raised_to", "order-raised-to"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let (state, raised) = (asked.state()?, asked.raised(&overseer));
    let scope = &overseer.scope;
    let mut tx = app.store.read().await?;
    let total = cases::orders_count(&mut tx, scope, state, raised).await?;
    let mut rows: Vec<OrderLine> = Vec::new();
    while rows.len() < MOST {
        let after = rows.last().map(OrderLine::place);
        let more = cases::orders(&mut tx, scope, state, raised, after.as_ref()).await?;
        if more.is_empty() {
            break;
        }
        rows.extend(more);
        rows.truncate(MOST);
    }
    drop(tx);
    let cells = |row: &OrderLine| {
        let line = line(&app, row, reader.now);
        let number = line.number.map(|(year, serial)| format!("{year}-{serial}"));
        let words = |text: &Option<Localised>| text.as_ref().map(|text| reader.shell.l(text));
        vec![
            row.case_no.as_str().into(),
            export::coded(&reader, "order-instrument-", &row.instrument),
            number.into(),
            words(&line.organ).into(),
            row.item.as_str().into(),
            export::words(&reader, &line.item),
            Cell::Coded(row.agency.clone(), reader.shell.l(&line.agency)),
            row.at.into(),
            line.due_on.into(),
            row.answered_at.into(),
            row.sent_back.into(),
            row.closed_at.into(),
            row.accepted.into(),
            words(&line.raised_to).into(),
        ]
    };
    let sheet = Sheet {
        name: "orders",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.iter().map(cells).collect(),
        total: total.unsigned_abs(),
    };
    sheet.file(&reader, format)
}

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    text: String,
}

const JUDGEMENTS: [&str; 2] = ["accepted", "sent-back"];

/// Which of the two forms of the page came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Review,
    Lifting,
}

pub async fn one(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let seq = seq.parse().map_err(|_| Error::NotFound)?;
    let posted = Posted::default();
    page(&app, &reader, &no, seq, Sent::Nothing, &posted, Vec::new()).await
}

/// The order, for whoever oversees its case.
fn find(loaded: &Loaded, seq: u64) -> Result<&SupervisionOrder, Error> {
    let mut orders = loaded.case.orders.iter();
    orders.find(|order| order.seq == seq).ok_or(Error::NotFound)
}

/// Whether the reader may judge it: nobody judges their own agency's answer, and one that came up is no longer the
/// business of those below.
fn judges(
    app: &App,
    reader: &Reader,
    case: &Case,
    order: &SupervisionOrder,
) -> Result<bool, Error> {
    let overseer = Overseer::of(app, reader)?;
    let own = reader.officer(Room::Oversight)?.agency == case.agency;
    let raised = order.raised.last().map(|(_, to)| to.as_str());
    Ok(overseer.agency.is_none()
        && !own
        && raised.is_none_or(|to| app.catalogue.is_within(to, &overseer.home.code)))
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    seq: u64,
    sent: Sent,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (key, loaded) = order::open(app, &mut tx, reader, no).await?;
    let order = find(&loaded, seq)?;
    let ctx = loaded.ctx(app, reader.now);
    let rows = loaded.case.order_rows(&ctx);
    let row = rows
        .iter()
        .find(|row| row.seq == seq)
        .ok_or(Error::NotFound)?;
    let about: Vec<_> = loaded
        .entries
        .iter()
        .filter(|entry| match &entry.fact {
            Fact::OrderAnswered { order, .. }
            | Fact::OrderAccepted { order, .. }
            | Fact::OrderSentBack { order, .. }
            | Fact::OrderLifted { order, .. }
            | Fact::OrderRaised { order, .. } => *order == seq,
            _ => entry.seq == seq,
        })
        .collect();
    let words = |_: &Entry, text: &str| Some(text.to_owned());
    let steps = act::steps(app, &mut tx, &key, &about, words).await?;
    drop(tx);
    let actor = act::actor(reader)?;
    let judges = judges(app, reader, &loaded.case, order)?;
    let may = |act| actor.may(act) && judges && order.closed.is_none();
    let own = |form: Sent| {
        if sent == form {
            (posted.text.clone(), faults.clone())
        } else {
            (String::new(), Vec::new())
        }
    };
    let review = may(Act::OrderReview) && order.answer.is_some();
    let review = review.then(|| {
        let (text, faults) = own(Sent::Review);
        let named = JUDGEMENTS
            .map(|key| Choice::new(key, reader.shell.t(&format!("act-order-review-{key}"))));
        ActForm {
            noun: "order-review",
            choices: named.into(),
            choice: posted.choice.clone(),
            amount: Some(Amount {
                value: if sent == Sent::Review {
                    posted.amount.clone()
                } else {
                    "1".into()
                },
                units: vec![Unit::WorkingDay],
                unit: String::new(),
                max: LONGEST_REPLY,
            }),
            text,
            faults,
            shown: None,
            preview: false,
        }
    });
    let lifting = may(Act::OrderLifting).then(|| {
        let (text, faults) = own(Sent::Lifting);
        ActForm::new("order-lifting", text, faults)
    });
    let status = page_status(&faults);
    let view = OrderPage {
        line: Line {
            href: order_address(&key.case_no, seq),
            case_no: key.case_no.clone(),
            instrument: row.instrument.key().to_owned(),
            number: row
                .notice
                .map(|notice| (i64::from(notice.year), i64::from(notice.serial))),
            organ: row.organ.as_deref().map(|id| app.agency_name(id)),
            item: loaded.definition.item.name.clone(),
            agency: app.agency_name(&key.agency),
            at: row.at,
            due_on: app.last_day(row.due_at),
            late: row.answered_at.is_none() && row.closed_at.is_none() && reader.now >= row.due_at,
            answered_at: row.answered_at,
            sent_back: u64::try_from(row.sent_back).unwrap_or_default(),
            accepted: row.accepted,
            closed_at: row.closed_at,
            raised_to: row.raised_to.as_deref().map(|code| app.division_name(code)),
        },
        seq: loaded.case.seq,
        steps,
        review,
        lifting,
    };
    Ok((status, Html(order_one_page(&reader.shell, &view))).into_response())
}

/// The order on paper, for whoever oversees its case.
pub async fn sheet(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    paper(&app, &reader, &no, &seq, false).await
}

pub async fn sheet_file(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    paper(&app, &reader, &no, &seq, true).await
}

async fn paper(
    app: &App,
    reader: &Reader,
    no: &str,
    seq: &str,
    as_file: bool,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let (key, loaded) = order::open(app, &mut tx, reader, no).await?;
    let back = order_address(&key.case_no, seq);
    let places = (back.clone(), format!("{back}/sheet.pdf"));
    notices::order::answer(app, reader, tx, (&key, &loaded), (seq, as_file), places).await
}

pub async fn review(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let accepted = posted.choice == "accepted";
    let text = posted.text.trim();
    let choice = (!JUDGEMENTS.contains(&posted.choice.as_str()))
        .then_some("act-order-review-choice-missing");
    // Whoever sends an answer back says why; to be content needs no words.
    let text_wrong = act::text_fault(text).filter(|key| !accepted || *key != "act-text-missing");
    let mut faults = act::faults([("choice", choice), ("text", text_wrong)]);
    let days: u32 = posted.amount.trim().parse().unwrap_or(0);
    if !accepted && choice.is_none() && !(1..=LONGEST_REPLY).contains(&days) {
        faults.push(Fault::new("amount", "blocked-order-length").max(LONGEST_REPLY));
    }
    if !faults.is_empty() {
        return page(&app, &reader, &no, seq, Sent::Review, &posted, faults).await;
    }
    let mut texts = Statements::default();
    let said = match text {
        "" => None,
        text => Some(texts.add(&app, reader.now, text)?),
    };
    let repeated = |fact: &Fact| match fact {
        Fact::OrderAccepted { order, .. } => accepted && *order == seq,
        Fact::OrderSentBack { order, .. } => !accepted && *order == seq,
        _ => false,
    };
    let tx = app.store.begin().await?;
    let (tx, key, actor) = judge(&app, tx, &reader, &no, seq).await?;
    let doing = (&key, &actor, posted.seq.as_str());
    act::record(
        &app,
        &reader,
        tx,
        doing,
        repeated,
        texts,
        |case| match said {
            Some(said) if !accepted => {
                case.send_answer_back(&actor, seq, Limit::working_days(days), said)
            }
            said => case.accept_answer(&actor, seq, said),
        },
    )
    .await?;
    Ok(Redirect::to(&order_address(&key.case_no, seq)).into_response())
}

pub async fn lift(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let text = posted.text.trim();
    if let Some(key) = act::text_fault(text) {
        let faults = vec![Fault::new("text", key)];
        return page(&app, &reader, &no, seq, Sent::Lifting, &posted, faults).await;
    }
    let mut texts = Statements::default();
    let said = texts.add(&app, reader.now, text)?;
    let repeated = |fact: &Fact| matches!(fact, Fact::OrderLifted { order, .. } if *order == seq);
    let tx = app.store.begin().await?;
    let (tx, key, actor) = judge(&app, tx, &reader, &no, seq).await?;
    let doing = (&key, &actor, posted.seq.as_str());
    act::record(&app, &reader, tx, doing, repeated, texts, |case| {
        case.lift_order(&actor, seq, said)
    })
    .await?;
    Ok(Redirect::to(&order_address(&key.case_no, seq)).into_response())
}

/// The case and who acts on it, in the transaction that is to record it.
///
/// # Errors
/// `Denied` where the order is no longer the business of the reader's supervision.
async fn judge(
    app: &App,
    mut tx: Tx,
    reader: &Reader,
    no: &str,
    seq: u64,
) -> Result<(Tx, CaseKey, Actor), Error> {
    let (key, loaded) = order::open(app, &mut tx, reader, no).await?;
    if !judges(app, reader, &loaded.case, find(&loaded, seq)?)? {
        return Err(Error::Denied);
    }
    Ok((tx, key, act::actor(reader)?))
}
