//! `***` in a draft means *as it is saved*: here the secret takes its place again.

use serde_json::Value;

use super::found::{Piece, Secret, pieces, replaced};
use super::json::{Place, for_each_secret, foreign_text, problems_of_text};
use super::{MASK, masked};
use crate::gateway::Gateway;
use crate::import::{Imported, import};
use crate::problem::Problem;
use crate::snippet::write::write;
use crate::text::Text;

/// A draft with the secrets of what is saved in the places of `***`.
///
/// Both may be gateways or foreign snippets. Of a foreign one, a start entry's secret is that of the same key of the same
/// instance of the same agent in the same resource; in comments, `***` stays where nothing is known.
///
/// # Errors
///
/// A problem for each `***` in a secret's place for which nothing is saved at the same place, or several secrets that
/// differ. Rows of lists may have been moved, so that no place within them is known to be the same.
pub fn unmask(draft: &Value, saved: &Value) -> Result<Value, Vec<Problem>> {
    let mut draft = draft.clone();
    let mut problems = Vec::new();
    if let Some(text) = foreign_text(&draft) {
        let text = unmasked(text, &text_of(saved));
        problems_of_text(&text, &NOT_SAVED, &mut problems);
        draft["text"] = text.into();
    } else {
        let saved = gateway_of(saved);
        for_each_secret(&mut draft, &Place::root(), &mut |place, secret| {
            if secret != MASK {
                return;
            }
            match known(&saved, place) {
                Some(known) => *secret = known.clone(),
                None => problems.push(Problem::error("secret-masked", place.pointer.clone(), NOT_SAVED)),
            }
        });
    }
    if problems.is_empty() { Ok(draft) } else { Err(problems) }
}

/// The secret that is saved at a place.
fn known<'a>(saved: &'a Value, place: &Place) -> Option<&'a Value> {
    let known = saved.pointer(&place.pointer).filter(|_| !place.is_in_row)?;
    known.as_str().is_some_and(|secret| !secret.is_empty() && secret != MASK).then_some(known)
}

/// What is saved as a snippet; empty where it is none.
fn text_of(saved: &Value) -> String {
    match foreign_text(saved) {
        Some(text) => text.to_owned(),
        None => Gateway::read(saved).map(|gateway| write(&gateway)).unwrap_or_default(),
    }
}

/// What is saved as a gateway of ours; nothing where it is none.
fn gateway_of(saved: &Value) -> Value {
    match foreign_text(saved).map(import) {
        None => saved.clone(),
        Some(Imported::Ours { gateway } | Imported::Alike { gateway, .. }) => gateway,
        Some(Imported::Foreign { .. }) => Value::Null,
    }
}

/// A text with the secrets of another in the places of `***`, as far as they are known.
fn unmasked(text: &str, saved: &str) -> String {
    if text == masked(saved) {
        return saved.to_owned();
    }
    let known = pieces(saved);
    let mut unmasked = String::with_capacity(text.len());
    let mut end = 0;
    let drafted = pieces(text);
    for piece in &drafted {
        // What nobody has touched is again as it was written, not only what it says.
        let Some(same) = same_piece(piece, text, &known, saved) else { continue };
        unmasked.push_str(&text[end..piece.range.start]);
        unmasked.push_str(same);
        end = piece.range.end;
    }
    unmasked.push_str(&text[end..]);
    replaced(&unmasked, &pieces(&unmasked), |piece, secret| {
        let same = if secret.is_mask() { same_secret(piece, secret, &known) } else { None };
        same.unwrap_or_else(|| piece.written(secret)).to_owned()
    })
}

/// The piece of a saved text that is shown as this one, as it is written there.
fn same_piece<'a>(piece: &Piece<'_>, text: &str, known: &[Piece<'_>], saved: &'a str) -> Option<&'a str> {
    let written = text.get(piece.range.clone())?;
    let is_same = |known: &&Piece<'_>| {
        let shown = known.written_with(|secret| secret.covered(MASK));
        known.path == piece.path && shown.is_some_and(|shown| shown == written)
    };
    only(known.iter().filter(is_same).map(|known| &saved[known.range.clone()]))
}

/// The secret at the same place of a saved text, as it is written there.
fn same_secret<'a>(piece: &Piece<'_>, secret: &Secret, known: &'a [Piece<'_>]) -> Option<&'a str> {
    let of_path = known.iter().filter(|known| known.path == piece.path);
    let all = of_path.flat_map(|known| known.secrets.iter().map(move |value| (known, value)));
    let here = all.filter(|(_, value)| value.place == secret.place && !value.is_mask());
    only(here.map(|(known, value)| known.written(value)))
}

/// What all are; none where they differ, or where there is none.
fn only<'a>(mut all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

const NOT_SAVED: Text = Text::new(
    "`***` stands for a secret that is saved, and none is saved for this place; expected the secret itself",
    "`***` 代表已保存的密码，而此处没有已保存的密码；应填写密码本身",
);
