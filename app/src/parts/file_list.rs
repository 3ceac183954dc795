//! Files that were given: name, size, when; a link to look at each, and a button to take it back.

use jiff::Timestamp;
use leptos::prelude::*;

use super::form::{Encoding, post};
use super::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct FileLine {
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub at: Timestamp,
    /// Absent for what is kept on paper; the name is then the place.
    pub href: Option<String>,
    /// Where a POST takes it back.
    pub removal: Option<String>,
    /// Where it comes from, or what is still being done to it.
    pub notes: Vec<String>,
}

pub fn file_list(shell: &Shell, files: &[FileLine]) -> AnyView {
    let lines: Vec<AnyView> = files
        .iter()
        .map(|file| {
            let removal = file.removal.clone().map(|action| {
                let form = view! {
                    <button class="link" type="submit">
                        {shell.t("remove")}<span class="vh">" "{file.name.clone()}</span>
                    </button>
                };
                post(action, Encoding::Plain, form.into_any())
            });
            let notes: Vec<AnyView> = file
                .notes
                .iter()
                .map(|note| view! { <p class="meta">{note.clone()}</p> }.into_any())
                .collect();
            let name = match &file.href {
                Some(href) => view! {
                    <a href=href.clone()>{file.name.clone()}</a>
                    <p class="meta">{size(file.size)}" · "{time::instant(shell, file.at)}</p>
                }
                .into_any(),
                None => {
                    let words = shell.tv("counter-on-paper", &[("place", (&file.name).into())]);
                    view! { <p>{words}</p><p class="meta">{time::instant(shell, file.at)}</p> }
                        .into_any()
                }
            };
            view! {
                <li>
                    <div>
                        {name}
                        {notes}
                    </div>
                    {removal}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="files">{lines}</ul> }.into_any()
}

/// `812 KB`, `1.4 MB`: the same in both languages.
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    if bytes < MB {
        format!("{} KB", bytes.div_ceil(KB).max(1))
    } else {
        let tenths = bytes * 10 / MB;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(0), "1 KB");
        assert_eq!(size(1025), "2 KB");
        assert_eq!(size(1024 * 1024), "1.0 MB");
        assert_eq!(size(1_500_000), "1.4 MB");
    }
}
