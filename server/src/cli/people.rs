//! The people of a catalogue into accounts. Who is there already stays as they are.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use domain::account::Contact;
use domain::catalogue::{ApplicantSeed, Catalogue, OfficerSeed};
use domain::id::{AccountId, ApplicantId, CredentialId, OfficerId};
use domain::locale::Locale;
use jiff::Timestamp;
use store::accounts::{self, Applicant, NewAccount, Officer};
use store::{Personal, Store, Tx, credentials};

use super::{Stop, open};
use crate::config::Config;
use crate::error::Error;
use crate::now::random;
use crate::session::hash;

/// Everyone gets `password`; one hash serves all of them, since Argon2id is slow on purpose and
/// the demo's password is no secret.
///
/// # Errors
/// Where the store refuses.
pub async fn import(
    store: &Store,
    catalogue: &Catalogue,
    password: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let password_hash = hash(password)?;
    let mut tx = store.begin().await?;
    for officer in &catalogue.officers {
        let (account, officer) = officer_account(officer, &password_hash, now)?;
        accounts::create_officer(&mut tx, &account, &officer).await?;
    }
    for applicant in &catalogue.applicants {
        let (account, applicant) = applicant_account(applicant, &password_hash, now)?;
        if !accounts::create_applicant(&mut tx, &account, &applicant).await? {
            continue;
        }
        // As if they had proved them: the people of a catalogue are known.
        for raw in [&applicant.phone]
            .into_iter()
            .chain(applicant.email.as_ref())
        {
            if let Ok(contact) = Contact::read(raw.expose()) {
                let id = CredentialId::new(now, entropy()?);
                credentials::add(&mut tx, id, account.id, &contact, now).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The configuration of the installation, as for `serve`.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// `tongban people import`: an account for each officer of `people.toml` who has none yet, with a password of its own that
/// is printed once. Whoever has one is written to where the file says, from now on.
pub(super) async fn import_officers(args: &Import) -> Result<ExitCode, Stop> {
    let config = Config::read(&args.config).map_err(open::mend)?;
    let app = open::configured(&config).await?;
    let now = app.now.get();
    for seed in &app.catalogue.officers {
        let mut tx = app.store.begin().await?;
        if let Some(known) = accounts::by_login(&mut tx, &seed.login.to_lowercase()).await? {
            write_to(&mut tx, known.id, seed).await?;
            tx.commit().await?;
            continue;
        }
        let password = password()?;
        let (mut account, officer) = officer_account(seed, &hash(&password)?, now)?;
        // Personas are the demo's.
        account.persona = None;
        accounts::create_officer(&mut tx, &account, &officer).await?;
        // Said before it holds: no account has a password that nobody saw.
        writeln!(std::io::stdout(), "{}\t{password}", seed.login)
            .map_err(|error| Stop::Mend(format!("nobody reads the passwords: {error}")))?;
        tx.commit().await?;
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The work address of somebody who has an account.
async fn write_to(tx: &mut Tx, account: AccountId, seed: &OfficerSeed) -> Result<(), Error> {
    let email = seed.mail.as_ref().map(Personal::new);
    if let Some(officer) = accounts::officer_of(tx, account).await?
        && officer.email != email
    {
        accounts::set_officer_email(tx, officer.id, email.as_ref()).await?;
    }
    Ok(())
}

/// 80 random bits, in characters that can't be mistaken for each other.
fn password() -> Result<String, Error> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";
    Ok(entropy()?
        .iter()
        .chain(&entropy()?[..6])
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect())
}

fn entropy() -> Result<[u8; 10], Error> {
    random().map_err(|error| Error::fault(format!("no randomness: {error}")))
}

fn account(
    login: &str,
    persona: Option<&String>,
    password_hash: &str,
    now: Timestamp,
) -> Result<NewAccount, Error> {
    Ok(NewAccount {
        id: AccountId::new(now, entropy()?),
        // As sign-in reads it.
        login: login.to_lowercase(),
        password_hash: password_hash.to_owned(),
        locale: Locale::ZhCn,
        persona: persona.cloned(),
        created_at: now,
    })
}

fn officer_account(
    seed: &OfficerSeed,
    password_hash: &str,
    now: Timestamp,
) -> Result<(NewAccount, Officer), Error> {
    let account = account(&seed.login, seed.persona.as_ref(), password_hash, now)?;
    let officer = Officer {
        id: OfficerId::new(now, entropy()?),
        account_id: account.id,
        agency: seed.agency.clone(),
        name_zh: seed.name.zh.clone(),
        name_en: seed.name.en.clone().unwrap_or_else(|| seed.name.zh.clone()),
        roles: seed
            .roles
            .iter()
            .map(|role| role.key().to_owned())
            .collect(),
        email: seed.mail.as_ref().map(Personal::new),
    };
    Ok((account, officer))
}

fn applicant_account(
    seed: &ApplicantSeed,
    password_hash: &str,
    now: Timestamp,
) -> Result<(NewAccount, Applicant), Error> {
    let account = account(&seed.login, seed.persona.as_ref(), password_hash, now)?;
    let applicant = Applicant {
        id: ApplicantId::new(now, entropy()?),
        account_id: Some(account.id),
        agency: None,
        entity: seed.entity,
        name: seed.name.zh.clone(),
        id_no: Personal::new(&seed.id_no),
        phone: Personal::new(&seed.phone),
        email: Some(Personal::new(&seed.email)),
        address: Some(Personal::new(&seed.address)),
        division: seed.division.clone(),
        representative: None,
    };
    Ok((account, applicant))
}
