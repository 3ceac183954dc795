//! 公共场所卫生许可: on a promise that is checked afterwards, or after documents and a site check.

use domain::case::Decision::{Granted, Refused};
use domain::case::{Blocked, DeadlineKind};

use super::driver::Play;
use super::filing::Given;
use crate::world::{at, day};

const HYGIENE: &str = "000123001001";
const MONDAY: &str = "2026-11-23 10:00";
const PROMISE: Given<'_> = &[("way", "promise")];
const ORDINARY: Given<'_> = &[("way", "ordinary")];

/// Decided and delivered within two days; the check is due.
fn promised() -> Play {
    Play::accepted(HYGIENE, MONDAY, PROMISE)
        .expect_open(&["decision-on-promise"])
        .expect_limit("decision-on-promise", "2026-11-23")
        .expect_proposal("decision-on-promise", Some("granted"))
        .decide(Granted)
        .on("2026-11-24 10:00")
        .issue()
        .on("2026-11-25 10:00")
        .deliver()
        .expect_concluded_but("granted", &["later-check"])
        .expect_limit("later-check", "2027-01-25")
        .on("2027-01-12 10:00")
}

#[test]
fn a_promise_that_was_kept() {
    let play = promised()
        .record(
            "later-check",
            "kept",
            &[("date", "2027-01-12"), ("findings", "与承诺一致")],
        )
        .expect_concluded("granted")
        .expect_in_time(true)
        .expect_done(&[
            ("decision-on-promise", "granted"),
            ("licence", "issued"),
            ("delivery", "delivered"),
            ("later-check", "kept"),
        ]);
    let case = play.run.case;
    assert_eq!(case.concluded_at, Some(at("2026-11-25 10:00")));
    let licence = case.licence.unwrap();
    assert_eq!(licence.valid_until, Some(day("2030-11-23")), "four years");
    assert_eq!(licence.revoked_at, None);
}

#[test]
fn a_promise_to_be_mended() {
    let late = || {
        promised()
            .step("later-check", "to-be-mended")
            .expect_concluded_but("granted", &["re-check"])
            .expect_limit("re-check", "2027-02-11")
            .on("2027-02-09 10:00")
    };
    let mended = late()
        .step("re-check", "mended")
        .expect_concluded("granted");
    assert_eq!(mended.run.case.licence.unwrap().revoked_at, None);
    let not_mended = late()
        .step("re-check", "not-mended")
        .expect_concluded("granted");
    assert_eq!(
        not_mended.run.case.licence.unwrap().revoked_at,
        Some(at("2027-02-09 10:00"))
    );
}

#[test]
fn a_false_promise_takes_two_to_revoke() {
    let one = promised().sign("later-check", "false-promise", &[]);
    assert_eq!(one.run.case.licence.as_ref().unwrap().revoked_at, None);
    let two = one
        .sign("later-check", "false-promise", &[])
        .expect_concluded("granted");
    assert_eq!(
        two.run.case.licence.unwrap().revoked_at,
        Some(at("2027-01-12 10:00"))
    );
}

#[test]
fn what_was_refused_is_not_checked() {
    Play::accepted(HYGIENE, MONDAY, PROMISE)
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

fn examined(given: Given<'_>) -> Play {
    Play::accepted(HYGIENE, MONDAY, given)
        .expect_due(DeadlineKind::Statutory, "2026-12-21")
        .expect_due(DeadlineKind::Promised, "2026-12-07")
        .expect_limit("examination", "2026-11-26")
        .step("examination", "pass")
        .expect_open(&["site-check.visit"])
        .expect_limit("site-check.visit", "2026-11-25")
        .on("2026-11-25 10:00")
}

#[test]
fn the_ordinary_way_is_not_checked_again() {
    examined(&[("way", "ordinary"), ("central-air", "yes")])
        .record("site-check.visit", "passed", &[("date", "2026-11-25")])
        .expect_limit("review", "2026-11-27")
        .step("review", "agree")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_done(&[
            ("examination", "pass"),
            ("site-check.visit", "passed"),
            ("review", "agree"),
            ("decision", "granted"),
            ("licence", "issued"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn a_site_check_that_fails_leads_to_a_refusal() {
    examined(&[("way", "not-open")])
        .step("site-check.visit", "failed")
        .step("review", "agree")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn documents_that_fail_are_reviewed_without_a_site_check() {
    Play::accepted(HYGIENE, MONDAY, ORDINARY)
        .step("examination", "fail")
        .expect_open(&["review"])
        .step("review", "agree")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn the_reviewer_has_it_examined_again() {
    examined(ORDINARY)
        .step("site-check.visit", "failed")
        .step("review", "return-for-rework")
        .expect_open(&["examination"])
        .step("examination", "pass")
        .step("site-check.visit", "passed")
        .step("review", "agree")
        .decide(Granted)
        .expect_open(&["licence"]);
}

#[test]
fn the_hygiene_rules_come_later() {
    Play::promising(HYGIENE, MONDAY, ORDINARY, &["hygiene-rules"])
        .accept()
        .expect_due(DeadlineKind::Tolerated, "2026-11-30")
        .step("examination", "fail")
        .step("review", "agree")
        .expect_undecidable(Blocked::MaterialsOwed)
        .supplement("hygiene-rules")
        .decide(Refused);
}
