//! The objects of a PDF: names made a part's own, what pages inherit, and the pairs of its trees.

use lopdf::{Document, Object, ObjectId};

/// Makes what is unique in a part unique in the whole: the keys of its tags' places, the names of its tables' headers.
pub(super) fn own_names(object: &mut Object, offset: i64, part: usize) {
    let own = |name: &mut Object| {
        if let Object::String(bytes, _) = name {
            let mut named = format!("{part:06}-").into_bytes();
            named.append(bytes);
            *bytes = named;
        }
    };
    let below = match object {
        Object::Dictionary(below) => below,
        Object::Stream(stream) => &mut stream.dict,
        Object::Array(items) => {
            items
                .iter_mut()
                .for_each(|item| own_names(item, offset, part));
            return;
        }
        _ => return,
    };
    let is_tag = below.get(b"S").is_ok() && below.get(b"P").is_ok();
    let is_tree = below.get(b"Limits").is_ok() || below.get(b"IDTree").is_ok();
    for (key, value) in below.iter_mut() {
        match (key.as_slice(), &mut *value) {
            (b"StructParents" | b"StructParent", Object::Integer(number)) => *number += offset,
            (b"ID", name @ Object::String(..)) if is_tag => own(name),
            (b"Headers", Object::Array(names)) => names.iter_mut().for_each(own),
            (b"IDTree", tree) => own_names_of_tree(tree, &own),
            (b"Names", Object::Array(names)) if is_tree => names.iter_mut().for_each(own),
            _ => own_names(value, offset, part),
        }
    }
}

/// The names in a tree that lies inside the object that points at it.
fn own_names_of_tree(tree: &mut Object, own: &dyn Fn(&mut Object)) {
    if let Object::Dictionary(tree) = tree {
        for key in [&b"Names"[..], b"Limits"] {
            if let Ok(Object::Array(names)) = tree.get_mut(key) {
                names.iter_mut().for_each(own);
            }
        }
    }
}

/// What a page has from the pages above it.
pub(super) fn inherited(
    document: &Document,
    page: ObjectId,
) -> lopdf::Result<Vec<(&'static str, Object)>> {
    let mut found = Vec::new();
    for key in ["Resources", "MediaBox", "CropBox", "Rotate"] {
        let own = document.get_dictionary(page)?;
        let mut above = own.get(b"Parent").and_then(Object::as_reference).ok();
        let mut value = own.get(key.as_bytes()).ok().cloned();
        let mut depth = 0;
        while let Some(id) = above.filter(|_| value.is_none() && depth < 32) {
            let pages = document.get_dictionary(id)?;
            value = pages.get(key.as_bytes()).ok().cloned();
            above = pages.get(b"Parent").and_then(Object::as_reference).ok();
            depth += 1;
        }
        found.extend(value.map(|value| (key, value)));
    }
    Ok(found)
}

/// The pairs of a number tree or a name tree, in its order.
pub(super) fn entries(
    document: &Document,
    tree: &Object,
    key: &[u8],
) -> lopdf::Result<Vec<(Object, Object)>> {
    let (_, tree) = document.dereference(tree)?;
    let tree = tree.as_dict()?;
    let mut found = Vec::new();
    if let Ok(pairs) = tree
        .get(key)
        .and_then(|pairs| document.dereference(pairs)?.1.as_array())
    {
        found.extend(
            pairs
                .chunks_exact(2)
                .filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone()))),
        );
    }
    if let Ok(kids) = tree
        .get(b"Kids")
        .and_then(|kids| document.dereference(kids)?.1.as_array())
    {
        for kid in kids {
            found.extend(entries(document, kid, key)?);
        }
    }
    Ok(found)
}
