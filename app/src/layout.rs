//! The frame of every page: head, header, main, footer. Nothing inline: no style, no script, no handler.

use domain::locale::Locale;
use leptos::prelude::*;

use crate::assets::{CSS_PATH, FAVICON_PATH, KEYS_PATH};
use crate::parts::acting::acting;
use crate::parts::back_link::back_link;
use crate::parts::button::icon_mark;
use crate::parts::stand_in::stand_ins;
use crate::shell::{Room, Shell};

/// A link of the second navigation row, of one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub href: String,
    pub label: String,
    pub current: bool,
}

impl Section {
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            current,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOptions {
    /// The form came back with errors: the title says so first.
    pub errors: bool,
    /// Where "Back" leads.
    pub back: Option<String>,
    /// The desk and the dashboards use the whole width.
    pub wide: bool,
    /// The page has its own search (home, results).
    pub no_search: bool,
    /// `main` spans the window and has no padding: the page lays out its own `.wrap` blocks (home).
    pub bare: bool,
    /// Path of the module that makes the page more comfortable; it works without.
    pub script: Option<&'static str>,
    /// The room's own navigation; a citizen page without it gets the standard one.
    pub sections: Vec<Section>,
}

/// A full document.
pub fn page(shell: &Shell, title: &str, body: AnyView) -> String {
    page_with(shell, title, PageOptions::default(), body)
}

pub fn page_with(shell: &Shell, title: &str, options: PageOptions, body: AnyView) -> String {
    let prefix = if options.errors {
        shell.t("error-prefix")
    } else {
        String::new()
    };
    let title = if title.is_empty() {
        shell.portal.clone()
    } else {
        format!("{prefix}{title} - {}", shell.portal)
    };
    let lang = shell.locale.tag();
    let size = shell.large_text.then_some("large");
    let room = match shell.room {
        Room::Citizen => "citizen",
        _ => "staff",
    };
    let main = match (options.bare, options.wide) {
        (true, _) => "main-bare",
        (_, true) => "wrap main wide",
        _ => "wrap main",
    };
    let frame = if options.wide || shell.room != Room::Citizen {
        "wrap wide"
    } else {
        "wrap"
    };
    let back = options.back.as_deref().map(|href| back_link(shell, href));
    let script = options
        .script
        .map(|src| view! { <script type="module" src=src></script> });
    let keys = shell
        .keys
        .then(|| view! { <script type="module" src=KEYS_PATH></script> });
    let document = view! {
        <html lang=lang data-text=size data-room=room>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <meta name="color-scheme" content="light dark"/>
                <meta name="format-detection" content="telephone=no"/>
                <link rel="stylesheet" href=CSS_PATH/>
                <link rel="icon" href=FAVICON_PATH type="image/svg+xml"/>
                {script}
                {keys}
            </head>
            <body>
                <a class="skip" href="#main">{shell.t("skip-to-content")}</a>
                {header(shell, &options, frame)}
                <main id="main" class=main tabindex="-1">{back}{body}</main>
                {footer(shell, frame)}
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", render(document))
}

/// A view as HTML, without the marks that Leptos leaves for hydration. Escaped text can't contain them.
pub fn render(view: impl IntoView) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view.into_view().to_html());
    owner.cleanup();
    without_marks(&html)
}

fn without_marks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, mark)) = rest.split_once("<!") {
        out.push_str(before);
        let end = if mark.starts_with("--") { "-->" } else { ">" };
        rest = mark.split_once(end).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn header(shell: &Shell, options: &PageOptions, frame: &'static str) -> AnyView {
    let citizen = shell.room == Room::Citizen;
    let search = (citizen && !options.no_search).then(|| {
        view! {
            <form class="head-search" action="/search" method="get" role="search">
                <label class="vh" for="head-q">{shell.t("search-label")}</label>
                <input id="head-q" class="input" type="search" name="q" autocomplete="off" enterkeyhint="search"/>
                <button class="button button-quiet" type="submit">{shell.t("search-button")}</button>
            </form>
        }
    });
    let search_link = citizen.then(
        || view! { <li class="only-narrow"><a href="/search">{shell.t("search-button")}</a></li> },
    );
    let other = match shell.locale {
        Locale::ZhCn => Locale::En,
        Locale::En => Locale::ZhCn,
    };
    let other_name = match other {
        Locale::ZhCn => "中文",
        Locale::En => "English",
    };
    let (size, size_key) = if shell.large_text {
        ("normal", "text-size-normal")
    } else {
        ("large", "text-size-large")
    };
    // A form that came back holds what was typed, and a link would lose it; the next page offers this again. The
    // language stays, for whoever can't read what is wrong.
    let text_size = (!options.errors).then(|| {
        let href = shell.here_with("text", size);
        view! { <li><a href=href>{shell.t(size_key)}</a></li> }
    });
    let account = match &shell.user {
        Some(user) => {
            let name = if citizen && user.rooms.contains(&Room::Citizen) {
                view! { <a href="/account">{user.name.clone()}</a> }.into_any()
            } else {
                view! { <span>{user.name.clone()}</span> }.into_any()
            };
            let role =
                (!citizen).then(|| view! { <span class="role">{user.role_line.clone()}</span> });
            view! {
                <li class="who"><span class="vh">{shell.t("signed-in-as")}</span>{name}{role}</li>
                <li>
                    <form method="post" action="/session/end">
                        <button class="link" type="submit">{shell.t("sign-out")}</button>
                    </form>
                </li>
            }
            .into_any()
        }
        None => view! { <li><a href="/session">{shell.t("sign-in")}</a></li> }.into_any(),
    };
    let home = shell.room.path();
    let room_name =
        (!citizen).then(|| view! { <span class="room-name">{shell.t(shell.room.key())}</span> });
    view! {
        <header class="head">
            <div class=frame><div class="head-row">
                <a class="wordmark" href=home>{icon_mark()}<span>{shell.portal.clone()}</span>{room_name}</a>
                {search}
                <ul class="head-links" aria-label=shell.t("head-links")>
                    {search_link}
                    <li><a href=shell.here_with("lang", other.tag()) lang=other.tag() hreflang=other.tag()>{other_name}</a></li>
                    {text_size}
                    {account}
                </ul>
            </div></div>
            {navigation(shell, options, frame)}
            {stand_ins(shell, frame)}
            {acting(shell, frame)}
        </header>
    }
    .into_any()
}

fn navigation(shell: &Shell, options: &PageOptions, frame: &'static str) -> AnyView {
    let rooms: Vec<Section> = shell
        .user
        .iter()
        .filter(|user| user.rooms != [shell.room])
        .flat_map(|user| &user.rooms)
        .map(|room| Section::new(room.path(), shell.t(room.key()), *room == shell.room))
        .collect();
    let sections = match shell.room {
        _ if !options.sections.is_empty() => options.sections.clone(),
        Room::Citizen => citizen_sections(shell),
        Room::Desk => desk_sections(shell),
        Room::Oversight | Room::Admin => Vec::new(),
    };
    view! {
        {links(&shell.t("rooms-nav"), "rooms", frame, &rooms)}
        {links(&shell.t("sections-nav"), "sections", frame, &sections)}
    }
    .into_any()
}

fn citizen_sections(shell: &Shell) -> Vec<Section> {
    let path = shell.path.split('?').next().unwrap_or_default();
    let mut all = vec![
        ("/", "nav-home"),
        ("/cases", "nav-cases"),
        ("/messages", "messages-nav"),
        ("/track", "nav-track"),
    ];
    // Staff have no cases of their own.
    let mut users = shell.user.iter();
    if !users.any(|user| user.rooms.contains(&Room::Citizen)) {
        all.retain(|(href, _)| !["/cases", "/messages"].contains(href));
    }
    if !shell.sees_all() {
        all.retain(|(href, _)| *href != "/messages");
    }
    all.into_iter()
        .map(|(href, key)| {
            let current = path == href || (href != "/" && path.starts_with(&format!("{href}/")));
            let label = match href {
                "/messages" if shell.unread > 0 => {
                    shell.tv("messages-nav-unread", &[("count", shell.unread.into())])
                }
                _ => shell.t(key),
            };
            Section::new(href, label, current)
        })
        .collect()
}

fn desk_sections(shell: &Shell) -> Vec<Section> {
    let path = shell.path.split('?').next().unwrap_or_default();
    let counter = shell.counter.then_some(("/desk/counter", "counter-title"));
    [("/desk", "desk-inbox")]
        .into_iter()
        .chain(counter)
        .chain([("/desk/absences", "desk-absences")])
        .map(|(href, key)| Section::new(href, shell.t(key), path == href))
        .collect()
}

fn links(name: &str, class: &str, frame: &'static str, items: &[Section]) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = items
        .iter()
        .map(|item| {
            let current = item.current.then_some("page");
            view! { <li><a href=item.href.clone() aria-current=current>{item.label.clone()}</a></li> }.into_any()
        })
        .collect();
    let class = format!("nav {class}");
    let name = name.to_owned();
    view! { <nav class=class aria-label=name><ul class=frame>{items}</ul></nav> }.into_any()
}

fn footer(shell: &Shell, frame: &'static str) -> AnyView {
    let demo = shell.demo.then(|| view! { <p class="demo"><strong>{shell.t("demo-title")}</strong>{shell.t("demo-notice")}</p> });
    let phone = format!("tel:{}", shell.hotline);
    view! {
        <footer class="foot">
            <div class=frame>
                {demo}
                <div class="foot-row">
                    <div>
                        <p class="hotline">{shell.t("hotline-label")}<a href=phone>{shell.hotline.clone()}</a></p>
                        <p>{shell.t("hotline-note")}</p>
                    </div>
                    <ul class="foot-links">
                        <li><a href="/about">{shell.t("about-link")}</a></li>
                        <li><a href="/about#accessibility">{shell.t("accessibility-link")}</a></li>
                        <li><a href="/verify">{shell.t("nav-verify")}</a></li>
                        <li><a href="/open">{shell.t("open-link")}</a></li>
                        <li><a href="/privacy">{shell.t("privacy-link")}</a></li>
                    </ul>
                </div>
                <p class="foot-promise">{shell.t("foot-promise")}</p>
            </div>
        </footer>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_without_marks_styles_or_scripts() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            for room in Room::ALL {
                shell.room = room;
                let options = PageOptions {
                    errors: true,
                    back: Some("/x".into()),
                    ..PageOptions::default()
                };
                let html = page_with(
                    &shell,
                    "标题 <b>",
                    options,
                    view! { <h1>"x"</h1> }.into_any(),
                );
                assert!(html.starts_with("<!DOCTYPE html><html lang="));
                assert!(html.contains("标题 &lt;b&gt;"), "{html}");
                for bad in ["⟦", "<!>", "<!--", " style=", "<script", " onclick"] {
                    assert!(!html.contains(bad), "{bad} in {html}");
                }
            }
        }
    }

    #[test]
    fn errors_come_first_in_the_title() {
        let options = PageOptions {
            errors: true,
            ..PageOptions::default()
        };
        let html = page_with(
            &Shell::sample(Locale::En),
            "Your name",
            options,
            ().into_any(),
        );
        assert!(
            html.contains("<title>Error: Your name - Longyuan Government Services</title>"),
            "{html}"
        );
        assert!(
            !html.contains("text=large"),
            "a link would lose what was typed"
        );
    }
}
