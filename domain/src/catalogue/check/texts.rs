//! What people read: both languages everywhere, and what the law says that a guide must tell.

use super::{Checker, Found, near_text};
use crate::catalogue::SourceFile;
use crate::catalogue::form::Form;
use crate::catalogue::item::Field;
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
        let fee = &item.fee;
        texts.extend([&fee.basis, &fee.name, &fee.standard].into_iter().flatten());
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
            &limits.contact,
            &limits.follow_up,
            &limits.follow_up_complex,
            &limits.enquiry,
            &limits.complaint,
            &limits.rating,
        ]
        .into_iter()
        .chain(&limits.extension)
        .chain(&limits.tolerated)
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
        texts.extend(form_texts(item.into()));
        let recorded = item.steps.iter().flat_map(|step| &step.fields);
        texts.extend(recorded.flat_map(field_texts));
        if let Some(licence) = &item.licence {
            texts.push(&licence.name);
            texts.extend(licence.renewal.as_ref().map(|renewal| &renewal.basis));
        }
        for step in &item.steps {
            texts.push(&step.name);
            texts.extend(step.outcomes.iter().map(|outcome| &outcome.name));
            let wordings = step.outcomes.iter().filter_map(|one| one.wording.as_ref());
            texts.extend(wordings);
            texts.extend(step.silence.as_ref().map(|silence| &silence.basis));
            texts.extend(step.proposals.iter().map(|proposal| &proposal.reason));
        }
        texts.extend(item.branchings.iter().map(|branching| &branching.name));
        texts.extend(item.parallels.iter().map(|parallel| &parallel.name));
        for shared in &item.processes {
            texts.push(&shared.name);
            texts.extend(shared.exits.iter().map(|exit| &exit.name));
        }
        self.add_all(untranslated(self.file, texts));
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
        if item.fee.range().1 > 0 && item.fee.basis.is_none() {
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

/// What a form says to whoever fills it in.
pub(super) fn form_texts(form: Form<'_>) -> Vec<&Localised> {
    let mut texts = Vec::new();
    for page in form.pages {
        texts.push(&page.title);
        texts.extend(page.intro.as_ref());
    }
    texts.extend(form.fields().flat_map(field_texts));
    for rule in form.materials {
        texts.extend([&rule.name, &rule.basis]);
        let more = [&rule.hint, &rule.issuer, &rule.valid, &rule.sample];
        texts.extend(more.into_iter().flatten());
    }
    texts
}

fn field_texts(field: &Field) -> impl Iterator<Item = &Localised> {
    let of_members = field.fields.iter();
    std::iter::once(field).chain(of_members).flat_map(|field| {
        let options = field.options.iter().map(|option| &option.label);
        std::iter::once(&field.label)
            .chain(&field.hint)
            .chain(&field.example)
            .chain(&field.text)
            .chain(options)
    })
}

/// Those that are not there in both languages.
pub(super) fn untranslated(file: &SourceFile, texts: Vec<&Localised>) -> Vec<Found> {
    let mut found = Vec::new();
    for text in texts {
        let near = near_text(file, &text.zh);
        if text.zh.trim().is_empty() {
            found.push((near, "text", "a Chinese text is empty".to_owned()));
        } else if text.en.as_deref().is_none_or(|en| en.trim().is_empty()) {
            let mend = format!("「{}」 has no English text; add `en`", text.zh);
            found.push((near, "translation", mend));
        }
    }
    found
}
