//! Bundles `style/app.css` with its imports, minifies it, and names it by its content, so that browsers may keep it
//! for ever. Nothing of this reaches the binary but the text.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

fn main() -> Result<(), Box<dyn Error>> {
    let style = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../style");
    println!("cargo::rerun-if-changed={}", style.display());
    println!("cargo::rerun-if-changed={}", style.join("parts").display());
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build.rs");

    let css = bundle(&style.join("app.css"))?;
    let favicon = fs::read_to_string(style.join("favicon.svg"))?;

    let upload = fs::read_to_string("assets/upload.js")?;
    let events = fs::read_to_string("assets/events.js")?;
    let draft = fs::read_to_string("assets/draft.js")?;
    let keys = fs::read_to_string("assets/keys.js")?;

    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("app.css"), &css)?;
    fs::write(out.join("favicon.svg"), favicon.trim())?;
    fs::write(out.join("upload.js"), &upload)?;
    fs::write(out.join("events.js"), &events)?;
    fs::write(out.join("draft.js"), &draft)?;
    fs::write(out.join("keys.js"), &keys)?;
    fs::write(
        out.join("assets.rs"),
        format!(
            "/// Where the page links its style sheet: the name changes with the content.\n\
             pub const CSS_PATH: &str = \"/assets/app-{:016x}.css\";\n\
             /// Where the page links its icon.\n\
             pub const FAVICON_PATH: &str = \"/assets/mark-{:016x}.svg\";\n\
             /// Where pages with an upload link its script.\n\
             pub const UPLOAD_PATH: &str = \"/assets/upload-{:016x}.js\";\n\
             /// Where the inbox links the script that says what is new.\n\
             pub const EVENTS_PATH: &str = \"/assets/events-{:016x}.js\";\n\
             /// Where the pages of acts link what keeps their drafts.\n\
             pub const DRAFT_PATH: &str = \"/assets/draft-{:016x}.js\";\n\
             /// Where the desk links its keys.\n\
             pub const KEYS_PATH: &str = \"/assets/keys-{:016x}.js\";\n",
            fnv(css.as_bytes()),
            fnv(favicon.trim().as_bytes()),
            fnv(upload.as_bytes()),
            fnv(events.as_bytes()),
            fnv(draft.as_bytes()),
            fnv(keys.as_bytes()),
        ),
    )?;
    Ok(())
}

fn bundle(entry: &Path) -> Result<String, Box<dyn Error>> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|e| format!("style: {e}"))?;
    let targets = targets();
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|e| format!("style: {e}"))?;
    let css = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|e| format!("style: {e}"))?;
    Ok(css.code)
}

/// Old phones and the browsers inside chat apps: nesting, `light-dark()` and the like are rewritten for these.
fn targets() -> Targets {
    let v = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Targets::from(Browsers {
        chrome: v(86, 0),
        android: v(86, 0),
        edge: v(86, 0),
        firefox: v(85, 0),
        safari: v(14, 1),
        ios_saf: v(14, 5),
        ..Browsers::default()
    })
}

/// FNV-1a, 64 bits: a name for content that we wrote ourselves, not a defence.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
