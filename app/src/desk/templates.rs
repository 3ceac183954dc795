//! `/desk/templates`: texts for opinions that the agency keeps for each item, and their list beside an opinion.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::act::FORM;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_group};
use crate::parts::choice::{Choice, select};
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width, text, textarea};
use crate::parts::form::{self, Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Templates {
    /// What the agency handles, to choose from.
    pub items: Vec<(String, Localised)>,
    /// The one whose templates are shown.
    pub item: String,
    pub lines: Vec<TemplateLine>,
    pub name: String,
    pub text: String,
    /// When the one that is changed was last changed, in milliseconds.
    pub seen: Option<i64>,
    /// Where somebody changed it meanwhile: what it says now, and since when.
    pub now: Option<(String, Timestamp)>,
    /// What the item's definition itself has.
    pub wordings: Vec<Wording>,
    /// What was just done: `kept` or `removed`.
    pub done: Option<&'static str>,
    pub faults: Vec<Fault>,
}

#[derive(Debug, Clone)]
pub struct TemplateLine {
    pub name: String,
    pub text: String,
    pub at: Timestamp,
    /// Where it is changed.
    pub href: String,
}

/// What an item's definition says of an outcome.
#[derive(Debug, Clone)]
pub struct Wording {
    pub step: Localised,
    pub outcome: Localised,
    pub text: Localised,
}

/// One that can be put into an opinion.
#[derive(Debug, Clone)]
pub struct Insertable {
    pub key: String,
    pub name: Localised,
    /// The text alone, for a script.
    pub text: String,
    /// The outcome that it is the wording of, which is chosen with it.
    pub outcome: Option<String>,
}

pub fn templates_page(shell: &Shell, view: &Templates) -> String {
    let title = shell.t("template-title");
    let done = view.done.map(|done| {
        let words = shell.t(&format!("template-{done}"));
        notification(shell, Notification::Success, words, ().into_any())
    });
    let choices: Vec<Choice> = view
        .items
        .iter()
        .map(|(code, name)| Choice::new(code, shell.l(name)))
        .collect();
    let item = Field::new("item", shell.t("desk-filter-item")).value(view.item.clone());
    let filter = view! {
        {select(shell, &item, &choices)}
        {button(shell.t("desk-filter"), Weight::Quiet)}
    };
    let filter = form::get("/desk/templates", filter.into_any());
    let name = Field::new("name", shell.t("template-name"))
        .hint(shell.t("template-name-hint"))
        .value(view.name.clone())
        .width(Width::Medium)
        .error(fault(shell, &view.faults, "name"));
    let body = Field::new("text", shell.t("template-text"))
        .hint(shell.t("template-text-hint"))
        .value(view.text.clone())
        .error(fault(shell, &view.faults, "text"));
    let now = view.now.clone().map(|(text, at)| {
        view! {
            <div class="inset">
                <p>{shell.t("template-now")}" "{time::instant(shell, at)}</p>
                <blockquote class="said">{text}</blockquote>
            </div>
        }
    });
    let keep = view! {
        {field::hidden("item", view.item.clone())}
        {view.seen.map(|seen| field::hidden("seen", seen.to_string()))}
        {now}
        {text(shell, &name)}
        {textarea(shell, &body, 5)}
        {button(shell.t("template-keep"), Weight::Main)}
    };
    let lines: Vec<AnyView> = view
        .lines
        .iter()
        .map(|one| line(shell, view, one))
        .collect();
    let wordings = wordings(shell, &view.wordings);
    let list = if lines.is_empty() && wordings.is_some() {
        view! { <p class="soft">{shell.t("template-none-own")}</p> }.into_any()
    } else if lines.is_empty() {
        empty(shell.t("template-none"), ().into_any())
    } else {
        view! { <ul class="plain-list stack">{lines}</ul> }.into_any()
    };
    // The form that keeps comes first, as on every page that has one.
    let body = view! {
        {error_summary(shell, &errors(shell, &view.faults))}
        {done}
        <h1>{title.clone()}</h1>
        {filter}
        <div class="two">
            <div>
                <p class="lede">{shell.t("template-lede")}</p>
                {post("/desk/templates", Encoding::Plain, keep.into_any())}
            </div>
            <div>{list}{wordings}</div>
        </div>
    };
    let options = PageOptions {
        errors: !view.faults.is_empty(),
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// They change with the definition alone.
fn wordings(shell: &Shell, all: &[Wording]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let items: Vec<AnyView> = all
        .iter()
        .map(|one| {
            let name = [
                ("step", shell.l(&one.step).into()),
                ("outcome", shell.l(&one.outcome).into()),
            ];
            view! {
                <li>
                    <h3>{shell.tv("template-wording", &name)}</h3>
                    <blockquote class="said">{shell.words(&one.text)}</blockquote>
                </li>
            }
            .into_any()
        })
        .collect();
    let list = view! {
        <section class="sheet" aria-labelledby="wordings">
            <h2 id="wordings">{shell.t("template-wordings")}</h2>
            <ul class="plain-list stack">{items}</ul>
        </section>
    };
    Some(list.into_any())
}

fn line(shell: &Shell, view: &Templates, line: &TemplateLine) -> AnyView {
    let remove = view! {
        {field::hidden("item", view.item.clone())}
        {field::hidden("name", line.name.clone())}
        {button(shell.t("template-remove"), Weight::Quiet)}
    };
    let (name, text) = (line.name.clone(), line.text.clone());
    view! {
        <li class="sheet">
            <h2><a href=line.href.clone()>{name}</a></h2>
            <blockquote class="said">{text}</blockquote>
            <p class="meta">{time::instant(shell, line.at)}</p>
            {post("/desk/templates/end", Encoding::Plain, remove.into_any())}
        </li>
    }
    .into_any()
}

/// Beside the form of an act with an opinion. `keep` is where they are kept.
pub fn insertable(shell: &Shell, case_no: &str, all: &[Insertable], keep: &str) -> AnyView {
    let draft = format!("/desk/cases/{case_no}/draft{}", shell.list());
    let buttons: Vec<AnyView> = all
        .iter()
        .map(|one| {
            let (text, value) = (one.text.clone(), one.key.clone());
            let outcome = one.outcome.clone();
            view! {
                <button
                    class=Weight::Quiet.class()
                    type="submit"
                    form=FORM
                    formaction=draft.clone()
                    name="template"
                    value=value
                    data-insert=text
                    data-outcome=outcome
                >
                    {shell.words(&one.name)}
                </button>
            }
            .into_any()
        })
        .collect();
    let buttons = (!buttons.is_empty()).then(|| button_group(buttons));
    let keep = keep.to_owned();
    view! {
        <section class="sheet" aria-labelledby="templates">
            <h2 id="templates">{shell.t("template-insert")}</h2>
            {buttons}
            <p class="meta"><a href=keep>{shell.t("template-manage")}</a></p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let mut view = Templates {
                items: vec![("000131001001".into(), samples::words())],
                item: "000131001001".into(),
                lines: vec![TemplateLine {
                    name: "合格 <b>".into(),
                    text: "{办件编号}符合规定".into(),
                    at: samples::at(),
                    href: "/desk/templates?item=1&name=1".into(),
                }],
                name: "不合格".into(),
                text: "<i>".into(),
                seen: Some(1),
                now: Some(("别人的 <u>".into(), samples::at())),
                wordings: vec![Wording {
                    step: samples::words(),
                    outcome: samples::words(),
                    text: samples::words(),
                }],
                done: Some("kept"),
                faults: vec![
                    Fault::new("name", "template-name-missing"),
                    Fault::new("text", "template-full"),
                ],
            };
            let html = templates_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("&lt;i&gt;") && html.contains("合格 &lt;b&gt;"));
            assert!(html.contains("别人的 &lt;u&gt;"), "{html}");
            view.lines.clear();
            assert!(!templates_page(&shell, &view).contains('⟦'));
            view.wordings.clear();
            view.done = Some("removed");
            assert!(!templates_page(&shell, &view).contains('⟦'));
        }
    }
}
