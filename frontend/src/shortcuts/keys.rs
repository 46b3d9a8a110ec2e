//! What single keys stand for.

use crate::places::{PLACES, Place};

/// How long after `g` the next key still belongs to it, in milliseconds.
const TOGETHER: f64 = 1500.0;

/// What a key stands for.
#[derive(Clone, Copy)]
pub(super) enum Command {
    /// The list of shortcuts.
    List,
    /// The field that searches the page.
    Search,
    /// A new gateway.
    New,
    /// A page.
    Go(&'static Place),
}

/// What was pressed before.
#[derive(Clone, Copy, Default)]
pub(super) struct Pressed {
    /// When `g` was, in milliseconds; nothing where another key was.
    g_at: Option<f64>,
}

impl Pressed {
    /// What a key stands for that is pressed at this time (milliseconds), with what was pressed before.
    pub(super) fn take(&mut self, key: &str, now: f64) -> Option<Command> {
        let follows_g = self.g_at.take().is_some_and(|at| now - at < TOGETHER);
        match key {
            _ if follows_g => PLACES.iter().find(|place| place.key == Some(key)).map(Command::Go),
            "g" => {
                self.g_at = Some(now);
                None
            }
            "?" => Some(Command::List),
            "/" => Some(Command::Search),
            "n" => Some(Command::New),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, PLACES, Pressed};

    fn path(command: Option<Command>) -> Option<&'static str> {
        match command? {
            Command::Go(place) => Some(place.path),
            Command::List | Command::Search | Command::New => None,
        }
    }

    #[test]
    fn a_page_takes_two_keys_one_soon_after_the_other() {
        let mut pressed = Pressed::default();
        assert!(pressed.take("g", 0.0).is_none());
        assert_eq!(path(pressed.take("n", 900.0)), Some("/nodes"));
        assert!(matches!(pressed.take("n", 950.0), Some(Command::New)), "g counts for one key only");
        assert!(pressed.take("g", 1000.0).is_none());
        assert!(matches!(pressed.take("n", 9000.0), Some(Command::New)), "g was long ago");
    }

    #[test]
    fn every_page_has_keys_of_its_own() {
        let keys: Vec<_> = PLACES.iter().filter_map(|place| place.key).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key}");
        }
    }
}
