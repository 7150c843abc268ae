//! What the files of copies are called: after the plan's reference and whose copy it is, never after a person.

use std::collections::BTreeSet;

use crate::digest::Digest;
use crate::load::Loaded;
use crate::plan::{Plan, Recipient};

/// The plan's reference, with nothing in it that a file system minds. A draft without one is called after its file, but
/// where that may be called after the child.
pub(crate) fn stem(loaded: &Loaded) -> String {
    let plan = &loaded.plan;
    let given = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if let Some(id) = given(&plan.plan.id) {
        return safe(&id);
    }
    let own = loaded.path.file_stem().unwrap_or_default();
    let own = own.to_string_lossy();
    if given(&plan.child.name).is_some() && plan.child.named_in(&own).is_none() {
        return safe(&own);
    }
    no_reference(&own)
}

/// What copies are called after where the only name at hand may be a child's.
pub(crate) fn no_reference(name: &str) -> String {
    let digest = Digest::of(name.as_bytes()).to_string();
    format!(
        "no-reference-{}",
        digest.chars().take(8).collect::<String>()
    )
}

/// A file name that every file system takes: letters, figures, dots, dashes and underlines, not too long, and none of the
/// names that Windows keeps for itself.
pub(crate) fn safe(name: &str) -> String {
    /// In bytes, of the 255 that a file system gives a name: what follows it must fit too.
    const LONGEST: usize = 120;
    const TAKEN: &[&str] = &["con", "prn", "aux", "nul"];
    let kept = |letter: char| {
        if letter.is_alphanumeric() || "-_.".contains(letter) {
            letter
        } else {
            '-'
        }
    };
    let mut kept: String = name.chars().map(kept).collect();
    while kept.len() > LONGEST {
        kept.pop();
    }
    let name = kept.trim_matches(['.', '-']).to_owned();
    // Windows keeps these names with any ending.
    let first = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = (first.starts_with("com") || first.starts_with("lpt")) && first.len() == 4;
    if name.is_empty() || port || TAKEN.contains(&first.as_str()) {
        return format!("plan-{name}");
    }
    name
}

/// Whether a file in a folder of copies is called as one of a plan's copies may be, now or before.
pub(super) fn is_of(stem: &str, file: &str) -> bool {
    const WHOSE: [&str; 6] = ["parent", "young-person", "child", "wall", "staff", "review"];
    let (file, stem) = (file.to_lowercase(), stem.to_lowercase());
    let ending = file.strip_suffix(".pdf").and_then(|file| {
        let ending = file.strip_prefix(&stem)?;
        ending.strip_prefix('-')
    });
    let is_one = |whose: &str| {
        let more = ending.and_then(|ending| ending.strip_prefix(whose));
        more.is_some_and(|more| more.is_empty() || more.starts_with('-'))
    };
    WHOSE.into_iter().any(is_one)
}

/// What is behind the plan's reference in the name of each recipient's copy: who they are to the child, such as
/// `parent-mother`, and never which of the recipients, so that a copy keeps its name whoever else is added or taken out.
///
/// Two who are the same to the child are told apart by figures of a hash of their names.
pub(crate) fn endings(plan: &Plan) -> Vec<String> {
    let recipients = &plan.recipients;
    let alike: Vec<String> = recipients.iter().map(|one| ending(one, plan)).collect();
    let shared = |index: usize| {
        let own = alike.get(index);
        alike.iter().filter(|other| Some(*other) == own).count() > 1
    };
    let with_figures = |figures: usize| -> Vec<String> {
        let each = recipients.iter().zip(&alike).enumerate();
        let ending = |(index, (one, ending)): (usize, (&Recipient, &String))| {
            if !shared(index) {
                return ending.clone();
            }
            let name = one.name.as_deref().unwrap_or_default();
            let email = one.email.as_deref().unwrap_or_default();
            // Under one name there may be two people, with an address each; or, in a draft, two who have neither yet.
            let twins = |other: &Recipient| other.name == one.name && other.email == one.email;
            let before = recipients.iter().take(index).filter(|other| twins(other));
            let whose = format!("{name}\n{email}\n{}", before.count());
            let number = Digest::of(whose.as_bytes()).number();
            let number = format!("{number:020}");
            format!("{ending}-{}", number.get(..figures).unwrap_or(&number))
        };
        each.map(ending).collect()
    };
    let apart = |names: &Vec<String>| names.iter().collect::<BTreeSet<_>>().len() == names.len();
    // Four figures are enough but for a chance in thousands.
    let names = [4, 8, 20].into_iter().map(with_figures).find(apart);
    names.unwrap_or_default()
}

/// `young-person`, or `parent-` and the relationship as far as it names nobody.
fn ending(recipient: &Recipient, plan: &Plan) -> String {
    /// In letters: a relationship is a word or two, and a longer one is a story.
    const LONGEST: usize = 24;
    if recipient.is_self() {
        return "young-person".to_owned();
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let people = plan.recipients.iter().filter_map(|one| one.name.as_ref());
    let people = people.chain(&plan.child.name).chain(&plan.child.known_as);
    let named: BTreeSet<String> = people.flat_map(|name| words(name)).collect();
    let relationship = words(recipient.relationship.as_deref().unwrap_or_default());
    let slug = relationship.join("-");
    let names_somebody = relationship.iter().any(|word| named.contains(word));
    match slug.chars().count() {
        0 => "parent".to_owned(),
        _ if names_somebody => "parent".to_owned(),
        count if count > LONGEST => "parent".to_owned(),
        _ => format!("parent-{slug}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{endings, safe};
    use crate::plan::{Plan, Recipient};

    #[test]
    fn file_names_are_safe_everywhere() {
        let cases = [
            ("KF-042", "KF-042"),
            ("KF/042", "KF-042"),
            ("../../etc", "etc"),
            ("CON", "plan-CON"),
            ("com1", "plan-com1"),
            ("nul.2026", "plan-nul.2026"),
            ("CONNOR", "CONNOR"),
            ("a/../b", "a-..-b"),
            ("🎈", "plan-"),
            ("KF\u{202e}fdp.240", "KF-fdp.240"),
            ("...", "plan-"),
            ("4B: new", "4B--new"),
        ];
        for (typed, made) in cases {
            assert_eq!(safe(typed), made);
        }
        assert!(safe(&"é".repeat(300)).len() < 200);
        assert!(safe(&"𐌰".repeat(300)).len() < 200);
    }

    fn plan(recipients: &[(&str, &str)]) -> Plan {
        let recipient = |(name, relationship): &(&str, &str)| Recipient {
            name: Some((*name).to_owned()).filter(|name| !name.is_empty()),
            relationship: Some((*relationship).to_owned()),
            ..Recipient::default()
        };
        let mut plan = Plan::default();
        plan.child.name = Some("Rose Quartz".to_owned());
        plan.recipients = recipients.iter().map(recipient).collect();
        plan
    }

    #[test]
    fn a_recipients_copy_is_called_by_who_they_are_to_the_child() {
        let cases = [
            ("mother", "parent-mother"),
            ("Step-Father ", "parent-step-father"),
            ("self", "young-person"),
            ("", "parent"),
            ("Mrs Onyx, her aunt", "parent"),
            ("the neighbour who fetches her on Fridays", "parent"),
            ("mamá", "parent-mamá"),
        ];
        for (relationship, ending) in cases {
            let plan = plan(&[("Pearl Onyx", relationship)]);
            assert_eq!(endings(&plan), [ending], "{relationship}");
        }
    }

    #[test]
    fn no_recipients_copy_is_called_by_their_place_in_the_list() {
        let (a, b, c) = (
            ("Pearl Onyx", "mother"),
            ("Jade Onyx", "mother"),
            ("Flint Onyx", "father"),
        );
        let named = |order: &[(&str, &str)]| {
            let names = endings(&plan(order));
            let mut named: Vec<(String, String)> = order
                .iter()
                .zip(names)
                .map(|((name, _), ending)| ((*name).to_owned(), ending))
                .collect();
            named.sort();
            named
        };
        let one = named(&[a, b, c]);
        assert_eq!(one, named(&[c, b, a]));
        assert_eq!(one, named(&[b, c, a]));
        assert!(one.iter().all(
            |(name, ending)| name == "Flint Onyx" || ending.len() == "parent-mother-1234".len()
        ));
        assert_eq!(endings(&plan(&[c])), ["parent-father"]);
        // Not even those of whom nothing is known yet share a name.
        let nobody = endings(&plan(&[("", ""), ("", "")]));
        assert_ne!(nobody[0], nobody[1]);
    }
}
