//! `/oversight/voided`: the cases that were closed as void. To void a late case is the old way to hide it, so each
//! says whether it was late.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::{files, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Voided {
    /// All there are.
    pub count: u64,
    /// How many of them were late.
    pub late: u64,
    pub lines: Vec<Line>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub case_no: String,
    /// Absent for a confidential one, of which nothing else is told.
    pub item: Option<Localised>,
    pub agency: Localised,
    /// `VoidGround::key`.
    pub ground: String,
    pub received_at: Timestamp,
    pub at: Timestamp,
    /// A limit had run out.
    pub late: bool,
}

/// How many there are, and how many of them were late.
pub fn counted(shell: &Shell, count: u64, late: u64) -> String {
    let all = shell.tv("voided-count", &[("count", count.into())]);
    if late == 0 {
        return all;
    }
    let late = shell.tv("voided-count-late", &[("count", late.into())]);
    format!("{all}{late}")
}

pub fn voided_page(shell: &Shell, view: &Voided) -> String {
    let title = shell.t("voided-title");
    let trail = [("/oversight".to_owned(), shell.t("oversight-nav-overview"))];
    let list = if view.lines.is_empty() {
        empty(shell.t("voided-none"), ().into_any())
    } else {
        let columns = [
            "oversight-case",
            "oversight-agency",
            "voided-ground",
            "oversight-received",
            "voided-at",
        ]
        .map(|key| Column::new(shell.t(key)));
        let all = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: columns.into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            row_head: 0,
        };
        page_of(view.count, all)
    };
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p>{shell.t("voided-note")}</p>
        <p class="soft">{counted(shell, view.count, view.late)}</p>
        {list}
        {files(shell, "/oversight/voided")}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let href = format!("/oversight/cases/{}", line.case_no);
    let late = line
        .late
        .then(|| view! { <br/>{tag(shell.t("voided-late"), Tone::Late)} });
    let case = match &line.item {
        Some(item) => view! {
            <a href=href>{case_no(&line.case_no)}</a>
            <br/>
            <span class="meta">{shell.words(item)}</span>
        }
        .into_any(),
        None => view! {
            {case_no(&line.case_no)}
            <br/>
            <span class="meta">{shell.t("voided-confidential")}</span>
        }
        .into_any(),
    };
    vec![
        case,
        shell.words(&line.agency),
        view! { {shell.t(&format!("void-ground-{}", line.ground))}{late} }.into_any(),
        time::instant(shell, line.received_at),
        time::instant(shell, line.at),
    ]
}

#[cfg(test)]
mod tests {
    use domain::case::VoidGround;
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn the_list_renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let line = |ground: VoidGround| Line {
                case_no: "62010220261123000001F".into(),
                item: (ground != VoidGround::Mistake)
                    .then(|| Localised::new("食品经营许可", "Food business licence")),
                agency: Localised::new("市监局", "Market supervision"),
                ground: ground.key().into(),
                received_at: Timestamp::UNIX_EPOCH,
                at: Timestamp::UNIX_EPOCH,
                late: ground == VoidGround::Duplicate,
            };
            let view = Voided {
                count: 4,
                late: 1,
                lines: VoidGround::ALL.map(line).into(),
                first: Some("/oversight/voided".into()),
                next: Some("/oversight/voided?after=1".into()),
            };
            let html = voided_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(
                html.matches("href=\"/oversight/cases/").count(),
                3,
                "{html}"
            );
            let late = format!(">{}<", shell.t("voided-late"));
            assert_eq!(html.matches(&late).count(), 1, "{html}");
            assert!(!voided_page(&shell, &Voided::default()).contains('⟦'));
        }
    }
}
