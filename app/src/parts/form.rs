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
