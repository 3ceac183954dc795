//! 效能监察: which clocks run out, who holds them, and the case behind each number. Supervision
//! handles no case; it orders and reads.

pub mod case;
pub mod cases;
pub mod complaint;
pub mod complaints;
pub mod dashboard;
pub mod order;
pub mod voided;

use leptos::prelude::*;

use crate::layout::Section;
use crate::shell::Shell;

/// What part of the reader's scope a page looks at, over how many days. Numbers and lists share
/// it, so that a link carries everything that its number was counted by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub days: u16,
    pub division: Option<String>,
    pub agency: Option<String>,
}

impl Place {
    fn query(&self) -> String {
        let mut query = format!("days={}", self.days);
        for (name, value) in [("division", &self.division), ("agency", &self.agency)] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={value}"));
            }
        }
        query
    }

    pub fn dashboard(&self) -> String {
        format!("/oversight?{}", self.query())
    }

    /// The cases that `filter` (a key) picks here.
    pub fn cases(&self, filter: &str) -> String {
        format!("/oversight/cases?filter={filter}&{}", self.query())
    }

    pub fn days(&self, days: u16) -> Self {
        Self {
            days,
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
}

fn sections(shell: &Shell, current: &str) -> Vec<Section> {
    [
        ("/oversight", "oversight-nav-overview"),
        ("/oversight/cases", "oversight-nav-cases"),
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

/// `1,284`.
fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
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
        let place = Place {
            days: 30,
            ..Place::default()
        };
        assert_eq!(
            place.division("620102").cases("overdue"),
            "/oversight/cases?filter=overdue&days=30&division=620102"
        );
        assert_eq!(
            place.days(90).agency("a").dashboard(),
            "/oversight?days=90&agency=a"
        );
    }
}
