//! 不在岗和代理: who is absent on which days, and who acts in their place.

use domain::id::{AbsenceId, OfficerId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::FromRow;

use crate::column::{MaybeMs, Ms, Text};
use crate::sql::{sql, sql_dynamic};
use crate::{Error, Tx};

/// The most that a list shows, newest first.
const LISTED: i64 = 100;

/// The most people for whom one may act at the same time.
const AT_ONCE: i64 = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAbsence {
    pub id: AbsenceId,
    pub officer: OfficerId,
    pub substitute: OfficerId,
    pub from_on: Date,
    /// The last day.
    pub until_on: Date,
    pub created_by: OfficerId,
    pub created_at: Timestamp,
}

/// An absence with the names of both.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Absence {
    #[sqlx(try_from = "Text")]
    pub id: AbsenceId,
    #[sqlx(try_from = "Text")]
    pub officer: OfficerId,
    pub officer_zh: String,
    pub officer_en: String,
    /// The absent person's agency now.
    pub agency: String,
    /// Their roles now, a JSON array of names.
    roles: String,
    #[sqlx(try_from = "Text")]
    pub substitute: OfficerId,
    pub substitute_zh: String,
    pub substitute_en: String,
    #[sqlx(try_from = "Text")]
    pub from_on: Date,
    #[sqlx(try_from = "Text")]
    pub until_on: Date,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub ended_at: Option<Timestamp>,
}

const ABSENCE: &str = "SELECT a.id, a.officer, o.name_zh AS officer_zh, o.name_en AS officer_en, o.agency, o.roles, \
     a.substitute, s.name_zh AS substitute_zh, s.name_en AS substitute_en, a.from_on, a.until_on, \
     a.created_at, a.ended_at \
     FROM absences a JOIN officers o ON o.id = a.officer JOIN officers s ON s.id = a.substitute";

impl Absence {
    /// # Errors
    /// `Corrupt` where the roles do not read back.
    pub fn roles(&self) -> Result<Vec<String>, Error> {
        serde_json::from_str(&self.roles)
            .map_err(|_| Error::Corrupt(format!("roles of {}", self.officer)))
    }

    /// Whether it holds on a day, unless it was ended before.
    pub fn holds_on(&self, day: Date) -> bool {
        self.ended_at.is_none() && self.from_on <= day && day <= self.until_on
    }
}

/// Why an absence was not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// The very same is recorded.
    Same,
    /// They are recorded as absent on some of these days.
    Overlaps(Absence),
    /// The substitute is absent then.
    SubstituteAbsent(Absence),
    /// They act for somebody else then: a substitute has no substitute.
    ActsThen(Absence),
}

/// Records an absence, unless it clashes with what is recorded. Whoever records something of the same two people at
/// the same time waits.
pub async fn record(tx: &mut Tx, new: &NewAbsence) -> Result<Option<Clash>, Error> {
    let mut people = [new.officer, new.substitute];
    // In one order, so that no two hold up each other.
    people.sort();
    for person in people {
        sql("UPDATE officers SET agency = agency WHERE id = $1")
            .bind(person)
            .execute(tx)
            .await?;
    }
    let overlapping = overlapping(tx, new).await?;
    let clash = overlapping.into_iter().find_map(|other| {
        let same = other.officer == new.officer
            && other.substitute == new.substitute
            && (other.from_on, other.until_on) == (new.from_on, new.until_on);
        if same {
            Some(Clash::Same)
        } else if other.officer == new.officer {
            Some(Clash::Overlaps(other))
        } else if other.officer == new.substitute {
            Some(Clash::SubstituteAbsent(other))
        } else if other.substitute == new.officer {
            Some(Clash::ActsThen(other))
        } else {
            None
        }
    });
    if clash.is_some() {
        return Ok(clash);
    }
    sql(
        "INSERT INTO absences (id, officer, substitute, from_on, until_on, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.officer)
    .bind(new.substitute)
    .bind(new.from_on)
    .bind(new.until_on)
    .bind(new.created_by)
    .bind(new.created_at)
    .execute(tx)
    .await?;
    Ok(None)
}

/// What holds on some of its days and has to do with either of the two; the exact same first.
async fn overlapping(tx: &mut Tx, new: &NewAbsence) -> Result<Vec<Absence>, Error> {
    let text = format!(
        "{ABSENCE} WHERE (a.officer IN ($1, $2) OR a.substitute = $1) AND a.ended_at IS NULL \
           AND a.from_on <= $4 AND a.until_on >= $3 \
         ORDER BY CASE WHEN a.officer = $1 AND a.substitute = $2 AND a.from_on = $3 AND a.until_on = $4 \
                  THEN 0 ELSE 1 END, a.from_on, a.id LIMIT {LISTED}"
    );
    sql_dynamic(text)
        .bind(new.officer)
        .bind(new.substitute)
        .bind(new.from_on)
        .bind(new.until_on)
        .all(tx)
        .await
}

/// For whom somebody may act on a day.
pub async fn of_substitute(
    tx: &mut Tx,
    substitute: OfficerId,
    day: Date,
) -> Result<Vec<Absence>, Error> {
    let text = format!(
        "{ABSENCE} WHERE a.substitute = $1 AND a.until_on >= $2 AND a.from_on <= $2 \
           AND a.ended_at IS NULL ORDER BY a.until_on, a.id LIMIT {AT_ONCE}"
    );
    sql_dynamic(text).bind(substitute).bind(day).all(tx).await
}

/// Who of an agency is absent on a day.
pub async fn of_agency_on(tx: &mut Tx, agency: &str, day: Date) -> Result<Vec<Absence>, Error> {
    let text = format!(
        "{ABSENCE} WHERE o.agency = $1 AND a.until_on >= $2 AND a.from_on <= $2 \
           AND a.ended_at IS NULL ORDER BY a.officer, a.id LIMIT 500"
    );
    sql_dynamic(text).bind(agency).bind(day).all(tx).await
}

/// Everybody's of an agency, the latest first.
pub async fn of_agency(tx: &mut Tx, agency: &str) -> Result<Vec<Absence>, Error> {
    let text =
        format!("{ABSENCE} WHERE o.agency = $1 ORDER BY a.from_on DESC, a.id DESC LIMIT {LISTED}");
    sql_dynamic(text).bind(agency).all(tx).await
}

/// Those of one person, absent or in somebody's place, the latest first.
pub async fn of_officer(tx: &mut Tx, officer: OfficerId) -> Result<Vec<Absence>, Error> {
    let text = format!(
        "{ABSENCE} WHERE a.officer = $1 OR a.substitute = $1 \
         ORDER BY a.from_on DESC, a.id DESC LIMIT {LISTED}"
    );
    sql_dynamic(text).bind(officer).all(tx).await
}

pub async fn get(tx: &mut Tx, id: AbsenceId) -> Result<Option<Absence>, Error> {
    sql_dynamic(format!("{ABSENCE} WHERE a.id = $1"))
        .bind(id)
        .optional(tx)
        .await
}

/// Ends it now; what ended before stays as it is.
pub async fn end(tx: &mut Tx, id: AbsenceId, by: OfficerId, now: Timestamp) -> Result<(), Error> {
    sql("UPDATE absences SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .bind(by)
        .execute(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
