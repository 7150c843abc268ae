//! What becomes of a plan's copies when the plan changes, row by row as the table in docs/export.md says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use sendplan::export::{
    self, Event, Inventory, Layout, LocalWorker, Manifest, Options, OutputFolder, PackOptions,
    RunOptions, Shard, Worker,
};
use sendplan::press::{self, Press};
use sendplan::template::Template;
use sendplan::{Checks, Reader};

use crate::files::{copy_folder, tree};
use crate::replaced::{ADA, BEN, FLINT, PEARL, plan};

const DOCS: &str = include_str!("../../../docs/export.md");

const OLD: &str = "KF-1";
const CYCLE: u32 = 4;

/// The first cell of a row, and what is done to Ada's plan.
type Change = (&'static str, fn(&School));

const CHANGES: &[Change] = &[
    ("is removed", |school| school.remove("ada.yaml")),
    ("is moved to another folder", |school| {
        school.rename("ada.yaml", "moved/ada.yaml");
    }),
    ("is renamed as a file", |school| {
        school.rename("ada.yaml", "quartz.yaml");
    }),
    ("is of a child who changes class", |school| {
        school.change("class: Kingfisher", "class: Otters");
    }),
    ("is given a new reference", |school| {
        school.change("id: KF-1", "id: KF-9");
    }),
    ("is another child's, under the old reference", |school| {
        school.save("ada.yaml", &plan("Cleo Flint", OLD, CYCLE, &[PEARL, FLINT]));
    }),
    ("is followed by one that is agreed", |school| {
        school.save("next.yaml", &plan(ADA, OLD, CYCLE + 2, &[PEARL, FLINT]));
    }),
    ("is followed by one that is a draft", |school| {
        let next = plan(ADA, OLD, CYCLE + 2, &[PEARL, FLINT]);
        school.save(
            "next.yaml",
            &next.replace("status: agreed", "status: draft"),
        );
    }),
    ("goes back to draft", |school| {
        school.change("status: agreed", "status: draft");
    }),
    (
        "goes back to draft beside an earlier one that is agreed",
        |school| {
            school.change("status: agreed", "status: draft");
            school.save("first.yaml", &plan(ADA, OLD, CYCLE - 2, &[PEARL, FLINT]));
        },
    ),
    ("has a recipient less", |school| {
        school.save("ada.yaml", &plan(ADA, OLD, CYCLE, &[PEARL]));
    }),
    ("has an error", |school| {
        school.change("status: agreed", "status: agrede");
    }),
];

const LAYOUTS: [Layout; 3] = [Layout::Class, Layout::Flat, Layout::Copy];

/// A school of two children, and the copies that were made of their plans.
struct School {
    folder: tempfile::TempDir,
    layout: Layout,
}

/// How an export went.
struct Exported {
    made: BTreeSet<String>,
    told: Vec<String>,
    removed: usize,
}

impl School {
    fn new(layout: Layout, press: &Press) -> School {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("plans/moved")).expect("a folder");
        let school = School { folder, layout };
        school.save("ada.yaml", &plan(ADA, OLD, CYCLE, &[PEARL, FLINT]));
        school.save("ben.yaml", &plan(BEN, "KF-2", CYCLE, &[FLINT]));
        let first = school.export(press, None, false);
        assert_eq!((first.made.len(), first.told.len()), (5, 0));
        school
    }

    fn copied(&self) -> School {
        let folder = tempfile::tempdir().expect("a folder");
        copy_folder(self.folder.path(), folder.path());
        School {
            folder,
            layout: self.layout,
        }
    }

    fn at(&self, file: &str) -> PathBuf {
        self.folder.path().join("plans").join(file)
    }

    fn save(&self, file: &str, plan: &str) {
        fs::write(self.at(file), plan).expect("a plan");
    }

    fn remove(&self, file: &str) {
        fs::remove_file(self.at(file)).expect("it is gone");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.at(from), self.at(to)).expect("another name");
    }

    fn change(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.at("ada.yaml")).expect("a plan");
        assert!(text.contains(from), "{from}");
        self.save("ada.yaml", &text.replacen(from, to, 1));
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// The export of everything, with packs, or of one part without.
    fn export(&self, press: &Press, shard: Option<Shard>, prune: bool) -> Exported {
        let options = Options {
            folder: self.folder.path().join("plans"),
            out: self.out(),
            layout: self.layout,
            readers: vec![Reader::Parent, Reader::Child],
            format: None,
            names: false,
            shard,
            protect: None,
            made_with: press::digest(Template::islington(), &[]),
        };
        let inventory = Inventory::take(&options, &Checks::default(), NonZeroUsize::MIN);
        let out = OutputFolder::open(&self.out(), shard).expect("nobody is at work there");
        let how = RunOptions {
            jobs: NonZeroUsize::MIN,
            force: false,
            prune,
            replace: false,
        };
        let start = || -> Result<Box<dyn Worker + Send>, String> {
            Ok(Box::new(LocalWorker::new(press, None)))
        };
        let packs = shard.is_none().then_some(PackOptions {
            press,
            names: false,
            password: None,
        });
        let (mut made, mut told) = (BTreeSet::new(), Vec::new());
        let mut watch = |event: Event<'_>| match event {
            Event::Plan(entries) => made.extend(entries.iter().map(|entry| entry.file.clone())),
            Event::InTheWay(what) => told.push(what.to_string()),
            Event::Unasked(entry) => told.push(entry.file.clone()),
            _ => {}
        };
        let outcome = export::run(
            inventory.expect("plans"),
            &options,
            &out,
            how,
            &start,
            packs.as_ref(),
            &mut watch,
        );
        Exported {
            removed: outcome.expect("it ends").removed,
            made,
            told,
        }
    }

    /// The same in two parts that are joined.
    fn export_in_parts(&self, press: &Press, prune: bool) {
        for part in ["1/2", "2/2"] {
            self.export(press, Some(part.parse().expect("a part")), prune);
        }
        let out = OutputFolder::open(&self.out(), None).expect("nobody is at work there");
        let packs = PackOptions {
            press,
            names: false,
            password: None,
        };
        let joined = export::join(&out, Some(&packs)).expect("all parts");
        export::packs(joined, &packs, &out, &mut |_| {}).expect("packs");
    }

    /// The copies that are not Ben's.
    fn copies(&self) -> BTreeMap<String, Vec<u8>> {
        let mut copies = tree(&self.out());
        copies.retain(|file, _| {
            file.ends_with(".pdf") && !file.starts_with("packs/") && !file.contains("KF-2")
        });
        copies
    }

    /// How many copies the children's pack of a class has.
    fn in_pack(&self, class: &str) -> usize {
        let path = self.out().join("manifest.json");
        let manifest = fs::read(&path).expect("a manifest");
        let manifest = Manifest::read(&path, &manifest).expect("a sound manifest");
        let packs = manifest.packs.iter();
        let of_class = packs.filter(|pack| pack.class == class && pack.copy == Reader::Child);
        of_class.map(|pack| pack.copies).sum()
    }
}

/// The rows of the table: the cells of each.
fn rows() -> Vec<Vec<&'static str>> {
    let (_, table) = DOCS
        .split_once("| The plan |")
        .expect("the table in docs/export.md");
    let rows = table.lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect();
    rows.map(cells).collect()
}

fn holds(school: &School, cell: &str, before: &BTreeMap<String, Vec<u8>>, now: &Exported) {
    let after = school.copies();
    let is_fathers = |file: &&String| file.contains("-parent-father");
    let stays = |file: &String| after.get(file) == before.get(file);
    let made: BTreeSet<&String> = now.made.iter().collect();
    let old: BTreeSet<&String> = before.keys().collect();
    let fathers: BTreeSet<&String> = before.keys().filter(is_fathers).collect();
    let all_stay = old.iter().all(|file| stays(file));
    let told = |files: &BTreeSet<&String>| files.iter().all(|file| now.told.contains(file));
    let so = match cell {
        "unchanged" => all_stay && made.is_empty() && now.told.is_empty(),
        "old copies stay" => all_stay && made.is_empty(),
        "made again" => made == old && now.told.is_empty(),
        "made again, the recipient's stays" => {
            fathers.len() == 1
                && fathers.iter().all(|file| stays(file))
                && told(&fathers)
                && made == &old - &fathers
        }
        "new copies, old ones stay" => {
            all_stay && told(&old) && made.len() == old.len() && made.is_disjoint(&old)
        }
        "not made, old ones stay" => all_stay && made.is_empty() && now.told.len() == 1,
        other => panic!("what does `{other}` mean?"),
    };
    let kept = after.keys().collect::<Vec<_>>();
    assert!(so, "made {made:?}, told {:?}, kept {kept:?}", now.told);
}

/// Whether what was told of as asked for no more is gone, or nothing is.
fn is_pruned(
    school: &School,
    cell: &str,
    before: &BTreeMap<String, Vec<u8>>,
    unasked: &[String],
    now: &Exported,
) {
    let after = school.copies();
    let old = before.keys();
    let gone: BTreeSet<&String> = old.filter(|file| !after.contains_key(*file)).collect();
    let asked: BTreeSet<&String> = match cell {
        "removes nothing" => BTreeSet::new(),
        "removes them" | "removes old ones" | "removes the recipient's" => unasked.iter().collect(),
        other => panic!("what does `{other}` mean?"),
    };
    assert_eq!(gone, asked, "are gone");
    assert_eq!(gone.len(), now.removed);
}

#[test]
fn the_table_says_what_becomes_of_the_copies() {
    let rows = rows();
    let named: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let changes: Vec<&str> = CHANGES.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, changes, "a row for each change");
    let press = &Press::new().expect("the embedded template");
    let one = |layout: Layout, column: usize| {
        let first = School::new(layout, press);
        let before = first.copies();
        for (row, (name, change)) in rows.iter().zip(CHANGES) {
            println!("{layout:?}: a plan that {name}");
            let (whole, parts) = (first.copied(), first.copied());
            change(&whole);
            change(&parts);
            let now = whole.export(press, None, false);
            holds(&whole, row[column], &before, &now);
            let packed = (whole.in_pack("Kingfisher"), whole.in_pack("Otters"));
            let in_the_pack = match row[5] {
                "yes" => (2, 0),
                "no" => (1, 0),
                "in the new class's" => (1, 1),
                other => panic!("what does `{other}` mean?"),
            };
            assert_eq!(packed, in_the_pack, "in the packs");
            parts.export_in_parts(press, false);
            same(&whole.out(), &parts.out());
            let pruned = whole.export(press, None, true);
            is_pruned(&whole, row[4], &before, &now.told, &pruned);
            parts.export_in_parts(press, true);
            same(&whole.out(), &parts.out());
        }
    };
    std::thread::scope(|scope| {
        for (layout, column) in LAYOUTS.into_iter().zip(1..) {
            scope.spawn(move || one(layout, column));
        }
    });
}

fn same(whole: &Path, parts: &Path) {
    let (whole, parts) = (tree(whole), tree(parts));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&whole), names(&parts), "the parts' files");
    for (file, bytes) in &whole {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if !file.ends_with(".pdf") {
            assert_eq!(text(bytes), text(&parts[file]), "{file}");
        }
        assert!(parts.get(file) == Some(bytes), "{file} differs");
    }
}
