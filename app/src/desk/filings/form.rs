//! The form of a filing: every page of the definition as a section. What was typed stays, whatever is wrong with it;
//! what another window saved meanwhile stands beside it.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::error_summary::error_summary;
use crate::parts::field::hidden;
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::question::{Question, ask};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Form {
    /// `/desk/filings/{code}`.
    pub action: String,
    pub item: Localised,
    pub sections: Vec<Section>,
    /// The id of the draft, made or to be made.
    pub draft: String,
    /// Of the saved answers; 0 before the first.
    pub version: i64,
    /// Another window saved other answers meanwhile.
    pub conflict: bool,
    /// The answers ask for sections that are not answered yet.
    pub more: bool,
    /// The form was published anew since the draft was last saved.
    pub moved: bool,
}

#[derive(Debug, Clone)]
pub struct Section {
    pub key: String,
    pub title: Localised,
    pub intro: Option<Localised>,
    pub questions: Vec<Question>,
}

pub fn filing_page(shell: &Shell, view: &Form) -> String {
    let title = shell.l(&view.item);
    let questions = view.sections.iter().flat_map(|section| &section.questions);
    let errors: Vec<(String, String)> = questions
        .flat_map(|question| question.faults(shell))
        .collect();
    let sections: Vec<AnyView> = view
        .sections
        .iter()
        .map(|one| section(shell, one))
        .collect();
    let said = |shown: bool, kind, key: &str| {
        shown.then(|| {
            let body = view! { <p>{shell.t(&format!("{key}-note"))}</p> };
            notification(shell, kind, shell.t(key), body.into_any())
        })
    };
    let form = view! {
        {hidden("draft", view.draft.clone())}
        {hidden("version", view.version.to_string())}
        {sections}
        {button(shell.t("desk-filing-save"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        {said(view.conflict, Notification::Warning, "desk-filing-conflict")}
        {said(view.moved, Notification::Info, "desk-filing-moved")}
        {said(view.more && errors.is_empty(), Notification::Info, "desk-filing-more")}
        <div class="prose">
            <p class="caption">{shell.t("desk-filings")}</p>
            <h1>{shell.words(&view.item)}</h1>
            {post(view.action.clone(), Encoding::Plain, form.into_any())}
            <p class="meta">{shell.t("desk-filing-kept")}</p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/desk/filings".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// The section says that it was on the page: what is then not sent was left empty.
fn section(shell: &Shell, section: &Section) -> AnyView {
    let intro = section
        .intro
        .as_ref()
        .map(|intro| view! { <p>{shell.words(intro)}</p> });
    let questions: Vec<AnyView> = section
        .questions
        .iter()
        .map(|question| ask(shell, question))
        .collect();
    let id = format!("page-{}", section.key);
    view! {
        <section class="sheet" id=id>
            {hidden("page", section.key.clone())}
            <h2>{shell.words(&section.title)}</h2>
            {intro}
            {questions}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::application::FaultKind;
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;
    use crate::parts::question::tests::every_kind;

    #[test]
    fn sections_keep_what_was_typed_and_show_what_was_saved_elsewhere() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let mut questions = every_kind();
            questions[0].value = "typed \"here\"".into();
            questions[0].fault = Some(FaultKind::TooLong { max: 5 });
            questions[0].newer = Some("saved there".into());
            let section = |key: &str, questions| Section {
                key: key.into(),
                title: samples::words(),
                intro: Some(samples::words()),
                questions,
            };
            let mut view = Form {
                action: "/desk/filings/001031001001".into(),
                item: samples::words(),
                sections: vec![section("case", questions), section("team", Vec::new())],
                draft: "d-1".into(),
                version: 3,
                conflict: true,
                more: true,
                moved: true,
            };
            let html = filing_page(&shell, &view);
            for part in [
                "href=\"#q0\"",
                "value=\"typed &quot;here&quot;\"",
                "saved there",
                "id=\"page-team\"",
                "name=\"page\" value=\"case\"",
                "name=\"draft\" value=\"d-1\"",
                "action=\"/desk/filings/001031001001\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert_eq!(html.matches("<h1").count(), 1);
            assert!(!html.contains('⟦'), "{html}");
            view.sections[0].questions[0].fault = None;
            assert!(!filing_page(&shell, &view).contains('⟦'));
        }
    }
}
