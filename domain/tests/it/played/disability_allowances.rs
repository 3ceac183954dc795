//! 残疾人两项补贴: received by any town, examined, published and decided where the household is registered, or
//! passed on to another province.

use domain::case::Decision::{Granted, Refused};
use domain::case::{Blocked, DeadlineKind};

use super::driver::Play;
use super::filing::Given;

const ALLOWANCES: &str = "000511003001";
const MONDAY: &str = "2026-11-23 10:00";
const STREET: &str = "620102002-township-service";

fn published(given: Given<'_>) -> Play {
    Play::accepted(ALLOWANCES, MONDAY, given)
        .on("2026-11-24 10:00")
        .step("first-examination", "pass")
        .expect_open(&["public-notice.notice"])
}

fn reviewed() -> Play {
    published(&[])
        .silence("2026-12-02 00:00")
        .expect_open(&["federation-review"])
        .on("2026-12-03 10:00")
}

#[test]
fn an_allowance_that_nobody_disputes_is_granted_and_paid() {
    Play::accepted(ALLOWANCES, MONDAY, &[("allowance", "both")])
        .expect_due(DeadlineKind::Promised, "2026-12-21")
        .expect_no_due(DeadlineKind::Statutory)
        .expect_agency("first-examination", STREET)
        .expect_agency("public-notice.notice", STREET)
        .expect_agency("federation-review", "620102-disabled-federation")
        .expect_agency("decision", "620102-civil-affairs")
        .expect_agency("payout", "620102-civil-affairs")
        .expect_limit("first-examination", "2026-11-26")
        .on("2026-11-24 10:00")
        .step("first-examination", "pass")
        .expect_limit("public-notice.notice", "2026-12-01")
        .waits("2026-12-01 23:59")
        .silence("2026-12-02 00:00")
        .expect_limit("federation-review", "2026-12-04")
        .on("2026-12-03 10:00")
        .step("federation-review", "pass")
        .expect_limit("decision", "2026-12-08")
        .expect_proposal("decision", Some("granted"))
        .on("2026-12-04 10:00")
        .decide(Granted)
        .expect_due(DeadlineKind::Delivery, "2026-12-11")
        .expect_open(&["payout"])
        .expect_limit("payout", "2026-12-08")
        .record(
            "payout",
            "arranged",
            &[
                ("paid-from", "2026-11-01"),
                ("living-amount", "110"),
                ("nursing-amount", "60"),
            ],
        )
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true)
        .expect_done(&[
            ("first-examination", "pass"),
            ("public-notice.notice", "undisputed"),
            ("federation-review", "pass"),
            ("decision", "granted"),
            ("payout", "arranged"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn an_objection_that_does_not_hold_changes_nothing() {
    published(&[])
        .on("2026-11-27 10:00")
        .record(
            "public-notice.notice",
            "objection",
            &[("received-on", "2026-11-27"), ("objection", "收入高于申报")],
        )
        .expect_open(&["public-notice.objection"])
        .expect_limit("public-notice.objection", "2026-12-04")
        .step("public-notice.objection", "unfounded")
        .step("federation-review", "pass")
        .expect_proposal("decision", Some("granted"))
        .decide(Granted)
        .expect_open(&["payout"]);
}

#[test]
fn an_objection_that_holds_leads_to_a_refusal() {
    published(&[])
        .step("public-notice.notice", "objection")
        .step("public-notice.objection", "founded")
        .expect_open(&["decision"])
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn the_first_examination_fails() {
    Play::accepted(ALLOWANCES, MONDAY, &[])
        .step("first-examination", "fail")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused")
        .expect_done(&[
            ("first-examination", "fail"),
            ("decision", "refused"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn the_federation_says_no() {
    reviewed()
        .step("federation-review", "fail")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn what_the_federation_returns_is_published_again() {
    let again = reviewed()
        .step("federation-review", "return-for-rework")
        .expect_open(&["first-examination"])
        .step("first-examination", "pass")
        .expect_limit("public-notice.notice", "2026-12-10");
    again
        .silence("2026-12-11 08:00")
        .step("federation-review", "pass")
        .expect_proposal("decision", Some("granted"))
        .decide(Granted)
        .step("payout", "arranged")
        .deliver()
        .expect_concluded("granted")
        .expect_done(&[
            ("first-examination", "pass"),
            ("public-notice.notice", "undisputed"),
            ("federation-review", "return-for-rework"),
            ("first-examination", "pass"),
            ("public-notice.notice", "undisputed"),
            ("federation-review", "pass"),
            ("decision", "granted"),
            ("payout", "arranged"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn an_objection_to_the_second_notice_holds() {
    reviewed()
        .step("federation-review", "return-for-rework")
        .step("first-examination", "pass")
        .step("public-notice.notice", "objection")
        .step("public-notice.objection", "founded")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused);
}

fn passed_on() -> Play {
    Play::accepted(ALLOWANCES, MONDAY, &[("home-region", "other-province")])
        .expect_open(&["push"])
        .expect_agency("push", STREET)
        .expect_limit("push", "2026-11-26")
        .record("push", "pushed", &[("pushed-to", "陕西省民政厅")])
        .expect_limit("home-decision", "2026-12-07")
        .on("2026-12-04 10:00")
}

#[test]
fn another_province_recognises_it() {
    passed_on()
        .record(
            "home-decision",
            "recognised",
            &[("answer-no", "陕残补〔2026〕1号")],
        )
        .expect_open(&["record"])
        .expect_limit("record", "2026-12-07")
        .expect_proposal("record", Some("granted"))
        .decide(Granted)
        .expect_open(&["feedback"])
        .expect_limit("feedback", "2026-12-08")
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
}

#[test]
fn another_province_does_not_recognise_it() {
    passed_on()
        .step("home-decision", "not-recognised")
        .expect_proposal("record", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

/// Received in 兰州, registered in another town of the city, or in another prefecture.
#[test]
fn the_place_of_registration_is_elsewhere() {
    for (home, town, federation, civil_affairs) in [
        (
            "620103101",
            "620103101-township-service",
            "620103-disabled-federation",
            "620103-civil-affairs",
        ),
        (
            "621102",
            "620000-township-service",
            "620000-disabled-federation",
            "620000-civil-affairs",
        ),
    ] {
        Play::accepted(ALLOWANCES, MONDAY, &[("home-division", home)])
            .expect_agency("first-examination", town)
            .expect_agency("public-notice.objection", town)
            .expect_agency("federation-review", federation)
            .expect_agency("decision", civil_affairs)
            .expect_agency("delivery", STREET)
            .step("first-examination", "pass")
            .silence("2026-12-01 00:00")
            .step("federation-review", "pass")
            .decide(Granted)
            .step("payout", "arranged")
            .deliver()
            .expect_concluded("granted");
    }
}

#[test]
fn the_bank_card_comes_later() {
    let filed = Play::promising(
        ALLOWANCES,
        MONDAY,
        &[("pay-to", "bank-card")],
        &["bank-card"],
    );
    filed
        .accept()
        .expect_due(DeadlineKind::Tolerated, "2026-12-07")
        .step("first-examination", "pass")
        .silence("2026-12-01 00:00")
        .on("2026-12-01 10:00")
        .step("federation-review", "pass")
        .expect_undecidable(Blocked::MaterialsOwed)
        .supplement("bank-card")
        .decide(Granted)
        .step("payout", "arranged")
        .deliver()
        .expect_concluded("granted");
}
