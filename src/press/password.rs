//! A password for protected copies: fit to be one, as readers of PDF expect it, and never shown.

use std::fmt;

/// A password that copies are [protected](super::protect()) with. It shows itself nowhere, not even in `Debug`.
#[derive(Clone)]
pub struct Password(String);

/// Why something cannot be a password, as a sentence without its full stop. None of them repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// There is nothing.
    #[error("the password is empty")]
    Empty,
    /// Trying out every password of this length does not take long enough.
    #[error(
        "the password is too short: use at least {} letters, for instance four words that do not belong together",
        Password::SHORTEST
    )]
    Short,
    /// PDF takes no more: what is longer would be cut off in silence.
    #[error("the password is too long: use {} letters or fewer", Password::LONGEST)]
    Long,
    /// Nobody sees a space there, and nobody would type it.
    #[error("the password begins or ends with a space, which nobody sees: take it away")]
    Space,
    /// A sign that no keyboard has, or letters of two directions in an order that can be typed in two ways.
    #[error(
        "the password has a sign in it that readers of PDF do not take: use letters, figures and spaces"
    )]
    Sign,
}

impl Password {
    /// The fewest letters: with twelve, at the rate at which PDF lets passwords be tried, guessing takes too long to be
    /// worth it unless they are a common word.
    pub const SHORTEST: usize = 12;

    /// The most bytes that PDF looks at.
    pub const LONGEST: usize = 127;

    /// A password as it was typed. Letters that can be typed in several ways become one way, as ISO 32000-2 asks
    /// (SASLprep), so that it opens the copies on every keyboard.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub fn new(typed: &str) -> Result<Password, PasswordError> {
        if typed.is_empty() {
            return Err(PasswordError::Empty);
        }
        if typed.trim() != typed {
            return Err(PasswordError::Space);
        }
        let password = stringprep::saslprep(typed).map_err(|_| PasswordError::Sign)?;
        if password.chars().count() < Password::SHORTEST {
            return Err(PasswordError::Short);
        }
        if password.len() > Password::LONGEST {
            return Err(PasswordError::Long);
        }
        Ok(Password(password.into_owned()))
    }

    /// The password itself, for the encryption alone.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(not shown)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Password, PasswordError};

    #[test]
    fn what_is_a_password_and_what_is_none() {
        let long = "x".repeat(Password::LONGEST);
        let cases: &[(&str, Result<(), PasswordError>)] = &[
            ("", Err(PasswordError::Empty)),
            ("heron", Err(PasswordError::Short)),
            ("eleven sign", Err(PasswordError::Short)),
            ("twelve signs", Ok(())),
            ("écriture été", Ok(())),
            (" heron bakery lamp", Err(PasswordError::Space)),
            ("heron bakery lamp\t", Err(PasswordError::Space)),
            ("heron\u{7}bakery lamp", Err(PasswordError::Sign)),
            ("heron\u{e000}bakery lamp", Err(PasswordError::Sign)),
            (&long, Ok(())),
            (&format!("{long}x"), Err(PasswordError::Long)),
            // 64 letters, but 128 bytes.
            (&"é".repeat(64), Err(PasswordError::Long)),
            // A soft hyphen is nothing to a reader, so what counts is what is left.
            ("twelve sign\u{ad}", Err(PasswordError::Short)),
        ];
        for (typed, expected) in cases {
            assert_eq!(&Password::new(typed).map(drop), expected, "{typed:?}");
        }
    }

    #[test]
    fn an_accent_is_one_letter_however_it_was_typed() {
        let (one, two) = ("caf\u{e9} lamp heron", "cafe\u{301} lamp heron");
        let [one, two] = [one, two].map(|typed| Password::new(typed).expect("a password"));
        assert_eq!(one.reveal(), two.reveal());
    }

    #[test]
    fn it_is_never_shown() {
        let password = Password::new("heron bakery lamp").expect("a password");
        assert!(!format!("{password:?} {password:#?}").contains("heron"));
    }
}
