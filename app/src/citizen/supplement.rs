//! `/cases/{no}/supplement`: only what the correction asks for, on one page.

use domain::application::FaultKind;
use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::given::{self, File};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{self, Fault};
use crate::parts::field::{self, Field};
use crate::parts::form::{Encoding, post};
use crate::parts::identity::{Identity, identity};
use crate::parts::question::{Question, ask};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Supplement {
    /// `/cases/{no}`, at the desk `/desk/cases/{no}`.
    pub base: String,
    /// Where the reader came from.
    pub back: String,
    /// A clerk takes it in.
    pub counter: Option<AtCounter>,
    pub item: Localised,
    pub seq: u64,
    /// What was promised is handed in; nothing has to be corrected.
    pub promised: bool,
    /// The case was accepted before, and goes on meanwhile.
    pub accepted: bool,
    pub by: Option<Date>,
    pub fields: Vec<AskedField>,
    pub materials: Vec<AskedMaterial>,
    /// The applicant's word that what is as it was is right.
    pub unchanged: bool,
    pub max_megabytes: u64,
    /// How many files one material may have.
    pub most: usize,
}

/// For whom a clerk takes it in, and what they were shown.
#[derive(Debug, Clone, Default)]
pub struct AtCounter {
    pub person: String,
    pub identity: Identity,
    pub faults: Vec<Fault>,
}

/// A question with the clerk's word on it; without one it is asked only because another answer
/// changed.
#[derive(Debug, Clone)]
pub struct AskedField {
    pub question: Question,
    pub note: Option<String>,
}

#[derive(Debug, Clone)]
pub struct AskedMaterial {
    pub rule: String,
    pub name: Localised,
    pub hint: Option<Localised>,
    pub note: Option<String>,
    /// The replacements that were uploaded already, with their ids.
    pub uploaded: Vec<(String, File)>,
    /// Locale key.
    pub fault: Option<&'static str>,
}

/// The name of the box that says so.
pub const UNCHANGED: &str = "unchanged";

/// The input's name, also its id.
pub fn file_name(rule: &str) -> String {
    format!("file.{rule}")
}

pub fn supplement_page(shell: &Shell, view: &Supplement) -> String {
    let (title, intro, until, send) = if view.promised {
        let intro = if view.accepted {
            "citizen-owed-intro"
        } else {
            "case-promised-intro"
        };
        (
            "case-promised-title",
            intro,
            "citizen-owed-by",
            "case-promised-send",
        )
    } else {
        (
            "citizen-supplement-title",
            "citizen-supplement-intro",
            "citizen-supplement-by",
            "citizen-supplement-send",
        )
    };
    let title = shell.t(title);
    let of_fields = view.fields.iter();
    let of_fields = of_fields.flat_map(|asked| asked.question.faults(shell));
    let of_files = view
        .materials
        .iter()
        .filter_map(|one| Some((file_name(&one.rule), file_fault(shell, view, one)?)));
    let counter = view.counter.as_ref();
    let of_counter = counter.map(|counter| fault::errors(shell, &counter.faults));
    let errors: Vec<_> = of_fields
        .chain(of_files)
        .chain(of_counter.unwrap_or_default())
        .collect();
    let fields: Vec<AnyView> = view.fields.iter().map(|one| asked(shell, one)).collect();
    let materials: Vec<AnyView> = view
        .materials
        .iter()
        .map(|one| material(shell, view, one))
        .collect();
    let by = view
        .by
        .map(|by| view! { <p>{shell.t(until)} {time::day(shell, by)}</p> });
    let same = |one: &AskedField| one.question.fault == Some(FaultKind::Unchanged);
    let unchanged = (view.unchanged || view.fields.iter().any(same)).then(|| {
        let label = shell.t("supplement-unchanged");
        let value = if view.unchanged { "1" } else { "" };
        choice::tick(shell, &Field::new(UNCHANGED, label).value(value), "1")
    });
    let form = view! {
        {field::hidden("seq", view.seq.to_string())}
        {fields}
        {materials}
        {unchanged}
        {counter.map(|counter| identity(shell, &counter.identity, &counter.faults))}
        {button(shell.t(send), Weight::Main)}
    };
    let action = format!("{}/supplement", view.base);
    let person = counter.map(|counter| {
        let words = shell.tv("counter-for", &[("name", (&counter.person).into())]);
        view! { <p class="meta">{words}</p> }
    });
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.words(&view.item)}</p>
        {person}
        <p>{shell.t(intro)}</p>
        {by}
        {post(action, Encoding::Files, form.into_any())}
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(view.back.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn note(shell: &Shell, note: Option<&String>) -> AnyView {
    match note {
        Some(note) => {
            let note = note.clone();
            view! { <p class="clerk-note"><span class="label">{shell.t("citizen-clerk-note")}</span>{note}</p> }
                .into_any()
        }
        None => ().into_any(),
    }
}

fn asked(shell: &Shell, one: &AskedField) -> AnyView {
    let note = note(shell, one.note.as_ref());
    view! { <div class="asked">{note}{ask(shell, &one.question)}</div> }.into_any()
}

fn file_fault(shell: &Shell, view: &Supplement, one: &AskedMaterial) -> Option<String> {
    let name = shell.l(&one.name);
    let megabytes = view.max_megabytes.to_string();
    let values = [("megabytes", megabytes.into()), ("count", view.most.into())];
    let fault = shell.tv(one.fault?, &values);
    Some(shell.tv(
        "citizen-file-fault",
        &[("name", name.into()), ("fault", fault.into())],
    ))
}

fn material(shell: &Shell, view: &Supplement, one: &AskedMaterial) -> AnyView {
    let most = [
        ("megabytes", view.max_megabytes.to_string().into()),
        ("count", view.most.into()),
    ];
    let accepted = shell.tv("supplement-files-hint", &most);
    let hint = match &one.hint {
        Some(hint) => format!("{} {accepted}", shell.l(hint)),
        None => accepted,
    };
    let field = Field::new(file_name(&one.rule), shell.l(&one.name))
        .hint(hint)
        .error(file_fault(shell, view, one));
    let files: Vec<AnyView> = one
        .uploaded
        .iter()
        .map(|(id, file)| {
            let label = shell.tv("supplement-leave-out", &[("name", (&file.name).into())]);
            let tick = Field::new("leave-out", label).id(format!("leave-out-{id}"));
            view! { {given::file(shell, file)}{choice::tick(shell, &tick, id)} }.into_any()
        })
        .collect();
    let uploaded = (!files.is_empty()).then(|| {
        let words = shell.t("supplement-uploaded");
        view! { <div class="inset"><p>{words}</p>{files}</div> }
    });
    view! {
        <div class="asked">
            {note(shell, one.note.as_ref())}
            {uploaded}
            {field::files(shell, &field, ".pdf,.jpg,.jpeg,.png")}
            {view.counter.as_ref().map(|_| paper(shell, one))}
        </div>
    }
    .into_any()
}

/// An original that stays on paper, in the place of a file.
fn paper(shell: &Shell, one: &AskedMaterial) -> AnyView {
    let place = Field {
        max_length: Some(60),
        ..Field::new(
            format!("paper.{}", one.rule),
            shell.t("counter-paper-instead"),
        )
    };
    let place = place.hint(shell.t("counter-paper-hint")).optional();
    field::text(shell, &place)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::question::tests::every_kind;

    #[test]
    fn every_kind_renders_in_both_languages_and_errors_lead_to_fields() {
        for locale in Locale::ALL {
            let fields = every_kind()
                .into_iter()
                .enumerate()
                .map(|(index, mut question)| {
                    question.fault = Some(FaultKind::Required);
                    AskedField {
                        question,
                        note: (index > 0).then(|| "请核对 <b>".into()),
                    }
                })
                .collect();
            let file = File {
                href: Some("/cases/1/materials/2".into()),
                name: "图.pdf".into(),
                bytes: 2_000_000,
                uploaded_at: jiff::Timestamp::UNIX_EPOCH,
            };
            let material = |rule: &str, fault| AskedMaterial {
                rule: rule.into(),
                name: Localised::new("平面图", "Plan"),
                hint: None,
                note: Some("不清楚".into()),
                uploaded: vec![("1".into(), file.clone()), ("2".into(), file.clone())],
                fault: Some(fault),
            };
            let mut view = Supplement {
                base: "/cases/62010220261123000001F".into(),
                back: "/cases/62010220261123000001F".into(),
                counter: None,
                item: Localised::new("食品经营许可", "Food"),
                seq: 2,
                promised: false,
                accepted: false,
                by: Some(jiff::civil::date(2026, 12, 1)),
                fields,
                unchanged: true,
                materials: vec![
                    material("layout", "fault-file-missing"),
                    material("rules", "fault-file-too-large"),
                ],
                max_megabytes: 20,
                most: 10,
            };
            let html = supplement_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            for id in ["q0", "q8", "file.layout", "file.rules"] {
                assert!(html.contains(&format!("href=\"#{id}\"")), "{id}");
                assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
            }
            view.promised = true;
            let before = supplement_page(&Shell::sample(locale), &view);
            view.accepted = true;
            let after = supplement_page(&Shell::sample(locale), &view);
            assert!(!before.contains('⟦') && !after.contains('⟦') && before != after);
            view.base = "/desk/cases/62010220261123000001F".into();
            view.counter = Some(AtCounter {
                person: "马<b>小军".into(),
                faults: vec![Fault::new("counter.identity", "counter-identity-missing")],
                ..AtCounter::default()
            });
            let html = supplement_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("action=\"/desk/cases/62010220261123000001F/supplement\""));
            for id in ["counter.identity", "paper.layout"] {
                assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
            }
        }
    }
}
