//! 亮灯记录: the life of a case's warnings, for the desk and for supervision; and that somebody has looked.

use std::collections::HashMap;
use std::time::Duration;

use app::parts::clock::clock_name;
use app::parts::lamp::LampView;
use app::parts::turn::{LampTurn, TurnOrder, TurnState, TurnWord};
use app::text;
use domain::case::{ActorRef, Case, Ctx, Deadline, DeadlineKind, Warning, WarningLevel, Word};
use domain::catalogue::ServiceItem;
use domain::id::{CaseId, OfficerId, StatementId};
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use store::cases;
use store::{Tx, accounts, statements};

use crate::acts::Loaded;
use crate::error::Error;
use crate::state::App;

/// The lamp that a mark turned on.
pub fn lamp(level: WarningLevel) -> LampView {
    match level {
        WarningLevel::DueSoon => LampView::DueSoon,
        WarningLevel::Overdue => LampView::Overdue,
        WarningLevel::StatutoryOverdue => LampView::StatutoryOverdue,
        WarningLevel::NoLegalBasis => LampView::Paused,
    }
}

/// What a clock of a case is about: the step, or who is asked.
pub fn of(item: &ServiceItem, kind: DeadlineKind, step: Option<&str>) -> Option<Localised> {
    let step = step?;
    match kind {
        DeadlineKind::Opinion => item.consultation(step).map(|one| one.name.clone()),
        DeadlineKind::Step => item.step(step).map(|step| step.name.clone()),
        _ => None,
    }
}

/// A warning in one line: the clock, and when it ran out.
pub fn told(app: &App, locale: Locale, item: &ServiceItem, warning: &Warning) -> String {
    let of = of(item, warning.deadline, warning.step_now.as_deref());
    let name = clock_name(locale, warning.deadline, of.as_ref());
    let at = text::date_time(locale, warning.crossed_at, &app.catalogue.tz);
    let values = [("clock", name.into()), ("at", at.into())];
    text::tv(locale, "turn-told", &values)
}

/// What a page of turns is for.
pub struct Reading<'a> {
    pub loaded: &'a Loaded,
    pub now: Timestamp,
    /// Who has looked is supervision's to know, and so is where an order is judged.
    pub supervises: bool,
}

impl Reading<'_> {
    /// Those that `shows` lets through, the newest first; `act` says what the reader may do about each.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn turns(
        &self,
        app: &App,
        tx: &mut Tx,
        shows: impl Fn(&Warning) -> bool,
        act: impl Fn(&Warning) -> Option<(String, &'static str)>,
    ) -> Result<Vec<LampTurn>, Error> {
        let case = &self.loaded.case;
        let shown: Vec<&Warning> = case.warnings.iter().filter(|one| shows(one)).collect();
        if shown.is_empty() {
            return Ok(Vec::new());
        }
        let id = case.received.case;
        let views = if self.supervises {
            cases::views(tx, id).await?
        } else {
            Vec::new()
        };
        let words = |one: &Warning| [one.explained.clone(), one.cleared.clone()];
        let said: Vec<Word> = shown.iter().flat_map(|one| words(one)).flatten().collect();
        let texts: Vec<StatementId> = said.iter().map(|word| word.text.id).collect();
        let texts: HashMap<StatementId, String> = statements::some(tx, id, &texts)
            .await?
            .into_iter()
            .map(|one| (one.id, one.body.expose().to_owned()))
            .collect();
        let holders = shown.iter().filter_map(|one| one.holder);
        let people = said
            .iter()
            .filter_map(|word| word.by.officer())
            .chain(holders)
            .chain(views.iter().map(|(_, officer, _)| *officer));
        let names = names(tx, people.collect()).await?;
        let ctx = self.loaded.ctx(app, self.now);
        let deadlines = case.deadlines(&ctx);
        let mut turns: Vec<LampTurn> = shown
            .into_iter()
            .map(|one| {
                let word = |word: &Option<Word>| {
                    word.as_ref().map(|word| TurnWord {
                        who: who(&names, word.by),
                        at: word.at,
                        text: texts.get(&word.text.id).cloned(),
                    })
                };
                let seen = || {
                    let views = views.iter().filter(|(seq, ..)| *seq == one.seq);
                    let name = |id: &OfficerId| names.get(id).cloned().unwrap_or_default();
                    views.map(|(_, officer, at)| (name(officer), *at)).collect()
                };
                LampTurn {
                    seen: self.supervises.then(seen),
                    explained: word(&one.explained),
                    cleared: word(&one.cleared),
                    holder: one.holder.and_then(|id| names.get(&id).cloned()),
                    act: act(one),
                    ..self.turn(app, one, &deadlines, &ctx)
                }
            })
            .collect();
        turns.sort_by_key(|turn| (std::cmp::Reverse(turn.crossed_at), turn.seq));
        Ok(turns)
    }

    /// What follows from the case alone.
    fn turn(&self, app: &App, one: &Warning, deadlines: &[Deadline], ctx: &Ctx<'_>) -> LampTurn {
        let case = &self.loaded.case;
        let orders = case
            .orders
            .iter()
            .filter(|order| order.warning == Some(one.seq));
        let href = |seq: u64| format!("/oversight/orders/{}/{seq}", case.received.no);
        let by = explain_by(app, one, ctx);
        LampTurn {
            seq: one.seq,
            lamp: lamp(one.level),
            kind: one.deadline,
            of: of(ctx.item, one.deadline, one.step_now.as_deref()),
            agency: app.agency_name(&one.agency),
            crossed_at: one.crossed_at,
            holder: None,
            seen: None,
            state: if one.cleared.is_some() {
                TurnState::Cleared
            } else if case.stands(one, deadlines) {
                TurnState::Stands
            } else {
                TurnState::Over
            },
            explained: None,
            asked: by.is_some()
                && one.crossed_at >= app.catalogue.supervision.ladder().since(self.now)
                && case.awaits_explanation(one, deadlines, ctx),
            explain_by: by.map(|counted| counted.due_on),
            cleared: None,
            orders: orders
                .map(|order| TurnOrder {
                    instrument: order.instrument.key(),
                    number: order
                        .notice
                        .map(|no| (i64::from(no.year), i64::from(no.serial))),
                    at: order.at,
                    href: self.supervises.then(|| href(order.seq)),
                })
                .collect(),
            act: None,
        }
    }
}

fn explain_by(app: &App, warning: &Warning, ctx: &Ctx<'_>) -> Option<domain::limit::Counted> {
    let ladder = app.catalogue.supervision.ladder();
    ladder.explain_by(
        warning.level,
        warning.crossed_at,
        &ctx.calendar.promised,
        ctx.tz,
    )
}

async fn names(
    tx: &mut Tx,
    mut ids: Vec<OfficerId>,
) -> Result<HashMap<OfficerId, Localised>, Error> {
    ids.sort();
    ids.dedup();
    let officers = accounts::officers(tx, &ids).await?;
    let named = |one: accounts::Officer| (one.id, Localised::new(one.name_zh, one.name_en));
    Ok(officers.into_iter().map(named).collect())
}

fn who(names: &HashMap<OfficerId, Localised>, by: ActorRef) -> Localised {
    let id = by.officer();
    id.and_then(|id| names.get(&id).cloned())
        .unwrap_or_default()
}

/// The warnings of a case that an officer has not seen yet, of those that still ask for something.
///
/// # Errors
/// Where the store can't be read.
pub async fn unseen(
    tx: &mut Tx,
    case: &Case,
    ctx: &Ctx<'_>,
    officer: OfficerId,
    shows: impl Fn(&Warning) -> bool,
) -> Result<Vec<u64>, Error> {
    let deadlines = case.deadlines(ctx);
    let asks = |one: &&Warning| {
        let open = case.stands(one, &deadlines) || case.awaits_explanation(one, &deadlines, ctx);
        open && shows(one)
    };
    let mut found: Vec<u64> = case
        .warnings
        .iter()
        .filter(asks)
        .map(|one| one.seq)
        .collect();
    if !found.is_empty() {
        let seen = cases::seen_by(tx, case.received.case, officer).await?;
        found.retain(|seq| !seen.contains(seq));
    }
    Ok(found)
}

/// How long a page waits for the look to be written down.
const PATIENCE: Duration = Duration::from_secs(1);

/// Keeps that they have seen them now. A page is not held back because this could not be written.
pub async fn see(app: &App, case: CaseId, seqs: &[u64], officer: OfficerId, now: Timestamp) {
    if seqs.is_empty() {
        return;
    }
    let written = async {
        let mut tx = app.store.begin().await?;
        cases::see_warnings(&mut tx, case, seqs, officer, now).await?;
        tx.commit().await
    };
    match tokio::time::timeout(PATIENCE, written).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%case, %error, "warnings: a look was not kept"),
        Err(_) => tracing::warn!(%case, "warnings: a look was not kept in time"),
    }
}
