//! What narrows the inbox, as a plain GET form: the address that it leads to is one to keep.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, filter};
use crate::parts::fault::{Fault, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form;
use crate::parts::lamp::LampView;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Filters {
    pub items: Vec<(String, Localised)>,
    pub steps: Vec<(String, Localised)>,
    pub lamps: Vec<(&'static str, LampView)>,
    /// Where the agency's cases can come from; none where there is nothing to choose.
    pub divisions: Vec<(String, Localised)>,
    /// Who holds a task, for a head.
    pub people: Vec<(String, Localised)>,
    pub q: String,
    pub item: String,
    pub step: String,
    pub lamp: String,
    pub division: String,
    /// The first and the last day of receipt, as typed.
    pub from: String,
    pub to: String,
    /// A person, or `none`.
    pub holder: String,
    /// Only what came since.
    pub arrived: Option<Timestamp>,
    /// What the form sends along.
    pub kept: Vec<(String, String)>,
    /// The whole list, for a view to keep.
    pub list: Vec<(String, String)>,
    /// The list without anything that narrows it.
    pub clear: String,
}

impl Filters {
    pub(super) fn narrow(&self) -> bool {
        self.arrived.is_some() || !self.q.is_empty() || self.more()
    }

    /// One of those that are folded away narrows the list.
    fn more(&self) -> bool {
        [
            &self.item,
            &self.step,
            &self.lamp,
            &self.division,
            &self.from,
            &self.to,
            &self.holder,
        ]
        .into_iter()
        .any(|value| !value.is_empty())
    }
}

pub(super) fn filters(shell: &Shell, view: &Filters, tab: &str, faults: &[Fault]) -> AnyView {
    let wrong = |id| fault(shell, faults, id);
    let q = Field::new("q", shell.t("inbox-q"))
        .hint(shell.t("inbox-q-hint"))
        .width(Width::Medium)
        .value(view.q.clone())
        .error(wrong("q"));
    let named = |all: &[(String, Localised)]| -> Vec<Choice> {
        all.iter()
            .map(|(key, name)| Choice::new(key, shell.l(name)))
            .collect()
    };
    let list = |name: &'static str, label: &str, value: &str, choices: Vec<Choice>| {
        let shown = choices.len() > 1 || !value.is_empty();
        shown.then(|| {
            let field = Field::new(name, shell.t(label)).value(value);
            filter(shell, &field, &choices)
        })
    };
    let lamps = view
        .lamps
        .iter()
        .map(|(key, lamp)| Choice::new(*key, shell.t(lamp.key())))
        .collect();
    let mut people = named(&view.people);
    if !people.is_empty() && tab != "done" {
        people.insert(0, Choice::new("none", shell.t("desk-unclaimed")));
    }
    let holder = match tab {
        "done" => "inbox-done-by",
        _ => "desk-holder",
    };
    let day = |name: &'static str, label: &str, value: &str| {
        let field = Field::new(name, shell.t(label))
            .hint(shell.t("inbox-day-hint"))
            .width(Width::Short)
            .value(value)
            .error(wrong(name));
        field::date(shell, &field)
    };
    let open = view.more() || wrong("from").is_some() || wrong("to").is_some();
    let lamps = (tab != "done").then(|| list("lamp", "desk-lamp", &view.lamp, lamps));
    let more = view! {
        <details class="details" open=open>
            <summary>{shell.t("inbox-more-filters")}</summary>
            <div class="filters">
                {list("item", "desk-filter-item", &view.item, named(&view.items))}
                {list("step", "desk-step", &view.step, named(&view.steps))}
                {lamps}
                {list("division", "inbox-division", &view.division, named(&view.divisions))}
                {list("holder", holder, &view.holder, people)}
                {day("from", "inbox-from", &view.from)}
                {day("to", "inbox-to", &view.to)}
            </div>
        </details>
    };
    let kept: Vec<AnyView> = view
        .kept
        .iter()
        .map(|(name, value)| field::hidden(name.clone(), value.clone()))
        .collect();
    let arrived = view.arrived.map(|at| {
        view! {
            {field::hidden("arrived", at.as_millisecond().to_string())}
            <p>{shell.t("inbox-arrived")}{time::instant(shell, at)}</p>
        }
    });
    let clear = view.narrow().then(|| {
        let href = view.clear.clone();
        view! { <p><a href=href>{shell.t("inbox-clear")}</a></p> }
    });
    let body = view! {
        {kept}
        {field::text(shell, &q)}
        {button(shell.t("desk-filter"), Weight::Quiet)}
        {clear}
        {arrived}
        {more}
    };
    view! { <div role="search">{form::get("/desk", body.into_any())}</div> }.into_any()
}
