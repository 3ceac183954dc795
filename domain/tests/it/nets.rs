//! Processes that nobody thought of: structured ones, which must be sound however they are played, and the same
//! with one edge led elsewhere, which the check must find fault with unless they play all the same.

use std::collections::BTreeSet;

use domain::authority::Role;
use domain::case::{Actor, Case, CaseData, Decision, Entry, Fact};
use domain::catalogue::{
    Audience, Definition, Finding, Place, ServiceItem, So, State, can_stand, check_item, definition,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::script::{MONDAY, file, text};
use crate::world::*;

/// A piece of a process with one way in and one way out.
#[derive(Debug, Clone)]
enum Block {
    Step {
        people: u8,
        silent: bool,
    },
    /// A step that may give up one of the blocks around it.
    Cancel(usize),
    Sequence(Vec<Block>),
    /// The ways of a choice, the last of them `otherwise`; one that is empty goes straight on.
    Choice(Vec<Option<Block>>),
    Parallel(Vec<Block>, Join),
    /// A step behind it may lead back.
    Loop(Box<Block>),
}

#[derive(Debug, Clone, Copy)]
enum Join {
    All,
    Any,
    AtLeast(usize),
    FirstAct,
}

impl Block {
    /// About how many places there are in it.
    fn places(&self) -> usize {
        let sum = |blocks: &[Block]| blocks.iter().map(Block::places).sum::<usize>();
        match self {
            Self::Step { .. } | Self::Cancel(_) => 1,
            Self::Sequence(blocks) => sum(blocks),
            Self::Choice(ways) => ways.iter().flatten().map(Block::places).sum(),
            Self::Parallel(branches, _) => branches.iter().map(|one| one.places() + 1).product(),
            Self::Loop(body) => body.places() + 1,
        }
    }
}

fn block() -> impl Strategy<Value = Block> {
    let step = (1..=2_u8, prop::bool::weighted(0.2))
        .prop_map(|(people, silent)| Block::Step { people, silent });
    let leaf = prop_oneof![3 => step, 1 => (0..3_usize).prop_map(Block::Cancel)];
    let join = prop_oneof![
        Just(Join::All),
        Just(Join::Any),
        (1..=3_usize).prop_map(Join::AtLeast),
        Just(Join::FirstAct)
    ];
    leaf.prop_recursive(3, 14, 3, move |inner| {
        let way = prop::option::weighted(0.6, inner.clone());
        let ways = (inner.clone(), prop::collection::vec(way, 1..3)).prop_map(|(first, rest)| {
            let ways = std::iter::once(Some(first)).chain(rest);
            Block::Choice(ways.collect())
        });
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(Block::Sequence),
            2 => ways,
            3 => (prop::collection::vec(inner.clone(), 2..4), join.clone())
                .prop_map(|(branches, join)| Block::Parallel(branches, join)),
            1 => inner.prop_map(|body| Block::Loop(Box::new(body))),
        ]
    })
    .prop_filter("too large to be looked at here", |block| {
        block.places() <= 120
    })
}

/// In turn; the third can't be evaluated for an area of 0, and the first not before it was asked.
const CONDITIONS: [&str; 4] = [
    "answers.has_agent",
    "has(answers.area) && answers.area > 50",
    "has(answers.area) && 100 / answers.area > 3",
    "applicant.kind == \\\"entity\\\"",
];

/// Blocks into nodes, from the last to the first.
#[derive(Default)]
struct Written {
    nodes: Vec<String>,
    count: usize,
}

impl Written {
    fn key(&mut self, kind: char) -> String {
        self.count += 1;
        format!("{kind}{}", self.count)
    }

    fn step(&mut self, key: &str, more: &str, outcomes: &[(&str, &str, Option<&str>)]) {
        let outcomes: Vec<_> = outcomes
            .iter()
            .map(|(outcome, next, cancels)| {
                let cancels = cancels.map(|cancels| format!(", cancels = \"{cancels}\""));
                format!(
                    "{{ key = \"{outcome}\", next = \"{next}\"{} }}",
                    cancels.unwrap_or_default()
                )
            })
            .collect();
        self.nodes.push(format!(
            "[[step]]\nkey = \"{key}\"\n{more}outcome = [{}]\n",
            outcomes.join(", ")
        ));
    }

    /// The first node of the block. `around` are the parallels that it is in, with where each goes on.
    fn write(&mut self, block: &Block, next: &str, around: &[(String, String)]) -> String {
        match block {
            Block::Step { people, silent } => {
                let key = self.key('s');
                let silence = "limit = \"1d\"\nsilence = { outcome = \"ok\", basis = { zh = \"依据\", en = \"Basis\" } }\n";
                let more = format!("people = {people}\n{}", if *silent { silence } else { "" });
                self.step(&key, &more, &[("ok", next, None), ("no", next, None)]);
                key
            }
            Block::Cancel(level) => {
                let key = self.key('x');
                let mut outcomes = vec![("ok", next, None)];
                if let Some((parallel, beyond)) = around.get(level % around.len().max(1)) {
                    outcomes.push(("stop", beyond, Some(parallel.as_str())));
                }
                self.step(&key, "", &outcomes);
                key
            }
            Block::Sequence(blocks) => blocks
                .iter()
                .rev()
                .fold(next.to_owned(), |next, one| self.write(one, &next, around)),
            Block::Choice(ways) => {
                let key = self.key('c');
                let condition = CONDITIONS[self.count % CONDITIONS.len()];
                let mut to = |way: &Option<Block>| match way {
                    Some(way) => self.write(way, next, around),
                    None => next.to_owned(),
                };
                let targets: Vec<_> = ways.iter().map(&mut to).collect();
                let (otherwise, branches) = targets.split_last().unwrap();
                let branches: Vec<_> = branches
                    .iter()
                    .map(|way| format!("{{ when = \"{condition}\", next = \"{way}\" }}"))
                    .collect();
                self.nodes.push(format!(
                    "[[choice]]\nkey = \"{key}\"\notherwise = \"{otherwise}\"\nbranch = [{}]\n",
                    branches.join(", ")
                ));
                key
            }
            Block::Parallel(branches, join) => {
                let key = self.key('p');
                let mut inside = around.to_vec();
                inside.push((key.clone(), next.to_owned()));
                let firsts: Vec<_> = branches
                    .iter()
                    .map(|branch| format!("\"{}\"", self.write(branch, "join", &inside)))
                    .collect();
                let join = match join {
                    Join::All => "\"all\"".to_owned(),
                    Join::Any => "\"any\"".to_owned(),
                    Join::AtLeast(count) => count.min(&branches.len()).to_string(),
                    Join::FirstAct => "\"first-act\"".to_owned(),
                };
                self.nodes.push(format!(
                    "[[parallel]]\nkey = \"{key}\"\nbranches = [{}]\njoin = {join}\nnext = \"{next}\"\n",
                    firsts.join(", ")
                ));
                key
            }
            Block::Loop(body) => {
                let key = self.key('l');
                let first = self.write(body, &key, around);
                self.step(&key, "", &[("ok", next, None), ("again", &first, None)]);
                // It is entered at its body.
                first
            }
        }
    }
}

fn process(block: &Block) -> String {
    let mut written = Written::default();
    let start = written.write(block, "decision", &[]);
    format!("start = \"{start}\"\n{}", written.nodes.join("\n"))
}

/// What may be done next.
#[derive(Debug, Clone)]
enum Move {
    Act(Index, Index, usize),
    Claim(Index, usize),
    Release(Index, usize),
    Assign(Index, usize),
    Answer(usize),
    TryAgain,
    Route(Index, Index),
    /// So many hours pass, and the jobs come round.
    Wait(i64),
}

fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let index = any::<Index>;
    let one = prop_oneof![
        10 => (index(), index(), 0..6_usize).prop_map(|(at, outcome, by)| Move::Act(at, outcome, by)),
        1 => (index(), 0..6_usize).prop_map(|(at, by)| Move::Claim(at, by)),
        1 => (index(), 0..6_usize).prop_map(|(at, by)| Move::Release(at, by)),
        1 => (index(), 0..6_usize).prop_map(|(at, to)| Move::Assign(at, to)),
        2 => (0..8_usize).prop_map(Move::Answer),
        2 => Just(Move::TryAgain),
        1 => (index(), index()).prop_map(|(at, way)| Move::Route(at, way)),
        1 => (1..40_i64).prop_map(Move::Wait),
    ];
    prop::collection::vec(one, 0..most)
}

/// One of six who have every role, or somebody new who decides.
fn person(number: usize) -> Actor {
    everyone(600 + number as u128)
}

fn begun(definition: &Definition) -> Run {
    let mut run = Run::new(definition.item.clone(), MONDAY);
    run.data = Some(CaseData {
        answers: [].into(),
        applicant: Audience::Person,
        records: [].into(),
    });
    run
}

/// Does it where the domain allows it, and says whether it did.
fn make(run: &mut Run, one: &Move) -> bool {
    let open: Vec<String> = run.case.open.iter().map(|open| open.key.clone()).collect();
    if open.is_empty() {
        return false;
    }
    let words = statement();
    let (actor, facts) = match one {
        Move::Act(at, outcome, by) => {
            let step = at.get::<String>(&open);
            let Some(defined) = run.item.step(step).cloned() else {
                return false;
            };
            let outcome = &outcome.get(&defined.outcomes).key;
            return run.does(&person(*by), step, outcome).is_ok();
        }
        Move::Claim(at, by) => {
            let by = person(*by);
            let facts = run.case.claim(&by, at.get::<String>(&open), &run.ctx());
            (by, facts)
        }
        Move::Release(at, by) => {
            let by = person(*by);
            let facts = run.case.release(&by, at.get::<String>(&open), &run.ctx());
            (by, facts)
        }
        Move::Assign(at, to) => {
            let facts = run
                .case
                .assign(&head(), at.get::<String>(&open), &person(*to), &run.ctx());
            (head(), facts)
        }
        Move::Answer(which) => {
            let data = run.data.as_mut().unwrap();
            match which {
                0 => drop(data.answers.insert("has-agent".into(), "yes".into())),
                1 => drop(data.answers.insert("has-agent".into(), "no".into())),
                2 => drop(data.answers.remove("has-agent")),
                3 => drop(data.answers.remove("area")),
                4 => data.applicant = Audience::Entity,
                other => {
                    let area = ["0", "20", "60"][other - 5];
                    drop(data.answers.insert("area".into(), area.into()));
                }
            }
            return true;
        }
        Move::TryAgain => {
            let standing = run.case.standing(&run.ctx()).next().map(str::to_owned);
            let choice = standing.unwrap_or_default();
            let facts = run.case.route(&Actor::SYSTEM, &choice, None, &run.ctx());
            (Actor::SYSTEM, facts)
        }
        Move::Route(at, way) => {
            let key = at.get::<String>(&open);
            let Some(choice) = run.item.branching(key) else {
                return false;
            };
            let ways: Vec<_> = choice.ways().map(str::to_owned).collect();
            let by_hand = Some((way.get(&ways).as_str(), words));
            let facts = run.case.route(&admin(), key, by_hand, &run.ctx());
            (admin(), facts)
        }
        Move::Wait(hours) => {
            let now = run.now + SignedDuration::from_hours(*hours);
            run.elapse(&local(now));
            return true;
        }
    };
    let Ok(facts) = facts else { return false };
    run.push(&actor, facts);
    true
}

/// What holds of every case, wherever it is.
fn holds(run: &Run) -> Result<(), TestCaseError> {
    let case = &run.case;
    let keys: BTreeSet<_> = case.open.iter().map(|open| &open.key).collect();
    prop_assert_eq!(keys.len(), case.open.len(), "a node is open twice");
    prop_assert!(!case.is_open() || !case.open.is_empty(), "nothing is open");
    prop_assert!(case.is_open() || case.arrived.is_empty());
    let tasks = case.project(&run.ctx()).tasks;
    prop_assert_eq!(tasks.len(), case.open.len(), "each open node is one task");
    for open in &case.open {
        let name = tasks.iter().filter(|task| {
            task.step == open.key || task.step.strip_prefix("standing:") == Some(&open.key)
        });
        let holders: Vec<_> = name.map(|task| task.claimed_by).collect();
        prop_assert_eq!(holders, [open.claimed_by]);
    }
    Ok(())
}

/// The place is one of those that the proof has looked at.
fn was_proved(run: &Run) -> bool {
    let case = &run.case;
    let mut open: Vec<_> = case.open_steps().map(|open| open.key.clone()).collect();
    open.sort();
    let arrived = case.arrived.clone();
    let state = State {
        place: Place { open, arrived },
        so: match case.decision.as_ref().map(|decided| decided.decision) {
            None => So::Undecided,
            Some(Decision::Granted) => So::Granted,
            Some(Decision::Refused) => So::Refused,
        },
        ended: !case.is_open(),
    };
    can_stand(&run.item, &state)
}

/// The journal as the table keeps it makes the same state.
fn reads_back(run: &Run) {
    let rows: Vec<String> = run
        .entries
        .iter()
        .map(|entry| serde_json::to_string(entry).unwrap())
        .collect();
    let entries: Vec<Entry> = rows
        .iter()
        .map(|row| serde_json::from_str(row).unwrap())
        .collect();
    assert_eq!(Case::replay(&entries).unwrap(), run.case);
}

/// Leads a structured process to its end: `ok` goes on from every step of it.
fn finish(run: &mut Run) -> Result<(), TestCaseError> {
    let data = run.data.as_mut().unwrap();
    data.answers = [("has-agent", "no"), ("area", "20")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    for _ in 0..200 {
        let Some(open) = run.case.open.first() else {
            return Ok(());
        };
        let key = open.key.clone();
        if run.item.branching(&key).is_some() {
            let facts = run.case.route(&Actor::SYSTEM, &key, None, &run.ctx());
            run.push(&Actor::SYSTEM, facts.unwrap());
        } else {
            let outcome = ["ok", "granted", "delivered"]
                .into_iter()
                .find(|outcome| run.item.step(&key).unwrap().outcome(outcome).is_some());
            // Whoever has it lays it down for somebody who may.
            if let Some(holder) = open.claimed_by {
                let to = Actor {
                    by: domain::case::ActorRef::Officer(holder),
                    ..everyone(0)
                };
                let facts = run.case.release(&to, &key, &run.ctx());
                run.push(&to, facts.unwrap());
            }
            let worker = run.worker(&key);
            run.does(&worker, &key, outcome.unwrap()).unwrap();
        }
        holds(run)?;
    }
    Err(TestCaseError::fail("it comes to no end"))
}

fn checked(text: &str) -> (Definition, Vec<Finding>) {
    let file = file(text);
    let definition = definition(&file).unwrap_or_else(|finding| panic!("{finding}"));
    let found = check_item(&definition.item, &file);
    (definition, found)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn structured_processes_are_sound(block in block(), moves in moves(50)) {
        let process = process(&block);
        let (definition, found) = checked(&text(&process));
        prop_assert!(found.is_empty(), "{found:#?}\n{process}");
        let mut run = begun(&definition);
        run.accept(MONDAY).unwrap();
        holds(&run)?;
        for one in &moves {
            make(&mut run, one);
            holds(&run)?;
        }
        prop_assert!(was_proved(&run), "{:?} was not looked at\n{process}", run.case.open);
        finish(&mut run)?;
        prop_assert!(run.case.decision.is_some() && !run.case.is_open());
        reads_back(&run);
    }
}

// One edge elsewhere

/// Where each `next` of the process stands in the text: the word behind it.
fn edges(process: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for word in ["next = \"", "otherwise = \"", "start = \""] {
        for (at, _) in process.match_indices(word) {
            let from = at + word.len();
            let length = process[from..].find('"').unwrap();
            found.push(from..from + length);
        }
    }
    found
}

fn nodes(process: &str) -> Vec<String> {
    let keys = process
        .lines()
        .filter_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"'));
    let reserved = ["join", "end", "decision", "delivery"];
    keys.chain(reserved).map(Into::into).collect()
}

/// Plays without ever going astray: no fact that does not fold, and always somebody who can act.
fn never_stuck(definition: &Definition, moves: &[Move]) -> Result<(), TestCaseError> {
    let mut run = begun(definition);
    run.accept(MONDAY).unwrap();
    for one in moves {
        make(&mut run, one);
        holds(&run)?;
        prop_assert!(somebody_can_act(&run), "stuck at {:?}", run.case.open);
    }
    prop_assert!(was_proved(&run), "{:?} was not looked at", run.case.open);
    Ok(())
}

fn somebody_can_act(run: &Run) -> bool {
    run.case.open.is_empty()
        || run.case.open.iter().any(|open| {
            if run.item.branching(&open.key).is_some() {
                return true;
            }
            let Some(act) = run.case.act_of(open, &run.ctx()) else {
                return false;
            };
            // Whoever holds it, or somebody new.
            let mut worker = run.worker(&open.key);
            if let Some(holder) = open.claimed_by {
                worker.by = domain::case::ActorRef::Officer(holder);
            }
            // Who holds it and has signed can lay it down.
            let offered = run.case.offers(act, &worker, &run.ctx());
            offered.is_ok() || open.claimed_by.is_some()
        })
}

fn retargeted(block: &Block, edge: Index, to: Index) -> String {
    let whole = process(block);
    let (edges, nodes) = (edges(&whole), nodes(&whole));
    let mut broken = whole.clone();
    broken.replace_range(edge.get(&edges).clone(), to.get::<String>(&nodes));
    broken
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_broken_is_found_or_plays(
        block in block(), edge in any::<Index>(), to in any::<Index>(), moves in moves(40),
    ) {
        let process = retargeted(&block, edge, to);
        let (definition, found) = checked(&text(&process));
        if found.is_empty() {
            never_stuck(&definition, &moves).map_err(|error| match error {
                TestCaseError::Fail(why) => TestCaseError::fail(format!("{why}\n{process}")),
                other => other,
            })?;
        }
    }
}

/// The generators are worth something only if their processes have everything, play to every end, and break in
/// many ways.
#[test]
fn the_generators_reach_what_matters() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut rules, mut shapes, mut facts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut still_sound = 0;
    for _ in 0..60 {
        let block = block().new_tree(&mut runner).unwrap().current();
        let edge = any::<Index>().new_tree(&mut runner).unwrap().current();
        let to = any::<Index>().new_tree(&mut runner).unwrap().current();
        let whole = process(&block);
        for shape in [
            "join = \"all\"",
            "join = \"any\"",
            "join = \"first-act\"",
            "join = 2",
            "cancels",
            "again",
            "[[choice]]",
            "silence",
        ] {
            shapes.extend(whole.contains(shape).then_some(shape));
        }
        let (_, found) = checked(&text(&retargeted(&block, edge, to)));
        still_sound += usize::from(found.is_empty());
        rules.extend(found.iter().map(|finding| finding.rule));
        let (definition, _) = checked(&text(&whole));
        let mut run = begun(&definition);
        run.accept(MONDAY).unwrap();
        for one in moves(50).new_tree(&mut runner).unwrap().current() {
            make(&mut run, &one);
        }
        facts.extend(run.entries.iter().map(|entry| kind(&entry.fact, &run.item)));
    }
    assert!(still_sound > 3, "{still_sound}");
    let all = |names: &BTreeSet<&'static str>| names.iter().copied().collect::<Vec<_>>().join(" ");
    insta::assert_snapshot!(all(&shapes), @r#"[[choice]] again cancels join = "all" join = "any" join = "first-act" join = 2 silence"#);
    for rule in ["branch-leak", "unreachable"] {
        assert!(rules.contains(rule), "{rule} is not among {rules:?}");
    }
    for fact in ["accepted", "signed", "joined", "gives-up"] {
        assert!(facts.contains(fact), "{fact} is not among {facts:?}");
    }
}

fn kind(fact: &Fact, item: &ServiceItem) -> &'static str {
    match fact {
        Fact::StepRecorded { next: None, .. } => "signed",
        Fact::StepRecorded {
            next: Some(next), ..
        } if next.open.iter().any(|key| item.branching(key).is_some()) => "stands-still",
        Fact::StepRecorded {
            next: Some(next), ..
        } if !next.closed.is_empty() => "gives-up",
        Fact::StepRecorded {
            next: Some(next), ..
        } if !next.joined.is_empty() => "joined",
        other => other.key(),
    }
}

/// Roles are asked for elsewhere; here everybody has all of them.
#[test]
fn those_who_play_may_do_everything() {
    let able = [Role::Examiner, Role::Decider, Role::Issuer, Role::Head];
    assert!(able.iter().all(|role| person(0).roles.contains(role)));
}
