//! What is to be done, with the state of each.

use leptos::prelude::*;

#[derive(Debug)]
pub struct Task {
    pub name: AnyView,
    /// Absent where there is nothing to do.
    pub href: Option<String>,
    pub state: AnyView,
}

pub fn task_list(tasks: Vec<Task>) -> AnyView {
    let tasks: Vec<AnyView> = tasks
        .into_iter()
        .map(|Task { name, href, state }| {
            let name = match href {
                Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                None => view! { <span>{name}</span> }.into_any(),
            };
            view! { <li>{name}<span class="task-state">{state}</span></li> }.into_any()
        })
        .collect();
    view! { <ul class="tasks">{tasks}</ul> }.into_any()
}
