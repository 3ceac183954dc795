//! 立案监督: the procuratorate asks the police why they did not file what was referred to them.

use domain::case::Decision::Granted;

use super::driver::Play;
use super::suspected_crime::{CRIME, MONDAY, POLICE, not_filed};

const PROCURATORATE: &str = "620102-procuratorate";

fn suggested() -> Play {
    not_filed()
        .on("2026-11-30 10:00")
        .step("objection", "supervise")
        .expect_open(&["supervision-intake"])
        .expect_agency("supervision-intake", PROCURATORATE)
        .expect_limit("supervision-intake", "2026-12-03")
}

fn asked() -> Play {
    suggested()
        .on("2026-12-02 10:00")
        .record(
            "supervision-intake",
            "taken-in",
            &[("request-no", "城检立监〔2026〕1号")],
        )
        .expect_open(&["police-reasons"])
        .expect_agency("police-reasons", POLICE)
        .expect_limit("police-reasons", "2026-12-09")
        .on("2026-12-08 10:00")
}

/// The law sets no time for the procuratorate's own judgement.
fn explained() -> Play {
    let play = asked()
        .step("police-reasons", "explained")
        .expect_open(&["supervision-conclusion"])
        .expect_agency("supervision-conclusion", PROCURATORATE);
    let deadlines = play.run.case.deadlines(&play.ctx());
    assert!(deadlines.iter().all(|one| one.step.is_none()));
    play.on("2026-12-10 10:00")
}

#[test]
fn the_procuratorate_does_not_take_it_in() {
    suggested()
        .step("supervision-intake", "not-taken-in")
        .expect_concluded("granted");
}

#[test]
fn the_question_alone_makes_the_police_file_it() {
    asked()
        .step("police-reasons", "filed")
        .expect_open(&["handover"])
        .step("handover", "handed-over")
        .expect_concluded("granted");
}

#[test]
fn the_reasons_of_the_police_are_accepted() {
    explained()
        .step("supervision-conclusion", "accept")
        .expect_concluded("granted");
}

#[test]
fn the_police_are_ordered_to_file_it() {
    explained()
        .record(
            "supervision-conclusion",
            "order",
            &[("told-on", "2026-12-10")],
        )
        .expect_open(&["ordered-filing"])
        .expect_agency("ordered-filing", POLICE)
        .expect_limit("ordered-filing", "2026-12-25")
        .on("2026-12-24 10:00")
        .record("ordered-filing", "filed", &[("decision-no", "立案2号")])
        .expect_open(&["handover"])
        .step("handover", "handed-over")
        .expect_concluded("granted")
        .expect_done(&[
            ("report", "propose-transfer"),
            ("approval", "granted"),
            ("transfer", "transferred"),
            ("receipt", "signed"),
            ("filing-decision", "not-filed"),
            ("objection", "supervise"),
            ("supervision-intake", "taken-in"),
            ("police-reasons", "explained"),
            ("supervision-conclusion", "order"),
            ("ordered-filing", "filed"),
            ("handover", "handed-over"),
        ]);
}

/// The head of the procuratorate judges; who took the suggestion in does not.
#[test]
fn who_took_it_in_does_not_conclude() {
    let play = explained();
    let intake = play.run.case.actors_of("supervision-intake");
    let play = play.step("supervision-conclusion", "order");
    assert_ne!(play.run.case.actors_of("supervision-conclusion"), intake);
}

/// In a district whose procuratorate is that of the city.
#[test]
fn the_whole_way_in_another_district() {
    Play::accepted(CRIME, MONDAY, &[("agency-division", "620103")])
        .expect_agency("receipt", "620103-public-security")
        .expect_agency("supervision-intake", "620100-procuratorate")
        .step("report", "propose-transfer")
        .decide(Granted)
        .step("transfer", "transferred")
        .step("receipt", "signed")
        .step("filing-decision", "not-filed")
        .step("objection", "reconsider")
        .step("reconsideration", "upheld")
        .step("supervision-suggestion", "supervise")
        .step("supervision-intake", "taken-in")
        .step("police-reasons", "explained")
        .step("supervision-conclusion", "order")
        .step("ordered-filing", "filed")
        .step("handover", "handed-over")
        .expect_concluded("granted");
}
