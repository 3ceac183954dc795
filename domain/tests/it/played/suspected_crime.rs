//! 两法衔接: an enforcement agency refers a suspected crime to the police, who file it, pass it on, or do not.

use domain::case::Decision::{Granted, Refused};
use domain::case::{DeadlineKind, Denied};

use super::driver::Play;

pub const CRIME: &str = "001031001001";
pub const MONDAY: &str = "2026-11-23 10:00";
pub const POLICE: &str = "620102-public-security";

/// The principal has decided to refer it.
fn approved() -> Play {
    Play::accepted(CRIME, MONDAY, &[])
        .on("2026-11-24 10:00")
        .step("report", "propose-transfer")
        .on("2026-11-25 10:00")
        .decide(Granted)
        .expect_open(&["transfer"])
}

/// The papers are with the police.
fn transferred() -> Play {
    approved()
        .on("2026-11-25 16:00")
        .record(
            "transfer",
            "transferred",
            &[("letter-no", "城市监移字〔2026〕3号")],
        )
        .expect_open(&["receipt"])
        .on("2026-11-26 09:00")
}

/// The police have signed for it, and have not filed it.
pub fn not_filed() -> Play {
    transferred()
        .step("receipt", "signed")
        .on("2026-11-27 10:00")
        .record(
            "filing-decision",
            "not-filed",
            &[("notice-no", "不立案1号")],
        )
        .expect_open(&["objection"])
        .expect_limit("objection", "2026-11-30")
}

#[test]
fn the_police_file_it_and_get_all_of_it() {
    Play::filed(CRIME, MONDAY, &[("has-items", "yes"), ("has-tests", "yes")])
        .expect_due(DeadlineKind::Check, "2026-11-24 10:00")
        .accept()
        .expect_due(DeadlineKind::Promised, "2026-11-30")
        .expect_no_due(DeadlineKind::Statutory)
        .expect_agency("report", "620102-market-supervision")
        .expect_agency("receipt", POLICE)
        .expect_agency("filing-decision", POLICE)
        .expect_agency("supervision-intake", "620102-procuratorate")
        .expect_limit("report", "2026-11-25")
        .on("2026-11-24 10:00")
        .sign("report", "propose-transfer", &[])
        .expect_denied(
            "chengguan.examiner",
            "report",
            "propose-transfer",
            Denied::AlreadySigned,
        )
        .sign("report", "propose-transfer", &[])
        .expect_open(&["approval"])
        .expect_limit("approval", "2026-11-27")
        .on("2026-11-25 10:00")
        .decide(Granted)
        .expect_in_time(true)
        .expect_limit("transfer", "2026-11-26 10:00")
        .on("2026-11-25 16:00")
        .record(
            "transfer",
            "transferred",
            &[("annexes", "letter,report,items")],
        )
        .expect_limit("receipt", "2026-11-26 16:00")
        .on("2026-11-26 09:00")
        .record("receipt", "signed", &[("received-on", "2026-11-26")])
        .expect_limit("filing-decision", "2026-11-30")
        .on("2026-11-27 10:00")
        .record("filing-decision", "filed", &[("notice-no", "立案1号")])
        .expect_open(&["handover"])
        .expect_limit("handover", "2026-11-30")
        .record(
            "handover",
            "handed-over",
            &[("handed-over", "涉案物品三件")],
        )
        .expect_concluded("granted")
        .expect_done(&[
            ("report", "propose-transfer"),
            ("approval", "granted"),
            ("transfer", "transferred"),
            ("receipt", "signed"),
            ("filing-decision", "filed"),
            ("handover", "handed-over"),
        ]);
}

#[test]
fn the_principal_does_not_refer_it() {
    Play::accepted(CRIME, MONDAY, &[])
        .step("report", "propose-no-transfer")
        .decide(Refused)
        .expect_concluded("refused")
        .expect_done(&[("report", "propose-no-transfer"), ("approval", "refused")]);
}

#[test]
fn the_police_are_not_competent_and_pass_it_on() {
    let elsewhere = || {
        transferred()
            .step("receipt", "not-competent")
            .expect_open(&["forwarding"])
            .expect_agency("forwarding", POLICE)
            .expect_limit("forwarding", "2026-11-27 09:00")
            .record(
                "forwarding",
                "forwarded",
                &[("forwarded-to", "兰州市公安局"), ("told-on", "2026-11-26")],
            )
            .expect_open(&["elsewhere"])
            .expect_agency("elsewhere", "620102-market-supervision")
            .expect_limit("elsewhere", "2026-12-01")
    };
    elsewhere()
        .step("elsewhere", "filed")
        .expect_open(&["handover"])
        .step("handover", "handed-over")
        .expect_concluded("granted");
    elsewhere()
        .step("elsewhere", "not-filed")
        .expect_concluded("granted");
}

#[test]
fn who_says_nothing_to_a_refusal_accepts_it() {
    not_filed()
        .waits("2026-11-30 23:59")
        .silence("2026-12-01 00:00")
        .expect_concluded("granted");
    not_filed()
        .step("objection", "accepted")
        .expect_concluded("granted");
}

#[test]
fn the_police_reconsider_and_file_it() {
    not_filed()
        .on("2026-11-30 10:00")
        .step("objection", "reconsider")
        .expect_open(&["reconsideration"])
        .expect_agency("reconsideration", POLICE)
        .expect_limit("reconsideration", "2026-12-03")
        .record("reconsideration", "filed", &[("notice-no", "复议1号")])
        .expect_open(&["handover"])
        .step("handover", "handed-over")
        .expect_concluded("granted");
}

/// Whoever refused to file it does not reconsider it, even with both roles.
#[test]
fn somebody_else_reconsiders() {
    let play = not_filed().step("objection", "reconsider");
    let hands = play.run.case.actors_of("filing-decision");
    let play = play.step("reconsideration", "upheld");
    assert_ne!(play.run.case.actors_of("reconsideration"), hands);
}

#[test]
fn what_is_upheld_can_still_be_supervised() {
    let upheld = || {
        not_filed()
            .on("2026-11-30 10:00")
            .step("objection", "reconsider")
            .on("2026-12-02 10:00")
            .step("reconsideration", "upheld")
            .expect_open(&["supervision-suggestion"])
            .expect_limit("supervision-suggestion", "2026-12-07")
    };
    upheld()
        .waits("2026-12-07 23:59")
        .silence("2026-12-08 00:00")
        .expect_concluded("granted");
    upheld()
        .step("supervision-suggestion", "accepted")
        .expect_concluded("granted");
    upheld()
        .step("supervision-suggestion", "supervise")
        .expect_open(&["supervision-intake"])
        .expect_limit("supervision-intake", "2026-12-07");
}
