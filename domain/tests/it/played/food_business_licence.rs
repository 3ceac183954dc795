//! 食品经营许可（新办，餐饮）: documents, a site check by two, review, decision; and a list that may come later.

use domain::case::Decision::{Granted, Refused};
use domain::case::{Blocked, DeadlineKind, Denied};

use super::driver::Play;
use crate::world::day;

const FOOD: &str = "000131001001";
const MONDAY: &str = "2026-11-23 10:00";

#[test]
fn the_ordinary_way() {
    let play = Play::filed(FOOD, MONDAY, &[])
        .expect_open(&["acceptance"])
        .expect_due(DeadlineKind::Check, "2026-11-30")
        .accept()
        .expect_due(DeadlineKind::Statutory, "2026-12-07")
        .expect_due(DeadlineKind::Promised, "2026-11-30")
        .expect_open(&["examination"])
        .expect_limit("examination", "2026-11-24")
        .expect_proposal("examination", Some("pass"))
        .step("examination", "pass")
        .expect_open(&["site-check"])
        .expect_limit("site-check", "2026-11-25")
        .on("2026-11-25 15:00")
        .step("site-check", "qualified")
        .expect_limit("review", "2026-11-26")
        .step("review", "agree")
        .expect_limit("decision", "2026-11-26")
        .on("2026-11-26 11:00")
        .decide(Granted)
        .expect_due(DeadlineKind::Delivery, "2026-12-10")
        .expect_limit("licence", "2026-11-30")
        .issue()
        .expect_limit("delivery", "2026-12-01")
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true)
        .expect_done(&[
            ("examination", "pass"),
            ("site-check", "qualified"),
            ("review", "agree"),
            ("decision", "granted"),
            ("licence", "issued"),
            ("delivery", "delivered"),
        ]);
    let licence = play.run.case.licence.unwrap();
    assert_eq!(licence.valid_until, Some(day("2031-11-25")), "five years");
}

#[test]
fn documents_that_fail_lead_past_the_site_check_to_a_refusal() {
    Play::accepted(FOOD, MONDAY, &[])
        .step("examination", "fail")
        .expect_open(&["review"])
        .step("review", "agree")
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_place_that_is_not_fit_is_refused() {
    Play::accepted(FOOD, MONDAY, &[])
        .step("examination", "pass")
        .step("site-check", "unqualified")
        .step("review", "agree")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn the_reviewer_has_it_examined_again() {
    Play::accepted(FOOD, MONDAY, &[])
        .step("examination", "fail")
        .step("review", "return-for-rework")
        .expect_open(&["examination"])
        .on("2026-11-24 09:00")
        .step("examination", "pass")
        .step("site-check", "qualified")
        .step("review", "agree")
        .decide(Granted)
        .expect_done(&[
            ("examination", "fail"),
            ("review", "return-for-rework"),
            ("examination", "pass"),
            ("site-check", "qualified"),
            ("review", "agree"),
            ("decision", "granted"),
        ]);
}

#[test]
fn the_site_check_takes_two() {
    Play::accepted(FOOD, MONDAY, &[])
        .step("examination", "pass")
        .sign("site-check", "qualified", &[])
        .expect_open(&["site-check"])
        .expect_denied(
            "chengguan.examiner",
            "site-check",
            "qualified",
            Denied::AlreadySigned,
        )
        .expect_denied(
            "chengguan.reviewer",
            "site-check",
            "qualified",
            Denied::Role,
        )
        .expect_denied("qilihe.examiner", "site-check", "qualified", Denied::Role)
        .sign("site-check", "qualified", &[])
        .expect_open(&["review"]);
}

#[test]
fn cold_food_is_looked_at_without_a_proposal() {
    Play::accepted(FOOD, MONDAY, &[("business-items", "hot-food,cold-food")])
        .expect_proposal("examination", None);
    Play::accepted(FOOD, MONDAY, &[("business-form", "canteen")])
        .expect_proposal("examination", None);
}

#[test]
fn what_may_come_later_holds_up_the_decision_alone() {
    Play::promising(FOOD, MONDAY, &[], &["food-safety-rules"])
        .accept()
        .expect_due(DeadlineKind::Tolerated, "2026-11-26")
        .step("examination", "pass")
        .step("site-check", "qualified")
        .step("review", "agree")
        .expect_undecidable(Blocked::MaterialsOwed)
        .on("2026-11-25 20:00")
        .supplement("food-safety-rules")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
}

#[test]
fn what_does_not_come_ends_the_case() {
    Play::promising(FOOD, MONDAY, &[], &["food-safety-rules"])
        .accept()
        .step("examination", "pass")
        .on("2026-11-27 00:00")
        .give_back()
        .expect_concluded("returned");
}
