//! For people: what is wrong, the line of the file with the place marked, and what to write instead.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Style;
use crate::diagnostic::{Diagnostic, Place, Severity, harmless};

/// The most characters shown of a line; a longer one is cut around the place.
const MAX_WIDTH: usize = 110;

pub(super) fn render(diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Unicode);
    diagnostics
        .iter()
        .map(|found| diagnostic(found, &renderer, style))
        .collect()
}

fn diagnostic(found: &Diagnostic, renderer: &Renderer, style: Style) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning | Severity::Off => Level::WARNING,
    };
    let title = visible(&found.message);
    let help = found.help.as_ref().map(visible);
    let help = help.map(|help| {
        if found.fix.is_empty() {
            help
        } else {
            format!("{help} (`sendplan check --fix` does it)")
        }
    });
    let mut group = Group::with_title(level.primary_title(title).id(found.rule.name()));
    let excerpt = Excerpt::of(&found.place);
    let others: Vec<(Excerpt, String)> = found
        .also
        .iter()
        .map(|(place, label)| (Excerpt::of(place), visible(label)))
        .collect();
    let shown = style.excerpt && !excerpt.text.is_empty();
    if !(shown && excerpt.from_the_start) {
        // If the line is cut or not shown, its position must be given separately.
        group = group.element(origin(&found.place));
    }
    if shown {
        let snippet = excerpt.snippet(AnnotationKind::Primary, None);
        let named = excerpt
            .from_the_start
            .then(|| visible(&found.place.file.name));
        group = group.element(snippet.path(named));
        for (other, label) in &others {
            group = group.element(other.snippet(AnnotationKind::Context, Some(label)));
        }
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.message(help));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

fn origin(place: &Place) -> Origin<'static> {
    let (line, column) = place.start();
    Origin::path(visible(&place.file.name))
        .line(line)
        .char_column(column)
}

/// A line of a file, cut to fit, with a marked range.
struct Excerpt {
    text: String,
    line: usize,
    /// Whether the line is shown from its start, so that columns match what is shown.
    from_the_start: bool,
    marked: std::ops::Range<usize>,
}

impl Excerpt {
    fn of(place: &Place) -> Excerpt {
        let (line, column) = place.start();
        let whole = place.file.line(line);
        let chars: Vec<char> = whole.chars().collect();
        let first = column.saturating_sub(1).min(chars.len());
        let (end_line, end_column) = place.end();
        let last = if end_line == line {
            end_column.saturating_sub(1)
        } else {
            chars.len()
        };
        let last = last.clamp(first, chars.len());
        // The window begins at the start of the line unless that would hide the place.
        let from = if last <= MAX_WIDTH {
            0
        } else {
            first.saturating_sub(MAX_WIDTH / 4)
        };
        let to = (from + MAX_WIDTH).min(chars.len());
        let mut shown = String::new();
        if from > 0 {
            shown.push('…');
        }
        let mut marked = shown.len()..shown.len();
        for (index, ch) in chars.iter().enumerate().take(to).skip(from) {
            if index == first {
                marked.start = shown.len();
            }
            shown.push(harmless(*ch));
            if index < last {
                marked.end = shown.len();
            }
        }
        marked.start = marked.start.min(shown.len());
        if first >= to {
            marked.start = shown.len();
        }
        marked.end = marked.end.max(marked.start);
        if to < chars.len() {
            shown.push('…');
        }
        Excerpt {
            text: shown,
            line,
            from_the_start: from == 0,
            marked,
        }
    }

    fn snippet(
        &self,
        kind: AnnotationKind,
        label: Option<&str>,
    ) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotation = kind.span(self.marked.clone());
        let annotation = match label {
            Some(label) => annotation.label(label.to_owned()),
            None => annotation,
        };
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .annotation(annotation)
    }
}

/// Returns a text without characters that could move the cursor or hide other text.
fn visible(text: impl ToString) -> String {
    text.to_string().chars().map(harmless).collect()
}
