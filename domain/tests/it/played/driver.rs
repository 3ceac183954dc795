//! A case of a shipped item as a script: who files what, then act after act, with what is expected in between.
//! Acts are done by whichever officer of the catalogue has the role in the agency whose step it is, so that a team
//! that can't keep its duties apart shows here.

use std::collections::BTreeMap;

use domain::authority::Role;
use domain::case::{
    Actor, ActorRef, Case, CaseData, Ctx, Decision, DeliveryMethod, Fact, Opinion, Recording,
    Refusal,
};
use domain::catalogue::{Catalogue, OfficerSeed, StepAct};
use domain::limit::Limit;

use super::catalogue_of;
use super::filing::{Given, answers, form, receipt};
use crate::world::{
    NOTICE, Run, TZ, applicant, asks, at, material, officer_id, recording, statement,
};

#[derive(Debug)]
pub struct Play {
    pub run: Run,
    catalogue: &'static Catalogue,
    data: CaseData,
}

/// Filing.
impl Play {
    /// Filed with these answers; what they leave open is filled in with the first that will do.
    pub fn filed(code: &str, when: &str, given: Given<'_>) -> Self {
        Self::promising(code, when, given, &[])
    }

    /// The same, with materials that are promised for later.
    pub fn promising(code: &str, when: &str, given: Given<'_>, tolerated: &[&str]) -> Self {
        let catalogue = catalogue_of(code);
        let definition = catalogue.item(code).unwrap();
        let answers = answers(catalogue, &definition.item, given);
        let received = receipt(catalogue, definition, &answers, tolerated);
        let data = CaseData {
            applicant: definition.item.audience[0],
            answers,
            records: BTreeMap::new(),
        };
        let item = definition.item.clone();
        let run = Run::of(item, received, at(when));
        Self {
            run,
            catalogue,
            data,
        }
    }

    /// Filed and accepted at the same time.
    pub fn accepted(code: &str, when: &str, given: Given<'_>) -> Self {
        Self::filed(code, when, given).accept()
    }
}

/// Who acts.
impl Play {
    /// Everybody of an agency who has a role.
    fn team(&self, agency: &str, role: Role) -> Vec<Actor> {
        self.officers()
            .filter(|(officer, _)| officer.agency == agency && officer.roles.contains(&role))
            .map(|(_, actor)| actor)
            .collect()
    }

    fn officers(&self) -> impl Iterator<Item = (&OfficerSeed, Actor)> {
        let numbered = (0..).zip(&self.catalogue.officers);
        numbered.map(|(number, officer)| {
            let actor = Actor {
                by: ActorRef::Officer(officer_id(number)),
                roles: officer.roles.clone(),
                agency: Some(officer.agency.clone()),
            };
            (officer, actor)
        })
    }

    pub fn officer(&self, login: &str) -> Actor {
        let mut officers = self.officers();
        let (_, actor) = officers
            .find(|(officer, _)| officer.login == login)
            .unwrap();
        actor
    }

    pub fn team_of(&self, step: &str) -> Vec<Actor> {
        let role = self.run.item.step(step).unwrap().role;
        self.team(self.run.case.agency_of(step), role)
    }

    fn counter(&self) -> Vec<Actor> {
        self.team(&self.run.case.agency, Role::Counter)
    }
}

/// Acts.
impl Play {
    pub fn ctx(&self) -> Ctx<'_> {
        Ctx {
            item: &self.run.item,
            calendar: self.catalogue.calendars.of(&self.run.case.agency),
            tz: &TZ,
            now: self.run.now,
            data: Some(&self.data),
        }
    }

    /// From now on it is this time.
    pub fn on(mut self, when: &str) -> Self {
        assert!(at(when) >= self.run.now, "time goes on");
        self.run.now = at(when);
        self
    }

    fn act(
        &mut self,
        actor: &Actor,
        act: impl FnOnce(&Case, &Actor, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<(), Refusal> {
        let facts = act(&self.run.case, actor, &self.ctx())?;
        self.run.push(actor, facts);
        Ok(())
    }

    /// By the first of a team who may.
    fn by_one_of(
        &mut self,
        team: &[Actor],
        act: impl Fn(&Case, &Actor, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) {
        let mut refusals = Vec::new();
        for actor in team {
            match self.act(actor, &act) {
                Ok(()) => return,
                Err(refusal) => refusals.push(refusal),
            }
        }
        let open = self.open();
        panic!("nobody of {} can: {refusals:?}; open: {open:?}", team.len());
    }

    pub fn step_for(&self, act: StepAct) -> String {
        let open = self.open();
        let step = open
            .iter()
            .find(|key| self.run.item.step(key).is_some_and(|step| step.act == act));
        step.unwrap_or_else(|| panic!("no {act:?} among {open:?}"))
            .clone()
    }

    pub fn accept(mut self) -> Self {
        let counter = self.counter();
        self.by_one_of(&counter, Case::accept);
        self
    }

    /// One signature, on a form that is filled in as far as it has to be.
    pub fn sign(mut self, step: &str, outcome: &str, given: Given<'_>) -> Self {
        let form = form(&self.run.item, step, given);
        let team = self.team_of(step);
        self.by_one_of(&team, |case, actor, ctx| {
            let words = statement();
            let record = form.as_ref().map(|form| (&words, form));
            let recording = Recording {
                record,
                ..recording(outcome, &words)
            };
            let facts = case.record_step(actor, step, recording, ctx)?;
            // What the act allows, a page offers.
            case.offers_recording(actor, step, ctx).unwrap();
            Ok(facts)
        });
        self.data
            .records
            .extend(form.map(|form| (step.into(), form)));
        self
    }

    /// The step, by as many people as it takes.
    pub fn step(self, step: &str, outcome: &str) -> Self {
        self.record(step, outcome, &[])
    }

    /// The same, with some of what its form asks for.
    pub fn record(mut self, step: &str, outcome: &str, given: Given<'_>) -> Self {
        let people = self.run.item.step(step).unwrap().people;
        for signed in 0..people {
            let signatures = self
                .run
                .case
                .open_node(step)
                .map(|open| open.signatures.len());
            assert_eq!(signatures, Some(usize::from(signed)), "{step}");
            self = self.sign(step, outcome, given);
        }
        let done = self.run.case.done.last().unwrap();
        assert_eq!((&*done.step, &*done.outcome), (step, outcome));
        assert_eq!(done.by.len(), usize::from(people));
        self
    }

    pub fn decide(mut self, decision: Decision) -> Self {
        let team = self.team_of(&self.step_for(StepAct::Decision));
        self.by_one_of(&team, |case, actor, ctx| {
            case.decide(actor, decision, statement(), ctx)
        });
        self
    }

    pub fn issue(mut self) -> Self {
        let team = self.team_of(&self.step_for(StepAct::Licence));
        let issuer = self.catalogue.agency(&self.run.case.agency).unwrap();
        self.by_one_of(&team, |case, actor, ctx| {
            case.issue_licence(actor, &issuer.credit_code, "2026000001", ctx)
        });
        self
    }

    pub fn deliver(mut self) -> Self {
        let team = self.team_of(&self.step_for(StepAct::Delivery));
        self.by_one_of(&team, |case, actor, ctx| {
            case.deliver(actor, DeliveryMethod::Electronic, None, ctx)
        });
        self
    }

    /// Nobody acts until then, which some step or other takes for an answer.
    pub fn silence(mut self, when: &str) -> Self {
        self = self.on(when);
        let mut spoke = 0;
        while let Some(fact) = self.run.case.lapse_step(&Actor::SYSTEM, &self.ctx()) {
            self.run.push(&Actor::SYSTEM, vec![fact]);
            spoke += 1;
        }
        assert!(spoke > 0, "silence says nothing by {when}");
        self
    }

    /// Nobody acts until then, and that says nothing yet.
    pub fn waits(mut self, when: &str) -> Self {
        self = self.on(when);
        assert_eq!(self.run.case.lapse_step(&Actor::SYSTEM, &self.ctx()), None);
        self
    }

    /// An agency that was asked keeps silent until then, and has consented.
    pub fn consent_deemed(mut self, when: &str, key: &str) -> Self {
        self = self.on(when);
        let facts = self.run.case.deem_consent(&Actor::SYSTEM, &self.ctx());
        assert_eq!(facts, [Fact::ConsentDeemed { key: key.into() }]);
        self.run.push(&Actor::SYSTEM, facts);
        self
    }

    pub fn opinion(mut self, key: &str, opinion: Opinion) -> Self {
        let mut asked = self.run.case.consultations.iter();
        let agency = &asked.find(|asked| asked.key == key).unwrap().agency;
        let team = self.team(agency, Role::Examiner);
        self.by_one_of(&team, |case, actor, _| {
            case.give_opinion(actor, opinion, statement())
        });
        self
    }

    /// Stops the clock for a procedure, by somebody who has the step.
    pub fn pause(mut self, step: &str, reason: &str, days: u32) -> Self {
        let team = self.team_of(step);
        self.by_one_of(&team, |case, actor, ctx| {
            let expected = Limit::working_days(days);
            case.pause(actor, reason, expected, NOTICE, statement(), ctx)
        });
        self
    }

    pub fn resume(mut self, step: &str) -> Self {
        let team = self.team_of(step);
        self.by_one_of(&team, |case, actor, ctx| {
            case.resume(actor, statement(), ctx)
        });
        self
    }

    pub fn correct(mut self, tokens: &[&str]) -> Self {
        let counter = self.counter();
        self.by_one_of(&counter, |case, actor, ctx| {
            case.correct(actor, asks(tokens), ctx)
        });
        self
    }

    /// The applicant hands in one more material, or one anew.
    pub fn supplement(mut self, rule: &str) -> Self {
        let kept = self.run.case.materials.iter();
        let mut materials: Vec<_> = kept.filter(|one| one.rule != rule).cloned().collect();
        materials.push(material(rule, 100 + u128::from(self.run.case.seq)));
        self.act(&applicant(), |case, actor, _| {
            case.supplement(actor, &[], materials, "a2".into())
        })
        .unwrap();
        self
    }

    /// The applicant's time is over: the counter ends the case.
    pub fn give_back(mut self) -> Self {
        let counter = self.counter();
        self.by_one_of(&counter, |case, actor, ctx| {
            case.return_to_applicant(actor, statement(), ctx)
        });
        self
    }
}
