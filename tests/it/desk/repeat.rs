//! Every act of a case sent twice, as a double click does: done once, answered twice. And what was typed beside what is
//! missing comes back.

use axum::http::StatusCode;

use super::bounds::{id_of, seq};
use crate::harness::TestApp;
use crate::journey::{apply, conclude, done};

const WORDS: &str = "理由写得很清楚。";
const OPINION: (&str, &str) = ("opinion", WORDS);
const TEXT: (&str, &str) = ("text", WORDS);
const REASON: (&str, &str) = ("reason", WORDS);

/// The second answer is the first one's, and the journal grows by one act.
pub async fn twice(app: &TestApp, persona: &str, no: &str, noun: &str, fields: &[(&str, &str)]) {
    let mut officer = app.persona(persona).await;
    let path = format!("/desk/cases/{no}/{noun}");
    let before = seq(app, no).await;
    let shown = before.to_string();
    let mut fields = fields.to_vec();
    fields.push(("seq", &shown));
    let first = officer.post(&path, &fields).await;
    assert_eq!(
        first.status,
        StatusCode::SEE_OTHER,
        "{persona} {noun}: {}",
        first.text()
    );
    let after = seq(app, no).await;
    assert!((1..=2).contains(&(after - before)), "{noun}: one act");
    let again = officer.post(&path, &fields).await;
    assert_eq!(
        (again.status, again.location()),
        (StatusCode::SEE_OTHER, first.location()),
        "{persona} {noun} again: {}",
        again.text()
    );
    assert_eq!(seq(app, no).await, after, "{noun}: nothing new");
}

#[tokio::test]
async fn every_act_is_done_once_however_often_it_is_sent() {
    let app = TestApp::sqlite().await;
    let fresh = || async { apply(&app).await.no };

    let no = fresh().await;
    let target = "material:layout-and-process";
    let note = format!("note.{target}");
    let correction = [("target", target), (note.as_str(), WORDS)];
    twice(&app, "counter", &no, "correction", &correction).await;
    let no = fresh().await;
    let declined = [("ground", "not-required"), REASON];
    twice(&app, "counter", &no, "declination", &declined).await;
    let no = fresh().await;
    let away = [("agency", "620103-market-supervision"), REASON];
    twice(&app, "counter", &no, "transfer", &away).await;
    let no = fresh().await;
    twice(&app, "head", &no, "voiding", &[("choice", "mistake"), TEXT]).await;

    let no = fresh().await;
    let step = [("step", "acceptance")];
    twice(&app, "counter", &no, "claim", &step).await;
    let back = [("step", "acceptance"), ("give_back", "yes")];
    twice(&app, "counter", &no, "claim", &back).await;
    twice(&app, "counter", &no, "acceptance", &[]).await;
    let reviewer = id_of(&app, &no, "reviewer").await;
    let ask = [("choice", reviewer.as_str()), TEXT];
    twice(&app, "examiner", &no, "advice", &ask).await;
    let asked = seq(&app, &no).await;
    let reply = format!("advice/{asked}/reply");
    twice(&app, "reviewer", &no, &reply, &[TEXT]).await;
    twice(&app, "examiner", &no, "advice", &ask).await;
    let asked = seq(&app, &no).await;
    twice(&app, "examiner", &no, &format!("advice/{asked}/end"), &[]).await;
    let pause = [
        ("choice", "hearing"),
        ("amount", "5"),
        ("unit", "working-day"),
        TEXT,
    ];
    twice(&app, "examiner", &no, "pause", &pause).await;
    twice(&app, "examiner", &no, "resumption", &[TEXT]).await;
    let longer = [("amount", "5"), TEXT];
    twice(&app, "head", &no, "extension", &longer).await;
    let pass = [("outcome", "pass"), OPINION];
    twice(&app, "examiner", &no, "steps/examination", &pass).await;
    // Two of one mind: each of them once, and neither for the other.
    let qualified = [("outcome", "qualified"), OPINION];
    twice(&app, "examiner", &no, "steps/site-check", &qualified).await;
    twice(&app, "examiner-2", &no, "steps/site-check", &qualified).await;
    let rework = [("outcome", "return-for-rework"), OPINION];
    twice(&app, "reviewer", &no, "steps/review", &rework).await;
    twice(&app, "examiner", &no, "steps/examination", &pass).await;
    done(&app, "examiner", &no, "steps/site-check", &qualified).await;
    done(&app, "examiner-2", &no, "steps/site-check", &qualified).await;
    let agree = [("outcome", "agree"), OPINION];
    twice(&app, "reviewer", &no, "steps/review", &agree).await;
    let granted = [("outcome", "granted"), REASON];
    twice(&app, "decider", &no, "decision", &granted).await;
    twice(&app, "issuer", &no, "licence", &[]).await;
    let method = [("method", "electronic")];
    twice(&app, "issuer", &no, "delivery", &method).await;
    app.verify().await;
}

#[tokio::test]
async fn whatever_others_asked_for_is_answered_once() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    done(&app, "counter", &no, "acceptance", &[]).await;
    let second = id_of(&app, &no, "examiner-2").await;
    let to = [("step", "examination"), ("officer", second.as_str())];
    twice(&app, "head", &no, "assignment", &to).await;

    let mut citizen = app.persona("citizen").await;
    let own = format!("/cases/{no}/enquiry");
    let shown = seq(&app, &no).await.to_string();
    citizen.submit(&own, &[("seq", &shown), TEXT]).await;
    let mut counter = app.persona("counter").await;
    let desk = counter.open(&format!("/desk/cases/{no}")).await;
    let reply = desk.attribute("a[href*='/enquiries/']", "href").unwrap();
    let noun = reply.replace(&format!("/desk/cases/{no}/"), "");
    twice(&app, "counter", &no, &noun, &[TEXT]).await;

    let mut supervisor = app.persona("supervisor").await;
    let order = format!("/oversight/cases/{no}/order");
    let shown = seq(&app, &no).await.to_string();
    let fields = [
        ("seq", shown.as_str()),
        ("choice", "order"),
        ("amount", "3"),
        TEXT,
    ];
    supervisor.submit(&order, &fields).await;
    twice(&app, "head", &no, "order-reply", &[TEXT]).await;

    let no = apply(&app).await.no;
    conclude(&app, &no).await;
    let mut citizen = app.persona("citizen").await;
    let shown = seq(&app, &no).await.to_string();
    let bad = [("seq", shown.as_str()), ("level", "1"), ("comment", WORDS)];
    citizen.submit(&format!("/cases/{no}/rating"), &bad).await;
    let simple = [("choice", "simple"), TEXT];
    twice(&app, "head", &no, "rating-contact", &simple).await;
    twice(&app, "head", &no, "follow-up", &[TEXT]).await;
    app.verify().await;
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_missing() {
    let app = TestApp::sqlite().await;
    let no = apply(&app).await.no;
    let check = async |persona: &str, noun: &str, fields: &[(&str, &str)]| {
        let mut officer = app.persona(persona).await;
        let shown = seq(&app, &no).await.to_string();
        let mut fields = fields.to_vec();
        fields.push(("seq", &shown));
        let path = format!("/desk/cases/{no}/{noun}");
        let page = officer.post(&path, &fields).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{noun}: {}",
            page.text()
        );
        page.is_sound();
        assert!(
            page.has(".error-summary a[href^='#']") && page.text().contains(WORDS),
            "{noun}: {}",
            page.text()
        );
    };
    check("counter", "declination", &[REASON]).await;
    check("counter", "transfer", &[REASON]).await;
    let note = [("note.material:layout-and-process", WORDS)];
    check("counter", "correction", &note).await;
    check("head", "voiding", &[TEXT]).await;
    done(&app, "counter", &no, "acceptance", &[]).await;
    check("examiner", "steps/examination", &[OPINION]).await;
    check("examiner", "advice", &[TEXT]).await;
    check("examiner", "pause", &[TEXT]).await;
    check("head", "extension", &[("amount", "900"), TEXT]).await;
    for (persona, step, outcome) in [
        ("examiner", "examination", "pass"),
        ("examiner", "site-check", "qualified"),
        ("examiner-2", "site-check", "qualified"),
        ("reviewer", "review", "agree"),
    ] {
        let fields = [("outcome", outcome), OPINION];
        done(&app, persona, &no, &format!("steps/{step}"), &fields).await;
    }
    check("decider", "decision", &[REASON]).await;
}
