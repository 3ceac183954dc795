//! Where a message to an applicant goes: to which address, in which language, by which of the ways that they chose.

use domain::application::Answers;
use domain::catalogue::{Definition, FieldKind};
use domain::id::{ApplicantId, ApplicationId};
use domain::locale::Locale;
use store::message_choices::{self, Channel, Choice};
use store::{Personal, Tx, accounts, applications};

use crate::error::Error;
use crate::mail::{Topic, texter};
use crate::state::App;

/// Somebody with an account, and so with a box in the portal.
#[derive(Debug, Clone)]
pub struct Recipient {
    pub id: ApplicantId,
    pub name: String,
    pub locale: Locale,
    /// One of the demonstration's ready-made people.
    pub is_persona: bool,
    mail: Option<Personal>,
    /// Only where text messages can be sent.
    phone: Option<Personal>,
    choices: Vec<Choice>,
}

impl Recipient {
    /// Nobody for an agency, which has its own cases on its desk.
    ///
    /// # Errors
    /// Where the account can't be read.
    pub async fn of(app: &App, tx: &mut Tx, id: ApplicantId) -> Result<Option<Self>, Error> {
        let Some(applicant) = accounts::applicant(tx, id).await? else {
            return Ok(None);
        };
        let Some(account) = applicant.account_id else {
            return Ok(None);
        };
        let account = accounts::by_id(tx, account).await?;
        let callable = texter::number(applicant.phone.expose()).is_some();
        Ok(Some(Self {
            id,
            name: applicant.name,
            is_persona: account.as_ref().is_some_and(|one| one.persona.is_some()),
            locale: account.map_or_else(Locale::default, |account| account.locale),
            mail: applicant.email.filter(|mail| mail.expose().contains('@')),
            phone: (callable && app.texter.is_some()).then_some(applicant.phone),
            choices: message_choices::of_applicant(tx, id).await?,
        }))
    }

    /// Takes the mail address from the answers of the application where the account has none.
    ///
    /// # Errors
    /// Where the application can't be read.
    pub async fn with_answers(
        mut self,
        tx: &mut Tx,
        application: ApplicationId,
        definition: &Definition,
    ) -> Result<Self, Error> {
        if self.mail.is_none() {
            self.mail = applications::get(tx, self.id, application)
                .await?
                .and_then(|application| answered_address(definition, &application.answers));
        }
        Ok(self)
    }

    /// The way that was chosen for a sort of message or, where that can't be gone, the next best. Whoever has neither a
    /// mail address nor a phone finds it in the box.
    pub fn channel(&self, topic: Topic) -> Channel {
        let chosen = self
            .choices
            .iter()
            .find(|choice| choice.topic == topic.key())
            .map(|choice| choice.channel);
        match (chosen, &self.mail, &self.phone) {
            (Some(Channel::Box), ..) if !topic.is_mandatory() => Channel::Box,
            (Some(Channel::Sms), _, Some(_)) | (_, None, Some(_)) => Channel::Sms,
            (_, Some(_), _) => Channel::Mail,
            (_, None, None) => Channel::Box,
        }
    }

    /// Empty for the box alone.
    pub fn address(&self, topic: Topic) -> Personal {
        let address = match self.channel(topic) {
            Channel::Mail => self.mail.clone(),
            Channel::Sms => self.phone.clone(),
            Channel::Box => None,
        };
        address.unwrap_or_default()
    }

    pub fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.mail.is_some(),
            Channel::Sms => self.phone.is_some(),
            Channel::Box => true,
        }
    }
}

fn answered_address(definition: &Definition, answers: &Personal) -> Option<Personal> {
    let answers: Answers = serde_json::from_str(answers.expose()).ok()?;
    definition
        .item
        .fields()
        .filter(|field| field.kind == FieldKind::Email)
        .find_map(|field| answers.get(field.key()))
        .filter(|address| address.contains('@'))
        .map(Personal::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipient(mail: bool, phone: bool, chosen: Option<Channel>) -> Recipient {
        let choices = chosen.map(|channel| {
            Topic::ALL
                .into_iter()
                .map(move |topic| Choice {
                    topic: topic.key().to_owned(),
                    channel,
                })
                .collect()
        });
        Recipient {
            is_persona: false,
            id: ApplicantId::new(jiff::Timestamp::UNIX_EPOCH, [1; 10]),
            name: String::new(),
            locale: Locale::ZhCn,
            mail: mail.then(|| "a@example.org".into()),
            phone: phone.then(|| "13800001234".into()),
            choices: choices.unwrap_or_default(),
        }
    }

    #[test]
    fn every_message_takes_the_best_way_there_is() {
        use Channel::{Box, Mail, Sms};
        let cases = [
            // mail, phone, chosen: optional, mandatory
            (true, true, None, Mail, Mail),
            (false, true, None, Sms, Sms),
            (true, false, None, Mail, Mail),
            (false, false, None, Box, Box),
            (true, true, Some(Sms), Sms, Sms),
            (true, false, Some(Sms), Mail, Mail),
            (false, true, Some(Mail), Sms, Sms),
            (true, true, Some(Box), Box, Mail),
            (false, true, Some(Box), Box, Sms),
        ];
        for (mail, phone, chosen, optional, mandatory) in cases {
            let who = recipient(mail, phone, chosen);
            let why = format!("{mail} {phone} {chosen:?}");
            assert_eq!(who.channel(Topic::Progress), optional, "{why}");
            assert_eq!(who.channel(Topic::Decisions), mandatory, "{why}");
        }
    }
}
