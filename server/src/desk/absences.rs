//! `/desk/absences`: an officer records their own absence and who acts for them, a head anybody's of the agency. Nobody
//! does this in somebody's place, so that a substitute never makes another one.

use app::desk::absences::{AbsenceLine, AbsencesView, Person, State as Shown, absences_page};
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::authority::Role;
use domain::id::{AbsenceId, OfficerId};
use domain::locale::Localised;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use store::absences::{self, Absence, Clash, NewAbsence};
use store::accounts;

use super::act::form;
use super::form::Posted;
use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;
use crate::substitution::{desk_roles, is_at_desk};

#[derive(Debug, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

const DONE: [&str; 2] = ["recorded", "ended"];

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let done = asked.done.as_deref();
    let done = DONE.into_iter().find(|known| Some(*known) == done);
    page(&app, &reader, &Posted::default(), Vec::new(), done).await
}

fn is_head(officer: &Officer) -> bool {
    officer.roles.contains(&Role::Head)
}

async fn page(
    app: &App,
    reader: &Reader,
    posted: &Posted,
    faults: Vec<Fault>,
    done: Option<&'static str>,
) -> Result<Response, Error> {
    let officer = reader.officer_in_person(Room::Desk)?;
    let head = is_head(&officer);
    let mut tx = app.store.read().await?;
    let recorded = if head {
        absences::of_agency(&mut tx, &officer.agency).await?
    } else {
        absences::of_officer(&mut tx, officer.id).await?
    };
    let mut colleagues = accounts::officers_of_agency(&mut tx, &officer.agency).await?;
    drop(tx);
    colleagues.retain(is_at_desk);
    let own = |one: &&accounts::Officer| head || one.id == officer.id;
    let people: Vec<Person> = colleagues.iter().filter(own).map(person).collect();
    // Their own absence has another substitute; a head's form may be about anybody.
    let others = |one: &&accounts::Officer| head || one.id != officer.id;
    let substitutes = colleagues.iter().filter(others).map(person).collect();
    let today = app.date(reader.now);
    let typed = |name: &str, first: String| match posted.get(name) {
        "" if posted.0.is_empty() => first,
        text => text.to_owned(),
    };
    let faulty = !faults.is_empty();
    let view = AbsencesView {
        lines: recorded
            .into_iter()
            .map(|absence| line(absence, &officer, today))
            .collect(),
        people,
        substitutes,
        officer: typed("officer", officer.id.to_string()),
        substitute: posted.get("substitute").to_owned(),
        from: typed("from", today.to_string()),
        until: posted.get("until").to_owned(),
        done,
        faults,
    };
    Ok(form(faulty, absences_page(&reader.shell, &view)))
}

fn person(officer: &accounts::Officer) -> Person {
    Person {
        id: officer.id.to_string(),
        name: Localised::new(&officer.name_zh, &officer.name_en),
        roles: desk_roles(&officer.roles)
            .into_iter()
            .map(Role::key)
            .collect(),
    }
}

fn line(absence: Absence, reader: &Officer, today: Date) -> AbsenceLine {
    let state = if absence.ended_at.is_some() {
        Shown::Ended
    } else if absence.until_on < today {
        Shown::Over
    } else if today < absence.from_on {
        Shown::Ahead
    } else {
        Shown::Now
    };
    let ends = matches!(state, Shown::Ahead | Shown::Now);
    AbsenceLine {
        may_end: ends && may_end(&absence, reader),
        id: absence.id.to_string(),
        officer: Localised::new(absence.officer_zh, absence.officer_en),
        substitute: Localised::new(absence.substitute_zh, absence.substitute_en),
        from: absence.from_on,
        until: absence.until_on,
        state,
    }
}

/// The absent person, and the head of their agency.
fn may_end(absence: &Absence, reader: &Officer) -> bool {
    absence.officer == reader.id || is_head(reader) && absence.agency == reader.agency
}

pub async fn record(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer_in_person(Room::Desk)?;
    let mut tx = app.store.begin().await?;
    let mut colleagues = accounts::officers_of_agency(&mut tx, &officer.agency).await?;
    colleagues.retain(is_at_desk);
    let colleague = |name: &str| {
        let id = posted.get(name);
        colleagues
            .iter()
            .map(|one| one.id)
            .find(|known| known.to_string() == id)
    };
    let absent = colleague("officer").filter(|id| is_head(&officer) || *id == officer.id);
    let substitute = colleague("substitute");
    let days = days(&posted, app.date(reader.now));
    let mut found: Vec<Fault> = Vec::new();
    if absent.is_none() {
        found.push(Fault::new("officer", "desk-absence-officer-unknown"));
    }
    found.extend(days.as_ref().err().cloned());
    match substitute {
        None => found.push(Fault::new("substitute", "desk-absence-substitute-missing")),
        Some(_) if substitute == absent => {
            found.push(Fault::new("substitute", "desk-absence-self"));
        }
        Some(_) => {}
    }
    if let (Some(absent), Some(substitute), Ok((from_on, until_on)), true) =
        (absent, substitute, days, found.is_empty())
    {
        let new = NewAbsence {
            id: AbsenceId::new(reader.now, app.entropy()?),
            officer: absent,
            substitute,
            from_on,
            until_on,
            created_by: officer.id,
            created_at: reader.now,
        };
        match absences::record(&mut tx, &new).await?.as_ref().map(clash) {
            None => {
                tx.commit().await?;
                return Ok(back("recorded"));
            }
            Some(None) => return Ok(back("recorded")),
            Some(Some(fault)) => found.push(fault),
        }
    }
    drop(tx);
    page(&app, &reader, &posted, found, None).await
}

/// Nothing where the very same is recorded: the form was sent twice.
fn clash(clash: &Clash) -> Option<Fault> {
    Some(match clash {
        Clash::Same => return None,
        Clash::Overlaps(_) => Fault::new("from", "desk-absence-overlaps"),
        Clash::SubstituteAbsent(_) => Fault::new("substitute", "desk-absence-substitute-absent"),
        Clash::ActsThen(_) => Fault::new("from", "desk-absence-acts-then"),
    })
}

/// From today on, and for a year at most.
fn days(posted: &Posted, today: Date) -> Result<(Date, Date), Fault> {
    let day = |name: &'static str| {
        let parsed: Result<Date, _> = posted.text(name).parse();
        parsed.map_err(|_| Fault::new(name, "desk-absence-date"))
    };
    let (from, until) = (day("from")?, day("until")?);
    let year_on = |day: Date| day.saturating_add(1.year());
    if from < today {
        Err(Fault::new("from", "desk-absence-past"))
    } else if until < from {
        Err(Fault::new("until", "desk-absence-order"))
    } else if until >= year_on(from) {
        Err(Fault::new("until", "desk-absence-length"))
    } else {
        Ok((from, until))
    }
}

pub async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let officer = reader.officer_in_person(Room::Desk)?;
    let id: AbsenceId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let absence = absences::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !may_end(&absence, &officer) {
        return Err(if is_party(&absence, officer.id) {
            Error::Denied
        } else {
            Error::NotFound
        });
    }
    absences::end(&mut tx, id, officer.id, reader.now).await?;
    tx.commit().await?;
    Ok(back("ended"))
}

/// The substitute sees it and can't end it: the work would lie idle.
fn is_party(absence: &Absence, officer: OfficerId) -> bool {
    absence.substitute == officer
}

fn back(done: &str) -> Response {
    Redirect::to(&format!("/desk/absences?done={done}")).into_response()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn asked(from: &str, until: &str) -> Result<(Date, Date), String> {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let posted = Posted(vec![pair("from", from), pair("until", until)]);
        days(&posted, date(2026, 11, 23)).map_err(|fault| format!("{} {}", fault.id, fault.key))
    }

    #[test]
    fn from_today_for_a_year_at_most() {
        assert!(asked("2026-11-23", "2026-11-23").is_ok());
        assert!(asked("2026-11-23", "2027-11-22").is_ok());
        let wrong = |from, until| asked(from, until).err().unwrap_or_default();
        assert_eq!(
            wrong("2026-11-23", "2027-11-23"),
            "until desk-absence-length"
        );
        assert_eq!(wrong("2026-11-22", "2026-11-23"), "from desk-absence-past");
        assert_eq!(
            wrong("2026-11-24", "2026-11-23"),
            "until desk-absence-order"
        );
        assert_eq!(wrong("", "2026-11-23"), "from desk-absence-date");
        assert_eq!(
            wrong("2026-11-23", "9999-12-31x"),
            "until desk-absence-date"
        );
        assert_eq!(
            wrong("9999-12-31", "9999-12-31"),
            "until desk-absence-length"
        );
    }
}
