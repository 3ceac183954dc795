//! `/oversight/complaints`: what applicants complain of, to those who answer it.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{files, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::pager::pager;
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Complaints {
    /// Those that have an answer, or those that wait for one.
    pub answered: bool,
    /// All there are of these.
    pub count: u64,
    pub lines: Vec<Line>,
    pub first: Option<String>,
    pub next: Option<String>,
    /// What people told by the item for what could not be done.
    pub window: Option<Window>,
}

/// Cases of one item in the reader's scope: how many, and where they are.
#[derive(Debug, Clone)]
pub struct Window {
    pub running: (u64, String),
    /// Within the last 30 days.
    pub received: (u64, String),
}

#[derive(Debug, Clone)]
pub struct Line {
    pub href: String,
    /// `ComplaintGround::key`.
    pub ground: String,
    pub item: Localised,
    pub agency: Localised,
    pub at: Timestamp,
    pub state: State,
}

#[derive(Debug, Clone, Copy)]
pub enum State {
    /// To be answered by this day, which may be past.
    Waits {
        by: Date,
        late: bool,
    },
    Answered {
        on: Date,
        founded: bool,
    },
}

pub fn complaints_page(shell: &Shell, view: &Complaints) -> String {
    let title = shell.t("complaint-list");
    let trail = [("/oversight".to_owned(), shell.t("oversight-nav-overview"))];
    let which = [
        Tab::new(
            "/oversight/complaints",
            shell.t("complaint-open"),
            !view.answered,
        ),
        Tab::new(
            "/oversight/complaints?state=answered",
            shell.t("complaint-answered"),
            view.answered,
        ),
    ];
    let here = if view.answered {
        "/oversight/complaints?state=answered"
    } else {
        "/oversight/complaints?state=open"
    };
    let list = if view.lines.is_empty() {
        empty(shell.t("complaint-none"), ().into_any())
    } else {
        let columns = [
            "complaint-about",
            "citizen-agency",
            "complaint-made",
            "complaint-state",
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
        <p>{shell.t("complaint-list-note")}</p>
        {tabs(shell.t("complaint-state"), &which)}
        {list}
        {files(shell, here)}
        {view.window.as_ref().map(|found| window(shell, found))}
        {pager(shell, view.first.as_deref(), view.next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// Whoever could not even get a case complains there.
fn window(shell: &Shell, found: &Window) -> AnyView {
    let link = |key: &str, (count, href): &(u64, String)| {
        let words = shell.tv(key, &[("count", (*count).into())]);
        let href = href.clone();
        view! { <li><a href=href>{words}</a></li> }
    };
    view! {
        <section aria-labelledby="window">
            <h2 id="window">{shell.t("complaint-window")}</h2>
            <p>{shell.t("complaint-window-note")}</p>
            <ul>
                {link("complaint-window-running", &found.running)}
                {link("complaint-window-received", &found.received)}
            </ul>
        </section>
    }
    .into_any()
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let ground = shell.t(&format!("complaint-ground-{}", line.ground));
    let href = line.href.clone();
    vec![
        view! { <a href=href>{ground}</a><br/><span class="meta">{shell.words(&line.item)}</span> }
            .into_any(),
        shell.words(&line.agency),
        time::instant(shell, line.at),
        state(shell, line.state),
    ]
}

pub(super) fn state(shell: &Shell, state: State) -> AnyView {
    match state {
        State::Waits { by, late } => {
            let late = late.then(|| view! { {tag(shell.t("complaint-late"), Tone::Late)}" " });
            view! { {late}{shell.t("complaint-by")}" "{time::short_day(shell, by)} }.into_any()
        }
        State::Answered { on, founded } => {
            let key = if founded {
                "complaint-finding-founded"
            } else {
                "complaint-finding-unfounded"
            };
            view! { {shell.t(key)}<br/><span class="meta">{time::short_day(shell, on)}</span> }
                .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::case::ComplaintGround;
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn lists_render_in_both_languages() {
        let day = jiff::civil::date(2026, 12, 1);
        let states = [
            State::Waits {
                by: day,
                late: false,
            },
            State::Waits {
                by: day,
                late: true,
            },
            State::Answered {
                on: day,
                founded: true,
            },
            State::Answered {
                on: day,
                founded: false,
            },
        ];
        let line = |(ground, state): (ComplaintGround, State)| Line {
            href: "/oversight/complaints/62010220261123000001F/7".into(),
            ground: ground.key().into(),
            item: Localised::new("食品经营许可", "Food business licence"),
            agency: Localised::new("市监局", "Market supervision"),
            at: Timestamp::UNIX_EPOCH,
            state,
        };
        let grounds = ComplaintGround::ALL.into_iter().cycle();
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for answered in [true, false] {
                let view = Complaints {
                    count: 4,
                    answered,
                    lines: grounds.clone().zip(states).map(line).collect(),
                    first: Some("/oversight/complaints".into()),
                    next: Some("/oversight/complaints?after=1".into()),
                    window: Some(Window {
                        running: (1, "/oversight/cases?item=1".into()),
                        received: (2, "/oversight/cases?item=1".into()),
                    }),
                };
                let html = complaints_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                let nothing = Complaints::default();
                assert!(!complaints_page(&shell, &nothing).contains('⟦'));
            }
        }
    }
}
