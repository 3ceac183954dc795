//! Facts in, state out. A journal that no allowed order of acts could have written does not
//! fold: it is `Broken`, which `tongban verify` reports.

use std::collections::BTreeSet;

use super::{
    Acceptance, Advice, Answer, Arrived, Case, Channel, Complaint, Conclusion, Consultation,
    Correction, Decided, Decision, DeliveryMethod, Enquiry, Entry, Extension, Fact, Finding,
    Licence, OpenNode, OrderAnswer, OrderClosed, Pausing, Rating, Recalculation, Received,
    Signature, Stage, StatementRef, SupervisionOrder, Transfer, Voiding, Warning, Word,
};
use crate::catalogue::ACCEPTANCE;

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
        Ok(Self::begin(received, entry))
    }

    /// As the receipt leaves it. `entry` is the receipt's.
    pub(super) fn begin(received: &Received, entry: &Entry) -> Self {
        Self {
            materials: received.materials.clone(),
            received: received.clone(),
            received_at: entry.at,
            check_from: entry.at,
            seq: 1,
            stage: Stage::Received,
            acceptance: None,
            corrections: Vec::new(),
            agency: received.agency.clone(),
            definition: received.definition.clone(),
            open: vec![OpenNode::new(ACCEPTANCE, entry)],
            arrived: Arrived::new(),
            involved: BTreeSet::new(),
            transfers: Vec::new(),
            owed: received.tolerated.clone(),
            settled_at: None,
            put_aside: Vec::new(),
            set_aside: Vec::new(),
            done: Vec::new(),
            decision: None,
            licence: None,
            delivered_at: None,
            concluded_at: None,
            rating: None,
            handlers: if received.channel == Channel::Counter {
                entry.actor.hands().collect()
            } else {
                BTreeSet::new()
            },
            warnings: Vec::new(),
            calendar: received.calendar.clone(),
            pauses: Vec::new(),
            extension: None,
            consultations: Vec::new(),
            orders: Vec::new(),
            recalculations: Vec::new(),
            enquiries: Vec::new(),
            reminders: Vec::new(),
            complaints: Vec::new(),
            advice: Vec::new(),
            voided: None,
            handed_over: None,
            visited: entry.actor.is_at_counter(),
            receipts: Vec::new(),
        }
    }

    fn open_order(&mut self, seq: u64) -> Option<&mut SupervisionOrder> {
        let mut open = self.orders.iter_mut().filter(|one| one.closed.is_none());
        open.find(|one| one.seq == seq)
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
        // Supervision and the loop of a rating go on when the case has ended, and so do the steps beyond.
        let after_end = matches!(
            entry.fact,
            Fact::Ordered { .. }
                | Fact::OrderAnswered { .. }
                | Fact::OrderAccepted { .. }
                | Fact::OrderSentBack { .. }
                | Fact::OrderLifted { .. }
                | Fact::OrderRaised { .. }
                | Fact::Warned { .. }
                | Fact::StepRecorded { .. }
                | Fact::StepLapsed { .. }
                | Fact::Claimed { .. }
                | Fact::Released { .. }
                | Fact::Assigned { .. }
                | Fact::Disputed { .. }
                | Fact::Dispatched { .. }
                | Fact::Routed { .. }
                | Fact::Revoked { .. }
                | Fact::Migrated { .. }
                | Fact::NoticeSent { .. }
                | Fact::ReceiptKept { .. }
        );
        // Colleagues are asked about work that goes on.
        let after_end = after_end || entry.fact.is_of_rating();
        let talk = entry.fact.is_talk() && entry.fact != Fact::Reminded && !entry.fact.is_advice();
        if !self.is_open() && !after_end && !talk {
            return broken("the case is concluded");
        }
        self.visited |= entry.actor.is_at_counter();
        if is_handling(&entry.fact) {
            self.handlers.extend(entry.actor.hands());
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
                self.open.clear();
            }
            // What was owed, handed in while the case goes on.
            Fact::Supplemented { materials, .. } if self.stage == Stage::InProcess => {
                if self.owed.is_empty() {
                    return broken("nothing is owed");
                }
                self.hand_in(materials);
                if self.owed.is_empty() {
                    self.settled_at = Some(entry.at);
                }
            }
            Fact::Supplemented { materials, .. } => {
                let Some(correction) = self.corrections.last_mut() else {
                    return broken("nothing was asked for");
                };
                if self.stage != Stage::AwaitingSupplement {
                    return broken("no supplement is awaited");
                }
                correction.answered_at = Some(entry.at);
                self.hand_in(materials);
                self.check_from = entry.at;
                self.stage = Stage::Received;
                self.open = vec![OpenNode::new(ACCEPTANCE, entry)];
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
                self.stage = Stage::InProcess;
                self.open.clear();
                self.go(next, entry, entry.at)?;
            }
            Fact::Declined { .. } => {
                if self.stage != Stage::Received {
                    return broken("not with the counter");
                }
                self.conclude(Conclusion::Declined, entry);
            }
            Fact::Returned { .. } => {
                if self.stage != Stage::AwaitingSupplement && self.owed.is_empty() {
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
            Fact::Voided { ground, reason } => {
                if self.decision.is_some() {
                    return broken("voided after the decision");
                }
                self.voided = Some(Voiding {
                    ground: *ground,
                    reason: reason.clone(),
                });
                self.conclude(Conclusion::Voided, entry);
            }
            Fact::Claimed { step } => {
                let node = self.node_mut(step, entry)?;
                if node.claimed_by.is_some() {
                    return broken("the task is not free");
                }
                node.claimed_by = entry.actor.holder();
            }
            Fact::Released { step } => {
                let node = self.node_mut(step, entry)?;
                if !entry
                    .actor
                    .hands()
                    .any(|hand| node.claimed_by == Some(hand))
                {
                    return broken("the task is not theirs");
                }
                node.claimed_by = None;
            }
            Fact::Assigned { step, to } => self.node_mut(step, entry)?.claimed_by = Some(*to),
            Fact::StepRecorded {
                step,
                outcome,
                opinion,
                record,
                next,
                ..
            } => {
                if entry.actor.officer().is_none() {
                    return broken("not an officer's");
                }
                let node = self.node_mut(step, entry)?;
                let differs = node.signatures.iter().any(|one| one.outcome != *outcome);
                let aside = if differs {
                    std::mem::take(&mut node.signatures)
                } else {
                    Vec::new()
                };
                let mut signed = node.signatures.iter().flat_map(|one| one.by.hands());
                if signed.any(|hand| entry.actor.hands().any(|own| own == hand)) {
                    return broken("signed twice by the same person");
                }
                node.contested |= differs;
                node.signatures.push(Signature {
                    seq: entry.seq,
                    by: entry.actor,
                    at: entry.at,
                    outcome: outcome.clone(),
                    opinion: opinion.clone(),
                });
                node.claimed_by = None;
                self.put_aside(step, &aside);
                if let Some(next) = next {
                    self.finish_step(step, outcome, record.as_ref(), entry.at, entry)?;
                    self.go(next, entry, entry.at)?;
                }
            }
            Fact::StepLapsed {
                step,
                outcome,
                lapsed_at,
                next,
            } => {
                self.finish_step(step, outcome, None, *lapsed_at, entry)?;
                self.go(next, entry, *lapsed_at)?;
            }
            Fact::Routed { choice, next, .. } => {
                self.take_out(choice, entry)?;
                self.go(next, entry, entry.at)?;
            }
            Fact::Transferred { agency, .. } => {
                self.transfers.push(Transfer {
                    from: std::mem::replace(&mut self.agency, agency.clone()),
                    to: agency.clone(),
                    at: entry.at,
                    disputed: false,
                });
                self.open.iter_mut().for_each(|open| open.claimed_by = None);
            }
            Fact::Disputed { step: None, .. } => match self.transfers.last_mut() {
                Some(transfer) if !transfer.disputed => {
                    transfer.disputed = true;
                    self.agency.clone_from(&transfer.from);
                    self.open.iter_mut().for_each(|open| open.claimed_by = None);
                }
                _ => return broken("no transfer to dispute"),
            },
            Fact::Disputed {
                step: Some(step), ..
            } => {
                let node = self.node_mut(step, entry)?;
                node.disputed_at = Some(entry.at);
                node.claimed_by = None;
                let begun = std::mem::take(&mut node.signatures);
                node.contested = false;
                self.put_aside(step, &begun);
            }
            Fact::Dispatched { step, agency, .. } => {
                let node = self.node_mut(step, entry)?;
                if node.disputed_at.take().is_none() {
                    return broken("nothing is disputed");
                }
                node.agency = Some(agency.clone());
                node.opened_at = entry.at;
                self.involve(step);
            }
            Fact::Revoked { .. } => match &mut self.licence {
                Some(licence) => licence.revoked_at = Some(entry.at),
                None => return broken("nothing to revoke"),
            },
            Fact::Migrated {
                definition,
                renamed,
                parties,
            } => {
                self.definition.clone_from(definition);
                self.received.parties.clone_from(parties);
                self.rename(renamed);
            }
            Fact::Decided {
                step,
                decision,
                reason,
                next,
            } => {
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
                self.finish_step(step, decision.key(), None, entry.at, entry)?;
                self.go(next, entry, entry.at)?;
            }
            Fact::LicenceIssued {
                step,
                number,
                issued_on,
                valid_until,
                next,
            } => {
                self.licence = Some(Licence {
                    number: number.clone(),
                    issued_on: *issued_on,
                    valid_until: *valid_until,
                    revoked_at: None,
                });
                self.finish_step(step, "issued", None, entry.at, entry)?;
                self.go(next, entry, entry.at)?;
            }
            Fact::Delivered {
                step, method, next, ..
            } => {
                self.delivered_at = Some(entry.at);
                if *method == DeliveryMethod::Counter {
                    self.handed_over = Some(entry.seq);
                    self.visited = true;
                }
                self.finish_step(step, "delivered", None, entry.at, entry)?;
                self.go(next, entry, entry.at)?;
            }
            Fact::ReceiptKept { of, materials } => {
                if self.handed_over != Some(*of) {
                    return broken("nothing was handed over");
                }
                self.receipts.extend(materials.iter().cloned());
            }
            Fact::Rated {
                level,
                dimensions,
                comment,
            } => {
                if self.is_open() || self.rating.is_some() {
                    return broken("can't be rated");
                }
                self.rating = Some(Rating {
                    level: *level,
                    dimensions: *dimensions,
                    comment: comment.clone(),
                    at: entry.at,
                    contact: None,
                    complex: false,
                    followed_up: None,
                    called_back: None,
                    reply: None,
                    appeal: None,
                    released: None,
                });
            }
            Fact::FollowedUp { .. }
            | Fact::RaterContacted { .. }
            | Fact::CalledBack { .. }
            | Fact::FollowUpAnswered { .. }
            | Fact::RatingAppealed { .. }
            | Fact::RatingAppealDecided { .. }
            | Fact::RatingReleased { .. } => {
                if !self
                    .rating
                    .as_mut()
                    .is_some_and(|rating| rating.goes_on(entry))
                {
                    return broken("nothing of a rating waits for it");
                }
            }
            Fact::Enquired { text } => self.enquiries.push(Enquiry {
                seq: entry.seq,
                at: entry.at,
                text: text.clone(),
                answer: None,
            }),
            Fact::EnquiryAnswered { enquiry, text } => {
                let found = self.enquiries.iter_mut().find(|one| one.seq == *enquiry);
                match found {
                    Some(asked) if asked.answer.is_none() => {
                        asked.answer = Some(OrderAnswer {
                            at: entry.at,
                            text: text.clone(),
                        });
                    }
                    _ => return broken("no such enquiry is open"),
                }
            }
            Fact::NoticeSent { of, .. } if *of >= entry.seq => {
                return broken("a notice of nothing");
            }
            Fact::NoticeSent { .. } => {}
            Fact::Reminded => self.reminders.push(entry.at),
            Fact::Complained { ground, text } => self.complaints.push(Complaint {
                seq: entry.seq,
                at: entry.at,
                ground: *ground,
                text: text.clone(),
                forwarded_at: None,
                answer: None,
            }),
            Fact::ComplaintForwarded { complaint } => match self.complaint_mut(*complaint) {
                Some(complaint) => complaint.forwarded_at = Some(entry.at),
                None => return broken("no such complaint is open"),
            },
            Fact::ComplaintAnswered {
                complaint,
                founded,
                text,
            } => match self.complaint_mut(*complaint) {
                Some(complaint) => {
                    complaint.answer = Some(Finding {
                        at: entry.at,
                        founded: *founded,
                        text: text.clone(),
                    });
                }
                None => return broken("no such complaint is open"),
            },
            Fact::AdviceAsked {
                step,
                agency,
                of,
                role,
                text,
            } => {
                self.node_mut(step, entry)?;
                self.advice.push(Advice {
                    seq: entry.seq,
                    at: entry.at,
                    by: entry.actor,
                    step: step.clone(),
                    agency: agency.clone(),
                    of: *of,
                    role: *role,
                    text: text.clone(),
                    answer: None,
                    taken_back: false,
                });
            }
            Fact::AdviceGiven { asked, text } => match self.advice_mut(*asked) {
                Some(advice) => {
                    advice.answer = Some(OrderAnswer {
                        at: entry.at,
                        text: text.clone(),
                    });
                }
                None => return broken("no such question is open"),
            },
            Fact::AdviceTakenBack { asked } => match self.advice_mut(*asked) {
                Some(advice) => advice.taken_back = true,
                None => return broken("no such question is open"),
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
                // There is nothing left to check.
                if self.stage == Stage::Received {
                    self.stage = Stage::InProcess;
                    self.open.clear();
                }
                self.go(next, entry, entry.at)?;
            }
            Fact::Ordered {
                limit,
                text,
                instrument,
                organ,
                notice,
                warning,
            } => self.orders.push(SupervisionOrder {
                seq: entry.seq,
                at: entry.at,
                by: entry.actor,
                instrument: *instrument,
                organ: organ.clone(),
                notice: *notice,
                since: entry.at,
                limit: *limit,
                text: text.clone(),
                answer: None,
                sent_back: 0,
                closed: None,
                warning: *warning,
                raised: Vec::new(),
            }),
            Fact::OrderAnswered { order, text } => match self.open_order(*order) {
                Some(order) if order.answer.is_none() => {
                    order.answer = Some(OrderAnswer {
                        at: entry.at,
                        text: text.clone(),
                    });
                }
                _ => return broken("no such order waits for an answer"),
            },
            Fact::OrderAccepted { order, text } => match self.open_order(*order) {
                Some(order) if order.answer.is_some() => {
                    order.closed = Some(OrderClosed {
                        at: entry.at,
                        by: entry.actor,
                        accepted: true,
                        text: text.clone(),
                    });
                }
                _ => return broken("no such answer waits for a judgement"),
            },
            Fact::OrderSentBack { order, limit, .. } => match self.open_order(*order) {
                Some(order) if order.answer.is_some() => {
                    order.answer = None;
                    order.sent_back += 1;
                    order.since = entry.at;
                    order.limit = *limit;
                }
                _ => return broken("no such answer waits for a judgement"),
            },
            Fact::OrderLifted { order, text } => match self.open_order(*order) {
                Some(order) => {
                    order.closed = Some(OrderClosed {
                        at: entry.at,
                        by: entry.actor,
                        accepted: false,
                        text: Some(text.clone()),
                    });
                }
                None => return broken("no such order is open"),
            },
            Fact::OrderRaised { order, to } => match self.open_order(*order) {
                Some(order) => order.raised.push((entry.at, to.clone())),
                None => return broken("no such order is open"),
            },
            Fact::Recalculated {
                calendar,
                reason,
                moved,
            } => {
                self.calendar = Some(calendar.clone());
                let holders = moved
                    .iter()
                    .map(|moved| {
                        self.holder(moved.deadline, moved.step.as_deref())
                            .to_owned()
                    })
                    .collect();
                self.recalculations.push(Recalculation {
                    holders,
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
                step_now: step.clone(),
                agency: self.holder(*deadline, step.as_deref()).to_owned(),
                opened_at: self.warning_scope(*deadline, step.as_deref()),
                level: *level,
                holder: self.hand_of(*deadline, step.as_deref()),
                explained: None,
                cleared: None,
            }),
            Fact::WarningExplained { warning, text } => match self.warning_mut(*warning) {
                Some(warning) if warning.explained.is_none() => {
                    warning.explained = Some(word(entry, text));
                }
                _ => return broken("no such warning waits for an explanation"),
            },
            Fact::WarningCleared { warning, text } => match self.warning_mut(*warning) {
                Some(warning) if warning.cleared.is_none() => {
                    warning.cleared = Some(word(entry, text));
                }
                _ => return broken("no such warning stands"),
            },
        }
        self.seq = entry.seq;
        Ok(())
    }

    fn warning_mut(&mut self, seq: u64) -> Option<&mut Warning> {
        self.warnings.iter_mut().find(|one| one.seq == seq)
    }

    /// One that nobody has answered or taken back.
    fn advice_mut(&mut self, seq: u64) -> Option<&mut Advice> {
        self.advice
            .iter_mut()
            .find(|one| one.seq == seq && one.answer.is_none() && !one.taken_back)
    }

    /// One that nobody has answered.
    fn complaint_mut(&mut self, seq: u64) -> Option<&mut Complaint> {
        self.complaints
            .iter_mut()
            .find(|one| one.seq == seq && one.answer.is_none())
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
}

fn word(entry: &Entry, text: &StatementRef) -> Word {
    Word {
        at: entry.at,
        by: entry.actor,
        text: text.clone(),
    }
}

/// What someone at the desk does to a case itself. To order, to give away and to talk about it is no handling.
fn is_handling(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Corrected { .. }
            | Fact::Accepted { .. }
            | Fact::Declined { .. }
            | Fact::Returned { .. }
            | Fact::StepRecorded { .. }
            | Fact::Decided { .. }
            | Fact::LicenceIssued { .. }
            | Fact::Delivered { .. }
            | Fact::Paused { .. }
            | Fact::Resumed { .. }
            | Fact::Extended { .. }
            | Fact::OpinionGiven { .. }
            | Fact::EnquiryAnswered { .. }
            | Fact::Voided { .. }
    )
}
