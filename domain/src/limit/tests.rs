use super::*;
use crate::calendar::{CalendarYear, Festival, shipped};
use jiff::civil::date;
use proptest::prelude::*;

fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn at(on: Date, hour: i8, minute: i8) -> Timestamp {
    on.at(hour, minute, 0, 0)
        .to_zoned(shanghai())
        .unwrap()
        .timestamp()
}

fn term(limit: &str, start: Timestamp) -> Term<'static> {
    Term::new(start, limit.parse().unwrap())
}

fn explained(term: &Term<'_>) -> Explanation {
    let (explanation, counted) = (
        term.explain(&shipped(), &shanghai()),
        term.count(&shipped(), &shanghai()),
    );
    assert_eq!(explanation.due_at, counted.due_at);
    assert_eq!(explanation.provisional, counted.provisional);
    explanation
}

fn counted(value: u32, unit: Unit, on: Date) -> Counted {
    Term::new(at(on, 10, 30), Limit::new(value, unit)).count(&shipped(), &shanghai())
}

fn working(value: u32, on: Date) -> Counted {
    counted(value, Unit::WorkingDay, on)
}

/// The days off that were passed over, weekends apart.
fn holidays(explanation: &Explanation) -> Vec<Date> {
    let days = explanation.skipped.iter();
    days.filter(|day| matches!(day.reason, SkipReason::Holiday { .. }))
        .map(|day| day.date)
        .collect()
}

fn due(value: u32, on: Date) -> Date {
    working(value, on).due_on
}

fn pause(from: Date, to: Date) -> Pause {
    Pause::of_days(from, to, &shanghai())
}

#[test]
fn example_a_plain_weeks() {
    assert_eq!(due(5, date(2026, 11, 23)), date(2026, 11, 30));
    assert_eq!(due(10, date(2026, 11, 23)), date(2026, 12, 7));
}

#[test]
fn example_b_across_national_day() {
    let limit = explained(&term("5wd", at(date(2025, 9, 26), 10, 30)));
    assert_eq!(limit.due_on, date(2025, 10, 10));
    let days = [(9, 28), (9, 29), (9, 30), (10, 9), (10, 10)];
    assert_eq!(
        limit.counted,
        days.map(|(month, day)| date(2025, month, day))
    );
    assert_eq!(limit.make_up, [date(2025, 9, 28)]);
    assert_eq!(holidays(&limit).len(), 6);
    let mid_autumn = Skipped {
        date: date(2025, 10, 6),
        reason: SkipReason::Holiday {
            festival: Festival::MidAutumn,
        },
    };
    assert!(limit.skipped.contains(&mid_autumn));
}

#[test]
fn example_c_across_spring_festival() {
    let start = at(date(2026, 2, 13), 10, 30);
    let limit = explained(&term("5wd", start));
    assert_eq!(limit.due_on, date(2026, 2, 27));
    assert_eq!(limit.make_up, [date(2026, 2, 14)]);
    assert_eq!((holidays(&limit).len(), limit.weekend_days()), (6, 3));
    assert_eq!(limit.due_at, at(date(2026, 2, 28), 0, 0));
    assert_eq!(
        working(5, date(2026, 2, 13)).soon_at,
        at(date(2026, 2, 26), 0, 0),
        "the fourth counted day"
    );
    assert!(!limit.provisional);
    assert_eq!(limit.calendar, shipped().version());
}

#[test]
fn example_d_dates_of_a_lapse() {
    assert_eq!(due(5, date(2026, 4, 30)), date(2026, 5, 11));
    assert_eq!(due(20, date(2026, 4, 30)), date(2026, 6, 1));
    assert_eq!(due(20, date(2026, 5, 12)), date(2026, 6, 9));
}

#[test]
fn example_e_a_hearing_does_not_count() {
    let start = at(date(2026, 3, 2), 10, 30);
    assert_eq!(due(20, date(2026, 3, 2)), date(2026, 3, 30));
    let hearing = [pause(date(2026, 3, 12), date(2026, 3, 24))];
    let limit = explained(&term("20wd", start).with_pauses(&hearing));
    assert_eq!(limit.due_on, date(2026, 4, 10));
    assert_eq!(limit.counted.len(), 20);
    assert_eq!(
        limit.counted[7],
        date(2026, 3, 12),
        "eight are used by then"
    );
    assert_eq!(limit.counted[8], date(2026, 3, 25));
    let stood = |day: &&Skipped| day.reason == SkipReason::Pause;
    assert_eq!(limit.skipped.iter().filter(stood).count(), 12);
    assert_eq!(limit.pauses, hearing);
}

#[test]
fn example_f_with_its_extension() {
    let start = at(date(2025, 12, 15), 10, 30);
    assert_eq!(due(20, date(2025, 12, 15)), date(2026, 1, 13));
    let extended = Term {
        extension: Some(Limit::working_days(10)),
        ..term("20wd", start)
    };
    let limit = explained(&extended);
    assert_eq!(limit.due_on, date(2026, 1, 27));
    assert_eq!(limit.make_up, [date(2026, 1, 4)]);
    assert_eq!(limit.counted.len(), 30);
}

#[test]
fn example_g_joint_handling() {
    assert_eq!(due(45, date(2026, 9, 1)), date(2026, 11, 9));
    let extended = Term {
        extension: Some(Limit::working_days(15)),
        ..term("45wd", at(date(2026, 9, 1), 9, 0))
    };
    assert_eq!(explained(&extended).due_on, date(2026, 11, 30));
}

#[test]
fn example_h_natural_days_end_on_a_holiday() {
    let limit = explained(&term("15d", at(date(2026, 9, 20), 10, 30)));
    assert_eq!(limit.moved_from, Some(date(2026, 10, 5)));
    assert_eq!(limit.due_on, date(2026, 10, 8));
    let moved_over = [5, 6, 7].map(|day| date(2026, 10, day));
    assert_eq!(holidays(&limit), moved_over);
    assert_eq!(limit.counted.len(), 15);
    assert_eq!(
        counted(15, Unit::NaturalDay, date(2026, 9, 20)).soon_at,
        at(date(2026, 10, 4), 0, 0)
    );
    let plain = counted(3, Unit::NaturalDay, date(2026, 11, 23));
    assert_eq!((plain.due_on, plain.moved_from), (date(2026, 11, 26), None));
}

#[test]
fn example_i_into_a_year_without_notice() {
    let limit = working(20, date(2026, 12, 21));
    assert_eq!(limit.due_on, date(2027, 1, 19));
    assert!(limit.provisional);
    assert!(!working(8, date(2026, 12, 21)).provisional);
}

#[test]
fn example_j_received_in_the_evening() {
    let evening = at(date(2026, 11, 20), 19, 30);
    let plain = term("5wd", evening);
    assert_eq!(explained(&plain).due_on, date(2026, 11, 27));
    let cut_off = |start| Term {
        cut_off: Some(jiff::civil::time(18, 0, 0, 0)),
        ..term("5wd", start)
    };
    let late = explained(&cut_off(evening));
    assert_eq!(late.due_on, date(2026, 11, 30));
    assert_eq!(
        (late.event_on, late.start_on),
        (date(2026, 11, 20), date(2026, 11, 23))
    );
    let to_the_minute = at(date(2026, 11, 20), 18, 0);
    assert_eq!(
        explained(&cut_off(to_the_minute)).due_on,
        date(2026, 11, 27)
    );
    let saturday = at(date(2026, 11, 21), 8, 0);
    assert_eq!(
        explained(&cut_off(saturday)).due_on,
        date(2026, 11, 30),
        "never earlier than what came on Friday evening"
    );
    let minute_to_midnight = term("5wd", at(date(2026, 11, 20), 23, 59));
    assert_eq!(explained(&minute_to_midnight).start_on, date(2026, 11, 20));
}

#[test]
fn examples_k_l_m() {
    assert_eq!(due(10, date(2026, 9, 24)), date(2026, 10, 15));
    assert_eq!(due(5, date(2026, 6, 15)), date(2026, 6, 23));
    assert_eq!(due(20, date(2026, 6, 23)), date(2026, 7, 21));
    assert_eq!(due(5, date(2026, 10, 10)), date(2026, 10, 16));
}

#[test]
fn examples_n_o_before_expiry() {
    let calendar = shipped();
    assert_eq!(
        latest_before(date(2026, 12, 31), Limit::working_days(30), &calendar),
        date(2026, 11, 19)
    );
    assert_eq!(
        latest_before(date(2026, 12, 31), Limit::working_days(90), &calendar),
        date(2026, 8, 21)
    );
    assert_eq!(
        latest_before(date(2026, 12, 31), Limit::working_days(15), &calendar),
        date(2026, 12, 10)
    );
}

#[test]
fn example_p_nought_is_today() {
    let limit = working(0, date(2026, 11, 23));
    assert_eq!(limit.due_on, date(2026, 11, 23));
    assert_eq!(limit.due_at, at(date(2026, 11, 24), 0, 0));
    assert_eq!(
        limit.soon_at,
        at(date(2026, 11, 23), 10, 30),
        "due soon from its start, not before"
    );
    let sunday = Term::new(at(date(2026, 11, 22), 9, 0), Limit::working_days(0));
    let sunday = explained(&sunday);
    assert_eq!(
        (sunday.due_on, sunday.weekend_days()),
        (date(2026, 11, 23), 1)
    );
}

#[test]
fn due_soon() {
    let soon_on = |value, soon| {
        let start = at(date(2026, 11, 23), 10, 30);
        let term = Term {
            soon,
            ..Term::new(start, Limit::working_days(value))
        };
        let counted = term.count(&shipped(), &shanghai());
        counted.soon_at.to_zoned(shanghai()).date()
    };
    let plain = SoonRule::default();
    assert_eq!(soon_on(1, plain), date(2026, 11, 24));
    assert_eq!(soon_on(2, plain), date(2026, 11, 24));
    assert_eq!(soon_on(3, plain), date(2026, 11, 25));
    assert_eq!(soon_on(5, plain), date(2026, 11, 27));
    assert_eq!(soon_on(10, plain), date(2026, 12, 4));
    assert_eq!(soon_on(20, plain), date(2026, 12, 17));
    let early = SoonRule {
        used_percent: 50,
        days_left: 3,
        short: 4,
    };
    assert_eq!(soon_on(10, early), date(2026, 11, 30), "half of it");
    assert_eq!(
        soon_on(4, early),
        date(2026, 11, 24),
        "short: the days left"
    );
    assert_eq!(soon_on(3, early), date(2026, 11, 26), "short: the last day");
    assert_eq!(
        soon_on(5, early),
        date(2026, 11, 25),
        "three are left first"
    );
}

#[test]
fn hours_and_minutes_run_through_rest_days() {
    let limit = counted(24, Unit::Hour, date(2026, 11, 21));
    assert_eq!(limit.due_at, at(date(2026, 11, 22), 10, 30));
    assert_eq!(limit.due_on, date(2026, 11, 22));
    assert_eq!(limit.soon_at, at(date(2026, 11, 22), 8, 6));
    assert_eq!(
        counted(90, Unit::Minute, date(2026, 11, 23)).due_at,
        at(date(2026, 11, 23), 12, 0)
    );
}

#[test]
fn months_end_on_the_same_number_or_the_last() {
    assert_eq!(
        counted(2, Unit::Month, date(2026, 11, 23)).due_on,
        date(2027, 1, 25),
        "the 23rd is a Saturday"
    );
    assert_eq!(
        counted(6, Unit::Month, date(2025, 8, 31)).due_on,
        date(2026, 2, 28),
        "a worked Saturday"
    );
}

#[test]
fn absurd_values_saturate() {
    let calendar = shipped();
    for unit in Unit::ALL {
        for start in [Timestamp::MIN, Timestamp::MAX] {
            for zone in [TimeZone::UTC, shanghai()] {
                let term = Term::new(start, Limit::new(u32::MAX, unit));
                assert!(term.count(&calendar, &zone).due_at >= start);
            }
        }
    }
    assert_eq!(
        latest_before(Date::MIN, Limit::working_days(10), &calendar),
        Date::MIN
    );
}

#[test]
fn a_notice_changes_the_date() {
    let notice = "year = 2027\nsource = \"imagined\"\noff = [{ date = \"2027-01-01\", festival = \"new-year\" }]\n\
        make_up = [{ date = \"2027-01-02\", festival = \"new-year\" }]";
    let calendar = Calendar::new([CalendarYear::parse(notice).unwrap()]);
    let term = term("5wd", at(date(2026, 12, 31), 9, 0));
    let limit = term.explain(&calendar, &shanghai());
    assert_eq!(limit.make_up, [date(2027, 1, 2)]);
    assert_eq!(limit.due_on, date(2027, 1, 7));
    assert!(!limit.provisional, "the start day itself is not counted");
}

#[test]
fn provisional_is_what_needed_a_day_that_nobody_has_announced() {
    let provisional = |limit: &str, on: Date| {
        let term = term(limit, at(on, 10, 0));
        explained(&term).provisional
    };
    assert!(
        !provisional("8wd", date(2026, 12, 21)),
        "ends on 31 December"
    );
    assert!(provisional("9wd", date(2026, 12, 21)));
    assert!(!provisional("10d", date(2026, 12, 21)));
    assert!(provisional("11d", date(2026, 12, 21)), "is 1 January off?");
    assert!(
        !provisional("48h", date(2026, 12, 31)),
        "hours ask no calendar"
    );
    assert!(
        !provisional("4mo", date(2023, 11, 1)),
        "only the last day's kind had to be known"
    );
    let long = pause(date(2026, 12, 31), date(2028, 1, 1));
    let known = ["2026", "2028"].map(|year| {
        let text = format!("year = {year}\nsource = \"x\"\noff = []");
        CalendarYear::parse(&text).unwrap()
    });
    let paused = term("4wd", at(date(2026, 12, 30), 9, 0));
    let paused = Term {
        pauses: &[long],
        ..paused
    };
    let counted = paused.count(&Calendar::new(known), &shanghai());
    assert_eq!(counted.due_on, date(2028, 1, 5));
    assert!(!counted.provisional, "2027 was never looked at");
}

#[test]
fn a_pause_stops_every_unit() {
    let start = at(date(2026, 11, 23), 10, 30);
    let stopped = [pause(date(2026, 11, 24), date(2026, 11, 27))];
    let due = |limit| explained(&term(limit, start).with_pauses(&stopped)).due_at;
    assert_eq!(due("5wd"), at(date(2026, 12, 4), 0, 0));
    assert_eq!(due("5d"), at(date(2026, 12, 2), 0, 0));
    assert_eq!(
        due("1mo"),
        at(date(2026, 12, 29), 0, 0),
        "the 26th is a Saturday"
    );
    assert_eq!(due("48h"), at(date(2026, 11, 28), 10, 30));
    assert_eq!(due("90min"), at(date(2026, 11, 23), 12, 0), "over before");
    let exact = [Pause::between(
        at(date(2026, 11, 23), 11, 0),
        at(date(2026, 11, 23), 15, 0),
        &shanghai(),
    )];
    let due = |limit| explained(&term(limit, start).with_pauses(&exact)).due_at;
    assert_eq!(due("24h"), at(date(2026, 11, 24), 14, 30));
    assert_eq!(
        due("1wd"),
        at(date(2026, 11, 25), 0, 0),
        "no whole day stood still"
    );
}

#[test]
fn an_extension_may_have_a_unit_of_its_own() {
    let start = at(date(2026, 9, 18), 10, 30);
    let due = |limit, extension: &str| {
        let term = Term {
            extension: Some(extension.parse().unwrap()),
            ..term(limit, start)
        };
        explained(&term)
    };
    // 3 October is a holiday; ten working days go on from there, not from where it would have moved.
    let mixed = due("15d", "10wd");
    assert_eq!(mixed.due_on, date(2026, 10, 20));
    assert_eq!(mixed.counted.len(), 25);
    assert_eq!(
        due("15d", "15d").due_on,
        date(2026, 10, 19),
        "the 18th is a Sunday"
    );
    assert_eq!(due("5wd", "24h").due_at, at(date(2026, 9, 26), 0, 0));
    assert_eq!(due("24h", "2wd").due_on, date(2026, 9, 21));
}

#[test]
fn a_local_festival_is_named() {
    let closed = CalendarYear::parse(
        "year = 2026\nsource = \"x\"\nagency = \"a\"\n\
         off = [{ date = \"2026-11-25\", name = { zh = \"搬迁\", en = \"Moving house\" } }]",
    );
    let calendar = Calendar::layered(crate::calendar::shipped_years(), closed);
    let limit = term("3wd", at(date(2026, 11, 23), 9, 0)).explain(&calendar, &shanghai());
    assert_eq!(limit.due_on, date(2026, 11, 27));
    assert_eq!(
        limit.skipped,
        [Skipped {
            date: date(2026, 11, 25),
            reason: SkipReason::Local {
                name: crate::locale::Localised::new("搬迁", "Moving house")
            }
        }]
    );
}

#[test]
fn counting_allocates_nothing() {
    let (calendar, zone) = (shipped(), shanghai());
    let pauses = [pause(date(2026, 3, 12), date(2026, 3, 24))];
    for limit in ["20wd", "60wd", "15d", "3mo", "24h", "90min"] {
        let term = Term {
            extension: Some(Limit::working_days(10)),
            cut_off: Some(jiff::civil::time(18, 0, 0, 0)),
            ..term(limit, at(date(2026, 3, 2), 10, 30)).with_pauses(&pauses)
        };
        let measured = allocation_counter::measure(|| {
            std::hint::black_box(term.count(&calendar, &zone));
        });
        assert_eq!(measured.count_total, 0, "{limit}");
    }
}

#[test]
fn what_machines_read() {
    for unit in Unit::ALL {
        assert_eq!(serde_json::to_value(unit).unwrap(), unit.key());
    }
    let explanation = explained(&term("5wd", at(date(2026, 2, 13), 10, 30)));
    let json = serde_json::to_value(explanation).unwrap();
    assert_eq!(json["due-on"], "2026-02-27");
    assert_eq!(json["limit"], "5wd");
    let mut skipped = json["skipped"].as_array().unwrap().iter();
    let festival = skipped.find(|day| day["reason"] == "holiday").unwrap();
    assert_eq!(festival["festival"], "spring-festival");
    assert_eq!(festival["date"], "2026-02-16");
}

fn any_start() -> impl Strategy<Value = Timestamp> {
    // 2023 to 2042: before, in and after both the notices and the table.
    (1_672_531_200_i64..2_300_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(&Unit::ALL[..])
}

/// A calendar that nobody ever announced: any weekday may be off, any weekend day worked.
fn any_calendar() -> impl Strategy<Value = Calendar> {
    let days = |most| prop::collection::btree_set(0..365_i64, 0..most);
    (2024..2029_i16, days(40_usize), days(20)).prop_map(|(year, off, worked)| {
        let on = |index: &i64| date(year, 1, 1).saturating_add(Span::new().days(*index));
        let (weekend, weekday) = (crate::calendar::is_weekend, |day: &Date| {
            !crate::calendar::is_weekend(*day)
        });
        let off = off.iter().map(on).filter(weekday);
        let worked = worked.iter().map(on).filter(|day| weekend(*day));
        Calendar::new([CalendarYear {
            year,
            source: "random".into(),
            layer: crate::calendar::Layer::National,
            counts_for: crate::calendar::CountsFor::Statutory,
            off: off
                .map(|date| crate::calendar::DayOff {
                    date,
                    why: crate::calendar::DayOffReason::Festival(Festival::NewYear),
                })
                .collect(),
            make_up: worked
                .map(|date| crate::calendar::MakeUp {
                    date,
                    festival: Festival::NewYear,
                })
                .collect(),
        }])
    })
}

/// Pauses in order of time after a start, which may touch.
fn any_pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0..30_i64, 1..40_i64), 0..4)
}

fn pauses_after(start: Timestamp, gaps: &[(i64, i64)]) -> Vec<Pause> {
    let mut day = start.to_zoned(shanghai()).date();
    gaps.iter()
        .map(|(gap, length)| {
            let from = day.saturating_add(Span::new().days(*gap));
            day = from.saturating_add(Span::new().days(*length));
            pause(from, day)
        })
        .collect()
}

proptest! {
    #[test]
    fn longer_limits_end_later(
        value in 0..400_u32, more in 1..40_u32, unit in any_unit(), start in any_start(),
        gaps in any_pauses(), calendar in any_calendar(),
    ) {
        let pauses = pauses_after(start, &gaps);
        let count = |value| Term::new(start, Limit::new(value, unit)).with_pauses(&pauses).count(&calendar, &shanghai());
        let (short, long) = (count(value), count(value + more));
        prop_assert!(short.due_at <= long.due_at);
        prop_assert!(short.soon_at <= short.due_at);
        prop_assert!(short.soon_at <= long.soon_at || value < 3);
        if unit == Unit::WorkingDay && value > 0 {
            prop_assert!(short.due_on < long.due_on);
        }
    }

    #[test]
    fn a_later_start_never_gives_an_earlier_end(
        value in 0..100_u32, unit in any_unit(), start in any_start(), later in 0..4_000_000_i64,
        gaps in any_pauses(), calendar in any_calendar(), hour in prop::option::of(0..24_i8),
    ) {
        // Months differ in length: from 18 October with 17 days of pause, 8 months end on 5 July, and from
        // 1 November with 3 of them on 4 July.
        let gaps = if unit == Unit::Month { Vec::new() } else { gaps };
        let pauses = pauses_after(start, &gaps);
        let count = |start| Term {
            cut_off: hour.map(|hour| jiff::civil::time(hour, 0, 0, 0)),
            ..Term::new(start, Limit::new(value, unit)).with_pauses(&pauses)
        }
        .count(&calendar, &shanghai());
        let later = start + SignedDuration::from_secs(later);
        prop_assert!(count(start).due_at <= count(later).due_at);
    }

    #[test]
    fn a_pause_never_shortens(
        value in 0..100_u32, unit in any_unit(), start in any_start(), gaps in any_pauses(),
        calendar in any_calendar(),
    ) {
        let pauses = pauses_after(start, &gaps);
        let term = Term::new(start, Limit::new(value, unit));
        let plain = term.count(&calendar, &shanghai());
        let mut before = plain;
        for some in 0..=pauses.len() {
            let paused = term.with_pauses(&pauses[..some]).count(&calendar, &shanghai());
            prop_assert!(before.due_at <= paused.due_at);
            before = paused;
        }
    }

    #[test]
    fn a_pause_split_in_two_equals_the_whole(
        value in 0..100_u32, unit in any_unit(), start in any_start(), gap in 0..60_i64,
        first in 0..60_i64, second in 0..60_i64, calendar in any_calendar(),
        extension in prop::option::of((1..30_u32, any_unit())),
    ) {
        let day = |days: i64| {
            let start = start.to_zoned(shanghai()).date();
            start.saturating_add(Span::new().days(days))
        };
        let (a, b, c) = (day(gap), day(gap + first), day(gap + first + second));
        let (split, whole) = ([pause(a, b), pause(b, c)], [pause(a, c)]);
        let term = Term {
            extension: extension.map(|(value, unit)| Limit::new(value, unit)),
            ..Term::new(start, Limit::new(value, unit))
        };
        prop_assert_eq!(
            term.with_pauses(&split).count(&calendar, &shanghai()),
            term.with_pauses(&whole).count(&calendar, &shanghai())
        );
    }

    #[test]
    fn adding_and_counting_are_inverse(value in 1..200_u32, start in any_start(), calendar in any_calendar()) {
        let term = Term::new(start, Limit::working_days(value));
        let limit = term.explain(&calendar, &shanghai());
        prop_assert!(calendar.is_working(limit.due_on));
        prop_assert_eq!(calendar.working_days_between(limit.start_on, limit.due_on), value.cast_signed());
        prop_assert_eq!(calendar.nth_working_after(limit.start_on, value), limit.due_on);
        prop_assert!(latest_before(limit.due_on, term.limit, &calendar) <= calendar.next_working(limit.start_on));
        prop_assert!(limit.make_up.iter().all(|day| calendar.is_working(*day)));
        for (index, day) in limit.counted.iter().enumerate() {
            let nth = u32::try_from(index).unwrap() + 1;
            let due = Term::new(start, Limit::working_days(nth)).count(&calendar, &shanghai()).due_on;
            prop_assert_eq!(*day, due);
        }
    }

    #[test]
    fn every_day_on_the_way_is_counted_or_passed_over(
        value in 1..80_u32, working in any::<bool>(), start in any_start(), gaps in any_pauses(),
        calendar in any_calendar(), extension in prop::option::of(1..30_u32),
    ) {
        let pauses = pauses_after(start, &gaps);
        let unit = if working { Unit::WorkingDay } else { Unit::NaturalDay };
        let term = Term {
            extension: extension.map(Limit::working_days),
            ..Term::new(start, Limit::new(value, unit)).with_pauses(&pauses)
        };
        let limit = term.explain(&calendar, &shanghai());
        let all = value + extension.unwrap_or_default();
        prop_assert_eq!(limit.counted.len(), usize::try_from(all).unwrap());
        let end = limit.moved_from.unwrap_or(limit.due_on);
        let span = end.duration_since(limit.start_on).as_hours() / 24;
        let passed = limit.skipped.iter().filter(|day| day.date <= end && Some(day.date) != limit.moved_from);
        prop_assert_eq!(usize::try_from(span).unwrap(), limit.counted.len() + passed.count());
    }

    #[test]
    fn limits_in_days_never_end_on_a_rest_day(
        value in 0..400_u32, start in any_start(), gaps in any_pauses(), calendar in any_calendar(),
        unit in prop::sample::select(&[Unit::WorkingDay, Unit::NaturalDay, Unit::Month][..]),
    ) {
        let pauses = pauses_after(start, &gaps);
        let limit = Term::new(start, Limit::new(value, unit)).with_pauses(&pauses).count(&calendar, &shanghai());
        prop_assert!(calendar.is_working(limit.due_on));
    }
}
