//! A page that asks the same about several people or things: its members so far, one to add, change or remove at a
//! time.

use domain::locale::Localised;
use leptos::prelude::*;

use super::{Head, heading, kept, moved, to_tasks};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::error_summary::error_summary;
use crate::parts::field::hidden;
use crate::parts::form::{Encoding, post};
use crate::parts::question::{Question, member_title, shown};
use crate::parts::steps::steps;
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct GroupView {
    pub head: Head,
    /// Of the page.
    pub key: String,
    pub title: Localised,
    pub intro: Option<Localised>,
    /// The group, with its own fault.
    pub group: Question,
    pub members: Vec<Member>,
    /// The number of one that is added; nothing where there may be no more.
    pub next: Option<u32>,
    pub page: usize,
    pub of: usize,
    pub back: String,
    pub returns: bool,
}

#[derive(Debug, Clone)]
pub struct Member {
    pub number: u32,
    pub questions: Vec<Question>,
    /// An answer is missing or wrong.
    pub faulty: bool,
}

pub fn group_page(shell: &Shell, view: &GroupView) -> String {
    let title = shell.l(&view.title);
    let mut errors = view.group.faults(shell);
    for (at, member) in view.members.iter().enumerate() {
        if member.faulty {
            let name = member_title(shell, &view.group.label, at + 1);
            let text = shell.tv("form-member-faulty", &[("name", name.into())]);
            errors.push((format!("member-{}", member.number), text));
        }
    }
    let intro = view
        .intro
        .as_ref()
        .map(|intro| view! { <p>{shell.words(intro)}</p> });
    let members: Vec<AnyView> = view
        .members
        .iter()
        .enumerate()
        .map(|(at, one)| member(shell, view, at, one))
        .collect();
    let label = shell.l(&view.group.label);
    let key = if members.is_empty() {
        "form-add-first"
    } else {
        "form-add"
    };
    let add = view.next.map(|next| {
        let label = shell.tv(key, &[("name", label.clone().into())]);
        view! { <p>{button_link(label, way(view, next, ""), Weight::Quiet)}</p> }
    });
    let id = view.group.key.clone();
    let form = view! {
        {view.returns.then(|| hidden("return", "answers"))}
        {button(shell.t("continue"), Weight::Main)}
    };
    let action = format!("{}/pages/{}", view.head.base, view.key);
    let body = view! {
        {error_summary(shell, &errors)}
        {moved(shell, &view.head)}
        <div class="prose">
            {heading(shell, &view.head)}
            {steps(shell, view.page, view.of)}
            <h1>{shell.words(&view.title)}</h1>
            {intro}
            <div id=id tabindex="-1">{members}</div>
            {add}
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

/// The address of a member, or of its removal.
fn way(view: &GroupView, number: u32, more: &str) -> String {
    let base = &view.head.base;
    let returns = if view.returns { "?return=answers" } else { "" };
    format!("{base}/pages/{}/members/{number}{more}{returns}", view.key)
}

fn member(shell: &Shell, view: &GroupView, at: usize, member: &Member) -> AnyView {
    let title = member_title(shell, &view.group.label, at + 1);
    let rows = member
        .questions
        .iter()
        .map(|one| Row::of(shell.l(&one.label), shown(shell, one, &one.value)))
        .collect();
    let id = format!("member-{}", member.number);
    let faulty = member.faulty.then(|| {
        let text = shell.tv("form-member-faulty", &[("name", (&title).into())]);
        view! { <p class="error">{text}</p> }
    });
    let link = |key: &str, href: String| {
        let name = title.clone();
        view! { <a href=href>{shell.t(key)}<span class="vh">" "{name}</span></a> }
    };
    view! {
        <section>
            <h2 id=id tabindex="-1">{title.clone()}</h2>
            {faulty}
            {summary_list(shell, rows)}
            <p class="row">
                {link("change", way(view, member.number, ""))}
                {link("form-remove", way(view, member.number, "/removal"))}
            </p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::application::FaultKind;
    use domain::catalogue::FieldKind;
    use domain::locale::Locale;

    use super::*;
    use crate::parts::question::tests::{every_kind, label};

    #[test]
    fn members_are_listed_with_what_can_be_done() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut group = Question::new("people", label("家庭成员", "Member"), FieldKind::Group);
            group.fault = Some(FaultKind::TooFew { min: 3 });
            let mut view = GroupView {
                head: Head {
                    base: "/applications/x".into(),
                    ..Head::default()
                },
                key: "household".into(),
                title: label("家庭", "Household"),
                intro: Some(label("说明", "Introduction")),
                group,
                members: vec![Member {
                    number: 4,
                    questions: every_kind(),
                    faulty: true,
                }],
                next: Some(5),
                page: 1,
                of: 2,
                back: "/".into(),
                returns: true,
            };
            let html = group_page(&shell, &view);
            for part in [
                "href=\"#people\"",
                "id=\"people\"",
                "href=\"#member-4\"",
                "id=\"member-4\"",
                "/pages/household/members/4?return=answers",
                "/pages/household/members/4/removal?return=answers",
                "/pages/household/members/5?return=answers",
                "action=\"/applications/x/pages/household\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert!(!html.contains('⟦'), "{html}");
            view.members.clear();
            view.next = None;
            let html = group_page(&shell, &view);
            assert!(!html.contains("/members/") && !html.contains('⟦'), "{html}");
        }
    }
}
