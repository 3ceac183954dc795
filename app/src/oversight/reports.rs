//! `/oversight/reports`: a month of a division or an agency on paper, against the month before and a year before; and
//! the same by mail.

use domain::locale::Localised;
use domain::supervision::published::month_key;
use domain::supervision::{Measure, Measures, Period};
use jiff::civil::Date;
use leptos::prelude::*;

use super::dashboard::{Dashboard, Line, measure_name, period, period_stats, rate};
use super::measures::{days_table, period_table};
use super::{Place, files, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::chart::{Bar, Chart, Tone, bars};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field, Width, email};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;
use crate::text::{decimal, number, percent};

/// Where a month's report of a place is.
pub fn report_path(month: Date, place: &Place) -> String {
    let mut path = format!("/oversight/reports/{}", month_key(month));
    let parts = [("division", &place.division), ("agency", &place.agency)];
    for (name, value) in parts {
        if let Some(value) = value {
            let mark = if path.contains('?') { '&' } else { '?' };
            path.push_str(&format!("{mark}{name}={value}"));
        }
    }
    path
}

#[derive(Debug, Clone, Default)]
pub struct Reports {
    pub name: Localised,
    /// The first day of each month, the newest first.
    pub months: Vec<Date>,
    pub subscription: SubscriptionForm,
}

#[derive(Debug, Clone, Default)]
pub struct SubscriptionForm {
    /// Where the report goes now.
    pub address: Option<String>,
    /// What was typed, and that it is no address.
    pub typed: String,
    pub is_wrong: bool,
}

pub fn reports_page(shell: &Shell, view: &Reports) -> String {
    let title = shell.tv("reports-title", &[("place", shell.l(&view.name).into())]);
    let months: Vec<AnyView> = view
        .months
        .iter()
        .map(|month| {
            let href = report_path(*month, &Place::default());
            let name = period(shell, Period::month_of(*month));
            view! { <li><a href=href>{name}</a></li> }.into_any()
        })
        .collect();
    let form = &view.subscription;
    let wrong = form.is_wrong.then(|| shell.t("reports-address-wrong"));
    let errors: Vec<_> = wrong
        .iter()
        .map(|words| ("address".to_owned(), words.clone()))
        .collect();
    let now = form.address.as_ref().map(|address| {
        let address = [("address", address.into())];
        let end = post(
            "/oversight/reports/subscription/end",
            Encoding::Plain,
            button(shell.t("reports-end"), Weight::Quiet),
        );
        view! { <p>{shell.tv("reports-subscribed", &address)}</p>{end} }
    });
    let field = Field::new("address", shell.t("reports-address"))
        .hint(shell.t("reports-address-hint"))
        .error(wrong)
        .value(form.typed.clone())
        .autocomplete("email")
        .width(Width::Medium)
        .max_length(254);
    let words = if form.address.is_some() {
        "reports-change"
    } else {
        "reports-subscribe"
    };
    let ask = view! { {email(shell, &field)}{button(shell.t(words), Weight::Quiet)} };
    let body = view! {
        {error_summary(shell, &errors)}
        {breadcrumb(shell, &[("/oversight".into(), shell.t("oversight-nav-overview"))])}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("reports-lede")}</p>
        <ul class="divisions plain-list">{months}</ul>
        <section class="section" aria-labelledby="by-mail">
            <h2 id="by-mail">{shell.t("reports-by-mail")}</h2>
            <p>{shell.t("reports-by-mail-lede")}</p>
            {now}
            {post("/oversight/reports/subscription", Encoding::Plain, ask.into_any())}
        </section>
    };
    let options = PageOptions {
        errors: form.is_wrong,
        wide: true,
        sections: sections(shell, "/oversight/reports"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// A month. The figures are a dashboard's whose period is the month; how things stand now is no part of it.
pub fn report_page(shell: &Shell, view: &Dashboard) -> String {
    let name = shell.l(&view.name);
    let month = period(shell, view.place.period);
    let title = shell.tv(
        "reports-of",
        &[("place", (&name).into()), ("month", (&month).into())],
    );
    let mut trail = vec![("/oversight/reports".to_owned(), shell.t("reports-nav"))];
    let above = view.above.iter();
    trail.extend(above.map(|(place, name)| (report_path(view.from, place), shell.l(name))));
    let days = [
        ("from", shell.date(view.from).into()),
        ("until", shell.date(view.until).into()),
    ];
    let here = report_path(view.from, &view.place);
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p class="soft">{shell.tv("reports-days", &days)} " " {shell.t("oversight-as-of")} " " {time::instant(shell, view.as_of)}</p>
        {crate::parts::stat::stats(&period_stats(shell, view))}
        {period_table(shell, view)}
        {days_table(shell, view)}
        {supervision(shell, view)}
        {view.sees_ratings.then(|| ratings(shell, view))}
        {lines(shell, view, "oversight-by-division", "oversight-division", &view.divisions)}
        {lines(shell, view, "oversight-by-agency", "oversight-agency", &view.agencies)}
        {lines(shell, view, "oversight-by-item", "oversight-item", &view.items)}
        <div class="no-print">
            {files(shell, &here)}
            <p><a href=view.place.dashboard()>{shell.t("reports-to-figures")}</a></p>
        </div>
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/reports"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// Orders and warnings of the month.
fn supervision(shell: &Shell, view: &Dashboard) -> Option<AnyView> {
    if view.supervision.is_empty() {
        return None;
    }
    let rows = view.supervision.iter().map(|(key, figures)| {
        let mut row = vec![shell.t(&format!("reports-{key}")).into_any()];
        row.extend(figures.map(|figure| number(figure).into_any()));
        row
    });
    let all = Table {
        caption: shell.t("reports-supervision"),
        columns: vec![
            Column::new(shell.t("oversight-measure")),
            Column::new(shell.t("oversight-this-period")).numeric(),
            Column::new(shell.t("oversight-period-before")).numeric(),
            Column::new(shell.t("oversight-year-before")).numeric(),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    Some(
        view! {
            <section class="section figures">{table(all)}</section>
            <p class="no-print"><a href="/oversight/orders">{shell.t("reports-to-orders")}</a></p>
        }
        .into_any(),
    )
}

fn ratings(shell: &Shell, view: &Dashboard) -> AnyView {
    if view.total.rated() == 0 {
        return view! { <p class="soft">{shell.t("reports-no-ratings")}</p> }.into_any();
    }
    let levels = (1..=5).rev().filter_map(Measure::of_rating);
    let chart = Chart {
        title: shell.t("reports-ratings"),
        label_head: shell.t("oversight-measure"),
        value_head: shell.t("oversight-cases-head"),
        bars: levels
            .map(|level| {
                let value = view.total.count(level);
                let bad = matches!(level, Measure::RatedTwo | Measure::RatedOne);
                Bar::new(measure_name(shell, level), value)
                    .shown(number(value))
                    .href(view.place.cases(level))
                    .tone(if bad { Tone::Late } else { Tone::Done })
            })
            .collect(),
    };
    bars(shell, &chart)
}

const COLUMNS: [Measure; 4] = [
    Measure::Received,
    Measure::Concluded,
    Measure::InTime,
    Measure::Late,
];

/// `98.2%` of the ratings were of the upper three levels.
fn satisfaction(figures: &Measures) -> Option<String> {
    let bad = figures.count(Measure::RatedTwo) + figures.count(Measure::RatedOne);
    let rated = figures.rated();
    Measures::share(rated.saturating_sub(bad), rated).map(percent)
}

fn lines(shell: &Shell, view: &Dashboard, title: &str, head: &str, lines: &[Line]) -> AnyView {
    // What only stands open now did not happen in the month.
    let has = |line: &&Line| {
        COLUMNS.iter().any(|one| line.figures.count(*one) > 0) || line.figures.rated() > 0
    };
    let mut columns = vec![Column::new(shell.t(head))];
    columns.extend(
        COLUMNS.map(|one| Column::new(shell.t(&format!("oversight-head-{}", one.key()))).numeric()),
    );
    for key in [
        "oversight-head-rate",
        "oversight-days-used",
        "reports-satisfied",
    ] {
        columns.push(Column::new(shell.t(key)).numeric());
    }
    let or_none = |words: Option<String>| words.unwrap_or_else(|| "–".into()).into_any();
    let rows: Vec<Vec<AnyView>> = lines
        .iter()
        .filter(has)
        .map(|line| {
            let words = shell.words(&line.name);
            let mut cells = vec![match line.place.item {
                // The report of an item is its figures.
                Some(_) => view! { <a href=line.place.dashboard()>{words}</a> }.into_any(),
                None => {
                    let href = report_path(view.from, &line.place);
                    view! { <a href=href>{words}</a> }.into_any()
                }
            }];
            cells.extend(COLUMNS.map(|one| number(line.figures.count(one)).into_any()));
            let measured = line.figures.count(Measure::Measured);
            let days = (measured > 0).then(|| {
                let used = line.figures.count(Measure::DaysUsed);
                decimal((used * 10 + measured / 2) / measured)
            });
            cells.push(or_none(rate(&line.figures)));
            cells.push(or_none(days));
            cells.push(or_none(satisfaction(&line.figures)));
            cells
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let all = Table {
        caption: shell.t(title),
        columns,
        rows,
        ..Table::default()
    };
    view! { <section class="section figures">{table(all)}</section> }.into_any()
}

/// The way out that a mail carries.
pub fn stop_page(shell: &Shell, path: &str, stopped: bool) -> String {
    let title = shell.t("reports-stop-title");
    let inner = if stopped {
        notification(
            shell,
            Notification::Success,
            shell.t("reports-stopped"),
            view! { <p>{shell.t("reports-stopped-next")}</p> }.into_any(),
        )
    } else {
        let form = view! {
            {field::hidden("by", "page")}
            {button(shell.t("reports-end"), Weight::Main)}
        };
        view! { <p>{shell.t("reports-stop-lede")}</p>{post(path, Encoding::Plain, form.into_any())} }.into_any()
    };
    let body = view! { <h1>{title.clone()}</h1>{inner} };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::super::dashboard::tests::sample;
    use super::*;

    #[test]
    fn reports_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let view = Dashboard {
                place: Place {
                    period: Period::Month(2026, 3),
                    ..Place::default()
                },
                supervision: [
                    "orders_given",
                    "orders_answered",
                    "orders_late",
                    "orders_taken_back",
                    "warnings_soon",
                    "warnings_overdue",
                ]
                .map(|key| (key, [3, 2, 1]))
                .into(),
                ..sample()
            };
            let full = report_page(&shell, &view);
            assert!(full.contains("1,284") && full.contains("98.9%"), "{full}");
            assert!(
                full.contains("/oversight/reports/2026-03?division=620104"),
                "{full}"
            );
            let typed = SubscriptionForm {
                address: Some("a@example.org".into()),
                typed: "<a".into(),
                is_wrong: true,
            };
            let list = Reports {
                months: vec![date(2026, 2, 1)],
                subscription: typed,
                ..Reports::default()
            };
            for html in [
                full,
                report_page(&shell, &Dashboard::default()),
                reports_page(&shell, &list),
                reports_page(&shell, &Reports::default()),
                stop_page(&shell, "/x", true),
                stop_page(&shell, "/x", false),
            ] {
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
