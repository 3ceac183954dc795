//! Conditions against what there is to know: the form, the materials, the steps and what they record.

use toml::Spanned;

use super::Checker;
use crate::catalogue::item::{Field, FieldKind, ServiceItem};
use crate::catalogue::kinds::Audience;
use crate::condition::{Condition, Known, Schema, Type};

impl Checker<'_> {
    pub(super) fn process_conditions(&mut self) {
        let item = self.item;
        if !item.has_conditions() {
            return;
        }
        let schema = schema(item);
        let branches = item.branchings.iter().flat_map(|one| &one.branches);
        let proposals = item.steps.iter().flat_map(|step| &step.proposals);
        let all = branches.map(|branch| &branch.when);
        let all: Vec<&Spanned<Condition>> = all.chain(proposals.map(|one| &one.when)).collect();
        for condition in all {
            for fault in condition.get_ref().check(&schema) {
                self.add(condition.span(), "condition", fault.to_string());
            }
        }
    }
}

/// What conditions of this item may use.
fn schema(item: &ServiceItem) -> Schema {
    let mut schema = Schema::default();
    for page in &item.pages {
        for field in page.fields.iter().filter(|field| is_readable(field)) {
            let known = known(field, page.when.is_none() && !field.optional);
            schema.insert("answers", field.key(), known);
        }
    }
    let kinds = Audience::ALL.map(|kind| kind.key().to_owned()).to_vec();
    let kind = Known {
        ty: Type::OneOf(kinds),
        always: true,
    };
    schema.insert("applicant", "kind", kind);
    for rule in &item.materials {
        let given = Known {
            ty: Type::Bool,
            always: true,
        };
        schema.insert("materials", rule.key(), given);
    }
    for step in &item.steps {
        let outcomes = step.outcomes.iter().map(|outcome| outcome.key.clone());
        let known = Known {
            ty: Type::OneOf(outcomes.collect()),
            always: false,
        };
        schema.insert("outcomes", step.key(), known);
        for field in &step.fields {
            let key = format!("{}.{}", step.key(), field.key());
            schema.insert("records", &key, self::known(field, false));
        }
    }
    schema
}

/// A declaration is given in every case, or nothing is submitted.
fn is_readable(field: &Field) -> bool {
    field.kind != FieldKind::Declaration
}

fn known(field: &Field, always: bool) -> Known {
    let options = || {
        field
            .options
            .iter()
            .map(|option| option.key.clone())
            .collect()
    };
    let ty = match field.kind {
        // Fen; of a group, how many members it has.
        FieldKind::Integer | FieldKind::Money | FieldKind::Group => Type::Int,
        FieldKind::YesNo => Type::Bool,
        FieldKind::Date => Type::Date,
        FieldKind::Choice => Type::OneOf(options()),
        FieldKind::Choices => Type::ManyOf(options()),
        _ => Type::Text,
    };
    Known { ty, always }
}
