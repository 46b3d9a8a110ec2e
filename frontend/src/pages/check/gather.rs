//! Files that the user chose or dropped, read as the daemon would read them.

use std::collections::BTreeSet;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use super::desk::Desk;
use super::files::{PassedOver, are_blank, name_of, passed_over};
use crate::words;

/// No snippet is larger than this, in bytes.
const LARGEST: f64 = 4_194_304.0;
/// Deeper than what lies right in a directory that was given, only names matter, and no more than so many.
const MOST_BELOW: usize = 100;

/// Files that were found, with their paths below what was given.
#[derive(Default)]
pub(super) struct Found {
    /// Those to read; none where the browser gives no access.
    files: Vec<(String, Option<File>)>,
    /// Those that nobody needs to open.
    below: Vec<String>,
    below_count: usize,
}

/// What the user dropped; it must be asked for while the drop is handled, and is gone afterwards.
pub(super) struct Dropped {
    entries: Vec<FileSystemEntry>,
    files: Vec<File>,
}

impl Dropped {
    /// Everything in a drop that is a file or a directory.
    pub(super) fn of(transfer: &DataTransfer) -> Self {
        let mut dropped = Self { entries: Vec::new(), files: Vec::new() };
        let items = transfer.items();
        for item in (0..items.length()).filter_map(|index| items.get(index)) {
            let entry = item.webkit_get_as_entry().ok().flatten();
            match entry.filter(FileSystemEntry::is_directory) {
                Some(directory) => dropped.entries.push(directory),
                None => dropped.files.extend(item.get_as_file().ok().flatten()),
            }
        }
        dropped
    }

    /// Whether there is nothing to read, as when text is dropped.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.files.is_empty()
    }

    /// Looks into the directories.
    pub(super) async fn find(self) -> Found {
        let mut found = Found::default();
        for file in self.files {
            found.files.push((file.name(), Some(file)));
        }
        for directory in self.entries {
            for entry in entries_of(&directory).await {
                let path = format!("{}/{}", directory.name(), entry.name());
                if entry.is_directory() {
                    found.push_below(format!("{path}/\u{2026}"));
                } else {
                    found.files.push((path, open(&entry).await));
                }
            }
        }
        found
    }
}

impl Found {
    /// What the user chose, single files or a directory.
    pub(super) fn chosen(list: &FileList) -> Self {
        let mut found = Self::default();
        for file in (0..list.length()).filter_map(|index| list.get(index)) {
            let below =
                Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
            let path = below.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
            if passed_over(&path) == Some(PassedOver::SubDirectory) {
                found.push_below(path);
            } else {
                found.files.push((path, Some(file)));
            }
        }
        found
    }

    fn push_below(&mut self, path: String) {
        self.below_count += 1;
        if self.below.len() < MOST_BELOW {
            self.below.push(path);
        }
    }
}

/// Reads what was found and puts it on the page. A file takes the place of one with the same name.
pub(super) async fn add(desk: Desk, found: Found) {
    let mut read = Vec::new();
    let mut passed: Vec<(String, PassedOver)> =
        found.below.into_iter().map(|path| (path, PassedOver::SubDirectory)).collect();
    let mut names = BTreeSet::new();
    for (path, file) in found.files {
        let name = name_of(&path).to_owned();
        match passed_over(&path) {
            Some(why) => passed.push((name, why)),
            None if !names.insert(name.clone()) => passed.push((path, PassedOver::SameName)),
            None => match read_text(file).await {
                Ok(text) => read.push((name, text)),
                Err(why) => passed.push((name, why)),
            },
        }
    }
    // The user may have left the page meanwhile.
    if desk.files.is_disposed() {
        return;
    }
    let what = words::added(read.len(), passed.len() + found.below_count.saturating_sub(MOST_BELOW));
    desk.passed_over.update(|known| {
        known.retain(|(name, _)| {
            !read.iter().any(|(read, _)| read == name) && !passed.iter().any(|(again, _)| again == name)
        });
        known.extend(passed);
        known.sort_by(|one, other| one.0.cmp(&other.0));
    });
    let Some((first, _)) = read.iter().min_by(|one, other| one.0.cmp(&other.0)) else {
        desk.say_with_tally(&what);
        return;
    };
    let first = first.clone();
    desk.change(what, |state| {
        if are_blank(&state.files) {
            state.files.clear();
        }
        state.files.extend(read.into_iter().map(|(name, text)| (name, text.into())));
        state.chosen = first;
    });
}

/// The text of a file as it is, with a byte order mark if it has one.
async fn read_text(file: Option<File>) -> Result<String, PassedOver> {
    let file = file.ok_or(PassedOver::Unreadable)?;
    if file.size() > LARGEST {
        return Err(PassedOver::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| PassedOver::Unreadable)?;
    String::from_utf8(Uint8Array::new(&buffer).to_vec()).map_err(|_| PassedOver::NotUtf8)
}

/// What lies right in a directory.
async fn entries_of(directory: &FileSystemEntry) -> Vec<FileSystemEntry> {
    let reader = directory.unchecked_ref::<FileSystemDirectoryEntry>().create_reader();
    let mut entries = Vec::new();
    // Chromium gives a hundred at a time, and none at the end.
    while let Some(some) = next_entries(&reader).await.filter(|some| some.length() > 0) {
        entries.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
    entries.sort_by_key(FileSystemEntry::name);
    entries
}

async fn next_entries(reader: &FileSystemDirectoryReader) -> Option<Array> {
    let entries =
        answer(|found, failed| reader.read_entries_with_callback_and_callback(found, failed).is_ok());
    entries.await.map(JsCast::unchecked_into)
}

async fn open(entry: &FileSystemEntry) -> Option<File> {
    let entry: &FileSystemFileEntry = entry.unchecked_ref();
    let file = answer(|found, failed| {
        entry.file_with_callback_and_callback(found, failed);
        true
    });
    file.await.map(JsCast::unchecked_into)
}

/// The answer of something that calls back.
async fn answer(mut ask: impl FnMut(&Function, &Function) -> bool) -> Option<JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        if !ask(&resolve, &reject) {
            // A promise that is never kept would never be answered.
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    JsFuture::from(promise).await.ok()
}
