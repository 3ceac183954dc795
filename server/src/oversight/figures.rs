//! The figures of a view: read for its page, and given as a file.

use std::collections::BTreeMap;

use app::oversight::Place;
use app::oversight::dashboard::Line;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::catalogue::Level;
use domain::id::OfficerId;
use domain::locale::Localised;
use domain::supervision::{Measure, Measures};
use jiff::Timestamp;
use jiff::civil::Date;
use store::cases::Scope;
use store::tallies::{Kind, Tallies};
use store::{Tx, accounts, tallies};

use super::export::{self, Cell, Format, Sheet};
use super::view::{Asked, Overseer, Sum, View, scope_of};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Lines of one table; drilling down shows the rest. No place has as many divisions right below it.
pub const LINES: usize = 30;
/// Lines of a file.
pub const FILE_LINES: usize = 5_000;

/// What a view is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Division,
    Agency,
    Item,
    Officer,
}

impl By {
    pub fn key(self) -> &'static str {
        match self {
            Self::Division => "division",
            Self::Agency => "agency",
            Self::Item => "item",
            Self::Officer => "officer",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        let all = [Self::Division, Self::Agency, Self::Item, Self::Officer];
        all.into_iter().find(|by| by.key() == key)
    }
}

/// The sums of one view, read in one transaction.
#[derive(Debug)]
pub struct Reading<'a> {
    pub app: &'a App,
    pub overseer: &'a Overseer<'a>,
    pub view: &'a View<'a>,
    tallies: Tallies,
}

/// A line that may be shown, and the sum that it shows.
struct Candidate {
    name: Localised,
    place: Place,
    sum: Sum,
}

impl<'a> Reading<'a> {
    pub async fn new(
        app: &'a App,
        tx: &mut Tx,
        overseer: &'a Overseer<'a>,
        view: &'a View<'a>,
        now: Timestamp,
    ) -> Result<Self, Error> {
        Ok(Self {
            app,
            overseer,
            view,
            tallies: Tallies::load(tx, now).await?,
        })
    }

    /// How things stand, and what happened in a stretch of days.
    pub async fn total(&self, tx: &mut Tx) -> Result<Measures, Error> {
        let mut total = self
            .period(tx, self.view.place.period.range(self.view.today))
            .await?;
        let Sum { kind, line } = &self.view.sum;
        let (scopes, keys) = ([line.scope.clone()], [line.key.clone()]);
        let now = self.tallies.now(tx, *kind, &scopes, Some(&keys)).await?;
        total += now.get(line).copied().unwrap_or_default();
        Ok(self.seen(total))
    }

    pub async fn period(&self, tx: &mut Tx, days: (Date, Date)) -> Result<Measures, Error> {
        let Sum { kind, line } = &self.view.sum;
        let (scopes, keys) = ([line.scope.clone()], [line.key.clone()]);
        let lines = self.tallies.period(tx, *kind, &scopes, Some(&keys), days);
        Ok(self.seen(lines.await?.get(line).copied().unwrap_or_default()))
    }

    /// As far as the reader may see it.
    fn seen(&self, figures: Measures) -> Measures {
        if self.overseer.sees_ratings {
            figures
        } else {
            figures.without_ratings()
        }
    }

    /// By day or by month.
    pub async fn course(
        &self,
        tx: &mut Tx,
        months: bool,
        days: (Date, Date),
    ) -> Result<BTreeMap<String, Measures>, Error> {
        let Sum { kind, line } = &self.view.sum;
        Ok(self.tallies.course(tx, *kind, line, months, days).await?)
    }

    /// The lines of a breakdown, the most pressing first, and how many more there are. Nothing where the view can't be
    /// broken down so.
    pub async fn lines(
        &self,
        tx: &mut Tx,
        by: By,
        limit: usize,
    ) -> Result<(Vec<Line>, usize), Error> {
        let mut candidates = match by {
            By::Division => self.divisions(),
            By::Agency => self.agencies(tx).await?,
            By::Item => self.items(tx).await?,
            By::Officer => self.officers(tx).await?,
        };
        if let (By::Agency, Some(item)) = (by, &self.view.place.item) {
            candidates = self.handling(tx, item, candidates).await?;
        }
        // Those that are ordered by their figures already. The others are few, or known once their figures are.
        let ordered = matches!(by, By::Item | By::Agency);
        let mut more = 0;
        if ordered {
            more = candidates.len().saturating_sub(limit);
            candidates.truncate(limit);
        }
        let Some(first) = candidates.first() else {
            return Ok((Vec::new(), 0));
        };
        let kind = first.sum.kind;
        let distinct = |of: fn(&tallies::Line) -> &String| {
            let mut all: Vec<String> = candidates
                .iter()
                .map(|one| of(&one.sum.line).clone())
                .collect();
            all.sort();
            all.dedup();
            all
        };
        let scopes = distinct(|line| &line.scope);
        let keys = distinct(|line| &line.key);
        let mut found = self.tallies.now(tx, kind, &scopes, Some(&keys)).await?;
        let days = self.view.place.period.range(self.view.today);
        let period = self.tallies.period(tx, kind, &scopes, Some(&keys), days);
        for (line, measures) in period.await? {
            *found.entry(line).or_default() += measures;
        }
        let mut lines: Vec<Line> = candidates
            .into_iter()
            .map(|one| Line {
                figures: self.seen(found.get(&one.sum.line).copied().unwrap_or_default()),
                name: one.name,
                place: one.place,
            })
            .collect();
        if by != By::Division {
            lines.retain(|line| !line.figures.is_zero());
            lines.sort_by_key(|line| std::cmp::Reverse(pressing(&line.figures)));
        } else if self.agency().is_some() {
            // Of a single agency only those that it has cases in; of a place all of them: that nothing comes in is
            // worth seeing as well.
            lines.retain(|line| !line.figures.is_zero());
            if lines.len() < 2 {
                lines.clear();
            }
        }
        more += lines.len().saturating_sub(limit);
        lines.truncate(limit);
        Ok((lines, more))
    }

    /// The one agency that the view looks at.
    fn agency(&self) -> Option<&str> {
        let own = self.overseer.agency.map(|agency| agency.id.as_str());
        self.view.place.agency.as_deref().or(own)
    }

    fn region(&self) -> Scope {
        let region = self.view.within.iter().rev();
        let region = region
            .into_iter()
            .find(|scope| !matches!(scope, Scope::Agency(_)));
        region.unwrap_or(&self.overseer.scope).clone()
    }

    /// Divisions right below the view's.
    fn divisions(&self) -> Vec<Candidate> {
        let View {
            place, division, ..
        } = self.view;
        if place.officer.is_some() || self.agency().is_some() && place.item.is_some() {
            return Vec::new();
        }
        if matches!(division.level, Level::Township | Level::Village) {
            return Vec::new();
        }
        let below = self.app.catalogue.divisions();
        below
            .filter(|below| below.parent.as_deref() == Some(&division.code))
            .map(|below| {
                let scope = scope_of(below);
                let sum = match (self.agency(), &place.item) {
                    (Some(agency), _) => Sum::new(Kind::Agency, &scope, agency),
                    (None, Some(item)) => Sum::new(Kind::Item, &scope, item),
                    (None, None) => Sum::new(Kind::All, &scope, ""),
                };
                Candidate {
                    name: below.name.clone(),
                    place: place.division(&below.code),
                    sum,
                }
            })
            .collect()
    }

    /// Agencies with the most pressing cases, then those that received most.
    async fn agencies(&self, tx: &mut Tx) -> Result<Vec<Candidate>, Error> {
        let place = &self.view.place;
        if self.agency().is_some() {
            return Ok(Vec::new());
        }
        let region = self.region();
        let scope = [region.tally()];
        let now = self.tallies.now(tx, Kind::Agency, &scope, None).await?;
        let mut pressed: Vec<_> = now.iter().collect();
        pressed.sort_by_key(|(_, measures)| std::cmp::Reverse(pressing(measures)));
        let days = place.period.range(self.view.today);
        let mut ids: Vec<String> = pressed
            .into_iter()
            .map(|(line, _)| line.key.clone())
            .collect();
        let most = self.tallies.most(tx, Kind::Agency, &scope, None, days);
        let others = most.await?.into_iter();
        ids.extend(
            others
                .filter(|line| !now.contains_key(line))
                .map(|line| line.key),
        );
        Ok(ids
            .into_iter()
            .map(|id| Candidate {
                name: self.app.agency_name(&id),
                place: place.agency(&id),
                sum: match &place.item {
                    Some(item) => Sum::new(Kind::Item, &Scope::Agency(id), item),
                    None => Sum::new(Kind::Agency, &region, &id),
                },
            })
            .collect())
    }

    /// Of the agencies those that had cases of an item, with the most pressing ones first. Only what orders them is read of
    /// all: there may be a thousand.
    async fn handling(
        &self,
        tx: &mut Tx,
        item: &str,
        all: Vec<Candidate>,
    ) -> Result<Vec<Candidate>, Error> {
        let days = self.view.place.period.range(self.view.today);
        let scopes: Vec<String> = all.iter().map(|one| one.sum.line.scope.clone()).collect();
        let key = [item.to_owned()];
        let now = self.tallies.now(tx, Kind::Item, &scopes, Some(&key));
        let mut order: BTreeMap<String, [u64; 5]> = now
            .await?
            .into_iter()
            .map(|(line, figures)| (line.scope, pressing(&figures)))
            .collect();
        let most = self.tallies.most(tx, Kind::Item, &scopes, Some(&key), days);
        for (rank, line) in (1..).zip(most.await?.into_iter().rev()) {
            order.entry(line.scope).or_default()[4] = rank;
        }
        let mut found: Vec<_> = all
            .into_iter()
            .filter_map(|one| Some((*order.get(&one.sum.line.scope)?, one)))
            .collect();
        found.sort_by_key(|(pressing, _)| std::cmp::Reverse(*pressing));
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }

    /// Items that were asked for most.
    async fn items(&self, tx: &mut Tx) -> Result<Vec<Candidate>, Error> {
        let place = &self.view.place;
        if place.item.is_some() || place.officer.is_some() {
            return Ok(Vec::new());
        }
        let holder = self
            .agency()
            .map_or_else(|| self.region(), |id| Scope::Agency(id.to_owned()));
        let scope = holder.tally();
        let days = place.period.range(self.view.today);
        let scope = [scope];
        let most = self.tallies.most(tx, Kind::Item, &scope, None, days);
        let most = most.await?.into_iter();
        let now = self.tallies.now(tx, Kind::Item, &scope, None).await?;
        let mut codes: Vec<String> = most.chain(now.into_keys()).map(|line| line.key).collect();
        let mut seen = std::collections::BTreeSet::new();
        codes.retain(|code| seen.insert(code.clone()));
        let agency = self.agency();
        Ok(codes
            .into_iter()
            .map(|code| Candidate {
                name: self.app.item_name(&code),
                place: match agency {
                    Some(_) => place.whole_agency().item(&code),
                    None => place.item(&code),
                },
                sum: Sum::new(Kind::Item, &holder, &code),
            })
            .collect())
    }

    /// The people of the one agency, by name.
    async fn officers(&self, tx: &mut Tx) -> Result<Vec<Candidate>, Error> {
        let place = &self.view.place;
        let Some(agency) = self.agency() else {
            return Ok(Vec::new());
        };
        if place.item.is_some() || place.officer.is_some() {
            return Ok(Vec::new());
        }
        let holder = Scope::Agency(agency.to_owned());
        let people = accounts::officers_of_agency(tx, agency).await?;
        Ok(people
            .into_iter()
            .map(|officer| {
                let id: OfficerId = officer.id;
                Candidate {
                    name: Localised::new(officer.name_zh, officer.name_en),
                    place: place.whole_agency().officer(&id.to_string()),
                    sum: Sum::new(Kind::Officer, &holder, &id.to_string()),
                }
            })
            .collect())
    }
}

/// What is looked at first.
fn pressing(figures: &Measures) -> [u64; 5] {
    [
        Measure::StatutoryOverdue,
        Measure::Overdue,
        Measure::DueSoon,
        Measure::Running,
        Measure::Received,
    ]
    .map(|measure| figures.count(measure))
}

/// `/oversight/figures.csv` and `.json`: every measure of the view, or of each line that it is broken down to.
pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let view = View::of(&app, &mut tx, &overseer, &asked, reader.now).await?;
    let reading = Reading::new(&app, &mut tx, &overseer, &view, reader.now).await?;
    let by = asked.by.as_deref().filter(|by| !by.is_empty());
    let (lines, more) = match by {
        Some(by) => {
            let by = By::from_key(by).ok_or(Error::NotFound)?;
            reading.lines(&mut tx, by, FILE_LINES).await?
        }
        None => {
            let total = Line {
                name: view.name.clone(),
                place: view.place.clone(),
                figures: reading.total(&mut tx).await?,
            };
            (vec![total], 0)
        }
    };
    drop(tx);
    let (from, to) = view.place.period.range(view.today);
    let rows = lines.iter().map(|line| {
        let code = line.place.innermost().unwrap_or_default().to_owned();
        let mut row: Vec<Cell> = vec![
            code.into(),
            export::words(&reader, &line.name),
            from.into(),
            to.saturating_sub(jiff::Span::new().days(1)).into(),
        ];
        row.extend(Measure::ALL.map(|measure| {
            match measure.is_rating() && !overseer.sees_ratings {
                true => Cell::Nothing,
                false => Cell::Number(line.figures[measure]),
            }
        }));
        row
    });
    let sheet = Sheet {
        name: "figures",
        columns: COLUMNS,
        more: Vec::new(),
        rows: rows.collect(),
        total: u64::try_from(lines.len() + more).unwrap_or_default(),
    };
    sheet.file(&reader, format)
}

macro_rules! columns {
    ($($variant:ident $column:ident,)+) => {
        const COLUMNS: &[(&str, &str)] = &[
            ("code", "export-code"),
            ("name", "export-name"),
            ("from", "export-from"),
            ("to", "export-to"),
            $((stringify!($column), concat!("measure-", stringify!($column)))),+
        ];
    };
}
domain::for_each_measure!(columns);
