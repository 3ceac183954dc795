//! The rules of the supervision over every case that somebody wrote to since they last looked. A case is read as a
//! whole, and what was found before is not found again, so a job that stops in the middle or runs twice does no harm.

use std::sync::Arc;

use domain::authority::Role;
use domain::calendar::CaseCalendar;
use domain::case::{Case, Decision, Fact};
use domain::catalogue::Definition;
use domain::supervision::rules::{
    Beside, Finding, Look, Reason, Rule, Settings, Threshold, closing, examine, is_quick,
};
use jiff::{SignedDuration, Timestamp};
use store::findings::{self, RefusalReason, Unexamined};
use store::journal::{self, Journal};
use store::{Tx, accounts, statements};

use crate::error::Error;
use crate::state::App;
use crate::{calendars, shelf};

/// Cases read at a time.
const BATCH: i64 = 200;

/// Looks at everything that there is to look at by now. Returns how many findings it added.
///
/// # Errors
/// Where the database can't serve. What is wrong with one case is logged, not returned.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut added = 0;
    let mut last = None;
    loop {
        let mut tx = app.store.read().await?;
        let rows = findings::unexamined(&mut tx, last, BATCH).await?;
        drop(tx);
        let Some(end) = rows.last() else {
            return Ok(added);
        };
        last = Some(end.id);
        added += batch(app, &rows, now).await?;
    }
}

/// A case with all that its rules read.
struct Read {
    journal: Journal,
    case: Case,
    definition: Arc<Definition>,
    calendar: Arc<CaseCalendar>,
    reasons: Vec<Refused>,
    /// Up to where it had been read before.
    before: u64,
}

/// A refusal of a case, and how long its reason is.
struct Refused {
    reason: RefusalReason,
    length: usize,
}

async fn batch(app: &App, rows: &[Unexamined], now: Timestamp) -> Result<usize, Error> {
    let mut tx = app.store.read().await?;
    let mut cases = Vec::with_capacity(rows.len());
    for (row, journal) in journals(&mut tx, rows).await? {
        match read(app, &mut tx, row, journal).await {
            Ok(read) => cases.push(read),
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => tracing::error!(case = %row.id, %error, "findings: case left out"),
        }
    }
    drop(tx);
    let said: Vec<RefusalReason> = cases
        .iter()
        .flat_map(|read| &read.reasons)
        .map(|refused| refused.reason.clone())
        .collect();
    if !said.is_empty() {
        let mut tx = app.store.begin().await?;
        findings::remember_reasons(&mut tx, &said).await?;
        tx.commit().await?;
    }
    let settings = &app.catalogue.supervision;
    let mut tx = app.store.read().await?;
    let mut found: Vec<(&Case, Vec<Finding>)> = Vec::new();
    for read in &cases {
        let beside = beside(app, &mut tx, settings, read).await?;
        let agency = app.catalogue.agency(&read.case.agency);
        let look = Look {
            entries: &read.journal.entries,
            case: &read.case,
            ctx: app.ctx(&read.definition, &read.calendar, now),
            hours: agency.map_or(&app.catalogue.jurisdiction.hours, |agency| {
                app.catalogue.hall(agency).1
            }),
            settings,
            beside: &beside,
        };
        let all = examine(&look);
        if !all.is_empty() {
            found.push((&read.case, all));
        }
    }
    drop(tx);
    let mut tx = app.store.begin().await?;
    let mut added = 0;
    for (case, all) in found {
        added += findings::add(&mut tx, case, &all, now).await?;
    }
    let seen: Vec<_> = rows.iter().map(|row| (row.id, row.seq)).collect();
    findings::examined(&mut tx, &seen).await?;
    tx.commit().await?;
    Ok(usize::try_from(added).unwrap_or(usize::MAX))
}

/// The journals of the cases that supervision may see, each as long as its row said: what was written since is for the
/// next time. One that can't be read keeps no other one waiting.
async fn journals<'a>(
    tx: &mut Tx,
    rows: &'a [Unexamined],
) -> Result<Vec<(&'a Unexamined, Journal)>, Error> {
    let open: Vec<_> = rows.iter().filter(|row| !row.confidential).collect();
    let ids: Vec<_> = open.iter().map(|row| row.id).collect();
    let all = match journal::load_all(tx, &ids).await {
        Ok(all) => all,
        Err(store::Error::Corrupt(_)) => {
            let mut all = Vec::new();
            for id in ids {
                match journal::load(tx, id).await {
                    Ok(journal) => all.push(journal),
                    Err(error @ (store::Error::Corrupt(_) | store::Error::NotFound)) => {
                        tracing::error!(case = %id, %error, "findings: case left out");
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            all
        }
        Err(error) => return Err(error.into()),
    };
    let row = |journal: &Journal| open.iter().find(|row| row.id == journal.case).copied();
    Ok(all
        .into_iter()
        .filter_map(|mut journal| {
            let row = row(&journal)?;
            let length = u64::try_from(row.seq).unwrap_or_default();
            journal.entries.retain(|entry| entry.seq <= length);
            Some((row, journal))
        })
        .collect())
}

async fn read(app: &App, tx: &mut Tx, row: &Unexamined, journal: Journal) -> Result<Read, Error> {
    let case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let calendar = calendars::of_case(app, tx, &case).await?;
    let mut reasons = Vec::new();
    for entry in &journal.entries {
        let (Fact::Declined { reason, .. }
        | Fact::Decided {
            decision: Decision::Refused,
            reason,
            ..
        }) = &entry.fact
        else {
            continue;
        };
        let Some(said) = statements::get(tx, row.id, reason.id).await? else {
            continue;
        };
        reasons.push(Refused {
            length: said.body.expose().trim().chars().count(),
            reason: RefusalReason {
                case: row.id,
                seq: entry.seq,
                agency: case.agency.clone(),
                digest: findings::reason_digest(app.store.keys(), &said.body)?,
            },
        });
    }
    Ok(Read {
        journal,
        case,
        definition,
        calendar,
        reasons,
        before: u64::try_from(row.examined_seq).unwrap_or_default(),
    })
}

/// What the rules ask of other cases and people. What was asked at an earlier look is not asked again.
async fn beside(app: &App, tx: &mut Tx, settings: &Settings, read: &Read) -> Result<Beside, Error> {
    let (case, entries) = (&read.case, &read.journal.entries);
    let id = case.received.case;
    let mut beside = Beside::default();
    let span =
        |threshold, unit: i64| SignedDuration::from_secs(i64::from(settings.get(threshold)) * unit);
    for refused in &read.reasons {
        let reason = &refused.reason;
        let cases = findings::reason_cases(tx, &reason.agency, &reason.digest).await?;
        let length = refused.length;
        beside.reasons.insert(reason.seq, Reason { length, cases });
    }
    let closed = closing(entries).filter(|entry| entry.seq > read.before);
    if let Some(entry) = closed
        && let Some(officer) = entry.actor.officer()
    {
        let from = entry.at - span(Threshold::BulkSeconds, 1);
        let upto = (entry.at, id);
        beside.closings = findings::closings(tx, officer, &case.agency, from, upto).await?;
    }
    if read.before == 0 && settings.basis(Rule::SentToApplyAgain).is_some() {
        let received = &case.received;
        let before = case.received_at;
        beside.returned_at =
            findings::last_returned(tx, received.applicant, &received.item, before).await?;
    }
    let rated = entries
        .iter()
        .find(|entry| entry.seq > read.before && matches!(entry.fact, Fact::Rated { .. }));
    if let (Some(rated), Some(concluded_at)) = (rated, case.concluded_at)
        && is_quick(settings, concluded_at, rated.at)
    {
        let within = span(Threshold::SeriesSeconds, 1).as_secs() * 1000;
        let from = rated.at - span(Threshold::SeriesMinutes, 60);
        let upto = (rated.at, id);
        beside.quick_ratings =
            findings::quick_ratings(tx, &case.agency, within, from, upto).await?;
    }
    for entry in entries {
        match &entry.fact {
            Fact::Extended { .. } => {
                let hands: Vec<_> = entry.actor.hands().collect();
                let officers = accounts::officers(tx, &hands).await?;
                beside.roles.extend(officers.into_iter().map(|one| {
                    let roles = one.roles.iter().filter_map(|key| Role::from_key(key));
                    (one.id, roles.collect())
                }));
            }
            Fact::Migrated { definition, .. } => {
                for version in [&case.received.definition, definition] {
                    let known = shelf::of_case(app, tx, version).await?;
                    let promised = known.item.limits.promised.clone();
                    beside.promises.insert(version.clone(), promised);
                }
            }
            _ => {}
        }
    }
    Ok(beside)
}
