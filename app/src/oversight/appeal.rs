//! `/oversight/scores/appeals/{id}`: one appeal against a deduction, with the forms for whoever acts next; and the form to
//! make one.

use domain::locale::Localised;
use domain::supervision::Period;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::appeals::{Line, frame};
use super::dashboard::period;
use super::scores::fault;
use crate::parts::act_form::{ActForm, fields};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors};
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

/// The form to make one.
#[derive(Debug, Clone)]
pub struct NewAppeal {
    pub name: Localised,
    pub month: Period,
    /// `Fault::key`.
    pub fault: String,
    pub case_no: String,
    /// The last day to appeal, and whether it is past or still to begin.
    pub until: Date,
    pub late: bool,
    /// What was taken off, one by one.
    pub back: String,
    pub action: String,
    /// Names the deduction.
    pub hidden: Vec<(&'static str, String)>,
    pub form: ActForm,
}

pub fn new_page(shell: &Shell, view: &NewAppeal) -> String {
    let title = shell.t("act-score-appeal-title");
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/scores".to_owned(), shell.t("score-list")),
        (view.back.clone(), fault(shell, &view.fault)),
    ];
    let rows = vec![
        Row::of(shell.t("oversight-agency"), shell.words(&view.name)),
        Row::of(shell.t("score-month"), period(shell, view.month).into_any()),
        Row::of(shell.t("score-fault"), fault(shell, &view.fault).into_any()),
        Row::of(shell.t("oversight-case"), case_no(&view.case_no)),
        Row::of(shell.t("score-appeal-until"), time::day(shell, view.until)),
    ];
    let faults = errors(shell, &view.form.faults);
    let hidden: Vec<AnyView> = view
        .hidden
        .iter()
        .map(|(name, value)| field::hidden(*name, value.clone()))
        .collect();
    let form = if view.late && faults.is_empty() {
        view! { <p>{shell.t("score-appeal-late")}</p> }.into_any()
    } else {
        let inner = view! { {hidden}{fields(shell, &view.form)} };
        post(view.action.clone(), Encoding::Plain, inner.into_any())
    };
    let body = view! {
        {error_summary(shell, &faults)}
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{shell.t("act-score-appeal-lede")}</p>
        <div class="two">
            <div>{form}</div>
            <div><div class="sheet">{summary_list(shell, rows)}</div></div>
        </div>
    };
    frame(shell, &title, !faults.is_empty(), body.into_any())
}

#[derive(Debug, Clone)]
pub struct AppealPage {
    pub line: Line,
    /// The score that it is about.
    pub score: String,
    /// The case, or the order.
    pub case: String,
    /// Points that were taken off for it.
    pub points: u32,
    /// How many acts there are, for the forms.
    pub seen: usize,
    pub said: Vec<Said>,
    /// For whoever may decide it.
    pub decision: Option<ActForm>,
    /// For the head of the agency, after a rejection.
    pub recheck: Option<ActForm>,
    /// Why a supervisor may not.
    pub why_not: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Said {
    pub at: Timestamp,
    /// `State::key`.
    pub act: String,
    pub who: Option<Localised>,
    pub agency: Localised,
    /// Absent where it was erased.
    pub text: Option<String>,
}

pub fn appeal_page(shell: &Shell, view: &AppealPage) -> String {
    let line = &view.line;
    let what = fault(shell, &line.fault);
    let title = shell.tv("score-appeal-of", &[("fault", what.clone().into())]);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/scores".to_owned(), shell.t("score-list")),
        (
            "/oversight/scores/appeals".to_owned(),
            shell.t("score-appeal-list"),
        ),
    ];
    let (score, case) = (view.score.clone(), view.case.clone());
    let rows = vec![
        Row::of(shell.t("score-appeal-state"), line.state(shell)),
        Row::of(
            shell.t("oversight-agency"),
            view! { <a href=score>{shell.words(&line.agency)}</a> }.into_any(),
        ),
        Row::of(shell.t("score-month"), period(shell, line.month).into_any()),
        Row::of(shell.t("score-fault"), what.into_any()),
        Row::of(
            shell.t("oversight-case"),
            view! { <a href=case>{case_no(&line.case_no)}</a> }.into_any(),
        ),
        Row::of(
            shell.t("score-points"),
            format!("−{}", view.points).into_any(),
        ),
    ];
    let said: Vec<AnyView> = view.said.iter().map(|said| told(shell, said)).collect();
    let faults: Vec<Fault> = [&view.decision, &view.recheck]
        .into_iter()
        .flatten()
        .flat_map(|form| form.faults.iter().cloned())
        .collect();
    let faults = errors(shell, &faults);
    let form = |form: &Option<ActForm>, end: &str| {
        form.as_ref().map(|form| {
            let inner =
                view! { {field::hidden("seen", view.seen.to_string())}{fields(shell, form)} };
            let action = format!("{}/{end}", line.href);
            let sent = post(action, Encoding::Plain, inner.into_any());
            view! { <section class="sheet"><h2>{shell.t(&form.key("title"))}</h2>{sent}</section> }
        })
    };
    let why_not = view.why_not.map(|key| view! { <p>{shell.t(key)}</p> });
    let body = view! {
        {error_summary(shell, &faults)}
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                <ol class="plain-list stack">{said}</ol>
                {why_not}
                {form(&view.decision, "decision")}
                {form(&view.recheck, "recheck")}
            </div>
            <div><div class="sheet">{summary_list(shell, rows)}</div></div>
        </div>
    };
    frame(shell, &title, !faults.is_empty(), body.into_any())
}

fn told(shell: &Shell, said: &Said) -> AnyView {
    let act = shell.t(&format!("score-appeal-said-{}", said.act));
    let who = said
        .who
        .as_ref()
        .map(|who| view! { " · "{shell.words(who)} });
    let text = said.text.clone();
    let text = text.map(|text| view! { <blockquote class="said">{text}</blockquote> });
    view! {
        <li>
            <strong>{act}</strong>
            <span class="meta">" "{time::instant(shell, said.at)}" · "{shell.words(&said.agency)}{who}</span>
            {text}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use domain::supervision::appeal::State;

    use super::super::appeals::tests::sample;
    use super::*;
    use crate::parts::choice::Choice;

    fn form(noun: &'static str) -> ActForm {
        ActForm {
            noun,
            choices: Vec::new(),
            choice: String::new(),
            amount: None,
            text: "<b>".into(),
            faults: Vec::new(),
            shown: None,
            preview: false,
        }
    }

    #[test]
    fn an_appeal_and_its_forms_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for state in State::ALL.map(State::key) {
                let said = |act: State| Said {
                    at: Timestamp::UNIX_EPOCH,
                    act: act.key().into(),
                    who: Some(Localised::new("张", "Zhang")),
                    agency: Localised::new("市监局", "Market supervision"),
                    text: Some("<b>".into()),
                };
                let choices = ["upheld", "rejected"].map(|key| {
                    Choice::new(key, shell.t(&format!("act-score-appeal-decision-{key}")))
                });
                let view = AppealPage {
                    line: sample(state, false),
                    score: "/oversight/scores/a".into(),
                    case: "/oversight/cases/1".into(),
                    points: 5,
                    seen: 2,
                    said: State::ALL.map(said).into(),
                    decision: Some(ActForm {
                        choices: choices.into(),
                        faults: vec![
                            Fault::new("choice", "act-score-appeal-decision-choice-missing"),
                            Fault::new("text", "score-recheck-late"),
                        ],
                        ..form("score-appeal-decision")
                    }),
                    recheck: Some(form("score-recheck")),
                    why_not: Some(match state {
                        "recheck" => "score-appeal-above",
                        "appealed" => "score-appeal-first",
                        _ => "score-appeal-own",
                    }),
                };
                let html = appeal_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(!html.contains("<b>"), "{html}");
            }
            for late in [true, false] {
                let mut view = NewAppeal {
                    name: Localised::new("市监局", "Market supervision"),
                    month: Period::Month(2026, 10),
                    fault: "late".into(),
                    case_no: "62010220261123000001F".into(),
                    until: jiff::civil::date(2026, 11, 12),
                    late,
                    back: "/oversight/scores/a/deductions".into(),
                    action: "/oversight/scores/a/appeal".into(),
                    hidden: vec![("month", "2026-10".into())],
                    form: form("score-appeal"),
                };
                assert!(!new_page(&shell, &view).contains('⟦'));
                view.form.faults = vec![Fault::new("text", "score-appeal-late")];
                assert!(!new_page(&shell, &view).contains('⟦'));
            }
        }
    }
}
