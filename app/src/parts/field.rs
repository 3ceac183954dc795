//! One question with one line (or box) for its answer: label, hint, error, and what was typed before.
//! Choices are in `choice`.

use leptos::prelude::*;

use crate::shell::Shell;

/// How long the expected answer is: the box says so before the hint does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    #[default]
    Full,
    /// A name, an e-mail address.
    Medium,
    /// A date, a telephone number.
    Short,
    /// Two or three digits.
    Tiny,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "input",
            Self::Medium => "input input-medium",
            Self::Short => "input input-short",
            Self::Tiny => "input input-tiny",
        }
    }
}

/// A question. `name` is also the id that the error summary links to, unless `id` is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub id: Option<String>,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    /// What was typed before; for choices, the chosen value.
    pub value: String,
    pub autocomplete: Option<&'static str>,
    /// Says "(optional)" after the label.
    pub optional: bool,
    /// The label is the page's `h1`.
    pub heading: bool,
    pub width: Width,
    /// Written after the box: 元, 平方米.
    pub unit: Option<String>,
    pub max_length: Option<u32>,
}

impl Field {
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// A token of HTML's autofill list: `name`, `tel`, `email`, …
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    pub fn max_length(mut self, letters: u32) -> Self {
        self.max_length = Some(letters);
        self
    }

    pub(crate) fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    pub(crate) fn class(&self) -> &'static str {
        if self.error.is_some() {
            "field field-wrong"
        } else {
            "field"
        }
    }

    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// The ids of hint and error, for `aria-describedby`.
    pub(crate) fn described(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.key()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.key()));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(crate) fn label_words(&self, shell: &Shell) -> AnyView {
        let optional = self
            .optional
            .then(|| view! { <span class="optional">{shell.t("optional")}</span> });
        view! { {self.label.clone()}{optional} }.into_any()
    }

    pub(crate) fn hint_and_error(&self, shell: &Shell) -> AnyView {
        let hint = self.hint.clone().map(|hint| {
            let id = format!("{}-hint", self.key());
            view! { <div class="hint" id=id>{hint}</div> }
        });
        let error = self.error.clone().map(|error| {
            let id = format!("{}-error", self.key());
            view! { <p class="error" id=id><span class="vh">{shell.t("error-prefix")}</span>{error}</p> }
        });
        view! { {hint}{error} }.into_any()
    }

    fn label(&self, shell: &Shell) -> AnyView {
        let id = self.key().to_owned();
        let words = self.label_words(shell);
        if self.heading {
            view! { <h1 class="label-heading"><label for=id>{words}</label></h1> }.into_any()
        } else {
            view! { <label class="label" for=id>{words}</label> }.into_any()
        }
    }

    fn around(&self, shell: &Shell, control: AnyView) -> AnyView {
        let control = match self.unit.clone() {
            Some(unit) => {
                view! { <div class="with-unit">{control}<span class="unit" aria-hidden="true">{unit}</span></div> }
                    .into_any()
            }
            None => control,
        };
        view! { <div class=self.class()>{self.label(shell)}{self.hint_and_error(shell)}{control}</div> }.into_any()
    }
}

/// What a one-line answer is, so that a phone shows the keyboard that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Text,
    Whole,
    Decimal,
    Date,
    Email,
    Tel,
    Code,
    Password,
}

fn line(shell: &Shell, field: &Field, kind: Line) -> AnyView {
    let (type_, inputmode) = match kind {
        // A date may be typed with hyphens, dots or 年月日: a keyboard of digits alone would leave them out.
        Line::Text | Line::Date => ("text", None),
        Line::Whole => ("text", Some("numeric")),
        Line::Decimal => ("text", Some("decimal")),
        Line::Email => ("email", None),
        Line::Tel => ("tel", None),
        Line::Code => ("text", Some("text")),
        Line::Password => ("password", None),
    };
    let spellcheck = (kind != Line::Text).then_some("false");
    let capitals = (kind == Line::Code).then_some("characters");
    let control = view! {
        <input
            class=field.width.class()
            id=field.key().to_owned()
            name=field.name.clone()
            type=type_
            inputmode=inputmode
            value=field.value.clone()
            autocomplete=field.autocomplete
            spellcheck=spellcheck
            autocapitalize=capitals
            maxlength=field.max_length.map(|n| n.to_string())
            aria-describedby=field.described()
            aria-invalid=field.invalid()
        />
    };
    field.around(shell, control.into_any())
}

pub fn text(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Text)
}

/// Whole numbers.
pub fn number(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Whole)
}

/// Amounts and areas.
pub fn decimal(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Decimal)
}

pub fn email(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Email)
}

pub fn tel(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Tel)
}

/// Case numbers, query codes, identity numbers: no spelling, capitals.
pub fn code(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Code)
}

pub fn password(shell: &Shell, field: &Field) -> AnyView {
    line(shell, field, Line::Password)
}

/// One box, `YYYY-MM-DD`; it brings its own hint where the field has none.
pub fn date(shell: &Shell, field: &Field) -> AnyView {
    let mut field = field.clone();
    field.width = Width::Short;
    field.hint.get_or_insert_with(|| shell.t("date-hint"));
    line(shell, &field, Line::Date)
}

pub fn textarea(shell: &Shell, field: &Field, rows: u8) -> AnyView {
    // A first line break is dropped by browsers, so one is put before the text.
    let inner = format!("\n{}", escape(&field.value));
    let control = view! {
        <textarea
            class=field.width.class()
            id=field.key().to_owned()
            name=field.name.clone()
            rows=rows.to_string()
            autocomplete=field.autocomplete
            maxlength=field.max_length.map(|n| n.to_string())
            aria-describedby=field.described()
            aria-invalid=field.invalid()
            inner_html=inner
        ></textarea>
    };
    field.around(shell, control.into_any())
}

/// `accept`: as in HTML, `.pdf,.jpg,.png`. The form around it must be `Encoding::Files`.
pub fn file(shell: &Shell, field: &Field, accept: &str) -> AnyView {
    choose(shell, field, accept, false)
}

/// The same for several at once.
pub fn files(shell: &Shell, field: &Field, accept: &str) -> AnyView {
    choose(shell, field, accept, true)
}

/// Types of images in `accept` let a phone offer its camera; `capture` would offer nothing else.
fn choose(shell: &Shell, field: &Field, accept: &str, multiple: bool) -> AnyView {
    let accept = accept.to_owned();
    let control = view! {
        <input
            class="input input-file"
            id=field.key().to_owned()
            name=field.name.clone()
            type="file"
            multiple=multiple
            accept=accept
            aria-describedby=field.described()
            aria-invalid=field.invalid()
        />
    };
    field.around(shell, control.into_any())
}

pub fn hidden(name: impl Into<String>, value: impl Into<String>) -> AnyView {
    let (name, value) = (name.into(), value.into());
    view! { <input type="hidden" name=name value=value/> }.into_any()
}

pub(crate) fn wrap_control(shell: &Shell, field: &Field, control: AnyView) -> AnyView {
    field.around(shell, control)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::render;
    use domain::locale::Locale;

    #[test]
    fn what_was_typed_comes_back_exactly() {
        let shell = Shell::sample(Locale::En);
        let typed = "\n  a <b> & \"c\"</textarea> ";
        let html = render(textarea(&shell, &Field::new("why", "Why").value(typed), 4));
        assert!(
            html.contains(">\n\n  a &lt;b&gt; &amp; \"c\"&lt;/textarea&gt; </textarea>"),
            "{html}"
        );
        let html = render(textarea(&shell, &Field::new("why", "Why"), 4));
        assert!(html.contains(">\n</textarea>"), "{html}");
        let html = render(text(&shell, &Field::new("n", "N").value("<\"&")));
        assert!(html.contains("value=\"&lt;&quot;&amp;\""), "{html}");
    }

    #[test]
    fn hint_and_error_are_announced() {
        let shell = Shell::sample(Locale::En);
        let field = Field::new("n", "N").hint("h").error(Some("wrong"));
        let html = render(text(&shell, &field));
        assert!(
            html.contains("aria-describedby=\"n-hint n-error\"")
                && html.contains("aria-invalid=\"true\""),
            "{html}"
        );
    }
}
