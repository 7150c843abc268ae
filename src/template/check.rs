//! Reads a template from its files: every problem at once, each with its place, before any plan is touched.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};
use typst::syntax::{DiagSpanKind, Source as Layout};

use super::file::{Section, TemplateFile};
use super::words::{self, Words};
use super::{FOR_LAYOUTS, Required, TEMPLATE_FILE, Template, layout};
use crate::diagnostic::message::value;
use crate::diagnostic::{Diagnostic, File, Message, Place, Rule, message, words as said};
use crate::format::{self, Kind, Source, for_value};
use crate::path::{Path, at};
use crate::yaml::Grammar;

static KIND: LazyLock<Kind> = LazyLock::new(Kind::of::<TemplateFile>);
static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(KIND.shape()));
static WORDS: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(words::kind().shape()));

type Files = BTreeMap<String, Vec<u8>>;

/// Whether the layouts are parsed to find out what they know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layouts {
    Checked,
    Trusted,
}

/// The child's section that has a heading for each of its parts, and none of its own.
const IN_PARTS: (&str, &str) = ("child", "about-me");

/// The template in some files, of which `own` are the folder's and `all` those that a layout may read.
pub(super) fn read(
    folder: &str,
    own: &Files,
    all: &Files,
    layouts: Layouts,
) -> Result<Template, Vec<Diagnostic>> {
    let file_name = |path: &str| format!("{folder}/{path}");
    let bytes = own
        .get(TEMPLATE_FILE)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let (file, source, found): (TemplateFile, _, _) =
        format::read(&file_name(TEMPLATE_FILE), bytes, &KIND, &GRAMMAR);
    let mut check = Check {
        file: &file,
        source,
        found,
    };
    check.is_whole();
    check.required();
    check.lists();
    let words = check.words(own, &file_name);
    check.layouts(own, all, &file_name, layouts);
    let mut found = check.found;
    if !found.is_empty() {
        found.sort_by_key(|found| {
            (
                found.place.file.name != file_name(TEMPLATE_FILE),
                found.place.file.name.clone(),
                found.place.bytes.start,
            )
        });
        return Err(found);
    }
    let for_layouts = json!({
        "copies": file.copies, "review": file.review, "lists": file.lists, "words": words,
    });
    let mut files = all.clone();
    files.insert(FOR_LAYOUTS.to_owned(), for_layouts.to_string().into_bytes());
    Ok(Template {
        name: file.name.unwrap_or_default(),
        required: file.required,
        lists: file.lists,
        layouts: file.layouts,
        words,
        files,
    })
}

struct Check<'a> {
    file: &'a TemplateFile,
    source: Source,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn say(
        &mut self,
        rule: Rule,
        path: Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        let place = self.source.value(&path);
        self.found
            .push(Diagnostic::new(rule, place, path, message).help(help));
    }

    /// Something that must be there and is not, or could not be read, which has been said.
    fn missing(&mut self, path: Path, help: impl Into<Message>) {
        let said_already =
            |found: &Diagnostic| path.starts_with(&found.path) && !found.path.is_root();
        if self.found.iter().any(said_already) {
            return;
        }
        let name = path.name().unwrap_or_default().to_owned();
        self.say(
            Rule::MissingField,
            path,
            message!("`{}` is missing", said(name)),
            help,
        );
    }

    fn is_whole(&mut self) {
        let file = self.file;
        if file.name.is_none() {
            self.missing(
                at!("name"),
                "write `name:` and a name for the template, such as its authority and year",
            );
        }
        let (copies, review) = (&file.copies, &file.review);
        let groups = [
            (at!("copies", "parent"), &copies.parent),
            (at!("copies", "child"), &copies.child),
            (at!("copies", "staff"), &copies.staff),
            (at!("review", "child"), &review.child),
            (at!("review", "parents"), &review.parents),
            (at!("review", "staff"), &review.staff),
        ];
        for (path, sections) in groups {
            if sections.is_empty() {
                self.missing(path.clone(), "list its sections, each with `section` and `heading`, in the order in which they are printed");
            }
            // A child is spoken to by nobody, so the headings of the child's pages have nothing to fill in.
            let known: &[&str] = if path.name() == Some("child") {
                &[]
            } else {
                &["name", "kind"]
            };
            for (index, section) in sections.iter().enumerate() {
                self.section(path.item(index), section, known);
            }
        }
        if file.required.is_empty() && !self.source.has(&at!("required")) {
            self.missing(
                at!("required"),
                "list what an agreed plan must hold, each with `key` and `ask`",
            );
        }
    }

    fn section(&mut self, path: Path, section: &Section, known: &[&str]) {
        let Some(name) = &section.section else {
            return self.missing(
                path.field("section"),
                "name the section of the layout, such as `section: targets`",
            );
        };
        let of = path.parent().unwrap_or_default();
        let in_parts = (of.name().unwrap_or_default(), name.as_str()) == IN_PARTS
            && of.starts_with(&at!("copies"));
        if in_parts {
            if section.parts.is_empty() {
                self.missing(
                    path.field("parts"),
                    "list its parts, each with `part` and `heading`",
                );
            }
        } else if section.heading.is_none() {
            self.missing(
                path.field("heading"),
                "write what is printed above the section",
            );
        }
        for (index, part) in section.parts.iter().enumerate() {
            let path = path.field("parts").item(index);
            if part.part.is_none() {
                self.missing(path.field("part"), "name the part, such as `part: good_at`");
            }
            if part.heading.is_none() {
                self.missing(
                    path.field("heading"),
                    "write what is printed above the part",
                );
            }
        }
        let parts = section.parts.iter().enumerate();
        let parts = parts.map(|(index, part)| {
            (
                path.field("parts").item(index).field("heading"),
                &part.heading,
            )
        });
        let headings = [
            (path.field("heading"), &section.heading),
            (path.field("heading_for_you"), &section.heading_for_you),
        ];
        for (path, heading) in headings.into_iter().chain(parts) {
            if let Some(heading) = heading {
                let source = self.source.clone();
                self.found
                    .extend(strange_holes(&source, &path, heading, known));
            }
        }
    }

    /// What is asked of a plan: fields that the format has, each with its question.
    fn required(&mut self) {
        for (
            index,
            Required {
                key, or, r#if, ask, ..
            },
        ) in self.file.required.iter().enumerate()
        {
            let path = at!("required", index);
            if key.is_empty() {
                self.missing(
                    path.field("key"),
                    "name a field of the plan, such as `key: hopes.child`",
                );
            }
            if ask.trim().is_empty() {
                self.missing(
                    path.field("ask"),
                    "write the question that a teacher is asked where it is missing",
                );
            }
            let keys = [
                ("key", Some(key)),
                ("or", or.as_ref()),
                ("if", r#if.as_ref()),
            ];
            for (name, key) in keys {
                let wrong = key
                    .filter(|key| !key.is_empty())
                    .and_then(|key| wrong_key(key));
                if let Some((message, help)) = wrong {
                    self.say(Rule::UnknownField, path.field(name), message, help);
                }
            }
        }
    }

    /// The lists: each of the format's words once, with what is printed for it.
    fn lists(&mut self) {
        for (name, field, choices) in self.file.lists.all() {
            let path = at!("lists", name);
            let words = format::plan()
                .at(&field)
                .map(Kind::words)
                .unwrap_or_default();
            for word in words {
                if choices
                    .iter()
                    .all(|choice| choice.value.as_ref() != Some(word))
                    && !self.source.has(&path)
                {
                    self.missing(
                        path.clone(),
                        "list what a plan may choose from, each with `value` and `prints`",
                    );
                } else if choices
                    .iter()
                    .all(|choice| choice.value.as_ref() != Some(word))
                {
                    let message =
                        message!("the list `{}` lacks `{}`", said(name), said(word.clone()));
                    self.say(
                        Rule::MissingField,
                        path.clone(),
                        message,
                        "write it with what the copies print for it",
                    );
                }
            }
            for (index, choice) in choices.iter().enumerate() {
                let path = path.item(index);
                match &choice.value {
                    None => self.missing(path.field("value"), "name the word of the plan format"),
                    Some(word) if !words.contains(word) => {
                        let message = message!("the plan format has no “{}” here", value(word));
                        let help = for_value(word, &strs(words));
                        self.say(Rule::UnknownValue, path.field("value"), message, help);
                    }
                    Some(word) => {
                        let earlier = choices.iter().take(index);
                        if earlier
                            .clone()
                            .any(|other| other.value.as_ref() == Some(word))
                        {
                            self.say(
                                Rule::DuplicateField,
                                path.field("value"),
                                message!("`{}` is here twice", said(word.clone())),
                                "keep one of them",
                            );
                        }
                    }
                }
                if choice.prints.is_none() {
                    self.missing(path.field("prints"), "write what the copies print for it");
                }
                for (number, also) in choice.also.iter().enumerate() {
                    let taken = choices.iter().enumerate().any(|(other, choice)| {
                        other != index
                            && (choice.value.as_ref() == Some(also) || choice.also.contains(also))
                    });
                    if taken {
                        let message =
                            message!("“{}” stands for two words of this list", value(also));
                        self.say(
                            Rule::DuplicateField,
                            path.field("also").item(number),
                            message,
                            "leave it out in one of them",
                        );
                    }
                }
            }
        }
    }

    /// The words, from the file that the template names.
    fn words(&mut self, own: &Files, file_name: &impl Fn(&str) -> String) -> Words {
        let Some(file) = &self.file.words else {
            return Words::default();
        };
        let Some(bytes) = own.get(file) else {
            let message = message!("there is no file `{}` beside the template", value(file));
            self.say(Rule::MissingFile, at!("words"), message, "write the name of a file that is there, or take this line out to keep the built-in words");
            return Words::default();
        };
        let (own, source, found): (Value, _, _) =
            format::read(&file_name(file), bytes, words::kind(), &WORDS);
        self.found.extend(found);
        check_words(&own, &source, &Path::root(), &mut self.found);
        Words::with(&own)
    }

    /// The layouts: each is there and can be read, and knows the sections of its copy.
    fn layouts(
        &mut self,
        own: &Files,
        all: &Files,
        file_name: &impl Fn(&str) -> String,
        layouts: Layouts,
    ) {
        for (name, file) in self.file.layouts.all() {
            if !all.contains_key(file) {
                let message = message!("there is no layout `{}`", value(file));
                let help = "write the name of a file beside the template, or take this out to keep the built-in layout";
                self.say(Rule::MissingFile, at!("layouts", name), message, help);
            }
        }
        if layouts == Layouts::Trusted {
            return;
        }
        for (path, bytes) in own.iter().filter(|(path, _)| path.ends_with(".typ")) {
            self.found.extend(wrong_layout(&file_name(path), bytes));
        }
        let file = self.file;
        let of = |name: &str| file.layouts.of(name).unwrap_or_default().to_owned();
        let copies = [
            (
                at!("copies", "parent"),
                &file.copies.parent,
                of("parent"),
                "the parent's copy",
            ),
            (
                at!("copies", "child"),
                &file.copies.child,
                of("child"),
                "the child's copy",
            ),
            (
                at!("copies", "staff"),
                &file.copies.staff,
                of("staff"),
                "the staff copy",
            ),
            (
                at!("review", "child"),
                &file.review.child,
                "parts/review-child.typ".to_owned(),
                "the child's page of the review form",
            ),
            (
                at!("review", "parents"),
                &file.review.parents,
                "parts/review-parents.typ".to_owned(),
                "the parents' page of the review form",
            ),
            (
                at!("review", "staff"),
                &file.review.staff,
                "parts/review-staff.typ".to_owned(),
                "the staff's page of the review form",
            ),
        ];
        for (path, sections, layout, whose) in copies {
            // A layout of one's own may have no such dictionary: what it knows only shows when it is used.
            let own_form = own.contains_key(&of("review")) && path.starts_with(&at!("review"));
            let files = if own_form { own } else { all };
            let text = files
                .get(&layout)
                .and_then(|bytes| std::str::from_utf8(bytes).ok());
            let source = typst::syntax::parse(text.unwrap_or_default());
            let names = sections.iter().map(|section| section.section.as_deref());
            self.known(
                &path,
                "section",
                names.collect(),
                layout::names_in(&source, "sections"),
                whose,
            );
            let known = layout::names_in(&source, "parts");
            for (index, section) in sections
                .iter()
                .enumerate()
                .filter(|(_, section)| !section.parts.is_empty())
            {
                let names = section.parts.iter().map(|part| part.part.as_deref());
                self.known(
                    &path.item(index).field("parts"),
                    "part",
                    names.collect(),
                    known.clone(),
                    whose,
                );
            }
        }
    }

    /// Names of a list: each known, and there once.
    fn known(
        &mut self,
        list: &Path,
        what: &'static str,
        names: Vec<Option<&str>>,
        known: Option<Vec<String>>,
        whose: &'static str,
    ) {
        for (index, name) in names.iter().enumerate() {
            let Some(name) = name else { continue };
            let path = list.item(index).field(what);
            if let Some(known) = known
                .as_ref()
                .filter(|known| !known.iter().any(|one| one == name))
            {
                let message = message!(
                    "{} has no {} called “{}”",
                    said(whose),
                    said(what),
                    value(name)
                );
                self.say(
                    Rule::UnknownValue,
                    path,
                    message,
                    for_value(name, &strs(known)),
                );
            } else if let Some(first) = names
                .iter()
                .position(|other| other == &Some(*name))
                .filter(|first| *first < index)
            {
                let first = self.source.value(&list.item(first).field(what));
                let message = message!(
                    "{} has the {} `{}` twice",
                    said(whose),
                    said(what),
                    value(name)
                );
                let place = self.source.value(&path);
                let found = Diagnostic::new(Rule::DuplicateField, place, path, message);
                self.found.push(
                    found
                        .help("keep it in one place")
                        .also(first, "the first one"),
                );
            }
        }
    }
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// What is wrong with the path of a field, and what to write instead.
fn wrong_key(key: &str) -> Option<(Message, Message)> {
    let mut kind = format::plan();
    let mut before = String::new();
    let steps: Vec<&str> = key.split('.').collect();
    for (index, step) in steps.iter().enumerate() {
        let name = step.strip_suffix("[]").unwrap_or(step);
        let Some(below) = kind.below(name) else {
            let message = message!("a plan has no field `{}`", value(key));
            let names = kind.fields().unwrap_or_default();
            let names: Vec<String> = names
                .iter()
                .map(|field| format!("{before}{}", field.name))
                .collect();
            return Some((
                message,
                for_value(&format!("{before}{name}"), &strs(&names)),
            ));
        };
        let last = index + 1 == steps.len();
        let each = step.ends_with("[]");
        kind = match below.item() {
            Some(item) if each && !last => item,
            _ if each || !last && below.item().is_some() => {
                let message = message!(
                    "`{}` does not say where the items of a list are meant",
                    value(key)
                );
                let help = message!(
                    "write `[]` behind the name of each list that a field of its items follows, as in `targets[].success`, and nowhere else"
                );
                return Some((message, help));
            }
            _ => below,
        };
        before = format!("{before}{step}.");
    }
    None
}

/// Words that are empty, or in which something stands as `{name}` that nothing is put into.
fn check_words(own: &Value, source: &Source, path: &Path, found: &mut Vec<Diagnostic>) {
    match own {
        Value::Object(fields) => {
            for (name, below) in fields {
                check_words(below, source, &path.field(name.clone()), found);
            }
        }
        Value::String(word) => {
            let known: Vec<&str> = words::known_holes(&path.to_string()).into_iter().collect();
            found.extend(strange_holes(source, path, word, &known));
        }
        _ => {}
    }
}

/// What stands as `{name}` in a text and is none of the known names.
fn strange_holes(source: &Source, path: &Path, text: &str, known: &[&str]) -> Vec<Diagnostic> {
    let strange = words::holes(text)
        .into_iter()
        .filter(|name| !known.contains(name));
    let told = strange.map(|name| {
        let message = message!("nothing is put into `{{{}}}` here", value(name));
        let help: Message = match known {
            [] => "take it out: this text has nothing to put in".into(),
            known => {
                let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
                for_value(&format!("{{{name}}}"), &strs(&known))
            }
        };
        Diagnostic::new(
            Rule::UnknownValue,
            source.value(path),
            path.clone(),
            message,
        )
        .help(help)
    });
    told.collect()
}

/// Why a layout cannot be read.
fn wrong_layout(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let file = Arc::new(File::new(name, String::new()));
        let found = Diagnostic::new(
            Rule::NotUtf8,
            Place::new(&file, 0..0),
            Path::root(),
            "the layout is not UTF-8",
        );
        return vec![found.help("save it as UTF-8 in a text editor")];
    };
    let file = Arc::new(File::new(name, text));
    let source = Layout::detached(text);
    let (errors, _) = source.root().errors_and_warnings();
    let told = errors.into_iter().map(|error| {
        let at = match error.span.get() {
            DiagSpanKind::Number { num, .. } => source.range(num, None).unwrap_or_default(),
            DiagSpanKind::Range { range, .. } => range,
            DiagSpanKind::Detached => 0..0,
        };
        let message = message!("the layout is no Typst: {}", value(&error.message));
        let found = Diagnostic::new(
            Rule::YamlSyntax,
            Place::new(&file, at),
            Path::root(),
            message,
        );
        found.help("mend it, or take the file away to keep the built-in layout")
    });
    told.collect()
}
