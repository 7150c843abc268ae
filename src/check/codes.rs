//! Codes, numbers and names: the pupil number, the year group, pronouns, addresses, targets taken over.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Datelike;

use super::smart::{child, filled};
use super::{Findings, Mend, language};
use crate::address::Address;
use crate::diagnostic::{Part, Rule, message, value, words};
use crate::format::at;
use crate::plan::Next;

pub(super) fn run(findings: &mut Findings<'_>) {
    upn(findings);
    age(findings);
    pronouns(findings);
    unchanged(findings);
    emails(findings);
}

/// Addresses that no letter could be sent to: those of the recipients, and the SENCO's, which the copies print.
fn emails(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let recipients = plan.recipients.iter().enumerate();
    let recipients =
        recipients.map(|(index, to)| (at!("recipients", index, "email"), filled(&to.email)));
    let senco = filled(&plan.school.senco.email);
    let senco = (at!("school", "senco", "email"), senco);
    for (path, email) in recipients.chain([senco]) {
        let Some(email) = email.filter(|email| email.parse::<Address>().is_err()) else {
            continue;
        };
        let message = "this is not one e-mail address";
        if let Some(address) = wrapped(email) {
            let help = message!("write “{}”", value(address));
            let mend = Mend {
                at: 0..email.len(),
                from: email.to_owned(),
                to: address.to_owned(),
            };
            findings.add_mended(Rule::BadEmail, path, message, help, vec![mend]);
            continue;
        }
        let help = if email.matches('@').count() > 1 {
            "write one address here, and give each other person an entry of their own under `recipients`"
        } else {
            "write it as name@mail.example, without spaces, or leave `email` out"
        };
        findings.add(Rule::BadEmail, path, message, help);
    }
}

/// The one address in what a browser or a mail program makes of it when it is copied: `mailto:…` or `<…>`.
fn wrapped(email: &str) -> Option<&str> {
    let email = email.trim();
    let bare = email
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let bare = bare.unwrap_or(email);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare).trim();
    bare.parse::<Address>().is_ok().then_some(bare)
}

/// The check letters of pupil numbers: I, O and S are left out.
const CHECK_LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The check letter that a pupil number should have; none where its form is wrong.
///
/// The twelve signs after the letter are weighted 2 to 13 and summed; the remainder by 23 chooses the letter. The last
/// sign of a temporary number is itself a letter and counts as its place among the check letters (Department for
/// Education, unique pupil numbers).
fn check_letter(upn: &str) -> Option<char> {
    let signs = upn.as_bytes();
    if signs.len() != 13 {
        return None;
    }
    let mut sum = 0;
    for (place, sign) in signs.iter().enumerate().skip(1) {
        let value = match sign {
            b'0'..=b'9' => usize::from(sign - b'0'),
            letter if place == 12 => CHECK_LETTERS.iter().position(|known| known == letter)?,
            _ => return None,
        };
        sum += value * (place + 1);
    }
    CHECK_LETTERS
        .get(sum % 23)
        .map(|letter| char::from(*letter))
}

fn upn(findings: &mut Findings<'_>) {
    let Some(typed) = filled(&findings.plan.child.upn) else {
        return;
    };
    let upn = typed.trim();
    let tidy: String = upn.split_whitespace().collect::<String>().to_uppercase();
    match check_letter(upn) {
        _ if check_letter(&tidy).is_some_and(|letter| tidy != upn && tidy.starts_with(letter)) => {
            let message =
                "a unique pupil number is written without spaces, and its letter as a capital";
            let help = message!("write \"{}\"", value(&tidy));
            let mend = Mend {
                at: 0..typed.len(),
                from: typed.to_owned(),
                to: tidy,
            };
            findings.add_mended(
                Rule::UpnCheckLetter,
                at!("child", "upn"),
                message,
                help,
                vec![mend],
            );
        }
        None => {
            let message = "this is not a unique pupil number: a letter and twelve figures";
            findings.add(
                Rule::UpnCheckLetter,
                at!("child", "upn"),
                message,
                "copy it again from the school's records, or leave it out",
            );
        }
        Some(letter) if !upn.starts_with(letter) => {
            let message =
                "the letter at the beginning of this pupil number does not fit its figures";
            findings.add(
                Rule::UpnCheckLetter,
                at!("child", "upn"),
                message,
                "one of the signs is wrong: copy the number again from the school's records",
            );
        }
        Some(_) => {}
    }
}

/// The year group against the age reached in the school year (September to August) in which the plan starts.
fn age(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let (Some(born), Some(year), Some(start)) = (
        plan.child.date_of_birth,
        plan.child.year_group,
        plan.plan.start,
    ) else {
        return;
    };
    if born >= start {
        let message = "this date of birth is not before the plan's first day";
        findings.add(
            Rule::YearGroupAndAge,
            at!("child", "date_of_birth"),
            message,
            "check the year",
        );
        return;
    }
    // A plan that is dated in August is for the year that begins in September.
    let school_year = start.year() - i32::from(start.month() < 8);
    // A child born from September on belongs to the next school year's intake.
    let birth_year = born.year() + i32::from(born.month() >= 9);
    let reached = school_year + 1 - birth_year;
    if reached != year.age_reached() {
        let usual = crate::plan::YearGroup::all().find(|usual| usual.age_reached() == reached);
        let message = match usual {
            Some(usual) => {
                let (usual, year) = (value(usual), value(year));
                message!(
                    "a child born on this day is usually in {}, and the plan says {}",
                    usual,
                    year
                )
            }
            None => message!("a child born on this day is not usually in {}", value(year)),
        };
        findings.add(
            Rule::YearGroupAndAge,
            at!("child", "year_group"),
            message,
            "check both; if the child is placed out of year, keep it",
        );
    }
}

fn pronouns(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    if plan.child.pronouns.is_none() || findings.too_long_to_judge() {
        return;
    }
    let names: Vec<&str> = [plan.child.name.as_deref(), plan.known_as()]
        .into_iter()
        .flatten()
        .collect();
    let child = child(findings, &names);
    for text in Arc::clone(&findings.texts).iter() {
        // Where several people are spoken of, a pronoun may be anyone's.
        let about_the_child = [
            "targets.target",
            "targets.success",
            "targets.baseline.text",
            "outcomes.text",
            "needs.",
            "adjustments",
            "previous.target",
            "child.communication",
        ];
        if about_the_child
            .iter()
            .any(|field| text.field.starts_with(field))
            && let Some(found) = language::pronouns(&text.text, &child)
        {
            findings.add_language(&text.path, vec![found]);
        }
    }
}

fn unchanged(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let words = |text: &str| {
        let words = text.split_whitespace().map(str::to_lowercase);
        words.collect::<Vec<_>>().join(" ")
    };
    let mut last = HashMap::new();
    for previous in &plan.previous {
        if let Some(text) = filled(&previous.target) {
            last.entry(words(text)).or_insert(previous.next);
        }
    }
    for (index, target) in plan.targets.iter().enumerate() {
        let Some(text) = filled(&target.target) else {
            continue;
        };
        let next = last.get(&words(text));
        if next.is_some_and(|next| *next != Some(Next::Continue)) {
            let message = message!(
                "target {} is word for word one of the last targets, which is not marked `continue`",
                number(index + 1)
            );
            findings.add(
                Rule::TargetUnchanged,
                at!("targets", index, "target"),
                message,
                "move it on from where the child is now, or write `next: continue` there",
            );
        }
    }
}

/// A count, which tells nothing of the child.
fn number(count: usize) -> Part {
    words(count.to_string())
}

#[cfg(test)]
mod tests {
    use super::check_letter;

    #[test]
    fn check_letters_of_pupil_numbers() {
        for valid in [
            "Y206999925001",
            "M206999925002",
            "X20699992501A",
            "B801200005001",
            "P207000016049",
        ] {
            assert_eq!(check_letter(valid), valid.chars().next(), "{valid}");
        }
        // A published example that is wrong: its letter should be P.
        assert_eq!(check_letter("Q207000016049"), Some('P'));
        assert_eq!(check_letter("Y20699992500"), None);
        assert_eq!(check_letter("Yüü6999925001"), None);
    }
}
