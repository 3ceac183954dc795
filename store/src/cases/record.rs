//! The projection tables' rows, column by column: made from a folded case, written, read back
//! and compared by `verify`. One list of columns per table serves all four.

use domain::case::projection::{Projection, WarningRow};
use domain::case::{Case, DeadlineKind, Instrument, Word};
use serde::Serialize;

use crate::sql::Arg;

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident in $table:literal { $($column:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
        pub(crate) struct $name { $(pub $column: $type,)+ }

        impl Table for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];

            fn args(self) -> Vec<Arg> {
                vec![$(self.$column.into()),+]
            }
        }
    )+};
}

pub(crate) trait Table: Sized {
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];

    fn args(self) -> Vec<Arg>;
}

records! {
    CaseRecord in "cases" {
        id: String,
        case_no: String,
        query_code_digest: String,
        item: String,
        definition: String,
        agency: String,
        division: String,
        prefecture: String,
        applicant_id: String,
        application_id: String,
        kind: String,
        stage: String,
        step: Option<String>,
        open: i64,
        received_at: i64,
        accepted_at: Option<i64>,
        decided_at: Option<i64>,
        concluded_at: Option<i64>,
        result: Option<String>,
        deemed: i64,
        corrected: i64,
        in_time: Option<i64>,
        soon_at: Option<i64>,
        due_at: Option<i64>,
        statutory_due_at: Option<i64>,
        rating: Option<i64>,
        seq: i64,
        paused: i64,
        calendar: String,
        came_from: Option<String>,
        sent_back: i64,
        confidential: i64,
        reminders: i64,
        turn: i64,
        void_ground: Option<String>,
        received_on: String,
        concluded_on: Option<String>,
        rated_on: Option<String>,
        online: i64,
        statutory_late: i64,
        early: i64,
        paused_once: i64,
        zero_visit: i64,
        days_used: Option<i64>,
        days_promised: Option<i64>,
        law_days_used: Option<i64>,
        law_days: Option<i64>,
        officer: Option<String>,
        lamp: String,
        turns_at: Option<i64>,
    }
    TaskRecord in "tasks" {
        case_id: String,
        step: String,
        role: String,
        agency: String,
        item: String,
        opened_at: i64,
        claimed_by: Option<String>,
        soon_at: Option<i64>,
        due_at: Option<i64>,
        division: String,
        applicant_id: String,
        received_at: i64,
        arrived_at: i64,
        returned: i64,
        contested: i64,
        stopped: i64,
        lamp_soon_at: Option<i64>,
        lamp_due_at: Option<i64>,
        lamp_statutory_at: Option<i64>,
    }
    WorkRecord in "work" {
        case_id: String,
        number: i64,
        hand: i64,
        officer: String,
        agency: String,
        item: String,
        step: String,
        division: String,
        applicant_id: String,
        received_at: i64,
        at: i64,
    }
    DeadlineRecord in "deadlines" {
        case_id: String,
        kind: String,
        step: String,
        agency: String,
        started_on: String,
        due_on: String,
        soon_at: i64,
        due_at: i64,
        met_at: Option<i64>,
        stopped: i64,
        provisional: i64,
        calendar: String,
        next_signal_at: Option<i64>,
    }
    WarningRecord in "warnings" {
        case_id: String,
        seq: i64,
        at: i64,
        agency: String,
        level: String,
        kind: String,
        step: String,
        recorded_at: i64,
        officer: Option<String>,
        stands: i64,
        climbed: i64,
        awaits: i64,
        explained_at: Option<i64>,
        cleared_at: Option<i64>,
    }
    MovedRecord in "moved_deadlines" {
        case_id: String,
        seq: i64,
        kind: String,
        step: String,
        agency: String,
        at: i64,
        from_on: String,
        to_on: String,
    }
    LicenceRecord in "licences" {
        number: String,
        case_id: String,
        applicant_id: String,
        item: String,
        issued_on: String,
        valid_from: String,
        valid_until: Option<String>,
        revoked_at: Option<i64>,
    }
    PartyRecord in "parties" {
        case_id: String,
        agency: String,
    }
    RatingRecord in "ratings" {
        case_id: String,
        at: i64,
        agency: String,
        level: i64,
        efficiency: Option<i64>,
        accuracy: Option<i64>,
        convenience: Option<i64>,
        usability: Option<i64>,
        item: String,
        state: String,
        due_at: Option<i64>,
        content: Option<i64>,
        released: Option<String>,
    }
    OrderRecord in "orders" {
        case_id: String,
        seq: i64,
        at: i64,
        agency: String,
        instrument: String,
        organ: Option<String>,
        notice_year: Option<i64>,
        notice_serial: Option<i64>,
        due_at: i64,
        answered_at: Option<i64>,
        sent_back: i64,
        closed_at: Option<i64>,
        accepted: Option<i64>,
        raised_at: Option<i64>,
        raised_to: Option<String>,
    }
    ComplaintRecord in "complaints" {
        case_id: String,
        seq: i64,
        at: i64,
        due_at: i64,
        ground: String,
        forwarded_at: Option<i64>,
        answered_at: Option<i64>,
        founded: Option<i64>,
    }
}

/// Every row that one case has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Records {
    pub case: CaseRecord,
    pub tasks: Vec<TaskRecord>,
    pub deadlines: Vec<DeadlineRecord>,
    pub warnings: Vec<WarningRecord>,
    pub moved: Vec<MovedRecord>,
    pub licences: Vec<LicenceRecord>,
    pub ratings: Vec<RatingRecord>,
    pub complaints: Vec<ComplaintRecord>,
    pub orders: Vec<OrderRecord>,
    pub work: Vec<WorkRecord>,
    pub parties: Vec<PartyRecord>,
}

pub(crate) fn records(case: &Case, projection: &Projection) -> Records {
    let received = &case.received;
    let row = &projection.row;
    let counted = &row.counted;
    let id = received.case.to_string();
    let kind = serde_word(&received.kind);
    let holder = |agency: &Option<String>| agency.as_ref().unwrap_or(&case.agency).clone();
    Records {
        case: CaseRecord {
            id: id.clone(),
            case_no: received.no.as_str().to_owned(),
            query_code_digest: received.query_code_digest.clone(),
            item: received.item.clone(),
            definition: row.definition.clone(),
            agency: row.agency.clone(),
            division: received.division.clone(),
            prefecture: received.prefecture.clone(),
            applicant_id: received.applicant.to_string(),
            application_id: received.application.to_string(),
            kind,
            stage: row.stage.to_owned(),
            step: row.step.clone(),
            open: i64::from(row.open),
            received_at: row.received_at.as_millisecond(),
            accepted_at: row.accepted_at.map(|at| at.as_millisecond()),
            decided_at: row.decided_at.map(|at| at.as_millisecond()),
            concluded_at: row.concluded_at.map(|at| at.as_millisecond()),
            result: row.result.map(ToOwned::to_owned),
            deemed: i64::from(row.deemed),
            corrected: i64::from(row.corrected),
            in_time: row.in_time.map(i64::from),
            soon_at: row.soon_at.map(|at| at.as_millisecond()),
            due_at: row.due_at.map(|at| at.as_millisecond()),
            statutory_due_at: row.statutory_due_at.map(|at| at.as_millisecond()),
            rating: row.rating.map(i64::from),
            seq: signed(row.seq),
            paused: i64::from(row.paused),
            calendar: row.calendar.clone(),
            came_from: row.came_from.clone(),
            sent_back: i64::from(row.sent_back),
            confidential: i64::from(received.confidential),
            reminders: i64::try_from(row.reminders).unwrap_or(i64::MAX),
            turn: i64::from(row.turn),
            void_ground: row.void_ground.map(Into::into),
            received_on: counted.received_on.to_string(),
            concluded_on: counted.concluded_on.map(|day| day.to_string()),
            rated_on: counted.rated_on.map(|day| day.to_string()),
            online: i64::from(counted.online),
            statutory_late: i64::from(counted.statutory_late),
            early: i64::from(counted.early),
            paused_once: i64::from(counted.paused_once),
            zero_visit: i64::from(counted.zero_visit),
            days_used: counted.promised.map(|(used, _)| i64::from(used)),
            days_promised: counted.promised.map(|(_, of)| i64::from(of)),
            law_days_used: counted.statutory.map(|(used, _)| i64::from(used)),
            law_days: counted.statutory.map(|(_, of)| i64::from(of)),
            officer: counted.officer.map(|officer| officer.to_string()),
            lamp: counted.lamp.key().to_owned(),
            turns_at: counted.turns_at.map(|at| at.as_millisecond()),
        },
        tasks: projection
            .tasks
            .iter()
            .map(|task| TaskRecord {
                case_id: id.clone(),
                step: task.step.clone(),
                role: task.role.key().to_owned(),
                agency: holder(&task.agency),
                item: received.item.clone(),
                opened_at: task.opened_at.as_millisecond(),
                claimed_by: task.claimed_by.map(|officer| officer.to_string()),
                soon_at: Some(task.soon_at.as_millisecond()),
                due_at: Some(task.due_at.as_millisecond()),
                division: received.division.clone(),
                applicant_id: received.applicant.to_string(),
                received_at: row.received_at.as_millisecond(),
                arrived_at: task.arrived_at.as_millisecond(),
                returned: i64::from(task.returned),
                contested: i64::from(task.contested),
                stopped: i64::from(task.lamp.waiting),
                lamp_soon_at: task.lamp.soon_at.map(|at| at.as_millisecond()),
                lamp_due_at: task.lamp.due_at.map(|at| at.as_millisecond()),
                lamp_statutory_at: task.lamp.statutory_due_at.map(|at| at.as_millisecond()),
            })
            .collect(),
        work: projection
            .work
            .iter()
            .flat_map(|work| {
                work.by
                    .iter()
                    .enumerate()
                    .map(|(hand, officer)| WorkRecord {
                        case_id: id.clone(),
                        number: i64::try_from(work.number).unwrap_or(i64::MAX),
                        hand: i64::try_from(hand).unwrap_or(i64::MAX),
                        officer: officer.to_string(),
                        agency: holder(&work.agency),
                        item: received.item.clone(),
                        step: work.step.clone(),
                        division: received.division.clone(),
                        applicant_id: received.applicant.to_string(),
                        received_at: row.received_at.as_millisecond(),
                        at: work.at.as_millisecond(),
                    })
            })
            .collect(),
        deadlines: projection
            .deadlines
            .iter()
            .map(|deadline| DeadlineRecord {
                case_id: id.clone(),
                kind: deadline.kind.key().to_owned(),
                step: deadline.step.clone(),
                agency: holder(&deadline.agency),
                started_on: deadline.started_on.to_string(),
                due_on: deadline.due_on.to_string(),
                soon_at: deadline.soon_at.as_millisecond(),
                due_at: deadline.due_at.as_millisecond(),
                met_at: deadline.met_at.map(|at| at.as_millisecond()),
                stopped: i64::from(deadline.stopped),
                provisional: i64::from(deadline.provisional),
                calendar: deadline.calendar.clone(),
                next_signal_at: deadline.next_signal_at.map(|at| at.as_millisecond()),
            })
            .collect(),
        warnings: projection
            .warnings
            .iter()
            .map(|row| warning_record(&id, row))
            .collect(),
        moved: projection
            .moved
            .iter()
            .map(|row| MovedRecord {
                case_id: id.clone(),
                seq: signed(row.seq),
                kind: row.moved.deadline.key().to_owned(),
                step: row.moved.step.clone().unwrap_or_default(),
                agency: row.agency.clone(),
                at: row.at.as_millisecond(),
                from_on: row.moved.from.to_string(),
                to_on: row.moved.to.to_string(),
            })
            .collect(),
        licences: case
            .licence
            .iter()
            .map(|licence| LicenceRecord {
                number: licence.number.as_str().to_owned(),
                case_id: id.clone(),
                applicant_id: received.applicant.to_string(),
                item: received.item.clone(),
                issued_on: licence.issued_on.to_string(),
                valid_from: case.valid_from(licence.issued_on).to_string(),
                valid_until: licence.valid_until.map(|date| date.to_string()),
                revoked_at: licence.revoked_at.map(|at| at.as_millisecond()),
            })
            .collect(),
        parties: projection
            .parties
            .iter()
            .map(|agency| PartyRecord {
                case_id: id.clone(),
                agency: agency.clone(),
            })
            .collect(),
        ratings: case
            .rating
            .iter()
            .map(|rating| {
                let [efficiency, accuracy, convenience, usability] =
                    rating.dimensions.all().map(|level| level.map(i64::from));
                RatingRecord {
                    case_id: id.clone(),
                    at: rating.at.as_millisecond(),
                    agency: case.agency.clone(),
                    level: i64::from(rating.level),
                    efficiency,
                    accuracy,
                    convenience,
                    usability,
                    item: received.item.clone(),
                    state: rating.state().key().to_owned(),
                    due_at: projection
                        .deadlines
                        .iter()
                        .filter(|one| one.met_at.is_none())
                        .filter(|one| {
                            matches!(
                                one.kind,
                                DeadlineKind::RatingContact | DeadlineKind::RatingFollowUp
                            )
                        })
                        .map(|one| one.due_at.as_millisecond())
                        .min(),
                    content: rating
                        .called_back
                        .as_ref()
                        .map(|(_, content)| i64::from(*content)),
                    released: rating.released.as_ref().map(|text| text.id.to_string()),
                }
            })
            .collect(),
        orders: projection
            .orders
            .iter()
            .map(|row| OrderRecord {
                case_id: id.clone(),
                seq: signed(row.seq),
                at: row.at.as_millisecond(),
                agency: case.agency.clone(),
                instrument: row.instrument.key().to_owned(),
                organ: row.organ.clone(),
                notice_year: row.notice.map(|notice| i64::from(notice.year)),
                notice_serial: row.notice.map(|notice| i64::from(notice.serial)),
                due_at: row.due_at.as_millisecond(),
                answered_at: row.answered_at.map(|at| at.as_millisecond()),
                sent_back: i64::try_from(row.sent_back).unwrap_or(i64::MAX),
                closed_at: row.closed_at.map(|at| at.as_millisecond()),
                accepted: row.accepted.map(i64::from),
                raised_at: row.raised_at.map(|at| at.as_millisecond()),
                raised_to: row.raised_to.clone(),
            })
            .collect(),
        complaints: projection
            .complaints
            .iter()
            .map(|row| ComplaintRecord {
                case_id: id.clone(),
                seq: signed(row.seq),
                at: row.at.as_millisecond(),
                due_at: row.due_at.as_millisecond(),
                ground: row.ground.key().to_owned(),
                forwarded_at: row.forwarded_at.map(|at| at.as_millisecond()),
                answered_at: row.answered_at.map(|at| at.as_millisecond()),
                founded: row.founded.map(i64::from),
            })
            .collect(),
    }
}

fn warning_record(case: &str, row: &WarningRow) -> WarningRecord {
    let warning = &row.warning;
    let said_at = |word: &Option<Word>| word.as_ref().map(|word| word.at.as_millisecond());
    WarningRecord {
        case_id: case.to_owned(),
        seq: signed(warning.seq),
        at: warning.crossed_at.as_millisecond(),
        agency: warning.agency.clone(),
        level: warning.level.key().to_owned(),
        kind: warning.deadline.key().to_owned(),
        step: warning.step.clone().unwrap_or_default(),
        recorded_at: warning.at.as_millisecond(),
        officer: warning.holder.map(|officer| officer.to_string()),
        stands: i64::from(row.stands),
        climbed: rank(row.climbed),
        awaits: i64::from(row.awaits),
        explained_at: said_at(&warning.explained),
        cleared_at: said_at(&warning.cleared),
    }
}

/// From 1 for the mildest; 0 for none.
pub(super) fn rank(instrument: Option<Instrument>) -> i64 {
    let graver = Instrument::ALL
        .into_iter()
        .filter(|one| Some(*one) <= instrument);
    i64::try_from(graver.count()).unwrap_or(i64::MAX)
}

/// The kebab-case word that serde gives a unit variant.
fn serde_word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn signed(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
