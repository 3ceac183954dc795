//! Who sees the personal data of a case whole: what that is, whether a reason holds, and who looked.

use app::parts::looks::Look;
use domain::application::{self, Answers};
use domain::case::{Case, Entry, Fact};
use domain::catalogue::{Audience, Field, FieldKind, ServiceItem};
use domain::disclosure;
use domain::id::CaseId;
use domain::locale::Localised;
use domain::mask;
use jiff::Timestamp;
use store::cases::CaseKey;
use store::disclosures::{self, Disclosure};
use store::{Tx, accounts};

use crate::error::Error;
use crate::reader::Officer;
use crate::state::App;

/// Of the account, not of the form.
const ID_NO: &str = "account:id-no";
const PHONE: &str = "account:phone";
const AGENT: &str = "account:agent-id-no";

/// From when on a reason must have been given to hold now: for an hour, and only for what was there then. What a step
/// recorded since is shown for a reason of its own, so that whoever reads the list of looks finds it there.
pub fn since(entries: &[Entry], now: Timestamp) -> Timestamp {
    let recorded = |entry: &&Entry| {
        matches!(
            entry.fact,
            Fact::StepRecorded {
                record: Some(_),
                ..
            }
        )
    };
    let last = entries.iter().rfind(recorded).map(|entry| entry.at);
    last.map_or(disclosure::since(now), |at| at.max(disclosure::since(now)))
}

/// When the officer gave the reason that holds now.
///
/// # Errors
/// Where the store can't be read.
pub async fn holds(
    tx: &mut Tx,
    officer: &Officer,
    key: &CaseKey,
    since: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    // Acting for somebody who is away is another capacity, with its own reason.
    let (Some(person), Some(holder)) = (officer.actor.by.officer(), officer.actor.by.holder())
    else {
        return Ok(None);
    };
    let absent = (holder != person).then_some(holder);
    let by = (person, absent);
    Ok(disclosures::last_of(tx, key.id, by, since).await?)
}

/// What a reason shows whole, by name: of the account, of the form, and of what steps recorded.
pub fn fields(
    case: &Case,
    item: &ServiceItem,
    answers: &Answers,
    applicant: Audience,
    by_agent: bool,
) -> Vec<String> {
    let account = [
        (applicant == Audience::Person).then(|| ID_NO.to_owned()),
        (applicant != Audience::Agency).then(|| PHONE.to_owned()),
        by_agent.then(|| AGENT.to_owned()),
    ];
    let pages = application::pages(item, answers);
    let form = pages
        .into_iter()
        .flat_map(|page| &page.fields)
        .filter(|field| {
            answers
                .iter()
                .any(|(key, text)| field.owns(key) && !text.is_empty())
        })
        .flat_map(|field| match field.kind {
            FieldKind::Group => field
                .fields
                .iter()
                .filter(|inner| is_personal(inner))
                .map(|inner| format!("{}/{}", field.key(), inner.key()))
                .collect(),
            _ if is_personal(field) => vec![field.key().to_owned()],
            _ => Vec::new(),
        });
    let recorded = case
        .done
        .iter()
        .filter(|done| done.record.is_some())
        .filter_map(|done| item.step(&done.step))
        .flat_map(|step| {
            let personal = step.fields.iter().filter(|field| is_personal(field));
            personal.map(|field| format!("{}:{}", step.key(), field.key()))
        });
    let mut all: Vec<String> = account.into_iter().flatten().chain(form).collect();
    for key in recorded {
        if !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

fn is_personal(field: &Field) -> bool {
    mask::masked(field.kind, "").is_some()
}

/// What a name of `fields` is called.
pub fn label(item: &ServiceItem, key: &str) -> Localised {
    let words = |key: &str| {
        use domain::locale::Locale;
        Localised::new(
            app::text::t(Locale::ZhCn, key),
            app::text::t(Locale::En, key),
        )
    };
    let found = match (key, key.split_once(':'), key.split_once('/')) {
        (ID_NO, ..) => return words("desk-id-no"),
        (PHONE, ..) => return words("desk-phone"),
        (AGENT, ..) => return words("disclosure-agent-id-no"),
        (_, Some((step, inner)), _) => item
            .step(step)
            .and_then(|step| step.fields.iter().find(|field| field.key() == inner)),
        (_, _, Some((group, inner))) => item
            .field(group)
            .and_then(|group| group.fields.iter().find(|field| field.key() == inner)),
        _ => item.field(key),
    };
    found.map_or_else(|| Localised::new(key, key), |field| field.label.clone())
}

/// Who looked, newest first.
///
/// # Errors
/// Where the store can't be read.
pub async fn looks(
    app: &App,
    tx: &mut Tx,
    item: &ServiceItem,
    case: CaseId,
) -> Result<Vec<Look>, Error> {
    let rows = disclosures::of_case(tx, case, MOST).await?;
    let mut ids: Vec<_> = rows
        .iter()
        .flat_map(|row| [Some(row.officer), row.absent])
        .flatten()
        .collect();
    ids.sort();
    ids.dedup();
    let officers = accounts::officers(tx, &ids).await?;
    let name = |id| {
        let officer = officers.iter().find(|officer| officer.id == id);
        officer.map_or_else(Localised::default, |one| {
            Localised::new(&one.name_zh, &one.name_en)
        })
    };
    Ok(rows
        .into_iter()
        .map(|row: Disclosure| Look {
            at: row.at,
            who: name(row.officer),
            absent: row.absent.map(name),
            agency: app.agency_name(&row.agency),
            fields: row.fields.iter().map(|key| label(item, key)).collect(),
            roles: row.roles,
            reason: row.reason,
            words: row.words.map(|words| words.expose().to_owned()),
        })
        .collect())
}

/// More of one case than anybody reads.
const MOST: u16 = 50;
