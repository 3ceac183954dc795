//! What people read: both languages everywhere, and what the law says that a guide must tell.

use super::Checker;
use crate::locale::Localised;

impl Checker<'_> {
    pub(super) fn texts(&mut self) {
        let item = self.item;
        let guide = &item.guide;
        let mut texts: Vec<&Localised> = vec![
            &item.name,
            &item.summary,
            &item.fee.note,
            &guide.who,
            &guide.result,
            &guide.remedies,
        ];
        texts.extend(&guide.conditions);
        texts.extend(
            guide
                .legal_basis
                .iter()
                .flat_map(|basis| [&basis.law, &basis.article, &basis.gist]),
        );
        texts.extend(
            guide
                .questions
                .iter()
                .flat_map(|question| [&question.ask, &question.answer]),
        );
        texts.extend(item.visit_reason.as_ref());
        texts.extend(item.fee.basis.as_ref());
        let limits = &item.limits;
        texts.extend(
            limits
                .statutory
                .as_ref()
                .and_then(|limit| limit.basis.as_ref()),
        );
        for limit in [
            &limits.promised,
            &limits.supplement,
            &limits.check,
            &limits.delivery,
            &limits.follow_up,
        ]
        .into_iter()
        .chain(&limits.extension)
        {
            texts.extend(limit.basis.as_ref());
        }
        for consultation in &item.consultations {
            texts.push(&consultation.name);
            texts.extend(consultation.basis.as_ref());
        }
        texts.extend(
            item.special_procedures
                .iter()
                .map(|procedure| &procedure.name),
        );
        for page in &item.pages {
            texts.push(&page.title);
            texts.extend(page.intro.as_ref());
        }
        for field in item.fields() {
            texts.push(&field.label);
            texts.extend(field.hint.as_ref());
            texts.extend(field.options.iter().map(|option| &option.label));
        }
        for rule in &item.materials {
            texts.extend([&rule.name, &rule.basis]);
            texts.extend(rule.hint.as_ref());
        }
        if let Some(licence) = &item.licence {
            texts.push(&licence.name);
            texts.extend(licence.renewal.as_ref().map(|renewal| &renewal.basis));
        }
        for step in &item.steps {
            texts.push(&step.name);
            texts.extend(step.outcomes.iter().map(|outcome| &outcome.name));
        }
        for text in texts {
            if text.zh.trim().is_empty() {
                self.add(self.near_text(&text.zh), "text", "a Chinese text is empty");
            } else if text.en.as_deref().is_none_or(|en| en.trim().is_empty()) {
                self.add(
                    self.near_text(&text.zh),
                    "translation",
                    format!("「{}」 has no English text; add `en`", text.zh),
                );
            }
        }
        if guide.legal_basis.is_empty() {
            self.add(
                self.near("[guide]"),
                "legal-basis",
                "name the law that this rests on",
            );
        }
        if guide.conditions.is_empty() {
            self.add(
                self.near("[guide]"),
                "conditions",
                "say who may have this (行政许可法 30)",
            );
        }
        if item.fee.amount > 0 && item.fee.basis.is_none() {
            self.add(
                self.near("[fee]"),
                "fee-basis",
                "a fee needs its basis (行政许可法 58)",
            );
        }
        if item.visits > 0 && item.visit_reason.is_none() {
            self.add(
                self.near("visits"),
                "visit-reason",
                "say why a visit is needed",
            );
        }
    }
}
