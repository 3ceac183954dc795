//! What the applicant asked the agency and complained of to the supervision, with what was answered.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Voices {
    pub enquiries: Vec<Enquiry>,
    pub complaints: Vec<Complaint>,
}

#[derive(Debug, Clone)]
pub struct Enquiry {
    pub at: Timestamp,
    /// Absent where the text was erased.
    pub text: Option<String>,
    pub answer: Answer,
}

#[derive(Debug, Clone)]
pub struct Complaint {
    pub at: Timestamp,
    /// `ComplaintGround::key`.
    pub ground: &'static str,
    pub text: Option<String>,
    pub forwarded: bool,
    pub founded: Option<bool>,
    pub answer: Answer,
}

#[derive(Debug, Clone)]
pub enum Answer {
    Given {
        at: Timestamp,
        by: Localised,
        text: Option<String>,
    },
    /// By this day.
    Awaited(Date),
}

pub fn voices(shell: &Shell, view: &Voices) -> Option<AnyView> {
    if view.enquiries.is_empty() && view.complaints.is_empty() {
        return None;
    }
    let enquiries: Vec<AnyView> = view
        .enquiries
        .iter()
        .map(|one| {
            let title = shell.t("voice-enquiry");
            said(shell, title, one.at, one.text.as_ref(), None, &one.answer)
        })
        .collect();
    let complaints: Vec<AnyView> = view
        .complaints
        .iter()
        .map(|one| {
            let ground = shell.t(&format!("complaint-ground-{}", one.ground));
            let title = shell.tv("voice-complaint", &[("ground", ground.into())]);
            let state = match one.founded {
                Some(true) => Some("voice-founded"),
                Some(false) => Some("voice-unfounded"),
                None => one.forwarded.then_some("voice-forwarded"),
            };
            let said = said(shell, title, one.at, one.text.as_ref(), state, &one.answer);
            let hotline = [("hotline", (&shell.hotline).into())];
            let further = one.founded.map(|_| {
                view! { <p class="soft">{shell.tv("voice-further", &hotline)}</p> }
            });
            view! { {said}{further} }.into_any()
        })
        .collect();
    Some(
        view! {
            <section class="section" aria-labelledby="voices">
                <h2 id="voices">{shell.t("voice-title")}</h2>
                {enquiries}
                {complaints}
            </section>
        }
        .into_any(),
    )
}

fn said(
    shell: &Shell,
    title: String,
    at: Timestamp,
    text: Option<&String>,
    state: Option<&'static str>,
    answer: &Answer,
) -> AnyView {
    let text = text
        .cloned()
        .map(|text| view! { <blockquote class="said">{text}</blockquote> });
    let state = state.map(|key| view! { <p><strong>{shell.t(key)}</strong></p> });
    let answer = match answer {
        Answer::Given { at, by, text } => {
            let text = text
                .clone()
                .map(|text| view! { <blockquote class="said">{text}</blockquote> });
            view! {
                <p>{shell.tv("voice-answer", &[("by", shell.l(by).into())])}" "{time::instant(shell, *at)}</p>
                {text}
            }
            .into_any()
        }
        Answer::Awaited(by) => {
            view! { <p class="soft">{shell.t("voice-awaited")}" "{time::day(shell, *by)}</p> }
                .into_any()
        }
    };
    view! {
        <div class="sheet">
            <h3>{title}</h3>
            <p class="meta">{time::instant(shell, at)}</p>
            {text}
            {state}
            {answer}
        </div>
    }
    .into_any()
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    pub fn voices() -> Voices {
        let at = Timestamp::UNIX_EPOCH;
        let given = || Answer::Given {
            at,
            by: Localised::new("市监局", "Market supervision"),
            text: Some("<b>".into()),
        };
        let complaint = |ground, forwarded, founded, answer| Complaint {
            at,
            ground,
            text: Some("<b>".into()),
            forwarded,
            founded,
            answer,
        };
        let by = Answer::Awaited(jiff::civil::date(2026, 12, 1));
        Voices {
            enquiries: vec![
                Enquiry {
                    at,
                    text: Some("<b>".into()),
                    answer: by.clone(),
                },
                Enquiry {
                    at,
                    text: None,
                    answer: given(),
                },
            ],
            complaints: vec![
                complaint("delay", false, None, by.clone()),
                complaint("attitude", true, None, by),
                complaint("demand", true, Some(true), given()),
                complaint("fee", false, Some(false), given()),
                complaint("other", false, Some(false), given()),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_state_renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let html = voices(&shell, &samples::voices()).unwrap().to_html();
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(voices(&shell, &Voices::default()).is_none());
        }
    }
}
