//! Who oversees what, and which part of it a request looks at.

use app::oversight::Place;
use app::shell::Room;
use domain::authority::{Act, Role, may};
use domain::catalogue::{Agency, Catalogue, Division, Level};
use domain::id::OfficerId;
use domain::locale::Localised;
use domain::supervision::{Measure, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use store::cases::{CaseFilter, Scope};
use store::tallies::{Kind, Line};
use store::{Tx, accounts};

use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// Someone who oversees, and how far.
#[derive(Debug)]
pub struct Overseer<'a> {
    pub scope: Scope,
    /// The division of their agency.
    pub home: &'a Division,
    /// Whom a head answers for; supervisors look at every agency.
    pub agency: Option<&'a Agency>,
    /// A rating is anonymous to those who handle cases, whose heads oversee too: they see totals at the desk.
    pub sees_ratings: bool,
}

impl<'a> Overseer<'a> {
    /// # Errors
    /// `SignIn` for nobody, `Denied` for whoever oversees nothing.
    pub fn of(app: &'a App, reader: &Reader) -> Result<Self, Error> {
        let officer = reader.officer(Room::Oversight)?;
        Self::by_roles(app, &officer.agency, &officer.roles)?.ok_or(Error::Denied)
    }

    /// By what somebody is in an agency; nothing for whoever oversees nothing.
    ///
    /// # Errors
    /// A fault where the agency is not known.
    pub fn by_roles(app: &'a App, agency: &str, roles: &[Role]) -> Result<Option<Self>, Error> {
        let unknown = || Error::fault(format!("agency {agency} is not known"));
        let agency = app.catalogue.agency(agency).ok_or_else(unknown)?;
        let home = app
            .catalogue
            .division(&agency.division)
            .ok_or_else(unknown)?;
        let is_any = |of: &[Role]| roles.iter().any(|role| of.contains(role));
        let sees_ratings = roles.iter().any(|role| may(*role, Act::RatingVerdict));
        // A supervisor who also heads an agency sees the wider of the two.
        if is_any(&[Role::Supervisor, Role::GovernmentHead]) {
            return Ok(Some(Self {
                scope: scope_of(home),
                home,
                agency: None,
                sees_ratings,
            }));
        }
        Ok(is_any(&[Role::Head]).then(|| Self {
            scope: Scope::Agency(agency.id.clone()),
            home,
            agency: Some(agency),
            sees_ratings,
        }))
    }

    pub fn name(&self) -> Localised {
        self.agency
            .map_or(&self.home.name, |agency| &agency.name)
            .clone()
    }
}

pub fn scope_of(division: &Division) -> Scope {
    match division.level {
        Level::Province => Scope::Everything,
        Level::Prefecture => Scope::Prefecture(division.code.clone()),
        Level::County | Level::Township | Level::Village => Scope::Division(division.code.clone()),
    }
}

/// What a list can be narrowed to: the division that it is narrowed to already, and those right below. A head's agency is
/// not told apart by division.
pub fn divisions(
    app: &App,
    overseer: &Overseer<'_>,
    chosen: Option<&str>,
) -> Vec<(String, Localised)> {
    if overseer.agency.is_some() {
        return Vec::new();
    }
    let own = chosen.unwrap_or(&overseer.home.code);
    let all = app.catalogue.divisions();
    let below = all.filter(|below| below.parent.as_deref() == Some(own));
    let chosen = chosen.and_then(|code| app.catalogue.division(code));
    chosen
        .into_iter()
        .chain(below)
        .map(|division| (division.code.clone(), division.name.clone()))
        .collect()
}

/// `?period=&division=&agency=&item=&officer=&filter=&page=`, as links carry them.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    period: Option<String>,
    division: Option<String>,
    agency: Option<String>,
    item: Option<String>,
    officer: Option<String>,
    pub filter: Option<String>,
    /// Of a list of ratings.
    pub level: Option<String>,
    pub state: Option<String>,
    pub after: Option<String>,
    pub page: Option<u32>,
    /// What a file of figures is broken down by, and which breakdown a page shows whole.
    pub by: Option<String>,
}

impl Asked {
    /// A place over a period.
    pub fn over(period: Period, division: Option<String>, agency: Option<String>) -> Self {
        Self {
            period: Some(period.to_string()),
            division,
            agency,
            ..Self::default()
        }
    }
}

/// What is looked at.
#[derive(Debug)]
pub struct View<'a> {
    pub place: Place,
    /// Conditions beside the overseer's scope.
    pub within: Vec<Scope>,
    /// The sum that holds exactly the cases of the view.
    pub sum: Sum,
    /// The division that the view stands at.
    pub division: &'a Division,
    pub name: Localised,
    /// Views above, the overseer's whole scope first.
    pub above: Vec<(Place, Localised)>,
    pub today: Date,
}

/// One line of the tallies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub kind: Kind,
    pub line: Line,
}

impl Sum {
    pub fn new(kind: Kind, scope: &Scope, key: &str) -> Self {
        Self {
            kind,
            line: Line {
                scope: scope.tally(),
                key: key.to_owned(),
            },
        }
    }
}

impl<'a> View<'a> {
    /// # Errors
    /// `NotFound` for a place that is not there or not the overseer's, and for a period that is none.
    pub async fn of(
        app: &'a App,
        tx: &mut Tx,
        overseer: &Overseer<'a>,
        asked: &Asked,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let catalogue = &app.catalogue;
        let today = app.date(now);
        let period = match given(asked.period.as_deref()) {
            Some(text) => Period::parse(text).ok_or(Error::NotFound)?,
            None => Period::default(),
        };
        let root = Place {
            period,
            ..Place::default()
        };
        let mut place = root.clone();
        let mut name = overseer.name();
        let mut above = Vec::new();
        let mut within = Vec::new();
        let mut division = overseer.home;
        let narrowed = given(asked.item.as_deref()).or(given(asked.officer.as_deref()));
        let agency = given(asked.agency.as_deref());
        let own = overseer.agency.map(|agency| agency.id.as_str());
        // What an agency does with an item, or by a person, is not told apart by division.
        let whole_agency = narrowed.is_some() && (agency.is_some() || own.is_some());
        if let Some(code) = given(asked.division.as_deref()).filter(|_| !whole_agency) {
            division = catalogue.division(code).ok_or(Error::NotFound)?;
            if overseer.agency.is_none() && !catalogue.is_within(code, &overseer.home.code) {
                return Err(Error::NotFound);
            }
            above.push((root.clone(), name));
            above.extend(between(catalogue, overseer, division, &root));
            within.push(scope_of(division));
            place = place.division(code);
            name = division.name.clone();
        }
        if let Some(id) = agency {
            let agency = catalogue.agency(id).ok_or(Error::NotFound)?;
            if own.is_some_and(|own| own != id) {
                return Err(Error::NotFound);
            }
            above.push((place.clone(), name));
            within.push(Scope::Agency(id.to_owned()));
            place = place.agency(id);
            name = agency.name.clone();
        }
        let innermost = within
            .iter()
            .rev()
            .find(|scope| !matches!(scope, Scope::Agency(_)));
        let region = innermost.unwrap_or(&overseer.scope).clone();
        let agency = agency.or(own);
        let mut sum = match agency {
            Some(id) if region != Scope::Agency(id.to_owned()) => {
                Sum::new(Kind::Agency, &region, id)
            }
            _ => Sum::new(Kind::All, &region, ""),
        };
        let holder = agency.map_or(region, |id| Scope::Agency(id.to_owned()));
        if let Some(code) = given(asked.item.as_deref()) {
            let item = app.item(code).ok_or(Error::NotFound)?;
            above.push((place.clone(), name));
            sum = Sum::new(Kind::Item, &holder, code);
            place = place.item(code);
            name = item.item.name.clone();
        } else if let Some(id) = given(asked.officer.as_deref()) {
            let of = agency.ok_or(Error::NotFound)?;
            let id: OfficerId = id.parse().map_err(|_| Error::NotFound)?;
            let officer = accounts::officer(tx, id).await?.ok_or(Error::NotFound)?;
            if officer.agency != of {
                return Err(Error::NotFound);
            }
            above.push((place.clone(), name));
            sum = Sum::new(Kind::Officer, &holder, &id.to_string());
            place = place.officer(&id.to_string());
            name = Localised::new(officer.name_zh, officer.name_en);
        }
        Ok(Self {
            place,
            within,
            sum,
            division,
            name,
            above,
            today,
        })
    }

    /// The cases of a measure, as the list shows them.
    pub fn filter(&self, app: &App, overseer: &Overseer<'_>, measure: Measure) -> CaseFilter {
        let period = self.place.period.range(self.today);
        CaseFilter {
            scope: overseer.scope.clone(),
            within: self.within.clone(),
            measure,
            period,
            instants: (app.start_of(period.0), app.start_of(period.1)),
            item: self.place.item.clone(),
            officer: self.place.officer.clone(),
        }
    }
}

fn given(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.is_empty())
}

/// The prefecture between the overseer's province and a county.
fn between(
    catalogue: &Catalogue,
    overseer: &Overseer<'_>,
    division: &Division,
    root: &Place,
) -> Option<(Place, Localised)> {
    let prefecture = catalogue.prefecture_of(&division.code)?;
    (overseer.home.level == Level::Province
        && overseer.agency.is_none()
        && prefecture.code != division.code
        && prefecture.code != overseer.home.code)
        .then(|| (root.division(&prefecture.code), prefecture.name.clone()))
}
