//! Who oversees what, and which part of it a request looks at.

use app::oversight::Place;
use app::oversight::dashboard::PERIODS;
use app::shell::Room;
use domain::authority::Role;
use domain::catalogue::{Agency, Catalogue, Division, Level};
use domain::locale::Localised;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use store::cases::Scope;

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
}

impl<'a> Overseer<'a> {
    /// # Errors
    /// `SignIn` for nobody, `Denied` for whoever oversees nothing.
    pub fn of(app: &'a App, reader: &Reader) -> Result<Self, Error> {
        let officer = reader.officer(Room::Oversight)?;
        let unknown = || Error::fault(format!("agency {} is not known", officer.agency));
        let agency = app.catalogue.agency(&officer.agency).ok_or_else(unknown)?;
        let home = app
            .catalogue
            .division(&agency.division)
            .ok_or_else(unknown)?;
        // A supervisor who also heads an agency sees the wider of the two.
        let whole_division = [Role::Supervisor, Role::GovernmentHead];
        Ok(
            if officer
                .roles
                .iter()
                .any(|role| whole_division.contains(role))
            {
                Self {
                    scope: scope_of(home),
                    home,
                    agency: None,
                }
            } else {
                Self {
                    scope: Scope::Agency(agency.id.clone()),
                    home,
                    agency: Some(agency),
                }
            },
        )
    }

    pub fn name(&self) -> Localised {
        self.agency
            .map_or(&self.home.name, |agency| &agency.name)
            .clone()
    }
}

fn scope_of(division: &Division) -> Scope {
    match division.level {
        Level::Province => Scope::Everything,
        Level::Prefecture => Scope::Prefecture(division.code.clone()),
        Level::County | Level::Township | Level::Village => Scope::Division(division.code.clone()),
    }
}

/// `?days=&division=&agency=&filter=&page=`, as links carry them.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    days: Option<String>,
    division: Option<String>,
    agency: Option<String>,
    pub filter: Option<String>,
    pub page: Option<u32>,
}

/// What is looked at.
#[derive(Debug)]
pub struct View<'a> {
    pub place: Place,
    /// Conditions beside the overseer's scope.
    pub within: Vec<Scope>,
    /// The division that the view stands at.
    pub division: &'a Division,
    pub name: Localised,
    /// Views above, the overseer's whole scope first.
    pub above: Vec<(Place, Localised)>,
    pub since: Date,
    pub since_at: Timestamp,
    /// Start of the period before.
    pub before_at: Timestamp,
}

impl<'a> View<'a> {
    /// # Errors
    /// `NotFound` for a place that is not there or not the overseer's.
    pub fn of(
        app: &'a App,
        overseer: &Overseer<'a>,
        asked: &Asked,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let catalogue = &app.catalogue;
        let days = asked.days.as_deref().and_then(|days| days.parse().ok());
        let days = days
            .filter(|days| PERIODS.contains(days))
            .unwrap_or(PERIODS[0]);
        let root = Place {
            days,
            ..Place::default()
        };
        let mut place = root.clone();
        let mut name = overseer.name();
        let mut above = Vec::new();
        let mut within = Vec::new();
        let mut division = overseer.home;
        if let Some(code) = given(asked.division.as_deref()) {
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
        if let Some(id) = given(asked.agency.as_deref()) {
            let agency = catalogue.agency(id).ok_or(Error::NotFound)?;
            above.push((place.clone(), name));
            within.push(Scope::Agency(id.to_owned()));
            place = place.agency(id);
            name = agency.name.clone();
        }
        let (since, since_at) = start(app, now, i64::from(days) - 1)?;
        let (_, before_at) = start(app, now, 2 * i64::from(days) - 1)?;
        Ok(Self {
            place,
            within,
            division,
            name,
            above,
            since,
            since_at,
            before_at,
        })
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

/// The start of the day so many days ago: whole days, so that a link counts the same all day.
fn start(app: &App, now: Timestamp, days_ago: i64) -> Result<(Date, Timestamp), Error> {
    let day = app.date(now).saturating_sub(Span::new().days(days_ago));
    let at = day
        .to_zoned(app.catalogue.tz.clone())
        .map_err(|error| Error::fault(error.to_string()))?;
    Ok((day, at.timestamp()))
}
