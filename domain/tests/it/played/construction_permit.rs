//! 建筑工程施工许可证: up to five agencies side by side within seven days of the receipt.

use domain::case::DeadlineKind;
use domain::case::Decision::{Granted, Refused};

use super::driver::Play;
use super::filing::Given;

const CONSTRUCTION: &str = "000117001005";
const WEDNESDAY: &str = "2026-11-18 16:00";
const THURSDAY: &str = "2026-11-19 10:00";
/// Everybody has a part in it.
const ALL: Given<'_> = &[
    ("works-kind", "residential"),
    ("eia-kind", "report"),
    ("lightning-special", "yes"),
];
const EVERYBODY: [&str; 5] = [
    "examination",
    "planning",
    "environment",
    "civil-defence",
    "lightning",
];

fn joint() -> Play {
    Play::filed(CONSTRUCTION, WEDNESDAY, ALL)
        .on(THURSDAY)
        .accept()
        .expect_open(&EVERYBODY)
}

fn all_agree(play: Play) -> Play {
    play.step("lightning", "agree")
        .record("civil-defence", "agree", &[("shelter-area", "1200")])
        .step("planning", "agree")
        .step("environment", "agree")
        .expect_open(&["examination"])
        .step("examination", "pass")
        .expect_open(&["review"])
}

#[test]
fn seven_days_from_the_receipt_and_everybody_agrees() {
    let play = Play::filed(CONSTRUCTION, WEDNESDAY, ALL)
        .expect_due(DeadlineKind::Check, "2026-11-19")
        .expect_due(DeadlineKind::Statutory, "2026-11-25")
        .on(THURSDAY)
        .accept()
        .expect_due(DeadlineKind::Statutory, "2026-11-25")
        .expect_due(DeadlineKind::Promised, "2026-11-24")
        .expect_open(&EVERYBODY)
        .expect_agency("examination", "620102-housing-construction")
        .expect_agency("planning", "620102-natural-resources")
        .expect_agency("environment", "620102-ecology-environment")
        .expect_agency("civil-defence", "620102-civil-defence")
        .expect_agency("lightning", "620102-meteorology")
        .expect_limit("examination", "2026-11-20")
        .expect_limit("planning", "2026-11-20")
        .expect_limit("lightning", "2026-11-20");
    all_agree(play)
        .on("2026-11-20 16:00")
        .step("review", "agree")
        .expect_limit("decision", "2026-11-23")
        .expect_proposal("decision", Some("granted"))
        .on("2026-11-23 10:00")
        .decide(Granted)
        .expect_due(DeadlineKind::Delivery, "2026-11-25")
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true);
}

/// Seven natural days, whose last moves behind the holiday.
#[test]
fn the_seven_days_end_after_the_national_day() {
    Play::filed(CONSTRUCTION, "2026-09-28 09:00", ALL)
        .accept()
        .expect_due(DeadlineKind::Statutory, "2026-10-08")
        .expect_due(DeadlineKind::Promised, "2026-10-08");
}

/// What was not complete was no application yet: its seven days begin with what completes it.
#[test]
fn the_seven_days_begin_anew_with_the_supplement() {
    Play::filed(CONSTRUCTION, WEDNESDAY, ALL)
        .on(THURSDAY)
        .correct(&["material:works-contract"])
        .expect_no_due(DeadlineKind::Statutory)
        .expect_due(DeadlineKind::Supplement, "2026-12-10")
        .on("2026-11-26 10:00")
        .supplement("works-contract")
        .expect_due(DeadlineKind::Check, "2026-11-27")
        .expect_due(DeadlineKind::Statutory, "2026-12-03")
        .on("2026-11-27 10:00")
        .accept()
        .expect_due(DeadlineKind::Statutory, "2026-12-03")
        .expect_due(DeadlineKind::Promised, "2026-12-02");
}

#[test]
fn the_silence_of_the_planning_authority_alone_is_agreement() {
    joint()
        .step("environment", "agree")
        .step("civil-defence", "agree")
        .step("lightning", "agree")
        .step("examination", "pass")
        .expect_open(&["planning"])
        .waits("2026-11-20 23:59")
        .silence("2026-11-21 00:00")
        .expect_open(&["review"])
        .step("review", "agree")
        .expect_proposal("decision", Some("granted"));
    joint().silence("2026-11-24 00:00").expect_open(&[
        "examination",
        "environment",
        "civil-defence",
        "lightning",
    ]);
}

#[test]
fn without_a_planning_permit_the_others_are_given_up() {
    joint()
        .step("environment", "agree")
        .step("planning", "object")
        .expect_open(&["review"])
        .step("review", "agree")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .expect_open(&["delivery"])
        .deliver()
        .expect_concluded("refused")
        .expect_done(&[
            ("environment", "agree"),
            ("planning", "object"),
            ("review", "agree"),
            ("decision", "refused"),
            ("delivery", "delivered"),
        ]);
}

/// What others object to is no condition of the permit: nothing is given up, and a person decides.
#[test]
fn another_objection_proposes_nothing() {
    for who in ["environment", "civil-defence", "lightning"] {
        let mut play = joint().step(who, "object");
        for other in ["environment", "civil-defence", "lightning"] {
            if other != who {
                play = play.step(other, "agree");
            }
        }
        play.expect_open(&["examination", "planning"])
            .step("planning", "agree")
            .step("examination", "pass")
            .step("review", "agree")
            .expect_proposal("decision", None)
            .decide(Granted);
    }
}

#[test]
fn an_examination_that_fails_is_proposed_for_refusal() {
    joint()
        .step("examination", "fail")
        .step("planning", "agree")
        .step("environment", "agree")
        .step("civil-defence", "agree")
        .step("lightning", "agree")
        .step("review", "agree")
        .expect_proposal("decision", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn who_has_no_part_in_it_is_not_asked() {
    Play::filed(
        CONSTRUCTION,
        WEDNESDAY,
        &[
            ("works-kind", "industrial"),
            ("eia-kind", "exempt"),
            ("lightning-special", "no"),
        ],
    )
    .accept()
    .expect_open(&["examination", "planning"])
    .step("examination", "pass")
    .step("planning", "agree")
    .expect_open(&["review"])
    .step("review", "agree")
    .expect_proposal("decision", Some("granted"));
    Play::filed(
        CONSTRUCTION,
        WEDNESDAY,
        &[("works-kind", "public"), ("eia-kind", "exempt")],
    )
    .accept()
    .expect_open(&["examination", "planning", "civil-defence"]);
}

#[test]
fn the_reviewer_has_all_of_it_examined_again() {
    let again = all_agree(joint())
        .step("review", "return-for-rework")
        .expect_open(&EVERYBODY);
    all_agree(again)
        .step("review", "agree")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted");
}

/// Elsewhere the province has the whole of it.
#[test]
fn a_site_in_another_prefecture() {
    Play::filed(
        CONSTRUCTION,
        WEDNESDAY,
        &[
            ("site-division", "620502"),
            ("works-kind", "industrial"),
            ("eia-kind", "form"),
        ],
    )
    .accept()
    .expect_agency("planning", "620000-natural-resources")
    .expect_agency("environment", "620000-ecology-environment")
    .step("planning", "agree")
    .step("environment", "agree")
    .step("examination", "pass")
    .step("review", "agree")
    .decide(Granted)
    .issue()
    .deliver()
    .expect_concluded("granted");
}
