//! Each reader's copy holds every key it may show and no other: in its letters, its metadata, anywhere in its bytes.

use std::collections::BTreeMap;

use sendplan::ReviewPage;
use sendplan::copy::{ChildCopy, ParentCopy, Pictures, Printed, ReviewForm, StaffCopy};
use sendplan::format::{self, DateKind, Field, Kind, Path};
use sendplan::glossary::Glossary;
use sendplan::plan::{Format, Plan};
use sendplan::press::Press;
use sendplan::template::Template;
use serde_json::{Value, json};

use crate::pdf;

/// Keys that no copy prints as they are, each with the reason.
const NOT_PRINTED: &[(&str, &str)] = &[
    ("version", "the format's number is for the program"),
    ("child.pronouns", "the copies use them in sentences"),
    (
        "child.photo.file",
        "the picture is shown, its file's name is not",
    ),
    (
        "school.logo.file",
        "the picture is shown, its file's name is not",
    ),
];

/// A plan in which every text is a word of its own, with the copies that may show each word.
struct Marked {
    plan: Value,
    words: BTreeMap<String, (String, String)>,
}

impl Marked {
    fn new() -> Marked {
        let mut words = BTreeMap::new();
        let plan = fill(format::plan(), &Path::root(), "", &mut words);
        Marked { plan, words }
    }
}

/// A value that the format takes, with a marked word wherever a text can stand.
fn fill(
    takes: &Kind,
    path: &Path,
    copies: &str,
    words: &mut BTreeMap<String, (String, String)>,
) -> Value {
    match takes {
        Kind::Group(fields) => {
            let filled = fields.iter().map(|field| {
                let value = fill(
                    &field.kind,
                    &path.field(field.name.clone()),
                    &field.readers,
                    words,
                );
                (field.name.clone(), value)
            });
            Value::Object(filled.collect())
        }
        Kind::List(item) => json!([fill(item, path, copies, words)]),
        Kind::Choice(words) => json!(words[0]),
        Kind::YesNo => json!(true),
        Kind::Number(bounds) if bounds.whole => json!(1),
        Kind::Number(_) => json!(2.5),
        Kind::Date(DateKind::Day) => json!("2026-09-07"),
        Kind::Date(DateKind::DayOrMonth) => json!("2026-06"),
        Kind::Date(DateKind::DayAndTime) => json!("2026-12-07T15:30"),
        Kind::Date(DateKind::Term) => json!("autumn 2026"),
        Kind::Text | Kind::Texts => {
            let word = format!("mark{:03}x", words.len());
            words.insert(word.clone(), (path.to_string(), copies.to_owned()));
            Value::String(word)
        }
        Kind::Names(_) => panic!("{path} is of a kind that this test does not know"),
    }
}

#[test]
fn every_key_has_its_readers() {
    let marked = Marked::new();
    assert!(marked.words.len() > 80, "only {} texts", marked.words.len());
}

#[test]
fn each_copy_holds_what_its_reader_may_see_and_nothing_else() {
    let marked = Marked::new();
    let plan = with_readable_quantities(marked.plan);
    let plan: Plan = serde_json::from_value(plan).expect("the schema and the types agree");
    let press = Press::new().expect("the embedded template");
    let pictures = Pictures::default();
    let parent = ParentCopy::of(
        &plan,
        0,
        None,
        &pictures,
        &Glossary::default(),
        Template::islington(),
    );
    let child = ChildCopy::of(&plan, Format::Standard, &pictures, Template::islington());
    let staff = StaffCopy::of(&plan, Format::Standard, &pictures, Template::islington());
    let mut wrong = Vec::new();
    wrong.extend(judge('P', &press, &parent, &marked.words));
    wrong.extend(judge('C', &press, &child, &marked.words));
    wrong.extend(judge('S', &press, &staff, &marked.words));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Everything in a document, drawn or behind the page, in small letters: a sentence may begin with the plan's words.
fn everything<C: Printed>(press: &Press, copy: &C) -> String {
    let pdf = press.pdf(copy).expect("a copy");
    let seen = pdf::letters(&pdf.bytes).concat();
    let behind = pdf::behind_the_page(&pdf.bytes);
    let raw = String::from_utf8_lossy(&pdf.bytes).into_owned();
    [seen, behind, raw].join("\n").to_lowercase()
}

fn judge<C: Printed>(
    reader: char,
    press: &Press,
    copy: &C,
    words: &BTreeMap<String, (String, String)>,
) -> Vec<String> {
    let all = everything(press, copy);
    let mut wrong = Vec::new();
    for (word, (path, copies)) in words {
        if NOT_PRINTED.iter().any(|(key, _)| key == path) {
            continue;
        }
        let there = all.contains(word);
        let alternative = path.ends_with(".alt");
        if copies.contains(reader) && !there && !alternative {
            wrong.push(format!("{reader}: `{path}` is missing"));
        }
        if !copies.contains(reader) && there {
            wrong.push(format!("{reader}: `{path}` must not be there"));
        }
    }
    wrong
}

/// How much is one of four keys, so one provision says it in words and another in numbers.
fn with_readable_quantities(mut plan: Value) -> Value {
    for pointer in ["/provision/0", "/targets/0/provision/0"] {
        let given = plan
            .pointer_mut(pointer)
            .and_then(Value::as_object_mut)
            .expect("a provision");
        for key in ["sessions_per_week", "sessions", "hours_per_week", "minutes"] {
            given.remove(key);
        }
    }
    plan["plan"]["status"] = json!("reviewed");
    // It was held on the day that was planned, so the place that was planned is where it was.
    plan["review"]["date"] = json!("2026-12-07");
    plan["targets"][0]["outcome"] = json!(1);
    plan
}

/// The texts on each page of the review form, and the mark of its reader.
const REVIEW_PAGES: &[(ReviewPage, char, &[&str])] = &[
    (ReviewPage::Child, 'C', &["child.known_as", "targets.i_can"]),
    (
        ReviewPage::Parents,
        'P',
        &[
            "plan.id",
            "school.name",
            "school.senco.email",
            "child.known_as",
            "child.key_person",
            "targets.target",
            "targets.i_can",
            "review.meeting.place",
        ],
    ),
    (
        ReviewPage::Staff,
        'S',
        &[
            "plan.id",
            "school.name",
            "child.name",
            "child.known_as",
            "child.class",
            "child.home_language",
            "targets.target",
            "targets.baseline.text",
            "targets.success",
            "targets.measure.what",
            "targets.provision.what",
            "targets.provision.when",
            "provision.what",
            "provision.when",
            "review.meeting.place",
        ],
    ),
];

#[test]
fn each_page_of_the_review_form_holds_its_own_texts_and_no_other() {
    let marked = Marked::new();
    let plan = with_readable_quantities(marked.plan);
    let plan: Plan = serde_json::from_value(plan).expect("the schema and the types agree");
    let press = Press::new().expect("the embedded template");
    let form = |only| {
        ReviewForm::of(
            &plan,
            only,
            None,
            &Pictures::default(),
            Template::islington(),
        )
    };
    let whole = everything(&press, &form(None));
    let mut wrong = Vec::new();
    for (page, reader, shown) in REVIEW_PAGES {
        let all = everything(&press, &form(Some(*page)));
        for path in *shown {
            let known = marked.words.values().any(|(known, _)| known == path);
            assert!(known, "there is no text `{path}`");
        }
        for (word, (path, copies)) in &marked.words {
            let meant = shown.contains(&path.as_str());
            if meant && !copies.contains(*reader) {
                wrong.push(format!("{page:?}: `{path}` is not for this reader"));
            }
            if meant != all.contains(word) {
                let is = if meant { "missing" } else { "too much" };
                wrong.push(format!("{page:?}: `{path}` is {is}"));
            }
        }
    }
    for (word, (path, _)) in &marked.words {
        let meant = REVIEW_PAGES
            .iter()
            .any(|(.., shown)| shown.contains(&path.as_str()));
        if meant != whole.contains(word) {
            wrong.push(format!("the whole form: `{path}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_of_a_review_is_on_a_copy_before_the_plan_is_reviewed() {
    let marked = Marked::new();
    let mut plan = with_readable_quantities(marked.plan);
    plan["plan"]["status"] = json!("agreed");
    let plan: Plan = serde_json::from_value(plan).expect("the schema and the types agree");
    let press = Press::new().expect("the embedded template");
    let pictures = Pictures::default();
    let copies = [
        everything(
            &press,
            &ParentCopy::of(
                &plan,
                0,
                None,
                &pictures,
                &Glossary::default(),
                Template::islington(),
            ),
        ),
        everything(
            &press,
            &ChildCopy::of(&plan, Format::Standard, &pictures, Template::islington()),
        ),
        everything(
            &press,
            &StaffCopy::of(&plan, Format::Standard, &pictures, Template::islington()),
        ),
    ];
    let of_the_review = [
        "review.present",
        "review.child_view",
        "review.parent_view",
        "targets.evidence",
    ];
    let mut tried = 0;
    for (word, (path, _)) in &marked.words {
        if of_the_review.contains(&path.as_str()) {
            tried += 1;
            for copy in &copies {
                assert!(!copy.contains(word), "`{path}` is shown too early");
            }
        }
    }
    assert_eq!(tried, of_the_review.len());
}

#[test]
fn every_field_says_which_copies_show_it() {
    let known = ["PCS", "PS", "PC", "C", "S", ""];
    format::plan().walk(&Path::root(), &mut |path, field| {
        assert!(
            known.contains(&field.readers.as_str()),
            "{path}: {:?}",
            field.readers
        );
        // A part that no copy shows has nothing in it that one does.
        let shown = |fields: &[Field]| fields.iter().any(|field| !field.readers.is_empty());
        assert!(
            !field.readers.is_empty() || !field.kind.fields().is_some_and(shown),
            "{path}"
        );
    });
}

#[test]
fn a_recipients_copy_names_that_recipient_and_no_other() {
    let mut plan = with_readable_quantities(Marked::new().plan);
    plan["recipients"] = json!([
        {"name": "markone", "relationship": "markmother", "email": "markone@mail.example"},
        {"name": "marktwo", "relationship": "markfather", "email": "marktwo@mail.example"},
    ]);
    let plan: Plan = serde_json::from_value(plan).expect("the schema and the types agree");
    let press = Press::new().expect("the embedded template");
    for (recipient, own, other) in [(0, "markone", "marktwo"), (1, "marktwo", "markone")] {
        let copy = ParentCopy::of(
            &plan,
            recipient,
            None,
            &Pictures::default(),
            &Glossary::default(),
            Template::islington(),
        );
        let bytes = press.pdf(&copy).expect("a copy").bytes;
        let all = pdf::letters(&bytes).concat() + &pdf::behind_the_page(&bytes);
        assert!(
            all.contains(own) && !all.contains(other),
            "the copy of recipient {recipient}"
        );
        assert!(
            !all.contains("@mail.example"),
            "nobody's own address is on a copy"
        );
    }
}
