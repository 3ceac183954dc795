//! What has to be put right in a form, and the words for it.

use crate::shell::Shell;

/// The id of a field, and the locale key of what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub id: String,
    pub key: String,
    /// What the sentence names as `$max`.
    pub max: u32,
    /// The locale key of what it names as `$label`.
    pub label: Option<&'static str>,
}

impl Fault {
    pub fn new(id: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            key: key.into(),
            max: 0,
            label: None,
        }
    }

    pub fn max(mut self, max: u32) -> Self {
        self.max = max;
        self
    }

    pub fn label(mut self, key: &'static str) -> Self {
        self.label = Some(key);
        self
    }

    fn words(&self, shell: &Shell) -> String {
        let label = self.label.map(|key| shell.t(key)).unwrap_or_default();
        shell.tv(
            &self.key,
            &[("max", self.max.into()), ("label", label.into())],
        )
    }
}

/// The words for what is wrong with one field.
pub fn fault(shell: &Shell, faults: &[Fault], id: &str) -> Option<String> {
    faults
        .iter()
        .find(|fault| fault.id == id)
        .map(|fault| fault.words(shell))
}

/// The messages of `faults`, for the summary.
pub fn errors(shell: &Shell, faults: &[Fault]) -> Vec<(String, String)> {
    faults
        .iter()
        .map(|fault| (fault.id.clone(), fault.words(shell)))
        .collect()
}
