//! `/account/delegations`: for whom the reader may act, and who may act for them; the forms to grant and to ask.

pub mod family;

use domain::delegation::{DelegationKind, Standing};
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::chart::Tone;
use crate::parts::choice::{self, Choice};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post, post_for};
use crate::parts::notification::{Notification, notification};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Delegations {
    /// In whose name the reader grants here.
    pub granting: String,
    /// A person may stand for an organisation.
    pub is_person: bool,
    pub may_act: Vec<Line>,
    pub may_act_for_me: Vec<Line>,
    /// What was just done: `offered`, `kept`, `asked`, `declared`, `declared-before`, `confirmed` or `revoked`.
    pub done: Option<&'static str>,
}

/// The other side of one delegation.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: String,
    pub name: String,
    /// Masked.
    pub number: Option<String>,
    pub kind: DelegationKind,
    pub standing: Standing,
    pub until: Option<Date>,
    /// Absent for all.
    pub items: Option<Vec<Localised>>,
    pub may_confirm: bool,
    pub may_act: bool,
    pub may_revoke: bool,
    /// The reader acts by it now.
    pub acting: bool,
}

pub fn delegations_page(shell: &Shell, view: &Delegations) -> String {
    let title = shell.t("delegations-title");
    let done = view.done.map(|done| {
        let body = view! { <p>{shell.t(&format!("delegations-done-{done}-next"))}</p> };
        let title = shell.t(&format!("delegations-done-{done}"));
        notification(shell, Notification::Success, title, body.into_any())
    });
    let list = |lines: &[Line], empty: &str| -> AnyView {
        if lines.is_empty() {
            return view! { <p class="soft">{shell.t(empty)}</p> }.into_any();
        }
        let lines: Vec<AnyView> = lines.iter().map(|one| line(shell, one)).collect();
        lines.into_any()
    };
    let ask = view.is_person.then(|| {
        let path = "/account/delegations/representative";
        let family = "/account/delegations/family";
        button_group(vec![
            button_link(shell.t("delegations-family"), family, Weight::Quiet),
            button_link(shell.t("delegations-ask"), path, Weight::Quiet),
        ])
    });
    let granting = [("name", (&view.granting).into())];
    let body = view! {
        {done}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("delegations-lede")}</p>
            <h2>{shell.t("delegations-may-act")}</h2>
            {list(&view.may_act, "delegations-may-act-none")}
            {ask}
            <h2>{shell.tv("delegations-for-me", &granting)}</h2>
            {list(&view.may_act_for_me, "delegations-for-me-none")}
            <p>{button_link(shell.t("delegations-grant"), "/account/delegations/agent", Weight::Main)}</p>
        </div>
    };
    let options = PageOptions {
        back: Some("/account".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn line(shell: &Shell, one: &Line) -> AnyView {
    let tone = match one.standing {
        Standing::Holds => Tone::Done,
        Standing::Offered => Tone::Attention,
        Standing::Expired | Standing::Revoked => Tone::Plain,
    };
    let mut rows = vec![Row::new(
        shell.t("delegations-kind"),
        shell.t(&format!("delegation-kind-{}", one.kind.key())),
    )];
    if let Some(number) = &one.number {
        rows.push(Row::new(shell.t("citizen-resident-id"), number.clone()));
    }
    rows.push(match &one.items {
        None => Row::new(shell.t("delegation-scope"), shell.t("delegation-scope-all")),
        Some(items) => {
            let items: Vec<AnyView> = items
                .iter()
                .map(|item| view! { <li>{shell.words(item)}</li> }.into_any())
                .collect();
            let items = view! { <ul>{items}</ul> };
            Row::of(shell.t("delegation-scope"), items.into_any())
        }
    });
    if let Some(until) = one.until {
        rows.push(Row::of(
            shell.t("delegation-until"),
            time::day(shell, until),
        ));
    }
    let name = [("name", (&one.name).into())];
    let form = |path: String, key: &str, weight| {
        let label = shell.tv(key, &name);
        post(path, Encoding::Plain, button(label, weight))
    };
    let base = format!("/account/delegations/{}", one.id);
    let mut buttons = Vec::new();
    if one.may_act && !one.acting {
        let body = view! {
            {field::hidden("delegation", one.id.clone())}
            {button(shell.tv("acting-for", &name), Weight::Main)}
        };
        buttons.push(post("/account/acting", Encoding::Plain, body.into_any()));
    }
    if one.may_confirm {
        let key = match one.kind {
            DelegationKind::Representative => "delegations-confirm",
            // A family's waits for nobody.
            DelegationKind::Agent | DelegationKind::Child | DelegationKind::Parent => {
                "delegations-accept"
            }
        };
        buttons.push(form(format!("{base}/confirmation"), key, Weight::Main));
    }
    if one.may_revoke {
        let key = if one.may_confirm {
            "delegations-refuse"
        } else {
            "delegations-revoke"
        };
        buttons.push(form(format!("{base}/revocation"), key, Weight::Quiet));
    }
    view! {
        <section class="sheet">
            <h3>{one.name.clone()}" "{tag(shell.t(&format!("delegation-{}", one.standing.key())), tone)}</h3>
            {summary_list(shell, rows)}
            {button_group(buttons)}
        </section>
    }
    .into_any()
}

#[derive(Debug, Clone, Default)]
pub struct Agent {
    pub granting: String,
    pub name: String,
    pub id_no: String,
    /// `all`, `some`, or nothing yet.
    pub scope: String,
    /// Codes and names to choose from.
    pub items: Vec<(String, Localised)>,
    pub chosen: Vec<String>,
    pub until: String,
    pub faults: Vec<Fault>,
}

pub fn agent_page(shell: &Shell, view: &Agent) -> String {
    let title = shell.t("delegations-grant");
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let scope = Field::new("scope", shell.t("delegation-scope"))
        .value(view.scope.clone())
        .error(wrong("scope"));
    let scopes = [
        Choice::new("all", shell.t("delegation-scope-all")),
        Choice::new("some", shell.t("delegation-scope-some")),
    ];
    let items = Field::new("items", shell.t("delegation-items"))
        .hint(shell.t("delegation-items-hint"))
        .error(wrong("items"));
    let choices: Vec<Choice> = view
        .items
        .iter()
        .map(|(code, name)| {
            Choice::new(code.clone(), shell.l(name)).chosen(view.chosen.contains(code))
        })
        .collect();
    let example = shell.today.saturating_add(jiff::Span::new().months(6));
    let example = example.to_string();
    let until = Field::new("until", shell.t("delegation-until"))
        .hint(shell.tv("delegation-until-hint", &[("example", example.into())]))
        .width(Width::Short)
        .value(view.until.clone())
        .error(wrong("until"));
    let form = view! {
        {person(shell, "delegation-agent-name", &view.name, &view.id_no, &view.faults)}
        {choice::radios(shell, &scope, &scopes)}
        {choice::checkboxes(shell, &items, &choices)}
        {field::date(shell, &until)}
        {button(shell.t("delegations-grant-button"), Weight::Main)}
    };
    let granting = [("name", (&view.granting).into())];
    let lede = shell.tv("delegations-grant-lede", &granting);
    let form = post_for(shell, "/account/delegations/agent", form.into_any());
    form_page(shell, &title, &view.faults, lede, form)
}

/// A form of delegations, and the way back to their list.
fn form_page(shell: &Shell, title: &str, faults: &[Fault], lede: String, form: AnyView) -> String {
    let body = view! {
        {error_summary(shell, &errors(shell, faults))}
        <div class="prose">
            <h1>{title.to_owned()}</h1>
            <p class="lede">{lede}</p>
            {form}
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        back: Some("/account/delegations".into()),
        ..PageOptions::default()
    };
    page_with(shell, title, options, body.into_any())
}

/// Whose name and number it is.
fn person(shell: &Shell, label: &str, name: &str, id_no: &str, faults: &[Fault]) -> AnyView {
    let name = Field::new("name", shell.t(label))
        .hint(shell.t("registration-name-hint"))
        .width(Width::Medium)
        .autocomplete("off")
        .value(name.to_owned())
        .error(fault(shell, faults, "name"));
    let id_no = Field::new("id-no", shell.t("citizen-resident-id"))
        .hint(shell.t("registration-id-hint"))
        .width(Width::Medium)
        .autocomplete("off")
        .value(id_no.to_owned())
        .error(fault(shell, faults, "id-no"));
    view! { {field::text(shell, &name)}{field::code(shell, &id_no)} }.into_any()
}

#[derive(Debug, Clone, Default)]
pub struct Claim {
    pub credit_code: String,
    pub faults: Vec<Fault>,
}

pub fn claim_page(shell: &Shell, view: &Claim) -> String {
    let title = shell.t("delegations-ask");
    let code = Field::new("credit-code", shell.t("citizen-credit-code"))
        .width(Width::Medium)
        .autocomplete("off")
        .value(view.credit_code.clone())
        .error(fault(shell, &view.faults, "credit-code"));
    let form = view! {
        {field::code(shell, &code)}
        {button(shell.t("delegations-ask-button"), Weight::Main)}
    };
    let lede = shell.t("delegations-ask-lede");
    let form = post(
        "/account/delegations/representative",
        Encoding::Plain,
        form.into_any(),
    );
    form_page(shell, &title, &view.faults, lede, form)
}

#[cfg(test)]
mod tests {
    use domain::delegation::GrantFault;
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn lists_and_forms_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut lines = Vec::new();
            for kind in DelegationKind::ALL {
                for standing in Standing::ALL {
                    lines.push(Line {
                        id: "1".into(),
                        name: "<b>".into(),
                        number: Some("620***********0015".into()),
                        kind,
                        standing,
                        until: Some(jiff::civil::date(2026, 12, 31)),
                        items: (standing == Standing::Holds)
                            .then(|| vec![Localised::new("食品", "Food")]),
                        may_confirm: standing == Standing::Offered,
                        may_act: standing == Standing::Holds,
                        may_revoke: true,
                        acting: false,
                    });
                }
            }
            let mut pages = Vec::new();
            for done in [
                None,
                Some("offered"),
                Some("asked"),
                Some("declared"),
                Some("declared-before"),
                Some("confirmed"),
                Some("revoked"),
            ] {
                let view = Delegations {
                    granting: "<b>".into(),
                    is_person: true,
                    may_act: lines.clone(),
                    may_act_for_me: if done.is_some() {
                        lines.clone()
                    } else {
                        vec![]
                    },
                    done,
                };
                pages.push(delegations_page(&shell, &view));
            }
            pages.push(delegations_page(&shell, &Delegations::default()));
            let view = Agent {
                name: "<b>".into(),
                items: vec![("1".into(), Localised::new("食品", "Food"))],
                faults: GrantFault::ALL
                    .map(|fault| Fault::new("until", format!("delegation-fault-{}", fault.key())))
                    .into(),
                ..Agent::default()
            };
            pages.push(agent_page(&shell, &view));
            pages.push(claim_page(&shell, &Claim::default()));
            for html in pages {
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
