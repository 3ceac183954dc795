//! `/items/{code}/form` and `/items/{code}/form/sample`: the form on paper, made from the definition: for the counter,
//! and for people without a computer. The sample is the same, filled in with what is nobody's.

use domain::catalogue::{FieldKind, MaterialSource, ServiceItem};
use domain::locale::Localised;
use leptos::prelude::*;

use super::material::condition_as;
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::question::{Question, RADIOS, member_title, shown};
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

/// Members of a group that there is room for on paper; further ones go on a second print.
const MEMBERS: usize = 3;

#[derive(Debug, Clone)]
pub struct PaperView<'a> {
    pub item: &'a ServiceItem,
    /// By page, its key first; of a sample, those that it fills in, with their answers.
    pub pages: Vec<(String, Vec<Question>)>,
    pub filled: bool,
}

pub fn paper_page(shell: &Shell, view: &PaperView<'_>) -> String {
    let item = view.item;
    let guide = format!("/items/{}", item.code());
    let above = [
        ("/".to_owned(), shell.t("nav-home")),
        (guide.clone(), shell.l(&item.name)),
    ];
    let (title, note, other, to_other) = if view.filled {
        (
            "guide-filled-sample",
            "guide-sample-note",
            "guide-blank-form",
            format!("{guide}/form"),
        )
    } else {
        (
            "guide-blank-form",
            "guide-form-note",
            "guide-filled-sample",
            format!("{guide}/form/sample"),
        )
    };
    let name = form_name(item);
    let title = shell.t(title);
    let pages: Vec<AnyView> = view
        .pages
        .iter()
        .enumerate()
        .map(|(at, (key, questions))| page(shell, view, at + 1, key, questions))
        .collect();
    let body = view! {
        {breadcrumb(shell, &above)}
        <p class="caption">{title.clone()}</p>
        <h1>{shell.words(name)}</h1>
        <p>{shell.words(&item.name)} " " <span class="num">{item.code().to_owned()}</span></p>
        <p class="no-print">{shell.t(note)} " " <a href=to_other>{shell.t(other)}</a></p>
        <div class="paper">
            {pages}
            {enclosed(shell, view)}
            {signed(shell, view)}
        </div>
    };
    let title = format!("{title} – {}", shell.l(&item.name));
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

/// What the form is called among the materials.
fn form_name(item: &ServiceItem) -> &Localised {
    let mut forms = item.materials.iter();
    let form = forms.find(|rule| rule.source == MaterialSource::Form);
    form.map_or(&item.name, |rule| &rule.name)
}

fn page(
    shell: &Shell,
    view: &PaperView<'_>,
    number: usize,
    key: &str,
    questions: &[Question],
) -> AnyView {
    let Some(page) = view.item.page(key) else {
        return ().into_any();
    };
    let when = page.when.as_ref().filter(|_| !view.filled);
    let when = when.map(|when| {
        let words = condition_as(shell, view.item.into(), when, "guide-fill-in-when");
        view! { <p class="soft">{words}</p> }
    });
    let rows = questions
        .iter()
        .map(|question| {
            let value = if view.filled {
                shown(shell, question, &question.value)
            } else {
                blank(shell, question)
            };
            let mut label = shell.l(&question.label);
            if question.optional {
                label.push(' ');
                label.push_str(&shell.t("optional"));
            }
            Row::of(label, value)
        })
        .collect();
    view! {
        <h2>{number.to_string()} " " {shell.words(&page.title)}</h2>
        {when}
        {page.intro.as_ref().map(|intro| view! { <p>{shell.words(intro)}</p> })}
        {summary_list(shell, rows)}
    }
    .into_any()
}

/// Boxes to tick, or room to write, with the hint in small print.
fn blank(shell: &Shell, question: &Question) -> AnyView {
    if question.kind == FieldKind::Group {
        return members(shell, question);
    }
    let text = question.text.as_ref();
    let text = text.map(|text| view! { <p>{shell.words(text)}</p> });
    let boxed = |label: String| view! { <li>"☐ " {label}</li> }.into_any();
    let options: Vec<AnyView> = match question.kind {
        FieldKind::YesNo => vec![boxed(shell.t("yes")), boxed(shell.t("no"))],
        FieldKind::Declaration => vec![boxed(shell.l(&question.label))],
        // A long list takes less room to write than to tick.
        FieldKind::Choice if question.options.len() > RADIOS => Vec::new(),
        FieldKind::Choice | FieldKind::Choices => question
            .options
            .iter()
            .map(|(_, label)| boxed(shell.l(label)))
            .collect(),
        _ => Vec::new(),
    };
    let hint = question
        .hint
        .as_ref()
        .map(|hint| view! { <p class="hint">{shell.words(hint)}</p> });
    let answer = if options.is_empty() {
        let long = [
            FieldKind::Textarea,
            FieldKind::Address,
            FieldKind::DivisionAddress,
        ];
        let long = long.contains(&question.kind);
        let class = if long { "room room-long" } else { "room" };
        view! { <div class=class></div> }.into_any()
    } else {
        view! { <ul class="plain-list">{options}</ul> }.into_any()
    };
    view! { {text}{answer}{hint} }.into_any()
}

/// Room for several members, each with its questions.
fn members(shell: &Shell, question: &Question) -> AnyView {
    let sets: Vec<AnyView> = (1..=MEMBERS)
        .map(|number| {
            let of_one = question.members.first().into_iter().flatten();
            let rows = of_one.map(|one| Row::of(shell.l(&one.label), blank(shell, one)));
            let rows = rows.collect();
            let title = member_title(shell, &question.label, number);
            view! { <p>{title}</p>{summary_list(shell, rows)} }.into_any()
        })
        .collect();
    sets.into_any()
}

/// What goes with the form.
fn enclosed(shell: &Shell, view: &PaperView<'_>) -> Option<AnyView> {
    let item = view.item;
    let lines: Vec<AnyView> = item
        .materials
        .iter()
        .filter(|rule| rule.source == MaterialSource::Upload)
        .map(|rule| {
            let when = rule.when.as_ref().map(|when| {
                let words = condition_as(shell, item.into(), when, "citizen-only-when");
                view! { " " <span class="soft">{words}</span> }
            });
            view! { <li>"☐ " {shell.words(&rule.name)}{when}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty() && !view.filled).then(|| {
        view! { <h2>{shell.t("guide-enclosed")}</h2><ul class="plain-list">{lines}</ul> }.into_any()
    })
}

fn signed(shell: &Shell, view: &PaperView<'_>) -> AnyView {
    let room = |filled: Option<String>| match filled {
        Some(words) => words.into_any(),
        None => view! { <div class="room"></div> }.into_any(),
    };
    let name = view.filled.then(|| shell.t("guide-sample-signature"));
    let day = view.filled.then(|| shell.date(shell.today));
    let rows = vec![
        Row::of(shell.t("guide-signature"), room(name)),
        Row::of(shell.t("guide-signed-on"), room(day)),
    ];
    view! {
        <h2>{shell.t("guide-declaration")}</h2>
        <p>{shell.t("guide-declaration-text")}</p>
        {summary_list(shell, rows)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{SourceFile, definition};
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn there_is_room_for_every_answer_and_a_sample_of_it() {
        let file = SourceFile {
            path: "item.toml".into(),
            text: include_str!("../../../catalogue/items/residence-permit.toml").into(),
        };
        let definition = definition(&file).unwrap();
        let item = &definition.item;
        let pages = |value: &str| -> Vec<(String, Vec<Question>)> {
            let of = |page: &domain::catalogue::FormPage| {
                let questions = page.fields.iter().map(|field| {
                    let mut question = Question::new(field.key(), field.label.clone(), field.kind);
                    question.value = value.to_owned();
                    question
                });
                (page.key().to_owned(), questions.collect())
            };
            item.pages.iter().map(of).collect()
        };
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = PaperView {
                item,
                pages: pages(""),
                filled: false,
            };
            let html = paper_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("class=\"room\"") && html.contains("/form/sample"));
            view.pages = pages("甘示例");
            view.filled = true;
            let html = paper_page(&shell, &view);
            assert!(
                !html.contains('⟦') && !html.contains("class=\"room\""),
                "{html}"
            );
            assert!(html.contains("甘示例"));
        }
    }
}
