//! The cases as the page of `browser/` calls them.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::case::{Amount, Prepared};
use crate::cases::CASES;

/// The names of all cases, in their order.
#[wasm_bindgen]
pub fn names() -> Vec<String> {
    CASES.iter().map(ToString::to_string).collect()
}

/// A case with all that its call needs.
#[wasm_bindgen]
pub struct Measurable {
    prepared: Prepared,
}

#[wasm_bindgen]
impl Measurable {
    /// Prepares the case of this number; none where there is no such case.
    pub fn prepare(case: usize) -> Option<Self> {
        Some(Self { prepared: CASES.get(case)?.prepare() })
    }

    /// The bytes that one call works through; none where it counts gateways.
    pub fn bytes(&self) -> Option<usize> {
        match self.prepared.amount() {
            Amount::Bytes(bytes) => Some(bytes),
            Amount::Gateways(_) => None,
        }
    }

    /// Does it so many times: crossing from JavaScript once for each call would be measured too.
    pub fn call(&mut self, times: usize) {
        for _ in 0..times {
            self.prepared.call();
        }
    }
}
