//! 送达回证 of a result that was handed over: printed, signed, and its scan kept with the case.

use leptos::prelude::*;

use super::act::Head;
use crate::assets::UPLOAD_PATH;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::case_no::case_no;
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::file_list::{FileLine, file_list};
use crate::parts::form::upload;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct SignedReceiptView {
    pub head: Head,
    /// The journal's entry of the delivery, by which its notice is found.
    pub delivered: u64,
    pub kept: Vec<FileLine>,
    /// How many may be kept.
    pub most: usize,
    pub megabytes: u64,
    /// Why a file was not taken in.
    pub fault: Option<&'static str>,
}

pub fn signed_receipt_page(shell: &Shell, view: &SignedReceiptView) -> String {
    let title = shell.t("signed-receipt-title");
    let here = format!("/desk/cases/{}", view.head.case_no);
    let limits = [
        ("megabytes", view.megabytes.into()),
        ("count", view.most.into()),
    ];
    let fault = view.fault.map(|key| shell.tv(key, &limits));
    let errors: Vec<_> = fault
        .iter()
        .map(|words| ("file".to_owned(), words.clone()))
        .collect();
    let notice = format!("{here}/notices/{}", view.delivered);
    let print = vec![
        button_link(
            shell.t("signed-receipt-open"),
            notice.clone(),
            Weight::Quiet,
        ),
        button_link(
            shell.t("notice-download"),
            format!("{notice}.pdf"),
            Weight::Quiet,
        ),
    ];
    let kept = (!view.kept.is_empty()).then(|| {
        view! { <h2>{shell.t("signed-receipt-kept")}</h2>{file_list(shell, &view.kept)} }
    });
    let form = (view.kept.len() < view.most).then(|| {
        let file = Field::new("file", shell.t("signed-receipt-file"))
            .hint(shell.tv("material-file-kinds", &limits))
            .error(fault);
        let body = view! {
            {field::files(shell, &file, ".pdf,.jpg,.jpeg,.png")}
            {button(shell.t("signed-receipt-keep"), Weight::Main)}
        };
        upload(shell, format!("{here}/signed-receipt"), body.into_any())
    });
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <p class="caption">{shell.words(&view.head.item)}" · "{view.head.applicant.clone()}</p>
            <h1>{title.clone()}</h1>
            <p>{case_no(&view.head.case_no)}</p>
            <p class="lede">{shell.t("signed-receipt-lede")}</p>
            {button_group(print)}
            {kept}
            {form}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(here.clone()),
        script: Some(UPLOAD_PATH),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn it_prints_and_keeps_in_both_languages() {
        for locale in Locale::ALL {
            let mut view = SignedReceiptView {
                head: samples::head(),
                delivered: 9,
                kept: Vec::new(),
                most: 3,
                megabytes: 20,
                fault: Some("fault-file-missing"),
            };
            let html = signed_receipt_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            for part in [
                "/notices/9\"",
                "/notices/9.pdf\"",
                "/signed-receipt\"",
                "href=\"#file\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            let scan = FileLine {
                name: "<b>.pdf".into(),
                size: 10,
                at: samples::at(),
                href: Some("/desk/cases/1/materials/2".into()),
                removal: None,
                notes: Vec::new(),
            };
            view.kept = vec![scan.clone(), scan.clone(), scan];
            view.fault = None;
            let html = signed_receipt_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(!html.contains("type=\"file\""), "no more than may be kept");
        }
    }
}
