//! `/cases/{no}/enquiry` and `/cases/{no}/complaint`: something to say about a case, to the agency or to the
//! supervision. Their words differ, their shape does not; `/cases/{no}/reminder` has nothing to write.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::case_no::case_no;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::errors;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct SayView {
    pub number: String,
    pub item: Localised,
    pub seq: u64,
    /// Its noun is `enquiry` or `complaint`.
    pub form: ActForm,
}

pub fn say_page(shell: &Shell, view: &SayView) -> String {
    let form = view! { {field::hidden("seq", view.seq.to_string())}{fields(shell, &view.form)} };
    let noun = view.form.noun;
    let faults = errors(shell, &view.form.faults);
    let lede = view! { <p>{shell.t(&view.form.key("lede"))}</p> };
    let head = Head {
        number: &view.number,
        item: &view.item,
        noun,
        faults,
    };
    page(shell, head, lede.into_any(), form.into_any())
}

#[derive(Debug, Clone)]
pub struct ReminderView {
    pub number: String,
    pub item: Localised,
    pub seq: u64,
    pub agency: Localised,
    /// How often it was reminded before.
    pub before: usize,
}

pub fn reminder_page(shell: &Shell, view: &ReminderView) -> String {
    let agency = [("agency", shell.l(&view.agency).into())];
    let before = (view.before > 0).then(|| {
        let count = [("count", view.before.into())];
        view! { <p>{shell.tv("act-reminder-before", &count)}</p> }
    });
    let lede = view! { <p>{shell.tv("act-reminder-lede", &agency)}</p>{before} };
    let buttons = vec![
        button(shell.t("act-reminder-button"), Weight::Main),
        button_link(
            shell.t("cancel"),
            format!("/cases/{}", view.number),
            Weight::Quiet,
        ),
    ];
    let form = view! { {field::hidden("seq", view.seq.to_string())}{button_group(buttons)} };
    let head = Head {
        number: &view.number,
        item: &view.item,
        noun: "reminder",
        faults: Vec::new(),
    };
    page(shell, head, lede.into_any(), form.into_any())
}

struct Head<'a> {
    number: &'a str,
    item: &'a Localised,
    noun: &'static str,
    faults: Vec<(String, String)>,
}

fn page(shell: &Shell, head: Head<'_>, lede: AnyView, form: AnyView) -> String {
    let title = shell.t(&format!("act-{}-title", head.noun));
    let case = format!("/cases/{}", head.number);
    let action = format!("{case}/{}", head.noun);
    let body = view! {
        {error_summary(shell, &head.faults)}
        <div class="prose">
            <p class="caption">{shell.words(head.item)}</p>
            <h1>{title.clone()}</h1>
            <p class="meta">{case_no(head.number)}</p>
            {lede}
            {post(action, Encoding::Plain, form)}
        </div>
    };
    let options = PageOptions {
        errors: !head.faults.is_empty(),
        back: Some(case),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::case::ComplaintGround;
    use domain::locale::Locale;

    use super::*;
    use crate::parts::choice::Choice;
    use crate::parts::fault::Fault;

    #[test]
    fn everything_that_can_be_said_renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for noun in ["enquiry", "complaint"] {
                let choices = ComplaintGround::ALL.map(|ground| {
                    let words = shell.t(&format!("complaint-ground-{}", ground.key()));
                    Choice::new(ground.key(), words)
                });
                let mut view = SayView {
                    number: "62010220261123000001F".into(),
                    item: Localised::new("食品经营许可", "Food"),
                    seq: 3,
                    form: ActForm {
                        noun,
                        choices: Vec::new(),
                        choice: "delay".into(),
                        amount: None,
                        text: "<b>".into(),
                        faults: vec![Fault::new("text", "case-text-missing")],
                        shown: None,
                        preview: false,
                    },
                };
                if noun == "complaint" {
                    view.form.choices = choices.into();
                    view.form
                        .faults
                        .push(Fault::new("choice", "act-complaint-choice-missing"));
                }
                let html = say_page(&shell, &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
                assert!(html.contains(&format!("action=\"/cases/62010220261123000001F/{noun}\"")));
            }
            for before in [0, 2] {
                let view = ReminderView {
                    number: "62010220261123000001F".into(),
                    item: Localised::new("食品经营许可", "Food"),
                    seq: 3,
                    agency: Localised::new("市监局", "Market supervision"),
                    before,
                };
                let html = reminder_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
