//! The page of an act that is mostly a text: pause, resumption, extension, opinion, the answer to an order,
//! the follow-up of a rating. Their words differ, their shape does not.

use leptos::prelude::*;

use super::act::{Frame, Head, act_page, errors};
use super::people::{Search, search};
use crate::parts::act_form::{ActForm, fields};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct WrittenView {
    pub head: Head,
    pub form: ActForm,
    /// The end of the act's address, where that is not its name.
    pub path: Option<String>,
    /// How to find others, where the choices are people.
    pub people: Option<Search>,
    /// Where what is answered can be printed.
    pub sheet: Option<String>,
}

pub fn written_page(shell: &Shell, view: &WrittenView) -> String {
    let form = &view.form;
    let here = format!("/desk/cases/{}/{}", view.head.case_no, form.noun);
    let aside = view
        .people
        .as_ref()
        .and_then(|people| search(shell, here, people, &[]));
    let sheet = view.sheet.clone().map(|href| {
        view! { <p><a href=href>{shell.t("order-paper")}</a></p> }
    });
    act_page(
        shell,
        &view.head,
        Frame {
            noun: view.path.as_deref().unwrap_or(form.noun),
            title: shell.t(&format!("desk-act-{}", form.noun)),
            lede: Some(shell.t(&form.key("lede"))),
            errors: errors(shell, &form.faults),
            form: fields(shell, form),
            aside: view! { {sheet}{aside} }.into_any(),
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::limit::Unit;
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;
    use crate::parts::act_form::Amount;
    use crate::parts::choice::Choice;
    use crate::parts::fault::Fault;

    #[test]
    fn every_written_act_has_its_words_in_both_languages() {
        let nouns = [
            ("pause", true, 2),
            ("resumption", false, 0),
            ("extension", false, 1),
            ("opinion", true, 0),
            ("order-reply", false, 0),
            ("warning-explanation", false, 0),
            ("rating-contact", true, 0),
            ("follow-up", false, 0),
            ("call-back", true, 0),
            ("rating-appeal", false, 0),
            ("enquiry-reply", false, 0),
            ("advice", true, 0),
            ("advice-reply", false, 0),
            ("voiding", true, 0),
        ];
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            for (noun, choice, units) in nouns {
                let units = [Unit::WorkingDay, Unit::NaturalDay][..units].to_vec();
                let form = ActForm {
                    noun,
                    choices: choice.then(|| Choice::new("a", "A")).into_iter().collect(),
                    choice: String::new(),
                    amount: (!units.is_empty()).then(|| Amount {
                        value: "400".into(),
                        units,
                        unit: "working-day".into(),
                        max: 180,
                    }),
                    text: "<b>".into(),
                    faults: [
                        ("choice", choice.then_some("blocked-pause-reason")),
                        ("amount", Some("blocked-pause-length")),
                        ("text", Some("act-text-missing")),
                    ]
                    .into_iter()
                    .filter_map(|(id, key)| Some(Fault::new(id, key?).max(180)))
                    .collect(),
                    shown: matches!(
                        noun,
                        "order-reply"
                            | "warning-explanation"
                            | "rating-contact"
                            | "follow-up"
                            | "call-back"
                            | "rating-appeal"
                            | "enquiry-reply"
                            | "advice-reply"
                    )
                    .then(|| "请说明".into()),
                    preview: matches!(noun, "pause" | "extension" | "voiding"),
                };
                let view = WrittenView {
                    head: samples::head(),
                    form,
                    path: None,
                    people: (noun == "advice").then(|| Search {
                        cut: true,
                        most: 50,
                        ..Search::default()
                    }),
                    sheet: (noun == "order-reply").then(|| "/desk/cases/1/orders/2".into()),
                };
                let html = written_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("&lt;b&gt;") && html.contains(r##"href="#text""##));
            }
        }
    }
}
