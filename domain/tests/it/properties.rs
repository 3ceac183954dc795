//! Whatever is attempted, by whomever and whenever, what comes of it holds together.

use domain::authority::{Act, Role};
use domain::case::{Actor, ActorRef, Case, DeadlineKind, Entry, Fact, Stage, journal};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::world::*;

/// One attempt: who, what, which of its arguments, how many minutes later.
#[derive(Debug, Clone)]
struct Attempt {
    actor: usize,
    act: usize,
    /// Take an act that the stage asks for, so that cases come far.
    guided: bool,
    variant: usize,
    minutes: i64,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let minutes = prop_oneof![8 => 0_i64..300, 1 => 300_i64..20_000];
    let one = (
        0..PEOPLE,
        0..Act::ALL.len(),
        prop::bool::weighted(0.7),
        0..12_usize,
        minutes,
    )
        .prop_map(|(actor, act, guided, variant, minutes)| Attempt {
            actor,
            act,
            guided,
            variant,
            minutes,
        });
    prop::collection::vec(one, 0..80)
}

const PEOPLE: usize = 14;

fn person(index: usize) -> Actor {
    match index {
        0 => counter(),
        1 => examiner(),
        2 => examiner_2(),
        3 => reviewer(),
        4 => decider(),
        5 => issuer(),
        6 => supervisor(),
        7 => applicant(),
        8 => Actor::SYSTEM,
        9 => officer(30, &[Role::Examiner, Role::Reviewer, Role::Decider]),
        10 => officer(31, &[Role::Counter, Role::Decider, Role::Issuer]),
        other => everyone(40 + other as u128),
    }
}

fn fitting(run: &Run, variant: usize) -> Act {
    let choices: &[Act] = match &run.case.stage {
        Stage::Received => &[
            Act::Acceptance,
            Act::Correction,
            Act::Claim,
            Act::Acceptance,
        ],
        Stage::AwaitingSupplement => &[Act::Supplement, Act::Supplement, Act::Return],
        Stage::InProcess if run.case.open_pause().is_some() => &[Act::Resumption],
        Stage::InProcess => match run.case.open_step().unwrap() {
            "decision" => &[Act::Decision, Act::Decision, Act::Claim],
            "licence" => &[Act::Licence],
            "delivery" => &[Act::Delivery],
            _ => &[Act::Step, Act::Step, Act::Claim],
        },
        Stage::Concluded(_) => &[Act::Rating],
    };
    choices[variant % choices.len()]
}

/// Plays the attempts, holding what must hold after each.
fn play(attempts: &[Attempt]) -> Result<Run, TestCaseError> {
    let mut run = Run::new(item(), "2026-09-17 10:00");
    for attempt in attempts {
        run.now += SignedDuration::from_mins(attempt.minutes);
        let act = if attempt.guided {
            fitting(&run, attempt.variant)
        } else {
            Act::ALL[attempt.act]
        };
        let actor = person(attempt.actor);
        let was_open = run.case.is_open();
        let Ok(facts) = crate::world::attempt(&run, &actor, act, attempt.variant) else {
            continue;
        };
        prop_assert!(facts.is_empty() || actor.may(act));
        let afterwards = [
            Act::Rating,
            Act::Order,
            Act::OrderReply,
            Act::OrderReview,
            Act::OrderLifting,
            Act::OrderRaising,
            Act::RatingContact,
            Act::FollowUp,
            Act::CallBack,
            Act::RatingReply,
            Act::RatingAppeal,
            Act::RatingVerdict,
            Act::RatingRelease,
            Act::Signal,
            Act::Enquiry,
            Act::EnquiryReply,
            Act::WarningExplanation,
            Act::WarningClearance,
            Act::Escalation,
            Act::Complaint,
            Act::Forwarding,
            Act::ComplaintReply,
        ];
        prop_assert!(was_open || facts.is_empty() || afterwards.contains(&act));
        // `push` compares the replay of the journal with the folded state.
        run.push(&actor, facts);
        holds(&run)?;
    }
    Ok(run)
}

fn holds(run: &Run) -> Result<(), TestCaseError> {
    for deadline in run.deadlines() {
        let counted = &deadline.counted;
        prop_assert!(counted.start_on <= counted.due_on);
        prop_assert!(counted.soon_at < counted.due_at);
        let outlives = matches!(
            deadline.kind,
            DeadlineKind::OrderReply
                | DeadlineKind::RatingContact
                | DeadlineKind::RatingFollowUp
                | DeadlineKind::EnquiryReply
        );
        prop_assert!(run.case.is_open() || outlives || !deadline.is_running());
        if let Some(explanation) = deadline.explain(&run.ctx()) {
            prop_assert_eq!(explanation.due_at, counted.due_at);
        }
    }
    let projection = run.case.project(&run.ctx());
    prop_assert_eq!(
        &projection,
        &Case::replay(&run.entries).unwrap().project(&run.ctx())
    );
    let beside = [
        "order-reply",
        "rating-contact",
        "rating-follow-up",
        "enquiry-reply",
        "advice",
    ];
    let main = projection
        .tasks
        .iter()
        .filter(|task| !beside.iter().any(|beside| task.step.starts_with(beside)));
    prop_assert_eq!(main.count(), usize::from(run.case.is_open()));
    prop_assert_eq!(projection.row.open, projection.row.result.is_none());
    let mut warned = run.clone();
    let facts = warned.case.signal(&Actor::SYSTEM, &warned.ctx());
    warned.push(&Actor::SYSTEM, facts);
    prop_assert!(warned.case.signal(&Actor::SYSTEM, &warned.ctx()).is_empty());
    apart(&run.entries)
}

/// Read from the journal, not from the folded state: who decided had done nothing before, and
/// the site check is two people's.
fn apart(entries: &[Entry]) -> Result<(), TestCaseError> {
    let mut worked: Vec<(String, ActorRef)> = Vec::new();
    let mut decisions = 0;
    let mut signed: Vec<(ActorRef, String)> = Vec::new();
    for entry in entries {
        match &entry.fact {
            Fact::Accepted { .. } => worked.push(("acceptance".into(), entry.actor)),
            Fact::StepRecorded {
                step,
                outcome,
                next,
                ..
            } => {
                let done = |at: &str| worked.contains(&(at.to_owned(), entry.actor));
                prop_assert!(!done("acceptance"));
                if step == "review" {
                    prop_assert!(!done("examination") && !done("site-check"));
                }
                if step == "site-check" {
                    signed.retain(|(_, before)| before == outcome);
                    signed.push((entry.actor, outcome.clone()));
                    if next.is_some() {
                        prop_assert_eq!(signed.len(), 2);
                        prop_assert!(signed[0].0 != signed[1].0);
                        signed.clear();
                    }
                }
                worked.push((step.clone(), entry.actor));
            }
            Fact::Decided { .. } => {
                decisions += 1;
                prop_assert!(worked.iter().all(|(_, by)| *by != entry.actor));
                worked.push(("decision".into(), entry.actor));
            }
            Fact::LicenceIssued { .. } => {
                prop_assert_eq!(decisions, 1);
                prop_assert!(!worked.contains(&("decision".to_owned(), entry.actor)));
            }
            Fact::Delivered { .. } => prop_assert_eq!(decisions, 1),
            _ => {}
        }
    }
    prop_assert!(decisions <= 1);
    Ok(())
}

/// A row as the journal table keeps it.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    seq: u64,
    at: i64,
    actor: String,
    fact: String,
    hash: String,
}

fn rows(run: &Run) -> Vec<Row> {
    let mut previous = journal::GENESIS.to_owned();
    run.entries
        .iter()
        .map(|entry| {
            let (seq, at) = (entry.seq, entry.at.as_millisecond());
            let actor = serde_json::to_string(&entry.actor).unwrap();
            let fact = serde_json::to_string(&entry.fact).unwrap();
            let hash = journal::hash(&previous, run.case.received.case, seq, at, &actor, &fact);
            previous.clone_from(&hash);
            Row {
                seq,
                at,
                actor,
                fact,
                hash,
            }
        })
        .collect()
}

/// Whether rows are a journal with a sound chain.
fn verifies(run: &Run, rows: &[Row]) -> bool {
    let mut previous = journal::GENESIS;
    let chained = rows.iter().all(|row| {
        let case = run.case.received.case;
        let hash = journal::hash(previous, case, row.seq, row.at, &row.actor, &row.fact);
        previous = &row.hash;
        hash == row.hash
    });
    let entries: Option<Vec<Entry>> = rows
        .iter()
        .map(|row| {
            Some(Entry {
                seq: row.seq,
                at: Timestamp::from_millisecond(row.at).ok()?,
                actor: serde_json::from_str(&row.actor).ok()?,
                fact: serde_json::from_str(&row.fact).ok()?,
            })
        })
        .collect();
    chained && entries.is_some_and(|entries| Case::replay(&entries).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_attempts_keeps_the_case_whole(attempts in attempts()) {
        play(&attempts)?;
    }

    #[test]
    fn a_tampered_journal_shows(
        attempts in attempts(),
        kind in 0..5_usize,
        pick in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let run = play(&attempts)?;
        let sound = rows(&run);
        prop_assert!(verifies(&run, &sound));
        let mut changed = sound.clone();
        let at = pick.index(changed.len());
        match kind {
            // The last row is the table's to miss: a chain says nothing of what never came.
            0 if at + 1 < changed.len() => drop(changed.remove(at)),
            1 => changed.swap(at, other.index(sound.len())),
            2 => changed[at].at += 1,
            3 => changed[at].actor = "\"system\"".into(),
            _ => changed[at].fact = changed[other.index(sound.len())].fact.clone(),
        }
        prop_assume!(changed != sound);
        prop_assert!(!verifies(&run, &changed));
    }
}

/// The attempts are worth something only if some of them come through.
#[test]
fn the_attempts_reach_every_end() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut ends = std::collections::BTreeSet::new();
    for _ in 0..300 {
        let attempts = attempts().new_tree(&mut runner).unwrap().current();
        let run = play(&attempts).unwrap();
        ends.insert(
            run.case
                .conclusion()
                .map_or("open", domain::case::Conclusion::key),
        );
    }
    let ends: Vec<_> = ends.into_iter().collect();
    assert_eq!(
        ends,
        [
            "declined",
            "granted",
            "open",
            "refused",
            "returned",
            "voided",
            "withdrawn"
        ]
    );
}
