//! Something that is measured.

use std::fmt;
use std::hint::black_box;

/// Something that is measured: a call of the model.
pub struct Case {
    name: String,
    prepare: Box<dyn Fn() -> Prepared + Send + Sync>,
}

/// A case with all that its call needs.
pub struct Prepared {
    amount: Amount,
    call: Box<dyn FnMut()>,
}

/// How much one call works through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Bytes of JSON or of snippets, read or written.
    Bytes(usize),
    /// Gateways that are looked at.
    Gateways(usize),
}

impl Case {
    /// A case that is prepared when it is measured: most need much that others would only have to carry along.
    pub fn new(name: impl Into<String>, prepare: impl Fn() -> Prepared + Send + Sync + 'static) -> Self {
        Self { name: name.into(), prepare: Box::new(prepare) }
    }

    /// Gets everything ready.
    pub fn prepare(&self) -> Prepared {
        (self.prepare)()
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Prepared {
    /// What `call` returns counts as used, so that nothing of it is optimized away.
    pub fn new<T>(amount: Amount, mut call: impl FnMut() -> T + 'static) -> Self {
        Self { amount, call: Box::new(move || drop(black_box(call()))) }
    }

    /// How much one call works through.
    pub fn amount(&self) -> Amount {
        self.amount
    }

    /// Does it once.
    pub fn call(&mut self) {
        (self.call)();
    }
}
