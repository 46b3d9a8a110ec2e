//! A secret by chance: 16 characters that neither a shell nor TOML reads as anything else.

use gateway::text::Text;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::language::{say, tell};
use crate::preview::copy;
use crate::words;

/// As many as Windows' initiator takes: 12 to 16 characters.
const LENGTH: usize = 16;

/// Letters and digits that nobody takes for one another when they are read aloud or typed from paper.
const ALPHABET: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A secret by the browser's chance, which is fit for keys; none where there is no such chance.
pub(super) fn random_secret() -> Option<String> {
    let crypto = window().crypto().ok()?;
    let mut secret = String::with_capacity(LENGTH);
    while secret.len() < LENGTH {
        let bytes = Uint8Array::new_with_length(64);
        crypto.get_random_values_with_array_buffer_view(&bytes).ok()?;
        take(&bytes.to_vec(), &mut secret);
    }
    Some(secret)
}

/// Adds characters until the secret is as long as it is to be.
///
/// A byte beyond the last whole alphabet is left out: to wrap it around would make some characters likelier than others.
fn take(bytes: &[u8], secret: &mut String) {
    let whole = 256 / ALPHABET.len() * ALPHABET.len();
    for byte in bytes.iter().map(|byte| usize::from(*byte)) {
        if byte < whole && secret.len() < LENGTH {
            secret.push(char::from(ALPHABET[byte % ALPHABET.len()]));
        }
    }
}

/// Says that the secret was made just now, and copies it.
#[component]
pub(super) fn Generated(secret: String) -> impl IntoView {
    let said: RwSignal<Text> = RwSignal::new(words::GENERATED);
    let copy = move |_| {
        let secret = secret.clone();
        spawn_local(async move {
            said.set(if copy(&secret).await { words::COPIED } else { words::NOT_COPIED });
        });
    };
    view! {
        <div class="generated">
            <p role="status">{tell(move || said.get())}</p>
            <button type="button" class="quiet" on:click=copy>{say(words::COPY_SECRET)}</button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use gateway::names::secret::Secret;

    use super::{ALPHABET, LENGTH, take};

    #[test]
    fn a_secret_is_one_that_the_model_takes() {
        let mut secret = String::new();
        take(&(0..=255).rev().collect::<Vec<u8>>(), &mut secret);
        assert_eq!(secret.len(), LENGTH);
        assert!(secret.parse::<Secret>().is_ok());
    }

    #[test]
    fn no_character_is_likelier_than_another() {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for byte in 0..=255 {
            let mut secret = String::new();
            take(&[byte], &mut secret);
            for character in secret.chars() {
                *counts.entry(character).or_default() += 1;
            }
        }
        assert_eq!(counts.len(), ALPHABET.len());
        assert!(counts.values().all(|count| *count == counts[&'a']), "{counts:?}");
    }

    #[test]
    fn too_few_bytes_are_waited_for() {
        let mut secret = String::new();
        take(&[0, 255, 1], &mut secret);
        assert_eq!(secret, "ab");
    }
}
