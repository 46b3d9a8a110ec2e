//! Two snippets with their secrets covered, so that a comparison still shows which secret is another one.

use super::found::{Piece, Secret, pieces, replaced};
use super::{CHANGED, MASK};

/// An old and a new snippet with `***` in the place of every secret, and `***changed***` in the new one where another
/// secret stood before.
pub fn masked_pair(old: &str, new: &str) -> (String, String) {
    let (before, now) = (pieces(old), pieces(new));
    let shown = replaced(new, &now, |piece, secret| {
        secret.covered(if is_changed(&before, piece, secret) { CHANGED } else { MASK })
    });
    (replaced(old, &before, |_, secret| secret.covered(MASK)), shown)
}

/// Whether the secrets that stood at the same place, or else those of the same key, were others.
fn is_changed(before: &[Piece<'_>], piece: &Piece<'_>, secret: &Secret) -> bool {
    let all = || before.iter().flat_map(|old| old.secrets.iter().map(move |value| (old, value)));
    let here = all().filter(|(old, value)| old.path == piece.path && value.place == secret.place);
    let mut values: Vec<&str> = here.map(|(_, value)| &*value.value).collect();
    if values.is_empty() {
        let key = |piece: &Piece<'_>, secret: &Secret| secret.place.last().or(piece.path.last()).cloned();
        let named = key(piece, secret);
        let of_key = all().filter(|(old, value)| key(old, value) == named);
        values = of_key.map(|(_, value)| &*value.value).collect();
    }
    !values.is_empty() && !values.contains(&&*secret.value)
}
