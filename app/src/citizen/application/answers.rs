//! Check your answers: everything once more, who gets it, who will be told, and one button.

use domain::limit::Limit;
use domain::locale::Localised;
use leptos::prelude::*;

use super::materials::{RuleState, state};
use super::{Head, heading, moved};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::choice::{Choice, checkboxes};
use crate::parts::clock::limit;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{Field, hidden};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::question::{Question, shown};
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct AnswersView {
    pub head: Head,
    pub pages: Vec<AnswerPage>,
    pub materials: Vec<MaterialAnswer>,
    /// Nobody handles the item where it is asked for.
    pub agency: Option<Localised>,
    /// The parts of a bundle that nobody handles there.
    pub unhandled: Vec<Localised>,
    /// The masked address.
    pub told_at: Option<String>,
    pub version: i64,
    /// Another window saved after these answers had been shown.
    pub changed: bool,
    /// The submission came back: what is missing is listed first.
    pub refused: bool,
    /// What may be handed in later (容缺受理).
    pub later: Option<Later>,
    /// The promise to do so is missing.
    pub unpromised: bool,
    /// At the counter, the agency that it would go to, for which nothing is taken in here.
    pub elsewhere: Option<Localised>,
    pub back: String,
}

#[derive(Debug, Clone)]
pub struct AnswerPage {
    pub key: String,
    pub title: Localised,
    pub questions: Vec<Question>,
    pub missing: bool,
}

#[derive(Debug, Clone)]
pub struct MaterialAnswer {
    pub key: String,
    pub name: Localised,
    pub state: RuleState,
    /// Address and name of each file; what is on paper has the place where it is kept, and no address.
    pub files: Vec<(Option<String>, String)>,
}

impl AnswersView {
    fn is_complete(&self) -> bool {
        self.pages.iter().all(|page| !page.missing)
            && self
                .materials
                .iter()
                .all(|given| given.state != RuleState::Missing)
    }

    /// That nobody handles it, or which part of it.
    fn nobody(&self, shell: &Shell) -> String {
        if self.unhandled.is_empty() {
            return shell.t("application-no-agency");
        }
        let parts: Vec<String> = self.unhandled.iter().map(|part| shell.l(part)).collect();
        let parts = parts.join(&shell.t("application-list-joint"));
        shell.tv("application-no-agency-for", &[("parts", parts.into())])
    }

    /// Element id and sentence of each thing that is missing, in the order of the page.
    fn missing(&self, shell: &Shell) -> Vec<(String, String)> {
        let pages = self.pages.iter().filter(|page| page.missing).map(|page| {
            let title = shell.l(&page.title);
            let text = shell.tv("application-page-missing", &[("title", title.into())]);
            (format!("page-{}", page.key), text)
        });
        let materials = self
            .materials
            .iter()
            .filter(|given| given.state == RuleState::Missing)
            .map(|given| {
                let name = shell.l(&given.name);
                let text = shell.tv("application-upload-missing", &[("name", name.into())]);
                (format!("material-{}", given.key), text)
            });
        let agency = (self.is_complete() && self.agency.is_none())
            .then(|| ("agency".to_owned(), self.nobody(shell)));
        let elsewhere = self.elsewhere.as_ref().map(|agency| {
            let text = shell.tv("counter-elsewhere", &[("agency", shell.l(agency).into())]);
            ("agency".to_owned(), text)
        });
        pages
            .chain(materials)
            .chain(agency)
            .chain(elsewhere)
            .collect()
    }
}

/// Materials that are promised with the submission.
#[derive(Debug, Clone)]
pub struct Later {
    pub names: Vec<Localised>,
    /// From the acceptance.
    pub limit: Limit,
}

pub fn answers_page(shell: &Shell, view: &AnswersView) -> String {
    let title = shell.t("application-answers-title");
    let missing = view.missing(shell);
    let mut errors = if view.refused {
        missing.clone()
    } else {
        Vec::new()
    };
    if view.unpromised {
        errors.push(("promise".to_owned(), shell.t("application-promise-missing")));
    }
    let changed = view.changed.then(|| {
        let body = view! { <p>{shell.t("application-changed-note")}</p> };
        notification(
            shell,
            Notification::Warning,
            shell.t("application-changed"),
            body.into_any(),
        )
    });
    let pages: Vec<AnyView> = view
        .pages
        .iter()
        .map(|page| page_answers(shell, view, page))
        .collect();
    let materials = (!view.materials.is_empty()).then(|| {
        view! {
            <h2>{shell.t("application-materials-title")}</h2>
            {summary_list(shell, material_rows(shell, view))}
        }
    });
    let ending = if missing.is_empty() {
        submission(shell, view)
    } else {
        way_on(shell, view)
    };
    let body = view! {
        {error_summary(shell, &errors)}
        {changed}
        {moved(shell, &view.head)}
        {heading(shell, &view.head)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("application-answers-lede")}</p>
        {pages}
        {materials}
        {what_then(shell, view)}
        {ending}
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(view.back.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn page_answers(shell: &Shell, view: &AnswersView, page: &AnswerPage) -> AnyView {
    let href = |question: &Question| {
        let base = &view.head.base;
        format!("{base}/pages/{}?return=answers#{}", page.key, question.key)
    };
    let rows = page
        .questions
        .iter()
        .map(|question| {
            let answer = shown(shell, question, &question.value);
            Row::of(shell.l(&question.label), answer).change(href(question))
        })
        .collect();
    let id = format!("page-{}", page.key);
    let missing = page.missing.then(|| {
        let title = shell.l(&page.title);
        let text = shell.tv("application-page-missing", &[("title", title.into())]);
        view! { <p class="error">{text}</p> }
    });
    view! {
        <section>
            <h2 id=id tabindex="-1">{shell.words(&page.title)}</h2>
            {missing}
            {summary_list(shell, rows)}
        </section>
    }
    .into_any()
}

fn material_rows(shell: &Shell, view: &AnswersView) -> Vec<Row> {
    view.materials
        .iter()
        .map(|given| {
            let files: Vec<AnyView> = given
                .files
                .iter()
                .map(|(href, name)| match href {
                    Some(href) => {
                        view! { <li><a href=href.clone()>{name.clone()}</a></li> }.into_any()
                    }
                    None => {
                        let words = shell.tv("counter-on-paper", &[("place", name.into())]);
                        view! { <li>{words}</li> }.into_any()
                    }
                })
                .collect();
            let files = (!files.is_empty()).then(|| view! { <ul class="plain-list">{files}</ul> });
            let id = format!("material-{}", given.key);
            let value = match files {
                Some(files) => files.into_any(),
                None => view! { <span id=id tabindex="-1">{state(shell, given.state)}</span> }
                    .into_any(),
            };
            let row = Row::of(shell.l(&given.name), value);
            if given.state.is_upload() {
                row.change(format!("{}/materials/{}", view.head.base, given.key))
                    .change_label(shell.t(if given.files.is_empty() {
                        "application-upload"
                    } else {
                        "change"
                    }))
            } else {
                row
            }
        })
        .collect()
}

fn what_then(shell: &Shell, view: &AnswersView) -> AnyView {
    let agency = match (&view.agency, view.is_complete()) {
        (Some(_), _) if view.elsewhere.is_some() => {
            let agency = view.elsewhere.as_ref();
            let agency = agency.map(|agency| shell.l(agency)).unwrap_or_default();
            let text = shell.tv("counter-elsewhere", &[("agency", agency.into())]);
            view! { <p class="error">{text}</p><p>{shell.t("counter-elsewhere-next")}</p> }
                .into_any()
        }
        (Some(agency), _) => shell.words(agency),
        (None, false) => {
            let words = shell.t("application-agency-later");
            view! { <span class="soft">{words}</span> }.into_any()
        }
        (None, true) => {
            let next = shell.tv(
                "application-no-agency-next",
                &[("hotline", (&shell.hotline).into())],
            );
            view! { <p class="error">{view.nobody(shell)}</p><p>{next}</p> }.into_any()
        }
    };
    let agency = view! { <div id="agency" tabindex="-1">{agency}</div> };
    let told = match &view.told_at {
        Some(address) => shell.tv("application-told-at", &[("address", address.into())]),
        None if view.head.person.is_some() => shell.t("counter-told-nowhere"),
        None => shell.t("application-told-nowhere"),
    };
    let rows = vec![
        Row::of(shell.t("application-agency"), agency.into_any()),
        Row::new(shell.t("application-told"), told),
    ];
    view! { <h2>{shell.t("application-what-then")}</h2>{summary_list(shell, rows)} }.into_any()
}

fn submission(shell: &Shell, view: &AnswersView) -> AnyView {
    let later = view.later.as_ref().map(|later| promise(shell, view, later));
    let [title, declaration, button_key] = match view.head.person {
        Some(_) => [
            "counter-declaration-title",
            "counter-declaration",
            "counter-submit",
        ],
        None => [
            "application-declaration-title",
            "application-declaration",
            "application-submit",
        ],
    };
    let form = view! {
        {hidden("version", view.version.to_string())}
        {later}
        {button(shell.t(button_key), Weight::Main)}
    };
    let action = format!("{}/submission", view.head.base);
    view! {
        <h2>{shell.t(title)}</h2>
        <p class="inset">{shell.t(declaration)}</p>
        {post(action, Encoding::Plain, form.into_any())}
    }
    .into_any()
}

/// 容缺承诺: what, until when, and what follows if it is not kept, before anybody ticks it.
fn promise(shell: &Shell, view: &AnswersView, later: &Later) -> AnyView {
    let names: Vec<AnyView> = later
        .names
        .iter()
        .map(|name| view! { <li>{shell.words(name)}</li> }.into_any())
        .collect();
    let limit = limit(shell, later.limit);
    let field = Field::new("promise", shell.t("application-promise-title"))
        .hint(shell.tv("application-promise-hint", &[("limit", limit.into())]))
        .error(
            view.unpromised
                .then(|| shell.t("application-promise-missing")),
        );
    let choice = Choice::new("yes", shell.t("application-promise-tick"));
    view! { <ul>{names}</ul>{checkboxes(shell, &field, &[choice])} }.into_any()
}

/// To the first thing that is missing.
fn way_on(shell: &Shell, view: &AnswersView) -> AnyView {
    let base = &view.head.base;
    let page = view.pages.iter().find(|page| page.missing);
    let material = view
        .materials
        .iter()
        .find(|given| given.state == RuleState::Missing);
    let (href, name) = match (page, material) {
        (Some(page), _) => (
            format!("{base}/pages/{}?return=answers", page.key),
            shell.l(&page.title),
        ),
        (None, Some(given)) => (
            format!("{base}/materials/{}", given.key),
            shell.l(&given.name),
        ),
        (None, None) => return ().into_any(),
    };
    let label = shell.tv("application-complete", &[("name", name.into())]);
    view! {
        <p>{shell.t("application-not-yet")}</p>
        <p>{button_link(label, href, Weight::Main)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::question::tests::{every_kind, label};

    fn sample() -> AnswersView {
        AnswersView {
            head: Head {
                base: "/applications/x".into(),
                item: label("许可", "Licence"),
                moved: true,
                ..Head::default()
            },
            pages: vec![AnswerPage {
                key: "premises".into(),
                title: label("经营场所", "The premises"),
                questions: every_kind(),
                missing: false,
            }],
            materials: vec![
                MaterialAnswer {
                    key: "plan".into(),
                    name: label("平面图", "Plan"),
                    state: RuleState::Uploaded { files: 1 },
                    files: vec![
                        (Some("/f".into()), "<a>.pdf".into()),
                        (None, "<a> 3-12".into()),
                    ],
                },
                MaterialAnswer {
                    key: "licence".into(),
                    name: label("营业执照", "Business licence"),
                    state: RuleState::Shared,
                    files: Vec::new(),
                },
            ],
            agency: Some(label("城关区市场监督管理局", "Chengguan")),
            unhandled: Vec::new(),
            told_at: Some("m***@example.com".into()),
            version: 7,
            changed: true,
            refused: false,
            later: None,
            unpromised: false,
            elsewhere: None,
            back: "/".into(),
        }
    }

    #[test]
    fn a_complete_application_can_be_submitted() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let html = answers_page(&shell, &sample());
            for part in [
                "action=\"/applications/x/submission\"",
                "name=\"version\" value=\"7\"",
                "/pages/premises?return=answers#q0",
                "m***@example.com",
                &shell.t("not-given"),
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert!(!html.contains('⟦') && !html.contains("<a>"), "{html}");
        }
    }

    #[test]
    fn what_is_missing_is_named_with_its_place() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            view.refused = true;
            view.pages[0].missing = true;
            view.materials[0].state = RuleState::Missing;
            view.materials[0].files.clear();
            view.told_at = None;
            view.agency = None;
            let html = answers_page(&shell, &view);
            for id in ["page-premises", "material-plan"] {
                assert!(html.contains(&format!("href=\"#{id}\"")), "{html}");
                assert!(html.contains(&format!("id=\"{id}\"")), "{html}");
            }
            assert!(
                !html.contains("/submission") && !html.contains('⟦'),
                "{html}"
            );
        }
    }

    #[test]
    fn what_comes_later_is_promised() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            view.later = Some(Later {
                names: vec![label("制度目录", "List of rules")],
                limit: Limit::working_days(3),
            });
            view.unpromised = true;
            let html = answers_page(&shell, &view);
            assert!(html.contains("name=\"promise\"") && html.contains("href=\"#promise\""));
            assert!(!html.contains('⟦'), "{html}");
        }
    }

    #[test]
    fn a_clerk_takes_in_for_the_agencies_of_the_counter() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            view.head.person = Some("马小军".into());
            let html = answers_page(&shell, &view);
            assert!(html.contains(&shell.t("counter-submit")) && html.contains("马小军"));
            assert!(!html.contains('⟦'), "{html}");
            view.elsewhere = Some(label("城关区卫生健康局", "Chengguan Health Bureau"));
            view.refused = true;
            let html = answers_page(&shell, &view);
            assert!(html.contains("href=\"#agency\"") && !html.contains("/submission"));
            assert!(!html.contains('⟦'), "{html}");
        }
    }

    #[test]
    fn nothing_is_submitted_where_nobody_handles_it() {
        let shell = Shell::sample(Locale::En);
        let mut view = sample();
        view.refused = true;
        view.agency = None;
        let html = answers_page(&shell, &view);
        assert!(html.contains("href=\"#agency\"") && html.contains("id=\"agency\""));
        assert!(html.contains("12345") && !html.contains("/submission"));
        assert!(!html.contains('⟦'), "{html}");
        view.unhandled = vec![label("户口登记", "Household register")];
        let html = answers_page(&shell, &view);
        assert!(html.contains("Household register") && !html.contains("/submission"));
        assert!(!html.contains('⟦'), "{html}");
    }
}
