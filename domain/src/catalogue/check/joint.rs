//! Joint handling, special procedures, and the licence.

use std::collections::BTreeSet;

use super::Checker;
use crate::case::ExcludedTime;
use crate::catalogue::CaseKind;
use crate::identifier::credit_code;

impl Checker<'_> {
    pub(super) fn joint(&mut self) {
        let item = self.item;
        let joint = item.kind == CaseKind::Joint;
        let others = item.steps.iter().any(|step| step.agency.is_some());
        if joint && item.consultations.is_empty() && !others {
            self.add(
                self.near("kind"),
                "joint",
                "joint handling takes another agency: a `[[consultation]]`, or a step with `agency`",
            );
        }
        if !joint && !item.consultations.is_empty() {
            self.add(
                self.near("kind"),
                "joint",
                "an item with a `[[consultation]]` is of kind `joint`",
            );
        }
        let mut seen = BTreeSet::new();
        for consultation in &item.consultations {
            let span = consultation.key.span();
            if !seen.insert(consultation.key.get_ref()) {
                self.add(
                    span.clone(),
                    "key-twice",
                    "give each consultation its own key",
                );
            }
            if consultation.limit.value == 0 {
                self.add(
                    span.clone(),
                    "limit",
                    "an agency needs at least 1 day to answer",
                );
            }
            if consultation.deemed_consent && consultation.basis.is_none() {
                self.add(
                    span,
                    "deemed-consent",
                    "silence is consent only where a rule says so: name it as `basis`",
                );
            }
        }
        for procedure in &item.special_procedures {
            let key = procedure.key.get_ref();
            if ExcludedTime::from_key(key).is_some() {
                self.add(
                    procedure.key.span(),
                    "special-procedure",
                    format!("`{key}` is in the list of article 45 and needs no line here"),
                );
            } else if !seen.insert(key) {
                self.add(procedure.key.span(), "key-twice", "give each its own key");
            }
        }
    }

    pub(super) fn licence(&mut self) {
        if let Some(licence) = &self.item.licence {
            let code = licence.type_code.get_ref();
            let authority = code.get(..18).unwrap_or_default();
            if code.len() != 21 || credit_code::check(authority).is_err() {
                self.add(
                    licence.type_code.span(),
                    "licence-type",
                    "the type code is the defining authority's credit code and 3 digits",
                );
            }
            for key in &licence.covers {
                if self.item.field(key.get_ref()).is_none() {
                    let mend = format!("there is no field `{}`", key.get_ref());
                    self.add(key.span(), "licence-covers", mend);
                }
            }
        }
    }
}
