//! The page of an act of supervision on a case: 督办, with the time in which it is to be answered, and 摘牌.

use domain::locale::Localised;
use leptos::prelude::*;

use super::sections;
use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::case_no::case_no;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::errors;
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::lamp::{LampView, lamp};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct OrderView {
    pub case_no: String,
    pub seq: u64,
    pub item: Localised,
    pub agency: Localised,
    pub lamp: LampView,
    pub form: ActForm,
    /// The end of its address.
    pub path: String,
}

pub fn order_page(shell: &Shell, view: &OrderView) -> String {
    let title = shell.t(&format!("oversight-act-{}", view.form.noun));
    let here = format!("/oversight/cases/{}", view.case_no);
    let faults = errors(shell, &view.form.faults);
    let form = view! { {field::hidden("seq", view.seq.to_string())}{fields(shell, &view.form)} };
    let form = post(
        format!("{here}/{}", view.path),
        Encoding::Plain,
        form.into_any(),
    );
    let body = view! {
        {error_summary(shell, &faults)}
        <p class="caption">{shell.words(&view.item)}</p>
        <h1>{title.clone()}</h1>
        <p class="row">{case_no(&view.case_no)}{lamp(shell, view.lamp)}<span>{shell.words(&view.agency)}</span></p>
        <div class="two">
            <div><p class="lede">{shell.t(&view.form.key("lede"))}</p>{form}</div>
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        back: Some(here),
        wide: true,
        sections: sections(shell, "/oversight/cases"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::limit::Unit;
    use domain::locale::Locale;

    use super::*;
    use crate::parts::act_form::Amount;
    use crate::parts::fault::Fault;

    #[test]
    fn renders_in_both_languages() {
        for (locale, noun) in Locale::ALL
            .into_iter()
            .flat_map(|locale| ["order", "warning-clearance"].map(|noun| (locale, noun)))
        {
            let view = OrderView {
                case_no: "62010220261123000001F".into(),
                seq: 3,
                item: Localised::new("食品经营许可", "Food business licence"),
                agency: Localised::new("市监局", "Market supervision"),
                lamp: LampView::Overdue,
                form: ActForm {
                    noun,
                    choices: Vec::new(),
                    choice: String::new(),
                    amount: (noun == "order").then(|| Amount {
                        value: "3".into(),
                        units: vec![Unit::WorkingDay],
                        unit: String::new(),
                        max: 30,
                    }),
                    text: String::new(),
                    faults: (noun == "order")
                        .then(|| Fault::new("amount", "blocked-order-length").max(30))
                        .into_iter()
                        .chain([Fault::new("text", "act-text-missing")])
                        .collect(),
                    shown: (noun != "order").then(|| "承诺期限".into()),
                    preview: false,
                },
                path: noun.into(),
            };
            let html = order_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
