//! E-mail addresses and mailboxes, parsed strictly, because a mistake here reaches the wrong person or nobody.

use std::fmt;
use std::str::FromStr;

/// An e-mail address that every mail program accepts: ASCII characters, one `@`, a domain with a dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// An address and, if known, whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The person's name, on one line.
    pub name: Option<String>,
    /// Their address.
    pub address: Address,
}

/// A text that is not an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{}” is not an e-mail address: write one such as name@school.example", .0.escape_debug())]
pub struct NotAnAddress(String);

impl Address {
    /// Returns the address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two addresses are the same, ignoring case.
    pub fn same_as(&self, other: &Address) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }

    /// Whether two addresses may reach the same person. Anything after a `+` is ignored, and so are dots, as the
    /// largest provider (which also has two domain names) does. Different people whose addresses only differ in dots
    /// are taken for one, which errs on the safe side.
    pub fn reaches_as(&self, other: &Address) -> bool {
        let person = |address: &Address| {
            let address = address.0.to_ascii_lowercase();
            let (local, domain) = address.split_once('@').unwrap_or_default();
            let local = local.split('+').next().unwrap_or_default().replace('.', "");
            let domain = if domain == "googlemail.com" {
                "gmail.com"
            } else {
                domain
            };
            format!("{local}@{domain}")
        };
        person(self) == person(other)
    }

    /// Returns the part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Returns the address as a URI for calendars: `mailto:name@school.example`.
    pub fn uri(&self) -> String {
        let mut uri = String::from("mailto:");
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~@+!$'*".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                uri.push_str(&format!("%{byte:02X}"));
            }
        }
        uri
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Address, NotAnAddress> {
        let text = text.trim();
        let is_valid = text.len() <= 254
            && text
                .split_once('@')
                .is_some_and(|(local, domain)| is_local(local) && is_domain(domain));
        if is_valid {
            Ok(Address(text.to_owned()))
        } else {
            Err(NotAnAddress(text.to_owned()))
        }
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    local.len() <= 64
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(allowed))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let ends_in_letters = domain
        .rsplit('.')
        .next()
        .is_some_and(|last| last.len() > 1 && last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    domain.contains('.') && ends_in_letters && domain.split('.').all(label)
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Mailbox {
    type Err = NotAnAddress;

    /// Parses `name@school.example` or `Ms Jo Bell <name@school.example>`.
    fn from_str(text: &str) -> Result<Mailbox, NotAnAddress> {
        let error = || NotAnAddress(text.to_owned());
        let text = text.trim();
        let Some((name, rest)) = text.rsplit_once('<') else {
            let address = text.parse()?;
            return Ok(Mailbox {
                name: None,
                address,
            });
        };
        let address = rest.strip_suffix('>').ok_or_else(error)?;
        let address = address.parse().map_err(|_| error())?;
        let name = one_line(&unquoted(name.trim())).ok_or_else(error)?;
        // Another address would be a second person, who would be lost.
        if name.contains(['<', '>', '@']) {
            return Err(error());
        }
        Ok(Mailbox {
            name: (!name.is_empty()).then_some(name),
            address,
        })
    }
}

/// Removes the quotation marks around a whole name; those around part of it stay.
fn unquoted(name: &str) -> String {
    let inner = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'));
    match inner.map(|inner| (inner, inner.replace("\\\"", ""))) {
        Some((inner, rest)) if !rest.contains('"') => inner.replace("\\\"", "\""),
        _ => name.to_owned(),
    }
}

/// Returns the trimmed text if it is one visible line: no line breaks, control characters or direction overrides.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let text = text.trim();
    let hidden = |ch: char| {
        ch.is_control()
            || matches!(ch, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    (!text.contains(hidden)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_parsed_strictly() {
        for is_valid in [
            "senco@kingfisher.example",
            "o'brien+plans@n1.school.example",
            "a_b-c.d@x-y.org.uk",
        ] {
            assert!(is_valid.parse::<Address>().is_ok(), "{is_valid}");
        }
        let long = format!("{}@a.example", "a".repeat(65));
        for bad in [
            "",
            "@",
            "hodan",
            "hodan@",
            "@mail.example",
            "hodan@mail",
            "hodan@@mail.example",
            "hodan yusuf@mail.example",
            "hodan@mail..example",
            ".hodan@mail.example",
            "hodan@-mail.example",
            "hodan@mail.example\r\nBcc: x@y.example",
            "hodan@mail.example, abdi@mail.example",
            "<hodan@mail.example>",
            "hodan@192.168.0.1",
            "jörg@mail.example",
            "hodan@mäil.example",
            &long,
        ] {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_may_precede_the_address() {
        let named: Mailbox = "\"Dr Ruth Adeyemi\" <ruth@nhs.example>"
            .parse()
            .expect("a person");
        assert_eq!(named.name.as_deref(), Some("Dr Ruth Adeyemi"));
        for (typed, name) in [
            ("Tom \"Tommy\" <t@k.example>", "Tom \"Tommy\""),
            ("\"Tommy\" Reilly <t@k.example>", "\"Tommy\" Reilly"),
            ("\"Tom\" or \"Tommy\" <t@k.example>", "\"Tom\" or \"Tommy\""),
            (
                "\"Tom \\\"Tommy\\\" Reilly\" <t@k.example>",
                "Tom \"Tommy\" Reilly",
            ),
            ("\"Reilly, Tom\" <t@k.example>", "Reilly, Tom"),
        ] {
            let person: Mailbox = typed.parse().expect("a person");
            assert_eq!(person.name.as_deref(), Some(name));
        }
        let bare: Mailbox = "ruth@nhs.example".parse().expect("an address");
        assert_eq!(bare.name, None);
        for bad in [
            "Ruth <ruth@nhs.example",
            "Ruth <ruth>",
            "Ruth\nBcc: x <ruth@nhs.example>",
            "Ruth ruth@nhs.example",
            "A <a@b.example>, B <b@b.example>",
            "a@b.example, B <b@b.example>",
        ] {
            assert!(bad.parse::<Mailbox>().is_err(), "{bad}");
        }
    }

    #[test]
    fn tags_and_dots_do_not_make_another_address() {
        let address = |text: &str| text.parse::<Address>().expect("an address");
        let own = address("abdi.yusuf@mail.example");
        for same in [
            "abdi.yusuf+x@mail.example",
            "Abdi.Yusuf+school+x@Mail.example",
            "abdiyusuf@mail.example",
            "a.b.d.i.yusuf@mail.example",
        ] {
            assert!(own.reaches_as(&address(same)) && address(same).reaches_as(&own));
        }
        for other in ["abdi@mail.example", "abdi.yusuf@work.example"] {
            assert!(!own.reaches_as(&address(other)));
        }
        let (first, other) = (
            address("h.yusuf@gmail.com"),
            address("HYusuf+plan@GoogleMail.com"),
        );
        assert!(first.reaches_as(&other));
    }

    #[test]
    fn an_address_is_escaped_in_a_uri() {
        let address: Address = "a%b/c'd+e@x.example".parse().expect("an address");
        assert_eq!(address.uri(), "mailto:a%25b%2Fc'd+e@x.example");
    }
}
