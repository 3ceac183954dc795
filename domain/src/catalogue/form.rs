//! What somebody fills in and hands over: the pages and the materials, of one item or of a bundle of items.

use super::bundle::Bundle;
use super::item::{Field, FormPage, MaterialRule, ServiceItem};

#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    pub pages: &'a [FormPage],
    pub materials: &'a [MaterialRule],
}

impl<'a> Form<'a> {
    pub fn fields(self) -> impl Iterator<Item = &'a Field> {
        self.pages.iter().flat_map(|page| &page.fields)
    }

    pub fn field(self, key: &str) -> Option<&'a Field> {
        self.fields().find(|field| field.key() == key)
    }

    /// The field that an answer under `key` is one to, be it of a group's member.
    pub fn asking(self, key: &str) -> Option<&'a Field> {
        self.fields().find(|field| field.owns(key))
    }

    pub fn page(self, key: &str) -> Option<&'a FormPage> {
        self.pages.iter().find(|page| page.key() == key)
    }

    pub fn material(self, key: &str) -> Option<&'a MaterialRule> {
        self.materials.iter().find(|rule| rule.key() == key)
    }
}

impl<'a> From<&'a ServiceItem> for Form<'a> {
    fn from(item: &'a ServiceItem) -> Self {
        Self {
            pages: &item.pages,
            materials: &item.materials,
        }
    }
}

impl<'a> From<&'a Bundle> for Form<'a> {
    fn from(bundle: &'a Bundle) -> Self {
        Self {
            pages: &bundle.pages,
            materials: &bundle.materials,
        }
    }
}
