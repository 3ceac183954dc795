//! `/oversight/complaints/{no}/{seq}`: one complaint: what was said, whom to ask, and the answer.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::complaints::{State, state};
use super::sections;
use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::errors;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ComplaintView {
    pub case_no: String,
    /// Of the case's journal, for the forms.
    pub seq: u64,
    /// The complaint's own entry.
    pub complaint: u64,
    /// `ComplaintGround::key`.
    pub ground: &'static str,
    pub item: Localised,
    pub agency: Localised,
    pub at: Timestamp,
    pub state: State,
    /// Absent where the text was erased.
    pub text: Option<String>,
    pub forwarded_at: Option<Timestamp>,
    pub answer: Option<String>,
    /// While it waits for an answer.
    pub form: Option<ActForm>,
}

pub fn complaint_page(shell: &Shell, view: &ComplaintView) -> String {
    let ground = shell.t(&format!("complaint-ground-{}", view.ground));
    let title = shell.tv("voice-complaint", &[("ground", ground.into())]);
    let here = format!("/oversight/complaints/{}/{}", view.case_no, view.complaint);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        (
            "/oversight/complaints".to_owned(),
            shell.t("complaint-list"),
        ),
    ];
    let case = format!("/oversight/cases/{}", view.case_no);
    let mut rows = vec![
        Row::of(
            shell.t("oversight-case"),
            view! { <a href=case>{case_no(&view.case_no)}</a> }.into_any(),
        ),
        Row::of(shell.t("citizen-guide"), shell.words(&view.item)),
        Row::of(shell.t("citizen-agency"), shell.words(&view.agency)),
        Row::of(shell.t("complaint-made"), time::instant(shell, view.at)),
        Row::of(shell.t("complaint-state"), state(shell, view.state)),
    ];
    if let Some(at) = view.forwarded_at {
        rows.push(Row::of(
            shell.t("complaint-forwarded"),
            time::instant(shell, at),
        ));
    }
    let said = |text: &Option<String>| {
        let text = text.clone();
        text.map(|text| view! { <blockquote class="said">{text}</blockquote> })
    };
    let answer = view.answer.is_some().then(|| {
        view! { <h2>{shell.t("complaint-answer")}</h2>{said(&view.answer)} }
    });
    let seq = || field::hidden("seq", view.seq.to_string());
    let faults = view
        .form
        .as_ref()
        .map(|form| errors(shell, &form.faults))
        .unwrap_or_default();
    let reply = view.form.as_ref().map(|form| {
        let body = view! { {seq()}{fields(shell, form)} };
        let body = post(format!("{here}/reply"), Encoding::Plain, body.into_any());
        view! {
            <h2>{shell.t("act-complaint-reply-title")}</h2>
            <p>{shell.t("act-complaint-reply-lede")}</p>
            {body}
        }
    });
    let forward = (view.form.is_some() && view.forwarded_at.is_none()).then(|| {
        let body = view! { {seq()}{button(shell.t("complaint-forward"), Weight::Quiet)} };
        let body = post(
            format!("{here}/forwarding"),
            Encoding::Plain,
            body.into_any(),
        );
        view! {
            <section class="sheet">
                <h2>{shell.t("complaint-forward-title")}</h2>
                <p>{shell.t("complaint-forward-note")}</p>
                {body}
            </section>
        }
    });
    let body = view! {
        {error_summary(shell, &faults)}
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                {said(&view.text)}
                {answer}
                {reply}
            </div>
            <div>
                <div class="sheet">{summary_list(shell, rows)}</div>
                {forward}
            </div>
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        wide: true,
        sections: sections(shell, "/oversight"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::choice::Choice;
    use crate::parts::fault::Fault;

    #[test]
    fn open_forwarded_and_answered_render_in_both_languages() {
        let day = jiff::civil::date(2026, 12, 1);
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let choices = ["founded", "unfounded"];
            let choices =
                choices.map(|key| Choice::new(key, shell.t(&format!("complaint-finding-{key}"))));
            let mut view = ComplaintView {
                case_no: "62010220261123000001F".into(),
                seq: 9,
                complaint: 7,
                ground: "fee",
                item: Localised::new("食品经营许可", "Food business licence"),
                agency: Localised::new("市监局", "Market supervision"),
                at: Timestamp::UNIX_EPOCH,
                state: State::Waits {
                    by: day,
                    late: true,
                },
                text: Some("<b>".into()),
                forwarded_at: None,
                answer: None,
                form: Some(ActForm {
                    noun: "complaint-reply",
                    choices: choices.into(),
                    choice: String::new(),
                    amount: None,
                    text: "<b>".into(),
                    faults: vec![
                        Fault::new("choice", "act-complaint-reply-choice-missing"),
                        Fault::new("text", "act-text-missing"),
                    ],
                    shown: None,
                    preview: false,
                }),
            };
            let html = complaint_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("/7/reply\"") && html.contains("/7/forwarding\""));
            view.forwarded_at = Some(Timestamp::UNIX_EPOCH);
            assert!(!complaint_page(&shell, &view).contains("/forwarding"));
            view.state = State::Answered {
                on: day,
                founded: false,
            };
            view.answer = Some("<b>".into());
            view.form = None;
            let html = complaint_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(!html.contains("/reply"));
        }
    }
}
