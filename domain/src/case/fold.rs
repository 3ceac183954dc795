//! Facts in, state out. A journal that no allowed order of acts could have written does not
//! fold: it is `Broken`, which `tongban verify` reports.

use super::{
    Acceptance, ActorRef, Answer, Case, Conclusion, Consultation, Correction, Decided, Decision,
    Entry, Extension, Fact, Licence, OrderAnswer, Pausing, Rating, Recalculation, Signature, Stage,
    StepDone, SupervisionOrder, Warning,
};
use crate::catalogue::{ACCEPTANCE, END};
use crate::id::OfficerId;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("entry {seq} can't follow: {why}")]
pub struct Broken {
    pub seq: u64,
    pub why: &'static str,
}

impl Case {
    /// The state that a whole journal makes.
    ///
    /// # Errors
    /// `Broken` where the entries are not a journal: empty, with a gap, or in an impossible order.
    pub fn replay<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Result<Self, Broken> {
        let mut entries = entries.into_iter();
        let first = entries.next().ok_or(Broken {
            seq: 0,
            why: "empty",
        })?;
        let mut case = Self::open(first)?;
        for entry in entries {
            case.apply(entry)?;
        }
        Ok(case)
    }

    fn open(entry: &Entry) -> Result<Self, Broken> {
        let Fact::Received(received) = &entry.fact else {
            return Err(Broken {
                seq: entry.seq,
                why: "the first fact is not a receipt",
            });
        };
        if entry.seq != 1 {
            return Err(Broken {
                seq: entry.seq,
                why: "does not start at 1",
            });
        }
        Ok(Self {
            materials: received.materials.clone(),
            received: (**received).clone(),
            received_at: entry.at,
            check_from: entry.at,
            seq: 1,
            stage: Stage::Received,
            acceptance: None,
            corrections: Vec::new(),
            open_since: None,
            claimed_by: None,
            signatures: Vec::new(),
            put_aside: Vec::new(),
            done: Vec::new(),
            decision: None,
            licence: None,
            delivered_at: None,
            concluded_at: None,
            rating: None,
            warnings: Vec::new(),
            calendar: received.calendar.clone(),
            pauses: Vec::new(),
            extension: None,
            consultations: Vec::new(),
            orders: Vec::new(),
            recalculations: Vec::new(),
        })
    }

    /// # Errors
    /// `Broken` where the entry can't follow; the case is then of no further use.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), Broken> {
        let broken = |why| {
            Err(Broken {
                seq: entry.seq,
                why,
            })
        };
        if entry.seq != self.seq + 1 {
            return broken("gap");
        }
        // Supervision and the loop of a rating go on when the case has ended.
        let after_end = matches!(
            entry.fact,
            Fact::Rated { .. }
                | Fact::FollowedUp { .. }
                | Fact::Ordered { .. }
                | Fact::OrderAnswered { .. }
                | Fact::Warned { .. }
        );
        if !self.is_open() && !after_end {
            return broken("the case is concluded");
        }
        match &entry.fact {
            Fact::Received(_) => return broken("a second receipt"),
            Fact::Corrected { targets } => {
                if self.stage != Stage::Received {
                    return broken("not with the counter");
                }
                self.corrections.push(Correction {
                    at: entry.at,
                    targets: targets.clone(),
                    answered_at: None,
                });
                self.stage = Stage::AwaitingSupplement;
                self.claimed_by = None;
            }
            Fact::Supplemented { materials, .. } => {
                let Some(correction) = self.corrections.last_mut() else {
                    return broken("nothing was asked for");
                };
                if self.stage != Stage::AwaitingSupplement {
                    return broken("no supplement is awaited");
                }
                correction.answered_at = Some(entry.at);
                self.materials.clone_from(materials);
                self.check_from = entry.at;
                self.stage = Stage::Received;
            }
            Fact::Accepted {
                deemed,
                counts_from,
                next,
                ..
            } => {
                if self.stage != Stage::Received {
                    return broken("not with the counter");
                }
                self.acceptance = Some(Acceptance {
                    at: entry.at,
                    counts_from: *counts_from,
                    deemed: *deemed,
                    by: entry.actor,
                });
                self.consultations = self
                    .received
                    .consulted
                    .iter()
                    .map(|asked| Consultation {
                        key: asked.key.clone(),
                        agency: asked.agency.clone(),
                        at: entry.at,
                        answer: None,
                    })
                    .collect();
                self.move_to(next, entry)?;
            }
            Fact::Declined { .. } => {
                if self.stage != Stage::Received {
                    return broken("not with the counter");
                }
                self.conclude(Conclusion::Declined, entry);
            }
            Fact::Returned { .. } => {
                if self.stage != Stage::AwaitingSupplement {
                    return broken("no supplement is awaited");
                }
                self.conclude(Conclusion::Returned, entry);
            }
            Fact::Withdrawn { .. } => {
                if self.decision.is_some() {
                    return broken("withdrawn after the decision");
                }
                self.conclude(Conclusion::Withdrawn, entry);
            }
            Fact::Claimed { step } => {
                if self.open_task_key() != Some(step) || self.claimed_by.is_some() {
                    return broken("the task is not free");
                }
                self.claimed_by = officer(entry);
            }
            Fact::Released { step } => {
                if self.open_task_key() != Some(step) || self.claimed_by != officer(entry) {
                    return broken("the task is not theirs");
                }
                self.claimed_by = None;
            }
            Fact::StepRecorded {
                step,
                outcome,
                opinion,
                next,
            } => {
                self.expect_open(step, entry)?;
                let Some(by) = officer(entry) else {
                    return broken("not an officer's");
                };
                if self
                    .signatures
                    .iter()
                    .any(|signature| signature.outcome != *outcome)
                {
                    let aside = self.signatures.drain(..);
                    self.put_aside
                        .extend(aside.map(|signature| (step.clone(), signature.by)));
                }
                if self.signatures.iter().any(|signature| signature.by == by) {
                    return broken("signed twice by the same person");
                }
                self.signatures.push(Signature {
                    by,
                    at: entry.at,
                    outcome: outcome.clone(),
                    opinion: opinion.clone(),
                });
                self.claimed_by = None;
                if let Some(next) = next {
                    self.finish_step(step, outcome, entry);
                    self.move_to(next, entry)?;
                }
            }
            Fact::Decided {
                step,
                decision,
                reason,
                next,
            } => {
                self.expect_open(step, entry)?;
                if self.decision.is_some() {
                    return broken("decided before");
                }
                self.decision = Some(Decided {
                    decision: *decision,
                    at: entry.at,
                    by: entry.actor,
                    reason: Some(reason.clone()),
                    deemed: false,
                });
                self.finish_step(step, decision.key(), entry);
                self.move_to(next, entry)?;
            }
            Fact::LicenceIssued {
                step,
                number,
                issued_on,
                valid_until,
                next,
            } => {
                self.expect_open(step, entry)?;
                self.licence = Some(Licence {
                    number: number.clone(),
                    issued_on: *issued_on,
                    valid_until: *valid_until,
                });
                self.finish_step(step, "issued", entry);
                self.move_to(next, entry)?;
            }
            Fact::Delivered { step, next, .. } => {
                self.expect_open(step, entry)?;
                self.delivered_at = Some(entry.at);
                self.finish_step(step, "delivered", entry);
                self.move_to(next, entry)?;
            }
            Fact::Rated { level, .. } => {
                if self.is_open() || self.rating.is_some() {
                    return broken("can't be rated");
                }
                self.rating = Some(Rating {
                    level: *level,
                    at: entry.at,
                    followed_up_at: None,
                });
            }
            Fact::FollowedUp { .. } => match &mut self.rating {
                Some(rating) if rating.followed_up_at.is_none() => {
                    rating.followed_up_at = Some(entry.at);
                }
                _ => return broken("nothing to follow up"),
            },
            Fact::Paused {
                reason,
                legal,
                expected,
                notice,
                explanation,
            } => {
                if self.open_step().is_none() || self.open_pause().is_some() {
                    return broken("the clock does not run");
                }
                self.pauses.push(Pausing {
                    seq: entry.seq,
                    at: entry.at,
                    reason: reason.clone(),
                    legal: *legal,
                    expected: *expected,
                    notice: *notice,
                    explanation: explanation.clone(),
                    ended_at: None,
                });
            }
            Fact::Resumed { .. } => match self.pauses.last_mut() {
                Some(pause) if pause.ended_at.is_none() => pause.ended_at = Some(entry.at),
                _ => return broken("the clock runs"),
            },
            Fact::Extended {
                limit,
                notice,
                reason,
            } => {
                if self.extension.is_some() || self.decision.is_some() {
                    return broken("can't be extended");
                }
                self.extension = Some(Extension {
                    seq: entry.seq,
                    at: entry.at,
                    limit: *limit,
                    notice: *notice,
                    reason: reason.clone(),
                });
            }
            Fact::OpinionGiven { key, opinion, text } => {
                self.answer(key, Some((*opinion, text.clone())), entry)?;
            }
            Fact::ConsentDeemed { key } => self.answer(key, None, entry)?,
            Fact::DeemedRenewed { lapsed_at, next } => {
                if self.received.renews.is_none() || self.decision.is_some() {
                    return broken("nothing to renew");
                }
                self.decision = Some(Decided {
                    decision: Decision::Granted,
                    at: *lapsed_at,
                    by: entry.actor,
                    reason: None,
                    deemed: true,
                });
                if let Some(pause) = self.pauses.last_mut() {
                    pause.ended_at.get_or_insert(*lapsed_at);
                }
                self.move_to(next, entry)?;
            }
            Fact::Ordered { limit, text } => self.orders.push(SupervisionOrder {
                seq: entry.seq,
                at: entry.at,
                by: entry.actor,
                limit: *limit,
                text: text.clone(),
                answer: None,
            }),
            Fact::OrderAnswered { order, text } => {
                let found = self.orders.iter_mut().find(|one| one.seq == *order);
                match found {
                    Some(order) if order.answer.is_none() => {
                        order.answer = Some(OrderAnswer {
                            at: entry.at,
                            text: text.clone(),
                        });
                    }
                    _ => return broken("no such order is open"),
                }
            }
            Fact::Recalculated {
                calendar,
                reason,
                moved,
            } => {
                self.calendar = Some(calendar.clone());
                self.recalculations.push(Recalculation {
                    seq: entry.seq,
                    at: entry.at,
                    reason: reason.clone(),
                    moved: moved.clone(),
                });
            }
            Fact::Warned {
                deadline,
                step,
                level,
                crossed_at,
            } => self.warnings.push(Warning {
                seq: entry.seq,
                at: entry.at,
                crossed_at: crossed_at.unwrap_or(entry.at),
                deadline: *deadline,
                step: step.clone(),
                opened_at: self.warning_scope(*deadline),
                level: *level,
            }),
        }
        self.seq = entry.seq;
        Ok(())
    }

    fn answer(
        &mut self,
        key: &str,
        said: Option<(super::Opinion, super::StatementRef)>,
        entry: &Entry,
    ) -> Result<(), Broken> {
        let asked = self.consultations.iter_mut().find(|one| one.key == key);
        match asked {
            Some(asked) if asked.answer.is_none() => {
                asked.answer = Some(Answer { at: entry.at, said });
                Ok(())
            }
            _ => Err(Broken {
                seq: entry.seq,
                why: "not asked, or answered before",
            }),
        }
    }

    fn expect_open(&self, step: &str, entry: &Entry) -> Result<(), Broken> {
        if self.open_step() == Some(step) {
            Ok(())
        } else {
            Err(Broken {
                seq: entry.seq,
                why: "the step is not open",
            })
        }
    }

    fn open_task_key(&self) -> Option<&str> {
        match &self.stage {
            Stage::Received => Some(ACCEPTANCE),
            Stage::InProcess { step } => Some(step),
            Stage::AwaitingSupplement | Stage::Concluded(_) => None,
        }
    }

    fn finish_step(&mut self, step: &str, outcome: &str, entry: &Entry) {
        let mut by: Vec<OfficerId> = self
            .signatures
            .drain(..)
            .map(|signature| signature.by)
            .collect();
        if let Some(last) = officer(entry)
            && !by.contains(&last)
        {
            by.push(last);
        }
        self.done.push(StepDone {
            step: step.into(),
            outcome: outcome.into(),
            by,
            opened_at: self.open_since.unwrap_or(entry.at),
            at: entry.at,
        });
    }

    fn move_to(&mut self, next: &str, entry: &Entry) -> Result<(), Broken> {
        self.signatures.clear();
        self.claimed_by = None;
        if next == END {
            let conclusion = match &self.decision {
                Some(Decided {
                    decision: Decision::Refused,
                    ..
                }) => Conclusion::Refused,
                Some(Decided {
                    decision: Decision::Granted,
                    ..
                }) => Conclusion::Granted,
                None => {
                    return Err(Broken {
                        seq: entry.seq,
                        why: "ended without a decision",
                    });
                }
            };
            self.conclude(conclusion, entry);
        } else {
            self.stage = Stage::InProcess { step: next.into() };
            self.open_since = Some(entry.at);
        }
        Ok(())
    }

    fn conclude(&mut self, conclusion: Conclusion, entry: &Entry) {
        self.stage = Stage::Concluded(conclusion);
        self.concluded_at = Some(entry.at);
        self.open_since = None;
        self.claimed_by = None;
        self.signatures.clear();
    }
}

fn officer(entry: &Entry) -> Option<OfficerId> {
    match entry.actor {
        ActorRef::Officer(id) => Some(id),
        ActorRef::Applicant(_) | ActorRef::System => None,
    }
}
