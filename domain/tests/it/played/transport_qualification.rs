//! 道路客货运输从业资格证: an exam with resits for passengers, none for freight, and the renewal.

use domain::case::DeadlineKind;
use domain::case::Decision::{Granted, Refused};

use super::driver::Play;
use super::filing::Given;
use crate::world::day;

const TRANSPORT: &str = "000118002001";
const MONDAY: &str = "2026-10-12 10:00";
const PASSENGER: Given<'_> = &[("service", "issue"), ("trade", "passenger")];

fn examined() -> Play {
    Play::accepted(TRANSPORT, MONDAY, PASSENGER)
        .on("2026-10-14 10:00")
        .step("examination", "pass")
        .expect_open(&["arrange-exam"])
}

/// Arranged for the 28th, and sat or not.
fn sat(play: Play, outcome: &str) -> Play {
    play.record("arrange-exam", "arranged", &[("exam-date", "2026-10-28")])
        .expect_open(&["exam"])
        .record("exam", outcome, &[("held-on", "2026-10-28")])
        .expect_open(&["publish-result"])
}

#[test]
fn who_passes_the_exam_is_qualified() {
    let play = Play::accepted(TRANSPORT, MONDAY, PASSENGER)
        .expect_agency("examination", "620100-transport")
        .expect_due(DeadlineKind::Promised, "2026-11-16")
        .expect_due(DeadlineKind::Statutory, "2026-11-23")
        .expect_limit("examination", "2026-10-19")
        .on("2026-10-14 10:00")
        .step("examination", "pass")
        .expect_limit("arrange-exam", "2026-10-19")
        .on("2026-10-16 10:00")
        .record(
            "arrange-exam",
            "arranged",
            &[
                ("exam-date", "2026-10-28"),
                ("exam-place", "兰州市七里河区考点"),
                ("exam-session", "上午第一场"),
            ],
        )
        .expect_limit("exam", "2026-11-02")
        .on("2026-10-28 12:00")
        .record(
            "exam",
            "taken",
            &[("held-on", "2026-10-28"), ("score", "93")],
        )
        .expect_limit("publish-result", "2026-11-02")
        .expect_proposal("publish-result", None)
        .on("2026-10-30 10:00")
        .step("publish-result", "passed")
        .expect_limit("decision", "2026-11-02")
        .expect_proposal("decision", Some("granted"))
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
    assert_eq!(
        play.run.case.licence.unwrap().valid_until,
        Some(day("2032-10-29")),
        "six years"
    );
}

#[test]
fn who_fails_sits_it_again() {
    let play = sat(examined(), "taken")
        .step("publish-result", "failed")
        .expect_open(&["arrange-exam"]);
    sat(play, "taken")
        .step("publish-result", "passed")
        .expect_proposal("decision", Some("granted"))
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_done(&[
            ("examination", "pass"),
            ("arrange-exam", "arranged"),
            ("exam", "taken"),
            ("publish-result", "failed"),
            ("arrange-exam", "arranged"),
            ("exam", "taken"),
            ("publish-result", "passed"),
            ("decision", "granted"),
            ("licence", "issued"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn who_stays_away_and_wants_no_resit_is_refused() {
    let play = sat(examined(), "absent")
        .expect_proposal("publish-result", Some("absent"))
        .step("publish-result", "absent")
        .expect_open(&["arrange-exam"]);
    sat(play, "absent")
        .step("publish-result", "no-resit")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

/// A resit is no procedure of article 45: the wait moves the promise and the step, and not the law's limit.
#[test]
fn waiting_for_a_resit_stops_the_promise_alone() {
    sat(examined(), "taken")
        .step("publish-result", "failed")
        .expect_limit("arrange-exam", "2026-10-19")
        .pause("arrange-exam", "resit", 5)
        .on("2026-10-22 09:00")
        .resume("arrange-exam")
        .expect_due(DeadlineKind::Statutory, "2026-11-23")
        .expect_due(DeadlineKind::Promised, "2026-11-24")
        .expect_limit("arrange-exam", "2026-10-27");
}

#[test]
fn who_may_not_drive_is_refused_without_an_exam() {
    Play::accepted(TRANSPORT, MONDAY, PASSENGER)
        .step("examination", "fail")
        .expect_open(&["decision"])
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn freight_needs_no_exam_and_both_trades_do() {
    Play::accepted(
        TRANSPORT,
        MONDAY,
        &[("service", "issue"), ("trade", "freight")],
    )
    .step("examination", "pass")
    .expect_open(&["decision"])
    .expect_proposal("decision", None)
    .decide(Granted)
    .issue()
    .deliver()
    .expect_concluded("granted");
    Play::accepted(
        TRANSPORT,
        MONDAY,
        &[("service", "issue"), ("trade", "both")],
    )
    .step("examination", "pass")
    .expect_open(&["arrange-exam"]);
}

#[test]
fn a_certificate_is_renewed() {
    Play::accepted(TRANSPORT, MONDAY, &[("service", "renewal")])
        .expect_open(&["renewal-check"])
        .expect_limit("renewal-check", "2026-10-13")
        .step("renewal-check", "pass")
        .expect_proposal("decision", None)
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
}

#[test]
fn a_certificate_is_not_renewed() {
    Play::accepted(TRANSPORT, MONDAY, &[("service", "renewal")])
        .step("renewal-check", "fail")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}
