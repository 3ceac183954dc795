//! Writes the gallery and its style sheet to a folder (`/tmp/gallery` or the first argument), to look at.

use std::{env, fs, io, path::PathBuf};

use domain::locale::Locale;

fn main() -> io::Result<()> {
    let folder = env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("/tmp/gallery"), PathBuf::from);
    fs::create_dir_all(folder.join("assets"))?;
    for locale in Locale::ALL {
        let mut shell = app::shell::Shell::sample(locale);
        fs::write(
            folder.join(format!("{}.html", locale.tag())),
            app::gallery::gallery(&shell),
        )?;
        fs::write(
            folder.join(format!("about-{}.html", locale.tag())),
            app::about::about(&shell),
        )?;
        fs::write(
            folder.join(format!("staff-{}.html", locale.tag())),
            staff(locale),
        )?;
        shell.large_text = true;
        fs::write(
            folder.join(format!("large-{}.html", locale.tag())),
            app::gallery::gallery(&shell),
        )?;
    }
    for (path, content) in [
        (app::assets::CSS_PATH, app::assets::CSS),
        (app::assets::FAVICON_PATH, app::assets::FAVICON),
    ] {
        fs::write(folder.join(path.trim_start_matches('/')), content)?;
    }
    Ok(())
}

fn staff(locale: Locale) -> String {
    use app::layout::{PageOptions, Section, page_with};
    use app::parts::{empty::empty, tabs};
    use app::shell::{Room, Shell, User};
    use leptos::prelude::*;

    let mut shell = Shell::sample(locale);
    shell.room = Room::Desk;
    shell.user = Some(User {
        name: "马建国".into(),
        role_line: "审查 · 市场监管局".into(),
        rooms: Room::ALL.to_vec(),
    });
    let sections = vec![
        Section::new("/desk", "待办", true),
        Section::new("/desk/counter", "窗口收件", false),
    ];
    let options = PageOptions {
        wide: true,
        sections,
        back: Some("/desk".into()),
        ..PageOptions::default()
    };
    let all = [
        tabs::Tab::new("#", "我的", true).count(12),
        tabs::Tab::new("#", "本部门", false).count(200),
    ];
    let body = view! { <h1>"待办"</h1>{tabs::tabs("待办", &all)}{empty("没有待办", "休息一下。".into_any())} };
    page_with(&shell, "待办", options, body.into_any())
}
