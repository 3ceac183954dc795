//! One question of a definition's form, as the definition says it: how it is asked, and how its
//! answer is shown again.

use domain::application::FaultKind;
use domain::catalogue::FieldKind;
use domain::identifier::IdFault;
use domain::locale::Localised;
use leptos::prelude::*;

use crate::parts::choice::{self, Choice};
use crate::parts::field::{self, Field, Width};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Question {
    /// Name and id of the input.
    pub key: String,
    pub label: Localised,
    pub hint: Option<Localised>,
    pub kind: FieldKind,
    pub optional: bool,
    /// A token of HTML's autofill list.
    pub autocomplete: Option<String>,
    /// For choices: key and label.
    pub options: Vec<(String, Localised)>,
    /// For divisions.
    pub prefectures: Vec<Prefecture>,
    /// For declarations: what is declared, and the name of this wording, which a tick sends.
    pub text: Option<Localised>,
    pub wording: String,
    /// For groups: the questions about each member, under the keys of their answers.
    pub members: Vec<Vec<Question>>,
    /// As typed, or as saved.
    pub value: String,
    pub fault: Option<FaultKind>,
    /// What another window saved meanwhile, where it differs from `value`.
    pub newer: Option<String>,
}

impl Question {
    pub fn new(key: impl Into<String>, label: Localised, kind: FieldKind) -> Self {
        Self {
            key: key.into(),
            label,
            hint: None,
            kind,
            optional: false,
            autocomplete: None,
            options: Vec::new(),
            prefectures: Vec::new(),
            text: None,
            wording: String::new(),
            members: Vec::new(),
            value: String::new(),
            fault: None,
            newer: None,
        }
    }

    /// The id and the sentence of each fault, for the summary.
    pub fn faults(&self, shell: &Shell) -> Vec<(String, String)> {
        let own = self.fault.map(|fault| {
            let text = fault_text(shell, &shell.l(&self.label), self.kind, fault);
            let id = match fault {
                FaultKind::NoStreet => street_name(&self.key),
                _ => self.key.clone(),
            };
            (id, text)
        });
        let members = self.members.iter().flatten();
        let of_members = members.flat_map(|one| one.faults(shell));
        own.into_iter().chain(of_members).collect()
    }
}

/// Choices beyond these are a list to choose from.
pub const RADIOS: usize = 7;

/// The name of the second box of an address.
fn street_name(key: &str) -> String {
    format!("{key}.street")
}

/// The places to choose from within one prefecture.
#[derive(Debug, Clone)]
pub struct Prefecture {
    pub name: Localised,
    /// Code and name.
    pub places: Vec<(String, Localised)>,
}

/// The tokens that forms of this kind use; others are left out of the page.
const TOKENS: [&str; 16] = [
    "name",
    "family-name",
    "given-name",
    "organization",
    "organization-title",
    "tel",
    "email",
    "street-address",
    "address-line1",
    "address-line2",
    "address-level1",
    "address-level2",
    "address-level3",
    "postal-code",
    "bday",
    "url",
];

/// The question with its control.
pub fn ask(shell: &Shell, question: &Question) -> AnyView {
    let label = shell.l(&question.label);
    let mut asked = Field::new(question.key.clone(), label.clone())
        .value(question.value.clone())
        .error(
            question
                .fault
                .map(|fault| fault_text(shell, &label, question.kind, fault)),
        )
        .width(width(question.kind));
    asked.hint = question.hint.as_ref().map(|hint| shell.l(hint));
    asked.optional = question.optional;
    asked.autocomplete = question
        .autocomplete
        .as_deref()
        .and_then(|token| TOKENS.into_iter().find(|known| *known == token));
    let control = match question.kind {
        FieldKind::Text => field::text(shell, &asked),
        FieldKind::Textarea => field::textarea(shell, &asked, 5),
        FieldKind::Address => field::textarea(shell, &asked, 2),
        FieldKind::Integer => field::number(shell, &asked),
        FieldKind::Money => field::decimal(shell, &asked.unit(shell.t("yuan"))),
        FieldKind::Date => field::date(shell, &asked),
        FieldKind::Phone => field::tel(shell, &asked),
        FieldKind::Email => field::email(shell, &asked),
        FieldKind::ResidentId | FieldKind::CreditCode | FieldKind::BankAccount => {
            field::code(shell, &asked)
        }
        FieldKind::YesNo => choice::yes_no(shell, &asked),
        FieldKind::Choice if question.options.len() > RADIOS => {
            choice::select(shell, &asked, &choices(shell, question))
        }
        FieldKind::Choice => choice::radios(shell, &asked, &choices(shell, question)),
        FieldKind::Choices => choice::checkboxes(shell, &asked, &choices(shell, question)),
        FieldKind::Division => choice::select_grouped(shell, &asked, &groups(shell, question)),
        FieldKind::DivisionAddress => address(shell, question, &asked),
        FieldKind::Declaration => declaration(shell, question, &asked),
        FieldKind::Group => group(shell, question, &asked),
    };
    let newer = question.newer.as_ref().map(|newer| {
        let saved = shown(shell, question, newer);
        view! {
            <div class="newer">
                <p class="newer-label">{shell.t("application-newer")}</p>
                <div>{saved}</div>
            </div>
        }
    });
    view! { {control}{newer} }.into_any()
}

/// Where, chosen from the list, and then the street.
fn address(shell: &Shell, question: &Question, asked: &Field) -> AnyView {
    let (code, street) = domain::application::address(&question.value);
    let mut place = Field::new(question.key.clone(), shell.t("address-division")).value(code);
    let mut line = Field::new(street_name(&question.key), shell.t("address-street")).value(street);
    line.autocomplete = asked.autocomplete;
    match question.fault {
        Some(FaultKind::NoStreet | FaultKind::TooLong { .. }) => {
            line.error.clone_from(&asked.error)
        }
        _ => place.error.clone_from(&asked.error),
    }
    let hint = asked
        .hint
        .clone()
        .map(|hint| view! { <p class="hint">{hint}</p> });
    let legend = asked.label_words(shell);
    view! {
        <fieldset class="group">
            <legend>{legend}</legend>
            {hint}
            {choice::select_grouped(shell, &place, &groups(shell, question))}
            {field::text(shell, &line)}
        </fieldset>
    }
    .into_any()
}

/// The text in full, and under it the box to tick.
fn declaration(shell: &Shell, question: &Question, asked: &Field) -> AnyView {
    let text = question.text.as_ref();
    let text = text.map(|text| view! { <p class="inset">{shell.words(text)}</p> });
    view! { {text}{choice::tick(shell, asked, &question.wording)} }.into_any()
}

/// All members on one page, where they are not asked one after the other.
fn group(shell: &Shell, question: &Question, asked: &Field) -> AnyView {
    let members: Vec<AnyView> = question
        .members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            let legend = member_title(shell, &question.label, at + 1);
            let questions: Vec<AnyView> = member.iter().map(|one| ask(shell, one)).collect();
            view! { <fieldset class="group"><legend>{legend}</legend>{questions}</fieldset> }
                .into_any()
        })
        .collect();
    let id = asked.key().to_owned();
    view! {
        <div class=asked.class() id=id tabindex="-1">
            <p class="label">{asked.label_words(shell)}</p>
            {asked.hint_and_error(shell)}
            <p class="hint">{shell.t("group-hint")}</p>
            {members}
        </div>
    }
    .into_any()
}

/// "家庭成员 2". Counts from 1.
pub fn member_title(shell: &Shell, label: &Localised, number: usize) -> String {
    format!("{} {number}", shell.l(label))
}

/// What was said about one member, a line for each question.
pub fn shown_member(shell: &Shell, member: &[Question]) -> AnyView {
    let lines: Vec<AnyView> = member
        .iter()
        .map(|one| {
            let label = shell.l(&one.label);
            let said = shown(shell, one, &one.value);
            view! { <li><span class="soft">{label}</span>" "{said}</li> }.into_any()
        })
        .collect();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

/// An answer in words; "not given" where there is none.
pub fn shown(shell: &Shell, question: &Question, value: &str) -> AnyView {
    if question.kind == FieldKind::Group {
        let said = |member: &&Vec<Question>| member.iter().any(|one| !one.value.is_empty());
        let members: Vec<AnyView> = question
            .members
            .iter()
            .filter(said)
            .map(|member| view! { <li>{shown_member(shell, member)}</li> }.into_any())
            .collect();
        if !members.is_empty() {
            return view! { <ol>{members}</ol> }.into_any();
        }
    }
    if value.is_empty() {
        let words = shell.t("not-given");
        return view! { <span class="soft">{words}</span> }.into_any();
    }
    let option = |key: &str| {
        question
            .options
            .iter()
            .find(|(option, _)| option == key)
            .map_or_else(
                || key.to_owned().into_any(),
                |(_, label)| shell.words(label),
            )
    };
    match question.kind {
        FieldKind::YesNo if value == "yes" => shell.t("yes").into_any(),
        FieldKind::YesNo if value == "no" => shell.t("no").into_any(),
        FieldKind::Choice => option(value),
        FieldKind::Choices => {
            let items: Vec<AnyView> = value
                .split(',')
                .map(|key| view! { <li>{option(key)}</li> }.into_any())
                .collect();
            view! { <ul class="plain-list">{items}</ul> }.into_any()
        }
        FieldKind::Date => match value.parse() {
            Ok(date) => time::day(shell, date),
            Err(_) => value.to_owned().into_any(),
        },
        FieldKind::Division => place(shell, question, value),
        FieldKind::DivisionAddress => {
            let (code, street) = domain::application::address(value);
            let street = street.to_owned();
            view! { {place(shell, question, code)}" "{street} }.into_any()
        }
        FieldKind::Money => domain::application::yuan(value).into_any(),
        FieldKind::Declaration => shell.t("declared").into_any(),
        FieldKind::Textarea | FieldKind::Address => {
            let lines: Vec<AnyView> = value
                .lines()
                .map(|line| view! { {line.to_owned()}<br/> }.into_any())
                .collect();
            lines.into_any()
        }
        _ => value.to_owned().into_any(),
    }
}

/// What is wrong with an answer, as a sentence with the question's name.
pub fn fault_text(shell: &Shell, label: &str, kind: FieldKind, fault: FaultKind) -> String {
    // What is chosen is named as it was asked; other sentences go on after the name.
    let asked = label;
    let label = label.trim_end_matches(['?', '？']);
    let with = |name, number: u32| {
        shell.tv(
            fault.key(),
            &[("label", label.into()), (name, number.into())],
        )
    };
    match fault {
        FaultKind::TooLong { max } | FaultKind::TooLarge { max } | FaultKind::TooMany { max } => {
            with("max", max)
        }
        FaultKind::TooSmall { min } | FaultKind::TooFew { min } => with("min", min),
        FaultKind::SameNumber { first, second } => {
            let values = [
                ("label", label.into()),
                ("first", first.into()),
                ("second", second.into()),
            ];
            shell.tv(fault.key(), &values)
        }
        FaultKind::Identifier(IdFault::Length | IdFault::Characters)
            if kind == FieldKind::Phone =>
        {
            shell.tv("fault-phone", &[("label", label.into())])
        }
        FaultKind::Identifier(id) => shell.tv(
            &format!("{}-{}", fault.key(), id.key()),
            &[("label", label.into())],
        ),
        FaultKind::Required if is_chosen(kind) => {
            shell.tv("fault-choice", &[("label", asked.into())])
        }
        _ => shell.tv(fault.key(), &[("label", label.into())]),
    }
}

/// Answered by choosing: nothing is entered.
fn is_chosen(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Choice | FieldKind::Choices | FieldKind::YesNo | FieldKind::Division
    )
}

fn width(kind: FieldKind) -> Width {
    match kind {
        FieldKind::Phone | FieldKind::Date | FieldKind::Money => Width::Short,
        FieldKind::Integer => Width::Tiny,
        FieldKind::ResidentId | FieldKind::CreditCode | FieldKind::BankAccount => Width::Medium,
        _ => Width::Full,
    }
}

fn choices(shell: &Shell, question: &Question) -> Vec<Choice> {
    let many = question.kind == FieldKind::Choices;
    question
        .options
        .iter()
        .map(|(key, label)| {
            let chosen = many && question.value.split(',').any(|part| part == key);
            Choice::new(key.clone(), shell.l(label)).chosen(chosen)
        })
        .collect()
}

fn groups(shell: &Shell, question: &Question) -> Vec<(String, Vec<Choice>)> {
    question
        .prefectures
        .iter()
        .map(|prefecture| {
            let places = prefecture
                .places
                .iter()
                .map(|(code, name)| Choice::new(code.clone(), shell.l(name)))
                .collect();
            (shell.l(&prefecture.name), places)
        })
        .collect()
}

/// "兰州市 · 城关区".
fn place(shell: &Shell, question: &Question, code: &str) -> AnyView {
    let found = question.prefectures.iter().find_map(|prefecture| {
        let (_, name) = prefecture.places.iter().find(|(place, _)| place == code)?;
        Some((&prefecture.name, name))
    });
    match found {
        Some((prefecture, name)) if prefecture == name => shell.words(name),
        Some((prefecture, name)) => {
            view! { {shell.words(prefecture)}" · "{shell.words(name)} }.into_any()
        }
        None => code.to_owned().into_any(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::identifier::IdFault;
    use domain::locale::Locale;

    use super::*;
    use crate::layout::render;

    pub(crate) fn label(zh: &str, en: &str) -> Localised {
        Localised::new(zh, en)
    }

    pub(crate) fn every_kind() -> Vec<Question> {
        [
            FieldKind::Text,
            FieldKind::Textarea,
            FieldKind::Integer,
            FieldKind::Date,
            FieldKind::Choice,
            FieldKind::Choices,
            FieldKind::YesNo,
            FieldKind::Phone,
            FieldKind::Email,
            FieldKind::ResidentId,
            FieldKind::CreditCode,
            FieldKind::BankAccount,
            FieldKind::Division,
            FieldKind::Address,
            FieldKind::Money,
            FieldKind::DivisionAddress,
            FieldKind::Declaration,
            FieldKind::Group,
        ]
        .into_iter()
        .enumerate()
        .map(|(i, kind)| {
            let mut question = Question::new(format!("q{i}"), label("问题", "A question"), kind);
            question.options = vec![
                ("a".into(), label("甲", "First")),
                ("b".into(), label("乙", "Second")),
            ];
            question.prefectures = vec![Prefecture {
                name: label("兰州市", "Lanzhou"),
                places: vec![("620102".into(), label("城关区", "Chengguan"))],
            }];
            question.text = Some(label("我承诺属实。", "It is true."));
            question.wording = "0123456789abcdef".into();
            if kind == FieldKind::Group {
                let mut inner = Question::new(
                    format!("q{i}.1.name"),
                    label("姓名", "Name"),
                    FieldKind::Text,
                );
                inner.value = "马兰".into();
                question.members = vec![vec![inner]];
            }
            question
        })
        .collect()
    }

    #[test]
    fn every_kind_is_asked_and_shown() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for mut question in every_kind() {
                for value in ["", "a", "a,b", "2026-06-03", "620102", "yes", "<b>\n二"] {
                    question.value = value.into();
                    question.newer = Some(value.into());
                    let html = render(ask(&shell, &question));
                    assert!(html.contains(&format!("id=\"{}\"", question.key)), "{html}");
                    assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
                }
            }
        }
    }

    #[test]
    fn answers_are_shown_in_words() {
        let shell = Shell::sample(Locale::ZhCn);
        let kinds = every_kind();
        let shown = |kind, value| {
            let question = kinds.iter().find(|q| q.kind == kind).unwrap();
            render(shown(&shell, question, value))
        };
        assert_eq!(shown(FieldKind::YesNo, "no"), "否");
        assert_eq!(
            shown(FieldKind::Choices, "a,b"),
            "<ul class=\"plain-list\"><li>甲</li><li>乙</li></ul>"
        );
        assert_eq!(shown(FieldKind::Division, "620102"), "兰州市 · 城关区");
        assert_eq!(
            shown(FieldKind::Date, "2026-06-03"),
            "<time datetime=\"2026-06-03\">2026年6月3日（周三）</time>"
        );
    }

    #[test]
    fn every_fault_has_its_sentence() {
        let mut faults = vec![
            FaultKind::Required,
            FaultKind::TooLong { max: 50 },
            FaultKind::NotANumber,
            FaultKind::TooSmall { min: 1 },
            FaultKind::TooLarge { max: 9 },
            FaultKind::NotADate,
            FaultKind::NotYet,
            FaultKind::Over,
            FaultKind::SameNumber {
                first: 1,
                second: 3,
            },
            FaultKind::NotAChoice,
            FaultKind::NotAnEmail,
            FaultKind::NotADivision,
            FaultKind::NoStreet,
            FaultKind::NotMoney,
            FaultKind::Undeclared,
            FaultKind::TooFew { min: 1 },
            FaultKind::TooMany { max: 9 },
        ];
        faults.extend(IdFault::ALL.map(FaultKind::Identifier));
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for fault in &faults {
                let text = fault_text(&shell, "Age?", FieldKind::YesNo, *fault);
                let as_asked = *fault == FaultKind::Required;
                assert!(!text.contains('⟦'), "{text}");
                assert_eq!(text.contains('?'), as_asked, "{text}");
            }
        }
    }
}
