//! The list of materials: what is still to be given, and what nobody has to give.

use domain::locale::Localised;
use leptos::prelude::*;

use super::{Head, heading, moved};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::parts::chart::Tone;
use crate::parts::tag::tag;
use crate::parts::task_list::{Task, task_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct MaterialsView {
    pub head: Head,
    pub rules: Vec<RuleLine>,
    pub back: String,
    /// The first that is missing.
    pub next: Option<(String, Localised)>,
}

#[derive(Debug, Clone)]
pub struct RuleLine {
    pub key: String,
    pub name: Localised,
    pub state: RuleState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleState {
    /// Made from the answers.
    Form,
    /// Had by data sharing.
    Shared,
    Uploaded {
        files: usize,
    },
    Missing,
    /// Promised, to be handed in later.
    Promised,
    /// Nothing given yet, and the wallet has it.
    Held,
    /// Nothing given yet; it may be promised and handed in later.
    Later,
    /// Nothing given, and nothing has to be.
    Optional,
}

impl RuleState {
    pub(super) fn is_upload(self) -> bool {
        !matches!(self, Self::Form | Self::Shared)
    }
}

/// The state in words, and what it means where that helps.
pub(super) fn state(shell: &Shell, state: RuleState) -> AnyView {
    match state {
        RuleState::Form => soft(shell.t("application-material-form")),
        RuleState::Shared => soft(shell.t("application-material-shared")),
        RuleState::Uploaded { files } => {
            let words = shell.tv("application-material-files", &[("count", files.into())]);
            tag(words, Tone::Done)
        }
        RuleState::Missing => tag(shell.t("application-material-missing"), Tone::Attention),
        RuleState::Promised => tag(shell.t("material-state-promised"), Tone::Done),
        RuleState::Held => tag(shell.t("material-state-held"), Tone::Attention),
        RuleState::Later => soft(shell.t("application-material-later")),
        RuleState::Optional => soft(shell.t("application-material-optional")),
    }
}

fn soft(words: String) -> AnyView {
    view! { <span class="soft">{words}</span> }.into_any()
}

pub fn materials_page(shell: &Shell, view: &MaterialsView) -> String {
    let title = shell.t("application-materials-title");
    let base = &view.head.base;
    let tasks = |upload: bool| -> Vec<Task> {
        view.rules
            .iter()
            .filter(|rule| rule.state.is_upload() == upload)
            .map(|rule| Task {
                name: shell.words(&rule.name),
                href: upload.then(|| format!("{base}/materials/{}", rule.key)),
                state: state(shell, rule.state),
            })
            .collect()
    };
    let (give, have) = (tasks(true), tasks(false));
    let give = if give.is_empty() {
        view! { <p>{shell.t("application-no-uploads")}</p> }.into_any()
    } else {
        view! { <h2>{shell.t("application-materials-give")}</h2>{task_list(give)} }.into_any()
    };
    let have = (!have.is_empty()).then(|| {
        view! {
            <h2>{shell.t("application-materials-have")}</h2>
            <p>{shell.t("application-materials-have-note")}</p>
            {task_list(have)}
        }
    });
    let body = view! {
        {moved(shell, &view.head)}
        <div class="prose">
            {heading(shell, &view.head)}
            <h1>{title.clone()}</h1>
            {give}
            <p>{way_on(shell, base, view.next.as_ref())}</p>
            {have}
        </div>
    };
    let options = PageOptions {
        back: Some(view.back.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// To the next material that is missing, or to the check of the answers.
pub(super) fn way_on(shell: &Shell, base: &str, next: Option<&(String, Localised)>) -> AnyView {
    match next {
        Some((key, name)) => {
            let name = shell.l(name);
            let label = shell.tv("application-next-material", &[("name", name.into())]);
            button_link(label, format!("{base}/materials/{key}"), Weight::Main)
        }
        None => button_link(
            shell.t("application-to-answers"),
            format!("{base}/answers"),
            Weight::Main,
        ),
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn each_state_says_what_to_do() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let states = [
                RuleState::Form,
                RuleState::Shared,
                RuleState::Uploaded { files: 2 },
                RuleState::Missing,
                RuleState::Promised,
                RuleState::Held,
                RuleState::Optional,
            ];
            let rules = states.map(|state| RuleLine {
                key: "plan".into(),
                name: Localised::new("平面图", "Plan"),
                state,
            });
            let mut view = MaterialsView {
                head: Head {
                    base: "/applications/x".into(),
                    ..Head::default()
                },
                rules: rules.to_vec(),
                back: "/".into(),
                next: Some(("plan".into(), Localised::new("平面图", "Plan"))),
            };
            let html = materials_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(
                html.matches("href=\"/applications/x/materials/plan\"")
                    .count(),
                6
            );
            view.rules.truncate(1);
            view.next = None;
            let html = materials_page(&shell, &view);
            assert!(html.contains("href=\"/applications/x/answers\""), "{html}");
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
