//! Names of the officers that rows tell of.

use std::collections::HashMap;

use domain::locale::Localised;
use store::{Tx, accounts};

use crate::error::Error;

#[derive(Debug, Default)]
pub struct Names(HashMap<String, Localised>);

impl Names {
    /// # Errors
    /// Where the store can't be read.
    pub async fn load(tx: &mut Tx, ids: impl Iterator<Item = &str>) -> Result<Self, Error> {
        let mut names = HashMap::new();
        for id in ids {
            if names.contains_key(id) {
                continue;
            }
            if let Ok(officer) = id.parse()
                && let Some(officer) = accounts::officer(tx, officer).await?
            {
                let name = Localised::new(officer.name_zh, officer.name_en);
                names.insert(id.to_owned(), name);
            }
        }
        Ok(Self(names))
    }

    /// An id whose officer is gone shows as its first digits.
    pub fn name(&self, id: &str) -> Localised {
        self.0.get(id).cloned().unwrap_or_else(|| Localised {
            zh: id.chars().take(8).collect(),
            en: None,
        })
    }
}
