//! What the two bundles 新生儿出生 and 开办餐饮店 are made of, beside items that are played elsewhere.

use domain::case::Decision::{Granted, Refused};
use domain::case::{DeadlineKind, Denied};

use super::driver::Play;

const BIRTH_CERTIFICATE: &str = "002012002001";
const VACCINATION_RECORD: &str = "002012003001";
const HOUSEHOLD: &str = "000709002001";
const INSURANCE: &str = "002036001001";
const SOCIAL_CARD: &str = "002014001001";
const SIGN: &str = "000117023001";
const FIRE_CHECK: &str = "000195001001";
const MONDAY: &str = "2026-11-23 10:00";

#[test]
fn a_birth_certificate_is_decided_on_the_spot() {
    Play::accepted(BIRTH_CERTIFICATE, MONDAY, &[("parents", "married")])
        .expect_due(DeadlineKind::Promised, "2026-11-23")
        .expect_no_due(DeadlineKind::Statutory)
        .expect_agency("decision", "620102-health")
        .expect_open(&["decision"])
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
    Play::accepted(
        BIRTH_CERTIFICATE,
        MONDAY,
        &[("parents", "unmarried-both"), ("applied-by", "other")],
    )
    .decide(Refused)
    .expect_open(&["delivery"])
    .deliver()
    .expect_concluded("refused");
}

#[test]
fn a_vaccination_record_is_made_where_the_child_lives() {
    for (place, agency) in [
        ("620102002", "620102-health"),
        ("620103101", "620103-health"),
        ("620902", "620000-health"),
    ] {
        Play::accepted(VACCINATION_RECORD, MONDAY, &[("residence-division", place)])
            .expect_due(DeadlineKind::Promised, "2026-11-23")
            .expect_agency("decision", agency)
            .decide(Granted)
            .issue()
            .deliver()
            .expect_concluded("granted");
    }
    Play::accepted(VACCINATION_RECORD, MONDAY, &[])
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_newborn_is_entered_in_the_household_register() {
    Play::accepted(
        HOUSEHOLD,
        MONDAY,
        &[("parents", "married"), ("settle-with", "mother")],
    )
    .expect_due(DeadlineKind::Promised, "2026-11-26")
    .expect_agency("examination", "620102-public-security")
    .expect_limit("examination", "2026-11-24")
    .step("examination", "pass")
    .expect_limit("decision", "2026-11-24")
    .decide(Granted)
    .issue()
    .deliver()
    .expect_concluded("granted");
    Play::accepted(
        HOUSEHOLD,
        MONDAY,
        &[
            ("parents", "unmarried-both"),
            ("unmarried-settle-with", "father"),
        ],
    )
    .step("examination", "fail")
    .decide(Refused)
    .expect_open(&["delivery"])
    .deliver()
    .expect_concluded("refused");
}

/// Both limits run from the receipt, and nothing is issued.
#[test]
fn an_enrolment_in_medical_insurance() {
    Play::filed(INSURANCE, "2026-11-20 20:00", &[])
        .on(MONDAY)
        .accept()
        .expect_due(DeadlineKind::Statutory, "2026-12-04")
        .expect_due(DeadlineKind::Promised, "2026-11-25")
        .expect_agency("examination", "620102-medical-insurance")
        .step("examination", "pass")
        .decide(Granted)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
    Play::accepted(INSURANCE, MONDAY, &[("insured-kind", "resident")])
        .step("examination", "fail")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_social_security_card() {
    Play::filed(SOCIAL_CARD, "2026-11-20 20:00", &[("receive-by", "post")])
        .on(MONDAY)
        .accept()
        .expect_due(DeadlineKind::Statutory, "2026-12-04")
        .expect_due(DeadlineKind::Promised, "2026-11-27")
        .expect_agency("examination", "620102-human-resources")
        .expect_limit("examination", "2026-11-25")
        .step("examination", "pass")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
    Play::accepted(SOCIAL_CARD, MONDAY, &[("holder-kind", "resident")])
        .step("examination", "fail")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

/// Districts without such agencies have the city's.
#[test]
fn a_newborn_of_another_district() {
    for (code, agency) in [
        (INSURANCE, "620100-medical-insurance"),
        (SOCIAL_CARD, "620100-human-resources"),
    ] {
        let play = Play::accepted(code, MONDAY, &[("residence-division", "620103101")])
            .expect_agency("examination", agency)
            .step("examination", "pass")
            .decide(Granted);
        let play = if play.run.item.licence.is_some() {
            play.issue()
        } else {
            play
        };
        play.deliver().expect_concluded("granted");
    }
}

#[test]
fn a_sign_is_permitted() {
    Play::accepted(SIGN, MONDAY, &[("wall-owner", "other")])
        .expect_due(DeadlineKind::Statutory, "2026-12-21")
        .expect_due(DeadlineKind::Promised, "2026-11-30")
        .expect_agency("examination", "620102-urban-management")
        .expect_limit("examination", "2026-11-25")
        .step("examination", "pass")
        .step("review", "agree")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
}

#[test]
fn a_sign_is_examined_again_and_not_permitted() {
    Play::accepted(SIGN, MONDAY, &[])
        .step("examination", "pass")
        .step("review", "return-for-rework")
        .expect_open(&["examination"])
        .step("examination", "fail")
        .step("review", "agree")
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_place_that_is_safe_from_fire() {
    Play::accepted(FIRE_CHECK, MONDAY, &[])
        .expect_due(DeadlineKind::Statutory, "2026-12-10")
        .expect_due(DeadlineKind::Promised, "2026-12-02")
        .expect_agency("site-check", "620102-fire-rescue")
        .expect_limit("site-check", "2026-11-27")
        .sign("site-check", "qualified", &[("date", "2026-11-23")])
        .expect_denied(
            "chengguan-fire.examiner",
            "site-check",
            "qualified",
            Denied::AlreadySigned,
        )
        .sign("site-check", "qualified", &[("date", "2026-11-23")])
        .step("review", "agree")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
}

#[test]
fn a_place_that_is_not_safe_is_refused() {
    Play::accepted(FIRE_CHECK, MONDAY, &[("building-check", "not-needed")])
        .record(
            "site-check",
            "unqualified",
            &[("findings", "疏散通道被堵塞")],
        )
        .step("review", "agree")
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn a_place_is_checked_again() {
    Play::accepted(FIRE_CHECK, MONDAY, &[])
        .step("site-check", "unqualified")
        .step("review", "return-for-rework")
        .expect_open(&["site-check"])
        .step("site-check", "qualified")
        .step("review", "agree")
        .decide(Granted);
}
