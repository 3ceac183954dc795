//! 效能监察: which clocks run out, who holds them, and the case behind each number. Supervision
//! handles no case; it orders and reads.

pub mod appeal;
pub mod appeals;
pub mod case;
pub mod cases;
pub mod complaint;
pub mod complaints;
pub mod dashboard;
pub mod finding;
pub mod findings;
pub mod lamps;
mod measures;
pub mod order;
pub mod orders;
pub mod ratings;
pub mod reports;
pub mod scores;
pub mod turns;
pub mod voided;
pub mod wall;

use domain::supervision::{Measure, Period};
use leptos::prelude::*;

use crate::layout::Section;
use crate::shell::Shell;
use crate::text::number;

/// What part of the reader's scope a page looks at, over which days. Numbers and lists share
/// it, so that a link carries everything that its number was counted by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub period: Period,
    pub division: Option<String>,
    pub agency: Option<String>,
    pub item: Option<String>,
    /// By id; of an agency's people.
    pub officer: Option<String>,
}

impl Place {
    fn query(&self) -> String {
        let mut query = format!("period={}", self.period);
        for (name, value) in [
            ("division", &self.division),
            ("agency", &self.agency),
            ("item", &self.item),
            ("officer", &self.officer),
        ] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={value}"));
            }
        }
        query
    }

    pub fn dashboard(&self) -> String {
        format!("/oversight?{}", self.query())
    }

    pub fn wall(&self) -> String {
        format!("/oversight/wall?{}", self.query())
    }

    /// The figures as a list that has files, broken down `by` what.
    fn figures(&self, by: &str) -> String {
        format!("/oversight/figures?by={by}&{}", self.query())
    }

    /// The cases that a measure is the number of.
    pub fn cases(&self, measure: Measure) -> String {
        format!("/oversight/cases?filter={}&{}", measure.key(), self.query())
    }

    pub fn over(&self, period: Period) -> Self {
        Self {
            period,
            ..self.clone()
        }
    }

    pub fn division(&self, code: &str) -> Self {
        Self {
            division: Some(code.to_owned()),
            ..self.clone()
        }
    }

    pub fn agency(&self, id: &str) -> Self {
        Self {
            agency: Some(id.to_owned()),
            ..self.clone()
        }
    }

    pub fn item(&self, code: &str) -> Self {
        Self {
            item: Some(code.to_owned()),
            ..self.clone()
        }
    }

    pub fn officer(&self, id: &str) -> Self {
        Self {
            officer: Some(id.to_owned()),
            ..self.clone()
        }
    }

    /// The agency in all its divisions.
    pub fn whole_agency(&self) -> Self {
        Self {
            division: None,
            ..self.clone()
        }
    }

    /// The narrowest thing that it names.
    pub fn innermost(&self) -> Option<&str> {
        [&self.officer, &self.item, &self.agency, &self.division]
            .into_iter()
            .flatten()
            .next()
            .map(String::as_str)
    }
}

fn sections(shell: &Shell, current: &str) -> Vec<Section> {
    [
        ("/oversight", "oversight-nav-overview"),
        ("/oversight/cases", "oversight-nav-cases"),
        ("/oversight/orders", "order-list"),
        ("/oversight/findings", "findings-nav"),
        ("/oversight/scores", "score-list"),
        ("/oversight/reports", "reports-nav"),
        (lamps::HERE, "lamps-nav"),
    ]
    .into_iter()
    .map(|(href, key)| Section::new(href, shell.t(key), href == current))
    .collect()
}

/// A list's address, as the same list in a file.
fn as_file(list: &str, end: &str) -> String {
    let (path, query) = list.split_once('?').unwrap_or((list, ""));
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}.{end}{mark}{query}")
}

/// Links to the list at `list` as files.
fn files(shell: &Shell, list: &str) -> AnyView {
    view! {
        <p class="soft">
            {shell.t("export-as")}" "
            <a href=as_file(list, "csv")>{shell.t("export-csv")}</a>" · "
            <a href=as_file(list, "json")>{shell.t("export-json")}</a>
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_links() {
        assert_eq!(as_file("/a?b=c", "csv"), "/a.csv?b=c");
        assert_eq!(as_file("/a", "json"), "/a.json");
        assert_eq!(number(7), "7");
        assert_eq!(number(1284), "1,284");
        assert_eq!(number(1_234_567), "1,234,567");
        let place = Place::default();
        assert_eq!(
            place.division("620102").cases(Measure::StatutoryOverdue),
            "/oversight/cases?filter=statutory-overdue&period=30&division=620102"
        );
        assert_eq!(
            place
                .over(Period::Month(2026, 3))
                .agency("a")
                .item("i")
                .dashboard(),
            "/oversight?period=2026-03&agency=a&item=i"
        );
    }
}
