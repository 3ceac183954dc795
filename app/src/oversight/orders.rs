//! `/oversight/orders`: what supervision has asked agencies to do, whether they answered, and what became of it; and one
//! such order, with the forms for whoever judges the answer.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{files, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors};
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::pager::pager;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Orders {
    pub state: &'static str,
    /// Keys and addresses of all states, and how many orders each has.
    pub states: Vec<(&'static str, String)>,
    pub counts: Vec<u64>,
    /// Only those that came up from below.
    pub raised: bool,
    /// The reader supervises, and does not head an agency.
    pub supervises: bool,
    pub lines: Vec<Line>,
    pub here: String,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub href: String,
    pub case_no: String,
    /// `Instrument::key`.
    pub instrument: String,
    /// Year and serial of the organ's numbers.
    pub number: Option<(i64, i64)>,
    pub organ: Option<Localised>,
    pub item: Localised,
    pub agency: Localised,
    pub at: Timestamp,
    /// The last day for the answer.
    pub due_on: Date,
    pub late: bool,
    pub answered_at: Option<Timestamp>,
    pub sent_back: u64,
    pub accepted: Option<bool>,
    pub closed_at: Option<Timestamp>,
    /// The division whose supervision has it now.
    pub raised_to: Option<Localised>,
}

impl Line {
    fn name(&self, shell: &Shell) -> String {
        let instrument = shell.t(&format!("order-instrument-{}", self.instrument));
        match self.number {
            Some((year, serial)) => {
                let number = [("year", year.to_string().into()), ("serial", serial.into())];
                format!("{instrument} {}", shell.tv("order-no", &number))
            }
            None => instrument,
        }
    }

    fn state(&self, shell: &Shell) -> AnyView {
        let raised = self.raised_to.as_ref().map(|to| {
            let to = [("division", shell.l(to).into())];
            view! { " "{tag(shell.tv("order-raised", &to), Tone::Late)} }
        });
        let at = |key: &str, at: Timestamp, tone: Tone| {
            view! { {tag(shell.t(key), tone)}" "{time::instant(shell, at)} }.into_any()
        };
        let state = match (self.closed_at, self.answered_at) {
            (Some(closed), _) if self.accepted == Some(true) => {
                at("order-accepted", closed, Tone::Done)
            }
            (Some(closed), _) => at("order-lifted", closed, Tone::Plain),
            (None, Some(answered)) => at("order-answered", answered, Tone::Attention),
            (None, None) => {
                let tone = if self.late { Tone::Late } else { Tone::Plain };
                let key = if self.late {
                    "order-late"
                } else {
                    "order-waits"
                };
                view! { {tag(shell.t(key), tone)}" "{time::short_day(shell, self.due_on)} }
                    .into_any()
            }
        };
        view! { {state}{raised} }.into_any()
    }
}

pub fn orders_page(shell: &Shell, view: &Orders) -> String {
    let title = shell.t("order-list");
    let trail = [("/oversight".to_owned(), shell.t("oversight-nav-overview"))];
    let which: Vec<Tab> = view
        .states
        .iter()
        .zip(&view.counts)
        .map(|((key, href), count)| {
            let word = shell.t(&format!("order-state-{key}"));
            Tab::new(href.clone(), word, *key == view.state).count(*count)
        })
        .collect();
    let all = format!("/oversight/orders?state={}", view.state);
    let up = view.supervises.then(|| {
        let which = [
            Tab::new(all.clone(), shell.t("order-all"), !view.raised),
            Tab::new(
                format!("{all}&raised=1"),
                shell.t("order-only-raised"),
                view.raised,
            ),
        ];
        tabs(shell.t("order-from"), &which)
    });
    let at = view.states.iter().position(|(key, _)| *key == view.state);
    let total = at
        .and_then(|at| view.counts.get(at))
        .copied()
        .unwrap_or_default();
    let list = if view.lines.is_empty() {
        let none = empty(shell.t("order-none"), shell.t("order-none-next").into_any());
        view! { <div data-total="0">{none}</div> }.into_any()
    } else {
        let columns = [
            "order-instrument",
            "oversight-case",
            "oversight-agency",
            "order-made",
            "order-state",
        ]
        .map(|key| Column::new(shell.t(key)));
        let table = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: columns.into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            row_head: 0,
        };
        page_of(total, table)
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{shell.t("order-list-note")}</p>
        {tabs(shell.t("order-state"), &which)}
        {up}
        {list}
        {files(shell, &view.here)}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/orders"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let (href, name) = (line.href.clone(), line.name(shell));
    let case = format!("/oversight/cases/{}", line.case_no);
    vec![
        view! { <a href=href>{name}</a> }.into_any(),
        view! {
            <a href=case>{case_no(&line.case_no)}</a><br/><span class="meta">{shell.words(&line.item)}</span>
        }
        .into_any(),
        shell.words(&line.agency),
        time::instant(shell, line.at),
        line.state(shell),
    ]
}

/// One order.
#[derive(Debug, Clone)]
pub struct OrderPage {
    pub line: Line,
    /// Of the case's journal, for the forms.
    pub seq: u64,
    /// What happened to it, in order.
    pub steps: Vec<Step>,
    /// While an answer waits for the reader's judgement.
    pub review: Option<ActForm>,
    /// While the reader may take it back.
    pub lifting: Option<ActForm>,
}

#[derive(Debug, Clone)]
pub struct Step {
    pub at: Timestamp,
    /// `Fact::key`.
    pub fact: &'static str,
    /// Nobody where time alone brought it about.
    pub who: Option<Localised>,
    /// Absent where nothing was said, or the text was erased.
    pub text: Option<String>,
    /// The division whose supervision it came up to.
    pub to: Option<Localised>,
}

pub fn order_one_page(shell: &Shell, view: &OrderPage) -> String {
    let line = &view.line;
    let title = line.name(shell);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/orders".to_owned(), shell.t("order-list")),
    ];
    let case = format!("/oversight/cases/{}", line.case_no);
    let mut rows = vec![
        Row::of(shell.t("order-state"), line.state(shell)),
        Row::of(
            shell.t("oversight-case"),
            view! { <a href=case>{case_no(&line.case_no)}</a> }.into_any(),
        ),
        Row::of(shell.t("oversight-item"), shell.words(&line.item)),
        Row::of(shell.t("oversight-agency"), shell.words(&line.agency)),
        Row::of(shell.t("order-due"), time::day(shell, line.due_on)),
    ];
    if let Some(organ) = &line.organ {
        rows.push(Row::of(shell.t("order-organ"), shell.words(organ)));
    }
    if line.sent_back > 0 {
        rows.push(Row::of(
            shell.t("order-sent-back-times"),
            line.sent_back.to_string().into_any(),
        ));
    }
    let steps: Vec<AnyView> = view
        .steps
        .iter()
        .map(|step| step_view(shell, step))
        .collect();
    let faults: Vec<Fault> = [&view.review, &view.lifting]
        .into_iter()
        .flatten()
        .flat_map(|form| form.faults.iter().cloned())
        .collect();
    let faults = errors(shell, &faults);
    let form = |form: &Option<ActForm>, end: &str| {
        form.as_ref().map(|form| {
            let body = view! { {field::hidden("seq", view.seq.to_string())}{fields(shell, form)} };
            let body = post(
                format!("{}/{end}", line.href),
                Encoding::Plain,
                body.into_any(),
            );
            view! {
                <section class="sheet">
                    <h2>{shell.t(&form.key("title"))}</h2>
                    <p>{shell.t(&form.key("lede"))}</p>
                    {body}
                </section>
            }
        })
    };
    let body = view! {
        {error_summary(shell, &faults)}
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                <ol class="plain-list stack">{steps}</ol>
                {form(&view.review, "review")}
            </div>
            <div>
                <div class="sheet">
                    {summary_list(shell, rows)}
                    <p class="no-print"><a href=format!("{}/sheet", line.href)>{shell.t("order-paper")}</a></p>
                </div>
                {form(&view.lifting, "lifting")}
            </div>
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        wide: true,
        sections: sections(shell, "/oversight/orders"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

pub(super) fn step_view(shell: &Shell, step: &Step) -> AnyView {
    let fact = shell.t(&format!("oversight-fact-{}", step.fact));
    let who = step
        .who
        .as_ref()
        .map(|who| view! { " · "{shell.words(who)} });
    let to = step.to.as_ref().map(|to| {
        let to = [("division", shell.l(to).into())];
        view! { <p>{shell.tv("order-raised", &to)}</p> }
    });
    let text = step.text.clone();
    let text = text.map(|text| view! { <blockquote class="said">{text}</blockquote> });
    view! {
        <li>
            <strong>{fact}</strong>
            <span class="meta">" "{time::instant(shell, step.at)}{who}</span>
            {to}{text}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::limit::Unit;
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;
    use crate::parts::act_form::Amount;
    use crate::parts::choice::Choice;

    fn line(instrument: &str, answered: bool, accepted: Option<bool>) -> Line {
        Line {
            href: "/oversight/orders/62010220261123000001F/5".into(),
            case_no: "62010220261123000001F".into(),
            instrument: instrument.into(),
            number: Some((2026, 3)),
            organ: Some(Localised::new("兰州市政务服务局", "Lanzhou")),
            item: Localised::new("食品经营许可", "Food business licence"),
            agency: Localised::new("市监局", "Market supervision"),
            at: Timestamp::UNIX_EPOCH,
            due_on: date(2026, 11, 26),
            late: !answered,
            answered_at: answered.then_some(Timestamp::UNIX_EPOCH),
            sent_back: 1,
            accepted,
            closed_at: accepted.map(|_| Timestamp::UNIX_EPOCH),
            raised_to: Some(Localised::new("甘肃省", "Gansu")),
        }
    }

    fn form(noun: &'static str, amount: bool) -> ActForm {
        ActForm {
            noun,
            choices: if amount {
                vec![Choice::new("accepted", "A")]
            } else {
                Vec::new()
            },
            choice: String::new(),
            amount: amount.then(|| Amount {
                value: "1".into(),
                units: vec![Unit::WorkingDay],
                unit: String::new(),
                max: 30,
            }),
            text: String::new(),
            faults: vec![Fault::new("text", "act-text-missing")],
            shown: None,
            preview: false,
        }
    }

    #[test]
    fn a_list_and_an_order_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let lines: Vec<Line> = ["reminder", "order", "correction", "recommendation"]
                .into_iter()
                .flat_map(|of| {
                    let line = |answered, accepted| line(of, answered, accepted);
                    [
                        line(false, None),
                        line(true, None),
                        line(true, Some(true)),
                        line(false, Some(false)),
                    ]
                })
                .collect();
            let states = ["unanswered", "answered", "closed"];
            for state in states {
                let view = Orders {
                    state,
                    states: states
                        .map(|key| (key, format!("/oversight/orders?state={key}")))
                        .into(),
                    counts: vec![16, 2, 3],
                    raised: false,
                    supervises: true,
                    lines: lines.clone(),
                    here: "/oversight/orders?state=closed".into(),
                    first: None,
                    next: None,
                };
                let html = orders_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
            let none = orders_page(&shell, &Orders::default());
            assert!(none.contains("data-total=\"0\""), "{none}");
            let facts = [
                "ordered",
                "ordered-reminder",
                "ordered-correction",
                "ordered-recommendation",
                "order-answered",
                "order-accepted",
                "order-sent-back",
                "order-lifted",
                "order-raised",
            ];
            let steps = facts.map(|fact| Step {
                at: Timestamp::UNIX_EPOCH,
                fact,
                who: (fact != "order-raised").then(|| Localised::new("张三", "Zhang San")),
                text: Some("请说明".into()),
                to: (fact == "order-raised").then(|| Localised::new("甘肃省", "Gansu")),
            });
            let page = OrderPage {
                line: line("order", true, None),
                seq: 7,
                steps: steps.into(),
                review: Some(form("order-review", true)),
                lifting: Some(form("order-lifting", false)),
            };
            let html = order_one_page(&shell, &page);
            assert!(!html.contains('⟦'), "{html}");
            assert!(
                html.contains("/review\"") && html.contains("/lifting\""),
                "{html}"
            );
        }
    }
}
