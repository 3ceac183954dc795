//! What the applicant gave, to the applicant: answers by page and files, nothing masked.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Section {
    pub title: Localised,
    pub answers: Vec<Answer>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub label: Localised,
    pub said: Said,
}

#[derive(Debug, Clone)]
pub enum Said {
    Nothing,
    Text(String),
    Choices(Vec<Localised>),
    YesNo(bool),
    Day(Date),
    /// Of each member what was said.
    Members(Vec<Vec<Answer>>),
}

#[derive(Debug, Clone)]
pub struct Given {
    pub name: Localised,
    /// Locale key's last part: `form`, `shared` or `upload`.
    pub source: &'static str,
    pub files: Vec<File>,
}

#[derive(Debug, Clone)]
pub struct File {
    /// Absent for what is kept on paper; the name is then the place.
    pub href: Option<String>,
    pub name: String,
    pub bytes: u64,
    pub uploaded_at: Timestamp,
}

pub fn answers(shell: &Shell, sections: &[Section]) -> AnyView {
    let sections: Vec<AnyView> = sections
        .iter()
        .map(|section| {
            let rows = section
                .answers
                .iter()
                .map(|answer| match said(shell, &answer.said) {
                    Some(value) => Row::of(shell.l(&answer.label), value),
                    None => Row::not_given(shell, shell.l(&answer.label)),
                })
                .collect();
            view! { <h3>{shell.words(&section.title)}</h3>{summary_list(shell, rows)} }.into_any()
        })
        .collect();
    sections.into_any()
}

/// Nothing where nothing was said.
pub(super) fn said(shell: &Shell, said: &Said) -> Option<AnyView> {
    match said {
        Said::Nothing => None,
        Said::Text(text) => Some(text.clone().into_any()),
        Said::YesNo(yes) => Some(shell.t(if *yes { "yes" } else { "no" }).into_any()),
        Said::Day(date) => Some(time::day(shell, *date)),
        Said::Members(members) if members.is_empty() => None,
        Said::Members(members) => {
            let members: Vec<AnyView> = members
                .iter()
                .map(|member| view! { <li>{self::member(shell, member)}</li> }.into_any())
                .collect();
            Some(view! { <ol>{members}</ol> }.into_any())
        }
        Said::Choices(choices) => match choices.as_slice() {
            [] => None,
            [one] => Some(shell.words(one)),
            many => {
                let lines: Vec<AnyView> = many
                    .iter()
                    .map(|one| view! { <li>{shell.words(one)}</li> }.into_any())
                    .collect();
                Some(view! { <ul class="plain-list">{lines}</ul> }.into_any())
            }
        },
    }
}

fn member(shell: &Shell, member: &[Answer]) -> AnyView {
    let lines: Vec<AnyView> = member
        .iter()
        .map(|answer| {
            let label = shell.l(&answer.label);
            let said = said(shell, &answer.said).unwrap_or_else(|| shell.t("not-given").into_any());
            view! { <li><span class="soft">{label}</span>" "{said}</li> }.into_any()
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

pub fn materials(shell: &Shell, given: &[Given]) -> AnyView {
    listed(shell, given, file)
}

/// As `materials`, for a reader who can't open the files: a clerk who took them in for another agency, and paper.
pub fn materials_named(shell: &Shell, given: &[Given]) -> AnyView {
    listed(shell, given, named)
}

fn listed(shell: &Shell, given: &[Given], file: impl Fn(&Shell, &File) -> AnyView) -> AnyView {
    let rows = given
        .iter()
        .map(|one| {
            let name = shell.l(&one.name);
            if one.files.is_empty() {
                let key = format!("citizen-source-{}-note", one.source);
                let note = shell.t(&key);
                return Row::of(name, view! { <span class="soft">{note}</span> }.into_any());
            }
            let files: Vec<AnyView> = one.files.iter().map(|one| file(shell, one)).collect();
            Row::of(name, files.into_any())
        })
        .collect();
    summary_list(shell, rows)
}

pub fn file(shell: &Shell, file: &File) -> AnyView {
    let name = file.name.clone();
    let Some(href) = file.href.clone() else {
        let words = shell.tv("counter-on-paper", &[("place", name.into())]);
        return view! {
            <p>{words}<br/><span class="meta">{time::instant(shell, file.uploaded_at)}</span></p>
        }
        .into_any();
    };
    let size = size(shell, file.bytes);
    view! {
        <p>
            <a href=href>{name}</a>
            <br/>
            <span class="meta">{size} " · " {time::instant(shell, file.uploaded_at)}</span>
        </p>
    }
    .into_any()
}

fn named(shell: &Shell, one: &File) -> AnyView {
    if one.href.is_none() {
        return file(shell, one);
    }
    let size = size(shell, one.bytes);
    view! {
        <p>
            {one.name.clone()}
            <br/>
            <span class="meta">{size} " · " {time::instant(shell, one.uploaded_at)}</span>
        </p>
    }
    .into_any()
}

/// In KB up to a thousand of them, else in MB with one decimal.
pub fn size(shell: &Shell, bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1000 {
        shell.tv("citizen-kilobytes", &[("count", kilobytes.into())])
    } else {
        let tenths = (bytes * 10).div_ceil(1024 * 1024);
        let words = format!("{}.{}", tenths / 10, tenths % 10);
        shell.tv("citizen-megabytes", &[("count", words.into())])
    }
}
