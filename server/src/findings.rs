//! 疑点, for both rooms that have to do with them: one finding with what it rests on, and what somebody says to it.

use std::collections::HashMap;

use app::parts::finding::{FindingView, Rests, RuleView, Said};
use domain::case::{ActorRef, Entry, Fact};
use domain::id::{OfficerId, StatementId};
use domain::locale::Localised;
use domain::supervision::rules::Rule;
use domain::supervision::triage::{Barred, Speaker, Standing, State};
use store::findings::{self, FindingAct, FindingLine, FindingPlace};
use store::{Personal, Tx, accounts, journal, statements};

use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;

/// Longest thing said, in characters.
const LONGEST: usize = 2000;

/// The last parts of a finding's address.
pub fn address(line: &FindingLine) -> String {
    format!("{}/{}/{}", line.case_no, line.rule, line.seq)
}

/// `instant.case.rule.seq`, as the links have it.
pub fn place(text: &str) -> Option<FindingPlace> {
    let mut parts = text.split('.');
    let at = jiff::Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?;
    Some(FindingPlace {
        at,
        case: parts.next()?.parse().ok()?,
        rule: parts.next()?.to_owned(),
        seq: parts.next()?.parse().ok()?,
    })
}

pub fn after(line: &FindingLine) -> String {
    let FindingPlace {
        at,
        case,
        rule,
        seq,
    } = line.place();
    format!("{}.{case}.{rule}.{seq}", at.as_millisecond())
}

/// # Errors
/// `NotFound` for what is none. Its scope is the caller's to check.
pub async fn open(
    tx: &mut Tx,
    (no, rule, seq): &(String, String, String),
) -> Result<FindingLine, Error> {
    let seq = seq.parse().map_err(|_| Error::NotFound)?;
    Ok(findings::get(tx, no, rule, seq).await?)
}

/// The item as the case's version names it.
pub fn item(app: &App, line: &FindingLine) -> Localised {
    app.version_of(&line.item, &line.definition).map_or_else(
        || Localised::new(&line.item, &line.item),
        |definition| definition.item.name.clone(),
    )
}

/// Everything that a page says of it. `case` is where the reader can see the case.
///
/// # Errors
/// Where the store can't serve, or `NotFound` for a rule that there is no more.
pub async fn view(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    line: &FindingLine,
    case: Option<String>,
) -> Result<FindingView, Error> {
    let rule = Rule::from_key(&line.rule).ok_or(Error::NotFound)?;
    let seqs = line.seqs();
    let mut entries = journal::load(tx, line.case_id).await?.entries;
    entries.retain(|entry| seqs.contains(&entry.seq));
    let acts = findings::acts(tx, line).await?;
    let ids: Vec<_> = acts.iter().map(|act| act.statement).collect();
    let texts: HashMap<StatementId, String> = statements::some(tx, line.case_id, &ids)
        .await?
        .into_iter()
        .map(|one| (one.id, one.body.expose().to_owned()))
        .collect();
    let mut ids: Vec<OfficerId> = entries
        .iter()
        .filter_map(|entry| entry.actor.officer())
        .chain(acts.iter().map(|act| act.officer))
        .chain(line.officer)
        .collect();
    ids.sort();
    ids.dedup();
    let officers: HashMap<OfficerId, String> = accounts::officers(tx, &ids)
        .await?
        .into_iter()
        .map(|one| {
            let name = reader.shell.l(&Localised::new(&one.name_zh, &one.name_en));
            let agency = reader.shell.l(&app.agency_name(&one.agency));
            (one.id, format!("{name} · {agency}"))
        })
        .collect();
    let settings = &app.catalogue.supervision;
    let name = |id: OfficerId| officers.get(&id).cloned().unwrap_or_default();
    let definition = app.version_of(&line.item, &line.definition);
    let step = |entry: &Entry| {
        let definition = definition.as_ref()?;
        let step = definition.item.step(step_of(&entry.fact)?)?;
        Some(step.name.clone())
    };
    Ok(FindingView {
        rule: RuleView {
            key: rule.key(),
            numbers: settings.of(rule).collect(),
            basis: settings.basis(rule).cloned().unwrap_or_default(),
        },
        why: line.why.clone(),
        measure: line.measure,
        case_no: line.case_no.clone(),
        case,
        item: item(app, line),
        agency: app.agency_name(&line.agency),
        officer: line.officer.map(name),
        at: line.at,
        found_at: line.found_at,
        state: line.state().key(),
        rests: entries
            .iter()
            .map(|entry| Rests {
                at: entry.at,
                fact: entry.fact.key(),
                step: step(entry),
                who: match (entry.actor, entry.actor.officer()) {
                    (_, Some(id)) => name(id),
                    (ActorRef::System, None) => reader.shell.t("role-system"),
                    (_, None) => reader.shell.t("role-applicant"),
                },
            })
            .collect(),
        said: acts
            .into_iter()
            .map(|act| Said {
                at: act.at,
                who: name(act.officer),
                text: texts.get(&act.statement).cloned(),
                act: act.act,
            })
            .collect(),
    })
}

fn step_of(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::StepRecorded { step, .. }
        | Fact::StepLapsed { step, .. }
        | Fact::Decided { step, .. }
        | Fact::LicenceIssued { step, .. }
        | Fact::Delivered { step, .. } => Some(step),
        _ => None,
    }
}

/// What a text lacks, as forms name it.
pub fn text_fault(text: &str) -> Option<&'static str> {
    match text.chars().count() {
        0 => Some("act-text-missing"),
        letters if letters > LONGEST => Some("act-too-long"),
        _ => None,
    }
}

/// Whether the officer may say what `ask` asks of a finding.
pub fn may(
    officer: &Officer,
    line: &FindingLine,
    ask: impl FnOnce(&Standing<'_>, &Speaker<'_>) -> Result<State, Barred>,
) -> Result<State, Barred> {
    let hands: Vec<_> = officer.actor.by.hands().collect();
    let speaker = Speaker {
        hands: &hands,
        roles: &officer.roles,
        agency: &officer.agency,
    };
    let standing = Standing {
        state: line.state(),
        agency: &line.agency,
        officer: line.officer,
    };
    ask(&standing, &speaker)
}

/// Records what an officer says, once: the same words sent again change nothing.
///
/// # Errors
/// `Denied` to whoever may not, `Stale` where somebody else has said something meanwhile.
pub async fn say(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    officer: &Officer,
    line: &FindingLine,
    (wanted, allowed): (State, Result<State, Barred>),
    text: &str,
) -> Result<(), Error> {
    let person = officer.actor.by.officer().ok_or(Error::Denied)?;
    let said = findings::acts(tx, line).await?;
    match allowed {
        Ok(_) => {}
        Err(Barred::Role | Barred::Own) => return Err(Error::Denied),
        Err(Barred::Said(_)) => {
            let same = said
                .iter()
                .find(|act| act.officer == person && act.act == wanted.key());
            if let Some(act) = same
                && let Some(before) = statements::get(tx, line.case_id, act.statement).await?
                && before.body.expose() == text
            {
                return Ok(());
            }
            return Err(Error::Stale {
                case_no: line.case_no.clone(),
            });
        }
    }
    let id = StatementId::new(reader.now, app.entropy()?);
    let body = Personal::new(text);
    let digest = statements::digest(app.store.keys(), id, &body)?;
    let act = FindingAct {
        number: said.last().map_or(1, |last| last.number + 1),
        at: reader.now,
        act: wanted.key().to_owned(),
        officer: person,
        agency: officer.agency.clone(),
        statement: id,
    };
    findings::say(tx, line, &act).await?;
    let statement = statements::Statement {
        id,
        case_id: line.case_id,
        body,
        digest,
        created_at: reader.now,
    };
    Ok(statements::add(tx, &[statement]).await?)
}
