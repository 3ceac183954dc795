//! Who is reading, in which language, and when: made once per request, given to every handler
//! and to the error pages.

use std::net::SocketAddr;
use std::sync::Arc;

use app::shell::{Room, Shell, StandIns, User};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use domain::authority::{Act, Role};
use domain::case::{Actor, ActorRef};
use domain::catalogue::Level;
use domain::id::{AbsenceId, AccountId, ApplicantId, DelegationId, OfficerId};
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use store::cases::CaseKey;
use store::{Tx, accounts};
use tower_sessions::Session;

use crate::delegation::{self, ACTING, Acting, Reach};
use crate::error::Error;
use crate::state::App;
use crate::submission::Applying;
use crate::substitution::{self, SUBSTITUTION, Substitution};

/// The session's key for the signed-in account.
pub const ACCOUNT: &str = "account";

/// The cookie with the division that the visitor chose.
pub const DIVISION: &str = "division";

/// The session's key for the number that the account had when it signed in: another one since, and
/// the session has ended.
pub const EPOCH: &str = "epoch";

/// The session's key for the minute of the last request: a session lives on by being written, and
/// once a minute is enough.
const SEEN: &str = "seen";

/// What an open page asks for by itself.
pub const NEWS: &str = "/desk/events";

/// Someone who signed in.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub account: AccountId,
    pub name: Localised,
    pub who: Who,
}

#[derive(Debug, Clone)]
pub enum Who {
    Applicant {
        id: ApplicantId,
        division: String,
    },
    Officer {
        id: OfficerId,
        agency: String,
        roles: Vec<Role>,
    },
}

impl Viewer {
    pub fn actor(&self) -> Actor {
        match &self.who {
            Who::Applicant { id, .. } => Actor {
                by: ActorRef::Applicant(*id),
                roles: vec![Role::Applicant],
                agency: None,
            },
            Who::Officer { id, agency, roles } => Actor {
                by: ActorRef::Officer(*id),
                roles: roles.clone(),
                agency: Some(agency.clone()),
            },
        }
    }

    /// Where they land after signing in, then the other rooms that they may enter.
    pub fn rooms(&self) -> Vec<Room> {
        match &self.who {
            Who::Applicant { .. } => vec![Room::Citizen],
            Who::Officer { roles, .. } => {
                let mut rooms = Vec::new();
                // A government's head looks first, and has the desk for one act alone.
                if roles.contains(&Role::GovernmentHead) {
                    rooms.push(Room::Oversight);
                }
                if roles.iter().any(|role| role.is_desk()) {
                    rooms.push(Room::Desk);
                }
                if roles
                    .iter()
                    .any(|role| matches!(role, Role::Supervisor | Role::Head))
                {
                    rooms.push(Room::Oversight);
                }
                if roles.contains(&Role::Admin) {
                    rooms.push(Room::Admin);
                }
                rooms
            }
        }
    }
}

/// An officer at work, in person or in somebody's place.
#[derive(Debug, Clone)]
pub struct Officer {
    /// Whose desk it is: in somebody's place, the absent person's.
    pub id: OfficerId,
    pub agency: String,
    pub roles: Vec<Role>,
    pub actor: Actor,
}

impl Officer {
    /// Whether they head the government of the same division as the lead agency of a joint handling (行政许可法 42).
    /// A confidential case is none of theirs.
    pub fn governs(&self, app: &App, key: &CaseKey) -> bool {
        let division = |id: &str| app.catalogue.agency(id).map(|agency| &agency.division);
        self.roles.contains(&Role::GovernmentHead)
            && key.kind == "joint"
            && !key.confidential
            && division(&self.agency) == division(&key.agency)
    }
}

#[derive(Debug, Clone)]
pub struct Reader(Arc<Inner>);

#[derive(Debug)]
pub struct Inner {
    pub shell: Shell,
    pub now: Timestamp,
    pub viewer: Option<Viewer>,
    /// Where they are: as they chose, or else as they registered.
    pub division: Option<String>,
    /// For whom the reader may act today, where that was asked for: at the desk.
    pub substitutions: Vec<Substitution>,
    /// In whose place they act.
    pub acts_for: Option<Substitution>,
    /// For whom a citizen acts.
    pub acting: Option<Acting>,
    pub session: Session,
    /// The peer's address, for throttles.
    pub address: String,
}

impl std::ops::Deref for Reader {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Reader {
    /// # Errors
    /// Where the session or the account can't be read.
    pub async fn of(app: &App, request: &Parts, session: Session) -> Result<Self, Error> {
        app.shelf.look(app).await;
        let (mut standing, mut unread) = (0, 0);
        let now = app.now.get();
        let mut substitutions = Vec::new();
        let mut acts_for = None;
        let mut acting = None;
        let viewer = match session.get::<AccountId>(ACCOUNT).await? {
            None => None,
            Some(account) => {
                let minute = now.as_second() / 60;
                // A page that is told the news is open, and perhaps nobody sits before it.
                let is_asked = request.uri.path() != NEWS;
                if is_asked && session.get::<i64>(SEEN).await? != Some(minute) {
                    session.insert(SEEN, minute).await?;
                }
                let mut tx = app.store.read().await?;
                let begun = session.get::<i64>(EPOCH).await?.unwrap_or_default();
                let viewer = match accounts::epoch(&mut tx, account).await? {
                    Some(epoch) if epoch == begun => viewer(&mut tx, account).await?,
                    _ => None,
                };
                let is_admin = |viewer: &Viewer| viewer.rooms().contains(&Room::Admin);
                if request.uri.path().starts_with(Room::Admin.path())
                    && viewer.as_ref().is_some_and(is_admin)
                {
                    standing = store::cases::standing_count(&mut tx).await?;
                }
                let chosen = session.get::<AbsenceId>(SUBSTITUTION).await?;
                if let Some(Who::Officer { id, agency, .. }) = viewer.as_ref().map(|one| &one.who)
                    && (chosen.is_some() || room(request) == Room::Desk)
                {
                    let today = app.date(now);
                    substitutions = substitution::offered(&mut tx, *id, agency, today).await?;
                    let stands = |one: &&Substitution| Some(one.absence) == chosen;
                    acts_for = substitutions.iter().find(stands).cloned();
                }
                if let Some(Who::Applicant { id, .. }) = viewer.as_ref().map(|one| &one.who) {
                    if let Some(chosen) = session.get::<DelegationId>(ACTING).await? {
                        let today = app.date(now);
                        acting = delegation::acting(&mut tx, chosen, account, today).await?;
                    }
                    // Whoever acts for some items has no look into the box.
                    let whose = match &acting {
                        None => Some(*id),
                        Some(acting) => acting.mandate.items.is_none().then_some(acting.principal),
                    };
                    if let Some(whose) = whose {
                        unread = store::message_box::unread(&mut tx, whose).await?;
                    }
                }
                viewer
            }
        };
        let address = address(app, request);
        let division = division(app, &request.headers).or_else(|| match &viewer.as_ref()?.who {
            Who::Applicant { division, .. } => Some(division.clone()),
            Who::Officer { .. } => None,
        });
        let division = division.filter(|code| app.catalogue.division(code).is_some());
        let mut shell = shell(app, request, viewer.as_ref(), now);
        shell.standing = standing.unsigned_abs();
        shell.unread = unread.unsigned_abs();
        if shell.room == Room::Citizen {
            shell.acting_for = acting.as_ref().map(Acting::shown);
        }
        if let Some(Who::Applicant { id, .. }) = viewer.as_ref().map(|one| &one.who) {
            let principal = acting.as_ref().map_or(*id, |acting| acting.principal);
            shell.principal = Some(principal.to_string());
        }
        if shell.room == Room::Desk {
            let shown = |one: &Substitution| one.shown(shell.locale);
            shell.stand_ins = StandIns {
                acting: acts_for.as_ref().map(shown),
                offered: substitutions.iter().map(shown).collect(),
            };
        }
        Ok(Self(Arc::new(Inner {
            shell,
            now,
            viewer,
            division,
            substitutions,
            acts_for,
            acting,
            session,
            address,
        })))
    }

    pub fn locale(&self) -> Locale {
        self.shell.locale
    }

    /// The citizen who signed in, for whomever they act.
    ///
    /// # Errors
    /// `SignIn` for nobody, `Denied` for an officer.
    pub fn own(&self) -> Result<(AccountId, ApplicantId), Error> {
        let viewer = self.viewer.as_ref().ok_or(Error::SignIn)?;
        match &viewer.who {
            Who::Applicant { id, .. } => Ok((viewer.account, *id)),
            Who::Officer { .. } => Err(Error::Denied),
        }
    }

    /// For whom they apply: themselves, or whoever they act for.
    ///
    /// # Errors
    /// As `own`.
    pub fn applicant(&self) -> Result<ApplicantId, Error> {
        let (_, own) = self.own()?;
        Ok(self.acting.as_ref().map_or(own, |acting| acting.principal))
    }

    /// Who acts, as the journal has it.
    ///
    /// # Errors
    /// As `own`.
    pub fn actor(&self) -> Result<ActorRef, Error> {
        let (account, own) = self.own()?;
        Ok(match &self.acting {
            Some(acting) => acting.actor(account),
            None => ActorRef::Applicant(own),
        })
    }

    /// The same for a submission, in its transaction: what ended since the request began is over.
    ///
    /// # Errors
    /// As `own`; `NotFound` where the reader may not act, or not for this item.
    pub async fn applying(&self, app: &App, tx: &mut Tx, item: &str) -> Result<Applying, Error> {
        let (account, own) = self.own()?;
        let Some(acting) = &self.acting else {
            return Ok(own.into());
        };
        let today = app.date(self.now);
        let still = delegation::acting(tx, acting.delegation, account, today).await?;
        let still = still.filter(|acting| acting.mandate.covers(item));
        let acting = still.ok_or(Error::NotFound)?;
        Ok(Applying {
            applicant: acting.principal,
            by: acting.actor(account),
        })
    }

    /// Whether a list may show what is about an item.
    pub fn covers(&self, item: &str) -> bool {
        let acting = self.acting.as_ref();
        acting.is_none_or(|acting| acting.mandate.covers(item))
    }

    /// Whether what a form sends is for whom the reader acts now. One that says nothing is.
    pub fn is_meant(&self, path_and_query: &str) -> bool {
        let query = path_and_query
            .split_once('?')
            .map_or("", |(_, query)| query);
        let mut pairs = query.split('&');
        let meant = pairs.find_map(|pair| pair.strip_prefix("principal="));
        let now = self.shell.principal.as_deref();
        meant.is_none_or(|meant| now.is_none_or(|now| now == meant))
    }

    /// How far an address of ours is within what the reader may do for whom they act.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn reach(&self, app: &App, path: &str) -> Result<Reach, Error> {
        match &self.acting {
            Some(acting) if acting.mandate.items.is_some() => {
                let mut tx = app.store.read().await?;
                delegation::reach(&mut tx, acting, path).await
            }
            _ => Ok(Reach::Within),
        }
    }

    /// For whom the reader would have to act to open an address that is not there for them.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn way_to(&self, app: &App, path: &str) -> Result<Option<Acting>, Error> {
        let Ok((account, _)) = self.own() else {
            return Ok(None);
        };
        let mut tx = app.store.read().await?;
        let today = app.date(self.now);
        let found = delegation::way_to(&mut tx, account, path, self.now, today).await?;
        // Whoever acts so already has been told that it is not there.
        let now = self.acting.as_ref().map(|acting| acting.delegation);
        Ok(found.filter(|found| Some(found.delegation) != now))
    }

    /// An officer who may enter `room`; at the desk perhaps in somebody's place, with their roles.
    ///
    /// # Errors
    /// `SignIn` for nobody, `Denied` for everybody else.
    pub fn officer(&self, room: Room) -> Result<Officer, Error> {
        let own = self.officer_in_person(room)?;
        let Some(absent) = self.acts_for.as_ref().filter(|_| room == Room::Desk) else {
            return Ok(own);
        };
        Ok(Officer {
            id: absent.absent,
            agency: absent.agency.clone(),
            roles: absent.roles.clone(),
            actor: Actor {
                by: ActorRef::Substitute {
                    by: own.id,
                    r#for: absent.absent,
                    until: absent.until,
                },
                roles: absent.roles.clone(),
                agency: Some(absent.agency.clone()),
            },
        })
    }

    /// An officer at the desk whose role may do it, on whatever case.
    ///
    /// # Errors
    /// As `officer`.
    pub fn officer_for(&self, act: Act) -> Result<Officer, Error> {
        let officer = self.officer(Room::Desk)?;
        if officer.actor.may(act) {
            Ok(officer)
        } else {
            Err(Error::Denied)
        }
    }

    /// The officer who signed in, in whosever place they act: for what is nobody's to do for them.
    ///
    /// # Errors
    /// As `officer`.
    pub fn officer_in_person(&self, room: Room) -> Result<Officer, Error> {
        let viewer = self.viewer.as_ref().ok_or(Error::SignIn)?;
        match &viewer.who {
            Who::Officer { id, agency, roles } if viewer.rooms().contains(&room) => Ok(Officer {
                id: *id,
                agency: agency.clone(),
                roles: roles.clone(),
                actor: viewer.actor(),
            }),
            _ => Err(Error::Denied),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Error::fault("a route outside the reader's layer"))
    }
}

async fn viewer(tx: &mut Tx, account: AccountId) -> Result<Option<Viewer>, Error> {
    if let Some(officer) = accounts::officer_of(tx, account).await? {
        return Ok(Some(Viewer {
            account,
            name: Localised::new(officer.name_zh, officer.name_en),
            who: Who::Officer {
                id: officer.id,
                agency: officer.agency,
                roles: officer
                    .roles
                    .iter()
                    .filter_map(|role| Role::from_key(role))
                    .collect(),
            },
        }));
    }
    let applicant = accounts::applicants_of(tx, account)
        .await?
        .into_iter()
        .next();
    Ok(applicant.map(|applicant| Viewer {
        account,
        name: Localised {
            zh: applicant.name,
            en: None,
        },
        who: Who::Applicant {
            id: applicant.id,
            division: applicant.division,
        },
    }))
}

pub fn shell(app: &App, request: &Parts, viewer: Option<&Viewer>, now: Timestamp) -> Shell {
    let locale = locale(&request.headers, query(request, "lang"));
    let path = request.uri.path();
    let place = &app.catalogue.jurisdiction;
    let room = room(request);
    let path_and_query = match request.method {
        Method::GET => request
            .uri
            .path_and_query()
            .map_or(path, |pair| pair.as_str()),
        _ => path,
    };
    Shell {
        locale,
        large_text: large_text(&request.headers, query(request, "text")),
        path: path_and_query.to_owned(),
        room,
        user: viewer.map(|viewer| User {
            name: viewer.name.get(locale).to_owned(),
            role_line: role_line(app, viewer, locale),
            rooms: viewer.rooms(),
        }),
        demo: app.settings.demo,
        portal: place.portal.get(locale).to_owned(),
        hotline: place.hotline.clone(),
        tz: app.catalogue.tz.clone(),
        today: app.date(now),
        standing: 0,
        keys: room == Room::Desk && keys(&request.headers),
        list: query(request, "list")
            .filter(|_| room == Room::Desk)
            .map(ToOwned::to_owned),
        stand_ins: StandIns::default(),
        unread: 0,
        acting_for: None,
        principal: None,
        counter: viewer.is_some_and(|viewer| match &viewer.who {
            Who::Officer { roles, .. } => roles.contains(&Role::Counter),
            Who::Applicant { .. } => false,
        }),
    }
}

fn room(request: &Parts) -> Room {
    match request.uri.path().split('/').nth(1) {
        Some("desk") => Room::Desk,
        Some("oversight") => Room::Oversight,
        Some("admin") => Room::Admin,
        _ => Room::Citizen,
    }
}

/// "窗口受理 · 兰州市城关区市场监督管理局".
fn role_line(app: &App, viewer: &Viewer, locale: Locale) -> String {
    let Who::Officer { agency, roles, .. } = &viewer.who else {
        return String::new();
    };
    let agency = app
        .catalogue
        .agency(agency)
        .map_or("", |agency| agency.name.get(locale));
    let roles: Vec<_> = roles
        .iter()
        .map(|role| app::text::t(locale, &format!("role-{}", role.key())))
        .collect();
    format!("{} · {agency}", roles.join("、"))
}

/// A parameter of the query string that needs no decoding.
pub fn query<'a>(request: &'a Parts, name: &str) -> Option<&'a str> {
    request
        .uri
        .query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// What was chosen now, or before, or what the browser prefers.
pub fn locale(headers: &HeaderMap, chosen: Option<&str>) -> Locale {
    chosen
        .or_else(|| cookie(headers, "lang"))
        .and_then(Locale::from_tag)
        .or_else(|| {
            let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            accepted.split(',').find_map(|part| {
                let tag = part.split(';').next()?.trim();
                Locale::from_tag(tag)
                    .or_else(|| Locale::from_tag(tag.split('-').next().unwrap_or_default()))
            })
        })
        .unwrap_or_default()
}

pub fn large_text(headers: &HeaderMap, chosen: Option<&str>) -> bool {
    chosen.or_else(|| cookie(headers, "text")) == Some("large")
}

pub fn keys(headers: &HeaderMap) -> bool {
    cookie(headers, "keys") == Some("on")
}

/// The division that was chosen, if it is one that can be.
pub fn division(app: &App, headers: &HeaderMap) -> Option<String> {
    let chosen = cookie(headers, DIVISION)?;
    is_division(app, chosen).then(|| chosen.to_owned())
}

/// Visitors choose a county or what lies above it: forms ask for more where more is needed.
pub fn is_division(app: &App, code: &str) -> bool {
    let known = app.catalogue.division(code);
    known.is_some_and(|division| division.level <= Level::County)
}

pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn address(app: &App, request: &Parts) -> String {
    let forwarded = app
        .settings
        .behind_proxy
        // The last line, where proxies add lines of their own.
        .then(|| {
            let lines = request.headers.get_all("x-forwarded-for");
            lines.iter().next_back()?.to_str().ok()
        })
        .flatten()
        // The last hop is the one that our own proxy wrote.
        .and_then(|list| list.rsplit(',').next())
        .map(|address| address.trim().to_owned());
    forwarded.unwrap_or_else(|| {
        request
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(|| "local".to_owned(), |peer| peer.0.ip().to_string())
    })
}
