use axum::http::StatusCode;

use super::bounds::{id_of, seq};
use crate::harness::TestApp;
use crate::journey::{act, apply, done};

#[tokio::test]
async fn a_colleague_answers_beside_the_step() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = case.no.as_str();
        let path = format!("/desk/cases/{no}");
        done(&app, "counter", no, "acceptance", &[]).await;
        let mut examiner = app.persona("examiner").await;
        let nobody = act(&mut examiner, no, "advice", &[("text", "面积怎么算？")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        nobody.is_sound();
        assert!(nobody.text().contains("面积怎么算？"), "what was typed");

        let reviewer = id_of(&app, no, "reviewer").await;
        let before = seq(&app, no).await.to_string();
        let shown = ("seq", before.as_str());
        let ask = [
            ("choice", reviewer.as_str()),
            ("text", "面积怎么算？"),
            shown,
        ];
        let page = examiner.submit(&format!("{path}/advice"), &ask).await;
        page.is_sound();
        assert!(page.has("[role=status]") && page.text().contains("面积怎么算？"));
        let again = examiner.post(&format!("{path}/advice"), &ask).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        assert_eq!(examiner.open(&path).await.count("#advice + ul > li"), 1);

        let mut colleague = app.persona("reviewer").await;
        let mine = colleague.open("/desk?tab=mine").await;
        mine.is_sound();
        assert!(mine.text().contains("同事征求意见"), "{}", mine.text());
        let asked = seq(&app, no).await;
        let reply = format!("{path}/advice/{asked}/reply");
        let page = colleague.open(&path).await;
        assert!(page.has(&format!(".todo a[href='{reply}']")));
        let mut other = app.persona("decider").await;
        assert_eq!(other.get(&reply).await.status, StatusCode::FORBIDDEN);
        let answer = [("text", "按使用面积。"), shown];
        assert_eq!(
            other.post(&reply, &answer).await.status,
            StatusCode::FORBIDDEN
        );
        colleague.open(&reply).await.is_sound();
        let page = colleague.submit(&reply, &answer).await;
        page.is_sound();
        assert!(!colleague.open("/desk?tab=mine").await.text().contains(no));
        assert_eq!(
            colleague.post(&reply, &answer).await.status,
            StatusCode::SEE_OTHER,
            "a double click"
        );
        let other = [("text", "另一个答复。"), shown];
        assert_eq!(
            colleague.post(&reply, &other).await.status,
            StatusCode::CONFLICT
        );

        // The page that was open before goes on, and shows the answer beside the step.
        let step = examiner.open(&format!("{path}/steps/examination")).await;
        assert!(step.text().contains("按使用面积。"));
        let pass = [("outcome", "pass"), ("opinion", "符合规定。"), shown];
        examiner
            .submit(&format!("{path}/steps/examination"), &pass)
            .await;
        let mut citizen = app.persona("citizen").await;
        let own = citizen.open(&format!("/cases/{no}")).await.text();
        assert!(!own.contains("面积怎么算") && !own.contains("使用面积。"));
        app.verify().await;
    }
}

#[tokio::test]
async fn whoever_asked_takes_it_back() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = case.no.as_str();
        let path = format!("/desk/cases/{no}");
        done(&app, "counter", no, "acceptance", &[]).await;
        let reviewer = id_of(&app, no, "reviewer").await;
        let ask = [("choice", reviewer.as_str()), ("text", "面积怎么算？")];
        done(&app, "examiner", no, "advice", &ask).await;
        let asked = seq(&app, no).await;
        let before = asked.to_string();
        let shown = [("seq", before.as_str())];
        let end = format!("{path}/advice/{asked}/end");
        let mut colleague = app.persona("reviewer").await;
        let page = colleague.open(&path).await;
        assert!(!page.has(&format!("form[action='{end}']")));
        assert_eq!(
            colleague.post(&end, &shown).await.status,
            StatusCode::FORBIDDEN
        );
        let mut examiner = app.persona("examiner").await;
        assert!(
            examiner
                .open(&path)
                .await
                .has(&format!("form[action='{end}']"))
        );
        examiner.submit(&end, &shown).await.is_sound();
        assert_eq!(
            examiner.post(&end, &shown).await.status,
            StatusCode::SEE_OTHER,
            "a double click"
        );
        let reply = colleague.get(&format!("{path}/advice/{asked}/reply")).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply.is_sound();
        assert!(!colleague.open("/desk?tab=mine").await.text().contains(no));
        app.verify().await;
    }
}
