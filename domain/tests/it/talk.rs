//! What is asked, reminded and complained of beside a case.

use domain::authority::Role;
use domain::case::projection::ENQUIRY_REPLY;
use domain::case::{
    Actor, Blocked, ComplaintGround, DeadlineKind, Denied, Fact, MOST_COMPLAINTS, MOST_ENQUIRIES,
    Refusal,
};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn enquire(run: &mut Run, when: &str) -> Result<(), Refusal> {
    run.act(when, &applicant(), |case, _| {
        case.enquire(&applicant(), statement())
    })
}

fn remind(run: &mut Run, when: &str) -> Result<(), Refusal> {
    run.act(when, &applicant(), |case, ctx| {
        case.remind(&applicant(), ctx)
    })
}

fn complain(run: &mut Run) -> Result<(), Refusal> {
    run.act(MONDAY, &applicant(), |case, _| {
        case.complain(&applicant(), ComplaintGround::Delay, statement())
    })
}

#[test]
fn a_question_lies_with_whoever_has_the_case_until_it_is_answered() {
    let mut run = Run::new(item(), MONDAY);
    enquire(&mut run, MONDAY).unwrap();
    let role = |run: &Run| {
        let tasks = run.case.project(&run.ctx()).tasks;
        let asked = tasks
            .iter()
            .find(|task| task.step.starts_with(ENQUIRY_REPLY));
        asked.map(|task| task.role)
    };
    assert_eq!(role(&run), Some(Role::Counter));
    run.accept(MONDAY).unwrap();
    assert_eq!(role(&run), Some(Role::Examiner));
    let lamp = run.lamp("2026-12-01 10:00");
    assert_eq!(run.due(DeadlineKind::EnquiryReply), day("2026-11-30"));
    assert_eq!(lamp, Run::accepted(item(), MONDAY).lamp("2026-12-01 10:00"));

    let asked = run.case.enquiries[0].seq;
    let answer =
        |run: &Run, actor: &Actor, no: u64| run.case.answer_enquiry(actor, no, statement());
    for other in [applicant(), supervisor(), admin()] {
        assert_eq!(answer(&run, &other, asked), Err(Denied::Role.into()));
    }
    assert_eq!(
        answer(&run, &examiner(), asked + 1),
        Err(Blocked::NoEnquiry.into())
    );
    let facts = answer(&run, &examiner(), asked).unwrap();
    run.push(&examiner(), facts);
    assert_eq!(role(&run), None);
    assert_eq!(
        answer(&run, &examiner(), asked),
        Err(Blocked::NoEnquiry.into())
    );
}

#[test]
fn only_so_many_questions_wait_and_an_ended_case_can_be_asked_about() {
    let mut run = Run::accepted(item(), MONDAY).to("end");
    for _ in 0..MOST_ENQUIRIES {
        enquire(&mut run, MONDAY).unwrap();
    }
    assert_eq!(
        enquire(&mut run, MONDAY),
        Err(Blocked::EnquiriesOpen.into())
    );
    let first = run.case.enquiries[0].seq;
    let facts = run.case.answer_enquiry(&counter(), first, statement());
    run.push(&counter(), facts.unwrap());
    enquire(&mut run, MONDAY).unwrap();
}

#[test]
fn a_reminder_is_for_what_is_due_soon_or_overdue_and_once_a_day() {
    // Received on Monday: the check ends with the next Monday.
    let mut run = Run::new(item(), MONDAY);
    assert_eq!(
        remind(&mut run, MONDAY),
        Err(Blocked::ReminderEarly(day("2026-11-27")).into())
    );
    assert_eq!(run.lamp("2026-11-26 23:59"), "normal");
    assert!(remind(&mut run, "2026-11-26 23:59").is_err());
    assert_eq!(run.lamp("2026-11-27 00:00"), "due-soon");
    remind(&mut run, "2026-11-27 00:00").unwrap();
    assert_eq!(
        remind(&mut run, "2026-11-27 23:59"),
        Err(Blocked::RemindedToday(day("2026-11-28")).into())
    );
    remind(&mut run, "2026-12-01 00:00").unwrap();
    assert_eq!(run.case.reminders.len(), 2);
    assert_eq!(run.case.project(&run.ctx()).row.reminders, 2);
}

#[test]
fn nobody_is_reminded_whose_turn_it_is_not() {
    let mut waiting = Run::new(item(), MONDAY);
    waiting.correct(MONDAY, &["material:layout"]).unwrap();
    let refused = remind(&mut waiting, "2026-12-14 10:00");
    assert!(matches!(
        refused,
        Err(Refusal::Blocked(Blocked::Stage { .. }))
    ));
    let mut ended = Run::accepted(item(), MONDAY).to("end");
    assert!(remind(&mut ended, "2027-01-04 10:00").is_err());
    let mut paused = Run::accepted(item(), MONDAY);
    paused
        .act(MONDAY, &examiner(), |case, ctx| {
            let expected = domain::limit::Limit::working_days(20);
            case.pause(&examiner(), "hearing", expected, NOTICE, statement(), ctx)
        })
        .unwrap();
    assert_eq!(
        remind(&mut paused, "2026-11-24 10:00"),
        Err(Blocked::Paused.into())
    );
}

#[test]
fn a_complaint_goes_past_those_who_handle_the_case() {
    let mut run = Run::new(item(), MONDAY);
    complain(&mut run).unwrap();
    let no = run.case.complaints[0].seq;
    for handler in [
        counter(),
        examiner(),
        decider(),
        head(),
        applicant(),
        admin(),
    ] {
        let forwarded = run.case.forward_complaint(&handler, no);
        assert_eq!(forwarded, Err(Denied::Role.into()));
        let answered = run.case.answer_complaint(&handler, no, true, statement());
        assert_eq!(answered, Err(Denied::Role.into()));
    }
    let tasks = run.case.project(&run.ctx()).tasks;
    assert!(tasks.iter().all(|task| task.step == "acceptance"));

    let facts = run.case.forward_complaint(&supervisor(), no).unwrap();
    run.push(&supervisor(), facts);
    assert_eq!(
        run.case.forward_complaint(&supervisor(), no),
        Ok(Vec::new())
    );
    // Who supervises and heads the agency, too, leaves the answer to somebody else.
    let both = officer(91, &[Role::Head, Role::Supervisor]);
    let answered = run.case.answer_complaint(&both, no, false, statement());
    assert_eq!(answered, Err(Denied::Role.into()));
    let facts = run
        .case
        .answer_complaint(&supervisor(), no, false, statement());
    run.push(&supervisor(), facts.unwrap());
    let again = run
        .case
        .answer_complaint(&supervisor(), no, true, statement());
    assert_eq!(again, Err(Blocked::NoComplaint.into()));
    let rows = run.case.project(&run.ctx()).complaints;
    assert_eq!(
        (rows[0].founded, local(rows[0].due_at)),
        (Some(false), "2026-12-01 00:00".into())
    );
}

#[test]
fn only_so_many_complaints_wait() {
    let mut run = Run::accepted(item(), MONDAY).to("end");
    for _ in 0..MOST_COMPLAINTS {
        complain(&mut run).unwrap();
    }
    assert_eq!(complain(&mut run), Err(Blocked::ComplaintsOpen.into()));
}

#[test]
fn a_rating_of_before_reads_as_it_did() {
    let text = r#"{"fact":"rated","level":4,"comment":null}"#;
    let old: Fact = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&old).unwrap(), text);
}
