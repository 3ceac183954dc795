//! The cases behind a number.

use domain::locale::Localised;
use domain::supervision::Measure;
use jiff::civil::Date;
use leptos::prelude::*;

use super::dashboard::{measure_name, period};
use super::{Place, files, number, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::empty::empty;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;

/// The lists to choose from; the others are reached from their number.
const FILTERS: [Measure; 11] = [
    Measure::Received,
    Measure::Running,
    Measure::Normal,
    Measure::Paused,
    Measure::DueSoon,
    Measure::Overdue,
    Measure::StatutoryOverdue,
    Measure::Reminded,
    Measure::Concluded,
    Measure::InTime,
    Measure::Late,
];

#[derive(Debug, Clone)]
pub struct Cases {
    pub place: Place,
    /// The place's name, and those above it.
    pub name: Localised,
    pub above: Vec<(Place, Localised)>,
    pub filter: Measure,
    pub count: u64,
    pub rows: Vec<Row>,
    /// From 1.
    pub page: u32,
    pub has_next: bool,
    /// There are more than can be paged through.
    pub cut: bool,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub case_no: String,
    pub lamp: LampView,
    pub item: Localised,
    pub agency: Localised,
    pub received_on: Date,
    /// Of an open case.
    pub due_on: Option<Date>,
    /// Of a concluded one.
    pub concluded_on: Option<Date>,
    pub stage: StageLine,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageLine {
    /// `Stage::key`.
    pub stage: String,
    pub step: Option<Localised>,
    /// `Conclusion::key`.
    pub result: Option<String>,
}

impl StageLine {
    pub(super) fn words(&self, shell: &Shell) -> String {
        match (&self.result, &self.step) {
            (Some(result), _) => shell.t(&format!("oversight-result-{result}")),
            (None, Some(step)) => shell.l(step),
            (None, None) => shell.t(&format!("oversight-stage-{}", self.stage)),
        }
    }
}

pub fn cases_page(shell: &Shell, view: &Cases) -> String {
    let filter = measure_name(shell, view.filter);
    let name = shell.l(&view.name);
    let title = shell.tv(
        "oversight-cases-title",
        &[("filter", (&filter).into()), ("place", (&name).into())],
    );
    let mut trail: Vec<_> = view
        .above
        .iter()
        .map(|(place, name)| (place.dashboard(), shell.l(name)))
        .collect();
    trail.push((view.place.dashboard(), name));
    let mut shown: Vec<Measure> = FILTERS.into();
    if !shown.contains(&view.filter) {
        shown.push(view.filter);
    }
    let filters: Vec<Tab> = shown
        .into_iter()
        .map(|measure| {
            let href = view.place.cases(measure);
            Tab::new(href, measure_name(shell, measure), measure == view.filter)
        })
        .collect();
    let count = shell.tv(
        "oversight-count",
        &[
            ("count", view.count.into()),
            ("shown", number(view.count).into()),
        ],
    );
    let count = if !view.filter.is_now() {
        format!("{} · {count}", period(shell, view.place.period))
    } else {
        count
    };
    let page = |page: u32| format!("{}&page={page}", view.place.cases(view.filter));
    let previous = (view.page > 1).then(|| page(view.page - 1));
    let next = view.has_next.then(|| page(view.page + 1));
    let cut = view
        .cut
        .then(|| view! { <p class="soft">{shell.t("oversight-cut")}</p> });
    let list = if view.rows.is_empty() {
        let href = view.place.dashboard();
        let next = view! { <a href=href>{shell.t("oversight-to-overview")}</a> };
        empty(shell.t("oversight-no-cases"), next.into_any())
    } else {
        rows(shell, &title, view)
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        {tabs(shell.t("oversight-filters"), &filters)}
        <p data-total=view.rows.is_empty().then_some(view.count)>{count}</p>
        {list}
        {cut}
        {files(shell, &view.place.cases(view.filter))}
        {pager(shell, previous.as_deref(), next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/cases"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn rows(shell: &Shell, title: &str, view: &Cases) -> AnyView {
    let rows = view
        .rows
        .iter()
        .map(|row| {
            let href = format!("/oversight/cases/{}", row.case_no);
            let end = match (row.concluded_on, row.due_on) {
                (Some(on), _) => {
                    view! { {shell.t("oversight-concluded-on")} {time::short_day(shell, on)} }
                        .into_any()
                }
                (None, Some(on)) => time::short_day(shell, on),
                (None, None) => {
                    view! { <span class="soft">{shell.t("oversight-no-clock")}</span> }.into_any()
                }
            };
            vec![
                lamp(shell, row.lamp),
                view! { <a href=href>{case_no(&row.case_no)}</a> }.into_any(),
                shell.words(&row.item),
                shell.words(&row.agency),
                row.stage.words(shell).into_any(),
                time::short_day(shell, row.received_on),
                end,
            ]
        })
        .collect();
    let all = Table {
        caption: title.to_owned(),
        caption_hidden: true,
        columns: [
            "oversight-lamp",
            "oversight-case",
            "oversight-item",
            "oversight-agency",
            "oversight-stage",
            "oversight-received",
            "oversight-due",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        row_head: 1,
    };
    view! { <div class="figures">{page_of(view.count, all)}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        let stage = |stage: &str, step: bool, result: Option<&str>| StageLine {
            stage: stage.into(),
            step: step.then(|| Localised::new("审核", "Review")),
            result: result.map(Into::into),
        };
        let mut stages = vec![
            stage("received", false, None),
            stage("awaiting-supplement", false, None),
            stage("in-process", true, None),
        ];
        for result in [
            "granted",
            "refused",
            "declined",
            "returned",
            "withdrawn",
            "voided",
        ] {
            stages.push(stage("concluded", false, Some(result)));
        }
        let rows: Vec<Row> = stages
            .into_iter()
            .map(|stage| Row {
                case_no: "62010220261123000001F".into(),
                lamp: LampView::DueSoon,
                item: Localised::new("食品经营许可", "Food business licence"),
                agency: Localised::new("市监局", "Market supervision"),
                received_on: date(2026, 6, 3),
                due_on: stage.step.is_some().then(|| date(2026, 6, 9)),
                concluded_on: stage.result.is_some().then(|| date(2026, 6, 9)),
                stage,
            })
            .collect();
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for filter in Measure::ALL {
                let view = Cases {
                    filter,
                    count: 1284,
                    rows: rows.clone(),
                    ..sample()
                };
                let html = cases_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("/oversight/cases/62010220261123000001F"));
                assert!(html.contains("page=3") && html.contains("page=1"));
            }
            let html = cases_page(&shell, &sample());
            assert!(!html.contains('⟦') && html.contains("empty"), "{html}");
            assert!(html.contains("data-total=\"0\""), "{html}");
        }
    }

    fn sample() -> Cases {
        Cases {
            place: Place::default(),
            name: Localised::new("兰州市", "Lanzhou"),
            above: Vec::new(),
            filter: Measure::Running,
            count: 0,
            rows: Vec::new(),
            page: 2,
            has_next: true,
            cut: true,
        }
    }
}
