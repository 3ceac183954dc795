//! 信任等级: how far an agency may rely on a document that it is given. The four levels of the national guide to
//! certificates that are used in government services; the letters are the guide's.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// A: issued by an agency; used as it is.
    Issued,
    /// B: checked by a clerk of an agency that accepted it; used again without another check of the original.
    Verified,
    /// C: uploaded by the applicant; the original is checked.
    Uploaded,
    /// D: written by the applicant, who answers for it; used as it is.
    SelfMade,
}

impl Trust {
    pub const ALL: [Self; 4] = [Self::Issued, Self::Verified, Self::Uploaded, Self::SelfMade];

    /// As it is stored, and the end of its locale keys.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Issued => "a",
            Self::Verified => "b",
            Self::Uploaded => "c",
            Self::SelfMade => "d",
        }
    }

    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trust| trust.letter() == letter)
    }
}

#[cfg(test)]
mod tests {
    use super::Trust;

    #[test]
    fn letters_read_back() {
        for trust in Trust::ALL {
            assert_eq!(Trust::from_letter(trust.letter()), Some(trust));
        }
        assert_eq!(Trust::from_letter("e"), None);
        assert!(Trust::Issued < Trust::Verified && Trust::Verified < Trust::Uploaded);
    }
}
