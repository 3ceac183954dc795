//! `/life-events/{key}`: the guide. Who it is for, what opens in which order and with whom, how long the whole takes,
//! what has to be given, and one button to start.

use std::sync::Arc;

use domain::catalogue::{Bundle, MaterialSource, When};
use domain::limit::Limit;
use domain::locale::Localised;
use leptos::prelude::*;

use super::super::guide;
use super::super::item::division_form;
use super::super::material::{condition, material};
use super::joined;
use crate::parts::clock::limit;
use crate::parts::details::details;
use crate::parts::question::Prefecture;
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct EventGuide {
    pub bundle: Arc<Bundle>,
    /// What opens at once, then what opens after that, and so on.
    pub stages: Vec<Vec<PartLine>>,
    /// Where every promise is kept; nothing where they don't add up.
    pub whole: Option<Limit>,
    /// The place that the agencies are named for.
    pub division: String,
    pub divisions: Vec<Prefecture>,
    /// Not for whom the reader acts.
    pub uncovered: bool,
}

#[derive(Debug, Clone)]
pub struct PartLine {
    pub item: String,
    pub name: Localised,
    pub after: Vec<Localised>,
    /// In which case it is needed.
    pub when: Option<When>,
    /// Who does it in the chosen place.
    pub agency: Option<Localised>,
    pub level: &'static str,
    pub promised: Limit,
}

pub fn guide_page(shell: &Shell, view: &EventGuide) -> String {
    let bundle = &view.bundle;
    let above = [
        ("/".to_owned(), shell.t("nav-home")),
        ("/life-events".to_owned(), shell.t("citizen-events")),
    ];
    guide::frame(
        shell,
        guide::Frame {
            above: &above,
            name: &bundle.name,
            summary: &bundle.summary,
            start: Some(format!("/life-events/{}/application", bundle.key())),
            uncovered: view.uncovered,
            card: card(shell, view),
            sections: sections(shell, view),
            aside: place(shell, view),
        },
    )
}

fn card(shell: &Shell, view: &EventGuide) -> AnyView {
    let bundle = &view.bundle;
    let count = view.stages.iter().map(Vec::len).sum::<usize>();
    let mut rows = vec![
        Row::of(shell.t("citizen-who"), shell.words(&bundle.guide.who)),
        Row::new(
            shell.t("citizen-event-parts"),
            shell.tv("citizen-event-parts-count", &[("count", count.into())]),
        ),
    ];
    if let Some(whole) = view.whole {
        let note = shell.t("citizen-event-whole-note");
        let promised = promise(shell, whole);
        let value = view! { <strong>{promised}</strong> <br/><span class="soft">{note}</span> };
        rows.push(Row::of(shell.t("citizen-event-whole"), value.into_any()));
    }
    let uploads = bundle.materials.iter();
    let uploads = uploads.filter(|rule| rule.source == MaterialSource::Upload);
    let counts = [
        ("all", bundle.materials.len().into()),
        ("upload", uploads.count().into()),
    ];
    rows.push(Row::new(
        shell.t("citizen-materials"),
        shell.tv("citizen-materials-count", &counts),
    ));
    summary_list(shell, rows)
}

fn promise(shell: &Shell, promised: Limit) -> String {
    if promised.value == 0 {
        shell.t("citizen-same-day")
    } else {
        limit(shell, promised)
    }
}

fn sections(shell: &Shell, view: &EventGuide) -> AnyView {
    let bundle = &view.bundle;
    let guide = &bundle.guide;
    let conditions: Vec<AnyView> = guide
        .conditions
        .iter()
        .map(|one| view! { <li>{shell.words(one)}</li> }.into_any())
        .collect();
    let materials: Vec<AnyView> = bundle
        .materials
        .iter()
        .map(|rule| material(shell, bundle.form(), rule, rule.when.as_ref(), None, false))
        .collect();
    let stages: Vec<AnyView> = view
        .stages
        .iter()
        .enumerate()
        .map(|(index, parts)| stage(shell, view, index, parts))
        .collect();
    let questions: Vec<AnyView> = guide
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
            <h2 id="process">{shell.t("citizen-event-order")}</h2>
            <p>{shell.t("citizen-event-order-note")}</p>
            {stages}
            <h2 id="conditions">{shell.t("citizen-guide-conditions")}</h2>
            <ol>{conditions}</ol>
            <h2 id="materials">{shell.t("citizen-guide-materials")}</h2>
            <ol class="materials">{materials}</ol>
            <h2 id="result">{shell.t("citizen-guide-result")}</h2>
            <p>{shell.words(&guide.result)}</p>
            <h2 id="basis">{shell.t("citizen-guide-basis")}</h2>
            <p>{shell.words(&guide.basis)}</p>
            {questions}
        </div>
    }
    .into_any()
}

fn stage(shell: &Shell, view: &EventGuide, index: usize, parts: &[PartLine]) -> AnyView {
    let key = if index == 0 {
        "citizen-event-first"
    } else {
        "citizen-event-then"
    };
    let lines: Vec<AnyView> = parts.iter().map(|part| line(shell, view, part)).collect();
    view! { <h3>{shell.t(key)}</h3><ul class="event-parts">{lines}</ul> }.into_any()
}

fn line(shell: &Shell, view: &EventGuide, part: &PartLine) -> AnyView {
    let href = format!("/items/{}", part.item);
    let promised = promise(shell, part.promised);
    let agency = match &part.agency {
        Some(agency) => shell.words(agency),
        None => shell.t(&format!("citizen-level-{}", part.level)).into_any(),
    };
    let after = (!part.after.is_empty()).then(|| {
        let names = joined(shell, &part.after);
        let words = shell.tv("citizen-event-after", &[("parts", names.into())]);
        view! { <p class="meta">{words}</p> }
    });
    let when = part.when.as_ref().map(|when| {
        let words = condition(shell, view.bundle.form(), when);
        view! { <p class="meta"><strong>{words}</strong></p> }
    });
    view! {
        <li>
            <p><a href=href><strong>{shell.words(&part.name)}</strong></a></p>
            <p class="meta">{agency}" · "{shell.t("clock-promised")}" "{promised}</p>
            {when}
            {after}
        </li>
    }
    .into_any()
}

fn place(shell: &Shell, view: &EventGuide) -> AnyView {
    let action = format!("/life-events/{}#process", view.bundle.key());
    view! {
        <div class="sheet">
            <h2 id="contact">{shell.t("citizen-event-agencies")}</h2>
            <p>{shell.t("citizen-event-agencies-note")}</p>
            <div class="no-print">{division_form(shell, action, &view.division, &view.divisions)}</div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{SourceFile, bundle};
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn guides_render_in_both_languages() {
        let texts = [
            include_str!("../../../../catalogue/bundles/newborn.toml"),
            include_str!("../../../../catalogue/bundles/restaurant.toml"),
        ];
        for text in texts {
            let file = SourceFile {
                path: "bundle.toml".into(),
                text: text.into(),
            };
            let bundle = Arc::new(bundle(&file).unwrap());
            let line = |part: &domain::catalogue::Part| PartLine {
                item: part.code().into(),
                name: part.name.clone(),
                after: vec![bundle.parts[0].name.clone()],
                when: part.when.clone(),
                agency: None,
                level: "county",
                promised: Limit::working_days(0),
            };
            let parts: Vec<PartLine> = bundle.parts.iter().map(line).collect();
            for locale in Locale::ALL {
                let mut view = EventGuide {
                    bundle: Arc::clone(&bundle),
                    stages: vec![parts.clone(), parts.clone()],
                    whole: Some(Limit::working_days(8)),
                    division: "620102".into(),
                    divisions: vec![Prefecture {
                        name: Localised::new("兰州市", "Lanzhou"),
                        places: vec![("620102".into(), Localised::new("城关区", "Chengguan"))],
                    }],
                    uncovered: false,
                };
                view.stages[0][0].agency = Some(Localised::new("卫健局", "Health"));
                for whole in [view.whole, None] {
                    view.whole = whole;
                    let html = guide_page(&Shell::sample(locale), &view);
                    assert!(!html.contains('⟦'), "{html}");
                    assert_eq!(html.matches("/application\"").count(), 1);
                    assert_eq!(html.matches("<h1").count(), 1);
                }
            }
        }
    }
}
