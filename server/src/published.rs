//! The figures for everybody, from the sums that supervision keeps. They are of whole months, so that one reading serves
//! an hour.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::supervision::Measures;
use domain::supervision::published::{About, Figures, month_key, months, publish};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::Tx;
use store::cases::Scope;
use store::tallies::{Kind, Line, Tallies};

use crate::error::Error;
use crate::state::App;

const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// Agencies whose sums are asked for at once.
const SOME: usize = 500;

/// The last reading.
#[derive(Debug, Default)]
pub struct Kept(RwLock<Option<Arc<Figures>>>);

/// # Errors
/// Where the database can't serve.
pub async fn figures(app: &App, now: Timestamp) -> Result<Arc<Figures>, Error> {
    let (months, to) = months(app.date(now));
    let kept = app.published.0.read();
    let kept = kept.unwrap_or_else(PoisonError::into_inner).clone();
    let is_fresh = |kept: &Arc<Figures>| kept.to == to && now.duration_since(kept.as_of) < KEPT;
    if let Some(kept) = kept.filter(is_fresh) {
        return Ok(kept);
    }
    let mut tx = app.store.read().await?;
    let raw = read(&mut tx, &months, to, now).await?;
    drop(tx);
    let figures = Arc::new(Figures {
        as_of: now,
        months,
        to,
        lines: publish(&raw),
    });
    let kept = app.published.0.write();
    *kept.unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&figures));
    Ok(figures)
}

async fn read(
    tx: &mut Tx,
    months: &[Date],
    to: Date,
    now: Timestamp,
) -> Result<BTreeMap<About, Measures>, Error> {
    let tallies = Tallies::load(tx, now).await?;
    let everywhere = [Scope::Everything.tally()];
    let from = months.first().copied().unwrap_or(to);
    let mut raw = BTreeMap::new();
    let year = (from, to);
    let all = tallies
        .period(tx, Kind::All, &everywhere, None, year)
        .await?;
    raw.extend(all.into_values().map(|all| (About::default(), all)));
    let items = tallies
        .period(tx, Kind::Item, &everywhere, None, year)
        .await?;
    raw.extend(
        items
            .into_iter()
            .map(|(line, of)| (About::item(line.key), of)),
    );
    let agencies = tallies
        .period(tx, Kind::Agency, &everywhere, None, year)
        .await?;
    let ids: Vec<String> = agencies.keys().map(|line| line.key.clone()).collect();
    raw.extend(
        agencies
            .into_iter()
            .map(|(line, of)| (About::agency(line.key), of)),
    );
    for ids in ids.chunks(SOME) {
        let scopes: Vec<String> = ids
            .iter()
            .map(|id| Scope::Agency(id.clone()).tally())
            .collect();
        let items = tallies.period(tx, Kind::Item, &scopes, None, year).await?;
        for (scope, id) in scopes.iter().zip(ids) {
            let first = Line {
                scope: scope.clone(),
                key: String::new(),
            };
            let own = items
                .range(first..)
                .take_while(|(line, _)| line.scope == *scope);
            raw.extend(own.map(|(line, of)| (About::item(&line.key).and_agency(id), *of)));
        }
    }
    let ends = months.iter().skip(1).copied().chain([to]);
    for (start, end) in months.iter().copied().zip(ends) {
        let days = (start, end);
        let month = month_key(start);
        let all = tallies
            .period(tx, Kind::All, &everywhere, None, days)
            .await?;
        raw.extend(all.into_values().map(|all| (About::month(&month), all)));
        let items = tallies
            .period(tx, Kind::Item, &everywhere, None, days)
            .await?;
        raw.extend(
            items
                .into_iter()
                .map(|(line, of)| (About::item(line.key).and_month(&month), of)),
        );
    }
    Ok(raw)
}
