//! A sample item, the shipped calendar, people for every role, and a case with its journal.

use std::sync::LazyLock;

use domain::authority::{Act, Role};
use domain::calendar::{Calendar, CalendarYear, CaseCalendar};
use domain::case::{
    Actor, ActorRef, Case, CaseData, Channel, ComplaintGround, CorrectionTarget, Ctx, Deadline,
    DeadlineKind, Decision, DeclineGround, DeliveryMethod, Dimensions, Entry, ExcludedTime, Fact,
    Instrument, Mapping, Material, NewOrder, NoticeNo, Opinion, Received, Recording, Refusal,
    StatementRef, Target, VoidGround,
};
use domain::catalogue::{CaseKind, ServiceItem, SourceFile, definition};
use domain::id::{ApplicantId, ApplicationId, CaseId, MaterialId, OfficerId, StatementId};
use domain::identifier::CaseNo;
use domain::limit::Limit;
use domain::supervision::ladder::Ladder;
use domain::supervision::rules::Settings;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

pub const SAMPLE: &str = include_str!("sample.toml");
pub const AGENCY: &str = "620102-market-supervision";
pub const ISSUER: &str = "11620102MBDEM3048D";

pub static CALENDAR: LazyLock<CaseCalendar> = LazyLock::new(|| {
    let texts = [
        include_str!("../../../catalogue/calendars/2024.toml"),
        include_str!("../../../catalogue/calendars/2025.toml"),
        include_str!("../../../catalogue/calendars/2026.toml"),
    ];
    let years = texts.map(|text| CalendarYear::parse(text).unwrap());
    CaseCalendar::national(Calendar::new(years))
});

/// The same years, and one that was announced later.
pub static OTHER_CALENDAR: LazyLock<CaseCalendar> = LazyLock::new(|| {
    let notice = "year = 2027\nsource = \"notice of 2027\"\n\
        off = [{ date = \"2027-01-04\", festival = \"new-year\" }, \
               { date = \"2027-01-05\", festival = \"new-year\" }]";
    let texts = [
        include_str!("../../../catalogue/calendars/2024.toml"),
        include_str!("../../../catalogue/calendars/2025.toml"),
        include_str!("../../../catalogue/calendars/2026.toml"),
        notice,
    ];
    let years = texts.map(|text| CalendarYear::parse(text).unwrap());
    CaseCalendar::national(Calendar::new(years))
});

/// That of the demo's province.
pub static LADDER: LazyLock<Ladder> = LazyLock::new(|| {
    let text = include_str!("../../../catalogue/supervision.toml");
    let file = SourceFile {
        path: "supervision.toml".into(),
        text: text.into(),
    };
    Settings::read(&file).unwrap().ladder().clone()
});

pub const NOTICE: NoticeNo = NoticeNo {
    year: 2026,
    serial: 1,
};
pub static TZ: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Asia/Shanghai").unwrap());

pub fn item() -> ServiceItem {
    toml::from_str(SAMPLE).unwrap()
}

/// The sample with one piece of its text changed.
pub fn item_with(from: &str, to: &str) -> ServiceItem {
    assert!(SAMPLE.contains(from), "{from}");
    toml::from_str(&SAMPLE.replacen(from, to, 1)).unwrap()
}

/// The sample with a statutory limit of so many working days.
pub fn item_statutory(days: u32) -> ServiceItem {
    item_with(
        "[limits.statutory]\nvalue = 10",
        &format!("[limits.statutory]\nvalue = {days}"),
    )
}

/// Wall time in Shanghai: `2026-04-30 10:00`.
pub fn at(text: &str) -> Timestamp {
    let local: DateTime = text.parse().unwrap();
    local.to_zoned(TZ.clone()).unwrap().timestamp()
}

pub fn local(at: Timestamp) -> String {
    at.to_zoned(TZ.clone())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

pub fn officer_id(number: u128) -> OfficerId {
    OfficerId(uuid(0x0ff1 << 64 | number))
}

pub fn officer(number: u128, roles: &[Role]) -> Actor {
    Actor {
        by: ActorRef::Officer(officer_id(number)),
        roles: roles.to_vec(),
        agency: Some(AGENCY.into()),
    }
}

macro_rules! people {
    ($($name:ident = $number:literal, $role:ident;)+) => {$(
        pub fn $name() -> Actor {
            officer($number, &[Role::$role])
        }
    )+};
}

people! {
    counter = 1, Counter;
    counter_2 = 2, Counter;
    examiner = 3, Examiner;
    examiner_2 = 4, Examiner;
    reviewer = 6, Reviewer;
    decider = 7, Decider;
    issuer = 8, Issuer;
    head = 9, Head;
    government_head = 12, GovernmentHead;
    supervisor = 10, Supervisor;
    admin = 11, Admin;
}

pub fn applicant() -> Actor {
    Actor {
        by: ActorRef::Applicant(ApplicantId(uuid(0xa1))),
        roles: vec![Role::Applicant],
        agency: None,
    }
}

/// Somebody who has every desk role, which separation of duties must bind nevertheless.
pub fn everyone(number: u128) -> Actor {
    let desk: Vec<Role> = Role::ALL
        .into_iter()
        .filter(|role| role.is_desk())
        .collect();
    officer(number, &desk)
}

pub fn of_role(role: Role) -> Actor {
    match role {
        Role::Counter => counter(),
        Role::Examiner => examiner(),
        Role::Reviewer => reviewer(),
        Role::Decider => decider(),
        Role::Issuer => issuer(),
        Role::Head => head(),
        Role::GovernmentHead => government_head(),
        Role::Supervisor => supervisor(),
        Role::Admin => admin(),
        Role::Applicant => applicant(),
        Role::System => Actor::SYSTEM,
    }
}

pub fn statement() -> StatementRef {
    StatementRef {
        id: StatementId(uuid(0x57)),
        digest: "5d".into(),
    }
}

/// The key of the first open node; that of the check where there is none.
pub fn open_key(case: &Case) -> String {
    case.open
        .first()
        .map_or_else(|| "acceptance".into(), |open| open.key.clone())
}

/// An outcome and an opinion, and nothing else.
pub fn recording<'a>(outcome: &'a str, opinion: &'a StatementRef) -> Recording<'a> {
    Recording {
        outcome,
        opinion,
        record: None,
        proposed: None,
    }
}

pub fn material(rule: &str, number: u128) -> Material {
    Material {
        rule: rule.into(),
        id: MaterialId(uuid(number)),
        digest: format!("{number:02x}"),
    }
}

pub fn asks(tokens: &[&str]) -> Vec<CorrectionTarget> {
    tokens
        .iter()
        .map(|token| CorrectionTarget {
            what: Target::from_token(token).unwrap(),
            note: statement(),
        })
        .collect()
}

pub fn received() -> Received {
    Received {
        case: CaseId(uuid(0xca5e)),
        no: CaseNo::new("620102", day("2026-11-23"), 1).unwrap(),
        query_code_digest: "qc".into(),
        application: ApplicationId(uuid(0xa991)),
        applicant: ApplicantId(uuid(0xa1)),
        item: "000131001001".into(),
        definition: "def".into(),
        kind: CaseKind::Promised,
        agency: AGENCY.into(),
        division: "620102".into(),
        prefecture: "620100".into(),
        channel: Channel::Online,
        answers_digest: "a1".into(),
        materials: vec![material("layout", 1), material("rules", 2)],
        calendar: Some(CALENDAR.version().into()),
        cut_off: None,
        consulted: Vec::new(),
        renews: None,
        parties: Vec::new(),
        tolerated: Vec::new(),
        confidential: false,
        observers: Vec::new(),
        identity: None,
    }
}

pub fn rating(case: &Case, actor: &Actor, level: u8, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
    case.rate(actor, level, Dimensions::default(), None, ctx)
}

pub fn deem(case: &Case, actor: &Actor, ctx: &Ctx<'_>) -> Vec<Fact> {
    case.deem_accepted(actor, ctx)
}

/// A case, its journal and the time.
#[derive(Debug, Clone)]
pub struct Run {
    pub item: ServiceItem,
    pub entries: Vec<Entry>,
    pub case: Case,
    pub now: Timestamp,
    /// What conditions see; nothing where a definition has none.
    pub data: Option<CaseData>,
}

impl Run {
    pub fn new(item: ServiceItem, when: &str) -> Self {
        Self::received_at(item, at(when))
    }

    pub fn received_at(item: ServiceItem, now: Timestamp) -> Self {
        Self::of(item, received(), now)
    }

    pub fn of(item: ServiceItem, received: Received, now: Timestamp) -> Self {
        let entries = vec![Entry {
            seq: 1,
            at: now,
            actor: applicant().by,
            fact: Fact::Received(Box::new(received)),
        }];
        let case = Case::replay(&entries).unwrap();
        Self {
            item,
            entries,
            case,
            now,
            data: None,
        }
    }

    /// Received and accepted at once.
    pub fn accepted(item: ServiceItem, when: &str) -> Self {
        let mut run = Self::new(item, when);
        run.accept(when).unwrap();
        run
    }

    pub fn ctx(&self) -> Ctx<'_> {
        let recalculated = self.case.calendar.as_deref() == Some(OTHER_CALENDAR.version());
        Ctx {
            item: &self.item,
            calendar: if recalculated {
                &OTHER_CALENDAR
            } else {
                &CALENDAR
            },
            tz: &TZ,
            now: self.now,
            data: self.data.as_ref(),
        }
    }

    /// Appends what somebody's act made; the fold of all must stay the folded state.
    pub fn push(&mut self, actor: &Actor, facts: Vec<Fact>) {
        for fact in facts {
            let entry = Entry {
                seq: self.case.seq + 1,
                at: self.now,
                actor: actor.by,
                fact,
            };
            self.case.apply(&entry).unwrap();
            self.entries.push(entry);
        }
        assert_eq!(Case::replay(&self.entries).unwrap(), self.case);
    }

    /// An act at a time: decided, then recorded.
    pub fn act(
        &mut self,
        when: &str,
        actor: &Actor,
        act: impl FnOnce(&Case, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<(), Refusal> {
        self.now = at(when);
        let facts = act(&self.case, &self.ctx())?;
        self.push(actor, facts);
        Ok(())
    }

    pub fn accept(&mut self, when: &str) -> Result<(), Refusal> {
        self.act(when, &counter(), |case, ctx| case.accept(&counter(), ctx))
    }

    pub fn correct(&mut self, when: &str, tokens: &[&str]) -> Result<(), Refusal> {
        self.act(when, &counter(), |case, ctx| {
            case.correct(&counter(), asks(tokens), ctx)
        })
    }

    pub fn supplement(
        &mut self,
        when: &str,
        changed: &[&str],
        materials: Vec<Material>,
    ) -> Result<(), Refusal> {
        let changed: Vec<String> = changed.iter().map(|&key| key.into()).collect();
        self.act(when, &applicant(), |case, _| {
            case.supplement(&applicant(), &changed, materials, "a2".into())
        })
    }

    pub fn step(
        &mut self,
        when: &str,
        actor: &Actor,
        step: &str,
        outcome: &str,
    ) -> Result<(), Refusal> {
        self.act(when, actor, |case, ctx| {
            case.record_step(actor, step, recording(outcome, &statement()), ctx)
        })
    }

    pub fn decide(&mut self, when: &str, actor: &Actor, decision: Decision) -> Result<(), Refusal> {
        self.act(when, actor, |case, ctx| {
            case.decide(actor, decision, statement(), ctx)
        })
    }

    pub fn issue(&mut self, when: &str, actor: &Actor) -> Result<(), Refusal> {
        self.act(when, actor, |case, ctx| {
            case.issue_licence(actor, ISSUER, "2026000001", ctx)
        })
    }

    pub fn deliver(&mut self, when: &str, actor: &Actor) -> Result<(), Refusal> {
        self.act(when, actor, |case, ctx| {
            case.deliver(actor, DeliveryMethod::Post, None, ctx)
        })
    }

    pub fn deem(&mut self, when: &str) -> usize {
        self.now = at(when);
        let facts = deem(&self.case, &Actor::SYSTEM, &self.ctx());
        let count = facts.len();
        self.push(&Actor::SYSTEM, facts);
        count
    }

    /// Runs the signalling job, and says what it wrote.
    pub fn signal(&mut self, when: &str) -> Vec<String> {
        self.now = at(when);
        let facts = self.case.signal(&Actor::SYSTEM, &self.ctx());
        let said = facts
            .iter()
            .map(|fact| match fact {
                Fact::Warned {
                    deadline,
                    step,
                    level,
                    crossed_at,
                } => {
                    let at = local(crossed_at.unwrap());
                    let step = step
                        .as_deref()
                        .map(|step| format!("({step})"))
                        .unwrap_or_default();
                    format!("{}{step} {} {at}", deadline.key(), level.key())
                }
                other => panic!("no warning: {other:?}"),
            })
            .collect();
        self.push(&Actor::SYSTEM, facts);
        said
    }

    pub fn deadlines(&self) -> Vec<Deadline> {
        self.case.deadlines(&self.ctx())
    }

    pub fn deadline(&self, kind: DeadlineKind) -> Deadline {
        self.deadlines()
            .into_iter()
            .find(|deadline| deadline.kind == kind)
            .unwrap()
    }

    pub fn explained(&self, kind: DeadlineKind) -> domain::limit::Explanation {
        self.deadline(kind).explain(&self.ctx()).unwrap()
    }

    pub fn due(&self, kind: DeadlineKind) -> Date {
        self.deadline(kind).counted.due_on
    }

    pub fn lamp(&self, when: &str) -> &'static str {
        self.case.lamp(&self.deadlines(), at(when)).key()
    }

    pub fn in_time(&self) -> Option<bool> {
        self.case.in_time(&self.deadlines())
    }

    /// The usual way, as far as `step` is open (or `end`), all on the day of acceptance.
    pub fn to(mut self, step: &str) -> Self {
        let when = local(self.now);
        let when = when.as_str();
        if step == "examination" {
            return self;
        }
        self.step(when, &examiner(), "examination", "pass").unwrap();
        if step == "site-check" {
            return self;
        }
        self.step(when, &examiner(), "site-check", "qualified")
            .unwrap();
        self.step(when, &examiner_2(), "site-check", "qualified")
            .unwrap();
        if step == "review" {
            return self;
        }
        self.step(when, &reviewer(), "review", "agree").unwrap();
        if step == "decision" {
            return self;
        }
        self.decide(when, &decider(), Decision::Granted).unwrap();
        if step == "licence" {
            return self;
        }
        self.issue(when, &issuer()).unwrap();
        if step == "delivery" {
            return self;
        }
        self.deliver(when, &issuer()).unwrap();
        self
    }
}

/// One act with arguments that are sound for the open step; `variant` picks among them.
pub fn attempt(run: &Run, actor: &Actor, act: Act, variant: usize) -> Result<Vec<Fact>, Refusal> {
    let (case, ctx) = (&run.case, &run.ctx());
    let fresh = u128::from(case.seq) + 100;
    match act {
        Act::Acceptance => case.accept(actor, ctx),
        Act::Correction => {
            let tokens: &[&str] = if variant % 3 == 2 {
                &["field:name", "material:layout"]
            } else {
                &["material:layout"]
            };
            case.correct(actor, asks(tokens), ctx)
        }
        Act::Declination => {
            let ground = [DeclineGround::NotRequired, DeclineGround::NotOurs][variant % 2];
            case.decline(
                actor,
                ground,
                Some("620103-market-supervision".into()),
                statement(),
                ctx,
            )
        }
        Act::Return => case.return_to_applicant(actor, statement(), ctx),
        Act::Claim if variant % 4 == 3 => case.release(actor, &open_key(case), ctx),
        Act::Claim => case.claim(actor, &open_key(case), ctx),
        Act::Step => {
            let open = case.open_step().unwrap_or("examination");
            let outcomes = &ctx.item.step(open).unwrap().outcomes;
            let outcome = &outcomes[variant % outcomes.len()];
            case.record_step(actor, open, recording(&outcome.key, &statement()), ctx)
        }
        Act::Decision => {
            let decision = [Decision::Granted, Decision::Refused][variant % 2];
            case.decide(actor, decision, statement(), ctx)
        }
        Act::Licence => case.issue_licence(actor, ISSUER, "2026000001", ctx),
        Act::Delivery => case.deliver(actor, DeliveryMethod::ALL[variant % 3], None, ctx),
        Act::Supplement => case.supplement(
            actor,
            &["name".into()],
            vec![material("layout", fresh), material("rules", 2)],
            format!("a{fresh}"),
        ),
        Act::Withdrawal => case.withdraw(actor, None),
        Act::Rating => rating(case, actor, u8::try_from(variant % 5).unwrap() + 1, ctx),
        Act::DeemedAcceptance => Ok(case.deem_accepted(actor, ctx)),
        Act::Signal => Ok(case.signal(actor, ctx)),
        Act::Pause => {
            let reason = ExcludedTime::ALL[variant % 8].key();
            let expected = Limit::working_days(u32::try_from(variant % 20).unwrap() + 1);
            case.pause(actor, reason, expected, NOTICE, statement(), ctx)
        }
        Act::Resumption => case.resume(actor, statement(), ctx),
        Act::Extension => case.extend(actor, 5, NOTICE, statement(), ctx),
        Act::Opinion => case.give_opinion(actor, Opinion::ALL[variant % 2], statement()),
        Act::Order => case.order(actor, new_order(3)),
        Act::OrderReview => {
            let answered = case.orders.iter().find(|one| one.answer.is_some());
            case.accept_answer(actor, answered.map_or(0, |one| one.seq), None)
        }
        Act::OrderLifting => {
            let open = case.orders.iter().find(|one| one.closed.is_none());
            case.lift_order(actor, open.map_or(0, |one| one.seq), statement())
        }
        Act::OrderRaising => Ok(case.raise_orders(actor, |_| Some("620000".into()), ctx)),
        Act::OrderReply => case.answer_order(actor, statement()),
        Act::WarningExplanation => {
            let first = case.explainable(actor, ctx).next();
            case.explain_warning(actor, first.map_or(0, |one| one.seq), statement(), ctx)
        }
        Act::WarningClearance => {
            // Nobody of the agency that was late clears it.
            let other = Actor {
                agency: Some("620100-supervision".into()),
                ..actor.clone()
            };
            let first = case.clearable(&other).next();
            case.clear_warning(&other, first.map_or(0, |one| one.seq), statement())
        }
        Act::Escalation => Ok(case.escalate(actor, &LADDER, ctx, |due| {
            Some(NewOrder {
                instrument: due.instrument,
                limit: due.reply,
                ..new_order(1)
            })
        })),
        Act::RatingContact => case.contact_rater(actor, variant.is_multiple_of(2), statement()),
        Act::FollowUp => case.follow_up(actor, statement()),
        Act::CallBack => case.call_back(actor, variant.is_multiple_of(2), statement()),
        Act::RatingReply => case.answer_follow_up(actor, variant.is_multiple_of(2), None),
        Act::RatingAppeal => case.appeal_rating(actor, statement()),
        Act::RatingVerdict => {
            case.decide_rating_appeal(actor, variant.is_multiple_of(2), statement())
        }
        Act::RatingRelease => case.release_rating(actor, variant.is_multiple_of(2).then(statement)),
        Act::DeemedConsent => Ok(case.deem_consent(actor, ctx)),
        Act::DeemedRenewal => Ok(case.deem_renewed(actor, ctx)),
        Act::Transfer => case.transfer(actor, "620103-market-supervision", statement()),
        Act::Dispute => case.dispute(actor, None, statement(), ctx),
        Act::Dispatch => case.dispatch(actor, &open_key(case), AGENCY, statement()),
        Act::Assignment => case.assign(actor, &open_key(case), &examiner(), ctx),
        Act::DeemedOutcome => Ok(case.lapse_step(actor, ctx).into_iter().collect()),
        Act::Routing => case.route(actor, &open_key(case), None, ctx),
        Act::Migration => {
            let definition = definition(&SourceFile {
                path: "items/sample.toml".into(),
                text: format!("# another version\n{SAMPLE}"),
            })
            .unwrap();
            Ok(case.migrate(actor, &definition, &Mapping::new(), Vec::new(), ctx))
        }
        Act::Enquiry => case.enquire(actor, statement()),
        Act::EnquiryReply => {
            let asked = case.open_enquiries().next().map_or(0, |one| one.seq);
            case.answer_enquiry(actor, asked, statement())
        }
        Act::Reminder => case.remind(actor, ctx),
        Act::Complaint => {
            let ground = ComplaintGround::ALL[variant % 5];
            case.complain(actor, ground, statement())
        }
        Act::Forwarding => {
            let open = case.open_complaints().next().map_or(0, |one| one.seq);
            case.forward_complaint(actor, open)
        }
        Act::ComplaintReply => {
            let open = case.open_complaints().next().map_or(0, |one| one.seq);
            case.answer_complaint(actor, open, variant.is_multiple_of(2), statement())
        }
        Act::Advice => {
            let to = [examiner_2(), reviewer()][variant % 2].clone();
            case.ask_advice(actor, &open_key(case), &to, statement(), ctx)
        }
        Act::AdviceReply if variant % 4 == 3 => {
            let asked = case.open_advice().next().map_or(0, |one| one.seq);
            case.take_back_advice(actor, asked)
        }
        Act::AdviceReply => {
            let asked = case.open_advice().next().map_or(0, |one| one.seq);
            case.give_advice(actor, asked, statement())
        }
        Act::Voiding => case.void(actor, VoidGround::ALL[variant % 4], statement()),
        Act::Recalculation => Ok(case.recalculate(actor, &OTHER_CALENDAR, "notice", ctx)),
    }
}

/// 督办, to be answered within so many working days.
pub fn new_order(days: u32) -> NewOrder {
    NewOrder {
        instrument: Instrument::Order,
        limit: Limit::working_days(days),
        text: statement(),
        organ: "620100-supervision".into(),
        notice: NoticeNo {
            year: 2026,
            serial: 1,
        },
    }
}
