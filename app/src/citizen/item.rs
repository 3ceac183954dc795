//! `/items/{code}`: the guide (办事指南). Everything that somebody must know before they start,
//! and one button to start.

use std::sync::Arc;

use domain::catalogue::{Agency, Definition, MaterialSource, ServiceItem, StartEvent, TimeLimit};
use domain::locale::Localised;
use domain::supervision::published::Published;
use leptos::prelude::*;

use super::agency::{Counter, hotline, reached};
use super::fee::{self, fee};
use super::guide;
use super::home::suspended;
use super::material::material;
use crate::parts::button::{Weight, button};
use crate::parts::choice::{self, Choice};
use crate::parts::clock::limit;
use crate::parts::details::details;
use crate::parts::field::Field;
use crate::parts::form::get;
use crate::parts::process::{Detail, PictureView, process_picture};
use crate::parts::question::Prefecture;
use crate::parts::real_days::real_days;
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Guide {
    pub definition: Arc<Definition>,
    pub place: Place,
    /// Where people can have it done.
    pub divisions: Vec<Prefecture>,
    /// Keys of the materials that the reader's wallet has.
    pub held: Vec<String>,
    /// Not for whom the reader acts.
    pub uncovered: bool,
    /// How long it really took, lately.
    pub real: Published,
}

/// Who handles it for the reader.
#[derive(Debug, Clone)]
pub enum Place {
    Unknown,
    Agency {
        division: String,
        agency: Box<Agency>,
        counter: Box<Counter>,
    },
    /// Nobody does there, as far as this portal knows.
    Nobody {
        division: String,
        name: Localised,
    },
}

impl Place {
    /// What to say where it can't be had.
    pub(super) fn nobody(&self, shell: &Shell) -> Option<String> {
        let Self::Nobody { name, .. } = self else {
            return None;
        };
        let values = [("division", shell.l(name).into())];
        Some(shell.tv("citizen-nobody-here", &values))
    }
}

/// In the place of the button to start: why there is none, and the way to another place.
pub(super) fn elsewhere(shell: &Shell, why: String, contact: &str) -> AnyView {
    let contact = contact.to_owned();
    view! {
        <p><strong>{why}</strong></p>
        <p class="no-print"><a href=contact>{shell.t("guide-elsewhere")}</a></p>
    }
    .into_any()
}

pub fn item_page(shell: &Shell, view: &Guide) -> String {
    let item = &view.definition.item;
    let theme = item.theme.key();
    let above = [
        ("/".to_owned(), shell.t("nav-home")),
        (
            format!("/search?theme={theme}"),
            shell.t(&format!("citizen-theme-{theme}")),
        ),
    ];
    let suspension = item.suspension(shell.today);
    let suspended = suspension.map(|why| {
        let words = suspended(shell, why);
        view! { <p><strong>{words}</strong></p> }
    });
    let sections = view! {
        {contents(shell, item)}
        {sections(shell, item, &view.held, &view.real)}
    };
    guide::frame(
        shell,
        guide::Frame {
            above: &above,
            name: &item.name,
            summary: &item.summary,
            start: view
                .place
                .nobody(shell)
                .is_none()
                .then_some(())
                .filter(|()| suspension.is_none())
                .map(|()| format!("/items/{}/application", item.code())),
            uncovered: view.uncovered,
            card: view! {
                {card(shell, view)}
                {own_situation(shell, item)}
                {ratings(shell, item)}
                {suspended}
                {view.place.nobody(shell).map(|why| elsewhere(shell, why, "#contact"))}
            }
            .into_any(),
            sections: sections.into_any(),
            aside: place(shell, view),
        },
    )
}

/// The card that answers most questions.
fn card(shell: &Shell, view: &Guide) -> AnyView {
    let item = &view.definition.item;
    let from = |set: &TimeLimit| limit(shell, set.limit());
    let mut rows = vec![Row::of(
        shell.t("citizen-who"),
        shell.words(&item.guide.who),
    )];
    rows.push(match &item.limits.statutory {
        Some(statutory) => Row::new(shell.t("clock-statutory"), from(statutory)),
        None => Row::new(shell.t("clock-statutory"), shell.t("citizen-no-statutory")),
    });
    let promised = match item.limits.promised.value {
        0 => view! { <strong>{shell.t("citizen-same-day")}</strong> }.into_any(),
        _ => {
            let note = match item.limits.promised.start {
                StartEvent::Receipt => shell.t("citizen-from-receipt"),
                _ => shell.t("citizen-from-acceptance"),
            };
            let promised = from(&item.limits.promised);
            view! { <strong>{promised}</strong> " " <span class="soft">{note}</span> }.into_any()
        }
    };
    rows.push(Row::of(shell.t("clock-promised"), promised));
    rows.push(Row::new(shell.t("citizen-fee"), fee(shell, item)));
    let visits = if item.visits == 0 {
        shell.t("citizen-no-visits")
    } else {
        let times = [("count", u32::from(item.visits).into())];
        shell.tv("citizen-visits-count", &times)
    };
    let reason = item
        .visit_reason
        .as_ref()
        .map(|reason| view! { <br/><span class="soft">{shell.words(reason)}</span> });
    rows.push(Row::of(
        shell.t("citizen-visits"),
        view! { {visits}{reason} }.into_any(),
    ));
    let uploads = item
        .materials
        .iter()
        .filter(|rule| rule.source == MaterialSource::Upload)
        .count();
    let counts = [
        ("all", item.materials.len().into()),
        ("upload", uploads.into()),
    ];
    rows.push(Row::new(
        shell.t("citizen-materials"),
        shell.tv("citizen-materials-count", &counts),
    ));
    let level = shell.t(&format!("citizen-level-{}", item.routing.level.key()));
    let by = match &view.place {
        Place::Agency { agency, .. } => {
            view! { {shell.words(&agency.name)}<br/><span class="soft">{level}</span> }.into_any()
        }
        Place::Unknown | Place::Nobody { .. } => level.into_any(),
    };
    rows.push(Row::of(shell.t("citizen-agency"), by));
    summary_list(shell, rows)
}

/// The way to what the reader needs, where people need different things.
fn own_situation(shell: &Shell, item: &ServiceItem) -> Option<AnyView> {
    let asks = !item.situations.is_empty();
    asks.then(|| {
        let href = format!("/items/{}/situation", item.code());
        let why = shell.t("guide-situation-why");
        view! {
            <p class="no-print"><a href=href>{shell.t("guide-situation-find")}</a>
            <br/><span class="soft">{why}</span></p>
        }
        .into_any()
    })
}

/// The way to how others found it.
fn ratings(shell: &Shell, item: &ServiceItem) -> AnyView {
    let href = format!("/items/{}/ratings", item.code());
    view! { <p class="no-print"><a href=href>{shell.t("item-ratings")}</a></p> }.into_any()
}

fn contents(shell: &Shell, item: &ServiceItem) -> AnyView {
    let mut parts = vec![
        "conditions",
        "materials",
        "process",
        "limits",
        "fee",
        "result",
        "basis",
    ];
    if !item.guide.questions.is_empty() {
        parts.push("questions");
    }
    parts.extend(["remedies", "contact"]);
    let lines: Vec<AnyView> = parts
        .into_iter()
        .map(|part| {
            let href = format!("#{part}");
            let name = shell.t(&format!("citizen-guide-{part}"));
            view! { <li><a href=href>{name}</a></li> }.into_any()
        })
        .collect();
    let name = shell.t("citizen-contents");
    view! { <nav class="contents no-print" aria-label=name><ul class="plain-list">{lines}</ul></nav> }.into_any()
}

fn sections(shell: &Shell, item: &ServiceItem, held: &[String], real: &Published) -> AnyView {
    let conditions: Vec<AnyView> = item
        .guide
        .conditions
        .iter()
        .map(|one| view! { <li>{shell.words(one)}</li> }.into_any())
        .collect();
    let paper = format!("/items/{}/form", item.code());
    let materials: Vec<AnyView> = item
        .materials
        .iter()
        .map(|rule| {
            let is_held = held.iter().any(|key| key == rule.key());
            material(
                shell,
                item.into(),
                rule,
                rule.when.as_ref(),
                Some(&paper),
                is_held,
            )
        })
        .collect();
    let basis: Vec<AnyView> = item
        .guide
        .legal_basis
        .iter()
        .map(|basis| {
            view! {
                <li>
                    <strong>{shell.words(&basis.law)}{shell.t("citizen-article")}{shell.words(&basis.article)}</strong>
                    <br/>
                    {shell.words(&basis.gist)}
                </li>
            }
            .into_any()
        })
        .collect();
    let questions: Vec<AnyView> = item
        .guide
        .questions
        .iter()
        .map(|question| {
            let answer = view! { <p>{shell.words(&question.answer)}</p> };
            details(shell.l(&question.ask), answer.into_any())
        })
        .collect();
    let questions = (!questions.is_empty()).then(|| {
        view! { <h2 id="questions">{shell.t("citizen-guide-questions")}</h2>{questions} }
    });
    view! {
        <div class="prose">
            <h2 id="conditions">{shell.t("citizen-guide-conditions")}</h2>
            <ol>{conditions}</ol>
            <h2 id="materials">{shell.t("citizen-guide-materials")}</h2>
            <ol class="materials">{materials}</ol>
            <h2 id="process">{shell.t("citizen-guide-process")}</h2>
            {process(shell, item)}
            <h2 id="limits">{shell.t("citizen-guide-limits")}</h2>
            {limits(shell, item)}
            {real_days(shell, item.code(), real)}
            <h2 id="fee">{shell.t("citizen-guide-fee")}</h2>
            {fee::section(shell, item)}
            <h2 id="result">{shell.t("citizen-guide-result")}</h2>
            <p>{shell.words(&item.guide.result)}</p>
            <h2 id="basis">{shell.t("citizen-guide-basis")}</h2>
            <ul>{basis}</ul>
            {questions}
            <h2 id="remedies">{shell.t("citizen-guide-remedies")}</h2>
            <p>{shell.words(&item.guide.remedies)}</p>
        </div>
    }
    .into_any()
}

fn process(shell: &Shell, item: &ServiceItem) -> AnyView {
    let picture = PictureView::of(item, Detail::Simple, None);
    let asked: Vec<AnyView> = item
        .consultations
        .iter()
        .map(|one| {
            let own = limit(shell, one.limit);
            let within = shell.tv("citizen-within", &[("limit", own.into())]);
            view! { <li><strong>{shell.words(&one.name)}</strong> " " <span class="soft">{within}</span></li> }
                .into_any()
        })
        .collect();
    let asked = (!asked.is_empty()).then(|| {
        view! { <p>{shell.t("citizen-consulted")}</p><ul>{asked}</ul> }
    });
    view! {
        {process_picture(shell, &picture)}
        {asked}
    }
    .into_any()
}

fn limits(shell: &Shell, item: &ServiceItem) -> AnyView {
    let limits = &item.limits;
    let extension = item.extension();
    let all = [
        ("clock-check", Some(&limits.check)),
        ("clock-statutory", limits.statutory.as_ref()),
        ("clock-promised", Some(&limits.promised)),
        // An answer is no paper that the law has handed over.
        ("clock-delivery", (!item.answer).then_some(&limits.delivery)),
        ("clock-supplement", Some(&limits.supplement)),
        ("citizen-may-extend", extension.as_ref()),
    ];
    let rows = all
        .into_iter()
        .filter_map(|(key, set)| {
            let set = set?;
            let words = limit(shell, set.limit());
            let basis = set
                .basis
                .as_ref()
                .map(|basis| view! { <br/><span class="meta">{shell.words(basis)}</span> });
            Some(Row::of(shell.t(key), view! { {words}{basis} }.into_any()))
        })
        .collect();
    summary_list(shell, rows)
}

fn place(shell: &Shell, view: &Guide) -> AnyView {
    let (chosen, answer) = match &view.place {
        Place::Unknown => (
            "",
            view! { <p>{shell.t("citizen-choose-division")}</p> }.into_any(),
        ),
        Place::Agency {
            division,
            agency,
            counter,
        } => {
            let href = format!(
                "/items/{}/appointment?division={division}",
                view.definition.item.code()
            );
            let item = &view.definition.item;
            let takes = counter.hours.is_known() && item.suspension(shell.today).is_none();
            let book = takes.then(|| {
                view! { <p class="no-print"><a href=href>{shell.t("appointment-title")}</a></p> }
            });
            let reached = view! { {reached(shell, agency, counter)}{book} };
            (division.as_str(), reached.into_any())
        }
        Place::Nobody { division, .. } => (
            division.as_str(),
            view! { <p>{view.place.nobody(shell)}</p>{hotline(shell)} }.into_any(),
        ),
    };
    let action = format!("/items/{}#contact", view.definition.item.code());
    view! {
        <div class="sheet">
            <h2 id="contact">{shell.t("citizen-guide-contact")}</h2>
            {answer}
            <div class="no-print">{division_form(shell, action, chosen, &view.divisions)}</div>
        </div>
    }
    .into_any()
}

/// To choose the place that the guide speaks of.
pub(super) fn division_form(
    shell: &Shell,
    action: String,
    chosen: &str,
    divisions: &[Prefecture],
) -> AnyView {
    let groups: Vec<(String, Vec<Choice>)> = divisions
        .iter()
        .map(|prefecture| {
            let places = prefecture
                .places
                .iter()
                .map(|(code, name)| Choice::new(code.clone(), shell.l(name)));
            (shell.l(&prefecture.name), places.collect())
        })
        .collect();
    let field = Field::new("division", shell.t("citizen-division")).value(chosen);
    let form = view! {
        {choice::select_grouped(shell, &field, &groups)}
        {button(shell.t("citizen-show-agency"), Weight::Quiet)}
    };
    get(action, form.into_any())
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{SourceFile, definition};
    use domain::locale::Locale;
    use domain::supervision::published::Days;

    use super::super::home::tests::agency;
    use super::*;

    #[test]
    fn guides_render_in_both_languages_wherever_the_reader_is() {
        let texts = [
            include_str!("../../../catalogue/items/food-business-licence.toml"),
            include_str!("../../../catalogue/items/residence-permit.toml"),
        ];
        let name = Localised::new("兰州市城关区", "Chengguan, Lanzhou");
        for text in texts {
            let file = SourceFile {
                path: "item.toml".into(),
                text: text.into(),
            };
            let definition = Arc::new(definition(&file).unwrap());
            for locale in Locale::ALL {
                let places = [
                    Place::Unknown,
                    Place::Agency {
                        division: "620102".into(),
                        agency: Box::new(agency()),
                        counter: Box::new(Counter::default()),
                    },
                    Place::Nobody {
                        division: "620102".into(),
                        name: name.clone(),
                    },
                ];
                for place in places {
                    let here = usize::from(!matches!(place, Place::Nobody { .. }));
                    let view = Guide {
                        definition: Arc::clone(&definition),
                        place,
                        divisions: vec![Prefecture {
                            name: name.clone(),
                            places: vec![("620102".into(), name.clone())],
                        }],
                        held: vec!["plan".into()],
                        uncovered: false,
                        real: Published {
                            days: Some(Days {
                                used: 31,
                                promised: 50,
                            }),
                            ..Published::NONE
                        },
                    };
                    let html = item_page(&Shell::sample(locale), &view);
                    assert!(!html.contains('⟦'), "{html}");
                    assert_eq!(html.matches("/application\"").count(), here);
                    assert!(html.len() < 40_000, "{} bytes", html.len());
                }
            }
        }
    }
}
