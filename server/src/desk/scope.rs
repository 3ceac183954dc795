//! The case of a request, through the officer's scope: another agency's case does not exist
//! here.

use std::collections::HashMap;

use app::desk::act::{Draft, Head, Opinion};
use app::shell::Room;
use domain::authority::{Act, Role};
use domain::case::projection::{
    ADVICE, DISPATCH, ENQUIRY_REPLY, FOLLOW_UP, OPINION, ORDER_REPLY, RATING_CONTACT, STANDING,
};
use domain::case::{Ctx, DeadlineKind, Entry, Fact, Refusal};
use domain::catalogue::ACCEPTANCE;
use domain::id::StatementId;
use domain::identifier::CaseNo;
use domain::locale::Localised;
use jiff::Timestamp;
use store::accounts::{self, Applicant};
use store::cases::{self, CaseKey};
use store::{Tx, statements};

use super::drafts;
use super::form::Posted;
use super::officers::Officers;
use crate::acts::{self, Loaded};
use crate::disclosures;
use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;

/// What every page about a case needs.
pub struct Open {
    pub officer: Officer,
    pub key: CaseKey,
    pub loaded: Loaded,
    pub applicant: Applicant,
    pub officers: Officers,
    /// When the officer gave the reason for which they see personal data whole.
    pub disclosed_at: Option<Timestamp>,
    /// Of an act whose text is kept while it is typed.
    draft: Option<Draft>,
    texts: HashMap<StatementId, String>,
}

/// The key of a case of the officer's agency, of one in which the agency has a part, or, for the head of a
/// government, of a joint handling that it answers for. Of a confidential case an agency has a part from its first
/// step on. What they may do with it is the domain's to say.
///
/// # Errors
/// `NotFound` for every other number.
pub async fn key(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    no: &str,
) -> Result<(Officer, CaseKey), Error> {
    let officer = reader.officer(Room::Desk)?;
    let no = CaseNo::parse(no).map_err(|_| Error::NotFound)?;
    let key = cases::key_by_no(tx, no.as_str()).await?;
    let within = key.agency == officer.agency
        || officer.governs(app, &key)
        || cases::is_party(tx, key.id, &officer.agency).await?;
    if within {
        Ok((officer, key))
    } else {
        Err(Error::NotFound)
    }
}

impl Open {
    /// # Errors
    /// `NotFound` outside the officer's scope.
    pub async fn load(app: &App, tx: &mut Tx, reader: &Reader, no: &str) -> Result<Self, Error> {
        let (officer, key) = key(app, tx, reader, no).await?;
        let loaded = acts::load(app, tx, &key).await?;
        let applicant = accounts::applicant(tx, key.applicant_id)
            .await?
            .ok_or_else(|| Error::fault(format!("case {}: no applicant", key.case_no)))?;
        let assigned = |entry: &Entry| match entry.fact {
            Fact::Assigned { to, .. } | Fact::AdviceAsked { of: to, .. } => Some(to),
            _ => None,
        };
        let acted: Vec<_> = loaded
            .entries
            .iter()
            .flat_map(|entry| entry.actor.hands().chain(assigned(entry)))
            .chain(loaded.case.open.iter().filter_map(|open| open.claimed_by))
            .collect();
        let officers = Officers::load(tx, &key.agency, &acted).await?;
        let texts = statements::of_case(tx, key.id)
            .await?
            .into_iter()
            .map(|statement| (statement.id, statement.body.expose().to_owned()))
            .collect();
        let since = disclosures::since(&loaded.entries, reader.now);
        let disclosed_at = disclosures::holds(tx, &officer, &key, since).await?;
        Ok(Self {
            officer,
            key,
            loaded,
            applicant,
            officers,
            disclosed_at,
            draft: None,
            texts,
        })
    }

    /// As `load`, where the act is open to the officer now.
    ///
    /// # Errors
    /// The act's own refusal.
    pub async fn for_act(
        app: &App,
        tx: &mut Tx,
        reader: &Reader,
        no: &str,
        act: Act,
    ) -> Result<Self, Error> {
        let open = Self::load(app, tx, reader, no).await?;
        let ctx = open.ctx(app, reader);
        open.loaded
            .case
            .offers(act, &open.officer.actor, &ctx)
            .map_err(|refusal| open.refused(refusal))?;
        Ok(open)
    }

    /// What the form of an act shows: what was posted or, when it is opened anew, what was kept of it. `act` is the
    /// end of its address.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn kept(&mut self, tx: &mut Tx, act: &str, posted: &Posted) -> Result<Posted, Error> {
        let actor = &self.officer.actor;
        let kept = match posted.0.as_slice() {
            [] => drafts::kept(tx, self.key.id, actor, act).await?,
            _ => None,
        };
        self.draft = Some(Draft {
            at: kept.as_ref().map(|(_, at)| *at),
        });
        Ok(kept.map_or_else(|| Posted(posted.0.clone()), |(typed, _)| typed))
    }

    /// Whether the case is the officer's own agency's.
    pub fn is_lead(&self) -> bool {
        self.key.agency == self.officer.agency
    }

    /// Whether it is for the officer to read. What the lead agency has to do with its supervision and with the
    /// applicant is its own; a rating is anonymous to those who handle cases, so that the head alone, who has to put
    /// it right, sees a bad one; and a complaint is the supervision's, unless it was given to the head.
    pub fn shows(&self, entry: &Entry) -> bool {
        let case = &self.loaded.case;
        let complaint = |seq: u64| {
            let mut all = case.complaints.iter();
            let given = all.any(|one| one.seq == seq && one.forwarded_at.is_some());
            given && self.is_head()
        };
        match &entry.fact {
            Fact::Complained { .. } => complaint(entry.seq),
            Fact::ComplaintForwarded { complaint: seq }
            | Fact::ComplaintAnswered { complaint: seq, .. } => complaint(*seq),
            Fact::Rated { .. } => {
                let bad = case.rating.as_ref().is_some_and(|rating| rating.is_bad());
                bad && self.is_head()
            }
            fact if fact.is_of_rating() => self.is_head(),
            Fact::Warned { deadline, .. } => self.shows_deadline(*deadline),
            Fact::Ordered { .. }
            | Fact::OrderAnswered { .. }
            | Fact::OrderAccepted { .. }
            | Fact::OrderSentBack { .. }
            | Fact::OrderLifted { .. }
            | Fact::OrderRaised { .. } => self.is_lead(),
            Fact::WarningExplained { warning, .. } | Fact::WarningCleared { warning, .. } => {
                let of = case.warning(*warning);
                of.is_some_and(|one| self.is_lead() || one.agency == self.officer.agency)
            }
            Fact::AdviceAsked { agency, .. } => *agency == self.officer.agency,
            Fact::AdviceGiven { asked, .. } | Fact::AdviceTakenBack { asked } => {
                let mut all = case.advice.iter();
                all.any(|one| one.seq == *asked && one.agency == self.officer.agency)
            }
            fact => self.is_lead() || !fact.is_talk(),
        }
    }

    /// As `shows`, of a deadline.
    pub fn shows_deadline(&self, kind: DeadlineKind) -> bool {
        shows_deadline(&self.officer, &self.key, kind)
    }

    /// Whether the officer sees personal data whole.
    pub fn is_disclosed(&self) -> bool {
        self.disclosed_at.is_some()
    }

    /// # Errors
    /// `Denied` for whoever works no cases.
    pub fn may_disclose(&self) -> Result<(), Error> {
        let works = self.officer.roles.iter().any(|role| role.may_disclose());
        if works { Ok(()) } else { Err(Error::Denied) }
    }

    /// Who heads the case's agency.
    pub fn is_head(&self) -> bool {
        self.is_lead() && self.officer.roles.contains(&Role::Head)
    }

    pub fn refused(&self, refusal: Refusal) -> Error {
        Error::Refused {
            refusal,
            case_no: Some(self.key.case_no.clone()),
        }
    }

    pub fn ctx<'a>(&'a self, app: &'a App, reader: &Reader) -> Ctx<'a> {
        self.loaded.ctx(app, reader.now)
    }

    pub fn head(&self, app: &App, reader: &Reader) -> Head {
        let case = &self.loaded.case;
        let deadlines = case.deadlines(&self.ctx(app, reader));
        Head {
            case_no: self.key.case_no.clone(),
            seq: case.seq,
            item: self.loaded.definition.item.name.clone(),
            applicant: self.applicant_name(app, reader),
            lamp: case.lamp(&deadlines, reader.now).into(),
            received_at: case.received_at,
            draft: self.draft,
        }
    }

    /// An agency's in the reader's language; everybody else has the one name.
    pub fn applicant_name(&self, app: &App, reader: &Reader) -> String {
        match &self.applicant.agency {
            Some(agency) => app.agency_name(agency).get(reader.locale()).to_owned(),
            None => self.applicant.name.clone(),
        }
    }

    /// Absent where the text was erased.
    pub fn text(&self, id: StatementId) -> Option<String> {
        self.texts.get(&id).cloned()
    }

    /// What a bad rating said.
    pub fn comment(&self) -> Option<String> {
        self.loaded
            .entries
            .iter()
            .find_map(|entry| match &entry.fact {
                Fact::Rated { comment, .. } => self.text(comment.as_ref()?.id),
                _ => None,
            })
    }

    /// The name of a step, `acceptance` included.
    pub fn step_name(&self, step: &str) -> Localised {
        step_name(&self.loaded.definition.item, step)
    }

    pub fn outcome_name(&self, step: &str, outcome: &str) -> Localised {
        let defined = self.loaded.definition.item.step(step);
        let outcome_of = defined.and_then(|step| step.outcome(outcome));
        outcome_of.map_or_else(|| plain(outcome), |outcome| outcome.name.clone())
    }

    /// Every opinion that was recorded on a step, and what colleagues said, oldest first.
    pub fn opinions(&self) -> Vec<Opinion> {
        self.opinions_of(|_| true)
    }

    fn opinions_on(&self, step: &str) -> Vec<Opinion> {
        self.opinions_of(|fact| matches!(fact, Fact::StepRecorded { step: of, .. } if of == step))
    }

    fn opinions_of(&self, wanted: impl Fn(&Fact) -> bool) -> Vec<Opinion> {
        self.loaded
            .entries
            .iter()
            .filter(|entry| wanted(&entry.fact))
            .filter_map(|entry| match &entry.fact {
                Fact::AdviceGiven { text, .. } if self.shows(entry) => Some(Opinion {
                    step: both(|locale| app::text::t(locale, "desk-advice-given")),
                    outcome: None,
                    by: self.officers.by(entry.actor),
                    at: entry.at,
                    text: self.text(text.id),
                    aside: false,
                }),
                Fact::StepRecorded {
                    step,
                    outcome,
                    opinion,
                    ..
                } => Some(Opinion {
                    step: self.step_name(step),
                    outcome: Some(self.outcome_name(step, outcome)),
                    by: self.officers.by(entry.actor),
                    at: entry.at,
                    text: self.text(opinion.id),
                    aside: self.loaded.case.set_aside.contains(&entry.seq),
                }),
                _ => None,
            })
            .collect()
    }

    /// The records of an open step that another outcome put aside since it was opened; none where those who had to agree
    /// did.
    pub fn contested(&self, step: &str) -> Vec<Opinion> {
        let node = self.loaded.case.open_node(step);
        let Some(node) = node.filter(|node| node.contested) else {
            return Vec::new();
        };
        let since = |one: &Opinion| one.aside && one.at >= node.opened_at;
        let mut all = self.opinions_on(step);
        all.retain(since);
        all
    }

    /// The records of an open step that stand.
    pub fn signatures(&self, step: &str) -> Vec<Opinion> {
        self.loaded
            .case
            .open_node(step)
            .map_or(&[][..], |open| &open.signatures)
            .iter()
            .map(|signature| Opinion {
                step: self.step_name(step),
                outcome: Some(self.outcome_name(step, &signature.outcome)),
                by: self.officers.by(signature.by),
                at: signature.at,
                text: self.text(signature.opinion.id),
                aside: false,
            })
            .collect()
    }
}

/// Whether an officer may see a case's deadline of a kind.
pub fn shows_deadline(officer: &Officer, key: &CaseKey, kind: DeadlineKind) -> bool {
    let lead = key.agency == officer.agency;
    match kind {
        DeadlineKind::RatingContact | DeadlineKind::RatingFollowUp => {
            lead && officer.roles.contains(&Role::Head)
        }
        DeadlineKind::OrderReply | DeadlineKind::EnquiryReply => lead,
        _ => true,
    }
}

/// The name of a step; a key that the definition lacks stands for itself.
pub fn step_name(item: &domain::catalogue::ServiceItem, step: &str) -> Localised {
    if step == ACCEPTANCE {
        return both(|locale| app::text::t(locale, "desk-act-acceptance"));
    }
    match step.split_once(':').unwrap_or((step, "")) {
        (OPINION, key) => {
            let asked = item.consultation(key);
            return asked.map_or_else(|| plain(key), |asked| asked.name.clone());
        }
        (ORDER_REPLY | RATING_CONTACT | FOLLOW_UP | ENQUIRY_REPLY, _) => {
            let name = step.split(':').next().unwrap_or_default();
            return both(|locale| app::text::t(locale, &format!("clock-{name}")));
        }
        (DISPATCH, key) => {
            let name = node_name(item, key);
            return both(|locale| {
                let step = [("step", name.get(locale).into())];
                app::text::tv(locale, "desk-dispatch-of", &step)
            });
        }
        (ADVICE, _) => return both(|locale| app::text::t(locale, "desk-advice-task")),
        (STANDING, key) => return node_name(item, key),
        _ => {}
    }
    node_name(item, step)
}

fn node_name(item: &domain::catalogue::ServiceItem, key: &str) -> Localised {
    use domain::catalogue::Node;
    match item.node(key) {
        Some(Node::Step(step)) => step.name.clone(),
        Some(Node::Branching(branching)) => branching.name.clone(),
        Some(Node::Parallel(parallel)) => parallel.name.clone(),
        None => plain(key),
    }
}

/// Interface text where catalogue text could also stand.
pub fn both(words: impl Fn(domain::locale::Locale) -> String) -> Localised {
    use domain::locale::Locale;
    Localised::new(words(Locale::ZhCn), words(Locale::En))
}

fn plain(key: &str) -> Localised {
    Localised::new(key, key)
}
