//! `/account/messages`: by which way each sort of message comes. And `/unsubscription/…`, where a mail leads that
//! somebody wants no more of.

use leptos::prelude::*;

use crate::layout::{self, PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{self, Choice};
use crate::parts::field::{Field, hidden};
use crate::parts::form::{Encoding, post, post_for};
use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct MessageChoices {
    /// They were just saved.
    pub saved: bool,
    /// Masked; absent where there is none.
    pub mail: Option<String>,
    /// Absent where there is none, or no text messages are sent.
    pub phone: Option<String>,
    pub topics: Vec<TopicChoice>,
}

#[derive(Debug, Clone)]
pub struct TopicChoice {
    /// The last part of a locale key, `messages-topic-…`, and the field's name.
    pub key: &'static str,
    pub mandatory: bool,
    /// `mail`, `sms` or `box`.
    pub chosen: &'static str,
}

pub fn message_choices_page(shell: &Shell, view: &MessageChoices) -> String {
    let title = shell.t("messages-choices-title");
    let saved = view.saved.then(|| {
        let words = shell.t("messages-choices-saved");
        notification(shell, Notification::Success, words, ().into_any())
    });
    let (must, may): (Vec<_>, Vec<_>) = view.topics.iter().partition(|topic| topic.mandatory);
    let addresses = view.mail.is_some() || view.phone.is_some();
    let group = |topics: Vec<&TopicChoice>| -> Vec<AnyView> {
        topics
            .into_iter()
            .map(|topic| one(shell, view, topic))
            .collect()
    };
    let form = addresses.then(|| {
        let fields = view! {
            <h2>{shell.t("messages-choices-must")}</h2>
            <p>{shell.t("messages-choices-must-why")}</p>
            {group(must)}
            <h2>{shell.t("messages-choices-may")}</h2>
            {group(may)}
            {button(shell.t("save"), Weight::Main)}
        };
        post_for(shell, "/account/messages", fields.into_any())
    });
    let nowhere = (!addresses).then(|| view! { <p>{shell.t("messages-choices-nowhere")}</p> });
    let body = view! {
        {saved}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p>{shell.t("messages-choices-lede")}</p>
            {nowhere}
            {form}
        </div>
    };
    let options = PageOptions {
        back: Some("/account".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn one(shell: &Shell, view: &MessageChoices, topic: &TopicChoice) -> AnyView {
    let by = |channel: &'static str, address: &Option<String>| {
        let address = address.as_ref()?;
        let words = shell.tv(
            &format!("messages-by-{channel}"),
            &[("address", address.into())],
        );
        Some(Choice::new(channel, words))
    };
    let in_box = (!topic.mandatory).then(|| Choice::new("box", shell.t("messages-by-box")));
    let choices: Vec<Choice> = by("mail", &view.mail)
        .into_iter()
        .chain(by("sms", &view.phone))
        .chain(in_box)
        .collect();
    let field = Field::new(topic.key, shell.t(&format!("messages-topic-{}", topic.key)))
        .hint(shell.t(&format!("messages-topic-{}-hint", topic.key)))
        .value(topic.chosen);
    choice::radios(shell, &field, &choices)
}

#[derive(Debug, Clone)]
pub struct Unsubscription {
    /// As in [`TopicChoice::key`].
    pub topic: &'static str,
    /// Where the form goes.
    pub path: String,
    /// Whether mail of this sort is stopped now.
    pub stopped: bool,
}

pub fn unsubscription_page(shell: &Shell, view: &Unsubscription) -> String {
    let topic = shell.t(&format!("messages-topic-{}", view.topic));
    let values = [("topic", topic.into())];
    let (title, words, label, action) = if view.stopped {
        (
            "messages-stopped-title",
            "messages-stopped",
            "messages-resume",
            format!("{}/end", view.path),
        )
    } else {
        (
            "messages-stop-title",
            "messages-stop",
            "messages-stop-confirm",
            view.path.clone(),
        )
    };
    let title = shell.tv(title, &values);
    let weight = if view.stopped {
        Weight::Quiet
    } else {
        Weight::Main
    };
    let form = view! { {hidden("by", "page")}{button(shell.t(label), weight)} };
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p>{shell.tv(words, &values)}</p>
            <p>{shell.t("messages-stop-rest")}</p>
            {post(action, Encoding::Plain, form.into_any())}
            <p><a href="/account/messages">{shell.t("messages-choose")}</a></p>
        </div>
    };
    layout::page(shell, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    const TOPICS: [(&str, bool); 7] = [
        ("corrections", true),
        ("decisions", true),
        ("notices", true),
        ("progress", false),
        ("replies", false),
        ("drafts", false),
        ("licences", false),
    ];

    #[test]
    fn choices_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let topics = TOPICS.map(|(key, mandatory)| TopicChoice {
                key,
                mandatory,
                chosen: "mail",
            });
            let full = MessageChoices {
                saved: true,
                mail: Some("m****@example.com".into()),
                phone: Some("138****1234".into()),
                topics: topics.into(),
            };
            let html = message_choices_page(&shell, &full);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(
                html.matches("value=\"box\"").count(),
                4,
                "only optional ones"
            );
            let html = message_choices_page(&shell, &MessageChoices::default());
            assert!(
                !html.contains('⟦') && !html.contains("type=\"radio\""),
                "{html}"
            );
            for (topic, _) in TOPICS {
                for stopped in [false, true] {
                    let view = Unsubscription {
                        topic,
                        path: "/unsubscription/t".into(),
                        stopped,
                    };
                    let html = unsubscription_page(&shell, &view);
                    assert!(!html.contains('⟦'), "{html}");
                    assert_eq!(html.contains("/unsubscription/t/end"), stopped);
                }
            }
        }
    }
}
