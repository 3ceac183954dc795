//! `/items/{code}/situation` (情形引导): a few questions, and then what this person needs: a list to tick off and to
//! print, the fee, how long it takes and what happens. The answers are in the address and go along into the form.

use std::sync::Arc;

use domain::application::Answers;
use domain::catalogue::{Audience, Definition, ServiceItem};
use domain::locale::Localised;
use domain::situation::{Needs, needs};
use leptos::prelude::*;

use super::agency::{hotline, reached};
use super::fee::money;
use super::home::suspended;
use super::item::{Place, elsewhere};
use super::material::material;
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button, start_button};
use crate::parts::clock::limit;
use crate::parts::error_summary::error_summary;
use crate::parts::field::hidden;
use crate::parts::form::post_for;
use crate::parts::process::{PictureView, process_picture};
use crate::parts::question::{Question, ask, fault_text, shown};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct SituationView {
    pub code: String,
    pub item: Localised,
    /// Those of this page.
    pub questions: Vec<Question>,
    /// What was answered before, by key.
    pub given: Answers,
}

/// The next questions.
pub fn situation_page(shell: &Shell, view: &SituationView) -> String {
    let guide = format!("/items/{}", view.code);
    let errors: Vec<(String, String)> = view
        .questions
        .iter()
        .filter_map(|question| {
            let label = shell.l(&question.label);
            let text = fault_text(shell, &label, question.kind, question.fault?);
            Some((question.key.clone(), text))
        })
        .collect();
    let given: Vec<AnyView> = view
        .given
        .iter()
        .map(|(key, value)| hidden(key.clone(), value.clone()))
        .collect();
    let keys: Vec<&str> = view.questions.iter().map(|one| one.key.as_str()).collect();
    let asked = hidden("asked", keys.join(","));
    let questions: Vec<AnyView> = view.questions.iter().map(|one| ask(shell, one)).collect();
    let action = format!("{guide}/situation");
    let title = shell.t("guide-situation-title");
    let lede = view
        .given
        .is_empty()
        .then(|| view! { <p>{shell.t("guide-situation-lede")}</p> });
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <p class="caption">{shell.words(&view.item)}</p>
            <h1>{title.clone()}</h1>
            {lede}
            <form class="form" method="get" action=action novalidate>
                {given}
                {asked}
                {questions}
                {button(shell.t("guide-situation-next"), Weight::Main)}
            </form>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(guide),
        ..PageOptions::default()
    };
    let title = format!("{title} – {}", shell.l(&view.item));
    page_with(shell, &title, options, body.into_any())
}

#[derive(Debug, Clone)]
pub struct NeedsView {
    pub definition: Arc<Definition>,
    /// Sound, and all that are asked.
    pub answers: Answers,
    /// The same as questions, each with the address where it is asked again.
    pub answered: Vec<(Question, String)>,
    /// What the reader is, where that is known.
    pub applicant: Option<Audience>,
    /// Who handles it.
    pub place: Place,
    /// Keys of the materials that the reader's wallet has.
    pub held: Vec<String>,
    /// Where somebody starts who is not signed in.
    pub start: String,
}

/// What this person needs.
pub fn needs_page(shell: &Shell, view: &NeedsView) -> String {
    let item = &view.definition.item;
    let guide = format!("/items/{}", item.code());
    let found = needs(item, &view.answers, view.applicant);
    let above = [
        ("/".to_owned(), shell.t("nav-home")),
        (guide.clone(), shell.l(&item.name)),
    ];
    let title = shell.t("guide-needs-title");
    let answered = view
        .answered
        .iter()
        .map(|(question, change)| {
            let value = shown(shell, question, &question.value);
            Row::of(shell.l(&question.label), value).change(change.clone())
        })
        .collect();
    let picture = PictureView::of_course(item, &found.course);
    let choose = format!("{guide}#contact");
    let contact = match &view.place {
        Place::Agency {
            agency, counter, ..
        } => reached(shell, agency, counter),
        Place::Unknown => {
            let href = choose.clone();
            view! { <p><a href=href>{shell.t("guide-choose-agency")}</a></p>{hotline(shell)} }
                .into_any()
        }
        Place::Nobody { .. } => hotline(shell),
    };
    let start = match view.place.nobody(shell) {
        Some(why) => elsewhere(shell, why, &choose),
        None => {
            let carried = shell.t("guide-needs-carried");
            view! { {start(shell, view)}<p class="hint no-print">{carried}</p> }.into_any()
        }
    };
    let body = view! {
        {breadcrumb(shell, &above)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&item.name)}</p>
        <div class="two guide">
            <div>
                <div class="sheet">
                    {card(shell, item, &found)}
                    {start}
                </div>
                <div class="prose">
                    <h2 id="materials">{shell.t("guide-checklist")}</h2>
                    <p class="no-print">{shell.t("guide-checklist-print")}</p>
                    {checklist(shell, view, &found)}
                    <h2 id="process">{shell.t("citizen-guide-process")}</h2>
                    {process_picture(shell, &picture)}
                    <h2 id="answers">{shell.t("guide-your-answers")}</h2>
                    {summary_list(shell, answered)}
                    <p class="no-print"><a href=guide.clone()>{shell.t("guide-whole")}</a></p>
                </div>
            </div>
            <aside aria-labelledby="contact">
                <div class="sheet"><h2 id="contact">{shell.t("citizen-guide-contact")}</h2>{contact}</div>
            </aside>
        </div>
        <p class="only-print">{shell.t("citizen-printed")} {time::day(shell, shell.today)}</p>
    };
    let title = format!("{title} – {}", shell.l(&item.name));
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

fn card(shell: &Shell, item: &ServiceItem, found: &Needs<'_>) -> AnyView {
    let mut rows = Vec::new();
    let promised = match item.limits.promised.value {
        0 => shell.t("citizen-same-day"),
        _ => limit(shell, item.limits.promised.limit()),
    };
    let from = shell.t("citizen-from-acceptance");
    let promised = view! { <strong>{promised}</strong> " " <span class="soft">{from}</span> };
    rows.push(Row::of(shell.t("clock-promised"), promised.into_any()));
    let statutory = match &item.limits.statutory {
        Some(statutory) => limit(shell, statutory.limit()),
        None => shell.t("citizen-no-statutory"),
    };
    rows.push(Row::new(shell.t("clock-statutory"), statutory));
    if !found.excluded.is_empty() {
        let lines: Vec<AnyView> = found
            .excluded
            .iter()
            .map(|step| {
                let most = step.limit.map(|most| {
                    let words = limit(shell, most);
                    let within = shell.tv("citizen-within", &[("limit", words.into())]);
                    view! { " " <span class="soft">{within}</span> }
                });
                view! { <li>{shell.words(&step.name)}{most}</li> }.into_any()
            })
            .collect();
        let list = view! { <ul class="plain-list">{lines}</ul> };
        rows.push(Row::of(shell.t("guide-not-counted"), list.into_any()));
    }
    rows.push(Row::of(
        shell.t("citizen-fee"),
        view! { <strong>{money(shell, found.fee)}</strong> }.into_any(),
    ));
    let visits = if item.visits == 0 {
        shell.t("citizen-no-visits")
    } else {
        shell.tv(
            "citizen-visits-count",
            &[("count", u32::from(item.visits).into())],
        )
    };
    let reason = item
        .visit_reason
        .as_ref()
        .map(|reason| view! { <br/><span class="soft">{shell.words(reason)}</span> });
    rows.push(Row::of(
        shell.t("citizen-visits"),
        view! { {visits}{reason} }.into_any(),
    ));
    let (surely, most) = found.uploads();
    let counts = [("surely", surely.into()), ("most", most.into())];
    let uploads = match (surely, most) {
        (_, 0) => shell.t("guide-uploads-none"),
        _ if surely == most => shell.tv("guide-uploads", &counts),
        _ => shell.tv("guide-uploads-or-more", &counts),
    };
    rows.push(Row::new(shell.t("citizen-materials"), uploads));
    summary_list(shell, rows)
}

fn checklist(shell: &Shell, view: &NeedsView, found: &Needs<'_>) -> AnyView {
    let item = &view.definition.item;
    let paper = format!("/items/{}/form", item.code());
    let lines: Vec<AnyView> = found
        .materials
        .iter()
        .map(|one| {
            let held = view.held.iter().any(|key| key == one.rule.key());
            let form = item.into();
            material(shell, form, one.rule, one.only_when, Some(&paper), held)
        })
        .collect();
    view! { <ul class="materials checklist">{lines}</ul> }.into_any()
}

fn start(shell: &Shell, view: &NeedsView) -> AnyView {
    if let Some(why) = view.definition.item.suspension(shell.today) {
        return view! { <p><strong>{suspended(shell, why)}</strong></p> }.into_any();
    }
    let label = shell.t("guide-start-with-these");
    if shell.user.is_none() {
        return start_button(label, view.start.clone());
    }
    let fields = view.answers.iter();
    let fields: Vec<AnyView> = fields
        .map(|(key, value)| hidden(key.clone(), value.clone()))
        .collect();
    let body = view! { {fields}{button(label, Weight::Main)} };
    let action = format!("/items/{}/application", view.definition.item.code());
    post_for(shell, action, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::application::FaultKind;
    use domain::catalogue::{FieldKind, SourceFile, definition};
    use domain::locale::Locale;

    use super::super::home::tests::agency;
    use super::*;

    fn estate() -> Arc<Definition> {
        let text = [
            include_str!("../../../catalogue/items/real-estate-registration.toml"),
            include_str!("../../../catalogue/processes/payment.toml"),
        ];
        let file = SourceFile {
            path: "item.toml".into(),
            text: text.join("\n"),
        };
        Arc::new(definition(&file).unwrap())
    }

    #[test]
    fn questions_keep_what_was_answered_and_say_what_is_missing() {
        let mut question = Question::new(
            "co-owned",
            Localised::new("是否共有？", "Shared?"),
            FieldKind::YesNo,
        );
        question.fault = Some(FaultKind::Required);
        let view = SituationView {
            code: "000715002001".into(),
            item: Localised::new("不动产登记", "Property"),
            questions: vec![question],
            given: Answers::from([("registration".into(), "transfer".into())]),
        };
        for locale in Locale::ALL {
            let html = situation_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("name=\"registration\" value=\"transfer\""));
            assert!(html.contains("name=\"asked\" value=\"co-owned\""));
            assert!(html.contains("href=\"#co-owned\""), "{html}");
        }
    }

    #[test]
    fn the_result_tells_one_person_what_they_need() {
        let definition = estate();
        let pairs = [
            ("registration", "transfer"),
            ("property-kind", "other"),
            ("holder-kind", "person"),
            ("co-owned", "no"),
            ("has-agent", "no"),
        ];
        let answers: Answers = pairs
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        for locale in Locale::ALL {
            let name = Localised::new("甘州区", "Ganzhou");
            let nobody = Place::Nobody {
                division: "620702".into(),
                name,
            };
            let somebody = Place::Agency {
                division: "620102".into(),
                agency: Box::new(agency()),
                counter: Box::default(),
            };
            for (signed_in, place) in [(false, Place::Unknown), (true, somebody), (true, nobody)] {
                let here = usize::from(!matches!(place, Place::Nobody { .. }));
                let mut shell = Shell::sample(locale);
                if !signed_in {
                    shell.user = None;
                }
                let view = NeedsView {
                    definition: Arc::clone(&definition),
                    answers: answers.clone(),
                    answered: Vec::new(),
                    applicant: None,
                    place,
                    held: vec!["sale-contract".into()],
                    start: "/items/1/application?registration=transfer".into(),
                };
                let html = needs_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(
                    html.contains("/account/wallet"),
                    "what the wallet has is said"
                );
                assert!(html.contains("550") && !html.contains("80元"), "{html}");
                assert_eq!(html.matches("/application").count(), here);
                let posts = html.contains("name=\"registration\" value=\"transfer\"");
                assert_eq!(posts, here == 1 && shell.user.is_some());
            }
        }
    }
}
