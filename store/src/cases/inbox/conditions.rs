//! What the rows of a list have in common, in SQL with its values.

use domain::lamp::Lamp;

use super::{Desk, Filter, Holder, InboxTab};
use crate::search::Sought;
use crate::sql::{Arg, Record, sql_dynamic};
use crate::{Error, Tx};

/// Conditions and their values; a value is bound where a condition needs it, since PostgreSQL refuses one that none
/// does.
pub(super) struct Conditions<'a> {
    desk: &'a Desk<'a>,
    args: Vec<Arg>,
    agency: String,
    officer: Option<String>,
    roles: Option<String>,
}

impl<'a> Conditions<'a> {
    pub fn new(desk: &'a Desk<'a>) -> Self {
        let mut conditions = Self {
            desk,
            args: Vec::new(),
            agency: String::new(),
            officer: None,
            roles: None,
        };
        conditions.agency = conditions.bind(desk.agency);
        conditions
    }

    /// The placeholder of a value.
    pub fn bind(&mut self, value: impl Into<Arg>) -> String {
        self.args.push(value.into());
        format!("${}", self.args.len())
    }

    fn officer(&mut self) -> String {
        if let Some(mark) = &self.officer {
            return mark.clone();
        }
        let mark = self.bind(self.desk.officer);
        self.officer = Some(mark.clone());
        mark
    }

    fn roles(&mut self) -> String {
        if let Some(marks) = &self.roles {
            return marks.clone();
        }
        let desk = self.desk;
        let marks: Vec<_> = desk
            .roles
            .iter()
            .map(|role| self.bind(role.key()))
            .collect();
        let marks = marks.join(", ");
        self.roles = Some(marks.clone());
        marks
    }

    pub fn tab(&mut self, tab: InboxTab) -> String {
        let agency = self.agency.clone();
        if tab == InboxTab::Done {
            let since = self.bind(self.desk.done_since);
            return if self.desk.head {
                format!("t.agency = {agency} AND t.hand = 0 AND t.at > {since}")
            } else {
                let officer = self.officer();
                format!("t.officer = {officer} AND t.agency = {agency} AND t.at > {since}")
            };
        }
        let roles = self.roles();
        let own = format!("t.agency = {agency} AND t.role IN ({roles})");
        const OPEN: &str = "t.step <> 'supplement'";
        match tab {
            InboxTab::Todo => {
                let free = self.free();
                format!("{own} AND {OPEN} AND {free}")
            }
            InboxTab::Mine => {
                let officer = self.officer();
                format!("{own} AND {OPEN} AND t.claimed_by = {officer}")
            }
            InboxTab::Returned if self.desk.head => format!("{own} AND t.returned = 1"),
            InboxTab::Returned => {
                let free = self.free();
                format!("{own} AND t.returned = 1 AND {free}")
            }
            InboxTab::Waiting => format!("{own} AND t.step = 'supplement'"),
            InboxTab::Paused => format!("{own} AND {OPEN} AND t.stopped = 1"),
            InboxTab::Agency | InboxTab::Done => format!("{own} AND {OPEN}"),
        }
    }

    /// Nobody else holds it.
    fn free(&mut self) -> String {
        let officer = self.officer();
        format!("(t.claimed_by IS NULL OR t.claimed_by = {officer})")
    }

    /// Each with an AND before it. A lamp's condition is `domain::lamp::lamp` in SQL; a test holds the two together.
    pub fn filter(&mut self, filter: &Filter, tab: InboxTab, tx: &Tx) -> Result<String, Error> {
        let mut all: Vec<String> = Vec::new();
        for (column, value) in [("item", &filter.item), ("step", &filter.step)] {
            if let Some(value) = value {
                let mark = self.bind(value);
                all.push(format!("t.{column} = {mark}"));
            }
        }
        if let Some(code) = &filter.division {
            let mark = self.bind(code);
            all.push(format!("substr(t.division, 1, {}) = {mark}", code.len()));
        }
        for (sign, at) in [(">=", filter.received_from), ("<", filter.received_before)] {
            if let Some(at) = at {
                let mark = self.bind(at);
                all.push(format!("t.received_at {sign} {mark}"));
            }
        }
        let done = tab == InboxTab::Done;
        let column = if done { "officer" } else { "claimed_by" };
        match filter.holder {
            Some(Holder::Officer(id)) => {
                let mark = self.bind(id);
                all.push(format!("t.{column} = {mark}"));
            }
            Some(Holder::Nobody) => all.push(format!("t.{column} IS NULL")),
            None => {}
        }
        if let (Some(at), false) = (filter.arrived_after, done) {
            let mark = self.bind(at);
            all.push(format!("t.arrived_at > {mark}"));
        }
        if let (Some(lamp), false) = (filter.lamp, done) {
            let now = self.bind(self.desk.now);
            all.push(lamp_clause(lamp, &now));
        }
        match &filter.sought {
            Some(Sought::Number(no)) => {
                let mark = self.bind(no);
                all.push(format!(
                    "t.case_id IN (SELECT id FROM cases WHERE case_no = {mark})"
                ));
            }
            Some(sought) => {
                // Walks one's own list and never everybody who has such a name.
                let digests = sought.digests(tx.keys())?;
                let count = digests.len();
                let marks: Vec<_> = digests.into_iter().map(|one| self.bind(one)).collect();
                all.push(format!(
                    "(SELECT COUNT(*) FROM applicant_terms x WHERE x.applicant_id = t.applicant_id \
                     AND x.digest IN ({})) = {count}",
                    marks.join(", ")
                ));
            }
            None => {}
        }
        Ok(all.iter().map(|one| format!(" AND {one}")).collect())
    }

    pub async fn all<T: Record>(self, text: String, tx: &mut Tx) -> Result<Vec<T>, Error> {
        self.args
            .into_iter()
            .fold(sql_dynamic(text), crate::sql::Sql::bind)
            .all(tx)
            .await
    }
}

fn lamp_clause(lamp: Lamp, now: &str) -> String {
    let passed = |column: &str| format!("(t.{column} IS NOT NULL AND t.{column} <= {now})");
    let statutory = passed("lamp_statutory_at");
    let overdue = passed("lamp_due_at");
    let soon = passed("lamp_soon_at");
    match lamp {
        Lamp::StatutoryOverdue => statutory,
        Lamp::Overdue => format!("NOT {statutory} AND {overdue}"),
        Lamp::Paused => format!("NOT {statutory} AND NOT {overdue} AND t.stopped = 1"),
        Lamp::DueSoon => {
            format!("NOT {statutory} AND NOT {overdue} AND t.stopped = 0 AND {soon}")
        }
        Lamp::Normal => {
            format!("NOT {statutory} AND NOT {overdue} AND t.stopped = 0 AND NOT {soon}")
        }
        // Nothing open has such a lamp.
        Lamp::ClosedInTime | Lamp::ClosedLate | Lamp::Closed => "1 = 0".into(),
    }
}
