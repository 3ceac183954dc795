//! The shipped items, played from the application to the end, every branch of each: by the officers of the
//! catalogue, in the agencies that its routing finds, and with the conditions looking at real answers. What the
//! files promise about steps, deadlines and silence is asserted here at frozen times.

mod bundles;
mod construction_permit;
mod disability_allowances;
mod driver;
mod expected;
mod filing;
mod food_business_licence;
mod hygiene_licence;
mod real_estate;
mod registrations;
mod staff;
mod suspected_crime;
mod suspected_crime_supervised;
mod transport_qualification;
mod water_examined;
mod water_made_public;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use domain::catalogue::{Catalogue, SourceFile};

pub static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../catalogue"));
    let mut files = Vec::new();
    read(root, "", &mut files);
    files
});

fn read(root: &Path, under: &str, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(root.join(under)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{under}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(root, &format!("{path}/"), files);
        } else {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            files.push(SourceFile { path, text });
        }
    }
}

/// The shipped catalogue with this item alone: reading them all would take longer than the tests.
pub fn catalogue_of(code: &str) -> &'static Catalogue {
    static READ: Mutex<BTreeMap<String, &'static Catalogue>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap();
    read.entry(code.to_owned()).or_insert_with(|| {
        let own = format!("code = \"{code}\"");
        let kept = FILES.iter().filter(|file| {
            // A bundle wants every item that it bundles, and a group of synonyms one that says its words.
            !file.path.starts_with("bundles/")
                && file.path != "synonyms.toml"
                && (!file.path.starts_with("items/") || file.text.lines().any(|line| line == own))
        });
        let files: Vec<_> = kept.cloned().collect();
        let read = Catalogue::read(&files).unwrap_or_else(|findings| {
            let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"))
        });
        Box::leak(Box::new(read))
    })
}
