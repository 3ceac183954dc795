//! One case from its application to today, through the same acts as any other: what happens
//! next, when, and by whom. Time alone does its part in between, as the deadline job would have.

use domain::case::{
    Actor, ActorRef, Case, CorrectionTarget, Decision, DeclineGround, DeliveryMethod, Fact,
    Material, Refusal, Stage, Target,
};
use domain::catalogue::{ACCEPTANCE, FieldKind, Step, StepAct};
use jiff::{SignedDuration, Timestamp};
use store::accounts::Applicant;
use store::cases::{self, CaseKey};
use store::{Tx, applications};

use super::apply;
use super::days::Office;
use super::people::Offices;
use super::plan::{AWAITING, Pace, Plan, Turn};
use super::rng::Rng;
use super::words;
use crate::acts::{self, Attempt, Loaded, Outcome, Statements};
use crate::error::Error;
use crate::state::App;
use crate::{licence_serial, submission};

/// More acts than any case has; a definition with a loop ends here.
const MOST_ACTS: usize = 60;

pub struct Player<'a> {
    pub app: &'a App,
    pub offices: &'a Offices,
    pub office: Office<'a>,
    pub now: Timestamp,
}

/// A case in play.
struct Run<'a, 'b> {
    player: &'a Player<'a>,
    tx: &'b mut Tx,
    rng: &'b mut Rng,
    plan: &'a Plan,
    applicant: &'a Applicant,
    key: CaseKey,
    at: Timestamp,
}

enum Next {
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
            return if two && case.signatures.is_empty() && self.rng.percent(50) {
                Next::Act(0)
            } else {
                Next::Wait
            };
        }
        let limits = &loaded.definition.item.limits;
        match &case.stage {
            Stage::Received if self.plan.turn == Turn::Lapsed => Next::Wait,
            Stage::Received => Next::Act(match self.plan.pace {
                Pace::Even => 1,
                Pace::Prompt => self.rng.below(2),
                Pace::Slow | Pace::Late => 2 + self.rng.below(limits.check.value.max(3) - 2),
            }),
            Stage::AwaitingSupplement if self.plan.turn == Turn::Returned => {
                Next::Act(limits.supplement.value + 1)
            }
            Stage::AwaitingSupplement => Next::Act(1 + self.rng.below(6)),
            Stage::InProcess { step } => {
                let step = loaded.definition.item.step(step);
                let limit = step.and_then(|step| step.limit).unwrap_or(3);
                Next::Act(if !case.signatures.is_empty() {
                    0
                } else {
                    match self.plan.pace {
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
            Stage::Concluded(_) if self.rng.percent(55) => Next::Act(self.rng.below(4)),
            Stage::Concluded(_) => Next::Wait,
        }
    }

    /// The warnings and lapses until an instant. `true` where they moved the case to another stage.
    async fn pass(&mut self, case: &Case, until: Timestamp) -> Result<bool, Error> {
        let mut case = case.clone();
        for _ in 0..MOST_ACTS {
            let definition = self.player.app.definition(&case.received.definition)?;
            let deadlines = case.deadlines(&self.player.app.ctx(&definition, until));
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
                    let mut facts = case.signal(&Actor::SYSTEM, ctx);
                    facts.extend(case.deem_accepted(&Actor::SYSTEM, ctx));
                    Ok(facts)
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
        if self.plan.hold.is_none() || !self.rng.percent(35) || case.claimed_by.is_some() {
            return Ok(());
        }
        let definition = self.player.app.definition(&case.received.definition)?;
        let offices = self.player.offices;
        let actor = match &case.stage {
            Stage::Received => offices.counter(case, self.rng),
            Stage::InProcess { step } => definition
                .item
                .step(step)
                .and_then(|step| offices.worker(case, step, self.rng)),
            Stage::AwaitingSupplement | Stage::Concluded(_) => None,
        };
        let at = self.at + SignedDuration::from_mins(7);
        if let Some(actor) = actor
            && at < self.player.now
        {
            self.at = at;
            self.attempt(Statements::default(), actor.by, |case, ctx| {
                case.claim(&actor, ctx)
            })
            .await?;
        }
        Ok(())
    }

    async fn act(&mut self, loaded: &Loaded) -> Result<bool, Error> {
        let case = &loaded.case;
        let item = &loaded.definition.item;
        let worked = case.done.len();
        if self.plan.turn == Turn::Withdrawn
            && case.is_open()
            && case.decision.is_none()
            && (worked > 0 || self.rng.percent(40))
        {
            return self.withdraw().await;
        }
        match &case.stage {
            Stage::Received => self.check(case).await,
            Stage::AwaitingSupplement if self.plan.turn == Turn::Returned => {
                self.give_back(case).await
            }
            Stage::AwaitingSupplement => self.supplement(case).await,
            Stage::InProcess { step } => match item.step(step) {
                Some(step) => self.work(case, step).await,
                None => Ok(false),
            },
            Stage::Concluded(_) => self.rate().await,
        }
    }

    async fn check(&mut self, case: &Case) -> Result<bool, Error> {
        let Some(actor) = self.player.offices.counter(case, self.rng) else {
            return Ok(false);
        };
        let mut texts = Statements::default();
        match self.plan.turn {
            Turn::Declined => {
                let reason = self.state(&mut texts, &words::DECLINES)?;
                let agency = self.other_agency(case);
                self.attempt(texts, actor.by, |case, ctx| {
                    case.decline(&actor, DeclineGround::NotOurs, agency, reason, ctx)
                })
                .await
            }
            Turn::Corrected | Turn::Returned if case.corrections.is_empty() => {
                let mut targets = Vec::new();
                for what in self.faulty(case).await? {
                    let notes: &[&str] = match what {
                        Target::Field(_) => &words::FIELD_NOTES,
                        Target::Material(_) => &words::MATERIAL_NOTES,
                    };
                    let note = self.rng.pick(notes).copied().unwrap_or_default();
                    let note = texts.add(self.player.app, self.at, note)?;
                    targets.push(CorrectionTarget { what, note });
                }
                self.attempt(texts, actor.by, |case, ctx| {
                    case.correct(&actor, targets, ctx)
                })
                .await
            }
            _ => {
                self.attempt(texts, actor.by, |case, ctx| case.accept(&actor, ctx))
                    .await
            }
        }
    }

    /// One field that was typed and one file, as far as the case has them.
    async fn faulty(&mut self, case: &Case) -> Result<Vec<Target>, Error> {
        let definition = self.player.app.definition(&case.received.definition)?;
        let answers = self.answers().await?.1;
        let typed: Vec<_> = definition
            .item
            .fields()
            .filter(|field| {
                matches!(
                    field.kind,
                    FieldKind::Text | FieldKind::Textarea | FieldKind::Address
                ) && answers.contains_key(field.key())
            })
            .map(|field| Target::Field(field.key().to_owned()))
            .collect();
        let files: Vec<_> = case
            .materials
            .iter()
            .map(|material| Target::Material(material.rule.clone()))
            .collect();
        let field = self.rng.pick(&typed).cloned();
        let file = self.rng.pick(&files).cloned();
        Ok(match (field, file) {
            (field, Some(file)) if self.rng.percent(60) => {
                field.into_iter().chain([file]).collect()
            }
            (None, file) => file.into_iter().collect(),
            (field, _) => field.into_iter().collect(),
        })
    }

    async fn answers(
        &mut self,
    ) -> Result<(applications::Application, domain::application::Answers), Error> {
        let application = applications::get(self.tx, self.applicant.id, self.key.application_id)
            .await?
            .ok_or(Error::NotFound)?;
        let answers = submission::read_answers(&application.answers)?;
        Ok((application, answers))
    }

    async fn supplement(&mut self, case: &Case) -> Result<bool, Error> {
        let player = self.player;
        let definition = player.app.definition(&case.received.definition)?;
        let (application, mut answers) = self.answers().await?;
        let mut changed = Vec::new();
        for asked in case.asked_for() {
            match &asked.what {
                Target::Field(key) => {
                    if let Some(field) = definition.item.field(key) {
                        let value = super::answers::answer(
                            field,
                            self.applicant,
                            &self.plan.division,
                            player.office.date(self.at),
                            self.rng,
                        );
                        answers.insert(key.clone(), value);
                    }
                    changed.push(key.clone());
                }
                Target::Material(rule) => {
                    apply::replace(player, self.tx, application.id, rule, self.at).await?;
                }
            }
        }
        let stored = submission::write_answers(&answers)?;
        applications::correct_answers(
            self.tx,
            self.applicant.id,
            application.id,
            application.version,
            &stored,
            self.at,
        )
        .await?;
        let digest = player.app.store.keys().digest("answers", stored.expose())?;
        let materials: Vec<Material> = apply::given(self.tx, application.id).await?;
        let actor = self.applicant_actor();
        self.attempt(Statements::default(), actor.by, |case, _| {
            case.supplement(&actor, &changed, materials, digest)
        })
        .await
    }

    async fn give_back(&mut self, case: &Case) -> Result<bool, Error> {
        let Some(actor) = self.player.offices.counter(case, self.rng) else {
            return Ok(false);
        };
        let mut texts = Statements::default();
        let reason = self.state(&mut texts, &words::RETURNS)?;
        self.attempt(texts, actor.by, |case, ctx| {
            case.return_to_applicant(&actor, reason, ctx)
        })
        .await
    }

    async fn withdraw(&mut self) -> Result<bool, Error> {
        let mut texts = Statements::default();
        let reason = self.state(&mut texts, &words::WITHDRAWALS)?;
        let actor = self.applicant_actor();
        self.attempt(texts, actor.by, |case, _| {
            case.withdraw(&actor, Some(reason))
        })
        .await
    }

    async fn work(&mut self, case: &Case, step: &Step) -> Result<bool, Error> {
        let player = self.player;
        let Some(actor) = player.offices.worker(case, step, self.rng) else {
            return Ok(false);
        };
        let mut texts = Statements::default();
        let refused = self.plan.turn == Turn::Refused;
        match step.act {
            StepAct::Opinion => {
                let outcome = outcome(&self.plan.definition.item.steps, step, refused, case);
                let favourable = step
                    .outcomes
                    .first()
                    .is_some_and(|first| first.key == outcome);
                let opinion = if favourable {
                    self.state(&mut texts, &words::FAVOURABLE)?
                } else {
                    self.state(&mut texts, &words::UNFAVOURABLE)?
                };
                self.attempt(texts, actor.by, |case, ctx| {
                    case.record_step(&actor, step.key(), &outcome, opinion, ctx)
                })
                .await
            }
            StepAct::Decision => {
                let (decision, reason) = if refused {
                    (Decision::Refused, self.state(&mut texts, &words::REFUSALS)?)
                } else {
                    (Decision::Granted, self.state(&mut texts, &words::GRANTS)?)
                };
                self.attempt(texts, actor.by, |case, ctx| {
                    case.decide(&actor, decision, reason, ctx)
                })
                .await
            }
            StepAct::Licence => {
                let Some(agency) = player.app.catalogue.agency(&case.received.agency) else {
                    return Ok(false);
                };
                let on = player.office.date(self.at);
                let serial =
                    licence_serial::next(self.tx, agency, &self.plan.definition.item, on).await?;
                self.attempt(texts, actor.by, |case, ctx| {
                    case.issue_licence(&actor, &agency.credit_code, &serial, ctx)
                })
                .await
            }
            StepAct::Delivery => {
                let methods = [
                    DeliveryMethod::Counter,
                    DeliveryMethod::Post,
                    DeliveryMethod::Electronic,
                ];
                let index = self.rng.below(3) as usize;
                let note = words::DELIVERY_NOTES
                    .get(index)
                    .copied()
                    .unwrap_or_default();
                let method = methods
                    .get(index)
                    .copied()
                    .unwrap_or(DeliveryMethod::Electronic);
                let note = texts.add_optional(player.app, self.at, note)?;
                self.attempt(texts, actor.by, |case, ctx| {
                    case.deliver(&actor, method, note, ctx)
                })
                .await
            }
        }
    }

    async fn rate(&mut self) -> Result<bool, Error> {
        let level = match self.rng.below(100) {
            0..68 => 5,
            68..90 => 4,
            90..96 => 3,
            96..99 => 2,
            _ => 1,
        };
        let mut texts = Statements::default();
        let comment = if !self.rng.percent(50) {
            None
        } else if level >= 4 {
            Some(self.state(&mut texts, &words::PRAISE)?)
        } else {
            Some(self.state(&mut texts, &words::COMPLAINTS)?)
        };
        let actor = self.applicant_actor();
        self.attempt(texts, actor.by, |case, _| case.rate(&actor, level, comment))
            .await
    }

    fn applicant_actor(&self) -> Actor {
        Actor {
            by: ActorRef::Applicant(self.applicant.id),
            roles: vec![domain::authority::Role::Applicant],
        }
    }

    fn state(
        &mut self,
        texts: &mut Statements,
        from: &'static [&'static str],
    ) -> Result<domain::case::StatementRef, Error> {
        texts.add(self.player.app, self.at, self.rng.word(from))
    }

    /// Another agency of the same division.
    fn other_agency(&mut self, case: &Case) -> Option<String> {
        let others: Vec<_> = self
            .player
            .app
            .catalogue
            .agencies()
            .filter(|agency| {
                agency.division == case.received.division && agency.id != case.received.agency
            })
            .collect();
        self.rng.pick(&others).map(|agency| agency.id.clone())
    }

    /// Whether anything was written. A refusal ends the case's play, it is no fault of the seed.
    async fn attempt(
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

fn stage_key(case: &Case) -> &str {
    match &case.stage {
        Stage::Received => ACCEPTANCE,
        Stage::AwaitingSupplement => AWAITING,
        Stage::InProcess { step } => step,
        Stage::Concluded(_) => "concluded",
    }
}

/// The favourable outcome is the first one; the other only where it leads on, not back.
fn outcome(steps: &[Step], step: &Step, refused: bool, case: &Case) -> String {
    // The second of two people agrees with the first.
    if let Some(signature) = case.signatures.first() {
        return signature.outcome.clone();
    }
    let place = |key: &str| steps.iter().position(|step| step.key() == key);
    let leads_on = |next: &str| place(next) > place(step.key());
    let unfavourable = step
        .outcomes
        .get(1)
        .filter(|outcome| refused && leads_on(outcome.next.get_ref()));
    unfavourable
        .or(step.outcomes.first())
        .map_or_else(String::new, |outcome| outcome.key.clone())
}
