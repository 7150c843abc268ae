//! The child's page: whether it speaks as the child would, and fits, reckoned from the lines its texts need, without laying
//! anything out.
//!
//! The figures are those of `layouts/islington/child.typ` at its smallest size; a test holds them to the pages that come
//! out. The layout itself has the last word when the copy is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::smart::child;
use super::{Findings, language};
use crate::diagnostic::Rule;
use crate::format::{Path, at};
use crate::plan::{Plan, Previous, Target};

/// The height that fits, in the millimetres of this reckoning, which counts a little generously.
const PAGE: f64 = 281.0;
/// What the plainer look from Year 7 on saves: it has no drawings.
const PLAINER: f64 = 40.0;
/// A line of 12 pt, and what stands above the first panel whatever the plan says: name, face, headings, the last line.
const LINE: f64 = 5.3;
const ALWAYS: f64 = 76.0;
/// A panel's heading with the space around it, and letters on a line of a panel, of which three stand side by side.
const PANEL: f64 = 10.5;
const PANEL_LETTERS: usize = 25;
/// A card's frame and stars, a line of its heading, and letters on a line where three or two cards stand side by side.
const CARD: f64 = 17.0;
const CARD_HEADING: f64 = 6.2;
const CARD_LETTERS: [(usize, usize); 2] = [(18, 22), (30, 36)];
/// One of the last targets, and letters on a line of the whole page.
const PREVIOUS: f64 = 7.5;
const PAGE_LETTERS: usize = 75;

/// The texts that the child's copy shows, longest first, and the height that they need.
struct Reckoning {
    height: f64,
    longest: (usize, Path),
}

/// What the page shows beside what is said on it: names, and what a photo shows.
const NAMES: &[&str] = &["name", "known_as", "class", "key_person", "alt"];

pub(super) fn run(findings: &mut Findings<'_>) {
    length(findings);
    if findings.too_long_to_judge() {
        return;
    }
    let texts = Arc::clone(&findings.texts);
    let names = findings.names_of_the_child();
    let child = child(findings, &names);
    let lines = own_lines(findings.plan);
    for text in texts.iter() {
        let name = text.path.name().unwrap_or_default();
        let shown = text.copies.contains('C') && !NAMES.contains(&name);
        // What is told about the child in the third person has been said.
        let told = |found: &super::Finding| {
            found.rule == Rule::ThirdPersonChildLine && found.path == text.path
        };
        if (shown || lines.contains(&text.path)) && !findings.found.iter().any(told) {
            let found = language::adult_words(&text.text, &child);
            findings.add_language(&text.path, found.into_iter().collect());
        }
    }
}

/// Where the lines stand that the page shows of the targets and of the last ones.
fn own_lines(plan: &Plan) -> BTreeSet<Path> {
    let targets = plan.targets.iter().map(Target::own_line).enumerate();
    let targets = targets.filter_map(|(index, own)| Some(at!("targets", index, own?.0)));
    let previous = plan.previous.iter().map(Previous::own_line).enumerate();
    let previous = previous.filter_map(|(index, own)| Some(at!("previous", index, own?.0)));
    targets.chain(previous).collect()
}

fn length(findings: &mut Findings<'_>) {
    let mut reckoning = Reckoning {
        height: ALWAYS,
        longest: (0, Path::root()),
    };
    reckoning.cards(findings.plan);
    reckoning.panels(findings.plan);
    reckoning.rest(findings.plan);
    let plainer = findings
        .plan
        .child
        .year_group
        .is_some_and(|year| year.number() >= 7);
    let room = if plainer { PAGE + PLAINER } else { PAGE };
    if reckoning.height > room {
        let (_, path) = reckoning.longest;
        let message = "there is more for the child to read than fits on one page";
        let help = "shorten this, the longest of the texts on the child's copy";
        findings.add(Rule::TooLongForOnePage, path, message, help);
    }
}

impl Reckoning {
    /// The lines that a text needs, remembering it if it is the longest yet.
    fn lines(&mut self, path: Path, text: &str, letters: usize) -> f64 {
        let length = text.chars().count();
        if length > self.longest.0 {
            self.longest = (length, path);
        }
        let lines: usize = text
            .lines()
            .map(|line| line.chars().count().div_ceil(letters).max(1))
            .sum();
        lines as f64
    }

    fn cards(&mut self, plan: &Plan) {
        let across = if plan.targets.len() == 3 { 3 } else { 2 };
        let (heading, body) = if across == 3 {
            CARD_LETTERS[0]
        } else {
            CARD_LETTERS[1]
        };
        let mut heights = Vec::new();
        for (index, target) in plan.targets.iter().enumerate() {
            let mut height = CARD;
            if let Some((field, text)) = target.own_line() {
                height += CARD_HEADING * self.lines(at!("targets", index, field), text, heading);
            }
            if let Some(text) = &target.who_helps_me {
                height += LINE * self.lines(at!("targets", index, "who_helps_me"), text, body);
            }
            if target.by.is_some_and(|by| Some(by) != plan.plan.review) {
                height += LINE * 2.0;
            }
            heights.push(height);
        }
        self.height += rows(&heights, across);
    }

    fn panels(&mut self, plan: &Plan) {
        let me = &plan.about_me;
        let lists = [
            (at!("about_me", "good_at"), &me.good_at),
            (at!("about_me", "likes"), &me.likes),
            (at!("about_me", "people_like"), &me.people_like),
            (at!("about_me", "helps_me"), &me.helps_me),
            (at!("about_me", "does_not_help"), &me.does_not_help),
            (at!("about_me", "worries"), &me.worries),
            (at!("about_me", "dislikes"), &me.dislikes),
            (at!("about_me", "important_to_me"), &me.important_to_me),
        ];
        let mut heights = Vec::new();
        for (path, items) in lists {
            self.panel(&path, items, &mut heights);
        }
        for (path, text) in [
            (at!("child", "communication"), &plan.child.communication),
            (at!("hopes", "child"), &plan.hopes.child),
        ] {
            let lines = text
                .as_ref()
                .map(|text| self.lines(path, text, PANEL_LETTERS));
            heights.extend(lines.map(|lines| PANEL + LINE * lines));
        }
        self.panel(
            &at!("who_does_what", "child"),
            &plan.who_does_what.child,
            &mut heights,
        );
        self.height += rows(&heights, 3);
    }

    fn panel(&mut self, path: &Path, items: &[String], heights: &mut Vec<f64>) {
        let lines = items
            .iter()
            .enumerate()
            .map(|(index, item)| self.lines(path.item(index), item, PANEL_LETTERS));
        let lines: f64 = lines.sum();
        if !items.is_empty() {
            heights.push(PANEL + LINE * lines);
        }
    }

    fn rest(&mut self, plan: &Plan) {
        if let Some(says) = &plan.about_me.says {
            self.height +=
                LINE * (1.0 + self.lines(at!("about_me", "says"), says, PAGE_LETTERS * 3 / 5));
        }
        let mut heading = 0.0;
        for (index, previous) in plan.previous.iter().enumerate() {
            if let Some((field, text)) = previous.own_line() {
                let lines = self.lines(at!("previous", index, field), text, PAGE_LETTERS);
                self.height += PREVIOUS + LINE * (lines - 1.0).max(0.0);
                heading = PANEL;
            }
        }
        self.height += heading;
        if let Some(view) = plan
            .review
            .child_view
            .as_ref()
            .filter(|_| plan.is_reviewed())
        {
            self.height +=
                PANEL + LINE * self.lines(at!("review", "child_view"), view, PAGE_LETTERS);
        }
    }
}

/// The height of things that stand side by side: each row is as high as its highest.
fn rows(heights: &[f64], across: usize) -> f64 {
    heights
        .chunks(across)
        .map(|row| row.iter().copied().fold(0.0, f64::max))
        .sum()
}
