//! Help: a page for every problem, by its code.

pub mod chapters;
pub mod index;

mod files;
mod settings;

mod agents;
mod entries;

mod network;
mod ports;

mod filesystems;

mod iscsi;
mod luns;
mod nfs;
mod nvmeof;

mod fleet;
mod order;
mod twice;

mod names;
mod nodes;
mod people;
mod reviews;

use crate::text::Text;

/// What is said of the problems that have one code.
///
/// Its texts are whole sentences, in which code stands between backticks.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// Code of the problems.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub title: Text,
    /// What the daemon or an agent does with it, and whom that hurts.
    pub why: Text,
    /// The way out.
    pub remedy: Text,
}

/// Pages that belong together.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name in addresses.
    pub name: &'static str,
    /// What its pages are about.
    pub title: Text,
    /// The pages, the most basic first.
    pub pages: &'static [Page],
}

/// Every topic, from the file as a whole to the fields of a gateway.
pub static TOPICS: [&Topic; 18] = [
    &files::TOPIC,
    &settings::TOPIC,
    &entries::TOPIC,
    &agents::TOPIC,
    &network::TOPIC,
    &ports::TOPIC,
    &filesystems::TOPIC,
    &iscsi::TOPIC,
    &luns::TOPIC,
    &nvmeof::TOPIC,
    &nfs::TOPIC,
    &order::TOPIC,
    &twice::TOPIC,
    &fleet::TOPIC,
    &names::TOPIC,
    &nodes::TOPIC,
    &people::TOPIC,
    &reviews::TOPIC,
];

impl Topic {
    const fn new(name: &'static str, en: &'static str, zh: &'static str, pages: &'static [Page]) -> Self {
        Self { name, title: Text::new(en, zh), pages }
    }
}

impl Page {
    /// Title, reason and way out, in English and in Chinese.
    const fn new(code: &'static str, en: [&'static str; 3], zh: [&'static str; 3]) -> Self {
        Self {
            code,
            title: Text::new(en[0], zh[0]),
            why: Text::new(en[1], zh[1]),
            remedy: Text::new(en[2], zh[2]),
        }
    }
}

/// The page of a code, with the topic that it belongs to.
pub fn find(code: &str) -> Option<(&'static Topic, &'static Page)> {
    pages().find(|(_, page)| page.code == code)
}

/// The page of a code.
pub fn page(code: &str) -> Option<&'static Page> {
    find(code).map(|(_, page)| page)
}

/// Every page with its topic, in the order of reading.
pub fn pages() -> impl Iterator<Item = (&'static Topic, &'static Page)> {
    TOPICS.iter().flat_map(|topic| topic.pages.iter().map(move |page| (*topic, page)))
}
