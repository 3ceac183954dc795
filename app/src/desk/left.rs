//! What was typed on a case that another agency took over meanwhile: nothing of the case, and the text to copy.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::shell::Shell;

pub fn left_page(shell: &Shell, no: &str, texts: &[String]) -> String {
    let title = shell.t("left-title");
    let texts: Vec<AnyView> = texts
        .iter()
        .map(|text| view! { <blockquote class="said">{text.clone()}</blockquote> }.into_any())
        .collect();
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{case_no(no)}</p>
        <p class="lede">{shell.t("left-lede")}</p>
        <section class="sheet" aria-labelledby="typed">
            <h2 id="typed">{shell.t("left-typed")}</h2>
            {texts}
        </section>
        <p><a href="/desk">{shell.t("left-inbox")}</a></p>
    };
    let options = PageOptions {
        back: Some("/desk".into()),
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
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let texts = ["布局合理 <b>".to_owned()];
            let html = left_page(&samples::shell(locale), "62010220261123000001X", &texts);
            assert!(
                !html.contains('⟦') && html.contains("布局合理 &lt;b&gt;"),
                "{html}"
            );
        }
    }
}
