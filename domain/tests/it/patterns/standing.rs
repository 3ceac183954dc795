//! A condition that can't be evaluated: the case stands still and shows it. It takes no branch, not even
//! `otherwise`, until the data are there or an administrator says which.

use domain::authority::{Act, Role};
use domain::case::{Actor, Fact, Refusal};

use crate::script::*;
use crate::world::*;

const STANDING: &str = r#"
start = "fork"

[[parallel]]
key = "fork"
branches = ["ratio", "beside"]
join = "all"
next = "decision"

[[choice]]
key = "ratio"
otherwise = "join"
branch = [
  { when = "answers.has_agent", next = "agent" },
  { when = "has(answers.area) && 100 / answers.area > 3", next = "small" },
]

[[step]]
key = "agent"
outcome = [{ key = "ok", next = "join" }]

[[step]]
key = "small"
outcome = [{ key = "ok", next = "ratio" }, { key = "done", next = "join" }]

[[step]]
key = "beside"
outcome = [{ key = "ok", next = "join" }]
"#;

fn route(run: &mut Run, by: &Actor, next: Option<&str>) -> Result<(), Refusal> {
    let when = local(run.now);
    run.act(&when, by, |case, ctx| {
        case.route(by, "ratio", next.map(|next| (next, statement())), ctx)
    })
}

#[test]
fn nobody_can_act_on_what_stands_still() {
    // Neither answer is at hand.
    let mut run = walked(STANDING, "accepted → beside ratio");
    let standing: Vec<_> = run.case.standing(&run.ctx()).map(str::to_owned).collect();
    assert_eq!(standing, ["ratio"]);
    assert_eq!(run.tasks(), ["beside examiner", "standing:ratio admin"]);
    for by in Role::ALL.map(of_role).into_iter().chain([everyone(60)]) {
        let words = statement();
        let (case, ctx) = (&run.case, &run.ctx());
        let acts = [
            case.record_step(&by, "ratio", recording("ok", &words), ctx),
            case.claim(&by, "ratio", ctx),
            case.assign(&by, "ratio", &everyone(61), ctx),
            case.dispute(&by, Some("ratio"), statement(), ctx),
        ];
        for refused in acts {
            let refused = refused.unwrap_err();
            assert!(
                [
                    "denied-role",
                    "blocked-condition-fails",
                    "blocked-not-assignable",
                    "blocked-stage"
                ]
                .contains(&why_not(&refused)),
                "{by:?}: {refused}"
            );
        }
        let may = matches!(by.by, domain::case::ActorRef::System) || by.roles == [Role::Admin];
        let routed = case.route(&by, "ratio", Some(("small", statement())), ctx);
        assert_eq!(routed.is_ok(), may, "{by:?}");
        assert!(!case.available(&by, ctx).contains(&Act::Routing));
    }
    // Time does nothing to it, and what stands beside goes on.
    run.elapse("2027-03-01 10:00");
    assert_eq!(run.opened(), "beside ratio");
    walk(&mut run, "beside ok → ratio");
    assert_eq!(run.case.done.len(), 1);
}

/// A no that comes first takes no later branch, and a yes that comes first takes its own.
#[test]
fn the_branches_are_asked_in_their_order() {
    // The first has no answer; that the second would hold does not matter.
    walked(STANDING, "given area=10\n accepted → beside ratio");
    // The first holds: the second is not even asked.
    walked(
        STANDING,
        "given has-agent=yes area=0\n accepted → agent beside",
    );
    // The first does not hold, and the second divides by zero.
    walked(
        STANDING,
        "given has-agent=no area=0\n accepted → beside ratio",
    );
    walked(
        STANDING,
        "given has-agent=no area=10\n accepted → beside small",
    );
    walked(STANDING, "given has-agent=no area=90\n accepted → beside");
}

#[test]
fn it_is_tried_again_when_the_data_are_there() {
    let mut run = walked(STANDING, "accepted → beside ratio");
    let refused = route(&mut run, &Actor::SYSTEM, None).unwrap_err();
    assert_eq!(why_not(&refused), "blocked-condition-fails");
    assert_eq!(run.opened(), "beside ratio");
    run.answer("has-agent", "no");
    run.answer("area", "0");
    assert!(route(&mut run, &admin(), None).is_err());
    run.answer("area", "20");
    route(&mut run, &Actor::SYSTEM, None).unwrap();
    assert_eq!(run.opened(), "beside small");
    let Fact::Routed { reason, next, .. } = &run.entries.last().unwrap().fact else {
        panic!("not routed")
    };
    assert_eq!(*reason, None);
    assert_eq!(next.taken[0].next, "small");
    assert!(route(&mut run, &Actor::SYSTEM, None).is_err(), "once");
    walk(
        &mut run,
        "beside ok → small
         small done → decision",
    );
}

/// It came to stand still on the way, and on the way its branch may arrive at once.
#[test]
fn it_is_tried_again_in_its_branch() {
    let mut run = walked(
        STANDING,
        "given has-agent=no area=20
         accepted → beside small",
    );
    run.answer("area", "0");
    walk(
        &mut run,
        "small ok → beside ratio
         beside ok → ratio",
    );
    run.answer("area", "99");
    route(&mut run, &Actor::SYSTEM, None).unwrap();
    assert_eq!(run.opened(), "decision");
}

#[test]
fn an_administrator_says_which_way() {
    let mut run = walked(STANDING, "accepted → beside ratio");
    for unknown in ["decision", "beside", "end", "ratio"] {
        let refused = route(&mut run, &admin(), Some(unknown)).unwrap_err();
        assert_eq!(why_not(&refused), "blocked-outcome", "{unknown}");
    }
    for (choice, why) in [("beside", "blocked-outcome"), ("small", "blocked-stage")] {
        let refused = run
            .case
            .route(&admin(), choice, Some(("join", statement())), &run.ctx());
        assert_eq!(why_not(&refused.unwrap_err()), why, "{choice}");
    }
    let mut otherwise = run.clone();
    route(&mut otherwise, &admin(), Some("join")).unwrap();
    assert_eq!(otherwise.opened(), "beside");
    walk(&mut otherwise, "beside ok → decision");
    route(&mut run, &admin(), Some("agent")).unwrap();
    assert_eq!(run.opened(), "agent beside");
    let last = run.entries.last().unwrap();
    assert_eq!(last.actor, admin().by);
    assert_eq!(last.fact.statements(), [&statement()], "with a reason");
}

/// Where every way of the choice is by an administrator's word, one word counts once: what comes after it is
/// the conditions' again.
#[test]
fn a_word_counts_for_one_choice() {
    let two = r#"
        start = "first"

        [[choice]]
        key = "first"
        otherwise = "second"
        branch = [{ when = "answers.has_agent", next = "agent" }]

        [[choice]]
        key = "second"
        otherwise = "decision"
        branch = [{ when = "answers.has_agent", next = "agent" }]

        [[step]]
        key = "agent"
        outcome = [{ key = "ok", next = "decision" }]
    "#;
    let mut run = walked(two, "accepted → first");
    run.act(MONDAY, &admin(), |case, ctx| {
        case.route(&admin(), "first", Some(("second", statement())), ctx)
    })
    .unwrap();
    assert_eq!(run.opened(), "second", "this one can't be evaluated either");
}
