//! Who may do what, by direct posts: every act of the desk, as everybody, at every stage. And whose the cases are: for
//! a clerk of another agency or of another level no address of a case exists.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use domain::authority::{Act, Role, may};

use crate::harness::{Browser, TestApp};
use crate::journey::{act, apply, done};

const OPINION: (&str, &str) = ("opinion", "符合规定。");
const TEXT: (&str, &str) = ("text", "说明。");
const REASON: (&str, &str) = ("reason", "说明。");

/// Personas of the case's agency and of others, with the roles that they have.
const PEOPLE: [(&str, &[Role]); 13] = [
    ("counter", &[Role::Counter]),
    ("examiner", &[Role::Examiner]),
    ("examiner-2", &[Role::Examiner]),
    ("reviewer", &[Role::Reviewer]),
    ("decider", &[Role::Decider]),
    ("issuer", &[Role::Issuer]),
    ("head", &[Role::Head]),
    ("supervisor", &[Role::Supervisor]),
    ("admin", &[Role::Admin]),
    ("citizen", &[Role::Applicant]),
    ("counter-elsewhere", &[Role::Counter]),
    ("water-examiner", &[Role::Examiner]),
    ("government-head", &[Role::GovernmentHead]),
];

/// Those for whom the case does not exist, though they have a desk.
const OUTSIDE: [&str; 3] = ["counter-elsewhere", "water-examiner", "government-head"];

/// An act, the end of its address, and its fields.
type Post = (Act, &'static str, Vec<(&'static str, &'static str)>);

/// Each act of the desk with sound input. `{step}` and `{asked}` are what is open.
fn posts() -> Vec<Post> {
    vec![
        (Act::Acceptance, "acceptance", vec![]),
        (
            Act::Correction,
            "correction",
            vec![
                ("target", "material:layout-and-process"),
                ("note.material:layout-and-process", "请补充。"),
            ],
        ),
        (
            Act::Declination,
            "declination",
            vec![("ground", "not-required"), REASON],
        ),
        (Act::Return, "return", vec![REASON]),
        (Act::Claim, "claim", vec![]),
        (
            Act::Step,
            "steps/{step}",
            vec![("outcome", "{outcome}"), OPINION],
        ),
        (
            Act::Decision,
            "decision",
            vec![("outcome", "granted"), REASON],
        ),
        (Act::Licence, "licence", vec![]),
        (Act::Delivery, "delivery", vec![("method", "electronic")]),
        (
            Act::Pause,
            "pause",
            vec![
                ("choice", "hearing"),
                ("amount", "5"),
                ("unit", "working-day"),
                TEXT,
            ],
        ),
        (Act::Resumption, "resumption", vec![TEXT]),
        (
            Act::Extension,
            "extension",
            vec![("amount", "1"), ("unit", "working-day"), TEXT],
        ),
        (Act::Opinion, "opinion", vec![("choice", "agrees"), TEXT]),
        (Act::OrderReply, "order-reply", vec![TEXT]),
        (
            Act::RatingContact,
            "rating-contact",
            vec![("choice", "simple"), TEXT],
        ),
        (Act::FollowUp, "follow-up", vec![TEXT]),
        (
            Act::CallBack,
            "call-back",
            vec![("choice", "content"), TEXT],
        ),
        (Act::RatingAppeal, "rating-appeal", vec![TEXT]),
        (Act::EnquiryReply, "enquiries/{asked}/reply", vec![TEXT]),
        (Act::Assignment, "assignment", vec![("step", "{step}")]),
        (
            Act::Transfer,
            "transfer",
            vec![("agency", "620103-market-supervision"), REASON],
        ),
        (Act::Dispute, "dispute", vec![REASON]),
        (
            Act::Dispatch,
            "dispatch",
            vec![
                ("step", "{step}"),
                ("agency", "620103-market-supervision"),
                REASON,
            ],
        ),
        (Act::Advice, "advice", vec![TEXT]),
        (Act::AdviceReply, "advice/{asked}/reply", vec![TEXT]),
        (Act::Voiding, "voiding", vec![("choice", "mistake"), TEXT]),
    ]
}

pub async fn seq(app: &TestApp, no: &str) -> u64 {
    let mut tx = app.app.store.read().await.unwrap();
    let key = store::cases::key_by_no(&mut tx, no).await.unwrap();
    store::cases::seq(&mut tx, key.id).await.unwrap()
}

/// What is open, for addresses: the step, and an outcome of its.
fn open_step(stage: &str) -> (&'static str, &'static str) {
    match stage {
        "site-check" | "half-signed" => ("site-check", "qualified"),
        "review" => ("review", "agree"),
        _ => ("examination", "pass"),
    }
}

/// `Y` offered and refused only for want of input, `.` 403, `x` 409, `-` 404, `?` 422.
fn letter(status: StatusCode) -> char {
    match status {
        StatusCode::OK | StatusCode::SEE_OTHER => 'Y',
        StatusCode::FORBIDDEN => '.',
        StatusCode::CONFLICT => 'x',
        StatusCode::NOT_FOUND => '-',
        StatusCode::UNPROCESSABLE_ENTITY => '?',
        other => panic!("{other}"),
    }
}

/// Posts every act as everybody. Whatever a page is not offered for, a post is refused for in the same way, and
/// writes nothing.
async fn everybody(
    app: &TestApp,
    people: &mut [(&str, &[Role], Browser)],
    no: &str,
    stage: &str,
    asked: u64,
) -> String {
    let (step, outcome) = open_step(stage);
    let mut text = format!("== {stage}");
    let mut wrong = Vec::new();
    for (persona, roles, browser) in people {
        let mut line = String::new();
        for (act, noun, fields) in posts() {
            let noun = noun
                .replace("{step}", step)
                .replace("{asked}", &asked.to_string());
            let path = format!("/desk/cases/{no}/{noun}");
            let before = seq(app, no).await;
            let now = before.to_string();
            let mut sent: Vec<_> = fields
                .into_iter()
                .map(|(name, value)| match value {
                    "{step}" => (name, step),
                    "{outcome}" => (name, outcome),
                    value => (name, value),
                })
                .collect();
            sent.push(("seq", now.as_str()));
            let said = if act == Act::Claim {
                let claimed = browser.post(&path, &sent).await.status;
                if claimed == StatusCode::SEE_OTHER {
                    let after = seq(app, no).await.to_string();
                    let back = [("seq", after.as_str()), ("give_back", "yes")];
                    let back = browser.post(&path, &back).await;
                    assert_eq!(back.status, StatusCode::SEE_OTHER);
                }
                letter(claimed)
            } else {
                let page = browser.get(&path).await.status;
                if page == StatusCode::OK {
                    // Without input nothing is done. These take none, and the walk does them anyway.
                    let bare = [Act::Acceptance, Act::Licence, Act::Assignment];
                    if !bare.contains(&act) {
                        let empty = browser.post(&path, &[("seq", &now)]).await;
                        if empty.status != StatusCode::UNPROCESSABLE_ENTITY {
                            wrong.push(format!("{persona} {noun} without input: {}", empty.status));
                        }
                    }
                } else {
                    let posted = browser.post(&path, &sent).await.status;
                    if posted != page {
                        wrong.push(format!("{persona} {noun}: page {page}, post {posted}"));
                    }
                }
                if seq(app, no).await != before {
                    wrong.push(format!("{persona} {noun} wrote something"));
                }
                letter(page)
            };
            let holds = roles.iter().any(|role| may(*role, act));
            let expected = if OUTSIDE.contains(persona) { '-' } else { '.' };
            if (expected == '-' || !holds) && said != expected {
                wrong.push(format!("{persona} {noun}: {said}"));
            }
            let _ = write!(line, " {said}");
        }
        let _ = write!(text, "\n{persona:<18}{line}");
    }
    assert!(wrong.is_empty(), "{stage}: {wrong:#?}");
    text
}

#[tokio::test]
async fn every_act_as_everybody_at_every_stage() {
    let app = TestApp::sqlite().await;
    let mut people = Vec::new();
    for (persona, roles) in PEOPLE {
        people.push((persona, roles, app.persona(persona).await));
    }
    let mut tables = Vec::new();
    let case = apply(&app).await;
    let no = case.no.as_str();
    let mut citizen = app.persona("citizen").await;
    citizen
        .submit(
            &format!("/cases/{no}/enquiry"),
            &[("text", "还要多久？"), ("seq", "1")],
        )
        .await;
    tables.push(everybody(&app, &mut people, no, "received", 2).await);

    done(&app, "counter", no, "acceptance", &[]).await;
    let reviewer = id_of(&app, no, "reviewer").await;
    let ask = [("choice", reviewer.as_str()), ("text", "面积怎么算？")];
    done(&app, "examiner", no, "advice", &ask).await;
    let asked = seq(&app, no).await;
    tables.push(everybody(&app, &mut people, no, "examination", asked).await);

    let pause = [
        ("choice", "hearing"),
        ("amount", "5"),
        ("unit", "working-day"),
        TEXT,
    ];
    done(&app, "examiner", no, "pause", &pause).await;
    tables.push(everybody(&app, &mut people, no, "paused", asked).await);
    done(&app, "examiner", no, "resumption", &[TEXT]).await;

    let pass = [("outcome", "pass"), OPINION];
    done(&app, "examiner", no, "steps/examination", &pass).await;
    let qualified = [("outcome", "qualified"), OPINION];
    done(&app, "examiner", no, "steps/site-check", &qualified).await;
    tables.push(everybody(&app, &mut people, no, "half-signed", asked).await);
    done(&app, "examiner-2", no, "steps/site-check", &qualified).await;
    tables.push(everybody(&app, &mut people, no, "review", asked).await);
    let agree = [("outcome", "agree"), OPINION];
    done(&app, "reviewer", no, "steps/review", &agree).await;
    tables.push(everybody(&app, &mut people, no, "decision", asked).await);
    let granted = [("outcome", "granted"), REASON];
    done(&app, "decider", no, "decision", &granted).await;
    tables.push(everybody(&app, &mut people, no, "licence", asked).await);
    done(&app, "issuer", no, "licence", &[]).await;
    tables.push(everybody(&app, &mut people, no, "delivery", asked).await);
    done(&app, "issuer", no, "delivery", &[("method", "electronic")]).await;
    tables.push(everybody(&app, &mut people, no, "concluded", asked).await);

    let corrected = apply(&app).await;
    let mut counter = app.persona("counter").await;
    let form = counter
        .open(&format!("/desk/cases/{}/correction", corrected.no))
        .await;
    let target = form
        .attribute("input[name=target]", "value")
        .expect("something to correct");
    let note = format!("note.{target}");
    let fields = [("target", target.as_str()), (note.as_str(), "请补充。")];
    let page = act(&mut counter, &corrected.no, "correction", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    tables.push(everybody(&app, &mut people, &corrected.no, "awaiting-supplement", 1).await);

    let voided = apply(&app).await;
    let ground = [("choice", "duplicate"), TEXT];
    done(&app, "head", &voided.no, "voiding", &ground).await;
    tables.push(everybody(&app, &mut people, &voided.no, "voided", 1).await);

    let names: Vec<_> = posts()
        .iter()
        .map(|(act, ..)| act.key().chars().take(1).collect::<String>())
        .collect();
    let head = format!("{:<18} {}", "", names.join(" "));
    insta::assert_snapshot!(format!("{head}\n{}", tables.join("\n")), @"
                       a c d r c s d l d p r e o o r f c r e a t d d a a v
    == received
    counter            Y Y Y x Y x . . x . . . . . . . . . Y . Y x x Y x .
    examiner           . . . . . x . . . x x . . . . . . . Y . . x . x x .
    examiner-2         . . . . . x . . . x x . . . . . . . Y . . x . x x .
    reviewer           . . . . . x . . . x x . . . . . . . Y . . x . x x .
    decider            . . . . . x x . . x x . . . . . . . Y . . x . x x .
    issuer             . . . . . x . x x . . . . . . . . . Y . . . . x x .
    head               . . . . . x x . . x x x . x x x x x Y Y . x x x x Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == examination
    counter            x x x x . . . . x . . . . . . . . . x . x x x x . .
    examiner           . . . . Y Y . . . Y x . . . . . . . x . . x . Y . .
    examiner-2         . . . . Y Y . . . Y x . . . . . . . x . . x . Y . .
    reviewer           . . . . . . . . . . . . . . . . . . x . . x . x Y .
    decider            . . . . . . x . . . . . . . . . . . x . . x . x . .
    issuer             . . . . . . . x x . . . . . . . . . x . . . . x . .
    head               . . . . . . x . . Y x Y . x x x x x x Y . x x x . Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == paused
    counter            x x x x . . . . x . . . . . . . . . x . x x x x . .
    examiner           . . . . Y x . . . x Y . . . . . . . x . . x . Y . .
    examiner-2         . . . . Y x . . . x Y . . . . . . . x . . x . Y . .
    reviewer           . . . . . . . . . . . . . . . . . . x . . x . x Y .
    decider            . . . . . . x . . . . . . . . . . . x . . x . x . .
    issuer             . . . . . . . x x . . . . . . . . . x . . . . x . .
    head               . . . . . . x . . x Y Y . x x x x x x Y . x x x . Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == half-signed
    counter            x x x x . . . . x . . . . . . . . . x . x x x x . .
    examiner           . . . . . . . . . Y x . . . . . . . x . . x . Y . .
    examiner-2         . . . . Y Y . . . Y x . . . . . . . x . . x . Y . .
    reviewer           . . . . . . . . . . . . . . . . . . x . . x . x Y .
    decider            . . . . . . x . . . . . . . . . . . x . . x . x . .
    issuer             . . . . . . . x x . . . . . . . . . x . . . . x . .
    head               . . . . . . x . . Y x Y . x x x x x x Y . x x x . Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == review
    counter            x x x x . . . . x . . . . . . . . . x . x x x x . .
    examiner           . . . . . . . . . . . . . . . . . . x . . x . x . .
    examiner-2         . . . . . . . . . . . . . . . . . . x . . x . x . .
    reviewer           . . . . Y Y . . . Y x . . . . . . . x . . x . Y Y .
    decider            . . . . . . x . . . . . . . . . . . x . . x . x . .
    issuer             . . . . . . . x x . . . . . . . . . x . . . . x . .
    head               . . . . . . x . . Y x Y . x x x x x x Y . x x x . Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == decision
    counter            x x x x . x . . x . . . . . . . . . x . x x x x . .
    examiner           . . . . . x . . . . . . . . . . . . x . . x . x . .
    examiner-2         . . . . . x . . . . . . . . . . . . x . . x . x . .
    reviewer           . . . . . x . . . . . . . . . . . . x . . x . x Y .
    decider            . . . . Y x Y . . Y x . . . . . . . x . . x . Y . .
    issuer             . . . . . x . x x . . . . . . . . . x . . . . x . .
    head               . . . . . x . . . Y x Y . x x x x x x Y . x x x . Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == licence
    counter            x x x x . x . . x . . . . . . . . . x . x x x x . .
    examiner           . . . . . x . . . x x . . . . . . . x . . x . x . .
    examiner-2         . . . . . x . . . x x . . . . . . . x . . x . x . .
    reviewer           . . . . . x . . . x x . . . . . . . x . . x . x Y .
    decider            . . . . . x x . . x x . . . . . . . x . . x . x . .
    issuer             . . . . Y x . Y x . . . . . . . . . x . . . . Y . .
    head               . . . . . x x . . x x x . x x x x x x Y . x x x . x
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == delivery
    counter            x x x x . x . . . . . . . . . . . . x . x x x x . .
    examiner           . . . . . x . . . x x . . . . . . . x . . x . x . .
    examiner-2         . . . . . x . . . x x . . . . . . . x . . x . x . .
    reviewer           . . . . . x . . . x x . . . . . . . x . . x . x Y .
    decider            . . . . . x x . . x x . . . . . . . x . . x . x . .
    issuer             . . . . Y x . x Y . . . . . . . . . x . . . . Y . .
    head               . . . . . x x . . x x x . x x x x x x Y . x x x . x
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == concluded
    counter            x x x x x x . . x . . . . . . . . . x . x x x x x .
    examiner           . . . . x x . . . x x . . . . . . . x . . x . x x .
    examiner-2         . . . . x x . . . x x . . . . . . . x . . x . x x .
    reviewer           . . . . x x . . . x x . . . . . . . x . . x . x x .
    decider            . . . . x x x . . x x . . . . . . . x . . x . x x .
    issuer             . . . . x x . x x . . . . . . . . . x . . . . x x .
    head               . . . . x x x . . x x x . x x x x x x x . x x x x x
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == awaiting-supplement
    counter            x x x x x x . . x . . . . . . . . . x . x x x x x .
    examiner           . . . . x x . . . x x . . . . . . . x . . x . x x .
    examiner-2         . . . . x x . . . x x . . . . . . . x . . x . x x .
    reviewer           . . . . x x . . . x x . . . . . . . x . . x . x x .
    decider            . . . . x x x . . x x . . . . . . . x . . x . x x .
    issuer             . . . . x x . x x . . . . . . . . . x . . . . x x .
    head               . . . . x x x . . x x x . x x x x x x x . x x x x Y
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    == voided
    counter            x x x x x x . . x . . . . . . . . . x . x x x x x .
    examiner           . . . . x x . . . x x . . . . . . . x . . x . x x .
    examiner-2         . . . . x x . . . x x . . . . . . . x . . x . x x .
    reviewer           . . . . x x . . . x x . . . . . . . x . . x . x x .
    decider            . . . . x x x . . x x . . . . . . . x . . x . x x .
    issuer             . . . . x x . x x . . . . . . . . . x . . . . x x .
    head               . . . . x x x . . x x x . x x x x x x x . x x x x x
    supervisor         . . . . . . . . . . . . . . . . . . . . . . . . . .
    admin              . . . . . . . . . . . . . . . . . . . . . . . . . .
    citizen            . . . . . . . . . . . . . . . . . . . . . . . . . .
    counter-elsewhere  - - - - - - - - - - - - - - - - - - - - - - - - - -
    water-examiner     - - - - - - - - - - - - - - - - - - - - - - - - - -
    government-head    - - - - - - - - - - - - - - - - - - - - - - - - - -
    ");
    app.verify().await;
}

/// As the page of the question has them.
pub async fn id_of(app: &TestApp, no: &str, persona: &str) -> String {
    let name = match persona {
        "reviewer" => "扎西·才让",
        "examiner-2" => "马晓兰",
        other => panic!("{other}"),
    };
    let mut examiner = app.persona("examiner").await;
    let page = examiner.open(&format!("/desk/cases/{no}/advice")).await;
    let html = page.html();
    let radios = scraper::Selector::parse("input[name=choice]").unwrap();
    let found = html.select(&radios).find(|radio| {
        let id = radio.value().attr("id").unwrap_or_default();
        let label = scraper::Selector::parse(&format!("label[for='{id}']")).unwrap();
        html.select(&label)
            .any(|label| label.text().collect::<String>().contains(name))
    });
    let radio = found.unwrap_or_else(|| panic!("{name} can't be asked"));
    radio.value().attr("value").unwrap().to_owned()
}

/// The addresses of a case at the desk, as the sources have them: a new one can't be forgotten here.
fn addresses() -> Vec<String> {
    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut found: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            text.split(".route(")
                .skip(1)
                .filter_map(|after| {
                    let path = after.trim_start().strip_prefix('"')?.split('"').next()?;
                    path.starts_with("/desk/cases/{no}")
                        .then(|| path.to_owned())
                })
                .collect::<Vec<_>>()
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[tokio::test]
async fn for_another_agency_and_another_level_no_address_of_a_case_exists() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let mut counter = app.persona("counter").await;
    let page = counter.open(&format!("/desk/cases/{}", case.no)).await;
    let material = page.attribute(".case-file td a, .case-file th a", "href");
    let material = material.unwrap();
    let material = material.rsplit('/').next().unwrap();
    let addresses = addresses();
    assert!(addresses.len() > 25, "{addresses:?}");
    let reviewer = {
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        id_of(&app, &case.no, "reviewer").await
    };
    let before = seq(&app, &case.no).await;
    for persona in OUTSIDE {
        let mut stranger = app.persona(persona).await;
        for address in &addresses {
            let path = address
                .replace("{no}", &case.no)
                .replace("{id}", material)
                .replace("{step}", "examination")
                .split('/')
                .map(|part| if part.starts_with('{') { "1" } else { part })
                .collect::<Vec<_>>()
                .join("/");
            let fields = [
                ("seq", "2"),
                ("step", "examination"),
                ("outcome", "pass"),
                ("choice", reviewer.as_str()),
                OPINION,
                TEXT,
                REASON,
            ];
            let got = stranger.get(&path).await.status;
            let posted = stranger.post(&path, &fields).await.status;
            let not_there = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
            assert!(
                not_there.contains(&got) && not_there.contains(&posted),
                "{persona} {path}: {got}, {posted}"
            );
            assert!(
                [got, posted].contains(&StatusCode::NOT_FOUND),
                "{persona} {path}"
            );
        }
    }
    assert_eq!(seq(&app, &case.no).await, before, "nothing was written");
}
