//! Several machines share the work, and what they make is what one would have made.

use super::{export, join, plans, said, tree};

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
                said(&missing).contains("some parts are not there yet: 1/3, 2/3"),
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
