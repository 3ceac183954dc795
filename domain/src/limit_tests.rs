use super::*;
use crate::calendar::{CalendarYear, shipped};
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

fn counted(value: u32, unit: Unit, on: Date) -> Counted {
    count(value, &unit, at(on, 10, 30), &shipped(), &shanghai())
}

fn working(value: u32, on: Date) -> Counted {
    counted(value, Unit::WorkingDay, on)
}

fn due(value: u32, on: Date) -> Date {
    working(value, on).due_on
}

#[test]
fn example_a_plain_weeks() {
    assert_eq!(due(5, date(2026, 11, 23)), date(2026, 11, 30));
    assert_eq!(due(10, date(2026, 11, 23)), date(2026, 12, 7));
}

#[test]
fn example_b_across_national_day() {
    let limit = working(5, date(2025, 9, 26));
    assert_eq!(limit.due_on, date(2025, 10, 10));
    assert_eq!(limit.make_up, [date(2025, 9, 28)]);
    assert_eq!(limit.skipped.len(), 6);
    assert_eq!(
        limit.skipped[3],
        Skipped {
            date: date(2025, 10, 6),
            festival: Festival::MidAutumn
        }
    );
}

#[test]
fn example_c_across_spring_festival() {
    let limit = working(5, date(2026, 2, 13));
    assert_eq!(limit.due_on, date(2026, 2, 27));
    assert_eq!(limit.make_up, [date(2026, 2, 14)]);
    assert_eq!((limit.skipped.len(), limit.weekend_days), (6, 3));
    assert_eq!(limit.due_at, at(date(2026, 2, 28), 0, 0));
    assert_eq!(
        limit.soon_at,
        at(date(2026, 2, 26), 0, 0),
        "the fourth counted day"
    );
    assert!(!limit.provisional);
    assert_eq!(limit.calendar_version, shipped().version());
}

#[test]
fn example_d_dates_of_a_lapse() {
    assert_eq!(due(5, date(2026, 4, 30)), date(2026, 5, 11));
    assert_eq!(due(20, date(2026, 4, 30)), date(2026, 6, 1));
    assert_eq!(due(20, date(2026, 5, 12)), date(2026, 6, 9));
}

#[test]
fn example_e_without_the_pause() {
    assert_eq!(due(20, date(2026, 3, 2)), date(2026, 3, 30));
    assert_eq!(
        shipped().working_days_between(date(2026, 3, 2), date(2026, 3, 12)),
        8
    );
    assert_eq!(due(12, date(2026, 3, 24)), date(2026, 4, 10));
}

#[test]
fn example_f_with_its_extension() {
    assert_eq!(due(20, date(2025, 12, 15)), date(2026, 1, 13));
    let extended = working(30, date(2025, 12, 15));
    assert_eq!(extended.due_on, date(2026, 1, 27));
    assert_eq!(extended.make_up, [date(2026, 1, 4)]);
}

#[test]
fn example_g_joint_handling() {
    assert_eq!(due(45, date(2026, 9, 1)), date(2026, 11, 9));
    assert_eq!(due(60, date(2026, 9, 1)), date(2026, 11, 30));
}

#[test]
fn example_h_natural_days_end_on_a_holiday() {
    let limit = counted(15, Unit::NaturalDay, date(2026, 9, 20));
    assert_eq!(limit.moved_from, Some(date(2026, 10, 5)));
    assert_eq!(limit.due_on, date(2026, 10, 8));
    assert_eq!(limit.skipped.len(), 3);
    assert_eq!(limit.soon_at, at(date(2026, 10, 4), 0, 0));
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
    assert_eq!(
        count(5, &Unit::WorkingDay, evening, &shipped(), &shanghai()).due_on,
        date(2026, 11, 27)
    );
    let next_morning = shipped().next_working(date(2026, 11, 21));
    assert_eq!(due(5, next_morning), date(2026, 11, 30));
    let minute_to_midnight = at(date(2026, 11, 20), 23, 59);
    assert_eq!(
        count(
            5,
            &Unit::WorkingDay,
            minute_to_midnight,
            &shipped(),
            &shanghai()
        )
        .start_on,
        date(2026, 11, 20)
    );
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
        latest_before(date(2026, 12, 31), 30, &calendar),
        date(2026, 11, 19)
    );
    assert_eq!(
        latest_before(date(2026, 12, 31), 90, &calendar),
        date(2026, 8, 21)
    );
    assert_eq!(
        latest_before(date(2026, 12, 31), 15, &calendar),
        date(2026, 12, 10)
    );
}

#[test]
fn example_p_nought_is_today() {
    let limit = working(0, date(2026, 11, 23));
    assert_eq!(limit.due_on, date(2026, 11, 23));
    assert_eq!(limit.due_at, at(date(2026, 11, 24), 0, 0));
    assert_eq!(limit.soon_at, at(date(2026, 11, 23), 0, 0));
    let sunday = working(0, date(2026, 11, 22));
    assert_eq!(
        (sunday.due_on, sunday.weekend_days),
        (date(2026, 11, 23), 1)
    );
}

#[test]
fn due_soon() {
    let soon_on = |value| {
        working(value, date(2026, 11, 23))
            .soon_at
            .to_zoned(shanghai())
            .date()
    };
    assert_eq!(soon_on(1), date(2026, 11, 24));
    assert_eq!(soon_on(2), date(2026, 11, 24));
    assert_eq!(soon_on(3), date(2026, 11, 25));
    assert_eq!(soon_on(5), date(2026, 11, 27));
    assert_eq!(soon_on(10), date(2026, 12, 4));
    assert_eq!(soon_on(20), date(2026, 12, 17));
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
        assert_eq!(counted(u32::MAX, unit, date(2026, 11, 23)).value, LONGEST);
        for start in [Timestamp::MIN, Timestamp::MAX] {
            for zone in [TimeZone::UTC, shanghai()] {
                let limit = count(u32::MAX, &unit, start, &calendar, &zone);
                assert!(limit.due_at >= start);
            }
        }
    }
    assert_eq!(latest_before(Date::MIN, 10, &calendar), Date::MIN);
}

#[test]
fn a_notice_changes_the_date() {
    let notice = "year = 2027\nsource = \"imagined\"\noff = [{ date = \"2027-01-01\", festival = \"new-year\" }]\n\
        make_up = [{ date = \"2027-01-02\", festival = \"new-year\" }]";
    let calendar = Calendar::new([CalendarYear::parse(notice).unwrap()]);
    let limit = count(
        5,
        &Unit::WorkingDay,
        at(date(2026, 12, 31), 9, 0),
        &calendar,
        &shanghai(),
    );
    assert_eq!(limit.make_up, [date(2027, 1, 2)]);
    assert_eq!(limit.due_on, date(2027, 1, 7));
    assert!(!limit.provisional, "the start day itself is not counted");
}

#[test]
fn units_are_serialised_as_their_keys() {
    for unit in Unit::ALL {
        assert_eq!(serde_json::to_value(unit).unwrap(), unit.key());
    }
    let json = serde_json::to_value(working(5, date(2026, 2, 13))).unwrap();
    assert_eq!(json["due_on"], "2026-02-27");
    assert_eq!(json["skipped"][0]["festival"], "spring-festival");
}

fn any_start() -> impl Strategy<Value = Timestamp> {
    // 2023 to 2042: before, in and after both the notices and the table.
    (1_672_531_200_i64..2_300_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

proptest! {
    #[test]
    fn longer_limits_end_later(value in 0..400_u32, more in 1..40_u32, unit in prop::sample::select(&Unit::ALL[..]), start in any_start()) {
        let (calendar, zone) = (shipped(), shanghai());
        let short = count(value, &unit, start, &calendar, &zone);
        let long = count(value + more, &unit, start, &calendar, &zone);
        prop_assert!(short.due_at <= long.due_at);
        prop_assert!(short.soon_at <= short.due_at);
        prop_assert!(short.soon_at <= long.soon_at || value < 3);
        if unit == Unit::WorkingDay && value > 0 {
            prop_assert!(short.due_on < long.due_on);
        }
    }

    #[test]
    fn days_add_up(value in 1..200_u32, start in any_start()) {
        let calendar = shipped();
        let limit = count(value, &Unit::WorkingDay, start, &calendar, &shanghai());
        prop_assert!(calendar.is_working(limit.due_on));
        prop_assert_eq!(calendar.working_days_between(limit.start_on, limit.due_on), value.cast_signed());
        let span = limit.start_on.until(limit.due_on).unwrap().get_days();
        let skipped = u32::try_from(limit.skipped.len()).unwrap();
        prop_assert_eq!(span.cast_unsigned(), value + skipped + limit.weekend_days);
        prop_assert!(limit.make_up.iter().all(|day| calendar.is_working(*day)));
        prop_assert!(latest_before(limit.due_on, value, &calendar) <= calendar.next_working(limit.start_on));
    }

    #[test]
    fn natural_days_never_end_on_a_rest_day(value in 0..400_u32, start in any_start()) {
        let calendar = shipped();
        let limit = count(value, &Unit::NaturalDay, start, &calendar, &shanghai());
        prop_assert!(calendar.is_working(limit.due_on));
        prop_assert_eq!(limit.moved_from.is_some(), limit.skipped.len() + limit.weekend_days as usize > 0);
    }
}
