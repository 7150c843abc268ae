//! Repairs for dashes and colons, headings and ruled lines.

use super::{Candidates, price};
use crate::diagnostic::Edit;
use crate::yaml::line::{self, BULLETS, is_item, key_end};
use crate::yaml::mistake::{Kind, Problem, Repair};
use crate::yaml::parser::State;
use crate::yaml::shape::Shape;

impl<'t, 'a, F: FnMut(State<'a>, u32, Option<Repair>)> Candidates<'t, 'a, F> {
    /// Tries repairs for a dash that is missing, unwanted, without its space, or another character.
    pub(super) fn dashes(&mut self) {
        let content = self.content;
        let key = content.split(':').next().unwrap_or_default();
        let named = key_end(content).is_some();
        let open: Vec<(usize, &'a Shape, Option<&'a str>)> = self.lists();
        for (column, item, list) in open {
            let first = item.fields().next().map(|(_, name, _)| name);
            let fits = if named {
                item.field(key).is_some()
            } else {
                false
            };
            if !fits || is_item(content) {
                continue;
            }
            let room = self.indent.saturating_sub(column);
            let gap = if room >= 2 { room - 1 } else { 1 };
            let line = format!("{}-{}{content}", " ".repeat(column), " ".repeat(gap));
            let is_first = first == Some(key);
            let kind = if room >= 2 {
                Kind::NoDashInItsColumn
            } else {
                Kind::NoDash
            };
            let problem = Problem {
                list: list.unwrap_or("list").to_owned(),
                column,
                ..Problem::named(kind, key)
            };
            self.try_line(
                &line,
                price::NO_DASH + if is_first { 0 } else { 40 },
                problem,
            );
        }
        if let Some(rest) = content.strip_prefix("- ") {
            let line = format!("{}{}", " ".repeat(self.indent), rest.trim_start());
            let name = rest.split(':').next().unwrap_or_default().trim();
            self.try_line(&line, price::EDIT, Problem::named(Kind::Dash, name));
        }
        let mut chars = content.chars();
        let (ch, second) = (chars.next(), chars.next());
        if let Some(ch) = ch {
            let spaced = second == Some(' ') || second == Some('\t');
            let rest = content.get(ch.len_utf8()..).unwrap_or_default();
            if spaced && BULLETS.contains(ch) {
                let line = format!("{}-{rest}", " ".repeat(self.indent));
                self.try_line(&line, price::CHARACTER, Kind::Bullet);
            }
            if ch == '-' && second.is_some_and(|second| !" \t-".contains(second)) {
                let line = format!("{}- {rest}", " ".repeat(self.indent));
                self.try_line(&line, price::NO_SPACE, Kind::DashWithoutSpace);
            }
        }
    }

    /// Tries repairs for a colon that is missing, without its space, or another character.
    pub(super) fn colons(&mut self) {
        let at = line::item_start(self.raw);
        let content = self.raw.get(at..).unwrap_or_default().trim_end();
        let head = self.raw.get(..at).unwrap_or_default();
        let length = content.find(|ch: char| !(ch.is_ascii_lowercase() || ch == '_'));
        let (name, rest) = content.split_at(length.unwrap_or(content.len()));
        if !self.parser.grammar.knows(name) || key_end(content).is_some() {
            return;
        }
        if let Some(value) = rest.strip_prefix(';') {
            if value.is_empty() || value.starts_with(' ') {
                let line = format!("{head}{name}:{value}");
                self.try_line(
                    &line,
                    price::CHARACTER,
                    Problem::named(Kind::Semicolon, name),
                );
            }
        } else if rest.is_empty() || rest.starts_with(' ') {
            let line = format!("{head}{name}:{rest}");
            let problem = if line::is_blank(rest) {
                Problem::named(Kind::NoColonAlone, name)
            } else {
                // A line such as "by the end of term" may continue the text above.
                let may_continue = rest.trim_start().starts_with(char::is_lowercase);
                Problem::named(Kind::NoColon, name).sure_if(name.contains('_') || !may_continue)
            };
            self.try_line(&line, price::EDIT, problem);
        } else if let Some(value) = rest.strip_prefix(':') {
            let line = format!("{head}{name}: {value}");
            let colon = self.parser.lines.start(self.state.at) + at + name.len();
            self.try_line(
                &line,
                price::EDIT,
                Problem::at(Kind::ColonWithoutSpace, colon),
            );
        }
    }

    /// Tries to comment out a heading or a ruled line, or to delete a document marker.
    pub(super) fn whole_line(&mut self) {
        let bare = self
            .content
            .trim_matches(['-', '_', '=', '*', '~', '.', '–', '—', ' ']);
        let drawn = bare.is_empty() && self.content.len() > 2 && !self.content.contains(' ');
        let mark = self.indent == 0 && matches!(self.content, "---" | "...");
        let kind = match () {
            () if mark && self.content == "..." => Kind::Dots,
            () if mark && self.state.top.is_some() => Kind::Dashes,
            () if drawn && !mark => Kind::Drawn,
            () if self.raw.starts_with(|ch: char| ch != ' ') && self.is_heading(bare) => {
                Kind::Heading
            }
            () => return,
        };
        let next = self.state.before(self.state.at + 1);
        let start = self.parser.lines.start(self.state.at) + self.raw.len() - self.content_length();
        let edit = match kind {
            Kind::Dots | Kind::Dashes => Edit::new(start..start + 3, ""),
            _ => Edit::new(start..start, "# "),
        };
        self.push_repair(next, price::HEADING, vec![edit], kind);
    }

    pub(super) fn is_heading(&self, bare: &str) -> bool {
        let blank = |number: usize| self.parser.lines.get(number).trim().is_empty();
        let at = self.state.at;
        let alone = at == 0 || blank(at - 1) || blank(at + 1);
        let ruled = self.content.len() > bare.len() + 3;
        let words = !is_item(self.content)
            && bare.starts_with(char::is_uppercase)
            && !bare.contains(':')
            && !bare.ends_with([',', ';', '!', '?']);
        words && !self.content.ends_with('.') && bare.chars().count() < 60 && (alone || ruled)
    }
}
