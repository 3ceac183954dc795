//! Who has seen personal data whole, for which reason.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Look {
    pub at: Timestamp,
    pub who: Localised,
    /// In whose place they acted.
    pub absent: Option<Localised>,
    pub agency: Localised,
    /// `Role::key`s.
    pub roles: Vec<String>,
    /// What was shown whole.
    pub fields: Vec<Localised>,
    /// `disclosure::Reason::key`.
    pub reason: String,
    pub words: Option<String>,
}

/// Nothing where nobody looked.
pub fn looks(shell: &Shell, all: &[Look]) -> Option<AnyView> {
    let lines: Vec<AnyView> = all.iter().map(|look| line(shell, look)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="sheet" aria-labelledby="looks">
                <h2 id="looks">{shell.t("looks")}</h2>
                <ul class="plain-list related">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn line(shell: &Shell, look: &Look) -> AnyView {
    let roles: Vec<String> = look
        .roles
        .iter()
        .map(|role| shell.t(&format!("role-{role}")))
        .collect();
    let place = look.absent.as_ref().map(|absent| {
        let words = shell.tv("looks-for", &[("absent", shell.l(absent).into())]);
        view! { " "{words} }
    });
    let fields: Vec<String> = look.fields.iter().map(|field| shell.l(field)).collect();
    let fields = [("fields", fields.join(&shell.t("looks-and")).into())];
    let reason = [("reason", reason(shell, &look.reason).into())];
    let words = look
        .words
        .clone()
        .map(|words| view! { <blockquote class="said">{words}</blockquote> });
    view! {
        <li>
            <strong>{shell.words(&look.who)}</strong>{place}" · "{shell.words(&look.agency)}
            <p class="meta">{roles.join(&shell.t("looks-and"))}" · "{time::instant(shell, look.at)}</p>
            <p class="meta">{shell.tv("looks-reason", &reason)}</p>
            {words}
            <p class="meta">{shell.tv("looks-fields", &fields)}</p>
        </li>
    }
    .into_any()
}

/// A reason in words.
pub fn reason(shell: &Shell, key: &str) -> String {
    shell.t(&format!("disclosure-reason-{key}"))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Look;
    use domain::locale::Localised;

    pub(crate) fn looks() -> Vec<Look> {
        let name = |zh: &str, en: &str| Localised::new(zh, en);
        let look = |reason: &str| Look {
            at: "2026-11-23T01:30:00Z".parse().unwrap(),
            who: name("王芳", "Wang Fang"),
            absent: (reason == "contact").then(|| name("李静", "Li Jing")),
            agency: name("城关区市场监督管理局", "Chengguan Market Regulation"),
            roles: vec!["counter".into(), "examiner".into()],
            fields: vec![name("联系电话", "Phone"), name("经营场所", "Premises")],
            reason: reason.into(),
            words: (reason == "other").then(|| "核对继承人 <b>".into()),
        };
        ["check-paper", "contact", "site-visit", "other"]
            .map(look)
            .into()
    }
}
