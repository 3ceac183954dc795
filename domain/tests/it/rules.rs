//! Each rule of the supervision: a journal that it must find something in, and journals that it must leave alone.
//! Journals are made by hand here, since most of what the rules look for is refused by the acts.

use domain::authority::Role;
use domain::case::{
    Actor, Case, ComplaintGround, Ctx, DeadlineKind, Decision, DeclineGround, Dimensions, Entry,
    Fact, Moves, VoidGround, WarningLevel,
};
use domain::catalogue::{Hours, ServiceItem, SourceFile, TimeLimit};
use domain::id::OfficerId;
use domain::identifier::LicenceNo;
use domain::limit::{Limit, Unit};
use domain::supervision::rules::{
    Beside, Finding, Look, Reason, Rule, Settings, Threshold, examine,
};
use jiff::Timestamp;

use crate::world::{
    AGENCY, CALENDAR, ISSUER, NOTICE, TZ, applicant, asks, at, counter, counter_2, day, decider,
    examiner, examiner_2, government_head, head, issuer, item, officer_id, received, reviewer,
    statement, supervisor,
};

const RULES: &str = include_str!("../../../catalogue/supervision.toml");

fn settings() -> Settings {
    Settings::read(&file(RULES)).unwrap()
}

fn file(text: &str) -> SourceFile {
    SourceFile {
        path: "supervision.toml".into(),
        text: text.into(),
    }
}

fn hours() -> Hours {
    toml::from_str(
        "monday = [\"09:00-12:00\", \"14:00-18:00\"]\nfriday = [\"09:00-12:00\", \"14:00-18:00\"]",
    )
    .unwrap()
}

/// A journal in the making, and what else is known.
struct Made {
    item: ServiceItem,
    entries: Vec<Entry>,
    beside: Beside,
    now: Timestamp,
}

impl Made {
    /// Monday, in the morning.
    fn new() -> Self {
        Self::at("2026-11-23 09:30")
    }

    fn at(when: &str) -> Self {
        let made = Self {
            item: item(),
            entries: Vec::new(),
            beside: Beside::default(),
            now: at("2027-06-01 09:00"),
        };
        made.with(when, &applicant(), Fact::Received(Box::new(received())))
    }

    fn with(mut self, when: &str, by: &Actor, fact: Fact) -> Self {
        self.entries.push(Entry {
            seq: self.entries.len() as u64 + 1,
            at: at(when),
            actor: by.by,
            fact,
        });
        self
    }

    fn accepted(self, when: &str) -> Self {
        let counts_from = at(when);
        self.with(
            when,
            &counter(),
            Fact::Accepted {
                deemed: false,
                counts_from,
                calendar: CALENDAR.version().into(),
                next: Moves::to("examination"),
            },
        )
    }

    fn step(self, when: &str, by: &Actor, step: &str, outcome: &str, next: Option<&str>) -> Self {
        self.with(
            when,
            by,
            Fact::StepRecorded {
                step: step.into(),
                outcome: outcome.into(),
                opinion: statement(),
                record: None,
                proposed: None,
                next: next.map(Moves::to),
            },
        )
    }

    /// Examined, checked and reviewed as it should be.
    fn worked(self, when: &str) -> Self {
        self.step(when, &examiner(), "examination", "pass", Some("site-check"))
            .step(when, &examiner(), "site-check", "qualified", None)
            .step(
                when,
                &examiner_2(),
                "site-check",
                "qualified",
                Some("review"),
            )
            .step(when, &reviewer(), "review", "agree", Some("decision"))
    }

    fn decided(self, when: &str, by: &Actor, decision: Decision) -> Self {
        let next = match decision {
            Decision::Granted => Moves::to("licence"),
            Decision::Refused => Moves::to("delivery"),
        };
        self.with(
            when,
            by,
            Fact::Decided {
                step: "decision".into(),
                decision,
                reason: statement(),
                next,
            },
        )
    }

    fn issued(self, when: &str, on: &str) -> Self {
        self.with(
            when,
            &issuer(),
            Fact::LicenceIssued {
                step: "licence".into(),
                number: LicenceNo::new("11100000MB03271699022", ISSUER, "2026000001", 1).unwrap(),
                issued_on: day(on),
                valid_until: None,
                next: Moves::to("delivery"),
            },
        )
    }

    fn delivered(self, when: &str) -> Self {
        self.with(
            when,
            &issuer(),
            Fact::Delivered {
                step: "delivery".into(),
                method: domain::case::DeliveryMethod::Post,
                identity: None,
                note: None,
                next: Moves::end(),
            },
        )
    }

    /// From the receipt to the end, in office hours and in time.
    fn whole() -> Self {
        Self::new()
            .accepted("2026-11-23 10:00")
            .worked("2026-11-24 10:00")
            .decided("2026-11-25 10:00", &decider(), Decision::Granted)
            .told()
            .issued("2026-11-25 11:00", "2026-11-25")
            .delivered("2026-11-26 10:00")
    }

    /// In writing, of the last entry.
    fn told(self) -> Self {
        let last = self.entries.last().unwrap().clone();
        let when = crate::world::local(last.at);
        self.with(
            &when,
            &Actor::SYSTEM,
            Fact::NoticeSent {
                of: last.seq,
                number: NOTICE,
                digest: "d".into(),
            },
        )
    }

    fn paused(self, when: &str, reason: &str, legal: bool) -> Self {
        self.with(
            when,
            &examiner(),
            Fact::Paused {
                reason: reason.into(),
                legal,
                expected: Limit::working_days(5),
                notice: NOTICE,
                explanation: statement(),
            },
        )
    }

    fn resumed(self, when: &str, by: &Actor) -> Self {
        self.with(
            when,
            by,
            Fact::Resumed {
                result: statement(),
            },
        )
    }

    fn extended(self, when: &str, by: &Actor) -> Self {
        self.with(
            when,
            by,
            Fact::Extended {
                limit: Limit::working_days(10),
                notice: NOTICE,
                reason: statement(),
            },
        )
    }

    fn rated(self, when: &str, by: &Actor) -> Self {
        self.with(
            when,
            by,
            Fact::Rated {
                level: 5,
                dimensions: Dimensions::default(),
                comment: None,
            },
        )
    }

    fn voided(self, when: &str) -> Self {
        self.with(
            when,
            &head(),
            Fact::Voided {
                ground: VoidGround::Duplicate,
                reason: statement(),
            },
        )
    }

    fn declined(self, when: &str, agency: Option<&str>) -> Self {
        self.with(
            when,
            &counter(),
            Fact::Declined {
                ground: DeclineGround::NotOurs,
                agency: agency.map(Into::into),
                reason: statement(),
            },
        )
    }

    fn complaint(self, ground: ComplaintGround, founded: bool) -> Self {
        let complaint = self.entries.len() as u64 + 1;
        let text = statement();
        self.with(
            "2026-11-24 10:00",
            &applicant(),
            Fact::Complained {
                ground,
                text: text.clone(),
            },
        )
        .with(
            "2026-11-25 10:00",
            &supervisor(),
            Fact::ComplaintAnswered {
                complaint,
                founded,
                text,
            },
        )
    }

    fn beside(mut self, change: impl FnOnce(&mut Beside)) -> Self {
        change(&mut self.beside);
        self
    }

    fn kind(mut self, kind: domain::catalogue::CaseKind) -> Self {
        if let Some(Fact::Received(received)) =
            self.entries.first_mut().map(|entry| &mut entry.fact)
        {
            received.kind = kind;
        }
        self
    }

    fn now(mut self, when: &str) -> Self {
        self.now = at(when);
        self
    }

    fn findings(&self) -> Vec<Finding> {
        // What comes after the last entry that folds is read as it stands.
        let fits = (1..=self.entries.len())
            .rev()
            .find_map(|many| Case::replay(self.entries.iter().take(many)).ok());
        let case = fits.unwrap();
        let (settings, hours) = (settings(), hours());
        let look = Look {
            entries: &self.entries,
            case: &case,
            ctx: Ctx {
                item: &self.item,
                calendar: &CALENDAR,
                tz: &TZ,
                now: self.now,
                data: None,
            },
            hours: &hours,
            settings: &settings,
            beside: &self.beside,
        };
        let found = examine(&look);
        assert_eq!(
            examine(&look),
            found,
            "the same case gives the same findings"
        );
        found
    }

    /// What a rule says: its reason and the entries that it rests on.
    fn says(&self, rule: Rule) -> Vec<(&'static str, Vec<u64>)> {
        let found = self.findings().into_iter();
        found
            .filter(|finding| finding.rule == rule)
            .map(|finding| (finding.why, finding.seqs))
            .collect()
    }
}

/// The rule finds this and nothing else.
#[track_caller]
fn finds(rule: Rule, made: &Made, why: &str, seqs: &[u64]) {
    assert_eq!(made.says(rule), [(why, seqs.to_vec())], "{}", rule.key());
}

#[track_caller]
fn leaves(rule: Rule, made: &Made) {
    assert_eq!(made.says(rule), [], "{}", rule.key());
}

#[test]
fn nothing_is_found_in_a_case_that_went_as_it_should() {
    let made = Made::whole().rated("2026-11-26 20:00", &applicant());
    assert_eq!(made.findings(), []);
}

#[test]
fn keys_are_one_to_one_and_every_rule_is_in_the_file() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_key(rule.key()), Some(rule));
        assert!(
            settings()
                .basis(rule)
                .is_some_and(|basis| basis.en.is_some())
        );
    }
    assert_eq!(settings().rules().count(), 22);
    for threshold in Threshold::ALL {
        assert!(settings().get(threshold) > 0, "{threshold:?}");
    }
}

#[test]
fn a_file_with_faults_says_where() {
    let mend = |from: &str, to: &str| {
        assert!(RULES.contains(from), "{from}");
        let found = Settings::read(&file(&RULES.replacen(from, to, 1))).unwrap_err();
        found
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let missing = mend("minutes = 10\n", "");
    assert!(
        missing.contains("supervision.toml:4") && missing.contains("`minutes`"),
        "{missing}"
    );
    assert!(mend("minutes = 10\n", "minutes = 0\n").contains("from 1 to 1440"));
    assert!(mend("minutes = 10\n", "minutes = 10\nhours = 1\n").contains("no `hours`"));
    assert!(mend("[rule.asked-again]", "[rule.asked]").contains("there is no rule `asked`"));
    assert!(mend("[rule.asked-again]", "[rule.asked]").contains("`asked-again` is missing"));
    assert!(mend("paused-days = 30", "paused-days = 0").contains("from 1 to 365"));
    assert!(mend("[lamps]\npaused-days = 30", "[lamps]").contains("missing field `paused-days`"));
    assert!(mend("at-most-days = 30", "at-most-days = 0").contains("`at-most-days`"));
    let rung = |from: &str, to: &str| {
        let said = mend(from, to);
        let line = RULES.lines().position(|line| line == "[[ladder]]").unwrap() + 1;
        let first: usize = said.split(':').nth(1).unwrap().trim().parse().unwrap();
        assert!(first >= line, "{said}");
        said
    };
    assert!(rung("after = 2\norder", "after = 61\norder").contains("up to 60"));
    assert!(rung("reply = 3", "").contains("`order` goes with `reply`"));
    assert!(rung("explain-within = 1", "after = 1").contains("leave `after` out"));
    assert!(rung("tells = [\"handler\"]", "").contains("tells somebody"));
    assert!(rung("tells = [\"handler\"]", "explain-within = 1").contains("has run out"));
    assert!(rung("on = \"due-soon\"", "on = \"no-legal-basis\"").contains("`on` is"));
    let twice = "on = \"overdue\"\norder = \"order\"\nreply = 1\nbasis = { zh = \"规定\" }\n\n[[ladder]]\non = \"overdue\"\nafter = 2";
    assert!(rung("on = \"overdue\"\nafter = 2", twice).contains("something graver"));
    assert!(mend("minutes = 10", "minutes = = 10").contains("supervision.toml:6"));
}

#[test]
fn r01_accepted_and_decided_within_minutes() {
    let quick = || {
        Made::new()
            .accepted("2026-11-23 10:00")
            .worked("2026-11-23 10:05")
            .decided("2026-11-23 10:09", &decider(), Decision::Granted)
    };
    finds(Rule::InstantClosing, &quick(), "", &[7, 2]);
    let kind = domain::catalogue::CaseKind::Immediate;
    leaves(Rule::InstantClosing, &quick().kind(kind));
    let slow = Made::new()
        .accepted("2026-11-23 10:00")
        .worked("2026-11-23 10:05")
        .decided("2026-11-23 10:10", &decider(), Decision::Granted);
    leaves(Rule::InstantClosing, &slow);
}

#[test]
fn r02_so_many_closed_by_one_person_at_once() {
    let many = |closings| Made::whole().beside(|beside| beside.closings = closings);
    finds(Rule::BulkClosing, &many(10), "", &[10]);
    leaves(Rule::BulkClosing, &many(9));
    // Said of the tenth alone.
    leaves(Rule::BulkClosing, &many(11));
    let withdrawn = Made::new()
        .with(
            "2026-11-23 10:00",
            &applicant(),
            Fact::Withdrawn { reason: None },
        )
        .beside(|beside| beside.closings = 10);
    leaves(Rule::BulkClosing, &withdrawn);
}

#[test]
fn r03_closed_when_nobody_works() {
    let closed = |when: &str| {
        Made::at("2026-09-23 09:30")
            .accepted("2026-09-23 10:00")
            .worked("2026-09-23 11:00")
            .decided("2026-09-23 15:00", &decider(), Decision::Granted)
            .issued("2026-09-23 15:10", "2026-09-23")
            .delivered(when)
    };
    finds(
        Rule::ClosingOutOfHours,
        &closed("2026-09-26 10:00"),
        "rest-day",
        &[9],
    );
    finds(
        Rule::ClosingOutOfHours,
        &closed("2026-10-01 10:00"),
        "rest-day",
        &[9],
    );
    finds(
        Rule::ClosingOutOfHours,
        &closed("2026-09-28 19:01"),
        "hours",
        &[9],
    );
    finds(
        Rule::ClosingOutOfHours,
        &closed("2026-09-28 07:59"),
        "hours",
        &[9],
    );
    // Within the slack, at noon, and on a Sunday that the State Council made a working day.
    leaves(Rule::ClosingOutOfHours, &closed("2026-09-28 19:00"));
    leaves(Rule::ClosingOutOfHours, &closed("2026-09-28 13:00"));
    leaves(Rule::ClosingOutOfHours, &closed("2026-09-20 10:00"));
    let withdrawn = Made::new().with(
        "2026-11-29 23:00",
        &applicant(),
        Fact::Withdrawn { reason: None },
    );
    leaves(Rule::ClosingOutOfHours, &withdrawn);
}

#[test]
fn r04_paused_often_or_long() {
    let often = |times: u32| {
        (0..times).fold(Made::new().accepted("2026-11-23 10:00"), |made, time| {
            let day = 24 + time;
            made.paused(&format!("2026-11-{day} 10:00"), "hearing", true)
                .resumed(&format!("2026-11-{day} 12:00"), &head())
        })
    };
    leaves(Rule::MuchPaused, &often(2));
    finds(Rule::MuchPaused, &often(3), "times", &[7]);
    let long = |until: &str| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .paused("2026-11-23 11:00", "hearing", true)
            .resumed(until, &head())
            .worked("2026-11-27 10:00")
            .decided("2026-11-27 11:00", &decider(), Decision::Granted)
    };
    finds(
        Rule::MuchPaused,
        &long("2026-11-26 11:00"),
        "share",
        &[9, 3],
    );
    leaves(Rule::MuchPaused, &long("2026-11-24 11:00"));
}

#[test]
fn r05_a_pause_that_the_law_does_not_know() {
    let paused = |reason: &str, legal| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .paused("2026-11-23 11:00", reason, legal)
    };
    finds(
        Rule::PauseWithoutBasis,
        &paused("site-visit", false),
        "",
        &[3],
    );
    leaves(Rule::PauseWithoutBasis, &paused("hearing", true));
}

#[test]
fn r06_a_pause_that_nobody_was_told_of_or_that_goes_on() {
    let paused = || {
        Made::new()
            .accepted("2026-11-23 10:00")
            .paused("2026-11-23 11:00", "hearing", true)
    };
    finds(Rule::PauseNotTold, &paused(), "no-notice", &[3]);
    leaves(Rule::PauseNotTold, &paused().told());
    let warned = |made: Made| {
        made.with(
            "2026-12-01 00:00",
            &Actor::SYSTEM,
            Fact::Warned {
                deadline: DeadlineKind::Pause,
                step: Some("3".into()),
                level: WarningLevel::Overdue,
                crossed_at: Some(at("2026-12-01 00:00")),
            },
        )
    };
    finds(
        Rule::PauseNotTold,
        &warned(paused().told()),
        "too-long",
        &[3, 5],
    );
    leaves(
        Rule::PauseNotTold,
        &warned(paused().told().resumed("2026-11-26 10:00", &head())),
    );
}

#[test]
fn r07_asked_for_more_the_second_time() {
    let asked = |second: &[&str]| {
        let targets = |tokens: &[&str]| Fact::Corrected {
            targets: asks(tokens),
        };
        Made::new()
            .with(
                "2026-11-23 10:00",
                &counter(),
                targets(&["material:layout"]),
            )
            .with(
                "2026-11-24 10:00",
                &applicant(),
                Fact::Supplemented {
                    answers_digest: "a2".into(),
                    materials: Vec::new(),
                    identity: None,
                },
            )
            .with("2026-11-25 10:00", &counter(), targets(second))
    };
    finds(
        Rule::AskedAgain,
        &asked(&["material:layout", "material:rules"]),
        "",
        &[4, 2],
    );
    leaves(Rule::AskedAgain, &asked(&["material:layout"]));
}

#[test]
fn r08_refused_without_a_reason_or_with_everybodys() {
    let refused = |reason: Reason| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .worked("2026-11-24 10:00")
            .decided("2026-11-25 10:00", &decider(), Decision::Refused)
            .beside(|beside| {
                beside.reasons.insert(7, reason);
            })
    };
    let reason = |length, cases| Reason { length, cases };
    let rule = Rule::RefusalWithoutReason;
    finds(rule, &refused(reason(9, 1)).told(), "short", &[7]);
    finds(rule, &refused(reason(40, 5)).told(), "template", &[7]);
    finds(rule, &refused(reason(40, 1)), "not-told", &[7]);
    leaves(rule, &refused(reason(10, 4)).told());
    // A reason that was erased is no empty one.
    leaves(
        rule,
        &refused(reason(40, 1))
            .told()
            .beside(|beside| beside.reasons.clear()),
    );
    leaves(rule, &Made::whole());
}

#[test]
fn r09_not_ours_and_not_whose() {
    let rule = Rule::DeclinedWithoutAgency;
    finds(
        rule,
        &Made::new().declined("2026-11-23 10:00", None),
        "",
        &[2],
    );
    leaves(
        rule,
        &Made::new().declined("2026-11-23 10:00", Some("620102-transport")),
    );
}

#[test]
fn r10_a_step_left_out_or_one_person_for_all() {
    let rule = Rule::StepOutOfOrder;
    let skipped = Made::new()
        .accepted("2026-11-23 10:00")
        .step(
            "2026-11-24 10:00",
            &examiner(),
            "examination",
            "pass",
            Some("decision"),
        )
        .decided("2026-11-25 10:00", &decider(), Decision::Granted);
    finds(rule, &skipped, "skipped", &[4]);
    let by = |decider: &Actor| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .worked("2026-11-24 10:00")
            .decided("2026-11-25 10:00", decider, Decision::Granted)
    };
    finds(rule, &by(&counter()), "same-person", &[7]);
    leaves(rule, &by(&decider()));
    // The definition keeps the examination apart from the acceptance, whatever the kind of the item.
    let examined = Made::new().accepted("2026-11-23 10:00").step(
        "2026-11-24 10:00",
        &counter(),
        "examination",
        "pass",
        Some("site-check"),
    );
    finds(rule, &examined, "same-person", &[3]);
    let refused_early = Made::new().accepted("2026-11-23 10:00").step(
        "2026-11-24 10:00",
        &examiner(),
        "examination",
        "fail",
        Some("decision"),
    );
    leaves(rule, &refused_early);
}

#[test]
fn r11_a_check_on_the_spot_by_one() {
    let checked = |second: Option<Actor>| {
        let made = Made::new().accepted("2026-11-23 10:00").step(
            "2026-11-24 10:00",
            &examiner(),
            "examination",
            "pass",
            Some("site-check"),
        );
        match second {
            Some(other) => made
                .step(
                    "2026-11-24 11:00",
                    &examiner(),
                    "site-check",
                    "qualified",
                    None,
                )
                .step(
                    "2026-11-24 12:00",
                    &other,
                    "site-check",
                    "qualified",
                    Some("review"),
                ),
            None => made.step(
                "2026-11-24 11:00",
                &examiner(),
                "site-check",
                "qualified",
                Some("review"),
            ),
        }
    };
    finds(Rule::CheckByOne, &checked(None), "", &[4]);
    leaves(Rule::CheckByOne, &checked(Some(examiner_2())));
}

#[test]
fn r12_who_examined_presided() {
    let heard = |by: &Actor| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .step(
                "2026-11-24 10:00",
                &examiner(),
                "examination",
                "pass",
                Some("site-check"),
            )
            .paused("2026-11-24 11:00", "hearing", true)
            .told()
            .resumed("2026-11-26 11:00", by)
    };
    finds(Rule::HearingByExaminer, &heard(&examiner()), "", &[6, 4]);
    leaves(Rule::HearingByExaminer, &heard(&head()));
    let tested = Made::new()
        .accepted("2026-11-23 10:00")
        .step(
            "2026-11-24 10:00",
            &examiner(),
            "examination",
            "pass",
            Some("site-check"),
        )
        .paused("2026-11-24 11:00", "testing", true)
        .resumed("2026-11-26 11:00", &examiner());
    leaves(Rule::HearingByExaminer, &tested);
}

#[test]
fn r13_extended_too_late_by_the_wrong_head_or_twice() {
    let rule = Rule::WrongExtension;
    let roles = |made: Made| {
        made.beside(|beside| {
            let mut is = |id: OfficerId, role| beside.roles.insert(id, vec![role]);
            is(officer_id(9), Role::Head);
            is(officer_id(7), Role::Decider);
            is(officer_id(12), Role::GovernmentHead);
        })
    };
    let accepted = || Made::new().accepted("2026-11-23 10:00");
    // Ten working days from 11-23 end with 12-07.
    finds(
        rule,
        &roles(accepted().extended("2026-12-08 00:00", &head())),
        "too-late",
        &[3],
    );
    finds(
        rule,
        &roles(accepted().extended("2026-12-07 23:59", &decider())),
        "wrong-role",
        &[3],
    );
    finds(
        rule,
        &roles(accepted().extended("2026-12-01 10:00", &government_head())),
        "wrong-role",
        &[3],
    );
    leaves(
        rule,
        &roles(accepted().extended("2026-12-07 23:59", &head())),
    );
    // Whose roles are not known, nothing is said of.
    leaves(rule, &accepted().extended("2026-12-07 23:59", &decider()));
    let twice = accepted()
        .extended("2026-12-01 10:00", &head())
        .extended("2026-12-02 10:00", &head());
    finds(rule, &roles(twice), "twice", &[4, 3]);
}

#[test]
fn r14_a_founded_complaint_of_a_fee() {
    let complained = |ground, founded| Made::new().complaint(ground, founded);
    finds(
        Rule::FeeNotInCatalogue,
        &complained(ComplaintGround::Fee, true),
        "complaint",
        &[2, 3],
    );
    leaves(
        Rule::FeeNotInCatalogue,
        &complained(ComplaintGround::Fee, false),
    );
    leaves(
        Rule::FeeNotInCatalogue,
        &complained(ComplaintGround::Attitude, true),
    );
}

#[test]
fn r15_something_that_the_item_does_not_list() {
    let asked = |token: &str| {
        let targets = asks(&[token]);
        Made::new().with("2026-11-23 10:00", &counter(), Fact::Corrected { targets })
    };
    let rule = Rule::UnlistedDemand;
    finds(rule, &asked("material:bank-statement"), "correction", &[2]);
    finds(rule, &asked("field:income"), "correction", &[2]);
    leaves(rule, &asked("material:layout"));
    let complained = |founded| Made::new().complaint(ComplaintGround::Demand, founded);
    finds(rule, &complained(true), "complaint", &[2, 3]);
    leaves(rule, &complained(false));
}

#[test]
fn r16_voided_when_time_ran_out() {
    let voided = |when: &str| Made::new().accepted("2026-11-23 10:00").voided(when);
    let rule = Rule::EndedBeforeDeadline;
    // The promise of five working days ends with 11-30.
    finds(rule, &voided("2026-11-30 10:00"), "near", &[3]);
    finds(rule, &voided("2026-12-01 00:01"), "overdue", &[3]);
    leaves(rule, &voided("2026-11-27 10:00"));
    // Before the acceptance it is the check's clock; while the applicant supplements, none of the agency's runs.
    finds(rule, &Made::new().voided("2026-11-30 10:00"), "near", &[2]);
    let returned = Made::new()
        .with(
            "2026-11-23 10:00",
            &counter(),
            Fact::Corrected {
                targets: asks(&["material:layout"]),
            },
        )
        .with(
            "2026-12-20 10:00",
            &counter(),
            Fact::Returned {
                reason: statement(),
            },
        );
    leaves(rule, &returned);
}

#[test]
fn r17_sent_back_and_applied_for_again() {
    let again =
        |returned: &str| Made::new().beside(|beside| beside.returned_at = Some(at(returned)));
    finds(Rule::SentToApplyAgain, &again("2026-11-20 10:00"), "", &[1]);
    leaves(Rule::SentToApplyAgain, &again("2026-10-01 10:00"));
    leaves(Rule::SentToApplyAgain, &Made::new());
}

#[test]
fn r18_decided_and_not_handed_over() {
    let decided = || {
        Made::new()
            .accepted("2026-11-23 10:00")
            .worked("2026-11-23 11:00")
            .decided("2026-11-24 10:00", &decider(), Decision::Granted)
            .told()
            .issued("2026-11-24 11:00", "2026-11-24")
    };
    let rule = Rule::NotDelivered;
    // Ten working days from 11-24 end with 12-08.
    leaves(rule, &decided().now("2026-12-08 23:59"));
    finds(rule, &decided().now("2026-12-09 00:00"), "", &[7]);
    finds(rule, &decided().delivered("2026-12-09 10:00"), "", &[7]);
    leaves(rule, &decided().delivered("2026-12-08 10:00"));
}

#[test]
fn r19_written_down_long_after() {
    let warned = |when: &str, level| {
        Made::new().accepted("2026-11-23 10:00").with(
            when,
            &Actor::SYSTEM,
            Fact::Warned {
                deadline: DeadlineKind::Promised,
                step: None,
                level,
                crossed_at: Some(at("2026-12-01 00:00")),
            },
        )
    };
    let rule = Rule::RecordedLate;
    let overdue = WarningLevel::Overdue;
    finds(rule, &warned("2026-12-02 02:00", overdue), "crossing", &[3]);
    leaves(rule, &warned("2026-12-01 00:15", overdue));
    // Nothing ended when it was only to end soon.
    leaves(rule, &warned("2026-12-02 02:00", WarningLevel::DueSoon));
    // A notice taken over late had moved the date into the past: nobody could have written it down before.
    let moved = |when: &str| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .with(
                "2026-12-04 09:00",
                &Actor::SYSTEM,
                Fact::Recalculated {
                    calendar: CALENDAR.version().into(),
                    reason: "notice".into(),
                    moved: Vec::new(),
                },
            )
            .with(
                when,
                &Actor::SYSTEM,
                Fact::Warned {
                    deadline: DeadlineKind::Promised,
                    step: None,
                    level: overdue,
                    crossed_at: Some(at("2026-12-01 00:00")),
                },
            )
    };
    leaves(rule, &moved("2026-12-04 09:01"));
    finds(rule, &moved("2026-12-05 11:00"), "crossing", &[4]);
    let issued = |on: &str| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .worked("2026-11-24 10:00")
            .decided("2026-11-27 10:00", &decider(), Decision::Granted)
            .issued("2026-11-27 11:00", on)
    };
    finds(rule, &issued("2026-11-24"), "licence", &[8]);
    leaves(rule, &issued("2026-11-27"));
}

#[test]
fn r20_silence_accepted() {
    let deemed = |deemed| {
        Made::new().with(
            "2026-12-01 00:00",
            &Actor::SYSTEM,
            Fact::Accepted {
                deemed,
                counts_from: at("2026-11-23 09:30"),
                calendar: CALENDAR.version().into(),
                next: Moves::to("examination"),
            },
        )
    };
    finds(Rule::CheckLapsed, &deemed(true), "", &[2]);
    leaves(Rule::CheckLapsed, &deemed(false));
}

#[test]
fn r21_ratings_that_are_not_the_applicants() {
    let rated = |when: &str, quick| {
        Made::whole()
            .rated(when, &applicant())
            .beside(|beside| beside.quick_ratings = quick)
    };
    let rule = Rule::RatingInSeries;
    finds(rule, &rated("2026-11-26 10:01", 5), "series", &[11]);
    leaves(rule, &rated("2026-11-26 10:01", 4));
    leaves(rule, &rated("2026-11-26 10:02", 5));
    finds(
        rule,
        &Made::whole().rated("2026-11-27 10:00", &counter_2()),
        "counter",
        &[11],
    );
}

#[test]
fn r22_another_promise_on_the_way() {
    let promise = |days| TimeLimit {
        value: days,
        unit: Unit::WorkingDay,
        start: domain::catalogue::StartEvent::Acceptance,
        basis: None,
    };
    let migrated = |days| {
        Made::new()
            .accepted("2026-11-23 10:00")
            .with(
                "2026-11-25 10:00",
                &crate::world::admin(),
                Fact::Migrated {
                    definition: "later".into(),
                    renamed: Vec::new(),
                    parties: Vec::new(),
                },
            )
            .beside(|beside| {
                beside.promises.insert("def".into(), promise(5));
                beside.promises.insert("later".into(), promise(days));
            })
    };
    finds(Rule::PromiseChanged, &migrated(8), "", &[3]);
    leaves(Rule::PromiseChanged, &migrated(5));
}

#[test]
fn who_answers_for_a_finding_is_whose_case_it_was_then() {
    let transferred =
        Made::new()
            .accepted("2026-11-23 10:00")
            .paused("2026-11-23 11:00", "site-visit", false);
    let found = transferred.findings();
    let pause = found
        .iter()
        .find(|finding| finding.rule == Rule::PauseWithoutBasis)
        .unwrap();
    assert_eq!(pause.agency, AGENCY);
    assert_eq!(pause.officer, examiner().by.officer());
    let lapsed = Made::new().with(
        "2026-11-24 10:00",
        &head(),
        Fact::Transferred {
            agency: "620102-transport".into(),
            reason: statement(),
        },
    );
    let lapsed = lapsed.declined("2026-11-25 10:00", None);
    let found = lapsed.findings();
    let declined = found
        .iter()
        .find(|one| one.rule == Rule::DeclinedWithoutAgency)
        .unwrap();
    assert_eq!(declined.agency, "620102-transport");
}
