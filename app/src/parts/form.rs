//! A form that posts: no checks by the browser, the server's answer is the one that counts.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    #[default]
    Plain,
    /// With files: `multipart/form-data`.
    Files,
}

pub fn post(action: impl Into<String>, encoding: Encoding, body: AnyView) -> AnyView {
    let action = action.into();
    let enctype = (encoding == Encoding::Files).then_some("multipart/form-data");
    view! { <form class="form" method="post" action=action enctype=enctype novalidate>{body}</form> }.into_any()
}

/// A form that buttons outside of it name by its id.
pub fn post_as(id: &'static str, action: impl Into<String>, body: AnyView) -> AnyView {
    let action = action.into();
    view! { <form class="form" id=id method="post" action=action novalidate>{body}</form> }
        .into_any()
}

/// A form that does something for whomever the reader acts. It says for whom its page was made: the server refuses it
/// where the reader has turned to somebody else since, in another window.
pub fn post_for(shell: &Shell, action: impl Into<String>, body: AnyView) -> AnyView {
    let mut action = action.into();
    if let Some(principal) = &shell.principal {
        action.push(if action.contains('?') { '&' } else { '?' });
        action.push_str("principal=");
        action.push_str(principal);
    }
    post(action, Encoding::Plain, body)
}

/// A form with files, whose page links `assets::UPLOAD_PATH`: with scripts it shows how far it has come.
pub fn upload(shell: &Shell, action: impl Into<String>, body: AnyView) -> AnyView {
    let action = action.into();
    view! {
        <form
            class="form"
            method="post"
            action=action
            enctype="multipart/form-data"
            novalidate
            data-upload=shell.t("material-uploading")
            data-failed=shell.t("material-upload-failed")
        >
            {body}
        </form>
    }
    .into_any()
}

/// A GET form, for filters.
pub fn get(action: impl Into<String>, body: AnyView) -> AnyView {
    let action = action.into();
    view! { <form class="form filters" method="get" action=action novalidate>{body}</form> }
        .into_any()
}

/// Fields that belong together: a card number's parts, an address.
pub fn group(legend: impl Into<String>, body: AnyView) -> AnyView {
    let legend = legend.into();
    view! { <fieldset class="group"><legend>{legend}</legend>{body}</fieldset> }.into_any()
}
