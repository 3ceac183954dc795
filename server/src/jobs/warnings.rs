//! Warnings by mail, to who has the task and to the head of the agency, as the ladder says: one letter for each person and
//! run, and not one for each signal. It holds nothing of an applicant's.

use std::collections::BTreeMap;

use app::parts::clock::clock_name;
use app::text;
use domain::authority::Role;
use domain::case::{DeadlineKind, WarningLevel};
use domain::id::{MessageId, OfficerId};
use domain::locale::{Locale, Localised};
use domain::supervision::ladder::Tells;
use jiff::Timestamp;
use store::accounts::{self, Officer};
use store::cases::{self, Note};
use store::messages::{self, NewMessage};
use store::{Personal, Tx};

use crate::error::Error;
use crate::mail::warnings::{self, WarningsLetter};
use crate::state::App;
use crate::turns;

/// Warnings that one transaction tells.
const BATCH: i64 = 500;
/// Lines of a letter; what is beyond is counted.
const LINES: usize = 50;

/// Returns how many letters were queued; a second run finds nothing to tell.
///
/// # Errors
/// Where the database can't serve.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut sent = 0;
    loop {
        // A look that takes no lock: most runs find nothing.
        let mut tx = app.store.read().await?;
        let any = cases::notes(&mut tx, 1).await?;
        drop(tx);
        if any.is_empty() {
            return Ok(sent);
        }
        let mut tx = app.store.begin().await?;
        let notes = cases::notes(&mut tx, BATCH).await?;
        if !cases::forget_notes(&mut tx, &notes).await? {
            // Another machine tells them.
            return Ok(sent);
        }
        let letters = letters(app, &mut tx, &notes, now).await?;
        sent += letters.len();
        messages::queue(&mut tx, &letters).await?;
        tx.commit().await?;
    }
}

/// Whether there is still something to say: what came near its end and was done meanwhile is no news.
fn is_news(app: &App, note: &Note, now: Timestamp) -> bool {
    let ladder = app.catalogue.supervision.ladder();
    let soon = note.level == WarningLevel::DueSoon.key();
    note.cleared_at.is_none() && note.at >= ladder.since(now) && (!soon || note.due_on.is_some())
}

async fn letters(
    app: &App,
    tx: &mut Tx,
    notes: &[Note],
    now: Timestamp,
) -> Result<Vec<NewMessage>, Error> {
    let ladder = app.catalogue.supervision.ladder();
    let holders: Vec<OfficerId> = notes.iter().filter_map(|note| note.officer).collect();
    let holders = accounts::officers(tx, &holders).await?;
    let mut heads: BTreeMap<&str, Vec<Officer>> = BTreeMap::new();
    let mut told: BTreeMap<OfficerId, (Officer, Vec<&Note>)> = BTreeMap::new();
    for note in notes.iter().filter(|note| is_news(app, note, now)) {
        let Some(level) = WarningLevel::from_key(&note.level) else {
            continue;
        };
        let mut people = Vec::new();
        if let Some(holder) = note.officer.filter(|_| ladder.tells(level, Tells::Handler)) {
            people.extend(holders.iter().find(|one| one.id == holder).cloned());
        }
        if ladder.tells(level, Tells::Head) {
            if !heads.contains_key(note.agency.as_str()) {
                let mut all = accounts::officers_of_agency(tx, &note.agency).await?;
                all.retain(|one| one.roles.iter().any(|role| role == Role::Head.key()));
                heads.insert(&note.agency, all);
            }
            people.extend(
                heads
                    .get(note.agency.as_str())
                    .into_iter()
                    .flatten()
                    .cloned(),
            );
        }
        for person in people.into_iter().filter(|one| one.email.is_some()) {
            let (_, own) = told
                .entry(person.id)
                .or_insert_with(|| (person, Vec::new()));
            // Who heads an agency may have the task, too.
            if own.last().is_none_or(|last| *last != note) {
                own.push(note);
            }
        }
    }
    let mut letters = Vec::new();
    for (officer, notes) in told.values() {
        letters.extend(letter(app, tx, officer, notes, now).await?);
    }
    Ok(letters)
}

async fn letter(
    app: &App,
    tx: &mut Tx,
    officer: &Officer,
    notes: &[&Note],
    now: Timestamp,
) -> Result<Option<NewMessage>, Error> {
    let (Some(first), Some(address)) = (notes.first(), &officer.email) else {
        return Ok(None);
    };
    let account = accounts::by_id(tx, officer.account_id).await?;
    let locale = account.map_or(Locale::ZhCn, |account| account.locale);
    let place = &app.catalogue.jurisdiction;
    let base = &app.settings.base_url;
    let name = Localised::new(&officer.name_zh, &officer.name_en);
    let letter = WarningsLetter {
        portal: place.portal.get(locale).to_owned(),
        hotline: place.hotline.clone(),
        name: name.get(locale).to_owned(),
        count: notes.len(),
        rows: notes
            .iter()
            .take(LINES)
            .map(|note| (note.case_no.clone(), line(app, locale, note)))
            .collect(),
        more: notes.len().saturating_sub(LINES),
        url: format!("{base}/desk"),
    };
    let payload = serde_json::to_string(&letter)
        .map_err(|error| Error::fault(format!("a letter: {error}")))?;
    Ok(Some(NewMessage {
        id: MessageId::new(now, app.entropy()?),
        dedupe: format!("warnings:{}:{}:{}", officer.id, first.case_id, first.seq),
        case_id: None,
        applicant_id: None,
        recipient: address.clone(),
        template: warnings::TEMPLATE.to_owned(),
        locale,
        payload: Personal::new(payload),
        send_at: now,
        created_at: now,
    }))
}

/// Item, clock, last day and the way to the case. Of what is confidential the way alone.
fn line(app: &App, locale: Locale, note: &Note) -> String {
    let link = format!("{}/desk/cases/{}", app.settings.base_url, note.case_no);
    let kind = DeadlineKind::from_key(&note.kind).filter(|_| !note.confidential);
    let Some(kind) = kind else {
        return link;
    };
    let definition = app.version_of(&note.item, &note.definition);
    let of = definition
        .as_ref()
        .and_then(|definition| turns::of(&definition.item, kind, Some(&note.step)));
    let day = match note.due_on {
        Some(day) if note.level == WarningLevel::DueSoon.key() => day,
        _ => app.last_day(note.at),
    };
    let item = app.version_name(&note.item, &note.definition);
    let values = [
        ("item", item.get(locale).into()),
        ("clock", clock_name(locale, kind, of.as_ref()).into()),
        ("day", text::date_short(locale, day).into()),
        ("link", link.into()),
    ];
    text::tv(
        locale,
        &format!("mail-warnings-row-{}", note.level),
        &values,
    )
}
