//! `/desk/warnings`: what ran out and waits for an explanation, of the whole agency for its head, and for everybody else of
//! the tasks that they had taken.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::clock::clock_name;
use crate::parts::empty::empty;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Warnings {
    /// The reader heads the agency.
    pub whole: bool,
    pub lines: Vec<WarningLine>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct WarningLine {
    pub case_no: String,
    pub item: Localised,
    pub lamp: LampView,
    pub kind: DeadlineKind,
    pub of: Option<Localised>,
    pub crossed_at: Timestamp,
    /// Until when somebody is to say why.
    pub explain_by: Option<Date>,
    /// Who had taken the task.
    pub holder: Option<Localised>,
    /// Where it is explained.
    pub href: String,
}

pub fn warnings_page(shell: &Shell, view: &Warnings) -> String {
    let title = shell.t("turn-desk");
    let note = if view.whole {
        "turn-desk-whole"
    } else {
        "turn-desk-own"
    };
    let list = if view.lines.is_empty() {
        empty(shell.t("turn-desk-none"), ().into_any())
    } else {
        let all = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: [
                "desk-case-no",
                "desk-item",
                "turn-clock",
                "turn-crossed",
                "turn-holder",
                "turn-due",
            ]
            .map(|key| Column::new(shell.t(key)))
            .into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            ..Table::default()
        };
        table(all)
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{shell.t(note)}</p>
        {list}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn row(shell: &Shell, line: &WarningLine) -> Vec<AnyView> {
    let case = format!("/desk/cases/{}", line.case_no);
    let holder = match &line.holder {
        Some(name) => shell.words(name),
        None => view! { <span class="soft">{shell.t("lamps-nobody")}</span> }.into_any(),
    };
    let by = line.explain_by.map(|by| time::short_day(shell, by));
    let name = clock_name(shell.locale, line.kind, line.of.as_ref());
    let href = line.href.clone();
    vec![
        view! { <a href=case>{case_no(&line.case_no)}</a> }.into_any(),
        shell.words(&line.item),
        view! { {name}<br/>{lamp(shell, line.lamp)} }.into_any(),
        time::instant(shell, line.crossed_at),
        holder,
        view! { {by}<br/><a href=href>{shell.t("turn-explain")}</a> }.into_any(),
    ]
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let line = |holder: Option<Localised>| WarningLine {
                case_no: "62010220261123000001X".into(),
                item: samples::words(),
                lamp: LampView::StatutoryOverdue,
                kind: DeadlineKind::Statutory,
                of: None,
                crossed_at: Timestamp::UNIX_EPOCH,
                explain_by: holder.is_some().then(|| jiff::civil::date(2026, 11, 27)),
                holder,
                href: "/desk/cases/1/warnings/2/explanation".into(),
            };
            for whole in [true, false] {
                let view = Warnings {
                    whole,
                    lines: vec![line(None), line(Some(samples::words()))],
                    first: None,
                    next: None,
                };
                assert!(!warnings_page(&shell, &view).contains('⟦'));
            }
            assert!(!warnings_page(&shell, &Warnings::default()).contains('⟦'));
        }
    }
}
