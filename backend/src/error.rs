//! The causes of an error in one line, for logs and for those who must see what a node answered.

use std::error::Error;

/// The error and everything that led to it: ``cannot write `x`: permission denied``.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
