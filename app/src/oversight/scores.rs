//! `/oversight/scores`: agencies by points of a month, with the method beside the ranking; and one agency's points.

use domain::locale::Localised;
use domain::supervision::Period;
use leptos::prelude::*;

use super::dashboard::period;
use super::{files, number, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::empty::empty;
use crate::parts::table::{Column, Table, page_of, table};
use crate::parts::tabs::{Tab, tabs};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// The scope.
    pub name: Localised,
    pub month: Period,
    /// To choose from, the newest first.
    pub months: Vec<Period>,
    pub parts: Vec<PartLine>,
    /// By part: what is taken off for what, each time.
    pub method: Vec<(Localised, Vec<(String, u32)>)>,
    /// The most points first.
    pub agencies: Vec<Agency>,
}

#[derive(Debug, Clone)]
pub struct PartLine {
    pub name: Localised,
    /// At most.
    pub points: u64,
}

#[derive(Debug, Clone)]
pub struct Agency {
    pub href: String,
    pub name: Localised,
    /// Equal points, equal rank.
    pub rank: usize,
    pub concluded: u64,
    pub total: u64,
    /// As the scheme's parts.
    pub parts: Vec<u64>,
    pub bonus: u64,
}

pub fn scores_page(shell: &Shell, view: &Scores) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("score-title", &[("place", name.into())]);
    let trail = [("/oversight".to_owned(), shell.t("oversight-nav-overview"))];
    let months: Vec<Tab> = view
        .months
        .iter()
        .map(|month| {
            let href = format!("/oversight/scores?month={month}");
            Tab::new(href, period(shell, *month), *month == view.month)
        })
        .collect();
    let here = format!("/oversight/scores?month={}", view.month);
    let list = if view.agencies.is_empty() {
        let none = empty(shell.t("score-none"), ().into_any());
        view! { <div data-total="0">{none}</div> }.into_any()
    } else {
        let total = u64::try_from(view.agencies.len()).unwrap_or_default();
        page_of(total, ranking(shell, &title, view))
    };
    let method: Vec<AnyView> = view
        .method
        .iter()
        .zip(&view.parts)
        .map(|((name, deductions), part)| {
            let each: Vec<String> = deductions
                .iter()
                .map(|(key, points)| {
                    let values = [("fault", fault(shell, key).into()), ("points", (*points).into())];
                    shell.tv("score-each", &values)
                })
                .collect();
            let most = [("part", shell.l(name).into()), ("points", part.points.into())];
            view! { <li><strong>{shell.tv("score-part-of", &most)}</strong>" "{each.join(&shell.t("score-and"))}</li> }
                .into_any()
        })
        .collect();
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        {tabs(shell.t("score-month"), &months)}
        <div class="figures">{list}</div>
        {files(shell, &here)}
        <section class="section" aria-labelledby="method">
            <h2 id="method">{shell.t("score-method")}</h2>
            <p>{shell.t("score-method-note")}</p>
            <ul>{method}</ul>
            <p>{shell.t("score-bonus-note")}</p>
            <p>
                {shell.t("score-appeal-note")}" "
                <a href="/oversight/scores/appeals">{shell.t("score-appeal-list")}</a>
            </p>
        </section>
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/scores"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn ranking(shell: &Shell, title: &str, view: &Scores) -> Table {
    let mut columns = vec![
        Column::new(shell.t("score-rank")).numeric(),
        Column::new(shell.t("oversight-agency")),
        Column::new(shell.t("score-total")).numeric(),
    ];
    columns.extend(
        view.parts
            .iter()
            .map(|part| Column::new(shell.l(&part.name)).numeric()),
    );
    columns.push(Column::new(shell.t("score-bonus")).numeric());
    columns.push(Column::new(shell.t("measure-concluded")).numeric());
    let rows = view.agencies.iter().map(|agency| {
        let (href, name) = (agency.href.clone(), shell.words(&agency.name));
        let mut row = vec![
            agency.rank.to_string().into_any(),
            view! { <a href=href>{name}</a> }.into_any(),
            view! { <strong>{agency.total.to_string()}</strong> }.into_any(),
        ];
        row.extend(
            agency
                .parts
                .iter()
                .map(|points| points.to_string().into_any()),
        );
        row.push(agency.bonus.to_string().into_any());
        row.push(number(agency.concluded).into_any());
        row
    });
    Table {
        caption: title.to_owned(),
        caption_hidden: true,
        rows: rows.collect(),
        columns,
        row_head: 1,
    }
}

/// What points are taken off for.
pub(super) fn fault(shell: &Shell, key: &str) -> String {
    match key {
        "orders-late" => shell.t("score-orders-late"),
        key => shell.t(&format!("measure-{}", key.replace('-', "_"))),
    }
}

/// One agency's month.
#[derive(Debug, Clone)]
pub struct ScorePage {
    pub name: Localised,
    pub month: Period,
    pub rank: usize,
    pub of: usize,
    pub concluded: u64,
    pub total: u64,
    /// Each part, the points that are left of it, and what was taken off.
    pub parts: Vec<(PartLine, u64, Vec<Deduction>)>,
    pub early: u64,
    pub promise: u64,
    /// Pages of the orders that were not answered in time.
    pub orders: Vec<String>,
    /// The agency's figures of the month.
    pub figures: String,
}

#[derive(Debug, Clone)]
pub struct Deduction {
    pub key: String,
    pub each: u32,
    pub times: u64,
    /// That count.
    pub points: u64,
    /// How many an appeal has put back.
    pub put_back: u64,
    /// The cases that it is for.
    pub href: Option<String>,
    /// Where each stands with the way to appeal.
    pub each_href: Option<String>,
}

pub fn score_page(shell: &Shell, view: &ScorePage) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("score-of", &[("agency", name.into())]);
    let list = format!("/oversight/scores?month={}", view.month);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        (list, shell.t("score-list")),
    ];
    let mut rows: Vec<Vec<AnyView>> = Vec::new();
    for (part, points, deductions) in &view.parts {
        for deduction in deductions {
            let times = number(deduction.times);
            let times = match (&deduction.href, deduction.times) {
                (Some(href), 1..) => view! { <a href=href.clone()>{times}</a> }.into_any(),
                _ => times.into_any(),
            };
            rows.push(vec![
                shell.words(&part.name),
                fault(shell, &deduction.key).into_any(),
                times,
                deduction.each.to_string().into_any(),
                format!("−{}", deduction.points).into_any(),
                one_by_one(shell, deduction),
                format!("{points} / {}", part.points).into_any(),
            ]);
        }
    }
    for (key, points) in [("score-early", view.early), ("score-promise", view.promise)] {
        rows.push(vec![
            shell.t("score-bonus").into_any(),
            shell.t(key).into_any(),
            ().into_any(),
            ().into_any(),
            format!("+{points}").into_any(),
            ().into_any(),
            ().into_any(),
        ]);
    }
    let all = Table {
        caption: shell.t("score-how"),
        columns: vec![
            Column::new(shell.t("score-part")),
            Column::new(shell.t("score-fault")),
            Column::new(shell.t("score-times")).numeric(),
            Column::new(shell.t("score-each-points")).numeric(),
            Column::new(shell.t("score-points")).numeric(),
            Column::new(shell.t("score-appeal")),
            Column::new(shell.t("score-left")).numeric(),
        ],
        rows,
        row_head: 1,
        ..Table::default()
    };
    let orders: Vec<AnyView> = view
        .orders
        .iter()
        .map(|href| {
            let case = href.split('/').nth(3).unwrap_or_default().to_owned();
            view! { <li><a href=href.clone()>{case}</a></li> }.into_any()
        })
        .collect();
    let orders = (!orders.is_empty()).then(|| {
        view! { <h2>{shell.t("score-orders-late")}</h2><ul>{orders}</ul> }
    });
    let sum = [
        ("total", view.total.into()),
        ("rank", u64::try_from(view.rank).unwrap_or_default().into()),
        ("of", u64::try_from(view.of).unwrap_or_default().into()),
        ("cases", number(view.concluded).into()),
    ];
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p class="lede">{period(shell, view.month)}" · "{shell.tv("score-sum", &sum)}</p>
        <div class="figures">{table(all)}</div>
        {orders}
        <p><a href=view.figures.clone()>{shell.t("score-figures")}</a></p>
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/scores"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// The way to each thing that was taken off, and how many were put back.
fn one_by_one(shell: &Shell, deduction: &Deduction) -> AnyView {
    let Some(href) = deduction.each_href.clone().filter(|_| deduction.times > 0) else {
        return ().into_any();
    };
    let back = (deduction.put_back > 0).then(|| {
        let count = [("count", deduction.put_back.into())];
        view! { <br/><span class="meta">{shell.tv("score-put-back-of", &count)}</span> }
    });
    view! { <a href=href>{shell.t("score-each-see")}</a>{back} }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    fn part() -> PartLine {
        PartLine {
            name: Localised::new("期限合法", "Within the limits"),
            points: 40,
        }
    }

    #[test]
    fn a_ranking_and_a_score_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let agency = |total| Agency {
                href: "/oversight/scores/a?month=2026-10".into(),
                name: Localised::new("市监局", "Market supervision"),
                rank: 1,
                concluded: 1284,
                total,
                parts: vec![35],
                bonus: 2,
            };
            let view = Scores {
                name: Localised::new("兰州市", "Lanzhou"),
                month: Period::Month(2026, 10),
                months: vec![Period::Month(2026, 11), Period::Month(2026, 10)],
                parts: vec![part()],
                method: vec![(
                    Localised::new("期限合法", "Within the limits"),
                    vec![
                        ("late".into(), 5),
                        ("statutory-late".into(), 10),
                        ("orders-late".into(), 5),
                    ],
                )],
                agencies: vec![agency(98), agency(98), agency(60)],
            };
            let html = scores_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("data-total=\"3\""), "{html}");
            let none = scores_page(&shell, &Scores::default());
            assert!(
                !none.contains('⟦') && none.contains("data-total=\"0\""),
                "{none}"
            );
            let deduction = |key: &str, times| Deduction {
                key: key.into(),
                each: 5,
                times,
                points: times * 5,
                put_back: 1,
                each_href: Some("/oversight/scores/a/deductions?fault=late".into()),
                href: (key != "orders-late").then(|| "/oversight/cases?filter=late".into()),
            };
            let one = ScorePage {
                name: Localised::new("市监局", "Market supervision"),
                month: Period::Month(2026, 10),
                rank: 2,
                of: 3,
                concluded: 12,
                total: 98,
                parts: vec![(
                    part(),
                    35,
                    vec![deduction("late", 1), deduction("orders-late", 1)],
                )],
                early: 2,
                promise: 0,
                orders: vec!["/oversight/orders/62010220261123000001F/5".into()],
                figures: "/oversight?period=2026-10&agency=a".into(),
            };
            let html = score_page(&shell, &one);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains(">62010220261123000001F<"), "{html}");
        }
    }
}
