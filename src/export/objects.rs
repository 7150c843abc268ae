//! The objects of a PDF: names made a part's own, and the pairs of its trees.

use lopdf::{Document, Object};

/// A name of a table's header as it is called in the whole, where each part has names of its own.
pub(super) fn own_name(name: &[u8], part: usize) -> Vec<u8> {
    [format!("{part:06}-").as_bytes(), name].concat()
}

/// Makes what is unique in a part unique in the whole: the keys of its tags' places, the names of its tables' headers.
pub(super) fn own_names(object: &mut Object, offset: i64, part: usize) {
    let own = |name: &mut Object| {
        if let Object::String(bytes, _) = name {
            *bytes = own_name(bytes, part);
        }
    };
    let below = match object {
        Object::Dictionary(below) => below,
        Object::Stream(stream) => &mut stream.dict,
        Object::Array(items) => {
            let items = items.iter_mut();
            return items.for_each(|item| own_names(item, offset, part));
        }
        _ => return,
    };
    let is_tag = below.get(b"S").is_ok() && below.get(b"P").is_ok();
    for (key, value) in below.iter_mut() {
        match (key.as_slice(), &mut *value) {
            (b"StructParents" | b"StructParent", Object::Integer(number)) => *number += offset,
            (b"ID", name @ Object::String(..)) if is_tag => own(name),
            (b"Headers", Object::Array(names)) => names.iter_mut().for_each(own),
            _ => own_names(value, offset, part),
        }
    }
}

/// The pairs of a number tree or a name tree, in its order.
pub(super) fn entries(
    document: &Document,
    tree: &Object,
    key: &[u8],
) -> lopdf::Result<Vec<(Object, Object)>> {
    let (_, tree) = document.dereference(tree)?;
    let tree = tree.as_dict()?;
    let array = |key: &[u8]| {
        let array = tree.get(key).and_then(|array| document.dereference(array));
        array
            .and_then(|(_, array)| array.as_array())
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    let pairs = array(key).chunks_exact(2);
    let pairs = pairs.filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())));
    let mut found: Vec<(Object, Object)> = pairs.collect();
    for kid in array(b"Kids") {
        found.extend(entries(document, kid, key)?);
    }
    Ok(found)
}
