//! Addresses that messages carry: the short link of a text message, and the way to stop a sort of mail without signing
//! in. A token names whom and what it stops and is signed, so that nothing about it is stored and it never runs out.

use domain::id::{ApplicantId, MessageId};
use store::Keys;

use super::letter::Topic;
use crate::error::Error;

const LABEL: &str = "unsubscription";

/// `<applicant>.<topic>.<signature>`.
///
/// # Errors
/// A fault of the key.
pub fn token(keys: &Keys, applicant: ApplicantId, topic: Topic) -> Result<String, Error> {
    let what = format!("{applicant}.{}", topic.key());
    let signature = keys.digest(LABEL, &what)?;
    Ok(format!("{what}.{signature}"))
}

/// Whom and what a token stops; nothing where it is not ours, or names what can't be stopped.
///
/// # Errors
/// A fault of the key.
pub fn read(keys: &Keys, sent: &str) -> Result<Option<(ApplicantId, Topic)>, Error> {
    let mut parts = sent.split('.');
    let (Some(applicant), Some(topic)) = (parts.next(), parts.next()) else {
        return Ok(None);
    };
    let (Ok(applicant), Some(topic)) = (applicant.parse(), Topic::from_key(topic)) else {
        return Ok(None);
    };
    let right = token(keys, applicant, topic)?;
    // Digests are compared, so that the time it takes says nothing about the signature.
    let same = keys.digest(LABEL, &right)? == keys.digest(LABEL, sent)?;
    Ok((same && !topic.is_mandatory()).then_some((applicant, topic)))
}

/// The last digits of an id tell a reader's own messages apart.
pub fn short_link(base_url: &str, id: MessageId) -> String {
    let id = id.to_string();
    let ending = id.get(id.len().saturating_sub(8)..).unwrap_or_default();
    format!("{base_url}/m/{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_we_signed_stops_anything() {
        let keys = Keys::new([7; 32]).unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let applicant = ApplicantId::new(now, [1; 10]);
        let good = token(&keys, applicant, Topic::Progress).unwrap();
        assert_eq!(
            read(&keys, &good).unwrap(),
            Some((applicant, Topic::Progress))
        );
        let stranger = ApplicantId::new(now, [2; 10]).to_string();
        for bad in [
            good.replace("progress", "replies"),
            good.replace(&applicant.to_string(), &stranger),
            format!("{good}0"),
            good.to_uppercase(),
            token(&keys, applicant, Topic::Decisions).unwrap(),
            token(&Keys::new([8; 32]).unwrap(), applicant, Topic::Progress).unwrap(),
            String::new(),
            "..".into(),
        ] {
            assert_eq!(read(&keys, &bad).unwrap(), None, "{bad}");
        }
    }

    #[test]
    fn a_short_link_ends_with_eight_digits() {
        let id = MessageId::new(jiff::Timestamp::UNIX_EPOCH, [0xab; 10]);
        assert_eq!(short_link("https://a.cn", id), "https://a.cn/m/abababab");
    }
}
