//! The period in numbers: each measure against the period before and the same a year before, with what part of which
//! whole it is; and the days that cases took, against what was promised and what the law allows.

use domain::supervision::{Measure, Measures};
use leptos::prelude::*;

use super::dashboard::{Dashboard, measure_name};
use super::{Place, number};
use crate::parts::table::{Column, Table, table};
use crate::shell::Shell;
use crate::text::{decimal, percent};

/// What a number is a part of.
#[derive(Debug, Clone, Copy)]
enum Whole {
    Nothing,
    Received,
    Concluded,
    /// In time or late.
    Decided,
    Rated,
}

impl Whole {
    fn of(self, figures: &Measures) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Received => figures.count(Measure::Received),
            Self::Concluded => figures.count(Measure::Concluded),
            Self::Decided => figures.count(Measure::InTime) + figures.count(Measure::Late),
            Self::Rated => figures.rated(),
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Received => "oversight-of-received",
            Self::Concluded => "oversight-of-concluded",
            Self::Decided => "oversight-of-decided",
            Self::Rated => "oversight-of-rated",
        }
    }
}

const ROWS: [(Measure, Whole); 22] = [
    (Measure::Received, Whole::Nothing),
    (Measure::Online, Whole::Received),
    (Measure::Concluded, Whole::Nothing),
    (Measure::InTime, Whole::Decided),
    (Measure::Early, Whole::Decided),
    (Measure::Late, Whole::Decided),
    (Measure::StatutoryLate, Whole::Decided),
    (Measure::Immediate, Whole::Concluded),
    (Measure::ZeroVisit, Whole::Concluded),
    (Measure::Corrected, Whole::Concluded),
    (Measure::PausedOnce, Whole::Concluded),
    (Measure::Granted, Whole::Concluded),
    (Measure::Refused, Whole::Concluded),
    (Measure::Declined, Whole::Concluded),
    (Measure::Returned, Whole::Concluded),
    (Measure::Withdrawn, Whole::Concluded),
    (Measure::Voided, Whole::Concluded),
    (Measure::RatedFive, Whole::Rated),
    (Measure::RatedFour, Whole::Rated),
    (Measure::RatedThree, Whole::Rated),
    (Measure::RatedTwo, Whole::Rated),
    (Measure::RatedOne, Whole::Rated),
];

pub(super) fn period_table(shell: &Shell, view: &Dashboard) -> AnyView {
    let today = shell.today;
    let period = view.place.period;
    let before = view
        .place
        .over(domain::supervision::Period::of(period.before(today)));
    let year_before = view
        .place
        .over(domain::supervision::Period::of(period.year_before(today)));
    let rows = ROWS
        .into_iter()
        .filter(|(measure, _)| view.sees_ratings || !measure.is_rating())
        .map(|(measure, whole)| {
            let share = Measures::share(view.total.count(measure), whole.of(&view.total));
            vec![
                measure_name(shell, measure).into_any(),
                cell(shell, &view.place, measure, &view.total),
                share.map_or_else(
                    || view! { <span class="soft">"—"</span> }.into_any(),
                    |share| {
                        shell
                            .tv(whole.key(), &[("share", percent(share).into())])
                            .into_any()
                    },
                ),
                cell(shell, &before, measure, &view.before),
                cell(shell, &year_before, measure, &view.year_before),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t("oversight-in-numbers"),
        caption_hidden: true,
        columns: vec![
            Column::new(shell.t("oversight-measure")),
            Column::new(shell.t("oversight-this-period")).numeric(),
            Column::new(shell.t("oversight-share")),
            Column::new(shell.t("oversight-period-before")).numeric(),
            Column::new(shell.t("oversight-year-before")).numeric(),
        ],
        rows,
        ..Table::default()
    };
    view! { <div class="figures">{table(all)}</div> }.into_any()
}

fn cell(shell: &Shell, place: &Place, measure: Measure, figures: &Measures) -> AnyView {
    let value = figures.count(measure);
    if value == 0 {
        return view! { <span class="soft">"0"</span> }.into_any();
    }
    let what = measure_name(shell, measure);
    let when = super::dashboard::period(shell, place.period);
    view! {
        <a href=place.cases(measure)>{number(value)}<span class="vh">{format!(" {what} · {when}")}</span></a>
    }
    .into_any()
}

/// Average working days, in tenths, of the cases whose limit is counted in working days.
fn average(days: u64, cases: u64) -> Option<u64> {
    (cases > 0).then(|| (days * 10 + cases / 2) / cases)
}

pub(super) fn days_table(shell: &Shell, view: &Dashboard) -> AnyView {
    let rows: Vec<Vec<AnyView>> = [
        (
            "oversight-days-promised",
            Measure::Measured,
            Measure::DaysUsed,
            Measure::DaysPromised,
        ),
        (
            "oversight-days-law",
            Measure::LawMeasured,
            Measure::LawDaysUsed,
            Measure::LawDays,
        ),
    ]
    .into_iter()
    .filter_map(|(name, cases, used, limit)| {
        let of = |measure| average(view.total.count(measure), view.total.count(cases));
        let (used, limit) = (of(used)?, of(limit)?);
        // 提速率: how much of the limit was not needed.
        let saved =
            Measures::share(limit.saturating_sub(used), limit).map_or_else(String::new, percent);
        Some(vec![
            shell.t(name).into_any(),
            decimal(used).into_any(),
            decimal(limit).into_any(),
            saved.into_any(),
            cell(shell, &view.place, cases, &view.total),
        ])
    })
    .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let all = Table {
        caption: shell.t("oversight-days-title"),
        columns: vec![
            Column::new(shell.t("oversight-days-against")),
            Column::new(shell.t("oversight-days-used")).numeric(),
            Column::new(shell.t("oversight-days-limit")).numeric(),
            Column::new(shell.t("oversight-days-saved")).numeric(),
            Column::new(shell.t("oversight-cases-head")).numeric(),
        ],
        rows,
        ..Table::default()
    };
    view! { <div class="figures">{table(all)}</div> }.into_any()
}
