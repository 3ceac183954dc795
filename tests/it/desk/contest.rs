//! Two clerks, the same case, at once: one wins, the other is told, and nothing is lost.

use axum::http::StatusCode;

use super::bounds::{id_of, seq};
use crate::harness::{Page, TestApp};
use crate::journey::{apply, done};

const OPINION: (&str, &str) = ("opinion", "符合规定。");

type Post<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// Both at the same time, from pages that showed the same. The winner's and the loser's answers.
async fn at_once(app: &TestApp, no: &str, one: Post<'_>, two: Post<'_>) -> (Page, Page) {
    let mut first = app.persona(one.0).await;
    let mut second = app.persona(two.0).await;
    let before = seq(app, no).await;
    let shown = before.to_string();
    let path = |noun: &str| format!("/desk/cases/{no}/{noun}");
    let fields = |post: Post<'_>| {
        let mut fields: Vec<(String, String)> = post
            .2
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        fields.push(("seq".into(), shown.clone()));
        fields
    };
    let (first_path, second_path) = (path(one.1), path(two.1));
    let (first_fields, second_fields) = (fields(one), fields(two));
    let pairs = |fields: &'_ [(String, String)]| -> Vec<(String, String)> { fields.to_vec() };
    let (first_fields, second_fields) = (pairs(&first_fields), pairs(&second_fields));
    let (a, b) = tokio::join!(
        async {
            let fields: Vec<_> = first_fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            first.post(&first_path, &fields).await
        },
        async {
            let fields: Vec<_> = second_fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            second.post(&second_path, &fields).await
        }
    );
    let mut statuses = [a.status, b.status];
    statuses.sort();
    assert_eq!(
        statuses,
        [StatusCode::SEE_OTHER, StatusCode::CONFLICT],
        "{} {} against {} {}: {} {}",
        one.0,
        one.1,
        two.0,
        two.1,
        a.text(),
        b.text()
    );
    // A notice may go with the fact.
    let after = seq(app, no).await;
    assert!((1..=2).contains(&(after - before)), "one act");
    if a.status == StatusCode::SEE_OTHER {
        (a, b)
    } else {
        (b, a)
    }
}

#[tokio::test]
async fn of_two_at_once_exactly_one_wins() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = case.no.as_str();
        let decline = [("ground", "not-required"), ("reason", "无需许可")];
        // Whoever wins, the case goes on from there: each pair has a case of its own.
        let (_, lost) = at_once(
            &app,
            no,
            ("counter", "acceptance", &[]),
            ("counter-2", "declination", &decline),
        )
        .await;
        lost.is_sound();
        assert!(lost.has(&format!("a[href='/desk/cases/{no}']")));

        let case = apply(&app).await;
        let no = case.no.as_str();
        let claim = [("step", "acceptance")];
        at_once(
            &app,
            no,
            ("counter", "claim", &claim),
            ("counter-2", "claim", &claim),
        )
        .await;

        let case = apply(&app).await;
        let no = case.no.as_str();
        done(&app, "counter", no, "acceptance", &[]).await;
        let pass = [("outcome", "pass"), OPINION];
        let fail = [("outcome", "fail"), ("opinion", "材料矛盾。")];
        at_once(
            &app,
            no,
            ("examiner", "steps/examination", &pass),
            ("examiner-2", "steps/examination", &fail),
        )
        .await;

        let case = apply(&app).await;
        let no = case.no.as_str();
        done(&app, "counter", no, "acceptance", &[]).await;
        let void = [("choice", "mistake"), ("text", "登记错误。")];
        at_once(
            &app,
            no,
            ("examiner", "steps/examination", &pass),
            ("head", "voiding", &void),
        )
        .await;
        app.verify().await;
    }
}

#[tokio::test]
async fn a_question_is_answered_or_taken_back_and_never_both() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = case.no.as_str();
        done(&app, "counter", no, "acceptance", &[]).await;
        let reviewer = id_of(&app, no, "reviewer").await;
        let ask = [("choice", reviewer.as_str()), ("text", "面积怎么算？")];
        done(&app, "examiner", no, "advice", &ask).await;
        let asked = seq(&app, no).await;
        at_once(
            &app,
            no,
            (
                "reviewer",
                &format!("advice/{asked}/reply"),
                &[("text", "按使用面积。")],
            ),
            ("examiner", &format!("advice/{asked}/end"), &[]),
        )
        .await;
        app.verify().await;
    }
}
