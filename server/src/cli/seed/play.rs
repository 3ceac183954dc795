//! One case from its application to today, through the same acts as any other: what happens
//! next, when, and by whom. Time alone does its part in between, as the deadline job would have.

use domain::case::{Actor, ActorRef, Case, Fact, Refusal, Stage};
use domain::catalogue::{ACCEPTANCE, ServiceItem, Step};
use jiff::{SignedDuration, Timestamp};
use store::Tx;
use store::accounts::Applicant;
use store::cases::{self, CaseKey};

use super::apply;
use super::days::Office;
use super::people::Offices;
use super::plan::{AWAITING, PAUSED, Pace, Plan, Turn};
use super::rng::Rng;
use crate::acts::{self, Attempt, Loaded, Outcome, Statements};
use crate::error::Error;
use crate::state::App;

/// More acts than any case has; a definition with a loop ends here.
const MOST_ACTS: usize = 60;

pub struct Player<'a> {
    pub app: &'a App,
    pub offices: &'a Offices,
    pub office: Office<'a>,
    pub now: Timestamp,
}

/// A case in play.
pub(super) struct Run<'a, 'b> {
    pub player: &'a Player<'a>,
    pub tx: &'b mut Tx,
    pub rng: &'b mut Rng,
    pub plan: &'a Plan,
    pub applicant: &'a Applicant,
    pub key: CaseKey,
    /// When the last thing happened.
    pub at: Timestamp,
}

pub(super) enum Next {
    /// After so many working days.
    Act(u32),
    Wait,
}

impl Player<'_> {
    /// # Errors
    /// Where the store fails, or a definition's answers can't be made up.
    pub async fn play(
        &self,
        tx: &mut Tx,
        plan: &Plan,
        applicant: &Applicant,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let Some(case_no) = apply::submit(self, tx, plan, applicant, rng).await? else {
            return Ok(());
        };
        let key = cases::key_by_no(tx, case_no.as_str()).await?;
        let mut run = Run {
            player: self,
            tx,
            rng,
            plan,
            applicant,
            key,
            at: plan.submit_at,
        };
        for _ in 0..MOST_ACTS {
            if !run.step().await? {
                break;
            }
        }
        Ok(())
    }
}

impl Player<'_> {
    /// The same, each act in a transaction of its own, as requests are. Says how many there were.
    ///
    /// # Errors
    /// As `play`.
    pub async fn play_by_act(
        &self,
        plan: &Plan,
        applicant: &Applicant,
        rng: &mut Rng,
    ) -> Result<usize, Error> {
        let mut tx = self.app.store.begin().await?;
        let Some(case_no) = apply::submit(self, &mut tx, plan, applicant, rng).await? else {
            return Ok(0);
        };
        let key = cases::key_by_no(&mut tx, case_no.as_str()).await?;
        tx.commit().await?;
        let mut at = plan.submit_at;
        for done in 1..MOST_ACTS {
            let mut tx = self.app.store.begin().await?;
            let mut run = Run {
                player: self,
                tx: &mut tx,
                rng,
                plan,
                applicant,
                key: key.clone(),
                at,
            };
            let more = run.step().await?;
            at = run.at;
            if !more {
                return Ok(done);
            }
            tx.commit().await?;
        }
        Ok(MOST_ACTS)
    }
}

impl Run<'_, '_> {
    /// The next thing that happens; `false` where nothing more does.
    async fn step(&mut self) -> Result<bool, Error> {
        let loaded = self.load().await?;
        let case = &loaded.case;
        let now = self.player.now;
        let Next::Act(days) = self.next(case, &loaded) else {
            return match self.pass(case, now).await? {
                // Time itself moved the case on.
                true => Ok(true),
                false => {
                    self.take_up(case).await?;
                    Ok(false)
                }
            };
        };
        let when = self.player.office.after(self.at, days, self.rng);
        if self.pass(case, when.min(now)).await? {
            return Ok(true);
        }
        if when >= now {
            return Ok(false);
        }
        self.at = when;
        self.act(&loaded).await
    }

    async fn load(&mut self) -> Result<Loaded, Error> {
        acts::load(self.player.app, self.tx, &self.key).await
    }

    fn next(&mut self, case: &Case, loaded: &Loaded) -> Next {
        let stage = stage_key(case);
        if self.plan.hold.as_deref() == Some(stage) {
            // The first of two signatures is there already, sometimes.
            let two = loaded
                .definition
                .item
                .step(stage)
                .is_some_and(|step| step.people > 1);
            return if two && !is_signed(case) && self.rng.percent(50) {
                Next::Act(0)
            } else {
                Next::Wait
            };
        }
        let item = &loaded.definition.item;
        if let Some(next) = self.next_of_clock(case, item) {
            return next;
        }
        let limits = &item.limits;
        match &case.stage {
            Stage::Received if self.plan.turn == Turn::Lapsed => Next::Wait,
            Stage::Received => Next::Act(match self.plan.pace {
                Pace::AtOnce => 0,
                Pace::Even => 1,
                Pace::Prompt => self.rng.below(2),
                Pace::Slow | Pace::Late => 2 + self.rng.below(limits.check.value.max(3) - 2),
            }),
            Stage::AwaitingSupplement if self.plan.turn == Turn::Returned => {
                Next::Act(limits.supplement.value + 1)
            }
            Stage::AwaitingSupplement => Next::Act(1 + self.rng.below(6)),
            Stage::InProcess => {
                let Some(step) = workable(case, item) else {
                    // Silence speaks, or nobody does.
                    return Next::Wait;
                };
                let limit = step.limit.map_or(3, super::plan::days);
                Next::Act(if is_signed(case) {
                    0
                } else {
                    match self.plan.pace {
                        Pace::AtOnce => 0,
                        Pace::Even => 1,
                        Pace::Prompt => self.rng.below(limit.max(1)),
                        Pace::Slow => limit,
                        Pace::Late if self.rng.percent(45) => limit + 1 + self.rng.below(4),
                        Pace::Late => limit,
                    }
                })
            }
            Stage::Concluded(_) if case.delivered_at.is_none() || case.rating.is_some() => {
                Next::Wait
            }
            Stage::Concluded(_) if self.plan.pace == Pace::AtOnce => Next::Wait,
            Stage::Concluded(_) if self.rng.percent(55) => Next::Act(self.rng.below(4)),
            Stage::Concluded(_) => Next::Wait,
        }
    }

    /// The warnings and lapses until an instant. `true` where they moved the case to another stage.
    async fn pass(&mut self, case: &Case, until: Timestamp) -> Result<bool, Error> {
        let mut case = case.clone();
        for _ in 0..MOST_ACTS {
            let definition = self.player.app.definition(&case.definition)?;
            let calendar = self.player.app.calendars.of(&case);
            let calendar = calendar.ok_or_else(|| Error::fault("a case without a calendar"))?;
            let ctx = self.player.app.ctx(&definition, &calendar, until);
            let deadlines = case.deadlines(&ctx);
            let signal = deadlines
                .iter()
                .filter_map(|deadline| case.next_signal_at(deadline))
                .min();
            let Some(signal) = signal else {
                return Ok(false);
            };
            let at = signal.max(self.at + SignedDuration::from_secs(15));
            if at > until {
                return Ok(false);
            }
            self.at = at;
            let done = self
                .attempt(Statements::default(), ActorRef::System, |case, ctx| {
                    Ok(case.elapse(&Actor::SYSTEM, ctx))
                })
                .await?;
            let after = self.load().await?.case;
            if !done || after.stage != case.stage {
                return Ok(done);
            }
            case = after;
        }
        Ok(false)
    }

    /// Some of the open tasks are in somebody's hands.
    async fn take_up(&mut self, case: &Case) -> Result<(), Error> {
        let Some(task) = case.open.first() else {
            return Ok(());
        };
        if self.plan.hold.is_none() || !self.rng.percent(35) || task.claimed_by.is_some() {
            return Ok(());
        }
        let key = task.key.clone();
        let definition = self.player.app.definition(&case.definition)?;
        let offices = self.player.offices;
        let actor = match &case.stage {
            Stage::Received => offices.counter(case, self.rng),
            Stage::InProcess => definition
                .item
                .step(&key)
                .and_then(|step| offices.worker(case, step, self.rng)),
            Stage::AwaitingSupplement | Stage::Concluded(_) => None,
        };
        let at = self.at + SignedDuration::from_mins(7);
        if let Some(actor) = actor
            && at < self.player.now
        {
            self.at = at;
            self.attempt(Statements::default(), actor.by, |case, ctx| {
                case.claim(&actor, &key, ctx)
            })
            .await?;
        }
        Ok(())
    }

    pub fn applicant_actor(&self) -> Actor {
        Actor {
            by: ActorRef::Applicant(self.applicant.id),
            roles: vec![domain::authority::Role::Applicant],
            agency: None,
        }
    }

    pub fn state(
        &mut self,
        texts: &mut Statements,
        from: &'static [&'static str],
    ) -> Result<domain::case::StatementRef, Error> {
        texts.add(self.player.app, self.at, self.rng.word(from))
    }

    /// Whether anything was written. A refusal ends the case's play, it is no fault of the seed.
    pub async fn attempt(
        &mut self,
        texts: Statements,
        by: ActorRef,
        decide: impl FnOnce(&Case, &domain::case::Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<bool, Error> {
        let attempt = Attempt {
            by,
            now: self.at,
            seen: None,
            key: &self.key,
        };
        let app = self.player.app;
        match acts::attempt(app, self.tx, &attempt, |_| false, texts, decide).await {
            Ok(Outcome::Done) => Ok(true),
            Ok(Outcome::Repeated) => Ok(false),
            Err(Error::Refused { refusal, .. }) => {
                tracing::debug!(case = self.key.case_no, %refusal, "the play stops here");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}

fn is_signed(case: &Case) -> bool {
    case.open.iter().any(|open| !open.signatures.is_empty())
}

/// The first open step that waits for somebody and not for time to pass.
pub(super) fn workable<'a>(case: &Case, item: &'a ServiceItem) -> Option<&'a Step> {
    case.open_steps()
        .filter_map(|open| item.step(&open.key))
        .find(|step| step.silence.is_none())
}

fn stage_key(case: &Case) -> &str {
    match &case.stage {
        _ if case.open_pause().is_some() => PAUSED,
        Stage::Received => ACCEPTANCE,
        Stage::AwaitingSupplement => AWAITING,
        Stage::InProcess => case.open_step().unwrap_or_default(),
        Stage::Concluded(_) => "concluded",
    }
}
