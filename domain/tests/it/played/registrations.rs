//! 个体工商户设立登记, 居住证签发, 生育登记: short ways, decided on the spot or after one look.

use domain::case::DeadlineKind;
use domain::case::Decision::{Granted, Refused};

use super::driver::Play;

const TRADER: &str = "000731001002";
const RESIDENCE: &str = "000709001003";
const BIRTH: &str = "002012001001";
const MONDAY: &str = "2026-11-23 10:00";

#[test]
fn a_sole_trader_is_given_a_code_before_the_licence() {
    Play::accepted(TRADER, MONDAY, &[("trade", "F")])
        .expect_due(DeadlineKind::Promised, "2026-11-23")
        .expect_due(DeadlineKind::Statutory, "2026-11-26")
        .expect_open(&["decision"])
        .expect_limit("decision", "2026-11-23")
        .decide(Granted)
        .expect_in_time(true)
        .expect_open(&["code-assignment"])
        .expect_limit("code-assignment", "2026-11-24")
        .record(
            "code-assignment",
            "assigned",
            &[("credit-code", "91620102MA0000015R")],
        )
        .expect_open(&["licence"])
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_done(&[
            ("decision", "granted"),
            ("code-assignment", "assigned"),
            ("licence", "issued"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn a_sole_trader_is_refused_without_a_code() {
    Play::accepted(TRADER, MONDAY, &[("premises-proof-by", "document")])
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_residence_permit_counts_in_natural_days() {
    Play::accepted(RESIDENCE, MONDAY, &[])
        .expect_due(DeadlineKind::Statutory, "2026-12-08")
        .expect_due(DeadlineKind::Promised, "2026-11-30")
        .expect_agency("examination", "620102-public-security")
        .step("examination", "pass")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
}

#[test]
fn a_residence_permit_whose_last_day_is_a_rest_day_has_until_monday() {
    Play::accepted(RESIDENCE, "2026-11-27 17:00", &[("ground", "study")])
        .expect_due(DeadlineKind::Statutory, "2026-12-14")
        .expect_due(DeadlineKind::Promised, "2026-12-04");
}

#[test]
fn a_residence_permit_without_proof_is_refused() {
    Play::accepted(RESIDENCE, MONDAY, &[("ground", "housing")])
        .step("examination", "fail")
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_birth_is_registered_by_the_head_of_the_street() {
    Play::filed(BIRTH, MONDAY, &[])
        .expect_due(DeadlineKind::Check, "2026-11-24")
        .accept()
        .expect_due(DeadlineKind::Promised, "2026-11-23")
        .expect_no_due(DeadlineKind::Statutory)
        .expect_open(&["registration"])
        .expect_agency("registration", "620102002-township-service")
        .decide(Granted)
        .expect_due(DeadlineKind::Delivery, "2026-11-26")
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
}

/// Each town has people of its own; a street that is not listed has the district's window.
#[test]
fn a_birth_is_registered_everywhere() {
    for (place, agency) in [
        ("620102008", "620102008-township-service"),
        ("620103100", "620103100-township-service"),
        ("620103101", "620103101-township-service"),
        ("620102", "620102-township-service"),
        ("620104", "620100-township-service"),
        ("620902", "620000-township-service"),
    ] {
        Play::accepted(BIRTH, MONDAY, &[("registration-division", place)])
            .expect_agency("registration", agency)
            .decide(Granted)
            .issue()
            .deliver()
            .expect_concluded("granted");
    }
}

#[test]
fn a_birth_is_not_registered_here() {
    Play::accepted(BIRTH, MONDAY, &[("stage", "born"), ("married", "yes")])
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}
