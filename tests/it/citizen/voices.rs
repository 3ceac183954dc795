//! What an applicant says about a case and to whom: questions, reminders, complaints, ratings; and the lists and
//! papers that belong to it.

use axum::http::StatusCode;
use server::mail::outbox;

use crate::harness::{Browser, Page, TestApp};
use crate::journey::{act, apply, conclude, done};

const SECRET: &str = "窗口让我三天后再来";

/// Sends a form of the case with the sequence number of its page.
async fn say(citizen: &mut Browser, no: &str, noun: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("/cases/{no}/{noun}");
    let form = citizen.open(&path).await;
    form.is_sound();
    let seq = form.attribute("input[name=seq]", "value").unwrap();
    let mut fields = fields.to_vec();
    fields.push(("seq", &seq));
    let sent = citizen.post(&path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    // A double click is the same act.
    let again = citizen.post(&path, &fields).await;
    assert_eq!(again.location(), sent.location());
    let page = citizen.open(&sent.location()).await;
    page.is_sound();
    assert!(page.has(".banner-done"), "{noun}");
    page
}

#[tokio::test]
async fn a_question_is_answered_at_the_desk_and_seen_on_both_sides() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = &case.no;
        outbox::run(&app.app).await.unwrap();
        let mut citizen = app.persona("citizen").await;
        let empty = citizen
            .post(&format!("/cases/{no}/enquiry"), &[("text", "  ")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.is_sound();
        assert!(empty.has(".error-summary a[href='#text']"));
        let page = say(&mut citizen, no, "enquiry", &[("text", "需要带公章吗？")]).await;
        assert!(page.has("#voices") && page.text().contains("需要带公章吗？"));

        // Whoever has the case finds it in the inbox; others find nothing.
        let mut counter = app.persona("counter").await;
        let inbox = counter.open("/desk").await;
        assert!(inbox.text().contains("咨询答复期限"), "{}", inbox.text());
        let desk = counter.open(&format!("/desk/cases/{no}")).await;
        desk.is_sound();
        assert!(desk.text().contains("需要带公章吗？"));
        let reply = desk.attribute("a[href*='/enquiries/']", "href").unwrap();
        let mut elsewhere = app.persona("counter-elsewhere").await;
        assert_eq!(elsewhere.get(&reply).await.status, StatusCode::NOT_FOUND);
        let noun = reply.replace(&format!("/desk/cases/{no}/"), "");
        let missing = act(&mut counter, no, &noun, &[]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        missing.is_sound();
        let fields = [("text", "不需要，签字即可。")];
        done(&app, "counter", no, &noun, &fields).await;
        let gone = counter.get(&reply).await;
        assert_eq!(gone.status, StatusCode::CONFLICT, "answered");
        assert!(!counter.open("/desk").await.text().contains("咨询答复期限"));

        let page = citizen.open(&format!("/cases/{no}")).await;
        assert!(page.text().contains("不需要，签字即可。"));
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1, "a letter says so");
        // Whoever only has the number and the code reads nothing of it.
        let pair = [("number", no.as_str()), ("code", case.code.as_str())];
        let tracked = app.visitor().post("/track", &pair).await;
        tracked.is_sound();
        assert!(!tracked.text().contains("公章") && !tracked.text().contains("您提出了咨询"));
        app.verify().await;
    }
}

#[tokio::test]
async fn so_many_questions_and_no_more() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut citizen = app.persona("citizen").await;
        for text in ["一", "二", "三"] {
            say(&mut citizen, &case.no, "enquiry", &[("text", text)]).await;
        }
        let path = format!("/cases/{}/enquiry", case.no);
        let fourth = citizen.post(&path, &[("text", "四")]).await;
        assert_eq!(fourth.status, StatusCode::CONFLICT);
        fourth.is_sound();
        let page = citizen.open(&format!("/cases/{}", case.no)).await;
        assert!(!page.has(&format!("a[href='{path}']")), "not offered");
        let mut other = app.persona("citizen-2").await;
        for noun in ["enquiry", "reminder", "complaint"] {
            let path = format!("/cases/{}/{noun}", case.no);
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
            let posted = other.post(&path, &[("text", "x")]).await;
            assert_eq!(posted.status, StatusCode::NOT_FOUND);
        }
        app.verify().await;
    }
}

#[tokio::test]
async fn a_clerk_is_not_held_up_by_what_was_said_meanwhile() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut counter = app.persona("counter").await;
        let path = format!("/desk/cases/{}/acceptance", case.no);
        let form = counter.open(&path).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let mut citizen = app.persona("citizen").await;
        say(&mut citizen, &case.no, "enquiry", &[("text", "快了吗？")]).await;
        let sent = counter.post(&path, &[("seq", &seq)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        // What was done meanwhile does hold up.
        let stale = citizen
            .post(&format!("/cases/{}/withdrawal", case.no), &[("seq", &seq)])
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        app.verify().await;
    }
}

#[tokio::test]
async fn a_reminder_comes_when_it_is_due_soon_and_once_a_day() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = &case.no;
        let path = format!("/cases/{no}/reminder");
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{no}")).await;
        assert!(!page.has(&format!("a[href='{path}']")));
        assert!(
            page.has("nav[aria-labelledby=can] time[datetime='2026-11-27']"),
            "from when: {}",
            page.text()
        );
        for early in [citizen.get(&path).await, citizen.post(&path, &[]).await] {
            assert_eq!(early.status, StatusCode::CONFLICT);
            early.is_sound();
        }
        app.at("2026-11-27T09:30:00+08:00");
        let mut citizen = app.persona("citizen").await;
        say(&mut citizen, no, "reminder", &[]).await;
        let again = citizen.post(&path, &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "once a day");

        let mut counter = app.persona("counter").await;
        assert!(counter.open("/desk").await.text().contains("催办1次"));
        let desk = counter.open(&format!("/desk/cases/{no}")).await;
        desk.is_sound();
        assert!(desk.text().contains("申请人已催办1次"));
        let mut supervisor = app.persona("supervisor").await;
        let listed = supervisor.open("/oversight/cases?filter=reminded").await;
        listed.is_sound();
        assert!(listed.text().contains(no.as_str()));
        app.at("2026-11-28T09:30:00+08:00");
        let mut citizen = app.persona("citizen").await;
        say(&mut citizen, no, "reminder", &[]).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn a_complaint_is_the_supervisions_and_no_handler_sees_it() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let no = &case.no;
        outbox::run(&app.app).await.unwrap();
        let mut citizen = app.persona("citizen").await;
        let faulty = citizen
            .post(&format!("/cases/{no}/complaint"), &[("text", SECRET)])
            .await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.has(".error-summary a[href='#choice']"));
        assert!(faulty.text().contains(SECRET), "nothing typed is lost");
        let fields = [("choice", "delay"), ("text", SECRET)];
        let page = say(&mut citizen, no, "complaint", &fields).await;
        assert!(page.text().contains(SECRET));

        let mut supervisor = app.persona("supervisor").await;
        let list = supervisor.open("/oversight/complaints").await;
        list.is_sound();
        let one = list
            .attribute("a[href*='/oversight/complaints/6']", "href")
            .unwrap();
        let complaint = supervisor.open(&one).await;
        complaint.is_sound();
        assert!(complaint.text().contains(SECRET));

        // Neither those who handle the case nor the head of their agency, at the desk or looking on.
        let sees = async |persona: &str, paths: &[String]| {
            let mut officer = app.persona(persona).await;
            let mut seen = false;
            for path in paths {
                let page = officer.open(path).await;
                page.is_sound();
                seen |= page.text().contains(SECRET)
                    || page.text().contains("投诉至")
                    || page.text().contains("申请人向监察机关投诉")
                    || page.text().contains("申请人投诉");
            }
            seen
        };
        let desk = format!("/desk/cases/{no}");
        let oversight = format!("/oversight/cases/{no}");
        for persona in ["counter", "examiner", "decider"] {
            assert!(
                !sees(persona, &["/desk".into(), desk.clone()]).await,
                "{persona}"
            );
        }
        assert!(!sees("head", &[desk.clone(), oversight.clone()]).await);
        let mut head = app.persona("head").await;
        for path in ["/oversight/complaints", &one] {
            assert_eq!(head.get(path).await.status, StatusCode::FORBIDDEN);
        }
        let mut counter = app.persona("counter").await;
        assert_eq!(counter.get(&one).await.status, StatusCode::FORBIDDEN);

        // Given to the head, it is the head's to read, and still nobody else's.
        let seq = complaint.attribute("input[name=seq]", "value").unwrap();
        let forwarding = format!("{one}/forwarding");
        for _ in 0..2 {
            supervisor
                .submit(&forwarding, &[("seq", &seq)])
                .await
                .is_sound();
        }
        assert!(sees("head", std::slice::from_ref(&desk)).await);
        assert!(!sees("examiner", std::slice::from_ref(&desk)).await);

        let reply = format!("{one}/reply");
        let faulty = supervisor
            .post(&reply, &[("seq", &seq), ("text", "已督促")])
            .await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.has(".error-summary a[href='#choice']"));
        let answer = [
            ("seq", seq.as_str()),
            ("choice", "founded"),
            ("text", "已督促"),
        ];
        for _ in 0..2 {
            supervisor.submit(&reply, &answer).await.is_sound();
        }
        assert!(
            !supervisor
                .open("/oversight/complaints")
                .await
                .has(&format!("a[href='{one}']"))
        );
        let answered = supervisor
            .open("/oversight/complaints?state=answered")
            .await;
        assert!(answered.has(&format!("a[href='{one}']")));
        let page = citizen.open(&format!("/cases/{no}")).await;
        page.is_sound();
        assert!(page.text().contains("已督促") && page.text().contains("投诉属实"));
        assert_eq!(outbox::run(&app.app).await.unwrap(), 1, "a letter says so");
        app.verify().await;
    }
}

#[tokio::test]
async fn a_rating_is_anonymous_to_those_who_handled_the_case() {
    for app in TestApp::each().await {
        let (good, bad) = (apply(&app).await, apply(&app).await);
        for case in [&good, &bad] {
            conclude(&app, &case.no).await;
        }
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{}", good.no)).await;
        assert!(page.text().contains("请您评价"), "invited");
        let fields = [
            ("level", "5"),
            ("efficiency", "4"),
            ("usability", "2"),
            ("comment", "谢谢小王"),
        ];
        say(&mut citizen, &good.no, "rating", &fields).await;
        let fields = [("level", "1"), ("comment", "让我跑了三趟")];
        say(&mut citizen, &bad.no, "rating", &fields).await;
        for persona in ["counter", "examiner", "decider", "issuer"] {
            let mut officer = app.persona(persona).await;
            for case in [&good, &bad] {
                let page = officer.open(&format!("/desk/cases/{}", case.no)).await;
                page.is_sound();
                for told in ["谢谢小王", "让我跑了三趟", "申请人评价", "差评整改"]
                {
                    assert!(!page.text().contains(told), "{persona}: {told}");
                }
                let clock = officer
                    .open(&format!("/desk/cases/{}/clock.json", case.no))
                    .await;
                assert!(!clock.text().contains("rating-follow-up"));
            }
            let totals = officer.open("/desk/ratings").await;
            totals.is_sound();
            assert!(!totals.text().contains('%') || totals.text().contains("不足"));
        }
        // The head puts a bad one right, and sees no other.
        let mut head = app.persona("head").await;
        let page = head.open(&format!("/desk/cases/{}", bad.no)).await;
        assert!(page.text().contains("让我跑了三趟"));
        for path in [
            format!("/desk/cases/{}", good.no),
            format!("/oversight/cases/{}", good.no),
        ] {
            let page = head.open(&path).await;
            assert!(!page.text().contains("申请人评价"), "{path}");
        }
        // Two in the month are too few to be told; five are not.
        app.at("2026-12-02T09:30:00+08:00");
        let mut counter = app.persona("counter").await;
        let totals = counter.open("/desk/ratings").await;
        assert!(!totals.text().contains("50.0%"), "{}", totals.text());
        app.verify().await;
    }
}

#[tokio::test]
async fn ratings_are_told_in_sum_once_there_are_enough() {
    let app = TestApp::sqlite().await;
    for level in ["5", "5", "4", "3", "1"] {
        let case = apply(&app).await;
        conclude(&app, &case.no).await;
        let mut citizen = app.persona("citizen").await;
        say(&mut citizen, &case.no, "rating", &[("level", level)]).await;
    }
    let mut counter = app.persona("counter").await;
    assert!(
        !counter.open("/desk/ratings").await.text().contains("80.0%"),
        "not yet over"
    );
    app.at("2026-12-02T09:30:00+08:00");
    let mut counter = app.persona("counter").await;
    let totals = counter.open("/desk/ratings").await;
    assert!(totals.text().contains("80.0%") && totals.text().contains("3.6"));
    // The only one of its month shows neither there nor as what the year has more than its months.
    let case = apply(&app).await;
    conclude(&app, &case.no).await;
    let mut citizen = app.persona("citizen").await;
    say(&mut citizen, &case.no, "rating", &[("level", "5")]).await;
    app.at("2027-01-05T09:30:00+08:00");
    let mut counter = app.persona("counter").await;
    let totals = counter.open("/desk/ratings").await;
    assert!(totals.text().contains("80.0%") && !totals.text().contains("83.3%"));
}

#[tokio::test]
async fn whoever_withdrew_is_not_invited_to_rate_and_the_time_ends() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut citizen = app.persona("citizen").await;
        let page = say(&mut citizen, &case.no, "withdrawal", &[]).await;
        assert!(!page.text().contains("请您评价"));
        let case = apply(&app).await;
        conclude(&app, &case.no).await;
        app.at("2026-12-24T00:00:00+08:00");
        let mut citizen = app.persona("citizen").await;
        let page = citizen.open(&format!("/cases/{}", case.no)).await;
        assert!(!page.text().contains("请您评价"));
        let late = citizen.get(&format!("/cases/{}/rating", case.no)).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.is_sound();
    }
}

#[tokio::test]
async fn every_notice_can_be_read_and_printed() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let fields = [
        ("target", "field:shop-name"),
        ("note.field:shop-name", "与执照不一致。"),
    ];
    done(&app, "counter", &case.no, "correction", &fields).await;
    for lang in ["zh-CN", "en"] {
        let mut citizen = app.persona("citizen").await;
        let page = citizen
            .open(&format!("/cases/{}?lang={lang}", case.no))
            .await;
        let href = page.attribute("a[href*='/notices/']", "href").unwrap();
        let notice = citizen.open(&href).await;
        notice.is_sound();
        assert!(notice.text().contains("与执照不一致。"));
    }
    let other = apply(&app).await;
    conclude(&app, &other.no).await;
    let mut citizen = app.persona("citizen").await;
    let page = citizen.open(&format!("/cases/{}", other.no)).await;
    assert_eq!(
        page.count("a[href*='/notices/']"),
        3,
        "acceptance, decision and receipt"
    );
    for seq in ["0", "1", "99", "x"] {
        let path = format!("/cases/{}/notices/{seq}", other.no);
        assert_eq!(
            citizen.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{seq}"
        );
    }
}

#[tokio::test]
async fn the_receipt_has_what_was_given_and_a_code_that_leads_to_the_number_alone() {
    let app = TestApp::sqlite().await;
    let case = apply(&app).await;
    let mut citizen = app.persona("citizen").await;
    let receipt = citizen
        .open(&format!("{}/submission", case.application))
        .await;
    receipt.is_sound();
    assert!(receipt.text().contains("图纸.pdf"));
    let label = receipt.attribute("svg.qr", "aria-label").unwrap();
    assert!(label.contains(&case.no));
    let track = receipt.attribute("a[href*='/track?no=']", "href").unwrap();
    assert_eq!(track, format!("http://gov.test/track?no={}", case.no));
    let mut visitor = app.visitor();
    let form = visitor.open(&track.replace("http://gov.test", "")).await;
    form.is_sound();
    let number = form.attribute("#number", "value").unwrap();
    assert_eq!(number.replace(' ', ""), case.no);
    assert_eq!(form.attribute("#code", "value").unwrap_or_default(), "");
    // What is no number is not echoed.
    let odd = visitor.open("/track?no=%3Cscript%3E").await;
    assert_eq!(odd.attribute("#number", "value").unwrap_or_default(), "");
}

#[tokio::test]
async fn the_list_shows_whose_turn_it_is_first_and_loses_nothing_between_pages() {
    for app in TestApp::each().await {
        let first = apply(&app).await;
        let fields = [
            ("target", "field:shop-name"),
            ("note.field:shop-name", "不一致"),
        ];
        done(&app, "counter", &first.no, "correction", &fields).await;
        let second = apply(&app).await;
        let mut citizen = app.persona("citizen").await;
        let list = citizen.open("/cases").await;
        list.is_sound();
        let first_link = list.attribute(".case-list h2 a", "href").unwrap();
        assert_eq!(
            first_link,
            format!("/cases/{}", first.no),
            "the older one waits"
        );
        for (state, count) in [("turn", 1), ("open", 2), ("ended", 0), ("all", 2)] {
            let list = citizen.open(&format!("/cases?state={state}")).await;
            list.is_sound();
            assert_eq!(list.count(".case-list > li"), count, "{state}");
        }
        let grouped = format!("{} {}", &second.no[..6], &second.no[6..]);
        let found = citizen
            .get(&format!("/cases?no={}", grouped.replace(' ', "%20")))
            .await;
        assert_eq!(found.location(), format!("/cases/{}", second.no));
        let mut other = app.persona("citizen-2").await;
        let nothing = other.open(&format!("/cases?no={}", second.no)).await;
        nothing.is_sound();
        assert!(nothing.has(".error-summary a[href='#no']"));
        for odd in ["x", "1.2", "9.9.9", "1.1.x", "%00"] {
            let list = citizen.get(&format!("/cases?after={odd}")).await;
            assert_eq!(list.status, StatusCode::OK, "{odd}");
        }
    }
}
