//! `/oversight/findings`: what the rules found, by rule and one by one.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::{files, number, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::choice::{Choice, filter, select};
use crate::parts::empty::empty;
use crate::parts::field::Field;
use crate::parts::finding::{name, reason, state};
use crate::parts::form::get;
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of, table};
use crate::parts::time;
use crate::shell::Shell;

/// The states in the order of the table's columns.
pub const STATES: [&str; 4] = ["open", "explained", "justified", "confirmed"];

/// What is asked for, as the links have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub days: u16,
    /// `Rule::key`.
    pub rule: Option<String>,
    /// `State::key`.
    pub state: Option<String>,
    pub division: Option<String>,
    pub agency: Option<String>,
}

impl Asked {
    pub fn address(&self) -> String {
        let mut address = format!("/oversight/findings?days={}", self.days);
        for (name, value) in [
            ("rule", &self.rule),
            ("state", &self.state),
            ("division", &self.division),
            ("agency", &self.agency),
        ] {
            if let Some(value) = value {
                address.push_str(&format!("&{name}={value}"));
            }
        }
        address
    }

    fn of(&self, rule: Option<&str>, state: Option<&str>) -> String {
        let asked = Self {
            rule: rule.map(Into::into),
            state: state.map(Into::into),
            ..self.clone()
        };
        asked.address()
    }
}

#[derive(Debug, Clone, Default)]
pub struct Findings {
    pub asked: Asked,
    /// The periods to choose from.
    pub periods: Vec<u16>,
    /// Where the list can be narrowed to; empty for a head, as the agencies are.
    pub divisions: Vec<(String, Localised)>,
    /// Whether the reader looks at more than one agency, and which of them have findings.
    pub agencies: Vec<(String, Localised)>,
    /// Every rule that is on.
    pub rules: Vec<RuleLine>,
    /// All there are of what is asked for.
    pub count: u64,
    pub lines: Vec<Line>,
    pub first: Option<String>,
    pub next: Option<String>,
}

/// What became of the findings of a rule.
#[derive(Debug, Clone)]
pub struct RuleLine {
    pub key: &'static str,
    /// In the order of `STATES`.
    pub counts: [u64; 4],
}

impl RuleLine {
    /// 误报率: what was found to be no fault, of all that were decided, in whole percent.
    fn false_alarms(&self) -> Option<(u64, u64)> {
        let [_, _, justified, confirmed] = self.counts;
        let decided = justified + confirmed;
        (decided > 0).then(|| ((justified * 100 + decided / 2) / decided, decided))
    }
}

#[derive(Debug, Clone)]
pub struct Line {
    pub href: String,
    pub rule: String,
    pub why: String,
    pub measure: Option<i64>,
    pub case_no: String,
    pub item: Localised,
    pub agency: Localised,
    pub at: Timestamp,
    pub state: String,
}

pub fn findings_page(shell: &Shell, view: &Findings) -> String {
    let title = shell.t("findings-title");
    let trail = [("/oversight".to_owned(), shell.t("oversight-nav-overview"))];
    let count = [
        ("count", view.count.into()),
        ("shown", number(view.count).into()),
    ];
    let list = if view.lines.is_empty() {
        empty(shell.t("findings-none"), ().into_any())
    } else {
        let columns = [
            "finding-rule",
            "oversight-case",
            "oversight-agency",
            "finding-at",
            "finding-state",
        ]
        .map(|key| Column::new(shell.t(key)));
        let all = Table {
            caption: shell.t("findings-list"),
            caption_hidden: true,
            columns: columns.into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            row_head: 0,
        };
        page_of(view.count, all)
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{shell.t("findings-note")}</p>
        {filters(shell, view)}
        <h2>{shell.t("findings-list")}</h2>
        <p class="soft">{shell.tv("findings-count", &count)}</p>
        {list}
        {files(shell, &view.asked.address())}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
        <h2>{shell.t("findings-rules")}</h2>
        <div class="figures">{rules(shell, view)}</div>
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/findings"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn filters(shell: &Shell, view: &Findings) -> AnyView {
    let field = |name, key: &str, value: &Option<String>| {
        Field::new(name, shell.t(key)).value(value.clone().unwrap_or_default())
    };
    let rules: Vec<Choice> = view
        .rules
        .iter()
        .map(|rule| Choice::new(rule.key, name(shell, rule.key)))
        .collect();
    let states: Vec<Choice> = STATES
        .iter()
        .map(|key| Choice::new(*key, shell.t(&format!("finding-state-{key}"))))
        .collect();
    let periods: Vec<Choice> = view
        .periods
        .iter()
        .map(|days| {
            let words = shell.tv("findings-days", &[("days", u32::from(*days).into())]);
            Choice::new(days.to_string(), words)
        })
        .collect();
    let asked = &view.asked;
    let named = |name, key: &str, value, all: &[(String, Localised)]| {
        let choices: Vec<Choice> = all
            .iter()
            .map(|(id, name)| Choice::new(id.clone(), shell.l(name)))
            .collect();
        (!choices.is_empty()).then(|| filter(shell, &field(name, key, value), &choices))
    };
    let division = named(
        "division",
        "oversight-division",
        &asked.division,
        &view.divisions,
    );
    let agency = named("agency", "oversight-agency", &asked.agency, &view.agencies);
    let days = Some(asked.days.to_string());
    let body = view! {
        {filter(shell, &field("rule", "finding-rule", &asked.rule), &rules)}
        {filter(shell, &field("state", "finding-state", &asked.state), &states)}
        {select(shell, &field("days", "findings-period", &days), &periods)}
        {division}
        {agency}
        {button(shell.t("findings-filter"), Weight::Quiet)}
    };
    get("/oversight/findings", body.into_any())
}

fn rules(shell: &Shell, view: &Findings) -> AnyView {
    let mut columns = vec![
        Column::new(shell.t("finding-rule")),
        Column::new(shell.t("findings-total")).numeric(),
    ];
    columns
        .extend(STATES.map(|key| Column::new(shell.t(&format!("finding-state-{key}"))).numeric()));
    columns.push(Column::new(shell.t("findings-false")).numeric());
    let link = |href: String, count: u64| {
        if count == 0 {
            "0".into_any()
        } else {
            view! { <a href=href>{number(count)}</a> }.into_any()
        }
    };
    let rows =
        view.rules
            .iter()
            .map(|rule| {
                let all = rule.counts.iter().sum();
                let mut cells = vec![
                    name(shell, rule.key).into_any(),
                    link(view.asked.of(Some(rule.key), None), all),
                ];
                cells.extend(
                    STATES.iter().zip(rule.counts).map(|(state, count)| {
                        link(view.asked.of(Some(rule.key), Some(state)), count)
                    }),
                );
                cells.push(match rule.false_alarms() {
                    Some((percent, decided)) => {
                        let values = [("percent", percent.into()), ("count", decided.into())];
                        shell.tv("findings-false-of", &values).into_any()
                    }
                    None => view! { <span class="soft">{shell.t("findings-undecided")}</span> }
                        .into_any(),
                });
                cells
            })
            .collect();
    table(Table {
        caption: shell.t("findings-rules"),
        caption_hidden: true,
        columns,
        rows,
        row_head: 0,
    })
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let href = line.href.clone();
    let why = reason(shell, &line.rule, &line.why, line.measure);
    vec![
        view! {
            <a href=href>{name(shell, &line.rule)}</a>
            <br/>
            <span class="meta">{why}</span>
        }
        .into_any(),
        view! {
            {case_no(&line.case_no)}
            <br/>
            <span class="meta">{shell.words(&line.item)}</span>
        }
        .into_any(),
        shell.words(&line.agency),
        time::instant(shell, line.at),
        state(shell, &line.state),
    ]
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use domain::supervision::rules::Rule;

    use super::*;

    #[test]
    fn the_list_and_the_rules_render_in_both_languages() {
        let asked = Asked {
            days: 30,
            state: Some("open".into()),
            ..Asked::default()
        };
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let lines = STATES.map(|state| Line {
                href: "/oversight/findings/62010220261123000001F/much-paused/4".into(),
                rule: Rule::MuchPaused.key().into(),
                why: "share".into(),
                measure: Some(61),
                case_no: "62010220261123000001F".into(),
                item: Localised::new("食品经营许可", "Food business licence"),
                agency: Localised::new("市监局", "Market supervision"),
                at: Timestamp::UNIX_EPOCH,
                state: state.into(),
            });
            let view = Findings {
                asked: asked.clone(),
                periods: vec![30, 90, 365],
                divisions: vec![("620100".into(), Localised::new("兰州市", "Lanzhou"))],
                agencies: vec![("a".into(), Localised::new("市监局", "Market supervision"))],
                rules: Rule::ALL
                    .map(|rule| RuleLine {
                        key: rule.key(),
                        counts: [1, 0, 1, 2],
                    })
                    .into(),
                count: 1284,
                lines: lines.into(),
                first: None,
                next: Some(format!("{}&after=1", asked.address())),
            };
            let html = findings_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("data-total=\"1284\""), "{html}");
            assert!(html.contains("33"), "one of three was no fault");
            assert!(html.contains("days=30&amp;rule=much-paused&amp;state=confirmed"));
            assert!(html.contains("/oversight/findings.csv?days=30&amp;state=open"));
            assert!(!findings_page(&shell, &Findings::default()).contains('⟦'));
        }
    }
}
