//! What an entry of a journal says beside its kind, where every room says the same: which procedure, how
//! long, under which number, which date moved.

use domain::case::{DeadlineKind, NoticeNo};
use domain::limit::Limit;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::clock::{limit, notice_no};
use super::time::{day, instant};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub enum FactNote {
    Named(Localised),
    /// How long a pause was announced to last, or by how much a limit became longer.
    Lasts(Limit),
    /// By when an answer is wanted.
    Within(Limit),
    Notice(NoticeNo),
    /// 行政许可法 45 does not know the reason.
    NoLegalBasis,
    /// A due date that another calendar moved.
    Moved {
        kind: DeadlineKind,
        of: Option<Localised>,
        from: Date,
        to: Date,
    },
    /// Another calendar moved nothing.
    NothingMoved,
    /// The notice that gave cause.
    Because(String),
    /// When a deadline's mark was crossed, where it was written down later.
    Happened(Timestamp),
}

pub fn fact_note(shell: &Shell, note: &FactNote) -> AnyView {
    match note {
        FactNote::Named(name) => view! { <p>{shell.words(name)}</p> }.into_any(),
        FactNote::Lasts(length) => {
            let words = shell.tv("fact-lasts", &[("limit", limit(shell, *length).into())]);
            view! { <p>{words}</p> }.into_any()
        }
        FactNote::Within(length) => {
            let words = shell.tv("fact-within", &[("limit", limit(shell, *length).into())]);
            view! { <p>{words}</p> }.into_any()
        }
        FactNote::Notice(no) => {
            view! { <p>{shell.t("clock-notice-no")}" "{notice_no(shell, *no)}</p> }.into_any()
        }
        FactNote::NoLegalBasis => {
            view! { <p><strong>{shell.t("clock-pause-no-basis")}</strong></p> }.into_any()
        }
        FactNote::Moved { kind, of, from, to } => {
            let name = match of {
                Some(of) => shell.l(of),
                None => shell.t(&format!("clock-{}", kind.key())),
            };
            view! { <p>{name}{shell.t("fact-colon")}{day(shell, *from)}" → "{day(shell, *to)}</p> }
                .into_any()
        }
        FactNote::NothingMoved => view! { <p>{shell.t("fact-nothing-moved")}</p> }.into_any(),
        FactNote::Because(source) => {
            let source = source.clone();
            view! { <p>{shell.t("fact-because")}" "{source}</p> }.into_any()
        }
        FactNote::Happened(at) => {
            view! { <p>{shell.t("fact-happened")}" "{instant(shell, *at)}</p> }.into_any()
        }
    }
}

pub fn fact_notes(shell: &Shell, notes: &[FactNote]) -> Vec<AnyView> {
    notes.iter().map(|note| fact_note(shell, note)).collect()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;
    use crate::layout::render;

    #[test]
    fn every_note_has_its_words_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut notes = vec![
                FactNote::Named(Localised::new("听证", "Hearing")),
                FactNote::Lasts(Limit::working_days(5)),
                FactNote::Within(Limit::working_days(1)),
                FactNote::Notice(NoticeNo {
                    year: 2026,
                    serial: 3,
                }),
                FactNote::NoLegalBasis,
                FactNote::NothingMoved,
                FactNote::Because("notice".into()),
                FactNote::Happened(Timestamp::UNIX_EPOCH),
            ];
            notes.extend(DeadlineKind::ALL.map(|kind| FactNote::Moved {
                kind,
                of: None,
                from: date(2027, 1, 19),
                to: date(2027, 1, 20),
            }));
            let html = render(fact_notes(&shell, &notes).into_any());
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
