//! The due dates of the agency's cases that a new calendar moved: what a clerk has to plan anew.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct MovedLine {
    pub case_no: String,
    pub item: Localised,
    pub kind: DeadlineKind,
    pub step: Option<Localised>,
    pub from: Date,
    pub to: Date,
}

pub fn moved_page(shell: &Shell, lines: &[MovedLine]) -> String {
    let title = shell.t("desk-moved-title");
    let rows = lines
        .iter()
        .map(|line| {
            let href = format!("/desk/cases/{}", line.case_no);
            let limit = match &line.step {
                Some(step) => shell.l(step),
                None => shell.t(&format!("clock-{}", line.kind.key())),
            };
            vec![
                view! { <a href=href>{case_no(&line.case_no)}</a> }.into_any(),
                shell.words(&line.item),
                limit.into_any(),
                time::day(shell, line.from),
                time::day(shell, line.to),
            ]
        })
        .collect();
    let all = Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: [
            "desk-case-no",
            "desk-item",
            "desk-moved-limit",
            "desk-moved-from",
            "desk-moved-to",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    };
    let body = view! { <h1>{title.clone()}</h1>{table(all)} };
    let options = PageOptions {
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let line = |step| MovedLine {
                case_no: "62010220261123000001X".into(),
                item: samples::words(),
                kind: DeadlineKind::Statutory,
                step,
                from: jiff::civil::date(2027, 1, 19),
                to: jiff::civil::date(2027, 1, 20),
            };
            let lines = [line(None), line(Some(samples::words()))];
            let html = moved_page(&samples::shell(locale), &lines);
            assert!(!html.contains('⟦') && html.contains("2027-01-20"), "{html}");
        }
    }
}
