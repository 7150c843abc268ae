//! Several finished PDFs as one: their pages, their tags, their tables' headers, with a bookmark for each.
//!
//! The parts are those that [`crate::press`] makes: tagged, PDF/UA-1 and PDF/A-2a. The whole keeps to both: what is kept
//! once for a document (its title, its language, its colours) is the first part's.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, StringFormat, dictionary};

use super::objects::{entries, own_name, own_names};
use crate::digest::Digest;

/// One part of the whole.
pub(super) struct Part {
    /// Its bookmark.
    pub bookmark: String,
    /// The document.
    pub document: Document,
}

/// Puts parts one behind the other, and says how many pages the whole has. Each begins on a right-hand page, so that printed on both sides it begins on a sheet
/// of its own.
pub(super) fn put_together(parts: Vec<Part>) -> Result<(Vec<u8>, usize), String> {
    let mut binder = Binder::new();
    for part in parts {
        binder
            .add(part)
            .map_err(|why| format!("a copy in it cannot be read: {why}"))?;
    }
    binder.bind().map_err(|why| why.to_string())
}

/// The day of a part's time stamps.
pub(super) fn stamp(document: &Document) -> Option<NaiveDate> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let said = info.as_dict().and_then(|info| info.get(b"CreationDate"));
    let said = said.and_then(Object::as_str).ok()?;
    let day = std::str::from_utf8(said.get(2..10)?).ok()?;
    NaiveDate::parse_from_str(day, "%Y%m%d").ok()
}

/// A document that grows part by part.
#[derive(Default)]
struct Binder {
    document: Document,
    /// What the first part says of the whole document.
    catalog: Option<Dictionary>,
    info: Option<Object>,
    page_root: ObjectId,
    pages: Vec<ObjectId>,
    bookmarks: Vec<(String, ObjectId)>,
    tag_root: ObjectId,
    roles: Dictionary,
    /// The tags at the top of each part.
    top: Vec<Object>,
    /// For each page, and each other thing that has tags in it, where they are.
    parents: Vec<Object>,
    next_key: i64,
    /// The tables' headers by the names that their cells call them by.
    headers: BTreeMap<Vec<u8>, Object>,
}

impl Binder {
    fn new() -> Binder {
        let mut document = Document::with_version("1.7");
        Binder {
            page_root: document.new_object_id(),
            tag_root: document.new_object_id(),
            document,
            ..Binder::default()
        }
    }

    fn add(&mut self, part: Part) -> lopdf::Result<()> {
        let mut one = part.document;
        one.renumber_objects_with(self.document.max_id + 1);
        let number = self.bookmarks.len();
        let offset = self.next_key;
        for object in one.objects.values_mut() {
            own_names(object, offset, number);
        }
        let pages: Vec<ObjectId> = one.page_iter().collect();
        let Some(first) = pages.first() else {
            return Ok(());
        };
        if self.pages.len() % 2 == 1 {
            self.blank_page();
        }
        self.bookmarks.push((part.bookmark, *first));
        for page in &pages {
            // The press writes all that a page needs into the page itself.
            let page = one.get_object_mut(*page)?.as_dict_mut()?;
            page.set("Parent", self.page_root);
        }
        self.pages.extend(&pages);
        let catalog = one.catalog()?.clone();
        self.take_tags(&one, &catalog, number)?;
        if self.catalog.is_none() {
            self.info = one.trailer.get(b"Info").ok().cloned();
            self.catalog = Some(catalog);
        }
        // The part's own lists of pages, contents and tags have had their day.
        const DONE: [&[u8]; 4] = [b"Pages", b"Catalog", b"Outlines", b"StructTreeRoot"];
        let is_done = |object: &Object| object.type_name().is_ok_and(|name| DONE.contains(&name));
        one.objects.retain(|_, object| !is_done(object));
        self.document.max_id = one.max_id;
        self.document.objects.extend(one.objects);
        Ok(())
    }

    /// Takes a part's tags into the whole's.
    fn take_tags(
        &mut self,
        one: &Document,
        catalog: &Dictionary,
        number: usize,
    ) -> lopdf::Result<()> {
        let (_, root) = one.dereference(catalog.get(b"StructTreeRoot")?)?;
        let root = root.as_dict()?;
        let (_, top) = one.dereference(root.get(b"K")?)?;
        match top {
            Object::Array(tags) => self.top.extend_from_slice(tags),
            _ => self.top.push(root.get(b"K")?.clone()),
        }
        if let Ok(roles) = root
            .get(b"RoleMap")
            .and_then(|roles| one.dereference(roles)?.1.as_dict())
        {
            self.roles.extend(roles);
        }
        let offset = self.next_key;
        let mut last = offset - 1;
        for (key, value) in entries(one, root.get(b"ParentTree")?, b"Nums")? {
            let key = offset + key.as_i64()?;
            last = last.max(key);
            self.parents.extend([key.into(), value]);
        }
        self.next_key = last + 1;
        if let Ok(names) = root.get(b"IDTree") {
            for (name, value) in entries(one, names, b"Names")? {
                self.headers.insert(own_name(name.as_str()?, number), value);
            }
        }
        Ok(())
    }

    /// The empty back of a sheet.
    fn blank_page(&mut self) {
        let page = self.document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => self.page_root,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(595.276), Object::Real(841.89)],
            "Resources" => Dictionary::new(),
        });
        self.pages.push(page);
    }

    fn bind(mut self) -> lopdf::Result<(Vec<u8>, usize)> {
        let count = self.pages.len();
        let kids: Vec<Object> = self.pages.iter().map(|page| (*page).into()).collect();
        let total = i64::try_from(count).unwrap_or(i64::MAX);
        let root = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => total };
        self.document.objects.insert(self.page_root, root.into());
        self.bind_tags()?;
        let outlines = self.outline();
        let mut catalog = self.catalog.take().unwrap_or_default();
        // These speak of the first part's pages alone.
        for key in ["Outlines", "Names", "Dests", "PageLabels", "OpenAction"] {
            catalog.remove(key.as_bytes());
        }
        catalog.set("Pages", self.page_root);
        catalog.set("StructTreeRoot", self.tag_root);
        catalog.set("Outlines", outlines);
        self.say_pages(&catalog, count);
        let catalog = self.document.add_object(catalog);
        self.document.trailer.set("Root", catalog);
        if let Some(info) = self.info.take() {
            self.document.trailer.set("Info", info);
        }
        self.document.prune_objects();
        self.document.renumber_objects();
        // The same parts give the same identifier.
        let id = Digest::of(&self.save()?).to_string();
        let id = id.as_bytes().iter().take(16).copied().collect();
        let id = Object::String(id, StringFormat::Hexadecimal);
        self.document.trailer.set("ID", vec![id.clone(), id]);
        Ok((self.save()?, count))
    }

    fn save(&mut self) -> lopdf::Result<Vec<u8>> {
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .build();
        let mut bytes = Vec::new();
        self.document.save_with_options(&mut bytes, options)?;
        Ok(bytes)
    }

    fn bind_tags(&mut self) -> lopdf::Result<()> {
        for tag in &self.top {
            let tag = self.document.get_object_mut(tag.as_reference()?)?;
            tag.as_dict_mut()?.set("P", self.tag_root);
        }
        let headers = std::mem::take(&mut self.headers).into_iter();
        let headers = headers
            .flat_map(|(name, header)| [Object::String(name, StringFormat::Literal), header]);
        let headers: Vec<Object> = headers.collect();
        let mut root = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => std::mem::take(&mut self.top),
            "RoleMap" => std::mem::take(&mut self.roles),
            "ParentTree" => dictionary! { "Nums" => std::mem::take(&mut self.parents) },
            "ParentTreeNextKey" => self.next_key,
        };
        if let [first, .., last, _] | [first @ last, _] = headers.as_slice() {
            let limits = vec![first.clone(), last.clone()];
            let leaf = dictionary! { "Names" => headers, "Limits" => limits };
            let leaf = self.document.add_object(leaf);
            root.set("IDTree", dictionary! { "Kids" => vec![leaf.into()] });
        }
        self.document.objects.insert(self.tag_root, root.into());
        Ok(())
    }

    /// A bookmark for each part.
    fn outline(&mut self) -> ObjectId {
        let root = self.document.new_object_id();
        let bookmarks = std::mem::take(&mut self.bookmarks).into_iter();
        let bookmarks = bookmarks.map(|(title, page)| (self.document.new_object_id(), title, page));
        let bookmarks: Vec<(ObjectId, String, ObjectId)> = bookmarks.collect();
        let id = |index: usize| bookmarks.get(index).map(|(id, ..)| *id);
        for (index, (item, title, page)) in bookmarks.iter().enumerate() {
            let mut entry = dictionary! {
                "Title" => lopdf::text_string(title),
                "Parent" => root,
                "Dest" => vec![(*page).into(), "XYZ".into(), Object::Null, Object::Null, Object::Null],
            };
            let before = index.checked_sub(1).and_then(id);
            before.inspect(|before| entry.set("Prev", *before));
            id(index + 1).inspect(|next| entry.set("Next", *next));
            self.document.objects.insert(*item, entry.into());
        }
        let count = i64::try_from(bookmarks.len()).unwrap_or(i64::MAX);
        let mut outlines = dictionary! { "Type" => "Outlines", "Count" => count };
        id(0).inspect(|first| outlines.set("First", *first));
        let last = bookmarks.last();
        last.inspect(|(last, ..)| outlines.set("Last", *last));
        self.document.objects.insert(root, outlines.into());
        root
    }

    /// The first part's metadata counts its own pages.
    fn say_pages(&mut self, catalog: &Dictionary, count: usize) {
        let metadata = catalog.get(b"Metadata").and_then(Object::as_reference);
        let stream = metadata
            .and_then(|id| self.document.get_object_mut(id))
            .and_then(Object::as_stream_mut);
        if let Ok(stream) = stream {
            let text = String::from_utf8_lossy(&stream.content).into_owned();
            let said = text
                .split_once("<xmpTPg:NPages>")
                .and_then(|(before, rest)| Some((before, rest.split_once("</xmpTPg:NPages>")?.1)));
            if let Some((before, after)) = said {
                stream.set_plain_content(
                    format!("{before}<xmpTPg:NPages>{count}</xmpTPg:NPages>{after}").into_bytes(),
                );
            }
        }
    }
}
