//! 差评: the loop of a bad rating, and who may do what in it.

use domain::authority::Role;
use domain::case::{Actor, Blocked, Case, Denied, Fact, RatingState, Refusal};

use crate::world::{Run, applicant, examiner, head, item, officer, rating, statement};

const MONDAY: &str = "2026-11-23 10:00";

fn supervisor() -> Actor {
    Actor {
        agency: Some("620102-supervision".into()),
        ..officer(90, &[Role::Supervisor])
    }
}

fn rated(level: u8) -> Run {
    let mut run = Run::accepted(item(), MONDAY).to("end");
    run.act("2026-11-24 10:00", &applicant(), |case, ctx| {
        rating(case, &applicant(), level, ctx)
    })
    .unwrap();
    run
}

fn does(
    run: &mut Run,
    actor: &Actor,
    act: impl FnOnce(&Case) -> Result<Vec<Fact>, Refusal>,
) -> Result<(), Refusal> {
    run.act("2026-11-24 11:00", actor, |case, _| act(case))
        .map(|_| ())
}

fn state(run: &Run) -> RatingState {
    run.case.rating.as_ref().unwrap().state()
}

/// Contacted and put right.
fn mended(by: &Actor) -> Run {
    let mut run = rated(1);
    does(&mut run, by, |case| {
        case.contact_rater(by, false, statement())
    })
    .unwrap();
    assert_eq!(state(&run), RatingState::Contacted);
    does(&mut run, by, |case| case.follow_up(by, statement())).unwrap();
    assert_eq!(state(&run), RatingState::Rectified);
    run
}

#[test]
fn whoever_had_a_hand_in_it_does_not_call_back() {
    // Somebody who did nothing but put it right.
    let other = officer(91, &[Role::Head]);
    let mut run = mended(&other);
    // The examiner of the case, had they become the head.
    let mut promoted = examiner();
    promoted.roles.push(Role::Head);
    let mut substitute = officer(92, &[Role::Head]);
    substitute.by = domain::case::ActorRef::Substitute {
        by: crate::world::officer_id(92),
        r#for: examiner().by.officer().unwrap(),
        until: jiff::civil::date(2026, 12, 1),
    };
    for own in [&other, &promoted, &substitute] {
        assert_eq!(
            run.case.call_back(own, true, statement()),
            Err(Denied::OwnWork.into())
        );
    }
    assert_eq!(
        run.case.call_back(&examiner(), true, statement()),
        Err(Denied::Role.into())
    );
    let stranger = officer(93, &[Role::Head]);
    for free in [&stranger, &supervisor()] {
        assert!(run.case.call_back(free, true, statement()).is_ok());
    }
    does(&mut run, &supervisor(), |case| {
        case.call_back(&supervisor(), false, statement())
    })
    .unwrap();
    assert_eq!(state(&run), RatingState::CalledBack);
    assert_eq!(
        run.case.call_back(&supervisor(), true, statement()),
        Err(Blocked::NothingToCallBack.into())
    );
}

#[test]
fn nothing_is_called_back_before_it_was_put_right() {
    for level in [1, 3] {
        assert_eq!(
            rated(level)
                .case
                .call_back(&supervisor(), true, statement()),
            Err(Blocked::NothingToCallBack.into())
        );
    }
    // While it is open whether the rating stands, nobody is asked whether they are content now.
    let mut open = mended(&head());
    does(&mut open, &head(), |case| {
        case.appeal_rating(&head(), statement())
    })
    .unwrap();
    assert_eq!(
        open.case.call_back(&supervisor(), true, statement()),
        Err(Blocked::NothingToCallBack.into())
    );
    assert_eq!(
        rated(3).case.contact_rater(&head(), false, statement()),
        Err(Blocked::NothingToFollowUp.into())
    );
}

#[test]
fn an_excluded_rating_is_kept_and_counts_nowhere() {
    let mut run = rated(1);
    let counted = |run: &Run| {
        let row = run.case.project(&run.ctx()).row;
        (row.rating, row.counted.rated_on.is_some())
    };
    assert_eq!(counted(&run), (Some(1), true));
    assert_eq!(
        run.case
            .decide_rating_appeal(&supervisor(), true, statement()),
        Err(Blocked::NoRatingAppeal.into())
    );
    does(&mut run, &head(), |case| {
        case.appeal_rating(&head(), statement())
    })
    .unwrap();
    assert_eq!(state(&run), RatingState::Appealed);
    // The clocks go on: an appeal is no way to gain time.
    assert_eq!(run.case.project(&run.ctx()).tasks.len(), 1);
    let mut both = head();
    both.roles.push(Role::Supervisor);
    assert_eq!(
        run.case.decide_rating_appeal(&both, true, statement()),
        Err(Denied::Role.into())
    );
    let mut stands = run.clone();
    does(&mut stands, &supervisor(), |case| {
        case.decide_rating_appeal(&supervisor(), false, statement())
    })
    .unwrap();
    assert_eq!(state(&stands), RatingState::Open);
    assert_eq!(counted(&stands), (Some(1), true));
    assert_eq!(
        stands.case.appeal_rating(&head(), statement()),
        Err(Blocked::NothingToAppeal.into())
    );
    does(&mut run, &supervisor(), |case| {
        case.decide_rating_appeal(&supervisor(), true, statement())
    })
    .unwrap();
    assert_eq!(state(&run), RatingState::Excluded);
    assert_eq!(counted(&run), (None, false));
    assert!(run.case.rating.is_some());
    assert!(run.case.project(&run.ctx()).tasks.is_empty());
    assert_eq!(
        run.case.contact_rater(&head(), false, statement()),
        Err(Blocked::NothingToFollowUp.into())
    );
    assert_eq!(
        run.case.rate(
            &applicant(),
            5,
            domain::case::Dimensions::default(),
            None,
            &run.ctx()
        ),
        Err(Blocked::AlreadyRated.into())
    );
}

#[test]
fn only_words_are_released_and_by_supervision_alone() {
    let run = rated(4);
    assert_eq!(
        run.case.release_rating(&supervisor(), Some(statement())),
        Err(Blocked::NothingToRelease.into())
    );
    let mut run = Run::accepted(item(), MONDAY).to("end");
    run.act("2026-11-24 10:00", &applicant(), |case, ctx| {
        let dimensions = domain::case::Dimensions::default();
        case.rate(&applicant(), 4, dimensions, Some(statement()), ctx)
    })
    .unwrap();
    assert_eq!(
        run.case.release_rating(&head(), Some(statement())),
        Err(Denied::Role.into())
    );
    assert!(
        run.case
            .release_rating(&supervisor(), None)
            .unwrap()
            .is_empty()
    );
    does(&mut run, &supervisor(), |case| {
        case.release_rating(&supervisor(), Some(statement()))
    })
    .unwrap();
    assert_eq!(
        run.case.rating.as_ref().unwrap().released,
        Some(statement())
    );
    does(&mut run, &supervisor(), |case| {
        case.release_rating(&supervisor(), None)
    })
    .unwrap();
    assert_eq!(run.case.rating.as_ref().unwrap().released, None);
}

#[test]
fn the_applicant_answers_once() {
    let early = rated(1);
    assert_eq!(
        early.case.answer_follow_up(&applicant(), true, None),
        Err(Blocked::NothingToAnswer.into())
    );
    let mut run = mended(&head());
    does(&mut run, &applicant(), |case| {
        case.answer_follow_up(&applicant(), false, Some(statement()))
    })
    .unwrap();
    assert_eq!(
        run.case.answer_follow_up(&applicant(), true, None),
        Err(Blocked::NothingToAnswer.into())
    );
}
