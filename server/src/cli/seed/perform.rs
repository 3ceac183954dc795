//! The acts of a case in play, each by somebody who may do it.

use domain::case::{
    Case, CorrectionTarget, Decision, DeclineGround, DeliveryMethod, Dimensions, Material,
    Recording, Stage, Target,
};
use domain::catalogue::{FieldKind, Step, StepAct};
use store::applications;

use super::apply;
use super::plan::Turn;
use super::play::{Run, workable};
use super::words;
use crate::acts::{Loaded, Statements};
use crate::error::Error;
use crate::{case_data, licence_serial, submission};

impl Run<'_, '_> {
    /// What the stage and the plan ask for; `false` where it can't be done.
    pub async fn act(&mut self, loaded: &Loaded) -> Result<bool, Error> {
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
        if let Some(done) = self.act_of_clock(case, item).await? {
            return Ok(done);
        }
        match &case.stage {
            Stage::Received => self.check(case).await,
            Stage::AwaitingSupplement if self.plan.turn == Turn::Returned => {
                self.give_back(case).await
            }
            Stage::AwaitingSupplement => self.supplement(case).await,
            Stage::InProcess => match workable(case, item) {
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
        let definition = self.player.app.definition(&case.definition)?;
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
        let definition = player.app.definition(&case.definition)?;
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
                let on = player.office.date(self.at);
                let record =
                    super::answers::record(step, self.applicant, &self.plan.division, on, self.rng);
                let kept = match &record {
                    Some(record) => {
                        Some(texts.add(player.app, self.at, &case_data::kept(record)?)?)
                    }
                    None => None,
                };
                self.attempt(texts, actor.by, |case, ctx| {
                    let recording = Recording {
                        outcome: &outcome,
                        opinion: &opinion,
                        record: kept.as_ref().zip(record.as_ref()),
                        proposed: None,
                    };
                    case.record_step(&actor, step.key(), recording, ctx)
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
                let Some(agency) = player.app.catalogue.agency(&case.agency) else {
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
        self.attempt(texts, actor.by, |case, ctx| {
            case.rate(&actor, level, Dimensions::default(), comment, ctx)
        })
        .await
    }

    /// Another agency of the same division.
    fn other_agency(&mut self, case: &Case) -> Option<String> {
        let others: Vec<_> = self
            .player
            .app
            .catalogue
            .agencies()
            .filter(|agency| agency.division == case.received.division && agency.id != case.agency)
            .collect();
        self.rng.pick(&others).map(|agency| agency.id.clone())
    }
}

/// The favourable outcome is the first one; the other only where it leads on, not back.
fn outcome(steps: &[Step], step: &Step, refused: bool, case: &Case) -> String {
    // The second of two people agrees with the first.
    let open = case.open_node(step.key());
    if let Some(signature) = open.and_then(|open| open.signatures.first()) {
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
