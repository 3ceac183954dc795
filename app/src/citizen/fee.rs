//! What it costs: for everybody as a range, for one person as an amount.

use domain::catalogue::ServiceItem;
use leptos::prelude::*;

use super::material::condition_as;
use crate::reckoning::{self, yuan};
use crate::shell::Shell;

/// In fen.
pub(super) fn money(shell: &Shell, amount: u32) -> String {
    reckoning::money(shell.locale, amount)
}

/// The range, where nothing is known of the person.
pub(super) fn fee(shell: &Shell, item: &ServiceItem) -> String {
    let (least, most) = item.fee.range();
    let values = [("least", yuan(least).into()), ("most", yuan(most).into())];
    match least {
        _ if least == most => money(shell, most),
        0 => shell.tv("guide-fee-free-or", &values),
        _ => shell.tv("guide-fee-range", &values),
    }
}

/// Which amount in which case, then note, standard and basis.
pub(super) fn section(shell: &Shell, item: &ServiceItem) -> AnyView {
    let fee = &item.fee;
    let cases = fee.cases.iter().map(|case| {
        let amount = money(shell, case.amount);
        let when = condition_as(shell, item.into(), &case.when, "guide-fee-when");
        view! { <li><strong>{amount}</strong> " " {when}</li> }.into_any()
    });
    let cases: Vec<AnyView> = cases.collect();
    let cases = (!cases.is_empty()).then(|| {
        let amount = money(shell, fee.amount);
        let other = shell.t("guide-fee-otherwise");
        view! { <ul>{cases}<li><strong>{amount}</strong> " " {other}</li></ul> }
    });
    let standard = fee
        .standard
        .as_ref()
        .map(|standard| view! { <p>{shell.words(standard)}</p> });
    let basis = fee.basis.as_ref().map(|basis| {
        view! { <p class="meta">{shell.t("citizen-basis")} {shell.words(basis)}</p> }
    });
    view! {
        {cases}
        {standard}
        <p>{shell.words(&fee.note)}</p>
        {basis}
    }
    .into_any()
}
