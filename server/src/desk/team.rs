//! `/desk/team`: what each person of the agency has at hand, and what turns red within the next working days at the
//! speed of the last ones.

use std::collections::HashMap;

use app::desk::team::{Expected, Line, Team, team_page};
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Act;
use domain::calendar::Calendar;
use domain::id::OfficerId;
use domain::workload::{Left, Pace, turning_red};
use jiff::civil::Date;
use store::cases::{self, Due, Held};

use super::inbox::named;
use super::people::{self, Person};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How many working days back a speed is taken from, and how many ahead it is asked about, today included.
const BACK: u32 = 20;
const AHEAD: u32 = 5;

/// Rows of what turns red.
const SHOWN: usize = 50;

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let officer = reader.officer_for(Act::Assignment)?;
    let calendars = app.calendars.current();
    let calendar = calendars.of(&officer.agency);
    let calendar = &calendar.promised;
    let today = app.date(reader.now);
    let since = app.start_of(back(calendar, today, BACK));
    let last = last_day(calendar, today, AHEAD);
    let end = app.start_of(last.tomorrow().unwrap_or(last));

    let mut tx = app.store.read().await?;
    let people = people::load(&app, &mut tx, &officer.agency, reader.now).await?;
    let held = cases::held(&mut tx, &officer.agency, reader.now).await?;
    let due = cases::due_between(&mut tx, &officer.agency, reader.now, end).await?;
    let paces = cases::paces(&mut tx, &officer.agency, since).await?;
    drop(tx);

    let left = |one: &Due| Left::Days(days_left(calendar, today, app.last_day(one.due_at)));
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let pace_of = |id: OfficerId| {
        let own = paces.iter().find(|one| one.officer == id);
        Pace {
            done: own.map_or(0, |one| count(one.done)),
            days: BACK,
        }
    };
    let line = |holder: Option<&Person>| {
        let id = holder.map(|person| person.id);
        let own = held.iter().find(|one| one.claimed_by == id);
        let late = own.map_or(0, |one| count(one.late));
        let mine = due.iter().filter(|one| one.claimed_by == id).map(left);
        let queue = queue(late, mine);
        let pace = id.map(pace_of);
        Line {
            id: id.map_or_else(|| "none".to_owned(), |id| id.to_string()),
            name: holder.map(|person| person.name.clone()),
            absent: holder.and_then(|person| person.absent.clone()),
            open: own.map_or(0, |one| count(one.open)),
            late,
            soon: queue.iter().filter(|one| **one != Left::Late).count(),
            done: pace.map(|pace| pace.done),
            // Nobody's tasks are nobody's to do: they are in the agency's figure.
            red: pace.map(|pace| reds(pace, &queue)),
        }
    };
    let mut lines: Vec<Line> = people.iter().map(|person| line(Some(person))).collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.open), line.id.clone()));
    lines.truncate(people::SHOWN);
    lines.push(line(None));

    let sum = |which: fn(&Held) -> i64| count(held.iter().map(which).sum());
    let late = sum(|one| one.late);
    let whole = queue(late, due.iter().map(left));
    let pace = Pace {
        done: count(paces.iter().map(|one| one.first).sum()),
        days: BACK,
    };
    let names: HashMap<OfficerId, _> = people
        .iter()
        .map(|person| (person.id, person.name.clone()))
        .collect();
    let all = turning_red(pace, &whole);
    let expected = due
        .iter()
        .zip(all.iter().skip(whole.len() - due.len()))
        .filter(|(_, red)| **red)
        .take(SHOWN)
        .map(|(one, _)| {
            let (item, step) = named(&app, &one.item, &one.definition, &one.step);
            Expected {
                case_no: one.case_no.clone(),
                item,
                step,
                due_on: app.last_day(one.due_at),
                holder: one.claimed_by.and_then(|id| names.get(&id).cloned()),
            }
        })
        .collect();
    let view = Team {
        open: sum(|one| one.open),
        late,
        soon: whole.iter().filter(|one| **one != Left::Late).count(),
        done: pace.done,
        red: all.iter().filter(|red| **red).count(),
        lines,
        expected,
        until: last,
        back: BACK,
        ahead: AHEAD,
    };
    Ok(Html(team_page(&reader.shell, &view)).into_response())
}

/// What is late already is done first.
fn queue(late: u32, due: impl Iterator<Item = Left>) -> Vec<Left> {
    let late = std::iter::repeat_n(Left::Late, late as usize);
    late.chain(due).collect()
}

fn reds(pace: Pace, queue: &[Left]) -> usize {
    turning_red(pace, queue)
        .into_iter()
        .filter(|red| *red)
        .count()
}

/// The first of the `n` working days before today.
fn back(calendar: &Calendar, today: Date, n: u32) -> Date {
    let mut day = today;
    let mut left = n;
    while left > 0 {
        let Ok(before) = day.yesterday() else { break };
        day = before;
        left -= u32::from(calendar.is_working(day));
    }
    day
}

/// The last of `n` working days, today included where it is one.
fn last_day(calendar: &Calendar, today: Date, n: u32) -> Date {
    calendar.nth_working_after(today, n - u32::from(calendar.is_working(today)))
}

/// Working days until the end of `on`, today included where it is one.
fn days_left(calendar: &Calendar, today: Date, on: Date) -> u32 {
    let later = calendar
        .working_days_between(today, on)
        .max(0)
        .unsigned_abs();
    later + u32::from(calendar.is_working(today))
}

#[cfg(test)]
mod tests {
    use domain::calendar::Calendar;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_working_days_and_today_is_one_of_them() {
        let calendar = Calendar::new([]);
        let monday = date(2026, 11, 23);
        assert_eq!(back(&calendar, monday, 20), date(2026, 10, 26));
        assert_eq!(last_day(&calendar, monday, 5), date(2026, 11, 27));
        assert_eq!(days_left(&calendar, monday, monday), 1);
        assert_eq!(days_left(&calendar, monday, date(2026, 11, 27)), 5);
        let sunday = date(2026, 11, 22);
        assert_eq!(last_day(&calendar, sunday, 5), date(2026, 11, 27));
        assert_eq!(days_left(&calendar, sunday, date(2026, 11, 27)), 5);
    }
}
