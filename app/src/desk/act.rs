//! What the page of every act has: which case it is about, the form first, and beside it what
//! was found so far.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::journal::By;
use crate::assets::DRAFT_PATH;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::Weight;
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::error_summary::error_summary;
pub use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field;
use crate::parts::form::post_as;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

/// The case that a page is about.
#[derive(Debug, Clone)]
pub struct Head {
    pub case_no: String,
    pub seq: u64,
    pub item: Localised,
    pub applicant: String,
    pub lamp: LampView,
    pub received_at: Timestamp,
    /// The act's form keeps what is typed into it.
    pub draft: Option<Draft>,
}

/// What was kept of an act that is not sent.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    /// Absent where nothing was.
    pub at: Option<Timestamp>,
}

/// An opinion or a reason that was recorded.
#[derive(Debug, Clone)]
pub struct Opinion {
    pub step: Localised,
    pub outcome: Option<Localised>,
    pub by: By,
    pub at: Timestamp,
    /// Absent where the text was erased.
    pub text: Option<String>,
    /// Somebody who had to agree recorded another outcome, or the step was given up: it does not count.
    pub aside: bool,
}

/// The id of an act's form, for buttons beside it.
pub const FORM: &str = "act";

/// The parts of an act's page.
#[derive(Debug)]
pub struct Frame<'a> {
    pub noun: &'a str,
    pub title: String,
    pub lede: Option<String>,
    /// (field id, message)
    pub errors: Vec<(String, String)>,
    /// Inside the form, its button included.
    pub form: AnyView,
    pub aside: AnyView,
}

pub fn act_page(shell: &Shell, head: &Head, frame: Frame<'_>) -> String {
    let here = format!("/desk/cases/{}", head.case_no);
    let list = shell.list();
    let lede = frame.lede.map(|lede| view! { <p class="lede">{lede}</p> });
    let form = view! {
        {field::hidden("seq", head.seq.to_string())}
        {frame.form}
        {head.draft.map(|_| keep(shell, &here, frame.noun))}
    };
    let form = post_as(
        FORM,
        format!("{here}/{}{list}", frame.noun),
        form.into_any(),
    );
    let body = view! {
        {error_summary(shell, &frame.errors)}
        {heading(shell, head, Some(&frame.title))}
        <div class="two">
            <div>{lede}{head.draft.and_then(|draft| kept(shell, draft))}{form}</div>
            <div>{frame.aside}</div>
        </div>
    };
    let options = PageOptions {
        errors: !frame.errors.is_empty(),
        back: Some(format!("{here}{list}")),
        wide: true,
        script: head.draft.map(|_| DRAFT_PATH),
        ..PageOptions::default()
    };
    page_with(shell, &frame.title, options, body.into_any())
}

/// Says when what the form shows was written.
fn kept(shell: &Shell, draft: Draft) -> Option<AnyView> {
    let at = draft.at?;
    let words = shell.t("draft-written");
    let view = view! { <p class="inset">{words}" "{time::instant(shell, at)}</p> };
    Some(view.into_any())
}

/// The second button: to keep what was typed, and send nothing. A script presses it every few seconds.
fn keep(shell: &Shell, here: &str, act: &str) -> AnyView {
    view! {
        {field::hidden("draft-of", act)}
        <button
            class=Weight::Quiet.class()
            type="submit"
            formaction=format!("{here}/draft{}", shell.list())
            data-kept=shell.t("draft-kept")
            data-failed=shell.t("draft-failed")
        >
            {shell.t("draft-keep")}
        </button>
    }
    .into_any()
}

/// The heading of every page about a case, with its number and its lamp: the act's name over
/// the item's, or the item's alone.
pub fn heading(shell: &Shell, head: &Head, act: Option<&str>) -> AnyView {
    let title = match act {
        Some(act) => {
            let act = act.to_owned();
            view! { <p class="caption">{shell.words(&head.item)}</p><h1>{act}</h1> }.into_any()
        }
        None => view! { <h1>{shell.words(&head.item)}</h1> }.into_any(),
    };
    view! {
        <div class="case-head">
            {title}
            <p class="row">
                {case_no(&head.case_no)}
                {lamp(shell, head.lamp)}
                <span>{head.applicant.clone()}</span>
                <span class="soft">{shell.t("desk-received")}{time::instant(shell, head.received_at)}</span>
            </p>
        </div>
    }
    .into_any()
}

/// What was found so far, each with its author.
pub fn opinions(shell: &Shell, title: &str, opinions: &[Opinion]) -> AnyView {
    if opinions.is_empty() {
        return ().into_any();
    }
    let title = title.to_owned();
    let items: Vec<AnyView> = opinions
        .iter()
        .map(|opinion| {
            let outcome = opinion
                .outcome
                .as_ref()
                .map(|outcome| view! { <p>{shell.words(outcome)}</p> });
            let aside = opinion
                .aside
                .then(|| view! { <p>{tag(shell.t("desk-opinion-aside"), Tone::Attention)}</p> });
            let text = opinion
                .text
                .clone()
                .map(|text| view! { <blockquote class="said">{text}</blockquote> });
            view! {
                <li>
                    <h3>{shell.words(&opinion.step)}</h3>
                    {aside}
                    {outcome}
                    {text}
                    <p class="meta">{opinion.by.words(shell)}" · "{time::instant(shell, opinion.at)}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="sheet">
            <h2>{title}</h2>
            <ul class="plain-list stack">{items}</ul>
        </section>
    }
    .into_any()
}
