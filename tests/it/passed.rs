//! What `check` passes is made: random texts, settings that silence rules, and templates that are broken at random.
//!
//! `TRIALS=2000 cargo test --test it -- passed::` tries more of each.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use sendplan::diagnostic::Rule;
use sendplan::press::{Press, PressError, printable_letters};
use sendplan::template::Template;
use sendplan::{Checks, MakeError, Reader, check, copies, load_from};

use crate::memory::{Files, files};

const PLAN: &str = include_str!("../cases/check/base.yaml");

fn trials(usually: usize) -> usize {
    let more = env::var("TRIALS").ok().and_then(|more| more.parse().ok());
    more.unwrap_or(usually)
}

/// Numbers that look like chance and are the same each time (Knuth's generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Makes every copy of a plan that has no errors, and says whether it had none.
fn is_made(there: &Files, template: Option<&Template>, own_layout: bool) -> bool {
    let mut loaded = load_from(there, "plan.yaml").expect("a plan");
    let mut checks = Checks::default();
    if let Some(template) = template {
        loaded = loaded.in_words_of(template);
        checks.template = Some(template.clone());
    }
    let Ok(checked) = check(&loaded, &checks) else {
        return false;
    };
    let press = match template {
        Some(template) => Press::with(template, Vec::new()),
        None => Press::new(),
    };
    if let Err(why) = copies(&checked, Reader::EVERY, None, &press.expect("a press")) {
        // What is wrong with a layout that an authority wrote may only show when it is used: then it is told where.
        if own_layout
            && matches!(&why, MakeError::Press(PressError::Layout { at, .. }) if at.contains(".typ"))
        {
            return false;
        }
        let shown = |(path, bytes): (&PathBuf, &Vec<u8>)| {
            format!(
                "--- {}\n{}\n",
                path.display(),
                String::from_utf8_lossy(bytes)
            )
        };
        let all: String = there.iter().map(shown).collect();
        panic!("{why:?}\n{all}");
    }
    true
}

#[test]
fn texts_of_any_letters_that_pass_are_made() {
    let letters: Vec<char> = printable_letters()
        .into_iter()
        .filter_map(char::from_u32)
        .collect();
    let places = [
        "I make my friends laugh",
        "I like school best in the afternoon.",
        "I want to be a vet and look after horses.",
        "Rehearsal of the day's question",
        "Dr Ruth Adeyemi",
        "Amina Yusuf",
        "Kingfisher Primary School",
        "Help card taped to the table",
        "The Nest",
    ];
    // Where marks join what is before them, and letters change with what is around them.
    let blocks = [
        0x300..0x370,
        0x600..0x700,
        0x750..0x780,
        0x8a0..0x900,
        0x900..0x980,
        0x980..0xa00,
        0xa00..0xb00,
        0xb80..0xc00,
        0x1200..0x1380,
        0x1ab0..0x1b00,
        0x1e00..0x2070,
        0xe000..0xf900,
        0xfb00..0xfe10,
        0xfe20..0xff00,
        0x1f000..0x1fb00,
        0xe0000..0xe01f0,
        0xf0000..0xf0010,
    ];
    let mut chance = Chance(11);
    let mut made = 0;
    for _ in 0..trials(60) {
        let mut plan = PLAN.replace("status: agreed", "status: draft");
        let any = chance.below(6) == 0;
        let block = blocks[chance.below(blocks.len())].clone();
        let of_block: Vec<char> = block.clone().filter_map(char::from_u32).collect();
        let shown: Vec<char> = letters
            .iter()
            .copied()
            .filter(|letter| block.contains(&u32::from(*letter)))
            .collect();
        let from = if any || shown.is_empty() {
            &of_block
        } else {
            &shown
        };
        for _ in 0..4 {
            let place = chance.one(&places);
            let mut text = String::new();
            for _ in 0..=chance.below(24) {
                text.push(match chance.below(8) {
                    0 => ' ',
                    1 => chance.one(&letters),
                    2 => chance.one(&['a', 'W', '1', '\u{301}', '\u{200d}', '\u{fe0f}', '-']),
                    _ => chance.one(from),
                });
            }
            let text = text.replace(['"', '\\', '\n', '\r'], "");
            let quoted = format!("\"{place} {text}\"");
            plan = plan.replacen(&format!(": {place}\n"), &format!(": {quoted}\n"), 1);
            plan = plan.replacen(&format!("- {place}\n"), &format!("- {quoted}\n"), 1);
        }
        made += usize::from(is_made(&files(&[("plan.yaml", plan)]), None, false));
    }
    assert!(made > 5, "only {made} passed");
}

#[test]
fn plans_of_schools_that_switch_off_what_they_may_are_made() {
    let off = Rule::ALL.iter().filter(|rule| !rule.is_fixed());
    let off: String = off
        .map(|rule| format!("  {}: off\n", rule.name()))
        .collect();
    let school = format!("checks:\n{off}");
    let picture = std::fs::read("examples/plans/KF-042.jpg");
    let picture = picture.unwrap_or_else(|_| b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>".to_vec());
    let with_photo = PLAN.replace(
        "  known_as: Amina\n",
        "  known_as: Amina\n  photo:\n    file: photo\n    alt: A girl\n",
    );
    let with_photo = with_photo.replace(
        "  senco:\n",
        "  logo:\n    file: photo\n    alt: A bird\n  senco:\n",
    );
    let mut chance = Chance(5);
    let mut made = 0;
    for round in 0..trials(60) {
        let mut lines: Vec<&str> = with_photo.lines().collect();
        if round == 0 {
            lines.retain(|line| !line.contains("alt:"));
        }
        for _ in 0..chance.below(12) {
            let at = chance.below(lines.len());
            let indent = |line: &str| line.len() - line.trim_start().len();
            let inside = lines[at + 1..]
                .iter()
                .take_while(|line| indent(line) > indent(lines[at]));
            let end = at + 1 + inside.count();
            // A whole part goes, or what stands behind its name.
            match (chance.below(3), lines[at].split_once(": ")) {
                (0, _) => drop(lines.drain(at..end)),
                (_, Some((key, _))) if !key.contains('#') => lines[at] = &lines[at][..=key.len()],
                _ => drop(lines.remove(at)),
            }
        }
        let plan = lines.join("\n") + "\n";
        let there = files(&[
            ("plan.yaml", plan.as_bytes()),
            ("school.yaml", school.as_bytes()),
            ("photo", picture.as_slice()),
        ]);
        made += usize::from(is_made(&there, None, false));
    }
    assert!(made > 10, "only {made} passed");
}

#[test]
fn templates_that_pass_are_printed() {
    let folder = crate::program::root().join("layouts/islington");
    let names = [
        "template.yaml",
        "words.yaml",
        "parent.typ",
        "child.typ",
        "staff.typ",
        "review.typ",
    ];
    let whole = names.map(|name| {
        (
            name,
            std::fs::read_to_string(folder.join(name)).expect(name),
        )
    });
    let pieces = [
        "", " ", "x", "\n", "\"", "#", "(", ")", "[", "]", "{", "}", ": ", "- ", "0", "none", "é",
        "\u{202e}", ",",
    ];
    let mut chance = Chance(23);
    let mut passed = 0;
    for round in 0..trials(120) {
        let mut own: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (name, text) in &whole[..2] {
            own.insert((*name).to_owned(), text.clone().into_bytes());
        }
        // The two files of words are broken more often than the layouts.
        let (name, text) = &whole[if round % 3 == 0 {
            chance.below(whole.len())
        } else {
            chance.below(2)
        }];
        let mut text: Vec<char> = text.chars().collect();
        for _ in 0..=chance.below(3) {
            let at = chance.below(text.len());
            let end = (at + chance.below(12)).min(text.len());
            text.splice(at..end, chance.one(&pieces).chars());
        }
        own.insert(
            (*name).to_owned(),
            text.into_iter().collect::<String>().into_bytes(),
        );
        let Ok(template) = Template::from_files("template", &own) else {
            continue;
        };
        passed += 1;
        let there = files(&[("plan.yaml", PLAN)]);
        is_made(&there, Some(&template), name.ends_with(".typ"));
    }
    assert!(passed > 10, "only {passed} passed");
}
