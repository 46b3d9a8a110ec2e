//! The pages, a file each.

pub(crate) mod builder;
pub(crate) mod check;
pub(crate) mod gateway;
pub(crate) mod gateways;

pub(crate) mod compare;
pub(crate) mod deploy;
pub(crate) mod deployment;
pub(crate) mod review;
pub(crate) mod revision;

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod settings;
pub(crate) mod users;

pub(crate) mod help;
pub(crate) mod nodes;
pub(crate) mod not_found;
pub(crate) mod sign_in;

use leptos::prelude::*;

/// Whether a page of the app was shown before this one.
#[derive(Clone, Copy)]
pub(crate) struct Visited(StoredValue<bool>);

impl Visited {
    /// Whether this is not the first page; from now on, it is not.
    pub(crate) fn is_further(self) -> bool {
        let is_further = self.0.get_value();
        self.0.set_value(true);
        is_further
    }
}

/// Starts to count pages.
pub(crate) fn provide_pages() {
    provide_context(Visited(StoredValue::new(false)));
}
