//! 取水许可, as far as the applicant is concerned alone: the opinions of others, and the experts with the clock stopped.

use domain::case::Decision::{Granted, Refused};
use domain::case::{Blocked, DeadlineKind, Opinion};

use super::driver::Play;
use super::filing::Given;
use crate::world::day;

pub const WATER: &str = "000119001010";
pub const MONDAY: &str = "2026-08-03 10:00";
const PLAIN: Given<'_> = &[("project-kind", "none"), ("affects-others", "no")];
const ASSESSED: Given<'_> = &[("project-kind", "filed"), ("affects-others", "no")];

#[test]
fn the_plain_way_waits_for_the_opinions_of_others() {
    let play = Play::accepted(WATER, MONDAY, PLAIN)
        .expect_due(DeadlineKind::Statutory, "2026-10-10")
        .expect_due(DeadlineKind::Promised, "2026-09-14")
        .expect_opinion_by("housing", "2026-08-10")
        .expect_opinion_by("environment", "2026-08-17")
        .expect_limit("examination", "2026-08-10")
        .on("2026-08-07 10:00")
        .step("examination", "pass")
        .expect_limit("review", "2026-08-12")
        .step("review", "agree")
        .expect_limit("decision", "2026-08-11")
        .expect_undecidable(Blocked::OpinionsPending)
        .consent_deemed("2026-08-11 00:00", "housing")
        .expect_undecidable(Blocked::OpinionsPending)
        .opinion("environment", Opinion::Agrees)
        .decide(Granted)
        .expect_due(DeadlineKind::Delivery, "2026-08-25")
        .expect_limit("licence", "2026-08-13")
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
    assert_eq!(
        play.run.case.licence.unwrap().valid_until,
        Some(day("2031-08-10")),
        "five years"
    );
}

/// The environment's silence is no consent, however long it lasts.
#[test]
fn only_the_urban_construction_authority_consents_by_silence() {
    Play::accepted(WATER, MONDAY, PLAIN)
        .step("examination", "pass")
        .step("review", "agree")
        .consent_deemed("2026-09-10 00:00", "housing")
        .expect_undecidable(Blocked::OpinionsPending);
}

#[test]
fn an_objection_from_another_agency_is_an_opinion() {
    Play::accepted(WATER, MONDAY, PLAIN)
        .opinion("housing", Opinion::Objects)
        .opinion("environment", Opinion::Objects)
        .step("examination", "pass")
        .step("review", "agree")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn an_application_that_fails_goes_past_the_experts() {
    Play::accepted(WATER, MONDAY, ASSESSED)
        .step("examination", "fail")
        .expect_open(&["review"])
        .step("review", "agree")
        .opinion("housing", Opinion::Agrees)
        .opinion("environment", Opinion::Agrees)
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn the_reviewer_has_it_examined_again() {
    Play::accepted(WATER, MONDAY, PLAIN)
        .step("examination", "fail")
        .step("review", "return-for-rework")
        .expect_open(&["examination"])
        .step("examination", "pass")
        .expect_open(&["review"]);
}

fn with_experts() -> Play {
    Play::accepted(WATER, MONDAY, ASSESSED)
        .opinion("housing", Opinion::Agrees)
        .on("2026-08-05 10:00")
        .step("examination", "pass")
        .expect_open(&["expert-review.convene"])
        .expect_limit("expert-review.convene", "2026-08-07")
        .record(
            "expert-review.convene",
            "convened",
            &[("planned-for", "2026-08-20")],
        )
        .expect_open(&["expert-review.review"])
        .expect_limit("expert-review.review", "2026-08-26")
}

/// Nine working days lie between the notice of the 10th and the record of the 21st: the law's limit and the promise
/// are so much longer, the make-up day of 20 September counts, and the others' time went on.
#[test]
fn the_review_by_experts_does_not_count() {
    with_experts()
        .on("2026-08-10 10:00")
        .pause("expert-review.review", "expert-review", 10)
        .expect_blocked("expert-review.review", "passed", Blocked::Paused)
        .expect_opinion_by("environment", "2026-08-17")
        .on("2026-08-14 10:00")
        .opinion("environment", Opinion::Agrees)
        .on("2026-08-21 16:00")
        .resume("expert-review.review")
        .expect_due(DeadlineKind::Statutory, "2026-10-22")
        .expect_due(DeadlineKind::Promised, "2026-09-24")
        .expect_limit("expert-review.review", "2026-09-08")
        .record(
            "expert-review.review",
            "passed",
            &[
                ("experts", "5"),
                ("date", "2026-08-20"),
                ("conclusion", "同意通过"),
            ],
        )
        .expect_limit("review", "2026-08-26")
        .step("review", "agree")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
}

#[test]
fn a_review_that_stops_no_clock_counts() {
    with_experts()
        .on("2026-08-21 16:00")
        .step("expert-review.review", "passed")
        .expect_due(DeadlineKind::Statutory, "2026-10-10")
        .expect_due(DeadlineKind::Promised, "2026-09-14")
        .expect_open(&["review"]);
}

#[test]
fn the_experts_want_it_revised_twice() {
    with_experts()
        .step("expert-review.review", "revise")
        .expect_open(&["revision"])
        .expect_limit("revision", "2026-08-19")
        .on("2026-08-17 10:00")
        .step("revision", "revised")
        .expect_open(&["expert-review.convene"])
        .step("expert-review.convene", "convened")
        .step("expert-review.review", "revise")
        .step("revision", "revised")
        .step("expert-review.convene", "convened")
        .step("expert-review.review", "passed")
        .expect_open(&["review"])
        .expect_done(&[
            ("examination", "pass"),
            ("expert-review.convene", "convened"),
            ("expert-review.review", "revise"),
            ("revision", "revised"),
            ("expert-review.convene", "convened"),
            ("expert-review.review", "revise"),
            ("revision", "revised"),
            ("expert-review.convene", "convened"),
            ("expert-review.review", "passed"),
        ]);
}

/// Silence says nothing there: somebody has to record that nothing came.
#[test]
fn what_is_not_revised_is_reviewed_as_it_stands() {
    with_experts()
        .step("expert-review.review", "revise")
        .waits("2026-09-01 00:00")
        .record("revision", "not-revised", &[("told-on", "2026-08-05")])
        .step("review", "agree")
        .opinion("environment", Opinion::Agrees)
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn the_experts_do_not_agree() {
    with_experts()
        .step("expert-review.review", "failed")
        .expect_open(&["review"])
        .step("review", "agree")
        .opinion("environment", Opinion::Agrees)
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}
