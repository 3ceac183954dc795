//! The case file: answers, materials and corrections, made ready for the page.

use std::collections::{HashMap, HashSet};

use app::desk::file::{
    AgentView, AnswerPage, ApplicantView, CorrectionView, File, MaterialLine, ScanState, Shown,
    Trusted, Way,
};
use domain::application::{self, Answers};
use domain::case::{ActorRef, Fact, Target};
use domain::catalogue::{Audience, MaterialSource};
use domain::delegation::DelegationKind;
use domain::disclosure;
use domain::id::{AccountId, MaterialId};
use domain::locale::Localised;
use domain::mask;
use domain::trust::Trust;
use store::delegations::Delegation;
use store::materials::{Material, Scan, SmallCopy};
use store::receptions::{self, Occasion};
use store::{Tx, accounts, applications, delegations, materials};

use super::answers::answer;
use super::changes;
use super::scope::Open;
use crate::case_data::audience;
use crate::disclosures;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission;

/// # Errors
/// Where the store can't be read.
pub async fn load(app: &App, tx: &mut Tx, reader: &Reader, open: &Open) -> Result<File, Error> {
    let answers = answers(tx, open).await?;
    let whole = open.is_disclosed();
    let item = &open.loaded.definition.item;
    let pages = application::pages(item, &answers)
        .into_iter()
        .map(|page| AnswerPage {
            title: page.title.clone(),
            answers: page
                .fields
                .iter()
                .map(|field| {
                    let given = answer(app, field, &answers, whole);
                    (field.label.clone(), given)
                })
                .collect(),
        })
        .collect();
    let (materials, replaced) = material_lines(tx, open).await?;
    let agent = agent(tx, open).await?;
    let personal = shown(tx, open, &answers).await?;
    let applicant = &open.applicant;
    let kind = audience(applicant);
    let (id_no, phone) = (applicant.id_no.expose(), applicant.phone.expose());
    let changes = changes::load(app, tx, open, &answers, &materials, &replaced).await?;
    Ok(File {
        item: item.name.clone(),
        applicant: ApplicantView {
            name: open.applicant_name(app, reader),
            kind,
            id_no: match kind {
                Audience::Person if !whole => mask::resident_id(id_no),
                Audience::Person | Audience::Entity | Audience::Agency => id_no.to_owned(),
            },
            phone: match kind {
                Audience::Person | Audience::Entity if !whole => mask::phone(phone),
                Audience::Person | Audience::Entity | Audience::Agency => phone.to_owned(),
            },
            agent,
        },
        personal,
        changes,
        pages,
        materials,
        without_upload: application::materials(item, &answers)
            .into_iter()
            .filter(|rule| rule.source != MaterialSource::Upload)
            .map(|rule| (rule.name.clone(), rule.source == MaterialSource::Shared))
            .collect(),
        promised: open
            .loaded
            .case
            .owed
            .iter()
            .map(|rule| material_name(open, rule))
            .collect(),
        replaced,
        corrections: corrections(open),
    })
}

/// What a reason would show whole, by name.
///
/// # Errors
/// Where the store can't be read.
pub async fn personal(tx: &mut Tx, open: &Open) -> Result<Vec<String>, Error> {
    let answers = answers(tx, open).await?;
    of_case(tx, open, &answers).await
}

async fn of_case(tx: &mut Tx, open: &Open, answers: &Answers) -> Result<Vec<String>, Error> {
    let by_agent = by_agent(open).is_some() || received_from(tx, open).await?.is_some();
    Ok(disclosures::fields(
        &open.loaded.case,
        &open.loaded.definition.item,
        answers,
        audience(&open.applicant),
        by_agent,
    ))
}

/// Whether personal data are shown whole.
///
/// # Errors
/// Where the store can't be read.
pub async fn shown(tx: &mut Tx, open: &Open, answers: &Answers) -> Result<Shown, Error> {
    Ok(match open.disclosed_at {
        _ if of_case(tx, open, answers).await?.is_empty() => Shown::NothingPersonal,
        Some(at) => Shown::Whole(disclosure::until(at)),
        None if open.may_disclose().is_ok() => Shown::Masked(Some(open.key.case_no.clone())),
        None => Shown::Masked(None),
    })
}

fn by_agent(open: &Open) -> Option<AccountId> {
    match open.loaded.entries.first()?.actor {
        ActorRef::Proxy { by, .. } => Some(by),
        _ => None,
    }
}

/// Who submitted in the applicant's stead.
async fn agent(tx: &mut Tx, open: &Open) -> Result<Option<AgentView>, Error> {
    let number = |whole: &str| {
        if open.is_disclosed() {
            whole.to_owned()
        } else {
            mask::resident_id(whole)
        }
    };
    if let Some(agent) = received_from(tx, open).await? {
        return Ok(Some(AgentView {
            number: number(agent.id_no.expose()),
            name: agent.name,
            kind: DelegationKind::Agent,
            proof: None,
        }));
    }
    let Some((by, mandate)) = mandate(tx, open).await? else {
        return Ok(None);
    };
    let own = accounts::applicants_of(tx, by).await?.into_iter().next();
    let proven = mandate.as_ref().is_some_and(|one| one.proof.is_some());
    Ok(own.map(|own| AgentView {
        number: number(own.id_no.expose()),
        name: own.name,
        proof: proven.then(|| format!("/desk/cases/{}/proxy-proof", open.key.case_no)),
        kind: mandate.map_or(DelegationKind::Agent, |one| one.mandate.kind),
    }))
}

/// Who came to the counter in the applicant's stead.
async fn received_from(tx: &mut Tx, open: &Open) -> Result<Option<receptions::Agent>, Error> {
    let Some(ActorRef::Counter { .. }) = open.loaded.entries.first().map(|entry| entry.actor)
    else {
        return Ok(None);
    };
    let of = open.key.application_id;
    let seen = receptions::latest(tx, of, Occasion::Application).await?;
    Ok(seen.and_then(|seen| seen.agent))
}

/// The account that submitted in the applicant's stead, and by which delegation.
///
/// # Errors
/// Where the store can't be read.
pub async fn mandate(
    tx: &mut Tx,
    open: &Open,
) -> Result<Option<(AccountId, Option<Delegation>)>, Error> {
    let (Some(first), Some(by)) = (open.loaded.entries.first(), by_agent(open)) else {
        return Ok(None);
    };
    let found = delegations::between(tx, open.key.applicant_id, by, first.at).await?;
    Ok(Some((by, found)))
}

/// # Errors
/// Where the store can't be read.
pub async fn answers(tx: &mut Tx, open: &Open) -> Result<Answers, Error> {
    applications::of_case(tx, open.key.id).await?.map_or_else(
        || Ok(Answers::new()),
        |application| submission::read_answers(&application.answers),
    )
}

/// Those that hold now, and those that they replaced.
///
/// # Errors
/// Where the store can't be read.
pub async fn material_lines(
    tx: &mut Tx,
    open: &Open,
) -> Result<(Vec<MaterialLine>, Vec<MaterialLine>), Error> {
    let stored: HashMap<MaterialId, materials::Material> =
        materials::all(tx, open.key.application_id)
            .await?
            .into_iter()
            .map(|material| (material.id, material))
            .collect();
    let line = |id: &MaterialId| {
        let material = stored.get(id)?;
        Some(MaterialLine {
            id: *id,
            href: format!("/desk/cases/{}/materials/{id}", open.key.case_no),
            rule: material.rule.clone(),
            way: way(open, *id),
            name: material_name(open, &material.rule),
            file_name: material.file_name.clone(),
            size: u64::try_from(material.size).unwrap_or_default(),
            kind: kind(&material.media_type).to_owned(),
            image: material.media_type.starts_with("image/"),
            digest: material.digest.clone(),
            given_at: material.uploaded_at,
            scan: match material.scan {
                _ if material.is_on_paper() => ScanState::Paper,
                Scan::None | Scan::Clean => ScanState::Open,
                Scan::Waiting => ScanState::Waiting,
                Scan::Infected => ScanState::Infected,
            },
            scanned: material.scan == Scan::Clean,
            small: (material.copy == SmallCopy::Made)
                .then(|| format!("/desk/cases/{}/materials/{id}/copy", open.key.case_no)),
            trust: trusted(open, material),
        })
    };
    let now: Vec<MaterialId> = open
        .loaded
        .case
        .materials
        .iter()
        .map(|material| material.id)
        .collect();
    let mut earlier = given(open);
    earlier.retain(|id| !now.contains(id));
    Ok((
        now.iter().filter_map(line).collect(),
        earlier.iter().filter_map(line).collect(),
    ))
}

/// How it came into the file.
fn way(open: &Open, id: MaterialId) -> Way {
    let received = &open.loaded.case.received;
    if received.materials.iter().any(|material| material.id == id) {
        return Way::Applied;
    }
    let given = open
        .loaded
        .entries
        .iter()
        .find_map(|entry| match &entry.fact {
            Fact::Supplemented { materials, .. } => {
                materials.iter().find(|material| material.id == id)
            }
            _ => None,
        });
    match given {
        Some(material) if received.tolerated.contains(&material.rule) => Way::Promised,
        _ => Way::Supplemented,
    }
}

/// What says more than that it was uploaded.
fn trusted(open: &Open, material: &Material) -> Option<Trusted> {
    let rule = open.loaded.definition.item.material(&material.rule);
    let self_made = rule.is_some_and(|rule| rule.self_made);
    let level = material.trust.or(self_made.then_some(Trust::SelfMade))?;
    Some(Trusted {
        level,
        from_wallet: material.trust.is_some(),
        origin: material.origin.clone(),
        unmarked: material.trust.is_some() && material.copy == SmallCopy::Failed,
    })
}

/// Every material that the journal names, in the order in which it was given.
pub fn given(open: &Open) -> Vec<MaterialId> {
    let mut seen = HashSet::new();
    open.loaded
        .entries
        .iter()
        .flat_map(|entry| match &entry.fact {
            Fact::Received(received) => received.materials.as_slice(),
            Fact::Supplemented { materials, .. } => materials,
            _ => &[],
        })
        .map(|material| material.id)
        .filter(|id| seen.insert(*id))
        .collect()
}

fn kind(media_type: &str) -> &str {
    match media_type {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPG",
        "image/png" => "PNG",
        other => other,
    }
}

/// What was asked for, each with its note.
pub fn corrections(open: &Open) -> Vec<CorrectionView> {
    open.loaded
        .case
        .corrections
        .iter()
        .map(|correction| CorrectionView {
            at: correction.at,
            answered_at: correction.answered_at,
            asked: correction
                .targets
                .iter()
                .map(|target| (target_name(open, &target.what), open.text(target.note.id)))
                .collect(),
        })
        .collect()
}

pub fn target_name(open: &Open, target: &Target) -> Localised {
    match target {
        Target::Field(key) => open
            .loaded
            .definition
            .item
            .field(key)
            .map_or_else(|| Localised::new(key, key), |field| field.label.clone()),
        Target::Material(key) => material_name(open, key),
    }
}

pub fn material_name(open: &Open, rule: &str) -> Localised {
    open.loaded
        .definition
        .item
        .material(rule)
        .map_or_else(|| Localised::new(rule, rule), |rule| rule.name.clone())
}
