//! How days are counted: each year by the State Council's notice, or by rule until there is one.

use domain::calendar::Festival;
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{admin_page, kept_in};
use crate::parts::button::{Weight, button};
use crate::parts::chart::Tone;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{Field, textarea};
use crate::parts::form::{Encoding, post};
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Calendars {
    pub version: String,
    pub years: Vec<Year>,
    /// Days off of regions and agencies.
    pub locals: Vec<LocalLine>,
    /// Open cases that go by another calendar than what holds now.
    pub behind: u64,
    /// They are being counted anew.
    pub running: bool,
    /// A notice that was sent and did not hold together.
    pub notice: String,
    pub error: Option<String>,
}

/// One year of a region or an agency.
#[derive(Debug, Clone, Default)]
pub struct LocalLine {
    pub year: i16,
    pub of: Localised,
    pub source: String,
    pub counts_for_statutory: bool,
    pub days: Vec<(Date, Localised)>,
}

#[derive(Debug, Clone, Default)]
pub struct Year {
    pub year: i16,
    /// The notice; absent where the year is reckoned by rule.
    pub source: Option<String>,
    pub working_days: u32,
    /// Weekdays off and weekend days worked, by festival, in order of date.
    pub festivals: Vec<FestivalLine>,
}

#[derive(Debug, Clone)]
pub struct FestivalLine {
    pub festival: Festival,
    pub off: Vec<Date>,
    pub make_up: Vec<Date>,
}

pub fn calendars_page(shell: &Shell, view: &Calendars) -> String {
    let title = shell.t("admin-calendars");
    let years: Vec<AnyView> = view.years.iter().map(|one| year(shell, one)).collect();
    let errors: Vec<(String, String)> = view
        .error
        .iter()
        .map(|words| ("notice".to_owned(), words.clone()))
        .collect();
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        {standing(shell, view)}
        <p class="lede">{shell.t("admin-calendars-lede")}</p>
        <p class="soft">{shell.t("admin-calendar-version")} <code translate="no">{view.version.clone()}</code></p>
        <div class="two even">{years}</div>
        {locals(shell, &view.locals)}
        {import(shell, view)}
        {kept_in(shell, "catalogue/calendars/", "admin-calendars-note")}
    };
    admin_page(shell, "/admin/calendars", &title, body.into_any())
}

/// What waits for somebody, and what is under way.
fn standing(shell: &Shell, view: &Calendars) -> Option<AnyView> {
    if view.behind == 0 {
        return None;
    }
    let count = [("count", view.behind.into())];
    let words = if view.running {
        shell.tv("admin-calendars-running", &count)
    } else {
        shell.tv("admin-calendars-behind", &count)
    };
    let link = (!view.running).then(|| {
        view! { " "<a href="/admin/calendars/imports/catalogue">{shell.t("admin-calendars-compare")}</a> }
    });
    Some(view! { <p class="inset">{words}{link}</p> }.into_any())
}

fn locals(shell: &Shell, locals: &[LocalLine]) -> Option<AnyView> {
    if locals.is_empty() {
        return None;
    }
    let rows = locals
        .iter()
        .map(|line| {
            let days: Vec<AnyView> = line
                .days
                .iter()
                .map(|(date, name)| {
                    view! { <li>{time::day(shell, *date)}" · "{shell.words(name)}</li> }.into_any()
                })
                .collect();
            let counts = if line.counts_for_statutory {
                "admin-import-counts-statutory"
            } else {
                "admin-import-counts-promised"
            };
            vec![
                line.year.to_string().into_any(),
                shell.words(&line.of),
                view! { <ul class="plain-list">{days}</ul> }.into_any(),
                shell.t(counts).into_any(),
                line.source.clone().into_any(),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.t("admin-local-calendars"),
        columns: [
            "admin-local-year",
            "admin-import-layer",
            "admin-off",
            "admin-import-counts",
            "admin-import-source",
        ]
        .map(|key| Column::new(shell.t(key)))
        .into(),
        rows,
        ..Table::default()
    };
    Some(table(all))
}

fn import(shell: &Shell, view: &Calendars) -> AnyView {
    let notice = Field::new("notice", shell.t("admin-import-notice"))
        .hint(shell.t("admin-import-notice-hint"))
        .value(view.notice.clone())
        .error(view.error.clone());
    let form = view! {
        {textarea(shell, &notice, 12)}
        {button(shell.t("admin-import-read"), Weight::Main)}
    };
    view! {
        <section aria-labelledby="import">
            <h2 id="import">{shell.t("admin-import")}</h2>
            <p>{shell.t("admin-import-lede")}</p>
            {post("/admin/calendars/imports", Encoding::Plain, form.into_any())}
        </section>
    }
    .into_any()
}

fn year(shell: &Shell, year: &Year) -> AnyView {
    let id = format!("y{}", year.year);
    let source = match &year.source {
        Some(source) => {
            let source = source.clone();
            view! { {tag(shell.t("admin-announced"), Tone::Done)}" "<span class="soft">{source}</span> }
                .into_any()
        }
        None => {
            view! { {tag(shell.t("admin-provisional"), Tone::Attention)}" "<span class="soft">{shell.t("admin-provisional-note")}</span> }
                .into_any()
        }
    };
    let count = [("count", year.working_days.into())];
    let rows = year
        .festivals
        .iter()
        .map(|line| {
            vec![
                shell
                    .t(&format!("festival-{}", line.festival.key()))
                    .into_any(),
                days(shell, &line.off),
                days(shell, &line.make_up),
            ]
        })
        .collect();
    let all = Table {
        caption: shell.tv("admin-days-of", &[("year", year.year.to_string().into())]),
        caption_hidden: true,
        columns: ["admin-festival", "admin-off", "admin-make-up"]
            .map(|key| Column::new(shell.t(key)))
            .into(),
        rows,
        ..Table::default()
    };
    let heading = year.year.to_string();
    let label = id.clone();
    view! {
        <section aria-labelledby=label>
            <h2 id=id>{heading}</h2>
            <p>{source}</p>
            <p>{shell.tv("working-days", &count)}</p>
            {table(all)}
        </section>
    }
    .into_any()
}

fn days(shell: &Shell, days: &[Date]) -> AnyView {
    if days.is_empty() {
        return view! { <span class="soft">"—"</span> }.into_any();
    }
    let days: Vec<AnyView> = days
        .iter()
        .map(|day| view! { <li>{time::day(shell, *day)}</li> }.into_any())
        .collect();
    view! { <ul class="plain-list">{days}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let years = [Some("State Council notice".to_owned()), None]
                .into_iter()
                .map(|source| Year {
                    year: 2026,
                    source,
                    working_days: 248,
                    festivals: Festival::ALL
                        .into_iter()
                        .map(|festival| FestivalLine {
                            festival,
                            off: vec![date(2026, 10, 1)],
                            make_up: Vec::new(),
                        })
                        .collect(),
                })
                .collect();
            let local = LocalLine {
                year: 2026,
                of: Localised::new("临夏州", "Linxia"),
                source: "notice".into(),
                counts_for_statutory: false,
                days: vec![(date(2026, 3, 20), Localised::new("开斋节", "Eid"))],
            };
            let view = Calendars {
                version: "abc".into(),
                years,
                locals: vec![local],
                behind: 3,
                running: locale == Locale::En,
                notice: "year = 2027".into(),
                error: Some("line 3".into()),
            };
            let html = calendars_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
