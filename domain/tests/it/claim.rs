//! Claim and release.

use domain::authority::Role;
use domain::case::{Actor, Blocked, Denied, Fact, Refusal};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn claim(run: &mut Run, actor: &Actor) -> Result<(), Refusal> {
    run.act(MONDAY, actor, |case, ctx| {
        case.claim(actor, &open_key(case), ctx)
    })
}

fn release(run: &mut Run, actor: &Actor) -> Result<(), Refusal> {
    run.act(MONDAY, actor, |case, ctx| {
        case.release(actor, &open_key(case), ctx)
    })
}

#[test]
fn a_claim_holds_until_released() {
    for (step, first, second) in [
        (None, counter(), counter_2()),
        (Some("examination"), examiner(), examiner_2()),
    ] {
        let mut run = match step {
            None => Run::new(item(), MONDAY),
            Some(_) => Run::accepted(item(), MONDAY),
        };
        claim(&mut run, &first).unwrap();
        let before = run.entries.len();
        claim(&mut run, &first).unwrap();
        assert_eq!(run.entries.len(), before, "claiming twice writes nothing");
        assert_eq!(claim(&mut run, &second), Err(Blocked::Claimed.into()));
        assert_eq!(release(&mut run, &second), Err(Blocked::Claimed.into()));
        release(&mut run, &first).unwrap();
        let key = step.unwrap_or("acceptance").to_owned();
        assert_eq!(
            run.entries.last().unwrap().fact,
            Fact::Released { step: key }
        );
        release(&mut run, &first).unwrap();
        claim(&mut run, &second).unwrap();
    }
}

#[test]
fn a_claim_gives_no_power() {
    let mut run = Run::new(item(), MONDAY);
    for actor in [examiner(), applicant(), Actor::SYSTEM, supervisor(), head()] {
        assert_eq!(claim(&mut run, &actor), Err(Denied::Role.into()));
        assert_eq!(release(&mut run, &actor), Err(Denied::Role.into()));
    }
    run.accept(MONDAY).unwrap();
    assert_eq!(
        claim(&mut run, &reviewer()),
        Err(Denied::Role.into()),
        "another role's step"
    );
    let both = officer(20, &[Role::Examiner, Role::Reviewer]);
    run.step(MONDAY, &both, "examination", "fail").unwrap();
    assert_eq!(
        claim(&mut run, &both),
        Err(Denied::SeparationOfDuties("examination".into()).into())
    );
}

#[test]
fn nothing_to_claim_while_the_applicant_supplements_or_after_the_end() {
    let mut run = Run::new(item(), MONDAY);
    claim(&mut run, &counter()).unwrap();
    run.correct(MONDAY, &["material:layout"]).unwrap();
    assert_eq!(run.case.open, []);
    let stage = Blocked::Stage {
        stage: "awaiting-supplement",
        step: None,
    };
    assert_eq!(claim(&mut run, &counter()), Err(stage.into()));
    let mut ended = Run::accepted(item(), MONDAY).to("end");
    let stage = Blocked::Stage {
        stage: "concluded",
        step: None,
    };
    assert_eq!(release(&mut ended, &issuer()), Err(stage.into()));
}
