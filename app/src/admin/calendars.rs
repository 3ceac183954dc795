//! How days are counted: each year by the State Council's notice, or by rule until there is one.

use domain::calendar::Festival;
use jiff::civil::Date;
use leptos::prelude::*;

use super::{admin_page, kept_in};
use crate::parts::chart::Tone;
use crate::parts::table::{Column, Table, table};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Calendars {
    pub version: String,
    pub years: Vec<Year>,
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
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("admin-calendars-lede")}</p>
        <p class="soft">{shell.t("admin-calendar-version")} <code translate="no">{view.version.clone()}</code></p>
        <div class="two even">{years}</div>
        {kept_in(shell, "catalogue/calendars/", "admin-calendars-note")}
    };
    admin_page(shell, "/admin/calendars", &title, body.into_any())
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
            let view = Calendars {
                version: "abc".into(),
                years,
            };
            let html = calendars_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
