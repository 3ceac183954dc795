//! `/oversight/ratings`: how applicants rated the service of a supervisor's area, and how far the loop of each bad
//! rating is; and one of them, with everything that followed and the forms for what supervision does about it.

use domain::case::RatingState;
use domain::locale::Localised;
use domain::supervision::Period;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::dashboard::period;
use super::orders::{Step, step_view};
use super::{Place, files, sections};
use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::empty::empty;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors};
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::pager::pager;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, page_of};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

/// What the list can be narrowed to at once.
const PERIODS: [Period; 3] = [Period::Days(30), Period::Days(90), Period::Days(365)];

#[derive(Debug, Clone, Default)]
pub struct Ratings {
    pub place: Place,
    /// The place's name.
    pub name: Localised,
    pub level: Option<u8>,
    pub state: Option<RatingState>,
    /// All there are of these.
    pub count: u64,
    pub lines: Vec<Line>,
    /// Where the page after this one begins.
    pub after: Option<String>,
    /// This is not the first page.
    pub later: bool,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub case_no: String,
    pub level: u8,
    pub item: Localised,
    pub agency: Localised,
    pub at: Timestamp,
    pub state: RatingState,
    /// The last day for what the agency has to do next, which may be past.
    pub due: Option<(Date, bool)>,
    /// What the call-back found.
    pub content: Option<bool>,
    pub released: bool,
}

impl Ratings {
    fn at(&self, place: &Place, level: Option<u8>, state: Option<RatingState>) -> String {
        let level = level.map(|level| format!("&level={level}"));
        let state = state.map(|state| format!("&state={}", state.key()));
        format!(
            "/oversight/ratings?{}{}{}",
            place.query(),
            level.unwrap_or_default(),
            state.unwrap_or_default()
        )
    }
}

pub fn level_words(shell: &Shell, level: u8) -> String {
    shell.t(&format!("citizen-level-of-rating-{level}"))
}

fn state(shell: &Shell, line: &Line) -> AnyView {
    let tone = match line.state {
        RatingState::Good | RatingState::Excluded => Tone::Plain,
        RatingState::CalledBack => Tone::Done,
        RatingState::Open | RatingState::Contacted | RatingState::Rectified => Tone::Attention,
        RatingState::Appealed => Tone::Late,
    };
    let due = line.due.map(|(day, late)| {
        let late = late.then(|| view! { {tag(shell.t("rating-late"), Tone::Late)}" " });
        view! { <br/>{late}<span class="meta">{shell.t("rating-due")}" "{time::short_day(shell, day)}</span> }
    });
    let found = line.content.map(|content| {
        let key = if content {
            "rating-content-now"
        } else {
            "rating-discontent-now"
        };
        view! { <br/><span class="meta">{shell.t(key)}</span> }
    });
    let word = shell.t(&format!("rating-state-{}", line.state.key()));
    view! { {tag(word, tone)}{due}{found} }.into_any()
}

pub fn ratings_page(shell: &Shell, view: &Ratings) -> String {
    let title = shell.t("rating-list");
    let trail = [(view.place.dashboard(), shell.t("oversight-nav-overview"))];
    let all = |current| {
        let href = view.at(&view.place, view.level, None);
        Tab::new(href, shell.t("rating-all"), current)
    };
    let states: Vec<Tab> = std::iter::once(all(view.state.is_none()))
        .chain(RatingState::ALL.into_iter().map(|one| {
            let word = shell.t(&format!("rating-state-{}", one.key()));
            let href = view.at(&view.place, view.level, Some(one));
            Tab::new(href, word, view.state == Some(one))
        }))
        .collect();
    let any = Tab::new(
        view.at(&view.place, None, view.state),
        shell.t("rating-all"),
        view.level.is_none(),
    );
    let levels: Vec<Tab> = std::iter::once(any)
        .chain((1..=5).rev().map(|level| {
            let href = view.at(&view.place, Some(level), view.state);
            Tab::new(href, level_words(shell, level), view.level == Some(level))
        }))
        .collect();
    let mut all_periods = PERIODS.to_vec();
    if !all_periods.contains(&view.place.period) {
        all_periods.push(view.place.period);
    }
    let periods: Vec<Tab> = all_periods
        .into_iter()
        .map(|one| {
            let href = view.at(&view.place.over(one), view.level, view.state);
            Tab::new(href, period(shell, one), one == view.place.period)
        })
        .collect();
    let here = view.at(&view.place, view.level, view.state);
    let list = if view.lines.is_empty() {
        let none = empty(
            shell.t("rating-none"),
            shell.t("rating-none-next").into_any(),
        );
        view! { <div data-total="0">{none}</div> }.into_any()
    } else {
        let columns = [
            "rating-column-level",
            "oversight-case",
            "oversight-agency",
            "rating-given",
            "rating-column-state",
        ]
        .map(|key| Column::new(shell.t(key)));
        let table = Table {
            caption: title.clone(),
            caption_hidden: true,
            columns: columns.into(),
            rows: view.lines.iter().map(|line| row(shell, line)).collect(),
            row_head: 0,
        };
        page_of(view.count, table)
    };
    let next = view
        .after
        .as_ref()
        .map(|after| format!("{here}&after={after}"));
    let first = view.later.then(|| here.clone());
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&view.name)}</p>
        <p>{shell.t("rating-list-note")}</p>
        {tabs(shell.t("oversight-period"), &periods)}
        {tabs(shell.t("rating-column-state"), &states)}
        {tabs(shell.t("rating-column-level"), &levels)}
        {list}
        {files(shell, &here)}
        {pager(shell, first.as_deref(), next.as_deref())}
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/ratings"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn row(shell: &Shell, line: &Line) -> Vec<AnyView> {
    let href = format!("/oversight/ratings/{}", line.case_no);
    let released = line
        .released
        .then(|| view! { <br/><span class="meta">{shell.t("rating-is-public")}</span> });
    vec![
        view! { <a href=href>{level_words(shell, line.level)}</a>{released} }.into_any(),
        view! { {case_no(&line.case_no)}<br/><span class="meta">{shell.words(&line.item)}</span> }
            .into_any(),
        shell.words(&line.agency),
        time::instant(shell, line.at),
        state(shell, line),
    ]
}

/// One rating.
#[derive(Debug, Clone)]
pub struct RatingPage {
    pub line: Line,
    /// Of the case's journal, for the forms.
    pub seq: u64,
    /// What was written with it, without what leads to a person; absent where nothing was, or it was erased.
    pub comment: Option<String>,
    /// What happened since, in order.
    pub steps: Vec<Step>,
    pub verdict: Option<ActForm>,
    pub call_back: Option<ActForm>,
    /// Whether its words can be shown to everybody, or withheld again.
    pub release: bool,
}

pub fn rating_page(shell: &Shell, view: &RatingPage) -> String {
    let line = &view.line;
    let level = [("level", level_words(shell, line.level).into())];
    let title = shell.tv("rating-one", &level);
    let here = format!("/oversight/ratings/{}", line.case_no);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/ratings".to_owned(), shell.t("rating-list")),
    ];
    let case = format!("/oversight/cases/{}", line.case_no);
    let rows = vec![
        Row::of(shell.t("rating-column-state"), state(shell, line)),
        Row::of(
            shell.t("oversight-case"),
            view! { <a href=case>{case_no(&line.case_no)}</a> }.into_any(),
        ),
        Row::of(shell.t("oversight-item"), shell.words(&line.item)),
        Row::of(shell.t("oversight-agency"), shell.words(&line.agency)),
        Row::of(shell.t("rating-given"), time::instant(shell, line.at)),
    ];
    let faults: Vec<Fault> = [&view.verdict, &view.call_back]
        .into_iter()
        .flatten()
        .flat_map(|form| form.faults.iter().cloned())
        .collect();
    let faults = errors(shell, &faults);
    let seq = || field::hidden("seq", view.seq.to_string());
    let form = |form: &Option<ActForm>, end: &str| {
        form.as_ref().map(|form| {
            let body = view! { {seq()}{fields(shell, form)} };
            let body = post(format!("{here}/{end}"), Encoding::Plain, body.into_any());
            view! {
                <section class="sheet">
                    <h2>{shell.t(&format!("oversight-{}-title", form.noun))}</h2>
                    <p>{shell.t(&form.key("lede"))}</p>
                    {body}
                </section>
            }
        })
    };
    let comment = match &view.comment {
        Some(words) => {
            let words = words.clone();
            view! { <p>{shell.t("rating-said")}</p><blockquote class="said">{words}</blockquote> }
                .into_any()
        }
        None => view! { <p>{shell.t("rating-no-words")}</p> }.into_any(),
    };
    let release = view.release.then(|| {
        let end = if line.released { "withhold" } else { "release" };
        let word = shell.t(&format!("rating-{end}"));
        let shown = if line.released { "0" } else { "1" };
        let body = view! { {seq()}{field::hidden("shown", shown)}{button(word, Weight::Quiet)} };
        let body = post(format!("{here}/release"), Encoding::Plain, body.into_any());
        view! {
            <section class="sheet">
                <h2>{shell.t("rating-release-title")}</h2>
                <p>{shell.t("rating-release-note")}</p>
                {body}
            </section>
        }
    });
    let steps: Vec<AnyView> = view
        .steps
        .iter()
        .map(|step| step_view(shell, step))
        .collect();
    let body = view! {
        {error_summary(shell, &faults)}
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                {comment}
                <ol class="plain-list stack">{steps}</ol>
                {form(&view.verdict, "verdict")}
                {form(&view.call_back, "call-back")}
            </div>
            <div>
                <div class="sheet">{summary_list(shell, rows)}</div>
                {release}
            </div>
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        wide: true,
        sections: sections(shell, "/oversight/ratings"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::choice::Choice;

    fn line(level: u8, state: RatingState) -> Line {
        Line {
            case_no: "62010220261123000001F".into(),
            level,
            item: Localised::new("食品经营许可", "Food business licence"),
            agency: Localised::new("市监局", "Market supervision"),
            at: Timestamp::UNIX_EPOCH,
            state,
            due: (state == RatingState::Open).then_some((jiff::civil::date(2026, 12, 1), true)),
            content: (state == RatingState::CalledBack).then_some(false),
            released: level == 1,
        }
    }

    #[test]
    fn lists_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let view = Ratings {
                name: Localised::new("城关区", "Chengguan"),
                level: Some(1),
                count: 7,
                lines: RatingState::ALL.map(|state| line(1, state)).into(),
                after: Some("1.a".into()),
                later: true,
                ..Ratings::default()
            };
            let html = ratings_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("data-total=\"7\"") && html.contains("/oversight/ratings.csv?"));
            let nothing = Ratings::default();
            assert!(!ratings_page(&shell, &nothing).contains('⟦'));
        }
    }

    #[test]
    fn one_renders_with_its_loop_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let form = |noun: &'static str| ActForm {
                noun,
                choices: vec![Choice::new("a", "A")],
                choice: String::new(),
                amount: None,
                text: "<b>".into(),
                faults: vec![Fault::new("text", "act-text-missing")],
                shown: None,
                preview: false,
            };
            let facts = [
                "rated",
                "rater-contacted",
                "rater-contacted-complex",
                "followed-up",
                "called-back-content",
                "called-back-discontent",
                "follow-up-accepted",
                "follow-up-contested",
                "rating-appealed",
                "rating-excluded",
                "rating-stands",
                "rating-released",
                "rating-withheld",
            ];
            let steps = facts.map(|fact| Step {
                at: Timestamp::UNIX_EPOCH,
                fact,
                who: None,
                text: Some("<b>".into()),
                to: None,
            });
            let mut view = RatingPage {
                line: line(1, RatingState::Appealed),
                seq: 9,
                comment: Some("<b>".into()),
                steps: steps.into(),
                verdict: Some(form("rating-verdict")),
                call_back: Some(form("call-back")),
                release: true,
            };
            let html = rating_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            view.line.released = false;
            view.comment = None;
            assert!(!rating_page(&shell, &view).contains('⟦'));
        }
    }
}
