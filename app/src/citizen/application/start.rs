//! Before an application: what will be needed, and one button. With a draft, the way back to it.

use domain::application::Answers;
use domain::catalogue::{ServiceItem, StartEvent, Suspension};
use domain::limit::Limit;
use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::super::home::suspended;
use super::caption;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::clock::limit;
use crate::parts::error_summary::error_summary;
use crate::parts::field::hidden;
use crate::parts::form::post_for;
use crate::parts::notification::{Notification, notification};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct StartView {
    /// The address of the guide.
    pub guide: String,
    pub item: Localised,
    /// When the draft was last saved.
    pub draft_saved_at: Option<Timestamp>,
    /// The item is for the other kind of applicant.
    pub not_for_you: bool,
    /// Nobody can apply now.
    pub suspended: Option<Suspension>,
    pub refused: bool,
    /// Answers that were given to the guide's questions, and go into the draft.
    pub answers: Answers,
    /// What has to be uploaded, and whether only in some situations.
    pub uploads: Vec<Upload>,
    /// Of a bundle, for the whole; nothing where it does not add up.
    pub promised: Option<Promise>,
    pub megabytes: u64,
}

#[derive(Debug, Clone)]
pub struct Upload {
    pub name: Localised,
    pub conditional: bool,
    pub optional: bool,
    /// The applicant's wallet has it.
    pub held: bool,
}

pub fn start_page(shell: &Shell, view: &StartView) -> String {
    let resumes = view.draft_saved_at.is_some();
    let title = shell.t(if resumes {
        "application-resume-title"
    } else {
        "application-start-title"
    });
    let guide = view.guide.clone();
    let suspended = view.suspended.as_ref().map(|why| suspended(shell, why));
    let refusal = || match &suspended {
        Some(words) => ("suspended".to_owned(), words.clone()),
        None => ("not-for-you".to_owned(), shell.t("application-not-for-you")),
    };
    let errors: Vec<_> = view.refused.then(refusal).into_iter().collect();
    let saved = view.draft_saved_at.map(|at| {
        let body = view! {
            <p>{shell.t("application-draft-saved")}{time::instant(shell, at)}</p>
        };
        notification(
            shell,
            Notification::Info,
            shell.t("application-draft"),
            body.into_any(),
        )
    });
    let is_open = !view.not_for_you && suspended.is_none();
    let way_on = if let Some(words) = suspended {
        let kept = resumes.then(|| view! { <p>{shell.t("application-suspended-kept")}</p> });
        view! {
            <div class="inset" id="suspended" tabindex="-1">
                <p>{words}</p>
                {kept}
            </div>
            <p>{button_link(shell.t("application-to-guide"), guide.clone(), Weight::Main)}</p>
        }
        .into_any()
    } else if view.not_for_you {
        view! {
            <div class="inset" id="not-for-you" tabindex="-1">
                <p>{shell.t("application-not-for-you")}</p>
                <p>{shell.tv("application-not-for-you-next", &[("hotline", (&shell.hotline).into())])}</p>
            </div>
            <p>{button_link(shell.t("application-to-guide"), guide.clone(), Weight::Main)}</p>
        }
        .into_any()
    } else {
        let label = shell.t(if resumes {
            "application-resume"
        } else {
            "application-start"
        });
        let action = format!("{}/application", view.guide);
        let answers = view.answers.iter();
        let answers: Vec<AnyView> = answers
            .map(|(key, answer)| hidden(key.clone(), answer.clone()))
            .collect();
        let body = view! { {answers}{button(label, Weight::Main)} };
        post_for(shell, action, body.into_any())
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            {caption(shell, &view.item)}
            <h1>{title.clone()}</h1>
            {saved}
            {is_open.then(|| needed(shell, view))}
            {way_on}
        </div>
    };
    let options = PageOptions {
        errors: view.refused,
        back: Some(guide),
        ..PageOptions::default()
    };
    let title = format!("{title} – {}", shell.l(&view.item));
    page_with(shell, &title, options, body.into_any())
}

fn needed(shell: &Shell, view: &StartView) -> AnyView {
    let uploads: Vec<AnyView> = view
        .uploads
        .iter()
        .map(|upload| {
            let note = match (upload.conditional, upload.optional) {
                (true, _) => Some(shell.t("application-if-it-applies")),
                (false, true) => Some(shell.t("optional")),
                (false, false) => None,
            };
            let note = note.map(|note| view! { <span class="soft">{note}</span> });
            let held = upload.held.then(|| {
                let words = shell.t("material-held");
                view! { <br/><strong>{words}</strong> }
            });
            view! { <li>{shell.words(&upload.name)}{note}{held}</li> }.into_any()
        })
        .collect();
    let uploads = if uploads.is_empty() {
        view! { <p>{shell.t("application-no-uploads")}</p> }.into_any()
    } else {
        let files = shell.tv(
            "application-file-kinds",
            &[("megabytes", view.megabytes.into())],
        );
        view! {
            <h2>{shell.t("application-have-ready")}</h2>
            <ul>{uploads}</ul>
            <p>{files}</p>
        }
        .into_any()
    };
    let promised = view
        .promised
        .map(|promised| view! { <li>{promise(shell, promised)}</li> });
    view! {
        <p class="lede">{shell.t("application-start-lede")}</p>
        <ul>
            <li>{shell.t("application-start-saved")}</li>
            <li>{shell.t("application-start-once")}</li>
            {promised}
        </ul>
        {uploads}
    }
    .into_any()
}

/// 承诺办结时限, as the applicant is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    pub limit: Limit,
    pub from_receipt: bool,
    /// People are answered; nothing is granted or refused.
    pub answer: bool,
}

impl Promise {
    /// From the acceptance on.
    pub fn decided_within(limit: Limit) -> Self {
        Self {
            limit,
            from_receipt: false,
            answer: false,
        }
    }
}

impl From<&ServiceItem> for Promise {
    fn from(item: &ServiceItem) -> Self {
        let promised = &item.limits.promised;
        Self {
            limit: promised.limit(),
            from_receipt: promised.start == StartEvent::Receipt,
            answer: item.answer,
        }
    }
}

pub(super) fn promise(shell: &Shell, promised: Promise) -> String {
    let key = match promised {
        Promise { limit, .. } if limit.value == 0 => "application-promise-same-day",
        Promise { answer: true, .. } => "application-promise-answer",
        Promise {
            from_receipt: true, ..
        } => "application-promise-receipt",
        _ => "application-promise",
    };
    let limit = limit(shell, promised.limit);
    shell.tv(key, &[("limit", limit.into())])
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn it_starts_resumes_and_turns_away() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = StartView {
                guide: "/items/1".into(),
                item: Localised::new("食品经营许可", "Food business licence"),
                draft_saved_at: None,
                not_for_you: false,
                suspended: None,
                refused: false,
                answers: Answers::from([("ground".into(), "study".into())]),
                uploads: vec![Upload {
                    name: Localised::new("平面图", "Plan"),
                    conditional: true,
                    optional: false,
                    held: true,
                }],
                promised: Some(Promise::decided_within(Limit::working_days(5))),
                megabytes: 10,
            };
            let html = start_page(&shell, &view);
            assert!(html.contains("action=\"/items/1/application\""), "{html}");
            assert!(html.contains("name=\"ground\" value=\"study\""), "{html}");
            assert!(!html.contains('⟦'), "{html}");
            view.draft_saved_at = Some(Timestamp::UNIX_EPOCH);
            view.promised = Some(Promise::decided_within(Limit::working_days(0)));
            view.uploads.clear();
            let html = start_page(&shell, &view);
            assert!(html.contains("<time") && !html.contains('⟦'), "{html}");
            view.suspended = Some(Suspension {
                reason: Localised::new("系统维护", "Maintenance"),
                until: Some(jiff::civil::date(2026, 12, 1)),
            });
            view.refused = true;
            let html = start_page(&shell, &view);
            assert!(html.contains("href=\"#suspended\"") && !html.contains('⟦'));
            assert!(!html.contains("action=\"/items"), "{html}");
            (view.suspended, view.refused) = (None, false);
            view.promised = None;
            assert!(!start_page(&shell, &view).contains('⟦'));
            view.not_for_you = true;
            view.refused = true;
            let html = start_page(&shell, &view);
            assert!(html.contains("href=\"#not-for-you\""), "{html}");
            assert!(!html.contains("action=\"/items") && !html.contains('⟦'));
        }
    }
}
