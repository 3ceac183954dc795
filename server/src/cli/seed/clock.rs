//! What the legal clock adds to a case in play: opinions of other agencies, procedures that stop the
//! clock, and the head's one extension.

use domain::authority::Role;
use domain::case::{Actor, Case, ExcludedTime, Opinion, Stage};
use domain::catalogue::{CaseKind, ServiceItem, Step, StepAct};
use domain::limit::{Limit, Unit};

use super::plan::{PAUSE_DAYS, Pace, Turn};
use super::play::{Next, Run};
use super::words;
use crate::acts::Statements;
use crate::error::Error;
use crate::notices::number;

/// What keeps the open step waiting.
enum Waits {
    Procedure,
    Pause,
    Opinion,
    Extension,
}

impl Run<'_, '_> {
    /// Absent where the step itself is next.
    pub fn next_of_clock(&mut self, case: &Case, item: &ServiceItem) -> Option<Next> {
        let days = match self.waits(case, item)? {
            Waits::Procedure => 4 + self.rng.below(PAUSE_DAYS - 4),
            Waits::Opinion if self.plan.pace == Pace::Prompt => self.rng.below(3),
            Waits::Opinion if self.plan.pace == Pace::Slow => 2 + self.rng.below(3),
            Waits::Opinion if self.plan.pace == Pace::Late => 4 + self.rng.below(6),
            Waits::Opinion | Waits::Pause | Waits::Extension => 0,
        };
        Some(Next::Act(days))
    }

    /// As `act`; absent where the step itself is next.
    pub async fn act_of_clock(
        &mut self,
        case: &Case,
        item: &ServiceItem,
    ) -> Result<Option<bool>, Error> {
        let Some(waits) = self.waits(case, item) else {
            return Ok(None);
        };
        let done = match waits {
            Waits::Procedure => self.resume(case, item).await?,
            Waits::Pause => self.pause(case, item).await?,
            Waits::Opinion => self.give_opinion(case).await?,
            Waits::Extension => self.extend(case, item).await?,
        };
        Ok(Some(done))
    }

    fn waits(&self, case: &Case, item: &ServiceItem) -> Option<Waits> {
        let step = step(case, item)?;
        if case.open_pause().is_some() {
            return Some(Waits::Procedure);
        }
        if self.plan.turn == Turn::Paused && case.pauses.is_empty() {
            return Some(Waits::Pause);
        }
        if case.decision.is_some() {
            return None;
        }
        if case.pending_opinions().next().is_some() {
            return Some(Waits::Opinion);
        }
        let extends = self.plan.turn == Turn::Extended
            && step.act == StepAct::Decision
            && case.extension.is_none();
        extends.then_some(Waits::Extension)
    }

    fn examiner(&mut self, case: &Case, item: &ServiceItem) -> Option<Actor> {
        let step = step(case, item)?;
        self.player.offices.worker(case, step, self.rng)
    }

    /// An item with other agencies to ask has experts to ask as well.
    fn procedure(item: &ServiceItem) -> (ExcludedTime, &'static str, &'static str) {
        if item.kind == CaseKind::Joint {
            (ExcludedTime::ExpertReview, words::EXPERTS, words::REVIEWED)
        } else {
            (ExcludedTime::Hearing, words::HEARING, words::HEARD)
        }
    }

    async fn pause(&mut self, case: &Case, item: &ServiceItem) -> Result<bool, Error> {
        let Some(actor) = self.examiner(case, item) else {
            return Ok(false);
        };
        let (reason, text, _) = Self::procedure(item);
        let app = self.player.app;
        let on = self.player.office.date(self.at);
        let number = number::next(self.tx, &case.agency, on).await?;
        let mut texts = Statements::default();
        let text = texts.add(app, self.at, text)?;
        let expected = Limit::new(PAUSE_DAYS, Unit::WorkingDay);
        self.attempt(texts, actor.by, |case, ctx| {
            case.pause(&actor, reason.key(), expected, number, text, ctx)
        })
        .await
    }

    async fn resume(&mut self, case: &Case, item: &ServiceItem) -> Result<bool, Error> {
        let Some(actor) = self.examiner(case, item) else {
            return Ok(false);
        };
        let (_, _, result) = Self::procedure(item);
        let mut texts = Statements::default();
        let result = texts.add(self.player.app, self.at, result)?;
        self.attempt(texts, actor.by, |case, ctx| {
            case.resume(&actor, result, ctx)
        })
        .await
    }

    async fn give_opinion(&mut self, case: &Case) -> Result<bool, Error> {
        let offices = self.player.offices;
        let Some(actor) = case
            .pending_opinions()
            .next()
            .and_then(|asked| offices.with_role(&asked.agency, Role::Examiner, self.rng))
        else {
            return Ok(false);
        };
        let mut texts = Statements::default();
        let text = self.state(&mut texts, &words::AGREEMENTS)?;
        self.attempt(texts, actor.by, |case, _| {
            case.give_opinion(&actor, Opinion::Agrees, text)
        })
        .await
    }

    async fn extend(&mut self, case: &Case, item: &ServiceItem) -> Result<bool, Error> {
        let app = self.player.app;
        let received = &case.received;
        let offices = self.player.offices;
        let head = if item.kind == CaseKind::Joint {
            offices.government_head(&app.catalogue, &received.division)
        } else {
            offices.with_role(&received.agency, Role::Head, self.rng)
        };
        let (Some(actor), Some(allowed)) = (head, item.extension()) else {
            return Ok(false);
        };
        let on = self.player.office.date(self.at);
        let number = number::next(self.tx, &received.agency, on).await?;
        let mut texts = Statements::default();
        let reason = self.state(&mut texts, &words::EXTENSIONS)?;
        self.attempt(texts, actor.by, |case, ctx| {
            case.extend(&actor, allowed.value, number, reason, ctx)
        })
        .await
    }
}

fn step<'a>(case: &Case, item: &'a ServiceItem) -> Option<&'a Step> {
    match &case.stage {
        Stage::InProcess => item.step(case.open_step()?),
        Stage::Received | Stage::AwaitingSupplement | Stage::Concluded(_) => None,
    }
}
