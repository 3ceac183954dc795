//! The words over each page of a PDF, as an update behind what is there: no byte of the original changes. In Helvetica,
//! which every reader has, so that no font is embedded.

use std::collections::HashMap;
use std::fmt::Write as _;

use lopdf::{
    Dictionary, Document, IncrementalDocument, LoadOptions, Object, ObjectId, Stream, dictionary,
};

/// A longer one is no document of a wallet.
const MOST_PAGES: usize = 1000;
/// What all packed parts together may come to, in bytes.
const MOST_UNPACKED: usize = 32 * 1024 * 1024;
const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];
/// The name that a page calls the words by; no maker of PDFs has it.
const NAME: &str = "TongbanMark";

pub(super) fn mark(original: &[u8], words: &str) -> Option<Vec<u8>> {
    let streams = original
        .windows(9)
        .filter(|part| part == b"endstream")
        .count();
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_UNPACKED / streams.max(1)),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(original, options).ok()?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return None;
    }
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    if pages.is_empty() || pages.len() > MOST_PAGES {
        return None;
    }
    let mut update = IncrementalDocument::create_from(original.to_vec(), document);
    let before = update.new_document.add_object(plain(b"q".to_vec()));
    let after = format!("Q q /{NAME} Do Q").into_bytes();
    let after = update.new_document.add_object(plain(after));
    let mut marks: HashMap<[i32; 4], ObjectId> = HashMap::new();
    for page in pages {
        let own = area(update.get_prev_documents(), page);
        let key = own.map(|side| side as i32);
        let mark = match marks.get(&key) {
            Some(mark) => *mark,
            None => {
                let mark = update.new_document.add_object(over(own, words));
                marks.insert(key, mark);
                mark
            }
        };
        update.add_xobject(page, NAME, mark).ok()?;
        let contents = contents(&update, page, before, after)?;
        let page = update.new_document.get_object_mut(page).ok()?;
        page.as_dict_mut().ok()?.set("Contents", contents);
    }
    let mut marked = Vec::new();
    update.save_to(&mut marked).ok()?;
    Some(marked)
}

fn plain(content: Vec<u8>) -> Stream {
    Stream::new(Dictionary::new(), content)
}

/// What the page has, kept from changing how the words are drawn.
fn contents(
    update: &IncrementalDocument,
    page: ObjectId,
    before: ObjectId,
    after: ObjectId,
) -> Option<Vec<Object>> {
    let previous = update.get_prev_documents();
    let page = previous.get_dictionary(page).ok()?;
    let there = match page.get(b"Contents") {
        Err(_) => Vec::new(),
        Ok(Object::Array(parts)) => parts.clone(),
        Ok(Object::Reference(id)) => match previous.get_object(*id).ok()? {
            Object::Array(parts) => parts.clone(),
            _ => vec![Object::Reference(*id)],
        },
        Ok(_) => return None,
    };
    let mut all = vec![Object::Reference(before)];
    all.extend(there);
    all.push(Object::Reference(after));
    Some(all)
}

/// Left, bottom, right and top of the page, which it may have from those above it.
fn area(document: &Document, page: ObjectId) -> [f32; 4] {
    let mut id = page;
    for _ in 0..32 {
        let Ok(node) = document.get_dictionary(id) else {
            break;
        };
        let sides = node
            .get(b"MediaBox")
            .and_then(|sides| document.dereference(sides))
            .and_then(|(_, sides)| sides.as_array());
        if let Ok(sides) = sides {
            let mut own = sides.iter().filter_map(|side| side.as_float().ok());
            if let (Some(a), Some(b), Some(c), Some(d)) =
                (own.next(), own.next(), own.next(), own.next())
                && [a, b, c, d].iter().all(|side| side.abs() < 20_000.0)
            {
                return [a.min(c), b.min(d), a.max(c), b.max(d)];
            }
            break;
        }
        match node.get(b"Parent").and_then(Object::as_reference) {
            Ok(parent) => id = parent,
            Err(_) => break,
        }
    }
    A4
}

/// The words in nine rows, each once across the page and beginning elsewhere than the one below.
fn over(area: [f32; 4], words: &str) -> Stream {
    let [left, bottom, right, top] = area;
    let (width, height) = (right - left, top - bottom);
    let letters = words.len().max(1) as f32;
    // A letter of Helvetica is about half as wide as high.
    let size = (width.min(height) * 1.6 / letters).max(4.0);
    let mut drawn = format!("/Half gs 0.3 g BT /Plain {size:.1} Tf\n");
    for row in 0..9 {
        for part in 0..2 {
            let x = left + width * (part as f32 * 0.9 - 0.1 - (row % 3) as f32 * 0.3);
            let y = bottom + height * (row as f32 / 8.0 - 0.15);
            // Writing into a String can't fail.
            let _ = writeln!(drawn, "0.8 0.6 -0.6 0.8 {x:.1} {y:.1} Tm ({words}) Tj");
        }
    }
    drawn.push_str("ET");
    let sides: Vec<Object> = area.into_iter().map(Object::Real).collect();
    let resources = dictionary! {
        "Font" => dictionary! {
            "Plain" => dictionary! {
                "Type" => "Font",
                "Subtype" => "Type1",
                "BaseFont" => "Helvetica",
            },
        },
        "ExtGState" => dictionary! {
            "Half" => dictionary! { "Type" => "ExtGState", "ca" => Object::Real(0.4) },
        },
    };
    let head = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => sides,
        "Resources" => resources,
    };
    Stream::new(head, drawn.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two pages, the second without contents, with what they share above them.
    pub fn document() -> Document {
        let mut document = Document::with_version("1.5");
        let above = document.new_object_id();
        let content = document.add_object(plain(b"2 0 0 2 0 0 cm 0 0 9 9 re f".to_vec()));
        let first = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => above, "Contents" => content,
        });
        let second = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => above, "Resources" => Dictionary::new(),
            "MediaBox" => vec![0.into(), 0.into(), 300.into(), 200.into()],
        });
        let pages = dictionary! {
            "Type" => "Pages", "Count" => 2,
            "Kids" => vec![first.into(), second.into()],
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! {} },
        };
        document.objects.insert(above, Object::Dictionary(pages));
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => above });
        document.trailer.set("Root", root);
        document
    }

    fn saved(mut document: Document, modern: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        if modern {
            document.save_modern(&mut bytes).unwrap();
        } else {
            document.save_to(&mut bytes).unwrap();
        }
        bytes
    }

    #[test]
    fn each_page_has_the_words_behind_what_it_had() {
        for modern in [false, true] {
            let original = saved(document(), modern);
            let marked = mark(&original, "620102-1 0001 2026-11-25").unwrap();
            assert!(marked.starts_with(&original), "an update behind it");
            let again = Document::load_mem(&marked).unwrap();
            let pages = again.get_pages();
            assert_eq!(pages.len(), 2);
            for (n, page) in pages {
                let content = again.get_page_content(page);
                let content = String::from_utf8(content).unwrap();
                assert!(
                    content.trim_end().ends_with("/TongbanMark Do Q"),
                    "{content}"
                );
                assert_eq!(content.contains("9 9 re f"), n == 1);
                let (own, inherited) = again.get_page_resources(page).unwrap();
                let resources = own.unwrap_or_else(|| again.get_dictionary(inherited[0]).unwrap());
                let named = resources.get(b"XObject").unwrap().as_dict().unwrap();
                let form = named.get(NAME.as_bytes()).unwrap().as_reference().unwrap();
                let form = again.get_object(form).unwrap().as_stream().unwrap();
                let drawn = String::from_utf8(form.content.clone()).unwrap();
                assert!(drawn.contains("(620102-1 0001 2026-11-25) Tj"), "{drawn}");
            }
        }
    }

    #[test]
    fn encrypted_and_endless_documents_are_left_alone() {
        let mut locked = document();
        let lock = locked.add_object(dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2 });
        locked.trailer.set("Encrypt", lock);
        assert!(mark(&saved(locked, false), "1").is_none());
        assert!(mark(b"%PDF-1.4\n%%EOF", "1").is_none());
        let mut without = document();
        let root = without.add_object(dictionary! { "Type" => "Catalog" });
        without.trailer.set("Root", root);
        assert!(mark(&saved(without, false), "1").is_none(), "no page");
    }
}
