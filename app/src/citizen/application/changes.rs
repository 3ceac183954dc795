//! What is otherwise in the form that was published since a draft was saved, and what of the answers can't be kept,
//! so that it can be copied.

use domain::locale::Localised;
use leptos::prelude::*;

use super::{Head, heading};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::form::{Encoding, post};
use crate::parts::question::{Question, shown};
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ChangesView {
    pub head: Head,
    /// Names of questions.
    pub new: Vec<Localised>,
    pub changed: Vec<Localised>,
    pub gone: Vec<Localised>,
    /// What was answered and has no place any more.
    pub unfit: Vec<Question>,
    /// Answers to questions that nobody knows any more.
    pub lost: Vec<String>,
    /// Names the version that is shown, which becomes the draft's.
    pub form: String,
}

pub fn changes_page(shell: &Shell, view: &ChangesView) -> String {
    let title = shell.t("form-changes-title");
    let list = |key: &str, names: &[Localised]| {
        (!names.is_empty()).then(|| {
            let names: Vec<AnyView> = names
                .iter()
                .map(|name| view! { <li>{shell.words(name)}</li> }.into_any())
                .collect();
            view! { <h2>{shell.t(key)}</h2><ul>{names}</ul> }
        })
    };
    let mut rows: Vec<Row> = view
        .unfit
        .iter()
        .map(|one| Row::of(shell.l(&one.label), shown(shell, one, &one.value)))
        .collect();
    let lost = view.lost.iter();
    rows.extend(lost.map(|answer| Row::new(shell.t("form-earlier-answer"), answer.clone())));
    let unfit = (!rows.is_empty()).then(|| {
        view! {
            <h2>{shell.t("form-unfit")}</h2>
            <p>{shell.t("form-unfit-note")}</p>
            {summary_list(shell, rows)}
        }
    });
    let form = view! {
        {crate::parts::field::hidden("form", view.form.clone())}
        {button(shell.t("form-changes-go-on"), Weight::Main)}
    };
    let body = view! {
        <div class="prose">
            {heading(shell, &view.head)}
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("form-changes-lede")}</p>
            {list("form-new", &view.new)}
            {list("form-changed", &view.changed)}
            {list("form-gone", &view.gone)}
            {unfit}
            {post(format!("{}/changes", view.head.base), Encoding::Plain, form.into_any())}
        </div>
    };
    let options = PageOptions {
        back: Some(view.head.list.to_owned()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::question::tests::{every_kind, label};

    #[test]
    fn what_went_can_be_copied() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut unfit = every_kind();
            unfit[0].value = "已经写好的话 <b>".into();
            let view = ChangesView {
                head: Head {
                    base: "/applications/x".into(),
                    ..Head::default()
                },
                new: vec![label("新问题", "New")],
                changed: vec![label("改问题", "Changed")],
                gone: vec![label("旧问题", "Old")],
                unfit,
                lost: vec!["无名".into()],
                form: "abc".into(),
            };
            let html = changes_page(&shell, &view);
            assert!(
                html.contains("已经写好的话") && html.contains("无名"),
                "{html}"
            );
            assert!(
                html.contains("action=\"/applications/x/changes\""),
                "{html}"
            );
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
        }
    }
}
