//! `/desk/ratings`: how the agency is rated, in sum. Ratings are anonymous to those who handle cases: only whole months
//! that are over are counted, and none that has so few ratings that one could be told from another.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Ratings {
    /// Fewer are not shown.
    pub least: u32,
    /// The newest first; the last one is the year that they are in.
    pub periods: Vec<Period>,
}

#[derive(Debug, Clone)]
pub struct Period {
    pub from: Date,
    pub to: Date,
    /// Absent where there are too few.
    pub totals: Option<Totals>,
}

/// Averages in tenths of a level, nothing where too few said something.
#[derive(Debug, Clone)]
pub struct Totals {
    pub count: u64,
    /// Of level 3 and above, in tenths of a percent.
    pub content: u64,
    pub level: u64,
    /// In the order of `Dimensions::KEYS`.
    pub dimensions: [Option<u64>; 4],
}

pub fn ratings_page(shell: &Shell, view: &Ratings) -> String {
    let title = shell.t("rating-totals");
    let keys = [
        "rating-period",
        "rating-count",
        "rating-content",
        "rating-level",
        "rating-efficiency",
        "rating-accuracy",
        "rating-convenience",
        "rating-usability",
    ];
    let mut columns: Vec<Column> = keys.map(|key| Column::new(shell.t(key)).numeric()).into();
    columns[0] = Column::new(shell.t(keys[0]));
    let least = [("least", view.least.into())];
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{shell.tv("rating-totals-note", &least)}</p>
        {table(Table {
            caption: title.clone(),
            caption_hidden: true,
            columns,
            rows: view.periods.iter().map(|period| row(shell, period)).collect(),
            row_head: 0,
        })}
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn row(shell: &Shell, period: &Period) -> Vec<AnyView> {
    let days =
        view! { {time::short_day(shell, period.from)}" – "{time::short_day(shell, period.to)} };
    let few = || shell.t("rating-few").into_any();
    let mut cells = vec![days.into_any()];
    match &period.totals {
        None => cells.extend((0..7).map(|_| few())),
        Some(totals) => {
            cells.push(totals.count.to_string().into_any());
            cells.push(format!("{}%", tenths(totals.content)).into_any());
            cells.push(tenths(totals.level).into_any());
            cells.extend(
                totals
                    .dimensions
                    .iter()
                    .map(|average| average.map_or_else(few, |value| tenths(value).into_any())),
            );
        }
    }
    cells
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn few_and_many_render_in_both_languages() {
        let totals = Totals {
            count: 12,
            content: 917,
            level: 43,
            dimensions: [Some(41), None, Some(50), None],
        };
        for locale in Locale::ALL {
            let period = |totals| Period {
                from: date(2026, 10, 1),
                to: date(2026, 10, 31),
                totals,
            };
            let view = Ratings {
                least: 5,
                periods: vec![period(Some(totals.clone())), period(None)],
            };
            let html = ratings_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("91.7%") && html.contains("4.3"));
        }
    }
}
