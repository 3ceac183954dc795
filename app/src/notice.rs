//! 文书: a written notice as it was sent, to keep and to print, for whoever has the case.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::notice::{Sheet, sheet, title};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct NoticeView {
    pub sheet: Sheet,
    /// Where the case is.
    pub back: String,
    /// Absent where its wording was not kept.
    pub pdf: Option<String>,
    /// The file was asked for and can't be made now.
    pub without_font: bool,
}

pub fn notice_page(shell: &Shell, view: &NoticeView) -> String {
    let under = match view.pdf.clone() {
        Some(_) if view.without_font => {
            view! { <p class="inset no-print">{shell.t("notice-no-pdf")}</p> }.into_any()
        }
        Some(pdf) => view! {
            <p class="no-print"><a href=pdf>{shell.t("notice-download")}</a>" · "{shell.t("notice-print-hint")}</p>
        }
        .into_any(),
        None => view! { <p class="inset no-print">{shell.t("notice-old")}</p> }.into_any(),
    };
    let body = view! { <div class="prose">{sheet(shell, &view.sheet, 1)}{under}</div> };
    let options = PageOptions {
        back: Some(view.back.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title(&view.sheet.text), options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::notice::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            for (kept, without_font) in [(true, false), (true, true), (false, false)] {
                let view = NoticeView {
                    sheet: samples::sheet(),
                    back: "/cases/1".into(),
                    pdf: kept.then(|| "/cases/1/notices/2.pdf".into()),
                    without_font,
                };
                let html = notice_page(&Shell::sample(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.contains("notices/2.pdf"), kept && !without_font);
                assert!(html.contains("<title>受理通知书"), "{html}");
            }
        }
    }
}
