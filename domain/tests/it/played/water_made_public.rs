//! 取水许可 where others are affected: made public, and with their right to a hearing.

use domain::case::Decision::{Granted, Refused};
use domain::case::{Blocked, DeadlineKind, Opinion};

use super::driver::Play;
use super::filing::Given;
use super::water_examined::{MONDAY, WATER};

const AFFECTED: Given<'_> = &[("project-kind", "none"), ("affects-others", "yes")];
/// Who examined the application below.
const EXAMINER: &str = "lanzhou-water.examiner";

fn made_public() -> Play {
    Play::accepted(WATER, MONDAY, AFFECTED)
        .opinion("housing", Opinion::Agrees)
        .opinion("environment", Opinion::Agrees)
        .on("2026-08-05 10:00")
        .step("examination", "pass")
        .expect_open(&["public-notice.notice"])
        .expect_limit("public-notice.notice", "2026-08-12")
}

/// The notice has ended, and those affected have been told of their right.
fn told() -> Play {
    made_public()
        .silence("2026-08-13 00:00")
        .expect_open(&["hearing.tell"])
        .expect_limit("hearing.tell", "2026-08-13")
        .expect_kept_apart(EXAMINER, "hearing.tell", "told", "examination")
        .on("2026-08-13 10:00")
        .record(
            "hearing.tell",
            "told",
            &[
                ("told-on", "2026-08-13"),
                ("told-whom", "applicant,affected"),
                ("told-how", "post"),
            ],
        )
        .expect_open(&["hearing.right"])
        .expect_limit("hearing.right", "2026-08-20")
}

fn requested() -> Play {
    told()
        .on("2026-08-18 10:00")
        .record(
            "hearing.right",
            "requested",
            &[("requested-on", "2026-08-18"), ("requested-by", "affected")],
        )
        .expect_open(&["hearing.hold"])
        .expect_limit("hearing.hold", "2026-09-15")
}

#[test]
fn nobody_objects_and_nobody_wants_a_hearing() {
    told()
        .waits("2026-08-20 23:59")
        .silence("2026-08-21 00:00")
        .expect_open(&["review"])
        .expect_due(DeadlineKind::Statutory, "2026-10-10")
        .expect_due(DeadlineKind::Promised, "2026-09-14")
        .on("2026-08-21 10:00")
        .step("review", "agree")
        .decide(Granted)
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_in_time(true)
        .expect_done(&[
            ("examination", "pass"),
            ("public-notice.notice", "undisputed"),
            ("hearing.tell", "told"),
            ("hearing.right", "waived"),
            ("review", "agree"),
            ("decision", "granted"),
            ("licence", "issued"),
            ("delivery", "delivered"),
        ]);
}

/// 行政许可法 48 and 45: another officer presides, and the hearing's ten working days do not count.
#[test]
fn a_hearing_is_held_by_somebody_who_did_not_examine() {
    let held = requested()
        .expect_kept_apart(EXAMINER, "hearing.hold", "held", "examination")
        .pause("hearing.hold", "hearing", 15)
        .expect_blocked("hearing.hold", "held", Blocked::Paused)
        .on("2026-09-01 16:00")
        .resume("hearing.hold")
        .expect_due(DeadlineKind::Statutory, "2026-10-23")
        .expect_due(DeadlineKind::Promised, "2026-09-28")
        .record(
            "hearing.hold",
            "held",
            &[
                ("notified-on", "2026-08-19"),
                ("date", "2026-09-01"),
                ("place", "市水务局三楼会议室"),
            ],
        )
        .expect_open(&["review"]);
    let hands = |step| held.run.case.actors_of(step);
    assert_ne!(hands("hearing.hold"), hands("examination"));
    held.step("review", "agree")
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

#[test]
fn whoever_asked_for_a_hearing_withdraws() {
    requested()
        .step("hearing.hold", "waived")
        .expect_open(&["review"])
        .step("review", "agree")
        .decide(Granted)
        .expect_open(&["licence"]);
}

#[test]
fn the_right_is_given_up_in_so_many_words() {
    told()
        .step("hearing.right", "waived")
        .expect_open(&["review"]);
}

/// Whether an objection holds or not, everybody affected is told of the right to a hearing.
#[test]
fn an_objection_is_looked_into_and_the_hearing_follows() {
    for verdict in ["founded", "unfounded"] {
        made_public()
            .on("2026-08-10 10:00")
            .record(
                "public-notice.notice",
                "objection",
                &[("received-on", "2026-08-10"), ("objection", "影响下游灌溉")],
            )
            .expect_limit("public-notice.objection", "2026-08-17")
            .step("public-notice.objection", verdict)
            .expect_open(&["hearing.tell"])
            .step("hearing.tell", "told")
            .silence("2026-08-18 00:00")
            .expect_open(&["review"]);
    }
}

/// Not in the list of article 45: the agency may stop its own clocks for it, not the law's.
#[test]
fn a_notice_does_not_stop_the_law() {
    made_public()
        .pause("public-notice.notice", "public-notice", 5)
        .on("2026-08-12 10:00")
        .resume("public-notice.notice")
        .expect_due(DeadlineKind::Statutory, "2026-10-10")
        .expect_due(DeadlineKind::Promised, "2026-09-20");
}

/// With the assessment of a project as well: first the experts, then the notice.
#[test]
fn the_notice_follows_the_experts() {
    Play::accepted(
        WATER,
        MONDAY,
        &[("project-kind", "approved"), ("affects-others", "yes")],
    )
    .step("examination", "pass")
    .step("expert-review.convene", "convened")
    .step("expert-review.review", "passed")
    .expect_open(&["public-notice.notice"]);
}
