//! To which other agency something can go: those near by are offered, any other is found by a search. Nothing goes to an
//! agency that has nobody for it.

use std::collections::BTreeSet;

use app::desk::agencies::AgencyChoice;
use domain::authority::Role;
use domain::catalogue::{Agency, Catalogue};
use domain::locale::Localised;
use store::{Tx, accounts};

use super::form::Posted;
use crate::error::Error;
use crate::state::App;

/// The most that a list offers without a search, and that a search finds.
const NEAR: usize = 60;
const FOUND: usize = 20;

/// Looked at before those without people fall away.
const LOOKED_AT: usize = 400;

/// What can be chosen: `around` some agencies, for somebody of `role`.
///
/// # Errors
/// Where the store can't be read.
pub async fn choice(
    app: &App,
    tx: &mut Tx,
    around: &[&str],
    role: Role,
    posted: &Posted,
    but: &[&str],
) -> Result<AgencyChoice, Error> {
    let q = posted.text("q");
    let other = |agency: &&Agency| !but.contains(&agency.id.as_str());
    let mut near: Vec<&Agency> = near(&app.catalogue, around)
        .into_iter()
        .filter(other)
        .collect();
    near.truncate(LOOKED_AT);
    let mut found: Vec<&Agency> = found(&app.catalogue, q).into_iter().filter(other).collect();
    found.truncate(LOOKED_AT);
    let asked: Vec<&str> = near
        .iter()
        .chain(&found)
        .map(|one| one.id.as_str())
        .collect();
    let staffed = accounts::staffed(tx, &asked, role.key()).await?;
    let staffed: BTreeSet<&str> = staffed.iter().map(String::as_str).collect();
    near.retain(|agency| staffed.contains(agency.id.as_str()));
    near.truncate(NEAR);
    found.retain(|agency| staffed.contains(agency.id.as_str()));
    found.truncate(FOUND);
    let first = match found.as_slice() {
        [one] => one.id.clone(),
        _ => String::new(),
    };
    Ok(AgencyChoice {
        groups: grouped(&app.catalogue, &near),
        found: found.into_iter().map(named).collect(),
        q: q.to_owned(),
        // The only one that a search found is what was looked for.
        agency: match posted.get("agency") {
            "" => first,
            chosen => chosen.to_owned(),
        },
    })
}

/// What is wrong with a chosen agency: none, unknown, or without anybody for it.
///
/// # Errors
/// Where the store can't be read.
pub async fn fault(
    app: &App,
    tx: &mut Tx,
    chosen: &str,
    role: Role,
) -> Result<Option<&'static str>, Error> {
    if app.catalogue.agency(chosen).is_none() {
        return Ok(Some("desk-agency-missing"));
    }
    let staffed = accounts::staffed(tx, &[chosen], role.key()).await?;
    Ok(staffed.is_empty().then_some("desk-agency-unstaffed"))
}

/// Those of the same division, then those of the same function above, beside and below.
fn near<'a>(catalogue: &'a Catalogue, around: &[&str]) -> Vec<&'a Agency> {
    let mut all: Vec<&Agency> = Vec::new();
    for base in around.iter().filter_map(|id| catalogue.agency(id)) {
        let parent = catalogue.division(&base.division);
        let parent = parent.and_then(|division| division.parent.as_deref());
        let above: Vec<&str> = catalogue
            .upwards(&base.division)
            .map(|division| division.code.as_str())
            .collect();
        let lies_in = |agency: &Agency, code: Option<&str>| {
            let division = catalogue.division(&agency.division);
            let within = division.and_then(|division| division.parent.as_deref());
            code.is_some() && within == code
        };
        let same = |agency: &&Agency| agency.function == base.function;
        let here = catalogue
            .agencies()
            .filter(|agency| agency.division == base.division);
        let up = above.iter().skip(1).flat_map(|code| {
            let level = catalogue.agencies().filter(same);
            level.filter(move |agency| agency.division == **code)
        });
        let siblings = catalogue.agencies().filter(same);
        let beside = siblings.filter(|agency| lies_in(agency, parent));
        let children = catalogue.agencies().filter(same);
        let below = children.filter(|agency| lies_in(agency, Some(&base.division)));
        for agency in here.chain(up).chain(beside).chain(below) {
            if all.iter().all(|known| known.id != agency.id) {
                all.push(agency);
            }
        }
    }
    all
}

/// By id, name or division, those that begin with it first.
fn found<'a>(catalogue: &'a Catalogue, q: &str) -> Vec<&'a Agency> {
    let q = q.to_lowercase();
    if q.is_empty() {
        return Vec::new();
    }
    let rank = |agency: &Agency| {
        let division = catalogue.division(&agency.division);
        let names = [&agency.name]
            .into_iter()
            .chain(division.map(|one| &one.name));
        let texts = names.flat_map(|name| [Some(&name.zh), name.en.as_ref()]);
        let mut texts = texts.flatten().map(|text| text.to_lowercase());
        if agency.id == q {
            Some(0)
        } else if agency.id.starts_with(&q) || texts.any(|text| text.contains(&q)) {
            Some(1)
        } else {
            None
        }
    };
    let mut ranked: Vec<(u8, &Agency)> = catalogue
        .agencies()
        .filter_map(|agency| Some((rank(agency)?, agency)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, agency)| agency).collect()
}

fn grouped(
    catalogue: &Catalogue,
    agencies: &[&Agency],
) -> Vec<(Localised, Vec<(String, Localised)>)> {
    let mut groups: Vec<(&str, Vec<(String, Localised)>)> = Vec::new();
    for agency in agencies {
        match groups.iter_mut().find(|(code, _)| *code == agency.division) {
            Some((_, group)) => group.push(named(agency)),
            None => groups.push((&agency.division, vec![named(agency)])),
        }
    }
    groups
        .into_iter()
        .map(|(code, group)| {
            let division = catalogue.division(code);
            let name = division.map_or_else(
                || Localised::new(code, code),
                |division| catalogue.place_name(division),
            );
            (name, group)
        })
        .collect()
}

fn named(agency: &Agency) -> (String, Localised) {
    (agency.id.clone(), agency.name.clone())
}
