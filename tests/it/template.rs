//! Templates as data: each case spoils the embedded one in one way and holds what is found in it; and another authority's works.
//!
//! `tests/cases/template/NAME.yaml` says what is changed in its files; `NAME.jsonl` what is found.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sendplan::diagnostic::Diagnostic;
use sendplan::report::{Format, Style, render};
use sendplan::template::Template;
use sendplan::{Checks, Loaded, Reader, check, load_from};
use serde::Deserialize;

use crate::pdf;
use crate::program::root;

type Files = BTreeMap<String, Vec<u8>>;

/// Changes of the template's files.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Case {
    template: Vec<Change>,
    words: Vec<Change>,
    /// Files put beside them, each sign of which is a byte.
    files: BTreeMap<String, String>,
    /// A text in the place of the whole `template.yaml`.
    whole: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    find: String,
    put: String,
}

fn islington(file: &str) -> String {
    fs::read_to_string(root().join("layouts/islington").join(file)).expect(file)
}

fn changed(text: String, changes: &[Change]) -> Vec<u8> {
    let mut text = text;
    for Change { find, put } in changes {
        assert!(text.contains(find), "`{find}` is not in the template");
        text = text.replacen(find, put, 1);
    }
    text.into_bytes()
}

impl Case {
    fn files(&self) -> Files {
        let template = changed(islington("template.yaml"), &self.template);
        let whole = self.whole.as_ref().map(|text| text.clone().into_bytes());
        let mut files = Files::from([
            ("template.yaml".to_owned(), whole.unwrap_or(template)),
            (
                "words.yaml".to_owned(),
                changed(islington("words.yaml"), &self.words),
            ),
        ]);
        let byte = |sign: char| u8::try_from(sign).unwrap_or(b'?');
        for (name, text) in &self.files {
            files.insert(name.clone(), text.chars().map(byte).collect());
        }
        files
    }
}

fn found(files: &Files) -> Vec<Diagnostic> {
    Template::from_files("template", files)
        .err()
        .unwrap_or_default()
}

#[test]
fn each_way_of_spoiling_a_template_is_found_at_its_line() {
    let folder = root().join("tests/cases/template");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    cases.sort();
    assert!(cases.len() > 20, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for path in &cases {
        let case: Case = serde_yaml::from_str(&fs::read_to_string(path).expect("a case"))
            .unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let style = Style {
            colour: false,
            excerpt: true,
        };
        let told = render(&found(&case.files()), Format::Json, style);
        let expected = path.with_extension("jsonl");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &told).expect("the expectation is written");
        } else if told != fs::read_to_string(&expected).unwrap_or_default() {
            wrong.push(format!("{}\n{told}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All that is embedded is read again as another authority's would be.
#[test]
fn the_embedded_template_is_a_good_one() {
    let template = Template::from_folder(&root().join("layouts/islington")).expect("a template");
    assert_eq!(template.name, "islington-2015-reconstructed");
    assert!(template.required.len() > 50, "{}", template.required.len());
}

/// Whatever is cut off, left out or put in: there is a template or there are reasons, and nothing stops the program.
#[test]
fn no_brokenness_of_a_template_stops_the_program() {
    let whole = Case::default().files();
    let mut told = 0;
    for name in ["template.yaml", "words.yaml"] {
        let bytes = &whole[name];
        let mut spoiled: Vec<Vec<u8>> = (0..bytes.len())
            .step_by(331)
            .map(|end| bytes[..end].to_vec())
            .collect();
        for at in (0..bytes.len()).step_by(467) {
            for sign in [
                b"\0".as_slice(),
                b"\xFF",
                b"{",
                b"\n- ",
                b"\t",
                b": ",
                b"\"",
                b"[]",
                b"{}",
            ] {
                let (before, after) = bytes.split_at(at);
                spoiled.push([before, sign, after].concat());
            }
        }
        let deep = "a:\n".repeat(3) + &"- ".repeat(4000);
        spoiled.extend([
            Vec::new(),
            b"[]".to_vec(),
            b"- a\n- b".to_vec(),
            deep.into_bytes(),
        ]);
        for bytes in spoiled {
            let mut files = whole.clone();
            files.insert(name.to_owned(), bytes);
            let found = found(&files);
            told += usize::from(!found.is_empty());
            assert!(found.iter().all(|found| found.help.is_some()), "{found:?}");
        }
    }
    assert!(told > 100, "{told}");
}

/// A plan as a school in Wales writes it: its roles and its decisions in its own words.
fn welsh(template: &Template, plan: &str) -> Loaded {
    let folder = root().join("examples/plans");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect(name);
    let own = |text: String| {
        text.replace("SENCO", "ALNCo")
            .replace("provision: K", "provision: school")
            .replace(
                "area: social, emotional and mental health",
                "area: behaviour, emotional and social development",
            )
    };
    let mut files = crate::memory::files(&[
        ("plan.yaml", own(text(plan))),
        ("school.yaml", own(text("school.yaml"))),
    ]);
    for (name, bytes) in crate::files::tree(&folder.join("pictures")) {
        files.insert(Path::new("pictures").join(name), bytes);
    }
    let loaded = load_from(&files, "plan.yaml").expect("a plan");
    loaded.in_words_of(template)
}

#[test]
fn a_folder_of_words_and_order_makes_waless_plan() {
    let folder = root().join("examples/templates/wales");
    let template = Template::from_folder(&folder).expect("the example is a template");
    let own: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    assert!(
        own.iter()
            .all(|path| path.extension().is_some_and(|ending| ending == "yaml")),
        "{own:?}"
    );
    let press = sendplan::press::Press::with(&template, Vec::new()).expect("its layouts");
    let mut checks = Checks::default();
    checks.template = Some(template.clone());
    for plan in [
        "KF-042.yaml",
        "KF-077.yaml",
        "KF-061.yaml",
        "three-cycles/KF-024-2.yaml",
    ] {
        let loaded = welsh(&template, plan);
        let checked = check(&loaded, &checks).expect(plan);
        for format in sendplan::plan::Format::ALL {
            let made = sendplan::copies(&checked, Reader::EVERY, Some(*format), &press);
            for copy in made.expect("copies") {
                let text =
                    pdf::letters(&copy.pdf.bytes).concat() + &pdf::behind_the_page(&copy.pdf.bytes);
                let bare = text.replace(char::is_whitespace, "");
                for england in ["SENCO", "SENsupport", "SENDSupport", "EHC"] {
                    assert!(!bare.contains(england), "{}: {england}", copy.file_name);
                }
                if copy.reader == Reader::Staff {
                    assert!(bare.contains("ALNCo"), "{}", copy.file_name);
                    in_order(&bare, &copy.file_name);
                }
            }
        }
    }
}

/// Whether the headings of the staff copy stand in the order of the standard form.
fn in_order(text: &str, name: &str) {
    let mut at = 0;
    for heading in [
        "1ABiographicalinformation",
        "1BResponsibilityfortheplan",
        "1CProfile",
        "2AAdditionallearningneeds",
        "2BIntendedoutcomes",
        "2BTargets",
        "2BAdditionallearningprovision",
        "3ARecordofinformation",
    ] {
        let found = text.get(at..).and_then(|rest| rest.find(heading));
        let found = found.unwrap_or_else(|| panic!("{name}: {heading} is missing or out of order"));
        at += found + heading.len();
    }
}

/// Every word has its place on a page, and nothing asks for a word that there is not.
#[test]
fn every_word_is_used() {
    let words: serde_json::Value = serde_yaml::from_str(&islington("words.yaml")).expect("words");
    let mut used = Vec::new();
    let mut add = |text: &str, before: &str, ends: &[char]| {
        for (at, _) in text.match_indices(before) {
            let rest = &text[at + before.len()..];
            let path = rest.split(ends).next().unwrap_or_default();
            let path = path
                .trim_end_matches(".values")
                .trim_end_matches(".at")
                .trim_end_matches(".split");
            used.push(path.to_owned());
        }
    };
    let is_no_name = |folder: &str, ending: &str, each: &mut dyn FnMut(&str)| {
        let mut waiting = vec![root().join(folder)];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("a file").path();
                if path.is_dir() {
                    waiting.push(path);
                } else if path.extension().is_some_and(|known| known == ending) {
                    each(&fs::read_to_string(&path).expect("a text"));
                }
            }
        }
    };
    let no_name: Vec<char> = " ,()[]{}#:;\n\"\\".chars().collect();
    is_no_name("layouts/islington", "typ", &mut |text| {
        add(text, "wording.", &no_name)
    });
    is_no_name("src/copy", "rs", &mut |text| add(text, "\"all.", &no_name));
    for path in &mut used {
        *path = path.trim_end_matches('.').to_owned();
        let there = |path: &str| {
            let pointer = format!("/{}", path.replace('.', "/"));
            words.pointer(&pointer).is_some()
        };
        if !there(path) {
            path.insert_str(0, "all.");
        }
        assert!(there(path), "there is no word `{path}`");
    }
    let mut unused = Vec::new();
    leaves(&words, String::new(), &mut |leaf| {
        let within = |path: &String| leaf == *path || leaf.starts_with(&format!("{path}."));
        if !used.iter().any(within) {
            unused.push(leaf);
        }
    });
    assert!(unused.is_empty(), "{unused:?}");
}

fn leaves(words: &serde_json::Value, path: String, each: &mut impl FnMut(String)) {
    match words.as_object() {
        Some(below) => {
            for (name, below) in below {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                leaves(below, path, each);
            }
        }
        None => each(path),
    }
}
