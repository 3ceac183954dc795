//! The people whom a head can give a task, as radios: who they are, and how much they have at hand.

use domain::locale::Localised;
use jiff::civil::Date;

use crate::parts::choice::Choice;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct PersonLine {
    pub id: String,
    pub name: Localised,
    /// How many tasks they hold.
    pub load: u32,
    /// Who acts for them until a day, where they are absent today.
    pub absent: Option<(Localised, Date)>,
    /// The task is theirs already.
    pub holds_it: bool,
}

pub fn choices(shell: &Shell, people: &[PersonLine]) -> Vec<Choice> {
    people
        .iter()
        .map(|person| {
            let load = shell.tv("desk-load", &[("count", person.load.into())]);
            let absent = person.absent.as_ref().map(|(substitute, until)| {
                let until = time::day_text(shell, *until);
                let values = [
                    ("name", shell.l(substitute).into()),
                    ("until", until.into()),
                ];
                shell.tv("desk-absent-now", &values)
            });
            let holds = person.holds_it.then(|| shell.t("desk-holds-it"));
            let parts: Vec<String> = [Some(load), absent, holds].into_iter().flatten().collect();
            let hint = parts.join(&shell.t("desk-and-also"));
            Choice::new(person.id.clone(), shell.l(&person.name)).hint(hint)
        })
        .collect()
}
