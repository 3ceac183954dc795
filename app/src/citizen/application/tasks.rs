//! A long form as a list of what is to be done, with the state of each.

use domain::locale::Localised;
use leptos::prelude::*;

use super::{Head, again, heading, kept, moved};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::parts::chart::Tone;
use crate::parts::tag::tag;
use crate::parts::task_list::{Task, task_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct TasksView {
    pub head: Head,
    pub pages: Vec<TaskLine>,
    /// Nothing where no material is asked for.
    pub materials: Option<TaskState>,
    /// Where to go on.
    pub next: String,
}

#[derive(Debug, Clone)]
pub struct TaskLine {
    pub key: String,
    pub title: Localised,
    pub state: TaskState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    Done,
    /// The portal filled it in, and the applicant has not looked at it yet.
    Check,
    /// Something was answered, and something is missing or wrong.
    Begun,
    Open,
}

impl TasksView {
    fn is_complete(&self) -> bool {
        let pages = self.pages.iter().map(|page| page.state);
        pages
            .chain(self.materials)
            .all(|state| matches!(state, TaskState::Done | TaskState::Check))
    }
}

pub fn tasks_page(shell: &Shell, view: &TasksView) -> String {
    let title = shell.t("form-tasks-title");
    let base = &view.head.base;
    let pages = view.pages.iter().map(|page| Task {
        name: shell.words(&page.title),
        href: Some(format!("{base}/pages/{}", page.key)),
        state: state(shell, page.state),
    });
    let materials = view.materials.map(|given| Task {
        name: shell.t("application-materials-title").into_any(),
        href: Some(format!("{base}/materials")),
        state: state(shell, given),
    });
    let complete = view.is_complete();
    let check = Task {
        name: shell.t("application-answers-title").into_any(),
        href: complete.then(|| format!("{base}/answers")),
        state: if complete {
            state(shell, TaskState::Open)
        } else {
            let words = shell.t("form-task-later");
            view! { <span class="soft">{words}</span> }.into_any()
        },
    };
    let tasks: Vec<Task> = pages.chain(materials).chain([check]).collect();
    let done = view
        .pages
        .iter()
        .filter(|page| page.state == TaskState::Done);
    let done = shell.tv(
        "form-tasks-done",
        &[
            ("done", done.count().into()),
            ("of", view.pages.len().into()),
        ],
    );
    let body = view! {
        {moved(shell, &view.head)}
        {again(shell, &view.head)}
        <div class="prose">
            {heading(shell, &view.head)}
            <h1>{title.clone()}</h1>
            <p class="lede">{done}</p>
            {task_list(tasks)}
            <p>{button_link(shell.t("form-tasks-go-on"), view.next.clone(), Weight::Main)}</p>
            {kept(shell, &view.head)}
        </div>
    };
    let options = PageOptions {
        back: Some(view.head.list.to_owned()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn state(shell: &Shell, state: TaskState) -> AnyView {
    match state {
        TaskState::Done => tag(shell.t("form-task-done"), Tone::Done),
        TaskState::Check => tag(shell.t("form-task-check"), Tone::Attention),
        TaskState::Begun => tag(shell.t("form-task-begun"), Tone::Attention),
        TaskState::Open => {
            let words = shell.t("form-task-open");
            view! { <span class="soft">{words}</span> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn the_check_opens_when_all_is_done() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let line = |key: &str, state| TaskLine {
                key: key.into(),
                title: Localised::new("家庭", "Household"),
                state,
            };
            let mut view = TasksView {
                head: Head {
                    base: "/applications/x".into(),
                    ..Head::default()
                },
                pages: vec![
                    line("a", TaskState::Done),
                    line("b", TaskState::Begun),
                    line("c", TaskState::Open),
                ],
                materials: Some(TaskState::Done),
                next: "/applications/x/pages/b".into(),
            };
            let html = tasks_page(&shell, &view);
            assert!(html.contains("href=\"/applications/x/pages/c\""), "{html}");
            assert!(
                !html.contains("/answers\"") && !html.contains('⟦'),
                "{html}"
            );
            view.pages.truncate(1);
            view.pages.push(line("d", TaskState::Check));
            let html = tasks_page(&shell, &view);
            assert!(html.contains("href=\"/applications/x/answers\""), "{html}");
        }
    }
}
