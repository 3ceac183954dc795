//! 文书: what is told in writing, numbered, and kept as it was sent. A notice is written in the transaction of its act,
//! by whatever way the act came about; what is shown afterwards is what was kept.

mod code;
mod kind;
pub mod number;
pub mod order;
pub mod page;
pub mod pdf;
mod text;

use std::collections::HashMap;

use app::parts::notice::{Proof, Sheet};
use domain::case::{ActorRef, Case, Ctx, Entry, Fact, NoticeNo, StatementRef};
use domain::catalogue::{Awaited, ServiceItem};
use domain::id::{OfficerId, StatementId};
use domain::locale::{Locale, Localised};
use domain::situation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::accounts::Applicant;
use store::cases::CaseKey;
use store::notices::{Notice, digest};
use store::receptions::{self, Occasion};
use store::{Personal, Tx, accounts, applications, notices, statements};

pub use code::parse as parse_code;
pub use kind::Kind;
pub use text::{Sort, title_key, words_of};

use crate::acts::Loaded;
use crate::error::Error;
use crate::state::App;
use crate::submission::read_answers;
use text::{Made, WITH_PAYMENT};

/// What is kept: the same in both languages, since either may be asked for later.
#[derive(Serialize, Deserialize)]
struct Kept {
    zh: String,
    en: String,
}

impl Kept {
    fn read(notice: &Notice) -> Result<Self, Error> {
        serde_json::from_str(notice.body.expose())
            .map_err(|error| Error::fault(format!("a notice of {}: {error}", notice.case_id)))
    }

    fn get(self, locale: Locale) -> String {
        match locale {
            Locale::ZhCn => self.zh,
            Locale::En => self.en,
        }
    }
}

/// Writes the notices of the entries from `first_new` on, and says what the journal is to have of them. `case` is as
/// it is after the last one.
///
/// # Errors
/// Where the store refuses, or a fault of a template.
pub async fn send(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    ctx: &Ctx<'_>,
    entries: &[Entry],
    first_new: usize,
) -> Result<Vec<Fact>, Error> {
    let mut sent: Vec<Notice> = Vec::new();
    let mut facts = Vec::new();
    let mut told = None;
    for (place, entry) in entries.iter().enumerate().skip(first_new) {
        let Some(kind) = Kind::of(&entry.fact) else {
            continue;
        };
        let applicant = match told.take() {
            Some(known) => known,
            None => accounts::applicant(tx, case.received.applicant).await?,
        };
        let applicant = told.insert(applicant);
        if !is_told(kind, applicant.as_ref(), case) {
            continue;
        }
        let number = match kind::own_number(&entry.fact) {
            Some(number) => number,
            None => number::next(tx, &case.agency, ctx.date(entry.at)).await?,
        };
        let until = entries.get(..=place).unwrap_or(entries);
        let earlier;
        let then = if until.len() == entries.len() {
            case
        } else {
            earlier = Case::replay(until)
                .map_err(|broken| Error::fault(format!("case {}: {broken}", case.received.no)))?;
            &earlier
        };
        let given = sent.iter().map(|notice| (notice.seq, notice.number));
        let to = applicant.as_ref();
        let [zh, en] = texts(app, tx, to, kind, then, ctx, until, Some(number), given).await?;
        let kept = serde_json::to_string(&Kept { zh, en })
            .map_err(|error| Error::fault(format!("a notice: {error}")))?;
        let notice = Notice {
            case_id: case.received.case,
            seq: entry.seq,
            kind: kind.key().to_owned(),
            agency: case.agency.clone(),
            number,
            code: code::new(app.entropy()?),
            body: Personal::new(kept),
            created_at: entry.at,
        };
        facts.push(Fact::NoticeSent {
            of: entry.seq,
            number,
            digest: digest(app.store.keys(), &notice)?,
        });
        sent.push(notice);
    }
    notices::add(tx, &sent).await?;
    Ok(facts)
}

/// The text in Chinese and in English, of the last of `until`.
#[expect(clippy::too_many_arguments, reason = "all that a notice is made of")]
async fn texts(
    app: &App,
    tx: &mut Tx,
    applicant: Option<&Applicant>,
    kind: Kind,
    case: &Case,
    ctx: &Ctx<'_>,
    until: &[Entry],
    number: Option<NoticeNo>,
    given: impl Iterator<Item = (u64, NoticeNo)>,
) -> Result<[String; 2], Error> {
    let entry = until.last().ok_or(Error::NotFound)?;
    let agency = applicant.and_then(|one| one.agency.as_deref());
    let to = match (agency, applicant) {
        (Some(agency), _) => app.agency_name(agency),
        (None, Some(person)) => Localised::new(person.name.clone(), person.name.clone()),
        (None, None) => Localised::default(),
    };
    let fee = match kind {
        Kind::Granted if asks_for_payment(ctx.item, &entry.fact) => {
            let application = applications::of_case(tx, case.received.case).await?;
            let answers = application.map(|application| read_answers(&application.answers));
            let answers = answers.transpose()?.unwrap_or_default();
            Some(situation::fee(ctx.item, &answers))
        }
        _ => None,
    };
    let ids: Vec<StatementId> = entry.fact.statements().iter().map(|said| said.id).collect();
    let words: HashMap<StatementId, String> = statements::some(tx, case.received.case, &ids)
        .await?
        .into_iter()
        .map(|said| (said.id, said.body.expose().to_owned()))
        .collect();
    let words = |said: &StatementRef| words.get(&said.id).cloned();
    let officer = match (kind, entry.actor.officer()) {
        (Kind::Delivery, Some(id)) => officer(tx, id).await?,
        _ => None,
    };
    let taker = match &entry.fact {
        Fact::Delivered {
            identity: Some(shown),
            ..
        } => {
            let of = case.received.application;
            let seen = receptions::latest(tx, of, Occasion::Delivery).await?;
            Some((*shown, seen.and_then(|seen| seen.agent)))
        }
        _ => None,
    };
    let made = Made {
        kind,
        case,
        ctx,
        entry,
        number,
        to,
        to_agency: agency.is_some(),
        words: &words,
        officer,
        document: (kind == Kind::Delivery)
            .then(|| document(until, given))
            .flatten(),
        taker,
        fee,
        outcome: match &entry.fact {
            Fact::Revoked { step } => outcome(ctx, until, step),
            _ => None,
        },
    };
    Ok([
        text::text(app, Locale::ZhCn, &made)?,
        text::text(app, Locale::En, &made)?,
    ])
}

async fn officer(tx: &mut Tx, id: OfficerId) -> Result<Option<Localised>, Error> {
    let found = accounts::officers(tx, &[id]).await?.pop();
    Ok(found.map(|officer| Localised::new(officer.name_zh, officer.name_en)))
}

/// The decision that is delivered, and its number.
fn document(
    until: &[Entry],
    given: impl Iterator<Item = (u64, NoticeNo)>,
) -> Option<(Kind, Option<NoticeNo>)> {
    let decided = |entry: &&Entry| matches!(entry.fact, Fact::Decided { .. });
    let decided = until.iter().rfind(decided)?;
    let number = numbers(until)
        .chain(given)
        .find(|(of, _)| *of == decided.seq)
        .map(|(_, number)| number);
    Some((Kind::of(&decided.fact)?, number))
}

/// Whether a decision leads to a step that waits for the fee.
fn asks_for_payment(item: &ServiceItem, fact: &Fact) -> bool {
    let Fact::Decided { next, .. } = fact else {
        return false;
    };
    next.open.iter().any(|key| {
        let step = item.step(key);
        step.is_some_and(|step| step.awaits == Some(Awaited::Payment))
    })
}

/// What the step found that took the licence back.
fn outcome(ctx: &Ctx<'_>, until: &[Entry], step: &str) -> Option<Localised> {
    let key = until.iter().rev().find_map(|entry| match &entry.fact {
        Fact::StepRecorded {
            step: of, outcome, ..
        } if of == step => Some(outcome),
        _ => None,
    })?;
    let outcome = ctx.item.step(step)?.outcome(key)?;
    Some(outcome.name.clone())
}

fn numbers(entries: &[Entry]) -> impl Iterator<Item = (u64, NoticeNo)> {
    entries.iter().filter_map(|entry| match entry.fact {
        Fact::NoticeSent { of, number, .. } => Some((of, number)),
        _ => None,
    })
}

/// One of a case's notices, for a list.
#[derive(Debug)]
pub struct Line<'a> {
    pub entry: &'a Entry,
    /// The end of its title's locale key.
    pub title: String,
    pub number: Option<NoticeNo>,
}

pub fn lines(loaded: &Loaded) -> impl Iterator<Item = Line<'_>> {
    let given: HashMap<u64, NoticeNo> = numbers(&loaded.entries).collect();
    let sort = Sort::of(&loaded.definition.item);
    loaded.entries.iter().filter_map(move |entry| {
        let kind = Kind::of(&entry.fact)?;
        let number = given.get(&entry.seq).copied();
        // Of the time before all were numbered and kept, as it was shown then.
        let old = matches!(
            kind,
            Kind::DeemedAcceptance | Kind::Withdrawal | Kind::Delivery | Kind::Revocation
        );
        (number.is_some() || !old).then(|| Line {
            entry,
            title: if kind == Kind::Granted
                && asks_for_payment(&loaded.definition.item, &entry.fact)
            {
                WITH_PAYMENT.to_owned()
            } else {
                title_key(kind, sort)
            },
            number: number.or_else(|| kind::own_number(&entry.fact)),
        })
    })
}

/// The notice that went with an entry, and whether it is what was kept. One from before they were kept says what the
/// journal knows of its time.
///
/// # Errors
/// `NotFound` where none went with it. The caller has seen to it that the reader may have the case.
pub async fn sheet(
    app: &App,
    tx: &mut Tx,
    locale: Locale,
    key: &CaseKey,
    loaded: &Loaded,
    seq: u64,
) -> Result<(Sheet, bool), Error> {
    if let Some(notice) = notices::get(tx, key.id, seq).await? {
        return Ok((kept(app, locale, &notice)?, true));
    }
    let line = lines(loaded).find(|line| line.entry.seq == seq);
    let number = line.ok_or(Error::NotFound)?.number;
    let then = loaded.as_of(app, tx, seq).await?;
    let entry = then.entries.last().ok_or(Error::NotFound)?;
    let kind = Kind::of(&entry.fact).ok_or(Error::NotFound)?;
    let ctx = then.ctx(app, entry.at);
    let none = std::iter::empty();
    let entries = &then.entries;
    let to = accounts::applicant(tx, key.applicant_id).await?;
    let to = to.as_ref();
    let [zh, en] = texts(app, tx, to, kind, &then.case, &ctx, entries, number, none).await?;
    let text = Kept { zh, en }.get(locale);
    Ok((Sheet { text, proof: None }, false))
}

/// As it was sent, in one of the two languages.
///
/// # Errors
/// A fault where it does not read back.
pub fn sent_text(locale: Locale, notice: &Notice) -> Result<String, Error> {
    Ok(Kept::read(notice)?.get(locale))
}

fn kept(app: &App, locale: Locale, notice: &Notice) -> Result<Sheet, Error> {
    Ok(Sheet {
        text: sent_text(locale, notice)?,
        proof: Some(Proof {
            code: code::grouped(&notice.code),
            link: format!("{}/verify/{}", app.settings.base_url, notice.code),
        }),
    })
}

/// Those that were written for the entries after `seen`, as they would be sent: their codes are still to be made.
///
/// # Errors
/// Where the store can't be read.
pub async fn unsent(
    tx: &mut Tx,
    locale: Locale,
    loaded: &Loaded,
    seen: u64,
) -> Result<Vec<Sheet>, Error> {
    let mut sheets = Vec::new();
    for (of, _) in numbers(&loaded.entries).filter(|(of, _)| *of > seen) {
        let notice = notices::get(tx, loaded.case.received.case, of).await?;
        let notice = notice.ok_or_else(|| Error::fault("a notice that was not written"))?;
        sheets.push(Sheet {
            text: sent_text(locale, &notice)?,
            proof: None,
        });
    }
    Ok(sheets)
}

/// Those that would be sent for the entries from `first_new` on, which nobody has written: as they would be now.
///
/// # Errors
/// Where the store can't be read, or a fault of a template.
pub async fn foreseen(
    app: &App,
    tx: &mut Tx,
    locale: Locale,
    loaded: &Loaded,
    first_new: usize,
    now: Timestamp,
) -> Result<Vec<Sheet>, Error> {
    let (case, entries) = (&loaded.case, &loaded.entries);
    let ctx = loaded.ctx(app, now);
    let applicant = accounts::applicant(tx, case.received.applicant).await?;
    let to = applicant.as_ref();
    let mut sheets = Vec::new();
    for (place, entry) in entries.iter().enumerate().skip(first_new) {
        let Some(kind) = Kind::of(&entry.fact).filter(|kind| is_told(*kind, to, case)) else {
            continue;
        };
        let number = match kind::own_number(&entry.fact) {
            Some(number) => number,
            None => number::coming(tx, &case.agency, ctx.date(now), sheets.len()).await?,
        };
        let until = entries.get(..=place).unwrap_or(entries);
        let then = Case::replay(until)
            .map_err(|broken| Error::fault(format!("case {}: {broken}", case.received.no)))?;
        let given = std::iter::empty();
        let [zh, en] = texts(app, tx, to, kind, &then, &ctx, until, Some(number), given).await?;
        sheets.push(Sheet {
            text: Kept { zh, en }.get(locale),
            proof: None,
        });
    }
    Ok(sheets)
}

/// What an agency files with itself, it need not tell itself that it accepts.
fn is_told(kind: Kind, applicant: Option<&Applicant>, case: &Case) -> bool {
    let own = applicant.and_then(|one| one.agency.as_deref());
    let own = own == Some(case.agency.as_str());
    !(own && matches!(kind, Kind::Acceptance | Kind::DeemedAcceptance))
}

/// By whom the sending of a notice is noted: it follows from the act.
pub const SENDER: ActorRef = ActorRef::System;
