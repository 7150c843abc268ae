//! What is typed wrongly: it is told in plain words, with what to type instead.

use super::{printed, said, sendplan};

#[test]
fn a_slip_is_told_with_what_to_type() {
    let cases: &[(&[&str], &str)] = &[
        (
            &["KF-001.yaml"],
            "Say what to do with it: write `sendplan check KF-001.yaml`.",
        ),
        (
            &["Year 4.yaml"],
            "Say what to do with it: write `sendplan check \"Year 4.yaml\"`.",
        ),
        (
            &["examples"],
            "Say what to do with it: write `sendplan check examples`.",
        ),
        (
            &["chek"],
            "There is no command `chek`: did you mean `check`?",
        ),
        (
            &["help", "exprt"],
            "There is no command `exprt`: did you mean `export`?",
        ),
        (&["print"], "There is no command `print`."),
        (
            &["check", "-format", "short", "x.yaml"],
            "`sendplan check` has no option `-format`: did you mean `--format`?",
        ),
        (
            &["check", "--fromat", "short", "x.yaml"],
            "`sendplan check` has no option `--fromat`: did you mean `--format`?",
        ),
        (&["new", "-o", "x"], "`sendplan new` has no option `-o`."),
        (
            &["new", "a", "b"],
            "`b` is one too many for `sendplan new`.",
        ),
        (
            &["--format", "short", "check", "x.yaml"],
            "Write `--format` after `sendplan check`.",
        ),
        (
            &["due", "--days", "two", "x"],
            "`--days two` cannot be used: write a whole number, such as 28.",
        ),
        (
            &["due", "--days", "-3", "x"],
            "`--days -3` cannot be used: write a whole number, such as 28.",
        ),
        (
            &["render", "--copy", "everyone", "x"],
            "`--copy everyone` cannot be used: write `parent`, `child`, `staff` or `review`.",
        ),
        (
            &["render", "--copy", "chld", "x"],
            "`--copy chld` cannot be used: did you mean `child`?",
        ),
        (
            &["check", "x.yaml", "--format"],
            "Write something after `--format`: `human`, `short`, `json`, `github` or `sarif`.",
        ),
        (
            &["due", "x", "--ics"],
            "Write something after `--ics`: FILE.ics.",
        ),
        (
            &["check"],
            "`sendplan check` needs PATH: plans, or folders with plans in them.",
        ),
        (
            &["export", "plans"],
            "`sendplan export` needs --output OUT: the folder for the copies and their manifest.",
        ),
        (&["check", ""], "PATH is empty: write something there."),
        (&["explain"], "`sendplan explain` needs RULE or --all."),
        (
            &["export", "a", "-o", "b", "--packs", "--shard", "1/2"],
            "`--packs` and `--shard` cannot be used together.",
        ),
        (
            &["due", "x", "--days", "1", "--days", "2"],
            "`--days` can be given only once.",
        ),
        (
            &["check", "--strict=yes", "x"],
            "`--strict` takes nothing after it.",
        ),
    ];
    for (arguments, expected) in cases {
        let output = sendplan(arguments);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert_eq!(told.lines().next(), Some(*expected), "{arguments:?}");
        let (_, rest) = told.split_once('\n').expect("a line more");
        assert!(
            rest.starts_with("`sendplan") && rest.ends_with(" --help` says what can be typed.\n"),
            "{arguments:?}: {rest}"
        );
        for jargon in [
            "argument",
            "subcommand",
            "invalid",
            "error:",
            "digit",
            "-- -",
        ] {
            assert!(!told.contains(jargon), "{arguments:?}: {told}");
        }
    }
}

#[test]
fn help_and_version_are_found_as_elsewhere() {
    for (word, option) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "due"], &["due", "--help"]),
        (&["version"], &["--version"]),
    ] {
        let (word, option) = (sendplan(word), sendplan(option));
        assert!(word.status.success(), "{}", said(&word));
        assert_eq!(printed(&word), printed(&option));
    }
    // They are no commands of their own.
    let (man, help) = (printed(&sendplan(&["man"])), printed(&sendplan(&["help"])));
    for hidden in ["export-worker", "  version", "  help "] {
        assert!(!man.contains(hidden) && !help.contains(hidden), "{hidden}");
    }
}
