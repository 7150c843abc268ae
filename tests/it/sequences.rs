//! Whatever is changed between two runs into one folder, by `render` and by `export`: no file holds what its reader may not
//! see, and no child's file becomes another's.
//!
//! `LEAK_PLANS=20000 cargo test sequences` goes on for twenty times as many steps.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::files::tree;
use crate::marked::{Text, marks, plans};
use crate::pdf;
use crate::program::{TODAY, ended, said, sendplan};
use crate::replaced::Chance;
use crate::told::{all, ready};

const STEPS: u32 = 30;

/// The names that a child may have: the one that the first plan gives, and another after a while.
const NAMES: [[&str; 2]; 3] = [
    ["Ada Quartz", "Ada Garnet"],
    ["Ben Onyx", "Ben Zircon"],
    ["Cleo Beryl", "Cleo Topaz"],
];

const PARENTS: [(&str, &str); 4] = [
    ("mother", "Pearl Jasper"),
    ("father", "Flint Agate"),
    ("mother", "Jade Marble"),
    ("carer", "Opal Slate"),
];

/// What a plan says at the moment beside its random texts.
#[derive(Clone)]
struct State {
    /// A plan by chance, each of its texts marked.
    plan: Value,
    name: usize,
    reference: usize,
    cycle: usize,
    status: &'static str,
    parents: Vec<usize>,
}

struct School {
    folder: tempfile::TempDir,
    chance: Chance,
    runner: TestRunner,
    children: Vec<State>,
    /// Every text of every plan, by the number of its mark, and whose it is.
    texts: Vec<(usize, Text)>,
    /// What was found in each file, and in whose name.
    owners: BTreeMap<String, (Vec<u8>, &'static str)>,
}

impl School {
    fn new() -> School {
        let mut school = School {
            folder: tempfile::tempdir().expect("a folder"),
            chance: Chance(11),
            runner: TestRunner::deterministic(),
            children: Vec::new(),
            texts: Vec::new(),
            owners: BTreeMap::new(),
        };
        fs::create_dir(school.folder.path().join("plans")).expect("a folder");
        for child in 0..NAMES.len() {
            let plan = school.random(child);
            school.children.push(State {
                plan,
                name: 0,
                reference: child,
                cycle: 2,
                status: "draft",
                parents: vec![child],
            });
            school.save(child);
        }
        school
    }

    /// Another plan of a child's.
    fn random(&mut self, child: usize) -> Value {
        let marked = plans()
            .new_tree(&mut self.runner)
            .expect("a plan")
            .current();
        let plan = marked.counted_from(self.texts.len());
        let texts = marked.texts.into_iter().map(|text| (child, text));
        self.texts.extend(texts);
        plan
    }

    fn save(&self, child: usize) {
        let state = &self.children[child];
        let mut plan = state.plan.clone();
        ready(&mut plan, child);
        plan["plan"]["id"] = json!(format!("ZZ-{}", state.reference));
        plan["plan"]["cycle"] = json!(state.cycle);
        plan["plan"]["status"] = json!(state.status);
        plan["plan"]["start"] = json!(format!("202{}-11-02", state.cycle));
        plan["plan"]["review"] = json!(format!("202{}-03-01", state.cycle + 1));
        plan["review"]["meeting"] = Value::Null;
        plan["child"]["name"] = json!(NAMES[child][state.name]);
        plan["child"]["known_as"] = Value::Null;
        let parents = state.parents.iter().map(|parent| {
            let (relationship, name) = PARENTS[*parent];
            json!({"name": name, "relationship": relationship})
        });
        plan["recipients"] = parents.collect();
        let text = serde_yaml::to_string(&plan).expect("a plan as YAML");
        let path = self.folder.path().join(format!("plans/{child}.yaml"));
        fs::write(path, text).expect("a plan");
    }

    /// Changes one thing about one child's plan.
    fn change(&mut self) -> usize {
        let child = self.chance.below(NAMES.len());
        let mut state = self.children[child].clone();
        match self.chance.below(8) {
            0 => state.plan = self.random(child),
            1 => state.name = self.chance.of(&[0, 0, 1]),
            2 => state.reference = self.chance.below(NAMES.len()),
            3 => state.reference = child,
            4 => state.cycle = self.chance.of(&[2, 3]),
            // A plan by chance is not fit to be agreed, so that it has errors then.
            5 => state.status = self.chance.of(&["draft", "draft", "draft", "agreed"]),
            6 => state.parents.reverse(),
            _ => {
                let all: Vec<usize> = (0..PARENTS.len()).collect();
                let some = all.into_iter().filter(|_| self.chance.below(2) == 0);
                state.parents = some.collect();
            }
        }
        self.children[child] = state;
        self.save(child);
        child
    }

    /// Makes copies into one folder, of this plan or of all of them; now and then it is a new folder.
    fn run(&mut self, child: usize) -> Output {
        if self.chance.below(8) == 0 {
            // There may be none yet.
            let _ = fs::remove_dir_all(self.folder.path().join("out"));
            self.owners.clear();
        }
        let plan = format!("plans/{child}.yaml");
        let mut arguments = match self.chance.below(2) {
            0 => vec!["render", &plan],
            _ => vec!["export", "plans", "--layout", "flat"],
        };
        arguments.extend([
            "-o",
            "out",
            "--no-excerpt",
            "--copy",
            "parent",
            "--copy",
            "child",
        ]);
        arguments.extend(self.chance.of(&[None, Some("--prune")]));
        arguments.extend(self.chance.of(&[None, Some("--copy=staff")]));
        ended(sendplan(self.folder.path(), TODAY, &arguments))
    }

    /// Holds every file that is new against what its reader may see, and against whose it was before; says how many there are.
    fn judge(&mut self, step: u32) -> usize {
        let mut now = BTreeMap::new();
        let mut news = 0;
        for (file, bytes) in tree(&self.folder.path().join("out")) {
            if !file.ends_with(".pdf") {
                let listed = marks(&String::from_utf8_lossy(&bytes));
                assert!(listed.is_empty(), "step {step}: {file} has words of a plan");
                continue;
            }
            let owner = match self.owners.remove(&file) {
                Some((before, owner)) if before == bytes => owner,
                before => {
                    news += 1;
                    let owner = self.owner(&file, &bytes);
                    let before = before.map_or(owner, |(_, before)| before);
                    assert_eq!(owner, before, "step {step}: {file} is another child's now");
                    owner
                }
            };
            now.insert(file, (bytes, owner));
        }
        self.owners = now;
        news
    }

    /// Whose copy a file is; that nobody else is in it, and nothing that its reader may not see.
    fn owner(&self, file: &str, bytes: &[u8]) -> &'static str {
        let letters = pdf::letters(bytes).concat();
        let behind = pdf::behind_the_page(bytes) + &String::from_utf8_lossy(bytes);
        let is_in = |name: &str| letters.contains(&pdf::squeeze(name)) || behind.contains(name);
        let named = NAMES.iter().enumerate();
        let named = named.flat_map(|(child, names)| names.iter().map(move |name| (child, *name)));
        let named: Vec<(usize, &str)> = named.filter(|(_, name)| is_in(name)).collect();
        let [(child, owner)] = named.as_slice() else {
            panic!("{file} is of {named:?}");
        };
        let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str());
        let reader = match stem.unwrap_or_default() {
            stem if stem.ends_with("-child") => 'C',
            stem if stem.ends_with("-staff") => 'S',
            _ => 'P',
        };
        let parents = PARENTS.iter().filter(|(_, name)| is_in(name)).count();
        let at_most = match reader {
            'P' => 1,
            'C' => 0,
            _ => PARENTS.len(),
        };
        assert!(parents <= at_most, "{file} names {parents} parents");
        for number in marks(&(letters + &behind)) {
            let (of, text) = &self.texts[number];
            assert_eq!(
                of, child,
                "{file} has `{}` of another child's plan",
                text.path
            );
            let may_see = text.copies.contains(reader);
            assert!(may_see, "{file} has `{}`", text.path);
        }
        owner
    }
}

#[test]
fn whatever_is_changed_no_file_tells_too_much_or_changes_hands() {
    let plans = std::env::var("LEAK_PLANS").ok();
    let plans = plans.and_then(|count| count.parse::<u32>().ok());
    let steps = plans.map_or(STEPS, |plans| plans * STEPS / 1000);
    let mut school = School::new();
    let (mut made, mut refused) = (0, 0);
    for step in 0..steps {
        let child = school.change();
        let output = school.run(child);
        assert!(
            marks(&all(&output)).is_empty(),
            "step {step}: {}",
            all(&output)
        );
        let told = said(&output);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "step {step}: {told}"
        );
        let news = school.judge(step);
        let kept = told.lines().filter(|line| line.starts_with("No copies of"));
        let kept = kept.filter(|line| line.contains("because `")).count();
        (made, refused) = (made + news, refused + kept);
    }
    let steps = usize::try_from(steps).expect("a number");
    assert!(
        made > steps / 2 && refused > steps / 6,
        "{made} made, {refused} refused in {steps} steps"
    );
}
