//! A number that is published, or why it is not.

use domain::supervision::suppress::Shown;

use crate::shell::Shell;
use crate::text::number;

pub fn shown(shell: &Shell, number_of: Shown) -> String {
    match number_of {
        Shown::Number(value) => number(value),
        Shown::Few => shell.t("open-few"),
        Shown::Withheld => shell.t("open-withheld"),
    }
}
