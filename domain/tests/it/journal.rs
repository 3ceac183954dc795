//! The contract of the journal table: the JSON of each fact, what folds, and the hash chain.

use domain::authority::Role;
use domain::case::{
    ActorRef, Arrival, Broken, Case, Channel, ComplaintGround, DeadlineKind, Decision,
    DeclineGround, DeliveryMethod, Dimensions, Entry, Fact, Instrument, Moved, Moves, NoticeNo,
    Opinion, Party, Received, Renamed, SIGNED_RECEIPT, Taken, VoidGround, WarningLevel, journal,
};
use domain::identifier::LicenceNo;
use domain::limit::Limit;

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn every_fact() -> Vec<Fact> {
    vec![
        Fact::Received(Box::new(received())),
        Fact::Corrected {
            targets: asks(&["field:name", "material:layout"]),
        },
        Fact::Supplemented {
            answers_digest: "a2".into(),
            materials: vec![material("layout", 3)],
            identity: None,
        },
        Fact::Accepted {
            deemed: false,
            counts_from: at(MONDAY),
            calendar: "cal".into(),
            next: "examination".into(),
        },
        Fact::Declined {
            ground: DeclineGround::NotOurs,
            agency: Some("620103-market-supervision".into()),
            reason: statement(),
        },
        Fact::Declined {
            ground: DeclineGround::NotRequired,
            agency: None,
            reason: statement(),
        },
        Fact::Returned {
            reason: statement(),
        },
        Fact::Claimed {
            step: "examination".into(),
        },
        Fact::Released {
            step: "examination".into(),
        },
        Fact::StepRecorded {
            record: None,
            proposed: None,
            step: "site-check".into(),
            outcome: "qualified".into(),
            opinion: statement(),
            next: None,
        },
        Fact::Decided {
            step: "decision".into(),
            decision: Decision::Granted,
            reason: statement(),
            next: "licence".into(),
        },
        Fact::LicenceIssued {
            step: "licence".into(),
            number: LicenceNo::new("11100000MB03271699022", ISSUER, "1", 1).unwrap(),
            issued_on: day("2026-11-23"),
            valid_until: Some(day("2031-11-22")),
            next: "delivery".into(),
        },
        Fact::Delivered {
            step: "delivery".into(),
            method: DeliveryMethod::Electronic,
            identity: None,
            note: Some(statement()),
            next: "end".into(),
        },
        Fact::ReceiptKept {
            of: 7,
            materials: vec![material(SIGNED_RECEIPT, 4)],
        },
        Fact::Withdrawn { reason: None },
        Fact::Rated {
            dimensions: Dimensions::default(),
            level: 5,
            comment: None,
        },
        Fact::Warned {
            deadline: DeadlineKind::Step,
            step: Some("review".into()),
            level: WarningLevel::StatutoryOverdue,
            crossed_at: Some(at("2026-11-24 00:00")),
        },
        Fact::Paused {
            reason: "expert-review".into(),
            legal: true,
            expected: Limit::working_days(12),
            notice: NOTICE,
            explanation: statement(),
        },
        Fact::Resumed {
            result: statement(),
        },
        Fact::Extended {
            limit: Limit::working_days(10),
            notice: NOTICE,
            reason: statement(),
        },
        Fact::OpinionGiven {
            key: "housing".into(),
            opinion: Opinion::Objects,
            text: statement(),
        },
        Fact::ConsentDeemed {
            key: "housing".into(),
        },
        Fact::DeemedRenewed {
            lapsed_at: "2026-12-31T16:00:00Z".parse().unwrap(),
            next: "licence".into(),
        },
        Fact::Ordered {
            limit: Limit::working_days(3),
            text: statement(),
            instrument: Instrument::Order,
            organ: None,
            notice: None,
            warning: None,
        },
        Fact::OrderAnswered {
            order: 7,
            text: statement(),
        },
        Fact::FollowedUp { text: statement() },
        Fact::RaterContacted {
            complex: true,
            text: statement(),
        },
        Fact::CalledBack {
            content: false,
            text: statement(),
        },
        Fact::FollowUpAnswered {
            content: true,
            text: None,
        },
        Fact::RatingAppealed { text: statement() },
        Fact::RatingAppealDecided {
            excluded: true,
            text: statement(),
        },
        Fact::RatingReleased {
            text: Some(statement()),
        },
        Fact::Recalculated {
            calendar: "0123456789ab".into(),
            reason: "notice".into(),
            moved: vec![Moved {
                deadline: DeadlineKind::Statutory,
                step: None,
                from: day("2027-01-19"),
                to: day("2027-01-20"),
            }],
        },
        Fact::Received(Box::new(Received {
            channel: Channel::Counter,
            parties: vec![Party {
                step: "fire".into(),
                agency: "620102-fire-rescue".into(),
            }],
            tolerated: vec!["rules".into()],
            ..received()
        })),
        Fact::StepRecorded {
            record: Some(statement()),
            proposed: Some("agree".into()),
            step: "fire".into(),
            outcome: "agree".into(),
            opinion: statement(),
            next: Some(Moves {
                open: vec!["review".into()],
                closed: vec!["planning".into()],
                arrived: vec![Arrival {
                    parallel: "checks".into(),
                    branch: 1,
                }],
                joined: vec!["opinions".into()],
                taken: vec![Taken {
                    choice: "which-way".into(),
                    next: "review".into(),
                }],
                ends: false,
            }),
        },
        Fact::StepRecorded {
            record: None,
            proposed: None,
            step: "follow-up".into(),
            outcome: "broken".into(),
            opinion: statement(),
            next: Some("end".into()),
        },
        Fact::Revoked {
            step: "follow-up".into(),
        },
        Fact::StepLapsed {
            step: "planning".into(),
            outcome: "agree".into(),
            lapsed_at: at("2026-11-25 00:00"),
            next: Moves {
                ends: true,
                open: vec!["follow-up".into()],
                ..Moves::default()
            },
        },
        Fact::Assigned {
            step: "review".into(),
            to: officer_id(3),
        },
        Fact::Transferred {
            agency: "620103-market-supervision".into(),
            reason: statement(),
        },
        Fact::Disputed {
            step: None,
            reason: statement(),
        },
        Fact::Disputed {
            step: Some("fire".into()),
            reason: statement(),
        },
        Fact::Dispatched {
            step: "fire".into(),
            agency: "620103-fire-rescue".into(),
            reason: statement(),
        },
        Fact::Routed {
            choice: "which-way".into(),
            reason: None,
            next: "review".into(),
        },
        Fact::Routed {
            choice: "which-way".into(),
            reason: Some(statement()),
            next: "review".into(),
        },
        Fact::Migrated {
            definition: "def-2".into(),
            renamed: vec![Renamed {
                from: "review".into(),
                to: "second-look".into(),
            }],
            parties: vec![Party {
                step: "fire".into(),
                agency: "620102-fire-rescue".into(),
            }],
        },
        Fact::Rated {
            level: 2,
            dimensions: Dimensions::new([Some(1), None, Some(5), None]),
            comment: Some(statement()),
        },
        Fact::Enquired { text: statement() },
        Fact::EnquiryAnswered {
            enquiry: 7,
            text: statement(),
        },
        Fact::Reminded,
        Fact::Complained {
            ground: ComplaintGround::Demand,
            text: statement(),
        },
        Fact::ComplaintForwarded { complaint: 7 },
        Fact::ComplaintAnswered {
            complaint: 7,
            founded: true,
            text: statement(),
        },
        Fact::NoticeSent {
            of: 7,
            number: NoticeNo {
                year: 2026,
                serial: 12,
            },
            digest: "5d".into(),
        },
        Fact::AdviceAsked {
            step: "review".into(),
            agency: AGENCY.into(),
            of: officer_id(4),
            role: Role::Examiner,
            text: statement(),
        },
        Fact::AdviceGiven {
            asked: 7,
            text: statement(),
        },
        Fact::AdviceTakenBack { asked: 7 },
        Fact::Voided {
            ground: VoidGround::ApplicantGone,
            reason: statement(),
        },
        Fact::Ordered {
            limit: Limit::working_days(3),
            text: statement(),
            instrument: Instrument::Correction,
            organ: Some("620100-supervision".into()),
            notice: Some(NoticeNo {
                year: 2026,
                serial: 12,
            }),
            warning: Some(6),
        },
        Fact::WarningExplained {
            warning: 6,
            text: statement(),
        },
        Fact::WarningCleared {
            warning: 6,
            text: statement(),
        },
        Fact::OrderAccepted {
            order: 7,
            text: None,
        },
        Fact::OrderSentBack {
            order: 7,
            limit: Limit::working_days(1),
            text: statement(),
        },
        Fact::OrderLifted {
            order: 7,
            text: statement(),
        },
        Fact::OrderRaised {
            order: 7,
            to: "620000".into(),
        },
    ]
}

#[test]
fn every_fact_reads_back_from_its_json() {
    let mut lines = Vec::new();
    for fact in every_fact() {
        let json = serde_json::to_string(&fact).unwrap();
        assert_eq!(serde_json::from_str::<Fact>(&json).unwrap(), fact);
        lines.push(json);
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    {"fact":"received","case":"00000000-0000-0000-0000-00000000ca5e","no":"62010220261123000001F","query-code-digest":"qc","application":"00000000-0000-0000-0000-00000000a991","applicant":"00000000-0000-0000-0000-0000000000a1","item":"000131001001","definition":"def","kind":"promised","agency":"620102-market-supervision","division":"620102","prefecture":"620100","channel":"online","answers-digest":"a1","materials":[{"rule":"layout","id":"00000000-0000-0000-0000-000000000001","digest":"01"},{"rule":"rules","id":"00000000-0000-0000-0000-000000000002","digest":"02"}],"calendar":"fdc7797ddb07"}
    {"fact":"corrected","targets":[{"field":"name","note":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}},{"material":"layout","note":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}]}
    {"fact":"supplemented","answers-digest":"a2","materials":[{"rule":"layout","id":"00000000-0000-0000-0000-000000000003","digest":"03"}]}
    {"fact":"accepted","deemed":false,"counts-from":"2026-11-23T02:00:00Z","calendar":"cal","next":"examination"}
    {"fact":"declined","ground":"not-ours","agency":"620103-market-supervision","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"declined","ground":"not-required","agency":null,"reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"returned","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"claimed","step":"examination"}
    {"fact":"released","step":"examination"}
    {"fact":"step-recorded","step":"site-check","outcome":"qualified","opinion":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"next":null}
    {"fact":"decided","step":"decision","decision":"granted","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"next":"licence"}
    {"fact":"licence-issued","step":"licence","number":"1.2.156.3005.2.11100000MB03271699022.11620102MBDEM3048D.1.001.0","issued-on":"2026-11-23","valid-until":"2031-11-22","next":"delivery"}
    {"fact":"delivered","step":"delivery","method":"electronic","note":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"next":"end"}
    {"fact":"receipt-kept","of":7,"materials":[{"rule":"signed-receipt","id":"00000000-0000-0000-0000-000000000004","digest":"04"}]}
    {"fact":"withdrawn","reason":null}
    {"fact":"rated","level":5,"comment":null}
    {"fact":"warned","deadline":"step","step":"review","level":"statutory-overdue","crossed-at":"2026-11-23T16:00:00Z"}
    {"fact":"paused","reason":"expert-review","legal":true,"expected":"12wd","notice":{"year":2026,"serial":1},"explanation":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"resumed","result":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"extended","limit":"10wd","notice":{"year":2026,"serial":1},"reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"opinion-given","key":"housing","opinion":"objects","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"consent-deemed","key":"housing"}
    {"fact":"deemed-renewed","lapsed-at":"2026-12-31T16:00:00Z","next":"licence"}
    {"fact":"ordered","limit":"3wd","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"order-answered","order":7,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"followed-up","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"rater-contacted","complex":true,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"called-back","content":false,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"follow-up-answered","content":true,"text":null}
    {"fact":"rating-appealed","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"rating-appeal-decided","excluded":true,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"rating-released","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"recalculated","calendar":"0123456789ab","reason":"notice","moved":[{"deadline":"statutory","from":"2027-01-19","to":"2027-01-20"}]}
    {"fact":"received","case":"00000000-0000-0000-0000-00000000ca5e","no":"62010220261123000001F","query-code-digest":"qc","application":"00000000-0000-0000-0000-00000000a991","applicant":"00000000-0000-0000-0000-0000000000a1","item":"000131001001","definition":"def","kind":"promised","agency":"620102-market-supervision","division":"620102","prefecture":"620100","channel":"counter","answers-digest":"a1","materials":[{"rule":"layout","id":"00000000-0000-0000-0000-000000000001","digest":"01"},{"rule":"rules","id":"00000000-0000-0000-0000-000000000002","digest":"02"}],"calendar":"fdc7797ddb07","parties":[{"step":"fire","agency":"620102-fire-rescue"}],"tolerated":["rules"]}
    {"fact":"step-recorded","step":"fire","outcome":"agree","opinion":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"record":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"proposed":"agree","next":{"open":["review"],"closed":["planning"],"arrived":[{"parallel":"checks","branch":1}],"joined":["opinions"],"taken":[{"choice":"which-way","next":"review"}]}}
    {"fact":"step-recorded","step":"follow-up","outcome":"broken","opinion":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"next":"end"}
    {"fact":"revoked","step":"follow-up"}
    {"fact":"step-lapsed","step":"planning","outcome":"agree","lapsed-at":"2026-11-24T16:00:00Z","next":{"open":["follow-up"],"ends":true}}
    {"fact":"assigned","step":"review","to":"00000000-0000-0ff1-0000-000000000003"}
    {"fact":"transferred","agency":"620103-market-supervision","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"disputed","step":null,"reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"disputed","step":"fire","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"dispatched","step":"fire","agency":"620103-fire-rescue","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"routed","choice":"which-way","reason":null,"next":"review"}
    {"fact":"routed","choice":"which-way","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"next":"review"}
    {"fact":"migrated","definition":"def-2","renamed":[{"from":"review","to":"second-look"}],"parties":[{"step":"fire","agency":"620102-fire-rescue"}]}
    {"fact":"rated","level":2,"dimensions":{"efficiency":1,"convenience":5},"comment":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"enquired","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"enquiry-answered","enquiry":7,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"reminded"}
    {"fact":"complained","ground":"demand","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"complaint-forwarded","complaint":7}
    {"fact":"complaint-answered","complaint":7,"founded":true,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"notice-sent","of":7,"number":{"year":2026,"serial":12},"digest":"5d"}
    {"fact":"advice-asked","step":"review","agency":"620102-market-supervision","of":"00000000-0000-0ff1-0000-000000000004","role":"examiner","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"advice-given","asked":7,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"advice-taken-back","asked":7}
    {"fact":"voided","ground":"applicant-gone","reason":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"ordered","limit":"3wd","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"},"instrument":"correction","organ":"620100-supervision","notice":{"year":2026,"serial":12},"warning":6}
    {"fact":"warning-explained","warning":6,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"warning-cleared","warning":6,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"order-accepted","order":7,"text":null}
    {"fact":"order-sent-back","order":7,"limit":"1wd","text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"order-lifted","order":7,"text":{"id":"00000000-0000-0000-0000-000000000057","digest":"5d"}}
    {"fact":"order-raised","order":7,"to":"620000"}
    "#);
}

#[test]
fn entries_and_actors_read_back_from_their_json() {
    let entry = Entry {
        seq: 7,
        at: at("2026-11-23 10:00"),
        actor: counter().by,
        fact: Fact::Claimed {
            step: "acceptance".into(),
        },
    };
    let json = serde_json::to_string(&entry).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
    let substitute = ActorRef::Substitute {
        by: officer_id(4),
        r#for: officer_id(3),
        until: day("2026-12-04"),
    };
    let actors: Vec<_> = [counter().by, substitute, applicant().by, ActorRef::System]
        .iter()
        .map(|actor| serde_json::to_string(actor).unwrap())
        .collect();
    insta::assert_snapshot!(format!("{json}\n{}", actors.join("\n")), @r#"
    {"seq":7,"at":"2026-11-23T02:00:00Z","actor":{"officer":"00000000-0000-0ff1-0000-000000000001"},"fact":{"fact":"claimed","step":"acceptance"}}
    {"officer":"00000000-0000-0ff1-0000-000000000001"}
    {"substitute":{"by":"00000000-0000-0ff1-0000-000000000004","for":"00000000-0000-0ff1-0000-000000000003","until":"2026-12-04"}}
    {"applicant":"00000000-0000-0000-0000-0000000000a1"}
    "system"
    "#);
}

fn broken(entries: &[Entry]) -> &'static str {
    let Err(Broken { why, .. }) = Case::replay(entries) else {
        panic!("it folds")
    };
    why
}

#[test]
fn no_journal_without_an_order() {
    assert_eq!(broken(&[]), "empty");
    let whole = Run::accepted(item(), MONDAY).to("end").entries;
    assert_eq!(broken(&whole[1..]), "the first fact is not a receipt");
    let mut late = whole[..1].to_vec();
    late[0].seq = 2;
    assert_eq!(broken(&late), "does not start at 1");
    let mut gap = whole.clone();
    gap.remove(3);
    assert_eq!(broken(&gap), "gap");
    assert_eq!(
        Broken { seq: 4, why: "gap" }.to_string(),
        "entry 4 can't follow: gap"
    );
}

/// A journal, and what can't come next.
fn after(run: &Run, actor: ActorRef, fact: Fact) -> &'static str {
    let mut case = run.case.clone();
    let entry = Entry {
        seq: case.seq + 1,
        at: run.now,
        actor,
        fact,
    };
    case.apply(&entry).unwrap_err().why
}

#[test]
fn facts_that_no_act_could_have_written_do_not_fold() {
    let [received, corrected, supplemented, accepted, declined, ..] = &every_fact()[..] else {
        panic!("too few")
    };
    let step = |step: &str, next: Option<&str>| Fact::StepRecorded {
        step: step.into(),
        outcome: "pass".into(),
        opinion: statement(),
        next: next.map(Into::into),
        record: None,
        proposed: None,
    };
    let decided = |step: &str| Fact::Decided {
        step: step.into(),
        decision: Decision::Granted,
        reason: statement(),
        next: "licence".into(),
    };
    let claimed = |step: &str| Fact::Claimed { step: step.into() };
    let released = |step: &str| Fact::Released { step: step.into() };
    let returned = Fact::Returned {
        reason: statement(),
    };
    let rated = Fact::Rated {
        dimensions: Dimensions::default(),
        level: 5,
        comment: None,
    };
    let (window, officer) = (counter().by, examiner().by);

    let new = Run::new(item(), MONDAY);
    assert_eq!(after(&new, window, received.clone()), "a second receipt");
    assert_eq!(
        after(&new, window, supplemented.clone()),
        "nothing was asked for"
    );
    assert_eq!(after(&new, window, returned), "no supplement is awaited");
    assert_eq!(after(&new, window, rated.clone()), "can't be rated");
    assert_eq!(
        after(&new, window, step("examination", None)),
        "the step is not open"
    );
    assert_eq!(
        after(&new, window, claimed("examination")),
        "the step is not open"
    );
    assert_eq!(
        after(&new, window, released("acceptance")),
        "the task is not theirs"
    );

    let mut asked = new.clone();
    asked.correct(MONDAY, &["material:layout"]).unwrap();
    assert_eq!(
        after(&asked, window, accepted.clone()),
        "not with the counter"
    );
    assert_eq!(
        after(&asked, window, corrected.clone()),
        "not with the counter"
    );
    assert_eq!(
        after(&asked, window, declined.clone()),
        "not with the counter"
    );

    let open = Run::accepted(item(), MONDAY);
    assert_eq!(
        after(&open, ActorRef::System, step("examination", None)),
        "not an officer's"
    );
    assert_eq!(
        after(&open, officer, step("examination", Some("end"))),
        "ended without a decision"
    );
    assert_eq!(
        after(&open, officer, decided("decision")),
        "the step is not open"
    );
    let mut claim = open.clone();
    claim
        .act(MONDAY, &examiner(), |case, ctx| {
            case.claim(&examiner(), "examination", ctx)
        })
        .unwrap();
    assert_eq!(
        after(&claim, examiner_2().by, claimed("examination")),
        "the task is not free"
    );
    assert_eq!(
        after(&claim, examiner_2().by, released("examination")),
        "the task is not theirs"
    );

    let routed = Fact::Routed {
        choice: "which-way".into(),
        reason: None,
        next: "review".into(),
    };
    assert_eq!(after(&open, window, routed), "the step is not open");
    let moved = |next: Moves| Fact::StepRecorded {
        step: "examination".into(),
        outcome: "pass".into(),
        opinion: statement(),
        next: Some(next),
        record: None,
        proposed: None,
    };
    let gives_up = Moves {
        closed: vec!["review".into()],
        ..Moves::to("site-check")
    };
    assert_eq!(
        after(&open, officer, moved(gives_up)),
        "the step is not open"
    );
    let twice = Moves {
        open: vec!["review".into(), "review".into()],
        ..Moves::default()
    };
    assert_eq!(
        after(&open, officer, moved(twice)),
        "the step is open already"
    );
    let arrival = Arrival {
        parallel: "checks".into(),
        branch: 0,
    };
    let arrives_twice = Moves {
        arrived: vec![arrival.clone(), arrival],
        ..Moves::to("review")
    };
    assert_eq!(
        after(&open, officer, moved(arrives_twice)),
        "a branch arrived twice"
    );
    assert_eq!(
        after(&open, officer, moved(Moves::default())),
        "nothing is open, and the case has not ended"
    );
    let disputed = |step: Option<&str>| Fact::Disputed {
        step: step.map(Into::into),
        reason: statement(),
    };
    assert_eq!(
        after(&open, officer, disputed(None)),
        "no transfer to dispute"
    );
    assert_eq!(
        after(&open, officer, disputed(Some("review"))),
        "the step is not open"
    );
    let dispatched = Fact::Dispatched {
        step: "examination".into(),
        agency: "620103-market-supervision".into(),
        reason: statement(),
    };
    assert_eq!(after(&open, window, dispatched), "nothing is disputed");
    let revoked = Fact::Revoked {
        step: "examination".into(),
    };
    assert_eq!(after(&open, officer, revoked), "nothing to revoke");
    let supplied = Fact::Supplemented {
        answers_digest: "a2".into(),
        materials: vec![material("layout", 3)],
        identity: None,
    };
    assert_eq!(after(&open, applicant().by, supplied), "nothing is owed");
    let lapsed = Fact::StepLapsed {
        step: "review".into(),
        outcome: "agree".into(),
        lapsed_at: at(MONDAY),
        next: "decision".into(),
    };
    assert_eq!(
        after(&open, ActorRef::System, lapsed),
        "the step is not open"
    );

    let mut half = open.clone().to("site-check");
    half.step(MONDAY, &examiner(), "site-check", "qualified")
        .unwrap();
    let again = half.entries.last().unwrap().fact.clone();
    assert_eq!(
        after(&half, officer, again),
        "signed twice by the same person"
    );

    let decision = open.clone().to("licence");
    let withdrawn = Fact::Withdrawn { reason: None };
    assert_eq!(
        after(&decision, window, withdrawn),
        "withdrawn after the decision"
    );
    assert_eq!(
        after(&decision, window, decided("licence")),
        "decided before"
    );

    let mut end = open.to("end");
    assert_eq!(
        after(&end, window, claimed("delivery")),
        "the step is not open"
    );
    end.act(MONDAY, &applicant(), |case, ctx| {
        rating(case, &applicant(), 5, ctx)
    })
    .unwrap();
    assert_eq!(after(&end, window, rated), "can't be rated");
}

#[test]
fn the_hash_covers_every_part() {
    let case = received().case;
    let other = domain::id::CaseId(uuid::Uuid::from_u128(1));
    let whole = journal::hash(journal::GENESIS, case, 1, 1000, "\"system\"", "{}");
    assert_eq!(whole.len(), 64);
    for changed in [
        journal::hash("0", case, 1, 1000, "\"system\"", "{}"),
        journal::hash("", other, 1, 1000, "\"system\"", "{}"),
        journal::hash("", case, 2, 1000, "\"system\"", "{}"),
        journal::hash("", case, 1, 1001, "\"system\"", "{}"),
        journal::hash("", case, 1, 1000, "\"applicant\"", "{}"),
        journal::hash("", case, 1, 1000, "\"system\"", "{ }"),
        journal::hash("", case, 1, 1000, "\"system\"{", "}"),
    ] {
        assert_ne!(changed, whole);
    }
}
