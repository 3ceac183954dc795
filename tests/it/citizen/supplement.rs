use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{FOOD_PAGES, PDF, act, apply, done, fill_food, fill_page, submit};

#[tokio::test]
async fn a_correction_asks_for_single_things_and_gets_them() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut counter = app.persona("counter").await;
        let nothing = act(&mut counter, &case.no, "correction", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [
            ("target", "field:premises-area"),
            ("target", "material:layout-and-process"),
            ("note.field:premises-area", "面积与租赁合同不一致。"),
            ("note.material:layout-and-process", "请补充排烟设施。"),
        ];
        let page = act(&mut counter, &case.no, "correction", &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());

        let mut citizen = app.persona("citizen").await;
        let shown = citizen.open(&format!("/cases/{}", case.no)).await;
        shown.is_sound();
        assert!(shown.text().contains("请补充排烟设施。"));
        let path = format!("/cases/{}/supplement", case.no);
        assert!(shown.has(&format!("a[href='{path}']")));
        let form = citizen.open(&path).await;
        form.is_sound();
        assert!(form.has("[name='premises-area']") && !form.has("[name='shop-name']"));

        let seq = form
            .attribute("input[name=seq]", "value")
            .unwrap_or_default();
        let half = citizen
            .upload(&path, &[("seq", &seq), ("premises-area", "118")], &[])
            .await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            half.attribute("#premises-area", "value").as_deref(),
            Some("118")
        );
        let file = form
            .attribute("input[type=file]", "name")
            .unwrap_or_else(|| "file".into());
        let whole = citizen
            .upload(
                &path,
                &[("seq", &seq), ("premises-area", "118")],
                &[(&file, "新图.pdf", PDF)],
            )
            .await;
        assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.text());

        let other = [
            ("target", "field:shop-name"),
            ("note.field:shop-name", "店名也要改。"),
        ];
        let second = act(&mut counter, &case.no, "correction", &other).await;
        assert_eq!(
            second.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "one-time notice"
        );
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn one_material_takes_several_files_and_those_that_are_not_wanted_stay_out() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let fields = [
            ("target", "field:premises-area"),
            ("target", "material:layout-and-process"),
            ("note.field:premises-area", "面积不一致。"),
            ("note.material:layout-and-process", "请补充各层的图。"),
        ];
        done(&app, "counter", &case.no, "correction", &fields).await;
        let mut citizen = app.persona("citizen").await;
        let path = format!("/cases/{}/supplement", case.no);
        let form = citizen.open(&path).await;
        assert!(form.has("input[type=file][multiple]"));
        let name = form.attribute("input[type=file]", "name").unwrap();
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let pdf = |n: u8| [PDF, &[n]].concat();
        let (one, two, three) = (pdf(1), pdf(2), pdf(3));
        let both: [(&str, &str, &[u8]); 2] = [(&name, "一层.pdf", &one), (&name, "二层.pdf", &two)];
        // Twice the same form without its answer: the files are there once each.
        for _ in 0..2 {
            let sent = [("seq", seq.as_str()), ("premises-area", "")];
            let half = citizen.upload(&path, &sent, &both).await;
            assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
            half.is_sound();
            assert_eq!(half.count("input[name=leave-out]"), 2);
        }
        let half = citizen.open(&path).await;
        let left = half.attribute("input[name=leave-out]", "value").unwrap();
        let label = format!("label[for='leave-out-{left}']");
        let (out, stays) = match half.find(&label).unwrap().contains("一层") {
            true => ("一层.pdf", "二层.pdf"),
            false => ("二层.pdf", "一层.pdf"),
        };
        let sent = [
            ("seq", seq.as_str()),
            ("premises-area", "118"),
            ("leave-out", &left),
            ("leave-out", "nonsense"),
        ];
        let third: [(&str, &str, &[u8]); 1] = [(&name, "三层.pdf", &three)];
        for _ in 0..2 {
            let whole = citizen.upload(&path, &sent, &third).await;
            assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.text());
        }
        let mut counter = app.persona("counter").await;
        let page = counter.open(&format!("/desk/cases/{}", case.no)).await;
        let text = page.text();
        assert!(text.contains(stays) && text.contains("三层.pdf"), "{text}");
        assert!(!text.contains(out), "{text}");
        done(&app, "counter", &case.no, "acceptance", &[]).await;
        app.verify().await;
    }
}

#[tokio::test]
async fn a_citizen_takes_an_application_back_before_the_decision() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut citizen = app.persona("citizen").await;
        let path = format!("/cases/{}/withdrawal", case.no);
        let form = citizen.open(&path).await;
        form.is_sound();
        let seq = form
            .attribute("input[name=seq]", "value")
            .unwrap_or_default();
        let gone = citizen
            .submit(&path, &[("seq", &seq), ("reason", "不办了")])
            .await;
        gone.is_sound();
        assert!(!gone.text().contains("按期"), "nobody kept a promise here");
        let mut counter = app.persona("counter").await;
        assert!(!counter.open("/desk").await.text().contains(&case.no));
        app.verify().await;
    }
}

#[tokio::test]
async fn what_was_asked_for_is_filled_in_and_stays_as_it_was_only_on_the_applicants_word() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let fields = [
            ("target", "field:premises-area"),
            ("note.field:premises-area", "面积与租赁合同不一致。"),
        ];
        done(&app, "counter", &case.no, "correction", &fields).await;
        let mut citizen = app.persona("citizen").await;
        let path = format!("/cases/{}/supplement", case.no);
        let form = citizen.open(&path).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let before = form.attribute("#premises-area", "value").unwrap();
        assert!(!form.has("[name=unchanged]"));

        for area in ["", &before] {
            let sent = [("seq", seq.as_str()), ("premises-area", area)];
            let back = citizen.upload(&path, &sent, &[]).await;
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{area:?}");
            back.is_sound();
            assert_eq!(back.has("[name=unchanged]"), !area.is_empty());
        }
        let word = [
            ("seq", seq.as_str()),
            ("premises-area", &before),
            ("unchanged", "1"),
        ];
        let sent = citizen.upload(&path, &word, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        app.verify().await;
    }
}

#[tokio::test]
async fn an_optional_answer_that_was_wrong_can_be_taken_away() {
    for app in TestApp::each().await {
        let mut citizen = app.persona("citizen").await;
        let draft = fill_food(&mut citizen).await;
        let (page, answers) = FOOD_PAGES[2];
        let dated = [answers, &[("opening-date", "2026-12-20")]].concat();
        fill_page(&mut citizen, &draft, page, &dated).await;
        let case = submit(&mut citizen, &draft).await;
        let fields = [
            ("target", "field:opening-date"),
            ("note.field:opening-date", "日期早于许可。"),
        ];
        done(&app, "counter", &case.no, "correction", &fields).await;
        let path = format!("/cases/{}/supplement", case.no);
        let form = citizen.open(&path).await;
        let seq = form.attribute("input[name=seq]", "value").unwrap();
        let shown = form.attribute("#opening-date", "value");
        assert_eq!(shown.as_deref(), Some("2026-12-20"));
        let same = [("seq", seq.as_str()), ("opening-date", "2026-12-20")];
        let back = citizen.upload(&path, &same, &[]).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        let empty = [("seq", seq.as_str()), ("opening-date", "")];
        let sent = citizen.upload(&path, &empty, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        app.verify().await;
    }
}
