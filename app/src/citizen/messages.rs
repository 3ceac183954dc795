//! `/messages`: everything that the portal told the reader, and one message to read. The list is in the reader's
//! language; a message is in the one that it was written in.

use domain::locale::Locale;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::layout::{self, PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::form::post_for;
use crate::parts::pager::pager;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;
use crate::text;

#[derive(Debug, Clone, Default)]
pub struct Messages {
    pub lines: Vec<Line>,
    /// Whether any message of the reader, on this page or not, is unread.
    pub unread: bool,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub href: String,
    pub subject: String,
    pub locale: Locale,
    pub at: Timestamp,
    pub unread: bool,
}

pub fn messages_page(shell: &Shell, view: &Messages) -> String {
    let title = shell.t("messages-title");
    let lines: Vec<AnyView> = view.lines.iter().map(|line| one(shell, line)).collect();
    let list = if lines.is_empty() {
        let next = button_link(shell.t("citizen-find-item"), "/", Weight::Main);
        empty(shell.t("messages-none"), next)
    } else {
        view! { <ul class="case-list">{lines}</ul> }.into_any()
    };
    let all_read = view.unread.then(|| {
        let read = button(shell.t("messages-read-all"), Weight::Quiet);
        post_for(shell, "/messages/reading", read)
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        <p><a href="/account/messages">{shell.t("messages-choose")}</a></p>
        {list}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
        {all_read}
    };
    layout::page(shell, &title, body.into_any())
}

fn one(shell: &Shell, line: &Line) -> AnyView {
    let unread = line
        .unread
        .then(|| view! { <p>{tag(shell.t("messages-unread"), Tone::Attention)}</p> });
    view! {
        <li class="case-line">
            <div>
                <h2><a href=line.href.clone() lang=other(shell, line.locale)>{line.subject.clone()}</a></h2>
                <p class="meta">{time::instant(shell, line.at)}</p>
            </div>
            <div class="case-state">{unread}</div>
        </li>
    }
    .into_any()
}

/// The language of words that are not the page's.
fn other(shell: &Shell, locale: Locale) -> Option<&'static str> {
    (locale != shell.locale).then(|| locale.tag())
}

#[derive(Debug, Clone)]
pub struct Message {
    pub subject: String,
    pub locale: Locale,
    pub at: Timestamp,
    pub lead: String,
    pub rows: Vec<(String, String)>,
    /// What to do, and one's rights.
    pub paragraphs: Vec<String>,
    pub action: String,
    pub href: String,
}

pub fn message_page(shell: &Shell, view: &Message) -> String {
    let lang = other(shell, view.locale);
    let rows = view
        .rows
        .iter()
        .map(|(label, value)| Row::new(label.clone(), value.clone()))
        .collect();
    let paragraphs: Vec<AnyView> = view
        .paragraphs
        .iter()
        .map(|words| view! { <p>{words.clone()}</p> }.into_any())
        .collect();
    let own = lang.map(|_| shell.locale.tag());
    let sent = lang.map(|tag| {
        let words = shell.t(&format!("messages-sent-{}", tag.to_lowercase()));
        view! { <br/>{words} }
    });
    let body = view! {
        <article class="prose" lang=lang>
            <h1>{view.subject.clone()}</h1>
            <p class="meta" lang=own>{time::instant(shell, view.at)}{sent}</p>
            <p class="lede">{view.lead.clone()}</p>
            {summary_list(shell, rows)}
            <h2>{text::t(view.locale, "messages-what-next")}</h2>
            {paragraphs}
            <p>{button_link(view.action.clone(), view.href.clone(), Weight::Main)}</p>
        </article>
        <p><a href="/account/messages">{shell.t("messages-choose")}</a></p>
    };
    let options = PageOptions {
        back: Some("/messages".into()),
        ..PageOptions::default()
    };
    page_with(shell, &view.subject, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_messages_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let line = |locale, unread| Line {
                href: "/messages/1".into(),
                subject: "已受理：食品经营许可".into(),
                locale,
                at: Timestamp::UNIX_EPOCH,
                unread,
            };
            let full = Messages {
                lines: vec![line(Locale::ZhCn, true), line(Locale::En, false)],
                unread: true,
                first: Some("/messages".into()),
                next: Some("/messages?before=1".into()),
            };
            for view in [full, Messages::default()] {
                let html = messages_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
            let message = Message {
                subject: "已受理：食品经营许可".into(),
                locale: Locale::ZhCn,
                at: Timestamp::UNIX_EPOCH,
                lead: "已受理您的申请。".into(),
                rows: vec![("事项".into(), "食品经营许可".into())],
                paragraphs: vec!["有结果时会再通知您。".into()],
                action: "查看办理进度".into(),
                href: "/cases/1".into(),
            };
            let in_english = Message {
                locale: Locale::En,
                ..message.clone()
            };
            let html = message_page(&shell, &in_english);
            assert!(!html.contains('⟦'), "{html}");
            let html = message_page(&shell, &message);
            assert!(!html.contains('⟦'), "{html}");
            let article = html.split("<article").nth(1).unwrap();
            let marked = article
                .split('>')
                .next()
                .unwrap()
                .contains("lang=\"zh-CN\"");
            assert_eq!(marked, locale == Locale::En);
            assert_eq!(html.contains("We sent this message in Chinese"), marked);
        }
    }
}
