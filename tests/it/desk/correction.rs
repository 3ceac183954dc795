use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{act, apply};

const FIELD: (&str, &str) = ("target", "field:shop-name");
const MATERIAL: (&str, &str) = ("target", "material:food-safety-rules");

#[tokio::test]
async fn a_notice_names_what_and_how_and_comes_back_with_what_was_typed() {
    for app in TestApp::each().await {
        let case = apply(&app).await;
        let mut counter = app.persona("counter").await;
        let nothing = act(&mut counter, &case.no, "correction", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.is_sound();

        let noteless = [
            FIELD,
            MATERIAL,
            ("note.material:food-safety-rules", "清单缺少索证索票制度。"),
            ("note.field:contact-name", "写了没有勾选"),
        ];
        let page = act(&mut counter, &case.no, "correction", &noteless).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.is_sound();
        assert_eq!(page.count(".error-summary a"), 2);
        for id in ["note-field-shop-name", "target-field-contact-name"] {
            assert!(page.has(&format!(".error-summary a[href='#{id}']")), "{id}");
            assert!(page.has(&format!("[id='{id}']")), "{id}");
        }
        assert!(page.has("input[value='field:shop-name'][checked]"));
        assert!(page.text().contains("清单缺少索证索票制度。"));

        let whole = [
            FIELD,
            MATERIAL,
            ("note.field:shop-name", "请与营业执照一致。"),
            ("note.material:food-safety-rules", "清单缺少索证索票制度。"),
            ("seq", "1"),
        ];
        let path = format!("/desk/cases/{}", case.no);
        let page = counter.submit(&format!("{path}/correction"), &whole).await;
        page.is_sound();
        assert!(page.text().contains("请与营业执照一致。"));
        assert!(!page.has(&format!("a[href='{path}/acceptance']")));
        let again = counter.post(&format!("{path}/correction"), &whole).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click");
        let other = [FIELD, ("note.field:shop-name", "另一项"), ("seq", "1")];
        let other = counter.post(&format!("{path}/correction"), &other).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "another notice is not");
        let waiting = counter.open("/desk?tab=waiting").await;
        waiting.is_sound();
        assert!(waiting.text().contains(&case.no));
        let early = act(&mut counter, &case.no, "return", &[]).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "they still have time");

        app.at("2027-01-20T10:00:00+08:00");
        let mut counter = app.persona("counter").await;
        let reasonless = act(&mut counter, &case.no, "return", &[]).await;
        assert_eq!(reasonless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let returned = [("reason", "逾期未补正。")];
        let page = act(&mut counter, &case.no, "return", &returned).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        app.verify().await;
    }
}
