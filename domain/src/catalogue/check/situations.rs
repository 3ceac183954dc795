//! 情形引导: what is asked before the application can be asked, and changes something; and the fee follows from it.

use std::collections::BTreeSet;

use super::Checker;
use super::form::condition;
use crate::catalogue::item::FieldKind;
use crate::condition::spelling;

impl Checker<'_> {
    pub(super) fn situations(&mut self) {
        let item = self.item;
        let mut seen = BTreeSet::new();
        for key in &item.situations {
            let name = key.get_ref().as_str();
            if !seen.insert(name) {
                self.add(key.span(), "situation", "it is named twice");
            }
            let page = item
                .pages
                .iter()
                .find(|page| page.fields.iter().any(|field| field.key() == name));
            let (Some(page), Some(field)) = (page, item.field(name)) else {
                self.add(
                    key.span(),
                    "situation",
                    format!("there is no field `{name}`"),
                );
                continue;
            };
            let kinds = [FieldKind::Choice, FieldKind::YesNo, FieldKind::Division];
            if !kinds.contains(&field.kind) || field.optional {
                let mend = "ask a choice, a yes-no or a division that has to be answered";
                self.add(key.span(), "situation", mend);
            }
            let asked = |key: &str| item.situations.iter().any(|one| one.get_ref() == key);
            if page
                .when
                .as_ref()
                .is_some_and(|when| !asked(when.field.get_ref()))
            {
                let mend = format!(
                    "whether the page `{}` is asked depends on something else than these questions",
                    page.key()
                );
                self.add(key.span(), "situation", mend);
            }
            if !self.matters(name) {
                let mend = format!("nothing that a person needs depends on `{name}`; don't ask it");
                self.add(key.span(), "situation", mend);
            }
        }
    }

    /// Whether materials, fee, agency, steps or another of these questions depend on it.
    fn matters(&self, key: &str) -> bool {
        let item = self.item;
        let asks = |name: &str| item.situations.iter().any(|one| one.get_ref() == name);
        let pages = item
            .pages
            .iter()
            .filter(|page| page.fields.iter().any(|field| asks(field.key())));
        let whens = pages
            .filter_map(|page| page.when.as_ref())
            .chain(item.materials.iter().filter_map(|rule| rule.when.as_ref()))
            .chain(item.fee.cases.iter().map(|case| &case.when));
        let branches = item.branchings.iter().flat_map(|one| &one.branches);
        let spelled = spelling(key);
        whens.into_iter().any(|when| when.field.get_ref() == key)
            || item.routing.by.get_ref() == key
            || branches.into_iter().any(|branch| {
                branch
                    .when
                    .get_ref()
                    .uses()
                    .contains(&("answers", &*spelled))
            })
    }

    pub(super) fn fee_cases(&mut self) {
        let item = self.item;
        let mut taken: Vec<(&str, &str)> = Vec::new();
        for case in &item.fee.cases {
            let when = &case.when;
            let field = when.field.get_ref().as_str();
            self.add_all(condition(when, &item.pages));
            if !item.situations.iter().any(|one| one.get_ref() == field) {
                let mend = format!(
                    "the fee depends on `{field}`: name it in `situations`, so that people can know it before"
                );
                self.add(when.field.span(), "fee-case", mend);
            }
            let new: Vec<_> = when.is.iter().map(|is| (field, is.as_str())).collect();
            if new.iter().all(|one| taken.contains(one)) {
                self.add(
                    when.field.span(),
                    "fee-case",
                    "a case before it holds whenever this one does",
                );
            }
            taken.extend(new);
        }
        if let Some(last) = item
            .fee
            .cases
            .last()
            .filter(|last| last.amount == item.fee.amount)
        {
            let mend = "the last case has the amount that holds anyway; remove it";
            self.add(last.when.field.span(), "fee-case", mend);
        }
    }
}
