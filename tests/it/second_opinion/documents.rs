//! Documents by chance: parts of plans, each as it should be or somehow else, and good plans spoiled in a few places.

use sendplan::format::{self, Kind as Takes};

use super::texts::{LINES, NAMES, TEXTS};

/// Numbers by chance, the same in every run.
pub struct Chance(pub u64);

impl Chance {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.number() % end.max(1) as u64) as usize
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// A document by chance: parts of plans, each as it should be or somehow else.
struct Document<'c> {
    chance: &'c mut Chance,
    text: String,
    end: &'static str,
}

impl Document<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let indent = if self.chance.once_in(40) {
            indent + 1
        } else {
            indent
        };
        let indent = if self.chance.once_in(40) {
            indent.saturating_sub(1)
        } else {
            indent
        };
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push_str(self.end);
        if self.chance.once_in(12) {
            let line = self.chance.one(LINES);
            self.text.push_str(line);
            self.text.push_str(self.end);
        }
    }

    /// What stands behind a name or a dash, and below it.
    fn value(&mut self, before: &str, indent: usize, takes: Option<&Takes>) {
        let meant = match takes {
            Some(Takes::Group(_) | Takes::Names(_)) => 7,
            Some(Takes::List(_)) => 10,
            _ => 0,
        };
        let other = self.chance.once_in(8);
        match if other {
            self.chance.below(12)
        } else {
            meant + self.chance.below(if meant == 0 { 7 } else { 2 })
        } {
            0..3 => {
                let text = self.chance.one(TEXTS);
                self.line(indent, &format!("{before} {text}"));
            }
            3 => {
                let text = self.chance.one(TEXTS);
                let more = self.chance.one(TEXTS);
                let further = indent + self.chance.below(4);
                self.line(indent, &format!("{before} {text}"));
                self.line(further, more);
            }
            4 => {
                let sign = self.chance.one(&[
                    "|", "|-", "|+", ">", ">-", ">+", "|2", ">2", "|1-", "| # note",
                ]);
                self.line(indent, &format!("{before} {sign}"));
                let further = indent + 1 + self.chance.below(3);
                for _ in 0..self.chance.below(5) {
                    let more = self.chance.below(6) / 4 * 2;
                    let text = self.chance.one(TEXTS);
                    let text = if self.chance.once_in(5) { "" } else { text };
                    self.line(
                        if text.is_empty() {
                            more
                        } else {
                            further + more
                        },
                        text,
                    );
                }
            }
            5 => {
                let mark = self.chance.one(&["\"", "'"]);
                let texts = [
                    "a", "a b", "", "it''s", "a: b", "# a", "- a", "a \\", "\\n b", "ü", " a ",
                    "\t a",
                ];
                let count = 2 + self.chance.below(3);
                for index in 0..count {
                    let text = self.chance.one(&texts);
                    let begins = if index == 0 {
                        format!("{before} {mark}")
                    } else {
                        String::new()
                    };
                    let ends = if index + 1 == count { mark } else { "" };
                    let further = if index == 0 {
                        indent
                    } else {
                        indent + self.chance.below(4)
                    };
                    self.line(further, &format!("{begins}{text}{ends}"));
                }
            }
            6 => {
                let [open, close] = self.chance.one(&[["[", "]"], ["{", "}"]]);
                let texts = [
                    "a", "a, b", "a: b", "a,", ", b", "\"a", "b\"", "# note", "a # note", "[a]",
                    "{a: b},", "", "a:",
                ];
                let count = 1 + self.chance.below(4);
                for index in 0..count {
                    let text = self.chance.one(&texts);
                    let begins = if index == 0 {
                        format!("{before} {open}")
                    } else {
                        String::new()
                    };
                    let ends = if index + 1 == count { close } else { "" };
                    let further = if index == 0 {
                        indent
                    } else {
                        indent + self.chance.below(4)
                    };
                    self.line(further, &format!("{begins}{text}{ends}"));
                }
            }
            7..10 => {
                let note = self.chance.one(&["", "", "", " # note", " ", "  #: note"]);
                self.line(indent, &format!("{before}{note}"));
                let further = indent + self.chance.one(&[2, 2, 2, 1, 4, 3]);
                self.map(further, takes);
            }
            _ => {
                self.line(indent, before);
                let further = indent + self.chance.one(&[0, 2, 2, 2, 4, 1]);
                self.list(further, takes);
            }
        }
    }

    fn map(&mut self, indent: usize, takes: Option<&Takes>) {
        let fields = takes.and_then(Takes::fields).unwrap_or_default();
        let mut next = self.chance.below(fields.len());
        for _ in 0..1 + self.chance.below(3) {
            let field = fields.get(next).filter(|_| !self.chance.once_in(20));
            next += 1 + self.chance.below(2);
            let name = field.map_or_else(|| self.chance.one(NAMES), |field| field.name.as_str());
            let colon = if self.chance.once_in(40) { " :" } else { ":" };
            self.value(
                &format!("{name}{colon}"),
                indent,
                field.map(|field| &field.kind),
            );
        }
    }

    fn list(&mut self, indent: usize, takes: Option<&Takes>) {
        let item = takes.and_then(Takes::item);
        let fields = item.and_then(Takes::fields).unwrap_or_default();
        for _ in 0..1 + self.chance.below(2) {
            match fields.get(self.chance.below(fields.len() + 1)) {
                Some(field) => {
                    self.value(&format!("- {}:", field.name), indent, Some(&field.kind));
                    if self.chance.once_in(2) {
                        self.map(indent + 2, item);
                    }
                }
                None => self.value("-", indent, item.filter(|_| fields.is_empty())),
            }
        }
    }
}

pub fn document(chance: &mut Chance) -> String {
    let end = if chance.once_in(10) { "\r\n" } else { "\n" };
    let mut document = Document {
        chance,
        text: String::new(),
        end,
    };
    if document.chance.once_in(10) {
        document.text.push_str("---");
        document.text.push_str(end);
    }
    document.map(0, Some(format::plan()));
    let mut text = document.text;
    if chance.once_in(10) {
        text.truncate(text.trim_end().len());
    }
    text
}

/// A part of a good plan, spoiled in a few places.
pub fn spoiled(plan: &str, chance: &mut Chance) -> String {
    let lines: Vec<&str> = plan.lines().collect();
    let begins: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with(char::is_alphabetic))
        .collect();
    let from = chance.one(&begins);
    let count = 3 + chance.below(8);
    let mut lines: Vec<String> = lines
        .iter()
        .skip(from)
        .take(count)
        .map(|line| (*line).to_owned())
        .collect();
    for _ in 0..1 + chance.below(3) {
        let at = chance.below(lines.len());
        let line = lines[at].clone();
        let places: Vec<usize> = line
            .char_indices()
            .map(|(at, _)| at)
            .chain([line.len()])
            .collect();
        let place = chance.one(&places);
        match chance.below(10) {
            0 => {
                lines[at] = line
                    .chars()
                    .enumerate()
                    .filter(|(n, _)| *n != place)
                    .map(|(_, c)| c)
                    .collect()
            }
            1 | 2 => {
                let sign = chance.one(&[
                    ":", ": ", " #", "#", "\"", "'", "-", "- ", "[", "]", "{", "}", ",", "|", ">",
                    " ", "\t", "\\", "&", "*", "!", "?", "%", "\u{a0}",
                ]);
                lines[at].insert_str(place, sign);
            }
            3 => lines[at] = format!("{}{line}", " ".repeat(1 + chance.below(4))),
            4 => {
                lines[at] = line
                    .strip_prefix(chance.one(&["  ", " "]))
                    .unwrap_or(&line)
                    .to_owned()
            }
            5 => lines.insert(at, line),
            6 => {
                lines.remove(at);
                if lines.is_empty() {
                    lines.push(String::new());
                }
            }
            7 => {
                let other = chance.below(lines.len());
                lines.swap(at, other);
            }
            8 => lines.insert(at, chance.one(LINES).to_owned()),
            _ => {
                let text = chance.one(TEXTS);
                let name = line.split(": ").next().unwrap_or_default();
                lines[at] = format!("{name}: {text}");
            }
        }
    }
    lines.join("\n") + "\n"
}
