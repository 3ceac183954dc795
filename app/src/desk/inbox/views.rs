//! 常用筛选: lists that an officer keeps.

use leptos::prelude::*;

use super::Inbox;
use crate::parts::button::{Weight, button};
use crate::parts::fault::fault;
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct SavedView {
    pub id: String,
    pub name: String,
    pub href: String,
}

pub(super) fn views(shell: &Shell, view: &Inbox) -> AnyView {
    let wrong = fault(shell, &view.faults, "name");
    let open = wrong.is_some() || view.view.is_some();
    let lines: Vec<AnyView> = view
        .views
        .iter()
        .map(|one| {
            let of = shell.tv("inbox-view-remove-of", &[("name", one.name.clone().into())]);
            let body = view! {
                <button class="link" type="submit">{shell.t("inbox-view-remove")}<span class="vh">{of}</span></button>
            };
            let action = format!("/desk/views/{}/removal", one.id);
            let remove = post(action, Encoding::Plain, body.into_any());
            let (href, name) = (one.href.clone(), one.name.clone());
            view! { <li class="row"><a href=href>{name}</a>{remove}</li> }.into_any()
        })
        .collect();
    let lines = (!lines.is_empty()).then(|| view! { <ul class="plain-list">{lines}</ul> });
    let name = Field::new("name", shell.t("inbox-view-name"))
        .width(Width::Medium)
        .value(view.view_name.clone())
        .error(wrong);
    let list: Vec<AnyView> = view
        .filters
        .list
        .iter()
        .map(|(name, value)| field::hidden(name.clone(), value.clone()))
        .collect();
    let body = view! {
        {list}
        {field::text(shell, &name)}
        {button(shell.t("inbox-view-keep"), Weight::Quiet)}
    };
    view! {
        <details class="details" open=open>
            <summary>{shell.t("inbox-views")}</summary>
            <div>{lines}{post("/desk/views", Encoding::Plain, body.into_any())}</div>
        </details>
    }
    .into_any()
}
