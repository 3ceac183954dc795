//! 不动产登记: registry and tax side by side, booking, fee, certificate; and the mortgage.

use domain::case::Decision::{Granted, Refused};
use domain::case::{Ctx, DeadlineKind};
use domain::lamp::Lamp;

use super::driver::Play;
use super::filing::Given;

const REAL_ESTATE: &str = "000715002001";
const MONDAY: &str = "2026-11-23 10:00";
const TRANSFER: Given<'_> = &[("registration", "transfer")];
const MORTGAGE: Given<'_> = &[("registration", "mortgage")];

fn booked(given: Given<'_>) -> Play {
    Play::accepted(REAL_ESTATE, MONDAY, given)
        .step("title-examination", "pass")
        .step("tax-verification", "settled")
        .on("2026-11-24 10:00")
        .decide(Granted)
}

#[test]
fn a_sale_is_examined_and_its_tax_verified_side_by_side() {
    Play::filed(REAL_ESTATE, MONDAY, TRANSFER)
        .expect_due(DeadlineKind::Check, "2026-11-24")
        .accept()
        .expect_due(DeadlineKind::Statutory, "2027-01-05")
        .expect_due(DeadlineKind::Promised, "2026-11-30")
        .expect_open(&["title-examination", "tax-verification"])
        .expect_agency("title-examination", "620100-natural-resources")
        .expect_agency("tax-verification", "620102-tax")
        .expect_limit("title-examination", "2026-11-26")
        .expect_limit("tax-verification", "2026-11-26")
        .record(
            "tax-verification",
            "settled",
            &[("voucher-no", "62010200001")],
        )
        .expect_open(&["title-examination"])
        .on("2026-11-25 10:00")
        .record(
            "title-examination",
            "pass",
            &[
                ("confirmed-on", "2026-11-25"),
                ("register-findings", "无查封、无抵押"),
            ],
        )
        .expect_open(&["booking"])
        .expect_limit("booking", "2026-11-26")
        .expect_proposal("booking", Some("granted"))
        .decide(Granted)
        .expect_in_time(true)
        .expect_open(&["payment.pay"])
        .expect_limit("payment.pay", "2026-12-02")
        .expect_turn(true)
        .on("2026-11-26 10:00")
        .record("payment.pay", "paid", &[("receipt-no", "62012600001")])
        .expect_turn(false)
        .expect_open(&["certificate"])
        // Ten working days of the booking, without the one until the fee came in.
        .expect_due(DeadlineKind::Delivery, "2026-12-10")
        .issue()
        .deliver()
        .expect_concluded("granted")
        .expect_done(&[
            ("tax-verification", "settled"),
            ("title-examination", "pass"),
            ("booking", "granted"),
            ("payment.pay", "paid"),
            ("certificate", "issued"),
            ("delivery", "delivered"),
        ]);
}

/// The right has passed with the booking; the certificate waits for the fee.
#[test]
fn who_does_not_pay_is_reminded() {
    let reminded = || {
        booked(TRANSFER)
            .expect_limit("payment.pay", "2026-12-01")
            .waits("2026-12-01 23:00")
            .silence("2026-12-02 00:00")
            .expect_open(&["payment-reminder"])
            .expect_turn(true)
            .expect_limit("payment-reminder", "2026-12-03")
    };
    reminded()
        .step("payment-reminder", "paid")
        .issue()
        .deliver()
        .expect_concluded("granted");
    let kept_back = reminded()
        .step("payment-reminder", "kept-back")
        .expect_concluded("granted");
    assert_eq!(kept_back.run.case.licence, None);
}

/// Nobody is late with a certificate that waits for its fee, and nothing says that it was paid.
#[test]
fn while_the_fee_is_owed_the_registry_is_not_late() {
    let unpaid = booked(TRANSFER)
        .silence("2026-12-02 00:00")
        .on("2026-12-03 10:00");
    let lamp = |play: &Play, at: &str| {
        let ctx = Ctx {
            now: crate::world::at(at),
            ..play.ctx()
        };
        let deadlines = play.run.case.deadlines(&ctx);
        let delivery = deadlines
            .iter()
            .find(|deadline| deadline.kind == DeadlineKind::Delivery)
            .unwrap();
        assert!(delivery.stopped, "{delivery:?}");
        play.run.case.lamp(&deadlines, ctx.now)
    };
    assert_eq!(lamp(&unpaid, "2026-12-03 10:00"), Lamp::Paused);
    let position = unpaid.run.case.position(unpaid.ctx().item);
    assert!(!position.done.contains(&"payment.pay".to_owned()));
    for step in ["payment.pay", "payment-reminder"] {
        assert!(position.here.contains(&step.to_owned()), "{position:?}");
    }
    let since = unpaid.run.case.fee_owed_since(&unpaid.ctx());
    assert_eq!(since, Some(crate::world::at("2026-11-24 10:00")));
    // Paid on 3 December: seven working days of waiting came on top of the ten.
    let paid = unpaid.step("payment-reminder", "paid");
    assert_eq!(paid.run.case.fee_owed_since(&paid.ctx()), None);
    paid.expect_due(DeadlineKind::Delivery, "2026-12-17");
    // While the time to pay runs, the lamp does not turn either.
    let owed = booked(TRANSFER);
    assert_eq!(lamp(&owed, "2026-12-01 23:00"), Lamp::Paused);
}

#[test]
fn a_small_business_pays_nothing() {
    booked(&[
        ("registration", "transfer"),
        ("holder-kind", "small-business"),
    ])
    .expect_open(&["certificate"])
    .issue()
    .deliver()
    .expect_concluded("granted");
}

#[test]
fn without_the_tax_nothing_is_booked() {
    Play::accepted(
        REAL_ESTATE,
        MONDAY,
        &[("registration", "transfer"), ("deed-tax", "with-this")],
    )
    .step("tax-verification", "not-settled")
    .expect_open(&["booking"])
    .expect_proposal("booking", Some("refused"))
    .decide(Refused)
    .expect_open(&["delivery"])
    .deliver()
    .expect_concluded("refused");
}

#[test]
fn a_title_that_does_not_hold_gives_up_the_tax() {
    Play::accepted(REAL_ESTATE, MONDAY, TRANSFER)
        .step("title-examination", "fail")
        .expect_open(&["booking"])
        .expect_proposal("booking", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused")
        .expect_done(&[
            ("title-examination", "fail"),
            ("booking", "refused"),
            ("delivery", "delivered"),
        ]);
}

#[test]
fn the_tax_that_was_settled_does_not_save_a_bad_title() {
    Play::accepted(REAL_ESTATE, MONDAY, TRANSFER)
        .step("tax-verification", "settled")
        .step("title-examination", "fail")
        .expect_proposal("booking", Some("refused"))
        .decide(Refused);
}

#[test]
fn a_mortgage_is_booked_without_the_tax_authority() {
    Play::accepted(REAL_ESTATE, MONDAY, MORTGAGE)
        .expect_open(&["mortgage-examination"])
        .step("mortgage-examination", "pass")
        .expect_proposal("booking", Some("granted"))
        .decide(Granted)
        .step("payment.pay", "paid")
        .issue()
        .deliver()
        .expect_concluded("granted");
}

#[test]
fn a_mortgage_is_not_booked() {
    Play::accepted(REAL_ESTATE, MONDAY, MORTGAGE)
        .step("mortgage-examination", "fail")
        .expect_proposal("booking", Some("refused"))
        .decide(Refused)
        .deliver()
        .expect_concluded("refused");
}

/// Elsewhere in the city, and in another prefecture.
#[test]
fn the_tax_is_verified_where_the_property_lies() {
    Play::accepted(
        REAL_ESTATE,
        MONDAY,
        &[
            ("registration", "transfer"),
            ("property-division", "620103"),
        ],
    )
    .expect_agency("title-examination", "620100-natural-resources")
    .expect_agency("tax-verification", "620100-tax")
    .step("title-examination", "pass")
    .step("tax-verification", "settled")
    .decide(Granted)
    .step("payment.pay", "paid")
    .issue()
    .deliver()
    .expect_concluded("granted");
}
