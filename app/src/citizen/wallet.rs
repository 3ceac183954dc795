//! `/account/wallet`: licences with their end and the way to renew them, and documents that somebody keeps to give
//! them again.

use domain::locale::Localised;
use domain::trust::Trust;
use jiff::civil::Date;
use leptos::prelude::*;

use super::application::material::trust;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field, hidden};
use crate::parts::file_list::size;
use crate::parts::form::{Encoding, post, post_for};
use crate::parts::notification::{Notification, notification};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Wallet {
    pub licences: Vec<LicenceLine>,
    pub documents: Vec<DocumentLine>,
    pub keepable: Vec<Keepable>,
    /// As many as may be kept.
    pub most: usize,
    pub done: Option<Done>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Kept,
    Removed,
}

#[derive(Debug, Clone)]
pub struct LicenceLine {
    pub number: String,
    pub name: Localised,
    pub agency: Localised,
    pub case_no: String,
    pub issued_on: Date,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub state: LicenceState,
    pub renewal: Option<Renewal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenceState {
    Valid,
    /// Days until its end, where that is near enough to be worth a word.
    Ending {
        days: i64,
    },
    Expired,
    Revoked,
}

#[derive(Debug, Clone)]
pub struct Renewal {
    /// The code of the item under which it is renewed.
    pub item: String,
    pub apply_by: Date,
    /// It is too early: from then on it can be asked for.
    pub opens_on: Option<Date>,
}

#[derive(Debug, Clone)]
pub struct DocumentLine {
    pub id: String,
    pub name: Localised,
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    pub trust: Trust,
    pub case_no: Option<String>,
    pub kept_on: Date,
    pub valid_until: Option<Date>,
    pub is_over: bool,
}

/// A file of a case that may be kept.
#[derive(Debug, Clone)]
pub struct Keepable {
    pub material: String,
    pub application: String,
    pub name: Localised,
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    pub case_no: String,
    /// What was typed as its last day, where that is no date.
    pub wrong: Option<String>,
}

pub fn wallet_page(shell: &Shell, view: &Wallet) -> String {
    let title = shell.t("wallet-title");
    let errors: Vec<(String, String)> = view
        .keepable
        .iter()
        .filter(|one| one.wrong.is_some())
        .map(|one| (until_id(one), shell.t("wallet-keep-until-bad")))
        .collect();
    let done = view.done.map(|done| {
        let key = match done {
            Done::Kept => "wallet-kept",
            Done::Removed => "wallet-removed",
        };
        notification(shell, Notification::Success, shell.t(key), ().into_any())
    });
    let body = view! {
        {error_summary(shell, &errors)}
        {done}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("wallet-lede")}</p>
        <h2>{shell.t("wallet-licences")}</h2>
        {licences(shell, view)}
        <h2>{shell.t("wallet-documents")}</h2>
        {documents(shell, view)}
        {keepable(shell, view)}
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/account".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn licences(shell: &Shell, view: &Wallet) -> AnyView {
    if view.licences.is_empty() {
        return view! { <p class="soft">{shell.t("wallet-no-licences")}</p> }.into_any();
    }
    let all: Vec<AnyView> = view
        .licences
        .iter()
        .map(|licence| {
            let href = format!("/account/wallet/licences/{}", licence.number);
            let case = format!("/cases/{}", licence.case_no);
            let number = licence.number.clone();
            let rows = vec![
                Row::of(
                    shell.t("wallet-number"),
                    view! { <span class="num" translate="no">{number}</span> }.into_any(),
                ),
                Row::of(
                    shell.t("wallet-issued-on"),
                    view! { {time::day(shell, licence.issued_on)}" · "{shell.words(&licence.agency)} }
                        .into_any(),
                ),
                Row::of(
                    shell.t("wallet-validity"),
                    validity(shell, licence.valid_until, licence.state),
                ),
                Row::of(
                    shell.t("application-case-no"),
                    view! { <a href=case>{case_no(&licence.case_no)}</a> }.into_any(),
                ),
            ];
            view! {
                <section class="sheet">
                    <h3><a href=href>{shell.words(&licence.name)}</a></h3>
                    {summary_list(shell, rows)}
                    {licence.renewal.as_ref().map(|renewal| renew(shell, &licence.number, renewal))}
                </section>
            }
            .into_any()
        })
        .collect();
    all.into_any()
}

pub(super) fn validity(shell: &Shell, until: Option<Date>, state: LicenceState) -> AnyView {
    let until = match until {
        Some(until) => view! { {shell.t("wallet-until")}{time::day(shell, until)} }.into_any(),
        None => shell.t("wallet-no-end").into_any(),
    };
    let state = match state {
        LicenceState::Valid => return until,
        LicenceState::Ending { days } => tag(
            shell.tv("wallet-days-left", &[("count", days.into())]),
            Tone::Attention,
        ),
        LicenceState::Expired => tag(shell.t("wallet-expired"), Tone::Late),
        LicenceState::Revoked => tag(shell.t("wallet-revoked"), Tone::Late),
    };
    view! { {until}" "{state} }.into_any()
}

fn renew(shell: &Shell, number: &str, renewal: &Renewal) -> AnyView {
    if let Some(day) = renewal.opens_on {
        let from = shell.t("citizen-renew-from");
        return view! { <p class="meta">{from}{time::day(shell, day)}</p> }.into_any();
    }
    let form = view! {
        {hidden("licence", number.to_owned())}
        {button(shell.t("wallet-renew"), Weight::Quiet)}
    };
    let action = format!("/items/{}/application", renewal.item);
    view! {
        <p>{shell.t("wallet-renew-by")}{time::day(shell, renewal.apply_by)}</p>
        {post_for(shell, action, form.into_any())}
    }
    .into_any()
}

fn documents(shell: &Shell, view: &Wallet) -> AnyView {
    if view.documents.is_empty() {
        let next = view! { <p>{shell.t("wallet-no-documents-next")}</p> };
        return empty(shell.t("wallet-no-documents"), next.into_any());
    }
    let lines: Vec<AnyView> = view
        .documents
        .iter()
        .map(|document| {
            let href = format!("/account/wallet/{}", document.id);
            let removal = view! {
                <button class="link" type="submit">
                    {shell.t("remove")}<span class="vh">" "{document.file_name.clone()}</span>
                </button>
            };
            let origin = document.case_no.as_ref().map(|number| {
                let words = shell.tv("material-given-to", &[("number", number.into())]);
                view! { <p class="meta">{words}</p> }
            });
            let until = document.valid_until.map(|until| {
                let over = document
                    .is_over
                    .then(|| view! { " "{tag(shell.t("wallet-out-of-date"), Tone::Late)} });
                view! { <p class="meta">{shell.t("material-valid-until")}{time::day(shell, until)}{over}</p> }
            });
            view! {
                <li>
                    <div>
                        <p>{shell.words(&document.name)}" · "<a href=href>{document.file_name.clone()}</a></p>
                        <p class="meta">{trust(shell, document.trust)}</p>
                        {origin}
                        <p class="meta">
                            {size(document.size)}" · "
                            {shell.t("material-kept-on")}{time::day(shell, document.kept_on)}
                        </p>
                        {until}
                    </div>
                    {post(format!("/account/wallet/{}/removal", document.id), Encoding::Plain, removal.into_any())}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="files">{lines}</ul> }.into_any()
}

fn until_id(one: &Keepable) -> String {
    format!("valid-until-{}", one.material)
}

fn keepable(shell: &Shell, view: &Wallet) -> Option<AnyView> {
    if view.keepable.is_empty() {
        return None;
    }
    if view.documents.len() >= view.most {
        let words = shell.tv("wallet-full", &[("count", view.most.into())]);
        return Some(view! { <p class="soft">{words}</p> }.into_any());
    }
    let lines: Vec<AnyView> = view
        .keepable
        .iter()
        .map(|one| {
            let mut until = Field::new("valid-until", shell.t("wallet-keep-until"))
                .id(until_id(one))
                .optional();
            if let Some(wrong) = &one.wrong {
                until = until
                    .value(wrong.clone())
                    .error(Some(shell.t("wallet-keep-until-bad")));
            }
            let form = view! {
                {hidden("application", one.application.clone())}
                {hidden("material", one.material.clone())}
                {field::date(shell, &until)}
                <button class="button button-quiet" type="submit">
                    {shell.t("wallet-keep")}<span class="vh">" "{one.file_name.clone()}</span>
                </button>
            };
            let given = shell.tv("material-given-to", &[("number", (&one.case_no).into())]);
            view! {
                <section class="sheet">
                    <h3>{shell.words(&one.name)}</h3>
                    <p class="meta">{one.file_name.clone()}" · "{size(one.size)}</p>
                    <p class="meta">{given}</p>
                    {post_for(shell, "/account/wallet", form.into_any())}
                </section>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <h2>{shell.t("wallet-keep-title")}</h2>
            <p>{shell.t("wallet-keep-note")}</p>
            {lines}
        }
        .into_any(),
    )
}

/// From the account's page.
pub fn way_in(shell: &Shell) -> AnyView {
    button_link(shell.t("wallet-link"), "/account/wallet", Weight::Quiet)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    fn licence(state: LicenceState) -> LicenceLine {
        LicenceLine {
            number: "1.2.156.3005.2".into(),
            name: Localised::new("食品经营许可证", "Food business licence"),
            agency: Localised::new("城关区市场监督管理局", "Chengguan"),
            case_no: "620102-20261123-0001".into(),
            issued_on: date(2026, 11, 23),
            valid_from: date(2026, 11, 23),
            valid_until: Some(date(2031, 11, 22)),
            state,
            renewal: (state != LicenceState::Revoked).then(|| Renewal {
                item: "000131001001".into(),
                apply_by: date(2031, 11, 1),
                opens_on: (state == LicenceState::Expired).then_some(jiff::civil::date(2031, 5, 1)),
            }),
        }
    }

    #[test]
    fn empty_and_full_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let html = wallet_page(&shell, &Wallet::default());
            assert!(!html.contains('⟦'), "{html}");
            let mut view = Wallet {
                licences: [
                    LicenceState::Valid,
                    LicenceState::Ending { days: 1 },
                    LicenceState::Expired,
                    LicenceState::Revoked,
                ]
                .map(licence)
                .to_vec(),
                documents: vec![DocumentLine {
                    id: "w1".into(),
                    name: Localised::new("相片", "Photo"),
                    file_name: "<我>.jpg".into(),
                    size: 2048,
                    trust: Trust::Verified,
                    case_no: Some("620102-20261123-0001".into()),
                    kept_on: date(2026, 11, 23),
                    valid_until: Some(date(2026, 11, 24)),
                    is_over: true,
                }],
                keepable: vec![Keepable {
                    material: "m1".into(),
                    application: "a1".into(),
                    name: Localised::new("平面图", "Plan"),
                    file_name: "<图>.pdf".into(),
                    size: 2048,
                    case_no: "620102-20261123-0002".into(),
                    wrong: Some("soon".into()),
                }],
                most: 100,
                done: Some(Done::Kept),
            };
            let html = wallet_page(&shell, &view);
            for part in [
                "action=\"/account/wallet/w1/removal\"",
                "href=\"/account/wallet/licences/1.2.156.3005.2\"",
                "href=\"#valid-until-m1\"",
                "id=\"valid-until-m1\"",
                "name=\"licence\" value=\"1.2.156.3005.2\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            // The third says from when on it can be asked for.
            assert_eq!(html.matches("/items/000131001001/application").count(), 2);
            assert!(!html.contains('⟦') && !html.contains("<我") && !html.contains("<图"));
            view.most = 1;
            view.done = Some(Done::Removed);
            let html = wallet_page(&shell, &view);
            assert!(
                !html.contains("name=\"material\"") && !html.contains('⟦'),
                "{html}"
            );
        }
    }
}
