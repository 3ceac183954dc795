//! Answers and materials that hold, made from an item's own definition.

use domain::application::{self, Answers};
use domain::catalogue::{Field, FieldKind, Prefill, ServiceItem, Step};
use domain::identifier::resident_id;
use jiff::ToSpan;
use jiff::civil::Date;
use store::accounts::Applicant;

use super::people;
use super::rng::Rng;
use super::words;

/// What an applicant would type into every page that is asked.
pub fn answers(
    item: &ServiceItem,
    applicant: &Applicant,
    division: &str,
    on: Date,
    rng: &mut Rng,
) -> Answers {
    let mut given = Answers::new();
    for field in item.fields() {
        if field.kind == FieldKind::Group {
            let least = field.min.unwrap_or(u32::from(!field.optional));
            let most = field.max.unwrap_or(3).min(least.saturating_add(2));
            for number in 1..=least + rng.below(most - least + 1) {
                for field in field.of_member(number) {
                    let value = answer(&field, applicant, division, on, rng);
                    given.insert(field.key().to_owned(), value);
                }
            }
        } else if !field.optional || rng.percent(60) {
            let value = answer(field, applicant, division, on, rng);
            given.insert(field.key().to_owned(), value);
        }
    }
    given.insert(item.routing.by.get_ref().clone(), division.to_owned());
    given.retain(|_, value| !value.is_empty());
    application::counting(item, &given)
}

/// What somebody would put into the form of a step; nothing for a step without one.
pub fn record(
    step: &Step,
    applicant: &Applicant,
    division: &str,
    on: Date,
    rng: &mut Rng,
) -> Option<Answers> {
    let answers: Answers = step
        .fields
        .iter()
        .map(|field| {
            let value = answer(field, applicant, division, on, rng);
            (field.key().to_owned(), value)
        })
        .collect();
    (!step.fields.is_empty()).then_some(answers)
}

pub fn answer(
    field: &Field,
    applicant: &Applicant,
    division: &str,
    on: Date,
    rng: &mut Rng,
) -> String {
    match field.kind {
        FieldKind::Text => cut(text(field, applicant, rng), field),
        FieldKind::Textarea => cut(text(field, applicant, rng), field),
        FieldKind::Integer => {
            let least = field.min.unwrap_or(1);
            // Staff of a small business; anything else that is counted here is a floor area.
            let span = match field.key() {
                key if key.contains("employees") => 14,
                "times" => 5,
                _ => 180,
            };
            let most = field.max.unwrap_or(1000).min(least.saturating_add(span));
            (least + rng.below(most - least + 1)).to_string()
        }
        FieldKind::Date => date(field, on, rng).to_string(),
        FieldKind::Choice => rng
            .pick(&field.options)
            .map_or_else(String::new, |option| option.key.clone()),
        FieldKind::Choices => {
            let mut chosen: Vec<_> = field
                .options
                .iter()
                .filter(|_| rng.percent(40))
                .map(|option| option.key.as_str())
                .collect();
            if chosen.is_empty() {
                chosen.extend(field.options.first().map(|option| option.key.as_str()));
            }
            chosen.join(",")
        }
        FieldKind::YesNo => if rng.percent(20) { "yes" } else { "no" }.to_owned(),
        FieldKind::Phone => match field.prefill {
            Some(Prefill::Phone) => applicant.phone.expose().to_owned(),
            _ => people::phone(rng),
        },
        FieldKind::Email => applicant
            .email
            .as_ref()
            .map_or_else(String::new, |email| email.expose().to_owned()),
        FieldKind::ResidentId => match field.prefill {
            Some(Prefill::IdNo) if !applicant.entity => applicant.id_no.expose().to_owned(),
            _ => resident_id::synthesise(division, people::birth(rng), 998),
        },
        FieldKind::CreditCode if applicant.entity => applicant.id_no.expose().to_owned(),
        FieldKind::CreditCode => people::company_code(division, rng.below(1_000_000)),
        FieldKind::BankAccount => format!("0000{:012}", rng.below(1_000_000_000)),
        FieldKind::Division => division.to_owned(),
        FieldKind::Address => {
            let street = rng.word(&words::STREETS);
            format!("{street}{}号1层", 1 + rng.below(400))
        }
        FieldKind::DivisionAddress => {
            let street = rng.word(&words::STREETS);
            format!("{division} {street}{}号1层", 1 + rng.below(400))
        }
        FieldKind::Money => {
            let least = field.min.unwrap_or(0);
            let most = field.max.unwrap_or(50_000).min(least.saturating_add(5_000));
            format!("{}.00", least + rng.below(most - least + 1))
        }
        FieldKind::Declaration => field.wording(),
        // Its members are asked instead.
        FieldKind::Group => String::new(),
    }
}

/// Texts have no kind that says what they mean; their keys do.
fn text(field: &Field, applicant: &Applicant, rng: &mut Rng) -> String {
    if field.prefill == Some(Prefill::Name) {
        return applicant.name.clone();
    }
    let key = field.key();
    if key.contains("shop") || key.contains("business-name") {
        format!("{}{}", rng.word(&words::BRANDS), rng.word(&words::SHOPS))
    } else if key.contains("scope") {
        rng.word(&words::BUSINESS_SCOPES).to_owned()
    } else if is_number(key) {
        format!(
            "甘{}字第{:06}号",
            2020 + rng.below(7),
            1 + rng.below(900_000)
        )
    } else {
        let person = people::person(rng);
        let example = field.example.as_ref().filter(|_| !key.contains("name"));
        example.map_or(person, |example| example.zh.clone())
    }
}

/// Of a document: permits, receipts, certificates of title.
fn is_number(key: &str) -> bool {
    let parts = [
        "no", "number", "code", "permit", "approval", "voucher", "receipt", "document",
    ];
    key.split('-').any(|part| parts.contains(&part))
}

fn date(field: &Field, on: Date, rng: &mut Rng) -> Date {
    let days = i64::from(rng.below(200));
    if field.key().contains("since") || field.key().contains("birth") {
        on.saturating_sub((days + 200).days())
    } else if field.past {
        on.saturating_sub((days / 10 + 1).days())
    } else {
        on.saturating_add((days / 4 + 20).days())
    }
}

fn cut(text: String, field: &Field) -> String {
    let most = field.max.unwrap_or(application::LONGEST_TEXT) as usize;
    text.chars().take(most).collect()
}

/// The smallest PDF that a reader opens: one page that says what it stands for.
pub fn pdf(title: &str) -> Vec<u8> {
    let shown: String = title
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || " -:.".contains(*c))
        .collect();
    let stream = format!("BT /F1 18 Tf 56 770 Td ({shown}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{stream}\nendstream",
            stream.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(text.len());
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = text.len();
    text.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for offset in offsets {
        text.push_str(&format!("{offset:010} 00000 n \n"));
    }
    text.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_taken_for_one() {
        let bytes = pdf("Demo: layout-and-process");
        assert!(infer::is(&bytes, "pdf"));
        let text = String::from_utf8(bytes).unwrap();
        let start: usize = text
            .rsplit("startxref\n")
            .next()
            .and_then(|rest| rest.lines().next())
            .and_then(|line| line.parse().ok())
            .unwrap();
        assert!(text[start..].starts_with("xref\n"));
    }
}
