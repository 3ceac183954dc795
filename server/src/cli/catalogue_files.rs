//! The catalogue's files: the demo's from inside the program, anybody else's from a folder.

use std::path::Path;

use domain::catalogue::{Catalogue, Finding, SourceFile};
use rust_embed::RustEmbed;

use super::Stop;

#[derive(RustEmbed)]
#[folder = "../catalogue"]
#[include = "*.toml"]
struct Embedded;

/// The demo province, as files.
pub fn embedded_files() -> Vec<SourceFile> {
    let mut files: Vec<_> = Embedded::iter()
        .filter_map(|path| {
            let file = Embedded::get(&path)?;
            let text = String::from_utf8_lossy(&file.data).into_owned();
            Some(SourceFile {
                path: path.into_owned(),
                text,
            })
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The demo province.
///
/// # Errors
/// Its findings; a build whose tests passed has none.
pub fn embedded_catalogue() -> Result<Catalogue, Vec<Finding>> {
    Catalogue::read(&embedded_files())
}

/// Every `.toml` file of a folder and its folders.
pub fn folder_files(folder: &Path) -> Result<Vec<SourceFile>, Stop> {
    let mut files = Vec::new();
    walk(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), Stop> {
    let mend =
        |path: &Path, error: std::io::Error| Stop::Mend(format!("{}: {error}", path.display()));
    for entry in std::fs::read_dir(folder).map_err(|error| mend(folder, error))? {
        let path = entry.map_err(|error| mend(folder, error))?.path();
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text = std::fs::read_to_string(&path).map_err(|error| mend(&path, error))?;
            let relative = path.strip_prefix(root).unwrap_or(&path);
            files.push(SourceFile {
                path: relative.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
    Ok(())
}

/// Findings as the words of a command that stops.
pub fn stop_for(findings: &[Finding]) -> Stop {
    let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    Stop::Mend(format!(
        "the catalogue can't be used:\n{}",
        lines.join("\n")
    ))
}
