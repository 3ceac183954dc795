//! What is expected of a case that is played: where it stands, what was done, when what is due, and who may not.

use domain::case::{Actor, Blocked, DeadlineKind, Decision, Denied, Recording, Refusal};
use domain::catalogue::StepAct;

use super::driver::Play;
use super::filing::{Given, form};
use crate::world::{local, recording, statement};

impl Play {
    pub fn open(&self) -> Vec<String> {
        let mut open: Vec<_> = self
            .run
            .case
            .open
            .iter()
            .map(|open| open.key.clone())
            .collect();
        open.sort();
        open
    }

    pub fn expect_open(self, keys: &[&str]) -> Self {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        assert_eq!(self.open(), keys);
        self
    }

    /// Concluded, and nothing is left to do.
    pub fn expect_concluded(self, how: &str) -> Self {
        self.expect_concluded_but(how, &[])
    }

    /// Concluded, with steps beyond that are still open.
    pub fn expect_concluded_but(self, how: &str, open: &[&str]) -> Self {
        let conclusion = self
            .run
            .case
            .conclusion()
            .map(|conclusion| conclusion.key());
        assert_eq!(conclusion, Some(how), "open: {:?}", self.open());
        self.expect_open(open)
    }

    /// Every step that was done, with its outcome, in order.
    pub fn expect_done(self, done: Given<'_>) -> Self {
        let steps = self.run.case.done.iter();
        let steps: Vec<_> = steps.map(|one| (&*one.step, &*one.outcome)).collect();
        assert_eq!(steps, done);
        self
    }

    pub fn expect_agency(self, step: &str, agency: &str) -> Self {
        assert_eq!(self.run.case.agency_of(step), agency, "{step}");
        self
    }

    /// The last day of a deadline, or for hours its last instant.
    pub fn expect_due(self, kind: DeadlineKind, due: &str) -> Self {
        self.expect_deadline(kind, None, due)
    }

    /// The same of the open step's own limit.
    pub fn expect_limit(self, step: &str, due: &str) -> Self {
        self.expect_deadline(DeadlineKind::Step, Some(step), due)
    }

    /// The same of the time that another agency has for its opinion.
    pub fn expect_opinion_by(self, key: &str, due: &str) -> Self {
        self.expect_deadline(DeadlineKind::Opinion, Some(key), due)
    }

    fn expect_deadline(self, kind: DeadlineKind, step: Option<&str>, due: &str) -> Self {
        let deadlines = self.run.case.deadlines(&self.ctx());
        let found = deadlines
            .iter()
            .find(|one| one.kind == kind && (step.is_none() || one.step.as_deref() == step));
        let counted = found
            .unwrap_or_else(|| panic!("no {kind:?} of {step:?}"))
            .counted;
        let is = if due.len() == "2026-01-31".len() {
            counted.due_on.to_string()
        } else {
            local(counted.due_at)
        };
        assert_eq!(is, due, "{kind:?} {step:?}");
        self
    }

    pub fn expect_no_due(self, kind: DeadlineKind) -> Self {
        let deadlines = self.run.case.deadlines(&self.ctx());
        assert!(deadlines.iter().all(|one| one.kind != kind), "{kind:?}");
        self
    }

    pub fn expect_in_time(self, in_time: bool) -> Self {
        let deadlines = self.run.case.deadlines(&self.ctx());
        assert_eq!(self.run.case.in_time(&deadlines), Some(in_time));
        self
    }

    /// Whether it is the applicant's turn.
    pub fn expect_turn(self, turn: bool) -> Self {
        assert_eq!(self.run.case.project(&self.ctx()).row.turn, turn);
        self
    }

    /// What the page proposes for a step.
    pub fn expect_proposal(self, step: &str, outcome: Option<&str>) -> Self {
        assert!(
            self.run.case.open_node(step).is_some(),
            "{step} is not open"
        );
        let proposal = self.run.case.proposal(step, &self.ctx());
        let proposed = proposal.map(|proposal| proposal.outcome.get_ref().as_str());
        assert_eq!(proposed, outcome, "{step}");
        self
    }

    /// Nobody could decide now, and why.
    pub fn expect_undecidable(self, why: Blocked) -> Self {
        let team = self.team_of(&self.step_for(StepAct::Decision));
        for actor in team {
            let decided = self
                .run
                .case
                .decide(&actor, Decision::Granted, statement(), &self.ctx());
            assert_eq!(decided, Err(Refusal::Blocked(why.clone())));
        }
        self
    }

    /// The step waits for something: nobody can do it, and whoever could otherwise hears why.
    pub fn expect_blocked(self, step: &str, outcome: &str, why: Blocked) -> Self {
        let team = self.team_of(step);
        let refusals = team.iter().map(|actor| self.refusal(actor, step, outcome));
        let refusals: Vec<_> = refusals.collect();
        assert!(refusals.iter().all(Option::is_some), "{step}: {refusals:?}");
        assert!(refusals.contains(&Some(why.into())), "{step}: {refusals:?}");
        self
    }

    /// Somebody with the role may not do the step, since they did another one.
    pub fn expect_kept_apart(self, login: &str, step: &str, outcome: &str, from: &str) -> Self {
        let why = Denied::SeparationOfDuties(from.into());
        assert_eq!(
            self.refusal(&self.officer(login), step, outcome),
            Some(why.into())
        );
        self
    }

    /// Somebody is refused a step for another reason.
    pub fn expect_denied(self, login: &str, step: &str, outcome: &str, why: Denied) -> Self {
        assert_eq!(
            self.refusal(&self.officer(login), step, outcome),
            Some(why.into())
        );
        self
    }

    fn refusal(&self, actor: &Actor, step: &str, outcome: &str) -> Option<Refusal> {
        let form = form(&self.run.item, step, &[]).unwrap_or_default();
        let words = statement();
        let recording = Recording {
            record: Some((&words, &form)),
            ..recording(outcome, &words)
        };
        let case = &self.run.case;
        case.record_step(actor, step, recording, &self.ctx()).err()
    }
}
