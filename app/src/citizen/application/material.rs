//! One material: take it from the wallet, upload files, or promise it for later; see what was given, take it back,
//! go on.

use domain::limit::Limit;
use domain::locale::Localised;
use domain::trust::Trust;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::materials::way_on;
use super::{Head, heading, moved};
use crate::assets::UPLOAD_PATH;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::choice::{Choice, checkboxes};
use crate::parts::clock::limit;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field, hidden};
use crate::parts::file_list::{FileLine, file_list};
use crate::parts::form::{self, Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct MaterialView {
    pub head: Head,
    pub key: String,
    pub name: Localised,
    pub hint: Option<Localised>,
    pub basis: Localised,
    pub optional: bool,
    pub files: Vec<GivenFile>,
    /// What they have given or kept before and can use again.
    pub wallet: Vec<Kept>,
    /// Where it may come later (容缺).
    pub promise: Option<Promise>,
    pub megabytes: u64,
    /// Files for one material.
    pub most: usize,
    /// What was not taken in of the form that came.
    pub refused: Vec<Refused>,
    /// What was.
    pub taken: usize,
    /// At the counter: an original may be seen and kept on paper.
    pub paper: Option<Paper>,
    /// Names of files that were found infected after they had been given.
    pub infected: Vec<String>,
    /// The next that is missing.
    pub next: Option<(String, Localised)>,
}

#[derive(Debug, Clone)]
pub struct GivenFile {
    pub id: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub uploaded_at: Timestamp,
    /// It has not been scanned for viruses yet.
    pub waiting: bool,
    /// Where it was taken from the wallet.
    pub trust: Option<Trust>,
    /// Kept on paper; the name is where.
    pub on_paper: bool,
}

/// Where an original is said to be kept.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    pub place: String,
    /// The key of what is wrong with it.
    pub fault: Option<&'static str>,
}

/// An entry of the wallet.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: String,
    pub name: Localised,
    pub file_name: String,
    pub trust: Trust,
    pub case_no: Option<String>,
    pub kept_on: Date,
    pub valid_until: Option<Date>,
}

#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// From acceptance.
    pub limit: Limit,
    /// The last day, if it were accepted today.
    pub by: Date,
    pub given: bool,
}

/// A file that was not taken in.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Empty where none was chosen.
    pub name: String,
    /// The key of its fault.
    pub fault: &'static str,
}

pub fn material_page(shell: &Shell, view: &MaterialView) -> String {
    let title = shell.l(&view.name);
    let faults = faults(shell, view);
    let errors: Vec<_> = faults
        .iter()
        .map(|text| ("file".to_owned(), text.clone()))
        .chain(paper_fault(shell, view).map(|text| ("place".to_owned(), text)))
        .collect();
    let here = format!("{}/materials/{}", view.head.base, view.key);
    let hint = view
        .hint
        .as_ref()
        .map(|hint| view! { <p>{shell.words(hint)}</p> });
    let optional = view
        .optional
        .then(|| view! { <p>{shell.t("application-material-optional-note")}</p> });
    let given = !view.files.is_empty();
    let promised = view.promise.is_some_and(|promise| promise.given);
    // Once something is given or promised, or nothing has to be, the main way is on.
    let on = (given || promised || view.optional)
        .then(|| view! { <p>{way_on(shell, &view.head.base, view.next.as_ref())}</p> }.into_any());
    let later = on.is_none().then(|| {
        let label = shell.t("application-later");
        let note = shell.t("material-later-note");
        view! {
            <p>{button_link(label, format!("{}/materials", view.head.base), Weight::Quiet)}</p>
            <p class="hint">{note}</p>
        }
    });
    let wallet = wallet(shell, view, &here);
    let choices = wallet.is_some() && !given;
    let body = view! {
        {error_summary(shell, &errors)}
        {taken(shell, view)}
        {infected(shell, view)}
        {moved(shell, &view.head)}
        <div class="prose">
            {heading(shell, &view.head)}
            <h1>{shell.words(&view.name)}</h1>
            {hint}
            {optional}
            {files(shell, view, &here)}
            {wallet}
            {choices.then(|| view! { <h2>{shell.t("material-upload-instead")}</h2> })}
            {upload(shell, view, &here, &faults)}
            {paper(shell, view, &here)}
            {(!given).then(|| promise(shell, view, &here))}
            {on}
            {later}
            <p class="meta">{shell.t("application-basis")}{shell.words(&view.basis)}</p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(format!("{}/materials", view.head.base)),
        script: Some(UPLOAD_PATH),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// One sentence for each file that was refused, with its name where there is one.
fn faults(shell: &Shell, view: &MaterialView) -> Vec<String> {
    view.refused
        .iter()
        .map(|refused| {
            let what = match refused.fault {
                "fault-file-too-large" => {
                    shell.tv(refused.fault, &[("megabytes", view.megabytes.into())])
                }
                "fault-file-too-many" => shell.tv(refused.fault, &[("count", view.most.into())]),
                key => shell.t(key),
            };
            if refused.name.is_empty() {
                return what;
            }
            let name = (&refused.name).into();
            shell.tv("material-refused", &[("name", name), ("what", what.into())])
        })
        .collect()
}

/// That the others of the same form are there: nobody has to send them again.
fn taken(shell: &Shell, view: &MaterialView) -> Option<AnyView> {
    (view.taken > 0 && !view.refused.is_empty()).then(|| {
        let words = shell.tv("material-others-taken", &[("count", view.taken.into())]);
        notification(shell, Notification::Info, words, ().into_any())
    })
}

fn infected(shell: &Shell, view: &MaterialView) -> Option<AnyView> {
    (!view.infected.is_empty()).then(|| {
        let names: Vec<AnyView> = view
            .infected
            .iter()
            .map(|name| view! { <li>{name.clone()}</li> }.into_any())
            .collect();
        let body = view! { <ul>{names}</ul><p>{shell.t("material-infected-next")}</p> };
        let title = shell.t("material-infected");
        notification(shell, Notification::Warning, title, body.into_any())
    })
}

fn files(shell: &Shell, view: &MaterialView, here: &str) -> Option<AnyView> {
    let lines: Vec<FileLine> = view
        .files
        .iter()
        .map(|given| FileLine {
            name: given.name.clone(),
            size: given.size,
            at: given.uploaded_at,
            href: (!given.on_paper).then(|| format!("{here}/{}", given.id)),
            removal: Some(format!("{here}/{}/removal", given.id)),
            notes: [
                given.trust.map(|_| shell.t("material-from-wallet")),
                given.waiting.then(|| shell.t("material-scan-waiting")),
            ]
            .into_iter()
            .flatten()
            .collect(),
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h2>{shell.t("application-files")}</h2>
            {file_list(shell, &lines)}
        }
        .into_any()
    })
}

/// What is kept already, each with a button that gives it.
fn wallet(shell: &Shell, view: &MaterialView, here: &str) -> Option<AnyView> {
    if view.wallet.is_empty() || view.files.len() >= view.most {
        return None;
    }
    let lines: Vec<AnyView> = view
        .wallet
        .iter()
        .map(|kept| {
            let form = view! {
                {hidden("entry", kept.id.clone())}
                <button class="button button-quiet" type="submit">
                    {shell.t("material-use")}<span class="vh">" "{kept.file_name.clone()}</span>
                </button>
            };
            let name = kept.file_name.clone();
            let file = if shell.sees_all() {
                let href = format!("/account/wallet/{}", kept.id);
                view! { <a href=href>{name}</a> }.into_any()
            } else {
                name.into_any()
            };
            let case = kept.case_no.as_ref().map(|number| {
                let words = shell.tv("material-given-to", &[("number", number.into())]);
                view! { <p class="meta">{words}</p> }
            });
            let until = kept.valid_until.map(|until| {
                view! { <p class="meta">{shell.t("material-valid-until")}{time::day(shell, until)}</p> }
            });
            view! {
                <li>
                    <div>
                        <p>
                            {shell.words(&kept.name)}" · "
                            {file}
                        </p>
                        <p class="meta">{trust(shell, kept.trust)}</p>
                        {case}
                        <p class="meta">{shell.t("material-kept-on")}{time::day(shell, kept.kept_on)}</p>
                        {until}
                    </div>
                    {post(format!("{here}/wallet"), Encoding::Plain, form.into_any())}
                </li>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <h2>{shell.t("material-wallet-title")}</h2>
            <p>{shell.t("material-wallet-note")}</p>
            <ul class="files">{lines}</ul>
        }
        .into_any(),
    )
}

/// What an agency makes of it, in words.
pub fn trust(shell: &Shell, trust: Trust) -> String {
    shell.t(match trust {
        Trust::Issued => "material-trust-a",
        Trust::Verified => "material-trust-b",
        Trust::Uploaded => "material-trust-c",
        Trust::SelfMade => "material-trust-d",
    })
}

fn upload(shell: &Shell, view: &MaterialView, here: &str, faults: &[String]) -> AnyView {
    let given = !view.files.is_empty();
    if view.files.len() >= view.most && faults.is_empty() {
        let words = shell.tv("application-too-many-files", &[("count", view.most.into())]);
        return view! { <p class="soft">{words}</p> }.into_any();
    }
    let label = shell.t(if given {
        "application-another-file"
    } else {
        "material-choose-files"
    });
    let kinds = shell.tv(
        "material-file-kinds",
        &[
            ("megabytes", view.megabytes.into()),
            ("count", view.most.into()),
        ],
    );
    let joint = shell.t("material-fault-joint");
    let fault = (!faults.is_empty()).then(|| faults.join(&joint));
    let file = Field::new("file", label).hint(kinds).error(fault);
    let replace = given.then(|| {
        let field = Field::new("replace", shell.t("material-replace-title"));
        checkboxes(
            shell,
            &field,
            &[Choice::new("yes", shell.t("material-replace"))],
        )
    });
    let promised = view.promise.is_some_and(|promise| promise.given);
    let weight = if given || promised || view.optional {
        Weight::Quiet
    } else {
        Weight::Main
    };
    let body = view! {
        {field::files(shell, &file, ".pdf,.jpg,.jpeg,.png,image/jpeg,image/png,application/pdf")}
        {replace}
        {button(shell.t("application-upload"), weight)}
    };
    form::upload(shell, here, body.into_any())
}

fn paper_fault(shell: &Shell, view: &MaterialView) -> Option<String> {
    let key = view.paper.as_ref()?.fault?;
    Some(shell.tv(key, &[("count", view.most.into())]))
}

/// An original that the clerk has seen: it stays on paper, and the place is written down.
fn paper(shell: &Shell, view: &MaterialView, here: &str) -> Option<AnyView> {
    let paper = view.paper.as_ref()?;
    let place = Field::new("place", shell.t("counter-paper-place"))
        .hint(shell.t("counter-paper-hint"))
        .value(paper.place.clone())
        .error(paper_fault(shell, view));
    let body = view! {
        {field::text(shell, &place)}
        {button(shell.t("counter-paper-button"), Weight::Quiet)}
    };
    let form = post(format!("{here}/paper"), Encoding::Plain, body.into_any());
    Some(view! { <h2>{shell.t("counter-paper-title")}</h2>{form} }.into_any())
}

/// 容缺承诺: what, until when, and what follows if it is not kept, before anybody promises.
fn promise(shell: &Shell, view: &MaterialView, here: &str) -> Option<AnyView> {
    let promise = view.promise?;
    let limit = limit(shell, promise.limit);
    let terms = view! {
        <p>{shell.tv("application-promise-hint", &[("limit", limit.into())])}</p>
        <p>{shell.t("material-promise-by")}<strong>{time::day(shell, promise.by)}</strong></p>
    };
    let (key, action, label) = if promise.given {
        (
            "material-promised",
            "/promise/removal",
            "material-promise-back",
        )
    } else {
        ("material-promise-title", "/promise", "material-promise")
    };
    let form = post(
        format!("{here}{action}"),
        Encoding::Plain,
        button(shell.t(label), Weight::Quiet),
    );
    Some(view! { <h2>{shell.t(key)}</h2>{terms}{form} }.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    fn sample() -> MaterialView {
        MaterialView {
            head: Head {
                base: "/applications/x".into(),
                item: Localised::new("许可", "Licence"),
                ..Head::default()
            },
            key: "plan".into(),
            name: Localised::new("平面图", "Plan"),
            hint: Some(Localised::new("手绘也可以", "A drawing is fine")),
            basis: Localised::new("《办法》", "Measures"),
            optional: false,
            files: Vec::new(),
            wallet: Vec::new(),
            promise: None,
            megabytes: 10,
            most: 10,
            refused: Vec::new(),
            taken: 0,
            paper: None,
            infected: Vec::new(),
            next: None,
        }
    }

    fn kept() -> Kept {
        Kept {
            id: "w1".into(),
            name: Localised::new("平面图", "Plan"),
            file_name: "<旧图>.pdf".into(),
            trust: Trust::Verified,
            case_no: Some("620102-20261123-0001".into()),
            kept_on: jiff::civil::date(2026, 11, 23),
            valid_until: Some(jiff::civil::date(2030, 1, 1)),
        }
    }

    #[test]
    fn empty_given_and_refused() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            let html = material_page(&shell, &view);
            for part in [
                "name=\"file\"",
                " multiple",
                "image/jpeg",
                "type=\"module\" src=\"/assets/upload-",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert!(!html.contains("/answers") && !html.contains(" capture"));
            assert!(!html.contains('⟦'), "{html}");
            view.refused = [
                "fault-file-too-many",
                "fault-file-type",
                "fault-file-missing",
                "fault-file-empty",
                "fault-file-too-large",
                "fault-file-infected",
            ]
            .map(|fault| Refused {
                name: "<a>.exe".into(),
                fault,
            })
            .to_vec();
            view.refused[2].name.clear();
            view.taken = 2;
            view.infected = vec!["<b>.pdf".into()];
            let html = material_page(&shell, &view);
            assert_eq!(html.matches("href=\"#file\"").count(), 6);
            assert!(
                html.contains("id=\"file\"") && !html.contains('⟦'),
                "{html}"
            );
            assert!(!html.contains("<a>") && !html.contains("<b>"), "{html}");
            let mut view = sample();
            view.files = vec![GivenFile {
                id: "m1".into(),
                name: "<平面图>.pdf".into(),
                size: 1_500_000,
                uploaded_at: Timestamp::UNIX_EPOCH,
                waiting: true,
                trust: Some(Trust::Uploaded),
                on_paper: false,
            }];
            let html = material_page(&shell, &view);
            assert!(html.contains("action=\"/applications/x/materials/plan/m1/removal\""));
            assert!(html.contains("href=\"/applications/x/answers\"") && html.contains("1.4 MB"));
            assert!(html.contains("name=\"replace\""));
            assert!(!html.contains('⟦') && !html.contains("<平"), "{html}");
        }
    }

    #[test]
    fn an_original_is_kept_on_paper() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            view.paper = Some(Paper {
                place: "<b>".into(),
                fault: Some("counter-paper-too-many"),
            });
            view.files = vec![GivenFile {
                id: "m1".into(),
                name: "3-12 <b>".into(),
                size: 0,
                uploaded_at: Timestamp::UNIX_EPOCH,
                waiting: false,
                trust: None,
                on_paper: true,
            }];
            let html = material_page(&shell, &view);
            assert!(html.contains("action=\"/applications/x/materials/plan/paper\""));
            assert!(html.contains("href=\"#place\"") && html.contains("m1/removal"));
            assert!(!html.contains("href=\"/applications/x/materials/plan/m1\""));
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
        }
    }

    #[test]
    fn the_wallet_comes_first_and_the_promise_last() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            view.wallet = vec![kept()];
            view.promise = Some(Promise {
                limit: Limit::working_days(3),
                by: jiff::civil::date(2026, 11, 26),
                given: false,
            });
            let html = material_page(&shell, &view);
            let places: Vec<usize> = [
                "action=\"/applications/x/materials/plan/wallet\"",
                "action=\"/applications/x/materials/plan\"",
                "action=\"/applications/x/materials/plan/promise\"",
            ]
            .iter()
            .map(|part| html.find(part).unwrap())
            .collect();
            assert!(places.is_sorted(), "{places:?}");
            assert!(html.contains("name=\"entry\" value=\"w1\""));
            assert!(!html.contains('⟦') && !html.contains("<旧"), "{html}");
            view.promise = view.promise.map(|promise| Promise {
                given: true,
                ..promise
            });
            let html = material_page(&shell, &view);
            assert!(html.contains("/promise/removal\"") && html.contains("/answers\""));
            assert!(!html.contains('⟦'), "{html}");
        }
    }

    #[test]
    fn every_trust_has_its_words() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for one in Trust::ALL {
                assert!(!trust(&shell, one).contains('⟦'));
            }
        }
    }
}
