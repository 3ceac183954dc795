//! 文书 as it was sent, on a page and before it is sent. Its text is plain, one paragraph a line, so that it can be kept
//! for good and drawn anywhere; a mark at the beginning of a line says what it is.

use leptos::prelude::*;

use super::qr::qr;
use crate::shell::Shell;

/// A piece of a notice's text. Empty lines say nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// `# `: who gives it.
    From(String),
    /// `## `
    Title(String),
    /// `### `
    Number(String),
    Text(String),
    /// `- `, as many as follow one another.
    Items(Vec<String>),
    /// `> `: somebody's own words.
    Quote(Vec<String>),
    /// `>> `: the signature.
    Signed(Vec<String>),
}

pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let rest = |mark: &str| Some(line.strip_prefix(mark)?.trim().to_owned());
        // A quotation's empty line has lost the space behind its mark.
        let quote = || rest("> ").or_else(|| (line == ">").then(String::new));
        if let Some(words) = rest(">> ") {
            match blocks.last_mut() {
                Some(Block::Signed(lines)) => lines.push(words),
                _ => blocks.push(Block::Signed(vec![words])),
            }
        } else if let Some(words) = quote() {
            match blocks.last_mut() {
                Some(Block::Quote(lines)) => lines.push(words),
                _ => blocks.push(Block::Quote(vec![words])),
            }
        } else if let Some(words) = rest("- ") {
            match blocks.last_mut() {
                Some(Block::Items(items)) => items.push(words),
                _ => blocks.push(Block::Items(vec![words])),
            }
        } else if let Some(words) = rest("### ") {
            blocks.push(Block::Number(words));
        } else if let Some(words) = rest("## ") {
            blocks.push(Block::Title(words));
        } else if let Some(words) = rest("# ") {
            blocks.push(Block::From(words));
        } else {
            blocks.push(Block::Text(line.to_owned()));
        }
    }
    blocks
}

/// The title in a text.
pub fn title(text: &str) -> String {
    let found = blocks(text).into_iter().find_map(|block| match block {
        Block::Title(title) => Some(title),
        _ => None,
    });
    found.unwrap_or_default()
}

/// What a notice can be looked up by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// In groups.
    pub code: String,
    /// Where it is looked up.
    pub link: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub text: String,
    /// Absent before it is sent, and for one from before there were codes.
    pub proof: Option<Proof>,
}

/// `heading` is the level of its title: 1 where the page is about it.
pub fn sheet(shell: &Shell, view: &Sheet, heading: u8) -> AnyView {
    let all: Vec<AnyView> = blocks(&view.text)
        .into_iter()
        .map(|block| drawn(block, heading))
        .collect();
    let proof = view.proof.as_ref().map(|proof| {
        let code = proof.code.clone();
        view! {
            <div class="notice-proof">
                {qr(&proof.link, &shell.t("notice-qr"))}
                <div>
                    <p>{shell.t("notice-code")}{shell.t("colon")}<strong translate="no">{code}</strong></p>
                    <p class="meta">{shell.t("notice-verify")}</p>
                </div>
            </div>
        }
    });
    view! { <article class="sheet notice">{all}{proof}</article> }.into_any()
}

fn drawn(block: Block, heading: u8) -> AnyView {
    match block {
        Block::From(words) => view! { <p class="caption">{words}</p> }.into_any(),
        Block::Title(words) if heading == 1 => view! { <h1>{words}</h1> }.into_any(),
        Block::Title(words) => view! { <h2>{words}</h2> }.into_any(),
        Block::Number(words) => view! { <p translate="no">{words}</p> }.into_any(),
        Block::Text(words) => view! { <p>{words}</p> }.into_any(),
        Block::Items(items) => {
            let items: Vec<_> = items
                .into_iter()
                .map(|item| view! { <li>{item}</li> })
                .collect();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Quote(lines) => {
            let words = lines.join("\n");
            view! { <blockquote class="said">{words}</blockquote> }.into_any()
        }
        Block::Signed(lines) => {
            let lines: Vec<_> = lines
                .into_iter()
                .map(|line| view! { {line}<br/> })
                .collect();
            view! { <p class="notice-from">{lines}</p> }.into_any()
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    pub fn sheet() -> Sheet {
        Sheet {
            text: "# 兰州市水务局\n## 受理通知书\n### 〔2026〕12号\n\n马小军：\n现予受理。\n- 公约\n- 平面图\n\
                   理由：\n> <i>齐全\n>\n> 第二段\n>> 兰州市水务局\n>> 2026年3月12日（周四）\n"
                .into(),
            proof: Some(Proof {
                code: "7K2M-0QXR-93BD-HE4T".into(),
                link: "https://gov.test/verify/7K2M0QXR93BDHE4T".into(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn a_mark_says_what_a_line_is() {
        let found = blocks(&samples::sheet().text);
        assert_eq!(
            found[2..],
            [
                Block::Number("〔2026〕12号".into()),
                Block::Text("马小军：".into()),
                Block::Text("现予受理。".into()),
                Block::Items(vec!["公约".into(), "平面图".into()]),
                Block::Text("理由：".into()),
                Block::Quote(vec!["<i>齐全".into(), String::new(), "第二段".into()]),
                Block::Signed(vec!["兰州市水务局".into(), "2026年3月12日（周四）".into()]),
            ]
        );
        assert_eq!(title(&samples::sheet().text), "受理通知书");
    }

    #[test]
    fn a_sheet_shows_its_code_and_takes_no_words_for_markup() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let html = sheet(&shell, &samples::sheet(), 1).to_html();
            assert!(!html.contains('⟦') && html.contains("&lt;i&gt;"), "{html}");
            assert!(html.contains("<h1>受理通知书"), "{html}");
            assert!(html.contains("7K2M-0QXR-93BD-HE4T") && html.contains("class=\"qr\""));
            let unsent = Sheet {
                proof: None,
                ..samples::sheet()
            };
            let html = sheet(&shell, &unsent, 2).to_html();
            assert!(html.contains("<h2>") && !html.contains("class=\"qr\""));
        }
    }
}
