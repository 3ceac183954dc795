//! 办不成事反映: what could not be done is told, looked into, reviewed and answered, by a clock of its own; nothing of it is
//! called granted or refused.

use axum::http::StatusCode;

use crate::harness::{Browser, TestApp};
use crate::journey::{Applied, act, apply, done, fill_page, start, submit};

const WINDOW: &str = "002046001001";

const PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "matter",
        &[
            ("matter", "食品经营许可变更地址"),
            ("happened", "passed-around"),
            ("happened", "no-reason"),
        ],
    ),
    (
        "where",
        &[
            ("where-division", "620102"),
            ("office", "区政务服务中心3号窗口"),
            ("last-on", "2026-11-20"),
            ("times", "3"),
        ],
    ),
    (
        "wish",
        &[
            ("told", "窗口说要先到另一个部门盖章。"),
            ("wish", "请说清由谁办。"),
        ],
    ),
    (
        "contact",
        &[("contact-name", "马小军"), ("contact-phone", "13800001234")],
    ),
];

async fn tell(citizen: &mut Browser) -> Applied {
    let draft = start(citizen, WINDOW).await;
    for (page, answers) in PAGES {
        let filled = fill_page(citizen, &draft, page, answers).await;
        let text = filled.text();
        assert_eq!(filled.status, StatusCode::SEE_OTHER, "{page}: {text}");
    }
    submit(citizen, &draft).await
}

/// Up to the answer.
async fn looked_into(app: &TestApp, no: &str, outcome: &str) {
    let opinion = ("opinion", "经核实，情况属实。");
    done(app, "redress-counter", no, "acceptance", &[]).await;
    let handling = [("outcome", outcome), opinion];
    done(app, "redress-examiner", no, "steps/handling", &handling).await;
    let review = [("outcome", "agree"), opinion];
    done(app, "redress-reviewer", no, "steps/review", &review).await;
}

#[tokio::test]
async fn what_could_not_be_done_is_told_looked_into_and_answered() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let told = tell(&mut citizen).await;
        let receipt = citizen
            .open(&format!("{}/submission", told.application))
            .await;
        let words = receipt.find("main").unwrap();
        assert!(words.contains("查清情况，给您答复"), "{words}");
        assert!(
            !words.contains("准予") && !words.contains("证照"),
            "{words}"
        );

        looked_into(&app, &told.no, "solved").await;
        let case = format!("/cases/{}", told.no);
        let before = citizen.open(&case).await.text();
        assert!(before.contains("答复"), "{before}");
        let answer = [
            ("outcome", "granted"),
            (
                "reason",
                "已与市场监管局协调，变更由该局一个窗口办理，只需两份材料。",
            ),
        ];
        done(&app, "redress-head", &told.no, "decision", &answer).await;

        let shown = citizen.open(&case).await;
        shown.is_sound();
        let words = shown.text();
        assert!(words.contains("已答复：问题已经解决"), "{words}");
        assert!(words.contains("只需两份材料"), "{words}");
        for wrong in ["准予", "不予批准", "许可"] {
            let main = shown.find("main").unwrap();
            let about = main.replace("食品经营许可变更地址", "");
            assert!(!about.contains(wrong), "{wrong}: {about}");
        }
        let notice = shown.links("main a[href*='/notices/']");
        let notice = notice.iter().find(|(_, name)| name.contains("答复书"));
        let notice = notice.map(|(href, _)| href.clone()).unwrap();
        let sheet = citizen.open(&notice).await;
        sheet.is_sound();
        let words = sheet.find("main").unwrap();
        assert!(words.contains("只需两份材料"), "{words}");
        assert!(!words.contains("准予") && !words.contains("行政复议机关"));
        let english = citizen.open(&format!("{notice}?lang=en")).await;
        let english = english.find("main").unwrap();
        assert!(
            !english.contains("grant") && !english.contains("refuse"),
            "{english}"
        );
        citizen.get("/?lang=zh-CN").await;

        let list = citizen.open("/cases?state=all").await;
        assert!(
            list.text().contains("已答复：问题已经解决"),
            "{}",
            list.text()
        );
        let mut visitor = app.visitor();
        let track = [("number", told.no.as_str()), ("code", told.code.as_str())];
        let track = visitor.post("/track", &track).await;
        let track = if track.status == StatusCode::SEE_OTHER {
            visitor.open(&track.location()).await
        } else {
            track
        };
        let track = track.find("main").unwrap();
        assert!(!track.contains("准予"), "{track}");
        app.verify().await;
    }
}

#[tokio::test]
async fn five_days_are_promised_from_the_receipt_and_nobody_judges_their_own_work() {
    let app = TestApp::sqlite().await;
    let mut citizen = app.persona("citizen").await;
    let told = tell(&mut citizen).await;
    // Monday the 23rd: one day to take it on, five to answer.
    let words = citizen.open(&format!("/cases/{}", told.no)).await.text();
    assert!(words.contains("11月24日"), "{words}");
    done(&app, "redress-counter", &told.no, "acceptance", &[]).await;
    let words = citizen.open(&format!("/cases/{}", told.no)).await.text();
    assert!(words.contains("11月30日"), "{words}");

    let opinion = ("opinion", "还要再问。");
    let mut counter = app.persona("counter").await;
    let elsewhere = counter.get(&format!("/desk/cases/{}", told.no)).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    let explain = [("outcome", "explain"), opinion];
    done(
        &app,
        "redress-examiner",
        &told.no,
        "steps/handling",
        &explain,
    )
    .await;
    // Sent back, and answered in the end.
    let again = [("outcome", "again"), opinion];
    done(&app, "redress-reviewer", &told.no, "steps/review", &again).await;
    done(
        &app,
        "redress-examiner",
        &told.no,
        "steps/handling",
        &explain,
    )
    .await;
    let agree = [("outcome", "agree"), opinion];
    done(&app, "redress-reviewer", &told.no, "steps/review", &agree).await;
    let mut reviewer = app.persona("redress-reviewer").await;
    let answer = [("outcome", "refused"), ("reason", "不能变更。")];
    let denied = act(&mut reviewer, &told.no, "decision", &answer).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    app.at("2026-12-01T02:00:00Z");
    let mut supervisor = app.persona("supervisor").await;
    let late = format!("/oversight/cases?filter=overdue&item={WINDOW}");
    assert!(supervisor.open(&late).await.text().contains(&told.no));
    done(&app, "redress-head", &told.no, "decision", &answer).await;
    let mut citizen = app.persona("citizen").await;
    let shown = citizen.open(&format!("/cases/{}", told.no)).await;
    let words = shown.text();
    assert!(
        words.contains("说明了不能办理的理由") && words.contains("12345"),
        "{words}"
    );
    assert!(!shown.has("#window"), "an answer leads to no other answer");
    app.verify().await;
}

#[tokio::test]
async fn who_finds_nothing_or_is_turned_away_finds_the_way_to_tell_it() {
    let app = TestApp::sqlite().await;
    let way = format!("main a[href='/items/{WINDOW}']");
    let mut visitor = app.visitor();
    for lang in ["zh-CN", "en"] {
        let nothing = visitor
            .open(&format!("/search?q=zzqqxxjj&lang={lang}"))
            .await;
        nothing.is_sound();
        assert!(nothing.has(&way), "{}", nothing.text());
        let guide = visitor.open(&format!("/items/{WINDOW}?lang={lang}")).await;
        guide.is_sound();
    }
    assert!(visitor.open("/?lang=zh-CN").await.has(&way));

    let case = apply(&app).await;
    let path = format!("/cases/{}", case.no);
    let mut citizen = app.persona("citizen").await;
    assert!(!citizen.open(&path).await.has("#window"));
    let declined = [
        ("ground", "not-required"),
        ("reason", "该经营项目依法不需要取得食品经营许可。"),
    ];
    done(&app, "counter", &case.no, "declination", &declined).await;
    let shown = citizen.open(&path).await;
    shown.is_sound();
    assert!(shown.has("#window") && shown.has(&way), "{}", shown.text());
}

#[tokio::test]
async fn supervision_sees_how_many_there_are_and_each_of_them() {
    let app = TestApp::sqlite().await;
    let mut supervisor = app.persona("supervisor").await;
    let none = supervisor.open("/oversight/complaints").await;
    none.is_sound();
    assert!(none.text().contains("正在办理的0件"), "{}", none.text());
    let mut citizen = app.persona("citizen").await;
    let told = tell(&mut citizen).await;
    let page = supervisor.open("/oversight/complaints").await;
    let links = page.links("section a[href*='/oversight/cases']");
    let (running, name) = links.first().cloned().unwrap();
    assert!(name.contains("正在办理的1件"), "{name}");
    let list = supervisor.open(&running).await;
    list.is_sound();
    assert!(list.text().contains(&told.no), "{}", list.text());
}
