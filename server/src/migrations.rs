//! 版本迁移: open cases of one version of an item go over to the current one, by a mapping of nodes that somebody
//! wrote down. What it would do to each case is looked at first; `jobs::migration` does it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::application::Answers;
use domain::case::journal::hex;
use domain::case::{ActorRef, Case, DeadlineKind, Entry, Fact, Forbids, Mapping, Party, Renamed};
use domain::catalogue::{ACCEPTANCE, Definition, Node, ServiceItem};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::case_migrations::Migration;
use store::{Tx, applications, case_migrations, cases, journal};

use crate::acts::Loaded;
use crate::error::Error;
use crate::state::App;
use crate::{calendars, shelf, submission};

/// Cases looked at in one transaction.
const BATCH: i64 = 250;
/// How many counts are kept in memory.
const KEPT: usize = 16;
/// How long a count is good for.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Behind the name of an old node that has none in the new version, though another node there is called so.
const FORMER: &str = ".former";

/// A mapping between two versions.
#[derive(Debug, Clone)]
pub struct Plan {
    pub row: Migration,
    pub from: Arc<Definition>,
    pub to: Arc<Definition>,
    pub mapping: Mapping,
}

/// What keeps a case where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// Of the words for it.
    pub key: String,
    /// A node of the old version.
    pub node: Option<String>,
}

impl Obstacle {
    fn plain(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            node: None,
        }
    }

    /// An agency that a step of the new version needs and that there is not.
    pub fn no_agency() -> Self {
        Self::plain("no-agency")
    }

    /// The journal could not be read.
    pub fn unread() -> Self {
        Self::plain("unread")
    }
}

impl From<&Forbids> for Obstacle {
    fn from(forbids: &Forbids) -> Self {
        Self {
            key: forbids.key().to_owned(),
            node: forbids.node().map(Into::into),
        }
    }
}

/// # Errors
/// A fault where they can't be written as text.
pub fn write(obstacles: &[Obstacle]) -> Result<String, Error> {
    serde_json::to_string(obstacles).map_err(|error| Error::fault(format!("obstacles: {error}")))
}

/// # Errors
/// A fault where what is stored does not read back.
pub fn read(stored: &str) -> Result<Vec<Obstacle>, Error> {
    serde_json::from_str(stored).map_err(|error| Error::fault(format!("obstacles: {error}")))
}

/// A node of the old version on the form.
#[derive(Debug, Clone)]
pub struct OldNode {
    pub key: String,
    /// How many open cases stand there.
    pub cases: u64,
    /// The nodes of the new version that it may become.
    pub options: Vec<String>,
}

/// The nodes of the old version, those at which cases stand first.
///
/// # Errors
/// Where the store can't be read.
pub async fn nodes(tx: &mut Tx, from: &Definition, to: &Definition) -> Result<Vec<OldNode>, Error> {
    let mut standing: HashMap<String, u64> = HashMap::new();
    for (task, cases) in cases::places_of(tx, &from.hash).await? {
        // A choice that stands still, and a step that is disputed, are tasks of another name.
        let key = match task.split_once(':') {
            Some((
                domain::case::projection::STANDING | domain::case::projection::DISPATCH,
                key,
            )) => key,
            Some(_) => continue,
            None => &task,
        };
        *standing.entry(key.to_owned()).or_default() += cases.unsigned_abs();
    }
    let mut nodes: Vec<OldNode> = from
        .item
        .nodes()
        .map(|node| OldNode {
            key: node.key().to_owned(),
            cases: standing.get(node.key()).copied().unwrap_or_default(),
            options: options(node, &to.item),
        })
        .collect();
    nodes.sort_by_key(|node| node.cases == 0);
    Ok(nodes)
}

/// A step becomes a step; a choice, which only stands open when it can't go on, may become one as well.
fn options(old: Node<'_>, to: &ServiceItem) -> Vec<String> {
    let fits = |new: &Node<'_>| {
        matches!(
            (old, new),
            (Node::Step(_) | Node::Branching(_), Node::Step(_))
                | (Node::Branching(_), Node::Branching(_))
                | (Node::Parallel(_), Node::Parallel(_))
        )
    };
    let nodes = to.nodes().filter(fits);
    nodes.map(|node| node.key().to_owned()).collect()
}

/// The mapping that was chosen. What nothing was chosen for keeps its name where nothing else is called so.
pub fn mapping(to: &ServiceItem, chosen: &[(String, Option<String>)]) -> Mapping {
    let mut mapping = Mapping::new();
    for (old, new) in chosen {
        match new {
            Some(new) if new != old => {
                mapping.insert(old.clone(), new.clone());
            }
            None if to.node(old).is_some() => {
                mapping.insert(old.clone(), format!("{old}{FORMER}"));
            }
            _ => {}
        }
    }
    mapping
}

/// What an old node becomes; nothing where it has no place.
pub fn becomes<'a>(to: &'a ServiceItem, mapping: &Mapping, old: &str) -> Option<Node<'a>> {
    to.node(mapping.get(old).map_or(old, String::as_str))
}

/// Keeps a mapping, to be looked at. The same again is the same, until one of the item has run.
///
/// # Errors
/// Where the store can't be written.
pub async fn draft(
    tx: &mut Tx,
    from: &Definition,
    to: &Definition,
    mapping: &Mapping,
    by: String,
    now: Timestamp,
) -> Result<String, Error> {
    let item = from.item.code().to_owned();
    let mapping = serde_json::to_string(mapping)
        .map_err(|error| Error::fault(format!("a mapping: {error}")))?;
    let ran = case_migrations::finished(tx, &item).await?;
    let said = format!("{}\n{}\n{mapping}\n{ran}", from.hash, to.hash);
    let mut id = hex(&Sha256::digest(said.as_bytes()));
    id.truncate(16);
    let row = Migration {
        id: id.clone(),
        item,
        from_hash: from.hash.clone(),
        to_hash: to.hash.clone(),
        mapping,
        state: "draft".into(),
        created_by: by,
        created_at: now,
        started_by: None,
        started_at: None,
        finished_at: None,
        last_case: String::new(),
        migrated: 0,
        left_out: 0,
    };
    case_migrations::put(tx, &row).await?;
    Ok(id)
}

impl Plan {
    /// # Errors
    /// `NotFound` where there is none with the id.
    pub async fn load(app: &App, tx: &mut Tx, id: &str) -> Result<Self, Error> {
        let row = case_migrations::get(tx, id).await?;
        Self::of(app, tx, row.ok_or(Error::NotFound)?).await
    }

    /// # Errors
    /// A fault where a version is not stored, or the mapping does not read back.
    pub async fn of(app: &App, tx: &mut Tx, row: Migration) -> Result<Self, Error> {
        let mapping = serde_json::from_str(&row.mapping)
            .map_err(|error| Error::fault(format!("migration {}: {error}", row.id)))?;
        Ok(Self {
            from: shelf::of_case(app, tx, &row.from_hash).await?,
            to: shelf::of_case(app, tx, &row.to_hash).await?,
            mapping,
            row,
        })
    }

    /// The agencies that the steps of the new version have in this case; absent where there is no such agency.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn parties(
        &self,
        app: &App,
        tx: &mut Tx,
        case: &Case,
    ) -> Result<Option<Vec<Party>>, Error> {
        if self.to.item.steps.iter().all(|step| step.agency.is_none()) {
            return Ok(Some(Vec::new()));
        }
        let received = &case.received;
        let given = applications::get(tx, received.applicant, received.application).await?;
        let answers = match given {
            Some(given) => submission::read_answers(&given.answers)?,
            None => Answers::new(),
        };
        let (item, division) = (&self.to.item, &received.division);
        Ok(submission::parties(app, item, &answers, division))
    }

    /// What keeps the case where it is, or the agencies that it would have.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn judge(
        &self,
        app: &App,
        tx: &mut Tx,
        case: &Case,
        now: Timestamp,
    ) -> Result<Result<Vec<Party>, Vec<Obstacle>>, Error> {
        let Some(parties) = self.parties(app, tx, case).await? else {
            return Ok(Err(vec![Obstacle::no_agency()]));
        };
        let calendar = calendars::of_case(app, tx, case).await?;
        let ctx = app.ctx(&self.from, &calendar, now);
        let checked = case.check_migration(&self.to, &self.mapping, &parties, &ctx);
        Ok(match checked {
            Ok(()) => Ok(parties),
            Err(forbids) => Err(forbids.iter().map(Obstacle::from).collect()),
        })
    }

    /// The dates of the case's running limits as they are, and as they would be.
    ///
    /// # Errors
    /// A fault where the case does not fold with what would be written.
    pub fn dates(
        &self,
        app: &App,
        loaded: &Loaded,
        parties: Vec<Party>,
        now: Timestamp,
    ) -> Result<Vec<MovedDate>, Error> {
        let case = &loaded.case;
        let renamed = self.mapping.iter().map(|(from, to)| Renamed {
            from: from.clone(),
            to: to.clone(),
        });
        let mut entries = loaded.entries.clone();
        entries.push(Entry {
            seq: case.seq + 1,
            at: now,
            actor: ActorRef::System,
            fact: Fact::Migrated {
                definition: self.to.hash.clone(),
                renamed: renamed.collect(),
                parties,
            },
        });
        let after = Case::replay(&entries)
            .map_err(|broken| Error::fault(format!("case {}: {broken}", case.received.no)))?;
        let shown = |case: &Case, definition: &Definition| -> Vec<_> {
            let running = case.deadlines(&app.ctx(definition, &loaded.calendar, now));
            let running = running.into_iter().filter(|one| {
                one.is_running()
                    && matches!(
                        one.kind,
                        DeadlineKind::Statutory | DeadlineKind::Promised | DeadlineKind::Step
                    )
            });
            running
                .map(|one| (one.kind, one.step, one.counted.due_on))
                .collect()
        };
        let mut after = shown(&after, &self.to);
        let mut dates = Vec::new();
        for (kind, step, before) in shown(case, &loaded.definition) {
            let new = step
                .as_ref()
                .map(|step| self.mapping.get(step).unwrap_or(step).clone());
            let at = after
                .iter()
                .position(|(other, step, _)| (*other, step) == (kind, &new));
            let now = at.map(|at| after.remove(at).2);
            dates.push(MovedDate {
                kind,
                step,
                before: Some(before),
                after: now,
            });
        }
        dates.extend(after.into_iter().map(|(kind, step, on)| MovedDate {
            kind,
            step,
            before: None,
            after: Some(on),
        }));
        Ok(dates)
    }
}

/// A running limit before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedDate {
    pub kind: DeadlineKind,
    /// By its old name where it has one.
    pub step: Option<String>,
    pub before: Option<Date>,
    pub after: Option<Date>,
}

/// What would come of all cases, as far as they have been looked at.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    pub seen: u64,
    pub goes: u64,
    /// How many each obstacle keeps back; a case may have several.
    pub kept_back: BTreeMap<String, u64>,
    pub finished_at: Option<Timestamp>,
}

/// Counts that run or have run, by migration.
#[derive(Debug, Default)]
pub struct Outlooks(Mutex<HashMap<String, Arc<Mutex<Outlook>>>>);

impl Outlooks {
    /// The count so far, started if nobody has.
    pub fn of(&self, app: &App, plan: &Plan) -> Outlook {
        let snapshot = |found: &Arc<Mutex<Outlook>>| {
            found.lock().unwrap_or_else(PoisonError::into_inner).clone()
        };
        let now = app.now.get();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Cases come and go: what was counted is counted again.
        let is_fresh = |outlook: &Outlook| {
            let at = outlook.finished_at;
            at.is_none_or(|at| now.duration_since(at) < FRESH)
        };
        if let Some(found) = all.get(&plan.row.id).map(snapshot).filter(is_fresh) {
            return found;
        }
        if all.len() >= KEPT {
            all.retain(|_, found| snapshot(found).finished_at.is_none());
        }
        let filled = Arc::new(Mutex::new(Outlook::default()));
        all.insert(plan.row.id.clone(), Arc::clone(&filled));
        let (app, plan) = (app.clone(), plan.clone());
        tokio::spawn(async move {
            if let Err(error) = count(&app, &plan, &filled).await {
                tracing::error!(%error, "migrations: the count broke off");
                // The next look starts it anew.
                let mut all = app
                    .outlooks
                    .0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                all.remove(&plan.row.id);
            }
        });
        Outlook::default()
    }
}

async fn count(app: &App, plan: &Plan, found: &Mutex<Outlook>) -> Result<(), Error> {
    let mut last = String::new();
    loop {
        let mut tx = app.store.read().await?;
        let ids = cases::open_of_after(&mut tx, &plan.from.hash, &last, BATCH).await?;
        let Some(end) = ids.last() else { break };
        last = end.to_string();
        let now = app.now.get();
        let mut some = Outlook::default();
        for journal in journal::load_all(&mut tx, &ids).await? {
            some.seen += 1;
            let judged = match journal.fold() {
                Ok(case) => plan.judge(app, &mut tx, &case, now).await,
                Err(error) => Err(error.into()),
            };
            let obstacles = match judged {
                Ok(Ok(_)) => Vec::new(),
                Ok(Err(obstacles)) => obstacles,
                Err(error @ Error::Unavailable(_)) => return Err(error),
                Err(_) => vec![Obstacle::unread()],
            };
            some.goes += u64::from(obstacles.is_empty());
            let keys: std::collections::BTreeSet<_> =
                obstacles.into_iter().map(|one| one.key).collect();
            for key in keys {
                *some.kept_back.entry(key).or_default() += 1;
            }
        }
        drop(tx);
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.seen += some.seen;
        found.goes += some.goes;
        for (key, count) in some.kept_back {
            *found.kept_back.entry(key).or_default() += count;
        }
    }
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    found.finished_at = Some(app.now.get());
    Ok(())
}

/// The open nodes of a case and what they would become.
pub fn open_nodes(case: &Case) -> impl Iterator<Item = &str> {
    let open = case.open.iter().map(|open| open.key.as_str());
    open.filter(|key| *key != ACCEPTANCE)
}
