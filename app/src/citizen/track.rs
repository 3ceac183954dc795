//! `/track`: progress by case number and query code. It shows no personal data: whoever holds
//! the two numbers need not be the applicant.

use domain::catalogue::Agency;
use domain::locale::Localised;
use leptos::prelude::*;

use super::agency::contact;
use super::cases::{Stage, stage};
use super::progress::{Progress, progress};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::case_no::case_no;
use crate::parts::clock::{ClockView, clock};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::parts::lamp::{LampView, lamp};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Track {
    pub number: String,
    pub code: String,
    pub fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NumberMissing,
    CodeMissing,
    /// Never which of the two.
    Wrong,
}

#[derive(Debug, Clone)]
pub struct Tracked {
    pub number: String,
    pub item: Localised,
    pub agency: Option<Agency>,
    pub stage: Stage,
    pub lamp: LampView,
    pub progress: Progress,
    pub clock: ClockView,
    /// The life event that it is a part of, and how its parts stand.
    pub event: Option<EventStand>,
}

#[derive(Debug, Clone)]
pub struct EventStand {
    pub name: Localised,
    pub parts: Vec<(Localised, PartStand)>,
}

#[derive(Debug, Clone)]
pub enum PartStand {
    Opened(Stage, LampView),
    Waiting,
    NotOpened,
    NotNeeded,
}

pub fn track_page(shell: &Shell, view: &Track) -> String {
    let title = shell.t("citizen-track");
    let (id, key) = match view.fault {
        Some(Fault::NumberMissing) => ("number", Some("citizen-track-number-missing")),
        Some(Fault::CodeMissing) => ("code", Some("citizen-track-code-missing")),
        Some(Fault::Wrong) => ("number", Some("citizen-track-wrong")),
        None => ("", None),
    };
    let error = key.map(|key| shell.t(key));
    let errors: Vec<_> = error
        .iter()
        .map(|error| (id.to_owned(), error.clone()))
        .collect();
    let of = |name: &str| error.clone().filter(|_| id == name);
    let number = Field::new("number", shell.t("citizen-case-no"))
        .hint(shell.t("citizen-track-number-hint"))
        .value(view.number.clone())
        .error(of("number"));
    let code = Field::new("code", shell.t("citizen-query-code"))
        .hint(shell.t("citizen-track-code-hint"))
        .width(Width::Short)
        .autocomplete("off")
        .value(view.code.clone())
        .error(of("code"));
    let form = view! {
        {field::code(shell, &number)}
        {field::number(shell, &code)}
        {button(shell.t("citizen-track-show"), Weight::Main)}
    };
    let hotline = [("hotline", (&shell.hotline).into())];
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("citizen-track-intro")}</p>
            {post("/track", Encoding::Plain, form.into_any())}
            <p class="soft">{shell.tv("citizen-track-lost", &hotline)}</p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

pub fn tracked_page(shell: &Shell, view: &Tracked) -> String {
    let title = shell.l(&view.item);
    let agency = view.agency.as_ref().map(|agency| {
        let title = shell.t("citizen-guide-contact");
        view! { <div class="sheet"><h2>{title}</h2>{contact(shell, agency)}</div> }
    });
    let body = view! {
        <h1>{shell.words(&view.item)}</h1>
        <p class="row">{case_no(&view.number)} {lamp(shell, view.lamp)} <strong>{stage(shell, &view.stage)}</strong></p>
        <div class="two">
            <div>
                <h2 id="progress">{shell.t("citizen-progress")}</h2>
                {progress(shell, &view.progress)}
                {event(shell, view)}
                <p class="soft">{shell.t("citizen-track-more")}</p>
                {button_link(shell.t("citizen-track-another"), "/track", Weight::Quiet)}
            </div>
            <aside>
                <div class="sheet">
                    <h2>{shell.t("citizen-clock")}</h2>
                    {clock(shell, &view.clock)}
                </div>
                {agency}
            </aside>
        </div>
    };
    let options = PageOptions {
        back: Some("/track".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// How the other parts stand, by name and state alone.
fn event(shell: &Shell, view: &Tracked) -> Option<AnyView> {
    let event = view.event.as_ref()?;
    let parts: Vec<AnyView> = event
        .parts
        .iter()
        .map(|(name, stand)| {
            let stand = match stand {
                PartStand::Opened(at, light) => {
                    view! { {lamp(shell, *light)}" "{stage(shell, at)} }.into_any()
                }
                PartStand::Waiting => shell.t("track-part-waiting").into_any(),
                PartStand::NotOpened => shell.t("citizen-fact-not-opened").into_any(),
                PartStand::NotNeeded => shell.t("citizen-event-not-needed").into_any(),
            };
            view! { <div><dt>{shell.words(name)}</dt><dd>{stand}</dd></div> }.into_any()
        })
        .collect();
    Some(
        view! {
            <h2 id="parts">{shell.words(&event.name)}</h2>
            <dl class="summary">{parts}</dl>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::super::home::tests::agency;
    use super::*;

    #[test]
    fn form_and_answer_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for fault in [
                None,
                Some(Fault::NumberMissing),
                Some(Fault::CodeMissing),
                Some(Fault::Wrong),
            ] {
                let view = Track {
                    number: "<b>1".into(),
                    code: "123456".into(),
                    fault,
                };
                let html = track_page(&shell, &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
            let view = Tracked {
                number: "62010220261123000001F".into(),
                item: Localised::new("食品经营许可", "Food"),
                agency: Some(agency()),
                stage: Stage::Key("received".into()),
                lamp: LampView::Normal,
                progress: Progress::default(),
                clock: crate::parts::clock::samples::clock(),
                event: Some(EventStand {
                    name: Localised::new("新生儿出生一件事", "Having a baby"),
                    parts: [
                        PartStand::Opened(Stage::Key("received".into()), LampView::Normal),
                        PartStand::Waiting,
                        PartStand::NotOpened,
                        PartStand::NotNeeded,
                    ]
                    .map(|stand| (Localised::new("户口登记", "Household"), stand))
                    .into(),
                }),
            };
            assert!(!tracked_page(&shell, &view).contains('⟦'));
        }
    }
}
