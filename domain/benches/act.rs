//! What an act costs: the fold of a journal of 30 facts, and on it the record of a step that ends a branch of a
//! parallel, joins it and takes a choice by its conditions. Meant to stay below 50 µs together.
//! `cargo bench -p tongban-domain --bench act`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark stops at the first surprise"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use domain::authority::Role;
use domain::calendar::{Calendar, CalendarYear, CaseCalendar};
use domain::case::{
    Actor, ActorRef, Case, CaseData, Channel, Ctx, Entry, Fact, Received, Recording, StatementRef,
};
use domain::catalogue::{Audience, CaseKind, Definition, SourceFile, check_item, definition};
use domain::id::{ApplicantId, ApplicationId, CaseId, OfficerId, StatementId};
use domain::identifier::CaseNo;
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const AGENCY: &str = "620102-market-supervision";

/// The tests' sample, whose process becomes one with branches, rework and a choice.
fn joint() -> Definition {
    let sample = include_str!("../tests/it/sample.toml");
    let (head, rest) = sample.split_once("[[step]]").unwrap();
    let decision = rest.find("[[step]]\nkey = \"decision\"").unwrap();
    let name = "name = { zh = \"名\", en = \"Name\" }";
    let step = |key: &str, outcomes: &[(&str, &str)]| {
        let outcomes = outcomes.iter().map(|(outcome, next)| {
            format!("[[step.outcome]]\nkey = \"{outcome}\"\n{name}\nnext = \"{next}\"\n")
        });
        let outcomes: String = outcomes.collect();
        format!("[[step]]\nkey = \"{key}\"\n{name}\nrole = \"examiner\"\n{outcomes}\n")
    };
    let text = format!(
        "start = \"checks\"\n{head}\
         [[parallel]]\nkey = \"checks\"\n{name}\nbranches = [\"paper\", \"visit\", \"fire\"]\njoin = \"all\"\n\
         next = \"which-way\"\n\n\
         [[choice]]\nkey = \"which-way\"\n{name}\notherwise = \"review\"\n\
         [[choice.branch]]\nwhen = '''has(outcomes.fire) && outcomes.fire == \"object\"'''\nnext = \"hearing\"\n\
         [[choice.branch]]\nwhen = '''answers.has_agent && has(answers.area) && answers.area > 50'''\n\
         next = \"decision\"\n\n{}{}{}{}{}{}",
        step("paper", &[("ok", "join")]),
        step("visit", &[("ok", "join")]),
        step("fire", &[("agree", "join"), ("object", "join")]),
        step("review", &[("agree", "decision"), ("rework", "checks")]),
        step("hearing", &[("held", "review")]),
        &rest[decision..]
    );
    let file = SourceFile {
        path: "items/joint.toml".into(),
        text,
    };
    let definition = definition(&file).unwrap_or_else(|finding| panic!("{finding}"));
    let found = check_item(&definition.item, &file);
    assert!(found.is_empty(), "{found:?}");
    definition
}

fn received(calendar: &CaseCalendar) -> Received {
    let id = Uuid::from_u128(1);
    Received {
        case: CaseId(id),
        no: CaseNo::new("620102", date(2026, 11, 23), 1).unwrap(),
        query_code_digest: "qc".into(),
        application: ApplicationId(id),
        applicant: ApplicantId(id),
        item: "000131001001".into(),
        definition: "def".into(),
        kind: CaseKind::Promised,
        agency: AGENCY.into(),
        division: "620102".into(),
        prefecture: "620100".into(),
        channel: Channel::Online,
        answers_digest: "a1".into(),
        materials: Vec::new(),
        calendar: Some(calendar.statutory.version().into()),
        cut_off: None,
        consulted: Vec::new(),
        renews: None,
        parties: Vec::new(),
        tolerated: Vec::new(),
        confidential: false,
        observers: Vec::new(),
        identity: None,
    }
}

fn person(number: u128, role: Role) -> Actor {
    Actor {
        by: ActorRef::Officer(OfficerId(Uuid::from_u128(number))),
        roles: vec![role],
        agency: Some(AGENCY.into()),
    }
}

fn words() -> StatementRef {
    StatementRef {
        id: StatementId(Uuid::nil()),
        digest: "d".into(),
    }
}

fn acts(criterion: &mut Criterion) {
    let texts = [
        include_str!("../../catalogue/calendars/2025.toml"),
        include_str!("../../catalogue/calendars/2026.toml"),
    ];
    let years = texts.map(|text| CalendarYear::parse(text).unwrap());
    let calendar = CaseCalendar::national(Calendar::new(years));
    let tz = TimeZone::get("Asia/Shanghai").unwrap();
    let definition = joint();
    let answers = [("has-agent", "yes"), ("area", "60")];
    let data = CaseData {
        answers: answers
            .map(|(key, value)| (key.into(), value.into()))
            .into(),
        applicant: Audience::Person,
        records: [].into(),
    };
    let begin: Timestamp = "2026-11-23T02:00:00Z".parse().unwrap();
    let ctx = |now| Ctx {
        item: &definition.item,
        calendar: &calendar,
        tz: &tz,
        now,
        data: Some(&data),
    };
    let mut entries = vec![Entry {
        seq: 1,
        at: begin,
        actor: ActorRef::Applicant(ApplicantId(Uuid::from_u128(1))),
        fact: Fact::Received(Box::new(received(&calendar))),
    }];
    let mut case = Case::replay(&entries).unwrap();
    let opinion = words();
    let record = |case: &Case, by: &Actor, step: &str, outcome: &str| {
        let recording = Recording {
            outcome,
            opinion: &opinion,
            record: None,
            proposed: None,
        };
        let now = begin + SignedDuration::from_hours(1);
        case.record_step(by, step, recording, &ctx(now)).unwrap()
    };
    let mut push = |case: &mut Case, by: &Actor, facts: Vec<Fact>| {
        for fact in facts {
            let entry = Entry {
                seq: case.seq + 1,
                at: begin,
                actor: by.by,
                fact,
            };
            case.apply(&entry).unwrap();
            entries.push(entry);
        }
    };
    let counter = person(2, Role::Counter);
    let accepted = case.accept(&counter, &ctx(begin)).unwrap();
    push(&mut case, &counter, accepted);
    // The fire service objects and withdraws it, and the hearing sends it back twice: rounds of claims and opinions.
    let examiner = person(3, Role::Examiner);
    let mut step = |case: &mut Case, key: &str, outcome: &str| {
        let claimed = case.claim(&examiner, key, &ctx(begin)).unwrap();
        push(case, &examiner, claimed);
        let recorded = record(case, &examiner, key, outcome);
        push(case, &examiner, recorded);
    };
    for _ in 0..2 {
        step(&mut case, "paper", "ok");
        step(&mut case, "visit", "ok");
        step(&mut case, "fire", "object");
        step(&mut case, "hearing", "held");
        step(&mut case, "review", "rework");
    }
    step(&mut case, "paper", "ok");
    step(&mut case, "visit", "ok");
    let claimed = case.claim(&examiner, "fire", &ctx(begin)).unwrap();
    let released = Fact::Released {
        step: "fire".into(),
    };
    for facts in [claimed.clone(), vec![released], claimed] {
        push(&mut case, &examiner, facts);
    }
    let warned = case.signal(
        &Actor::SYSTEM,
        &ctx(begin + SignedDuration::from_hours(24 * 7)),
    );
    push(
        &mut case,
        &Actor::SYSTEM,
        warned.into_iter().take(1).collect(),
    );
    assert_eq!(entries.len(), 30);

    criterion.bench_function("the fold of 30 facts", |bencher| {
        bencher.iter(|| Case::replay(black_box(&entries)).unwrap());
    });
    let decided = record(&case, &examiner, "fire", "agree");
    let Some(Fact::StepRecorded {
        next: Some(next), ..
    }) = decided.first()
    else {
        panic!("not a step's")
    };
    assert_eq!((next.open[0].as_str(), next.taken.len()), ("decision", 1));
    criterion.bench_function("a step that joins and takes a choice", |bencher| {
        bencher.iter(|| record(black_box(&case), &examiner, "fire", "agree"));
    });
    criterion.bench_function("an act: the fold of 30 facts and the step", |bencher| {
        bencher.iter(|| {
            let case = Case::replay(black_box(&entries)).unwrap();
            record(&case, &examiner, "fire", "agree")
        });
    });
}

criterion_group!(benches, acts);
criterion_main!(benches);
