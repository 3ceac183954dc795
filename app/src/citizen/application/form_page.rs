//! One page of the form. What was typed stays, whatever is wrong with it; what another window
//! saved meanwhile stands beside it.

use domain::locale::Localised;
use leptos::prelude::*;

use super::{Head, again, heading, kept, moved, to_tasks};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::error_summary::error_summary;
use crate::parts::field::hidden;
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::question::{Question, ask};
use crate::parts::steps::steps;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct FormPageView {
    pub head: Head,
    /// The page's key, with the member behind it where a group asks.
    pub key: String,
    /// Names the version of the form that the questions are from.
    pub form: String,
    pub title: Localised,
    pub intro: Option<Localised>,
    pub questions: Vec<Question>,
    /// Counts from 1.
    pub page: usize,
    pub of: usize,
    pub back: String,
    /// Of the saved answers.
    pub version: i64,
    /// Digest of what was saved of this page.
    pub seen: String,
    /// Came from the check of answers, and goes back there.
    pub returns: bool,
    /// Another window saved this page meanwhile.
    pub conflict: bool,
}

pub fn form_page(shell: &Shell, view: &FormPageView) -> String {
    let title = shell.l(&view.title);
    let errors: Vec<(String, String)> = view
        .questions
        .iter()
        .flat_map(|question| question.faults(shell))
        .collect();
    let questions: Vec<AnyView> = view
        .questions
        .iter()
        .map(|question| ask(shell, question))
        .collect();
    let intro = view
        .intro
        .as_ref()
        .map(|intro| view! { <p>{shell.words(intro)}</p> });
    let conflict = view.conflict.then(|| {
        let body = view! { <p>{shell.t("application-conflict-note")}</p> };
        notification(
            shell,
            Notification::Warning,
            shell.t("application-conflict"),
            body.into_any(),
        )
    });
    let form = view! {
        {hidden("version", view.version.to_string())}
        {hidden("seen", view.seen.clone())}
        {hidden("form", view.form.clone())}
        {view.returns.then(|| hidden("return", "answers"))}
        {questions}
        {button(shell.t("continue"), Weight::Main)}
    };
    let action = format!("{}/pages/{}", view.head.base, view.key);
    let body = view! {
        {error_summary(shell, &errors)}
        {conflict}
        {moved(shell, &view.head)}
        {again(shell, &view.head)}
        <div class="prose">
            {heading(shell, &view.head)}
            {steps(shell, view.page, view.of)}
            <h1>{shell.words(&view.title)}</h1>
            {intro}
            {post(action, Encoding::Plain, form.into_any())}
            {to_tasks(shell, &view.head)}
            {kept(shell, &view.head)}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(view.back.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::application::FaultKind;
    use domain::locale::Locale;

    use super::*;
    use crate::parts::question::tests::{every_kind, label};

    #[test]
    fn typed_text_faults_and_the_newer_answer_stand_together() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut questions = every_kind();
            questions[0].value = "typed \"here\"".into();
            questions[0].fault = Some(FaultKind::TooLong { max: 5 });
            questions[0].newer = Some("saved there".into());
            let view = FormPageView {
                head: Head {
                    base: "/applications/x".into(),
                    item: label("食品经营许可", "Food business licence"),
                    moved: true,
                    tasks: true,
                    kept_until: Some(jiff::civil::date(2026, 12, 27)),
                    again: true,
                    list: "/applications",
                    person: None,
                },
                key: "premises".into(),
                form: "abc".into(),
                title: label("经营场所", "The premises"),
                intro: Some(label("说明", "Introduction")),
                questions,
                page: 2,
                of: 5,
                back: "/applications/x/pages/applicant".into(),
                version: 3,
                seen: "ab".into(),
                returns: true,
                conflict: true,
            };
            let html = form_page(&shell, &view);
            for part in [
                "href=\"#q0\"",
                "id=\"q0\"",
                "value=\"typed &quot;here&quot;\"",
                "saved there",
                "name=\"return\"",
                "action=\"/applications/x/pages/premises\"",
                "<optgroup",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert_eq!(html.matches("<h1").count(), 1);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
