//! 公开: how long things really take and how they went, for everybody. Small numbers are kept back (see
//! `domain::supervision::published`).

pub mod datasets;
pub mod lines;
pub mod overview;

use domain::supervision::published::{Figures, Published, month_key};
use domain::supervision::suppress::Shown;
use leptos::prelude::*;

use crate::parts::chart::{Bar, Chart, Tone, bars, columns};
use crate::parts::published::shown;
use crate::parts::real_days::share;
use crate::parts::stat::{Stat, stats};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;
use crate::text::{decimal, number};

/// Above a column there is room for few letters.
fn short(number_of: Shown) -> String {
    match number_of {
        Shown::Number(value) => number(value),
        Shown::Few => "<5".into(),
        Shown::Withheld => "–".into(),
    }
}

fn used(line: &Published) -> String {
    line.days
        .map_or_else(|| "–".into(), |days| decimal(days.used))
}

fn promised(line: &Published) -> String {
    line.days
        .map_or_else(|| "–".into(), |days| decimal(days.promised))
}

/// The figures that answer most questions.
fn tiles(shell: &Shell, line: &Published) -> AnyView {
    let tile = |key: &str, value: String, change: Option<String>| Stat {
        value,
        label: shell.t(key),
        change,
        ..Stat::default()
    };
    let against = line.days.map(|days| {
        let promised = [("days", decimal(days.promised).into())];
        shell.tv("open-against", &promised)
    });
    stats(&[
        tile("open-decided", shown(shell, line.decided), None),
        tile("open-days-used", used(line), against),
        tile("open-in-time", share(shell, line.in_time_share()), None),
        tile("open-satisfaction", share(shell, line.satisfaction()), None),
    ])
}

/// What the figures are of, and when they were counted.
fn since(shell: &Shell, figures: &Figures) -> AnyView {
    let values = [
        ("from", shell.date(figures.from()).into()),
        ("until", shell.date(figures.until()).into()),
    ];
    view! {
        <p class="soft">
            {shell.tv("open-period", &values)} " " {shell.t("open-as-of")} " " {time::instant(shell, figures.as_of)}
        </p>
    }
    .into_any()
}

/// A row of a comparison: its name, where it leads, and its figures.
struct Row {
    name: AnyView,
    line: Published,
}

fn comparison(shell: &Shell, caption: &str, head: &str, rows: Vec<Row>) -> AnyView {
    let columns = [
        "open-decided",
        "open-promised",
        "open-used",
        "open-in-time",
        "open-rated",
        "open-satisfaction",
    ];
    let mut heads = vec![Column::new(shell.t(head))];
    heads.extend(columns.map(|key| Column::new(shell.t(key)).numeric()));
    let rows = rows
        .into_iter()
        .map(|Row { name, line }| {
            vec![
                name,
                shown(shell, line.decided).into_any(),
                promised(&line).into_any(),
                used(&line).into_any(),
                share(shell, line.in_time_share()).into_any(),
                shown(shell, line.rated).into_any(),
                share(shell, line.satisfaction()).into_any(),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t(caption),
        columns: heads,
        rows,
        ..Table::default()
    };
    view! { <div class="figures">{table(all)}</div> }.into_any()
}

/// Month by month: how many, and how long they took.
fn course(shell: &Shell, figures: &Figures, lines: &[Published]) -> AnyView {
    let labels = || figures.months.iter().map(|month| month_key(*month));
    let decided = Chart {
        title: shell.t("open-by-month-decided"),
        label_head: shell.t("open-month"),
        value_head: shell.t("open-decided"),
        bars: labels()
            .zip(lines)
            .map(|(month, line)| {
                let value = line.decided.number().unwrap_or_default();
                Bar::new(month, value).shown(short(line.decided))
            })
            .collect(),
    };
    let days = Chart {
        title: shell.t("open-by-month-days"),
        label_head: shell.t("open-month"),
        value_head: shell.t("open-used"),
        bars: labels()
            .zip(lines)
            .map(|(month, line)| {
                let value = line.days.map_or(0, |days| days.used);
                Bar::new(month, value).shown(used(line)).tone(Tone::Done)
            })
            .collect(),
    };
    view! {
        <div class="two even">
            <div>{columns(shell, &decided)}</div>
            <div>{columns(shell, &days)}</div>
        </div>
    }
    .into_any()
}

const LEVELS: [(&str, Tone); 5] = [
    ("open-level-5", Tone::Done),
    ("open-level-4", Tone::Done),
    ("open-level-3", Tone::Plain),
    ("open-level-2", Tone::Attention),
    ("open-level-1", Tone::Late),
];

fn ratings(shell: &Shell, line: &Published) -> AnyView {
    let levels = LEVELS.iter().zip(line.levels);
    let chart = Chart {
        title: shell.t("open-ratings"),
        label_head: shell.t("open-level"),
        value_head: shell.t("open-rated"),
        bars: levels
            .map(|((key, tone), level)| {
                Bar::new(shell.t(key), level.number().unwrap_or_default())
                    .shown(short(level))
                    .tone(*tone)
            })
            .collect(),
    };
    bars(shell, &chart)
}

/// How to read the figures, and where they are as data.
fn method(shell: &Shell) -> AnyView {
    view! {
        <section class="section prose" aria-labelledby="method">
            <h2 id="method">{shell.t("open-method")}</h2>
            <p>{shell.t("open-method-days")}</p>
            <p>{shell.t("open-method-small")}</p>
            <p>{shell.t("open-method-ratings")}</p>
            <p><a href="/open/datasets">{shell.t("open-datasets-link")}</a></p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::supervision::published::{About, Days, months};
    use jiff::civil::date;

    use super::*;

    pub(crate) fn line() -> Published {
        Published {
            decided: Shown::Number(1284),
            in_time: Shown::Withheld,
            late: Shown::Few,
            rated: Shown::Number(240),
            satisfied: Shown::Number(230),
            dissatisfied: Shown::Number(10),
            levels: [
                Shown::Number(200),
                Shown::Number(20),
                Shown::Number(10),
                Shown::Withheld,
                Shown::Few,
            ],
            days: Some(Days {
                used: 31,
                promised: 50,
            }),
        }
    }

    pub(crate) fn figures() -> Figures {
        let (months, to) = months(date(2026, 11, 28));
        let few = Published {
            decided: Shown::Few,
            ..Published::default()
        };
        let lines = [
            (About::default(), line()),
            (About::month("2026-10"), line()),
            (About::month("2026-09"), few),
            (About::item("a"), line()),
            (About::item("b"), few),
            (About::agency("x"), line()),
            (About::item("a").and_agency("x"), line()),
            (About::item("a").and_month("2026-10"), line()),
        ];
        Figures {
            months,
            to,
            lines: lines.into(),
            ..Figures::default()
        }
    }
}
