//! A construction permit of the demo: five agencies' steps are open at once.

use axum::http::StatusCode;

use crate::harness::TestApp;
use crate::journey::{PDF, done, fill_page, start, submit};

const CONSTRUCTION: &str = "000117001005";

const PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "developer",
        &[
            ("developer-name", "兰州黄河边餐饮有限公司"),
            ("developer-code", "91620102MA0000015R"),
            ("contact-name", "马小军"),
            ("contact-phone", "13800001234"),
        ],
    ),
    (
        "project",
        &[
            ("project-name", "黄河边综合楼"),
            ("project-code", "2611-620102-04-01-123456"),
            ("site-division", "620102"),
            ("site-address", "雁滩路以北、天水北路以东"),
            ("works-kind", "residential"),
            ("floor-area", "12000"),
            ("contract-price", "4000"),
            ("start-date", "2026-12-01"),
            ("finish-date", "2027-12-01"),
        ],
    ),
    (
        "land-and-planning",
        &[
            ("land-approval", "甘(2026)兰州市不动产权第0000001号"),
            ("planning-permit", "建字第620102202600001号"),
            ("clearance", "none"),
        ],
    ),
    (
        "parties",
        &[
            ("contractor-name", "兰州建设有限公司"),
            ("contractor-code", "91620102MA0000015R"),
            ("awarded-by", "open-tender"),
        ],
    ),
    ("funds", &[("funds-source", "own")]),
    (
        "related",
        &[
            ("eia-kind", "report"),
            ("eia-number", "兰环审〔2026〕1号"),
            ("shelter", "built"),
            ("lightning-special", "yes"),
        ],
    ),
    ("filing", &[("has-agent", "no")]),
];

/// Accepted: examined by all agencies side by side.
pub async fn accepted(app: &TestApp) -> String {
    let mut business = app.persona("business").await;
    let draft = start(&mut business, CONSTRUCTION).await;
    for (page, answers) in PAGES {
        let filled = fill_page(&mut business, &draft, page, answers).await;
        assert_eq!(
            filled.status,
            StatusCode::SEE_OTHER,
            "{page}: {}",
            filled.text()
        );
    }
    let materials = [
        "works-contract",
        "drawings-review",
        "quality-and-safety",
        "lightning-design",
    ];
    for rule in materials {
        let path = format!("{draft}/materials/{rule}");
        let uploaded = business
            .upload(&path, &[], &[("file", "图纸.pdf", PDF)])
            .await;
        assert_eq!(
            uploaded.status,
            StatusCode::SEE_OTHER,
            "{rule}: {}",
            uploaded.text()
        );
    }
    let no = submit(&mut business, &draft).await.no;
    done(app, "construction-counter", &no, "acceptance", &[]).await;
    no
}
