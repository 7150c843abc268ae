//! Several machines share the work, and what they make is what one would have made.

use std::fs;
use std::process::Stdio;

use super::{command, export, join, manifest, plans, printed, said, tree, verified};

#[test]
fn the_parts_together_are_byte_for_byte_the_whole() {
    let plans = plans(9);
    let (whole, parts) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    assert!(
        export(plans.path(), whole.path(), &["--packs"])
            .status
            .success()
    );

    let too_soon = join(parts.path(), &[]);
    assert_eq!(too_soon.status.code(), Some(3), "{}", said(&too_soon));
    for (done, shard) in ["3/3", "1/3", "2/3"].into_iter().enumerate() {
        let output = export(plans.path(), parts.path(), &["--shard", shard]);
        assert!(output.status.success(), "{}", said(&output));
        if done == 0 {
            let missing = join(parts.path(), &[]);
            assert!(
                said(&missing).contains("Some parts are not there yet: 1/3, 2/3"),
                "{}",
                said(&missing)
            );
        }
    }
    let joined = join(parts.path(), &["--packs"]);
    assert!(joined.status.success(), "{}", said(&joined));
    let (whole, parts) = (tree(whole.path()), tree(parts.path()));
    assert_eq!(
        whole.keys().collect::<Vec<_>>(),
        parts.keys().collect::<Vec<_>>()
    );
    for (file, bytes) in &whole {
        assert!(parts.get(file) == Some(bytes), "{file} differs");
    }
}

#[test]
fn parts_at_work_together_do_not_trip_over_the_packs_that_they_outdate() {
    let plans = plans(8);
    let out = plans.path().join("out");
    export(plans.path(), &out, &["--packs"]);
    let school = plans.path().join("school.yaml");
    let text = fs::read_to_string(&school).expect("a school");
    fs::write(&school, text.replace("4 Meadow", "5 Meadow")).expect("a school");
    let running: Vec<_> = ["1/4", "2/4", "3/4", "4/4"]
        .map(|part| {
            let mut part = command(plans.path(), &out, &["--shard", part, "--jobs", "1"]);
            part.stdout(Stdio::null()).spawn().expect("it runs")
        })
        .into_iter()
        .collect();
    for mut part in running {
        assert!(part.wait().expect("it ends").success());
    }
    let joined = join(&out, &["--packs"]);
    assert!(joined.status.success(), "{}", said(&joined));
    assert!(!manifest(&out).packs.is_empty());
    verified(&out);
}

#[test]
fn a_joined_manifest_says_only_what_the_files_bear_out() {
    let plans = plans(4);
    let out = plans.path().join("out");
    for part in ["1/2", "2/2"] {
        export(plans.path(), &out, &["--shard", part]);
    }
    let parts = tree(&out);
    // A file that somebody changed before the parts were joined is told of, and made again by the next export.
    let entry = &parts
        .keys()
        .find(|file| file.ends_with("child.pdf"))
        .expect("a copy");
    fs::write(out.join(entry), "changed").expect("a file");
    let joined = join(&out, &[]);
    assert_eq!(joined.status.code(), Some(1), "{}", said(&joined));
    verified(&out);
    assert_eq!(printed(&export(plans.path(), &out, &[])).len(), 1);

    // A joining that was killed among the parts' manifests left some of them: the next one ends its work.
    let part = parts
        .keys()
        .find(|file| file.starts_with("manifest-1"))
        .expect("a part");
    fs::write(out.join(part), &parts[part]).expect("a part");
    let whole = tree(&out);
    let ended = join(&out, &[]);
    assert!(ended.status.success(), "{}", said(&ended));
    assert!(!out.join(part).exists());
    assert_eq!(tree(&out)["manifest.json"], whole["manifest.json"]);

    // A whole export takes the place of parts that were never joined.
    export(plans.path(), &out, &["--shard", "1/1"]);
    assert!(
        out.join("manifest-1-of-1.json").exists(),
        "though nothing had changed"
    );
    let unjoined = export(plans.path(), &out, &[]);
    assert!(
        unjoined.status.success() && printed(&unjoined).is_empty(),
        "{}",
        said(&unjoined)
    );
    assert!(!out.join("manifest-1-of-1.json").exists());
}

#[test]
fn one_worker_and_two_give_the_same_bytes() {
    let plans = plans(4);
    let (one, two) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    assert!(
        export(plans.path(), one.path(), &["--jobs", "1"])
            .status
            .success()
    );
    assert!(
        export(plans.path(), two.path(), &["--jobs", "2"])
            .status
            .success()
    );
    assert_eq!(tree(one.path()), tree(two.path()));
}

#[test]
fn a_part_is_said_as_one_of_several() {
    let plans = plans(1);
    for wrong in ["0/3", "4/3", "3", "a/b", "1/0"] {
        let output = export(plans.path(), &plans.path().join("out"), &["--shard", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(said(&output).contains("such as 2/3"), "{}", said(&output));
    }
}
