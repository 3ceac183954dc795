//! 预约: who comes to which counter in which half hour. How many places a half hour has is the caller's.

use domain::id::{ApplicantId, AppointmentId, OfficerId};
use jiff::{Timestamp, civil::Date};
use sqlx::FromRow;

use crate::{
    Error, Tx,
    column::{BadColumn, MaybeText, Ms, Text, stored, texts},
    serials::next_serial,
    sql::{Arg, args, sql},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppointmentState {
    Booked,
    /// To the counter.
    Called,
    /// Nobody came.
    Missed,
    /// By whoever booked it.
    Cancelled,
}

impl AppointmentState {
    const ALL: [Self; 4] = [Self::Booked, Self::Called, Self::Missed, Self::Cancelled];

    /// What may become so. Late is better than never, and often nobody knows that somebody is not there before they
    /// are called.
    fn before(self) -> &'static [Self] {
        match self {
            Self::Booked => &[],
            Self::Called => &[Self::Booked, Self::Missed],
            Self::Missed => &[Self::Booked, Self::Called],
            Self::Cancelled => &[Self::Booked],
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Called => "called",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
        }
    }
}

stored! {
    AppointmentState, "state of an appointment", |text| Self::ALL.into_iter().find(|one| one.key() == text), |state| state.key().to_owned();
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Appointment {
    #[sqlx(try_from = "Text")]
    pub id: AppointmentId,
    pub agency: String,
    #[sqlx(try_from = "Text")]
    pub on_date: Date,
    /// Minutes since midnight.
    pub from_minute: i64,
    pub number: i64,
    #[sqlx(try_from = "Text")]
    pub applicant_id: ApplicantId,
    pub item: String,
    #[sqlx(try_from = "Text")]
    pub state: AppointmentState,
    /// Of the applicant.
    pub name: String,
    #[sqlx(try_from = "Ms")]
    pub entity: bool,
    /// Who called them, or noted that they did not come.
    #[sqlx(try_from = "MaybeText")]
    pub officer_id: Option<OfficerId>,
}

#[derive(Debug, Clone)]
pub struct NewAppointment {
    pub id: AppointmentId,
    pub agency: String,
    pub on_date: Date,
    pub from_minute: i64,
    pub applicant_id: ApplicantId,
    pub item: String,
    pub at: Timestamp,
}

/// What became of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Booking {
    /// The number that is called.
    Made(i64),
    /// They have one for this item that is still to come.
    Before(AppointmentId),
    /// They have to be somewhere else then.
    SameTime,
    /// Others took the last place.
    Full,
}

/// Takes one of so many places. Whoever wants one of the same counter and day waits until this transaction ends, so that
/// no place is given twice. Only `Made` is for committing: the number goes back with the transaction.
pub async fn book(
    tx: &mut Tx,
    new: &NewAppointment,
    now: (Date, i64),
    places: i64,
) -> Result<Booking, Error> {
    // Their bookings take turns, too, whatever the day and the counter.
    sql("UPDATE applicants SET entity = entity WHERE id = $1")
        .bind(new.applicant_id)
        .execute(tx)
        .await?;
    let scope = format!("appointment:{}", new.agency);
    let number = next_serial(tx, &scope, new.on_date).await?;
    if let Some(before) = coming(tx, new.applicant_id, &new.item, now).await? {
        return Ok(Booking::Before(before));
    }
    let same: Option<(String,)> = sql("SELECT id FROM appointments
         WHERE applicant_id = $1 AND on_date = $2 AND from_minute = $3 AND state = 'booked' LIMIT 1")
    .bind(new.applicant_id)
    .bind(new.on_date)
    .bind(new.from_minute)
    .optional(tx)
    .await?;
    if same.is_some() {
        return Ok(Booking::SameTime);
    }
    let (taken,) = sql("SELECT COUNT(*) FROM appointments
         WHERE agency = $1 AND on_date = $2 AND from_minute = $3 AND state <> 'cancelled'")
    .bind(&new.agency)
    .bind(new.on_date)
    .bind(new.from_minute)
    .one::<(i64,)>(tx)
    .await?;
    if taken >= places {
        return Ok(Booking::Full);
    }
    sql("INSERT INTO appointments (id, agency, on_date, from_minute, number, applicant_id, item, state, booked_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'booked', $8, $8)")
    .bind(new.id)
    .bind(&new.agency)
    .bind(new.on_date)
    .bind(new.from_minute)
    .bind(number)
    .bind(new.applicant_id)
    .bind(&new.item)
    .bind(new.at)
    .execute(tx)
    .await?;
    Ok(Booking::Made(number))
}

/// The one that somebody has for an item and whose half hour is not over at that day and minute.
pub async fn coming(
    tx: &mut Tx,
    applicant: ApplicantId,
    item: &str,
    (today, minute): (Date, i64),
) -> Result<Option<AppointmentId>, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        id: AppointmentId,
    }
    let row: Option<Row> = sql("SELECT id FROM appointments
         WHERE applicant_id = $1 AND item = $2 AND state = 'booked'
             AND (on_date > $3 OR (on_date = $3 AND from_minute + 30 > $4))
         ORDER BY on_date LIMIT 1")
    .bind(applicant)
    .bind(item)
    .bind(today)
    .bind(minute)
    .optional(tx)
    .await?;
    Ok(row.map(|row| row.id))
}

/// Somebody's next ones whose half hour is not over at that day and minute, the soonest first, at most 20.
pub async fn next(
    tx: &mut Tx,
    applicant: ApplicantId,
    (today, minute): (Date, i64),
) -> Result<Vec<Appointment>, Error> {
    sql("SELECT a.*, p.name, p.entity FROM appointments a JOIN applicants p ON p.id = a.applicant_id
         WHERE a.applicant_id = $1 AND a.state = 'booked'
             AND (a.on_date > $2 OR (a.on_date = $2 AND a.from_minute + 30 > $3))
         ORDER BY a.on_date, a.from_minute, a.id LIMIT 20")
    .bind(applicant)
    .bind(today)
    .bind(minute)
    .all(tx)
    .await
}

/// How many places are taken, by day and half hour; none is left out where nobody comes.
pub async fn taken(
    tx: &mut Tx,
    agency: &str,
    from: Date,
    to: Date,
) -> Result<Vec<(Date, i64, i64)>, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        on_date: Date,
        from_minute: i64,
        taken: i64,
    }
    let rows: Vec<Row> = sql(
        "SELECT on_date, from_minute, COUNT(*) AS taken FROM appointments
         WHERE agency = $1 AND on_date >= $2 AND on_date <= $3 AND state <> 'cancelled'
         GROUP BY on_date, from_minute",
    )
    .bind(agency)
    .bind(from)
    .bind(to)
    .all(tx)
    .await?;
    let row = |row: Row| (row.on_date, row.from_minute, row.taken);
    Ok(rows.into_iter().map(row).collect())
}

/// Check whose it is.
pub async fn get(tx: &mut Tx, id: AppointmentId) -> Result<Option<Appointment>, Error> {
    sql("SELECT a.*, p.name, p.entity FROM appointments a JOIN applicants p ON p.id = a.applicant_id
         WHERE a.id = $1")
    .bind(id)
    .optional(tx)
    .await
}

/// Of one day without the cancelled ones, in the order of their time, at most 500.
pub async fn of_day(tx: &mut Tx, agency: &str, day: Date) -> Result<Vec<Appointment>, Error> {
    sql("SELECT a.*, p.name, p.entity FROM appointments a JOIN applicants p ON p.id = a.applicant_id
         WHERE a.agency = $1 AND a.on_date = $2 AND a.state <> 'cancelled'
         ORDER BY a.from_minute, a.number LIMIT 500")
    .bind(agency)
    .bind(day)
    .all(tx)
    .await
}

/// To another state; says whether the one that it was in leads there.
pub async fn turn(
    tx: &mut Tx,
    id: AppointmentId,
    to: AppointmentState,
    officer: Option<OfficerId>,
    at: Timestamp,
) -> Result<bool, Error> {
    let mut from = to.before().iter().copied();
    let (Some(first), last) = (from.next(), from.next()) else {
        return Ok(false);
    };
    let rows = sql(
        "UPDATE appointments SET state = $2, officer_id = $3, changed_at = $4
         WHERE id = $1 AND (state = $5 OR state = $6)",
    )
    .bind(id)
    .bind(to)
    .bind(officer)
    .bind(at)
    .bind(first)
    .bind(last.unwrap_or(first))
    .execute(tx)
    .await?;
    Ok(rows == 1)
}

/// Removes those of the days before, and says how many.
pub async fn purge(tx: &mut Tx, before: Date) -> Result<u64, Error> {
    sql("DELETE FROM appointments WHERE on_date < $1")
        .bind(before)
        .execute(tx)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{self, Applicant};
    use crate::testing::samples::{account, applicant};
    use crate::testing::{at, stores};

    const DAY: Date = jiff::civil::date(2026, 11, 24);

    fn new(n: u8, applicant: ApplicantId) -> NewAppointment {
        NewAppointment {
            id: AppointmentId::new(at(i64::from(n)), [n; 10]),
            agency: "620102-market-supervision".into(),
            on_date: DAY,
            from_minute: 540,
            applicant_id: applicant,
            item: "000131001001".into(),
            at: at(1),
        }
    }

    async fn people(store: &crate::Store) -> Vec<ApplicantId> {
        let mut tx = store.begin().await.unwrap();
        let mut ids = Vec::new();
        for n in 1..=6 {
            let person = Applicant {
                email: None,
                ..applicant(n)
            };
            accounts::create_applicant(&mut tx, &account(n), &person)
                .await
                .unwrap();
            ids.push(person.id);
        }
        tx.commit().await.unwrap();
        ids
    }

    #[tokio::test]
    async fn the_last_place_is_given_once_however_many_want_it() {
        for store in stores().await {
            let all: Vec<_> = (1..).zip(people(&store).await).collect();
            let wanting: Vec<_> = all
                .into_iter()
                .map(|(n, person)| {
                    let store = store.clone();
                    tokio::spawn(async move {
                        let mut tx = store.begin().await.unwrap();
                        let booking = book(&mut tx, &new(n, person), (DAY, 0), 2).await.unwrap();
                        if matches!(booking, Booking::Made(_)) {
                            tx.commit().await.unwrap();
                        }
                        booking
                    })
                })
                .collect();
            let mut made = Vec::new();
            for one in wanting {
                match one.await.unwrap() {
                    Booking::Made(number) => made.push(number),
                    other => assert_eq!(other, Booking::Full),
                }
            }
            made.sort_unstable();
            assert_eq!(made, [1, 2]);
            let mut tx = store.read().await.unwrap();
            let taken = taken(&mut tx, "620102-market-supervision", DAY, DAY).await;
            assert_eq!(taken.unwrap(), [(DAY, 540, 2)]);
        }
    }

    #[tokio::test]
    async fn a_cancelled_place_is_free_again_and_a_second_booking_is_the_first() {
        for store in stores().await {
            let people = people(&store).await;
            let mut tx = store.begin().await.unwrap();
            let first = new(1, people[0]);
            let made = book(&mut tx, &first, (DAY, 0), 1).await.unwrap();
            assert_eq!(made, Booking::Made(1));
            let again = book(&mut tx, &new(2, people[0]), (DAY, 0), 1)
                .await
                .unwrap();
            assert_eq!(again, Booking::Before(first.id));
            let full = book(&mut tx, &new(3, people[1]), (DAY, 0), 1)
                .await
                .unwrap();
            assert_eq!(full, Booking::Full);
            use AppointmentState::{Booked, Called, Cancelled};
            assert!(
                turn(&mut tx, first.id, Cancelled, None, at(2))
                    .await
                    .unwrap()
            );
            assert!(
                !turn(&mut tx, first.id, Cancelled, None, at(3))
                    .await
                    .unwrap()
            );
            let second = new(4, people[1]);
            let made = book(&mut tx, &second, (DAY, 0), 1).await.unwrap();
            assert!(matches!(made, Booking::Made(_)), "{made:?}");
            let queue = of_day(&mut tx, &second.agency, DAY).await.unwrap();
            assert_eq!(queue.len(), 1);
            assert_eq!((queue[0].id, queue[0].state), (second.id, Booked));
            assert!(turn(&mut tx, second.id, Called, None, at(4)).await.unwrap());
            assert_eq!(
                coming(&mut tx, people[1], &second.item, (DAY, 0))
                    .await
                    .unwrap(),
                None
            );
            assert_eq!(
                get(&mut tx, second.id).await.unwrap().unwrap().state,
                Called
            );
            assert_eq!(purge(&mut tx, DAY).await.unwrap(), 0);
            assert_eq!(purge(&mut tx, DAY.tomorrow().unwrap()).await.unwrap(), 2);
        }
    }
}
