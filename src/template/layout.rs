//! Reads the names in a layout's dictionaries from its source, so that no separate list is needed.

use typst::syntax::SyntaxNode;
use typst::syntax::ast::LetBinding;
use typst::syntax::ast::{DictItem, Expr, LetBindingKind};

/// Returns the keys of every dictionary that a layout calls `name`, such as `sections`; `None` if it has none.
pub(super) fn names_in(source: &SyntaxNode, name: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    collect(source, name, &mut names);
    (!names.is_empty()).then_some(names)
}

fn collect(node: &SyntaxNode, wanted: &str, names: &mut Vec<String>) {
    let bound = node.cast::<LetBinding>();
    if let Some(bound) = bound
        && let LetBindingKind::Normal(pattern) = bound.kind()
        && pattern
            .bindings()
            .iter()
            .any(|name| name.as_str() == wanted)
        && let Some(Expr::Dict(entries)) = bound.init()
    {
        names.extend(entries.items().filter_map(|entry| match entry {
            DictItem::Named(named) => Some(named.name().as_str().to_owned()),
            DictItem::Keyed(keyed) => match keyed.key() {
                Expr::Str(key) => Some(key.get().to_string()),
                _ => None,
            },
            DictItem::Spread(_) => None,
        }));
    }
    node.children()
        .for_each(|child| collect(child, wanted, names));
}
