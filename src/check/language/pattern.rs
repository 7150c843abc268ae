//! A small language of patterns over the words of a line, in which the files in `patterns` say what each rule looks for.

use std::collections::HashMap;

use super::lexicon::{Class, plain_forms};
use super::line::Line;

/// A sequence of what is looked for, one after another.
pub(super) type Pattern = Vec<Node>;

/// One step of a pattern.
#[derive(Debug)]
pub(super) enum Node {
    /// One word or phrase: of any of these classes (a bit each), or one of these words.
    One(u128, Vec<u16>),
    /// Up to so many words of any kind: inside a part of the sentence (0), inside the clause (1), or the sentence (2).
    Gap { most: usize, width: usize },
    /// One of several sequences; nothing, too, where it is optional.
    Group(Vec<Pattern>, bool),
    /// Words that must (or must not) follow here, without being part of what is found.
    Look(Pattern, bool),
    /// All up to the next mark or the end of the sentence.
    Rest,
    /// The end of the sentence.
    End,
}

/// The words that stand in patterns, by number: as typed, and those of which any form counts.
#[derive(Debug, Default)]
pub(super) struct Words {
    typed: HashMap<&'static str, u16>,
    forms: HashMap<&'static str, u16>,
    /// The classes, a bit each, and the words that `let` lines have named.
    named: HashMap<&'static str, (u128, Vec<u16>)>,
}

impl Words {
    fn number(&mut self, word: &'static str) -> u16 {
        let next = self.typed.len() + self.forms.len() + 1;
        let next = u16::try_from(next).unwrap_or(u16::MAX);
        match word.strip_suffix('*') {
            Some(plain) => *self.forms.entry(plain).or_insert(next),
            None => *self.typed.entry(word).or_insert(next),
        }
    }

    /// Gives words and classes a name: `let NAME = <class>|word`.
    pub fn name(&mut self, text: &'static str) -> Option<()> {
        let (name, any) = text.split_once(" = ")?;
        let Node::One(classes, numbers) = single(any, self)? else {
            return None;
        };
        self.named.insert(name, (classes, numbers));
        Some(())
    }

    /// Whether a pattern has the word, in this or another form.
    pub fn has(&self, word: &str) -> bool {
        let mut found = self.typed.contains_key(word);
        plain_forms(word, |form| found |= self.forms.contains_key(form));
        found
    }

    /// The numbers of the words of a line; none where no pattern has the word.
    pub fn numbers(&self, line: &Line<'_>) -> Numbers {
        let numbers = |low: &str| {
            let mut numbers: Vec<u16> = self.typed.get(low).copied().into_iter().collect();
            plain_forms(low, |form| numbers.extend(self.forms.get(form)));
            numbers
        };
        let words: Vec<Vec<u16>> = line.words.iter().map(|word| numbers(&word.low)).collect();
        let mut seen = vec![false; self.typed.len() + self.forms.len() + 1];
        for word in words.iter().flatten() {
            if let Some(seen) = seen.get_mut(usize::from(*word)) {
                *seen = true;
            }
        }
        let classes = line.classes.iter().fold(0, |all, one| all | one);
        Numbers {
            words,
            seen,
            classes,
        }
    }
}

/// The words of a line by number, and all that is in it.
pub(super) struct Numbers {
    words: Vec<Vec<u16>>,
    seen: Vec<bool>,
    classes: u128,
}

impl Numbers {
    /// Whether the line has what the pattern cannot do without.
    pub fn may_have(&self, pattern: &[Node]) -> bool {
        let there = |number: &u16| {
            self.seen
                .get(usize::from(*number))
                .is_some_and(|seen| *seen)
        };
        pattern.iter().all(|node| match node {
            Node::One(classes, words) => self.classes & classes != 0 || words.iter().any(there),
            Node::Group(ways, false) => ways.iter().any(|way| self.may_have(way)),
            _ => true,
        })
    }
}

/// Reads a pattern; none where it is not well formed, which a test rules out.
pub(super) fn parse(text: &'static str, words: &mut Words) -> Option<Pattern> {
    let mut tokens = text.split_whitespace();
    let (mut ways, end) = group(&mut tokens, words)?;
    (ways.len() == 1 && end.is_empty()).then(|| ways.swap_remove(0))
}

/// Reads up to the closing bracket: the ways of the group, and the bracket.
fn group(
    tokens: &mut dyn Iterator<Item = &'static str>,
    words: &mut Words,
) -> Option<(Vec<Pattern>, &'static str)> {
    let mut ways = vec![Vec::new()];
    while let Some(token) = tokens.next() {
        let node = match token {
            ")" | ")?" => return Some((ways, token)),
            "|" => {
                ways.push(Vec::new());
                continue;
            }
            "(" => {
                let (inner, end) = group(tokens, words)?;
                Node::Group(inner, end == ")?")
            }
            "!(" | "&(" => {
                let (inner, _) = group(tokens, words)?;
                Node::Look(vec![Node::Group(inner, false)], token == "&(")
            }
            "..." => Node::Rest,
            "$" => Node::End,
            _ if token.starts_with('~') => Node::Gap {
                most: token.trim_start_matches('~').parse().ok()?,
                width: token.len() - token.trim_start_matches('~').len() - 1,
            },
            _ => single(token, words)?,
        };
        ways.last_mut()?.push(node);
    }
    Some((ways, ""))
}

/// `<class>`, `<name>` of a `let` line, `#`, a word, or `word*` for any form of it; several of them parted by `|`, the last of which
/// may be `$`, the end. With `?` behind, one that may be missing; with `!` or `&` before, one that must not or must follow.
fn single(token: &'static str, words: &mut Words) -> Option<Node> {
    let (look, token) = match token.split_at_checked(1)? {
        ("!", rest) => (Some(false), rest),
        ("&", rest) => (Some(true), rest),
        _ => (None, token),
    };
    let (token, optional) = match token.strip_suffix('?') {
        Some(token) => (token, true),
        None => (token, false),
    };
    let (token, end) = match token.strip_suffix("|$") {
        Some(token) => (token, true),
        None => (token, false),
    };
    let (mut classes, mut numbers) = (0, Vec::new());
    for part in token.split('|') {
        if part == "#" {
            classes |= Class::Figure.bit();
        } else if let Some(name) = part.strip_prefix('<').and_then(|p| p.strip_suffix('>')) {
            match words.named.get(name) {
                Some((of, any)) => {
                    classes |= of;
                    numbers.extend(any);
                }
                None => classes |= Class::named(name)?.bit(),
            }
        } else {
            numbers.push(words.number(part));
        }
    }
    let one = match (Node::One(classes, numbers), end) {
        (one, true) => Node::Group(vec![vec![one], vec![Node::End]], false),
        (one, false) => one,
    };
    Some(match (look, optional) {
        (Some(wanted), _) => Node::Look(vec![one], wanted),
        (None, true) => Node::Group(vec![vec![one]], true),
        (None, false) => one,
    })
}

/// What is matched against: a line, the numbers of its words, which of them the pattern does not see, and which are part of
/// something already.
pub(super) struct Text<'l> {
    pub line: &'l Line<'l>,
    pub numbers: &'l Numbers,
    pub hidden: &'l dyn Fn(usize) -> bool,
    pub marked: &'l dyn Fn(usize) -> bool,
}

/// What follows the group that is being matched.
struct Then<'p>(&'p [Node], Option<&'p Then<'p>>);

impl Text<'_> {
    /// Where the pattern ends that begins at the word, if it does begin there.
    pub fn matches(&self, pattern: &[Node], at: usize) -> Option<usize> {
        if let Some(Node::One(classes, numbers)) = pattern.first() {
            self.one(*classes, numbers, at)?;
        }
        self.run(pattern, at, None)
    }

    fn run(&self, nodes: &[Node], at: usize, then: Option<&Then<'_>>) -> Option<usize> {
        let Some((node, rest)) = nodes.split_first() else {
            return match then {
                Some(Then(nodes, then)) => self.run(nodes, at, *then),
                None => Some(at),
            };
        };
        match node {
            Node::One(classes, numbers) => {
                let length = self.one(*classes, numbers, at)?;
                self.run(rest, self.seen(at + length), then)
            }
            Node::Gap { most, width } => {
                let mut next = at;
                for _ in 0..=*most {
                    if let Some(end) = self.run(rest, next, then) {
                        return Some(end);
                    }
                    if !self.may_pass(next, *width) {
                        return None;
                    }
                    next = self.seen(next + 1);
                }
                None
            }
            Node::Group(ways, optional) => {
                let after = Then(rest, then);
                let way = |way: &Pattern| self.run(way, at, Some(&after));
                let found = ways.iter().find_map(way);
                found.or_else(|| {
                    if *optional {
                        self.run(rest, at, then)
                    } else {
                        None
                    }
                })
            }
            Node::Look(pattern, wanted) => {
                let there = self.run(pattern, at, None).is_some();
                if there == *wanted {
                    self.run(rest, at, then)
                } else {
                    None
                }
            }
            Node::Rest => {
                let mut next = at;
                while self.may_pass(next, 1) {
                    next = self.seen(next + 1);
                }
                self.run(rest, next, then)
            }
            Node::End => {
                let end = self
                    .line
                    .words
                    .get(at)
                    .is_none_or(|word| matches!(word.raw, "." | "!" | "?" | ";"));
                if end { self.run(rest, at, then) } else { None }
            }
        }
    }

    fn one(&self, classes: u128, numbers: &[u16], at: usize) -> Option<usize> {
        let word = self.numbers.words.get(at)?;
        let length = self.line.length(at, classes);
        let there = length > 0 || word.iter().any(|word| numbers.contains(word));
        there.then(|| length.max(1))
    }

    /// The first word from there on that the pattern sees.
    fn seen(&self, at: usize) -> usize {
        (at..self.line.words.len())
            .find(|at| !(self.hidden)(*at))
            .unwrap_or(self.line.words.len())
    }

    fn may_pass(&self, at: usize, width: usize) -> bool {
        let Some(word) = self.line.words.get(at) else {
            return false;
        };
        let ends = matches!(word.raw, "." | "!" | "?" | ";");
        let parts = matches!(word.raw, ":" | "," | "(" | ")" | "–" | "—");
        let opens = || self.line.is(at, Class::Lead) || OPENS.contains(&word.low.as_str());
        !ends && !(self.marked)(at) && (width > 1 || !parts) && (width > 0 || !opens())
    }
}

/// Words that open another part of a sentence.
const OPENS: &[&str] = &["so", "who", "that", "which", "and"];
