//! What a form starts with, and what of it may be kept.

use gateway::field::{Absent, Field, Input};
use gateway::gateway::{Gateway, Kind};
use gateway::secret::MASK;
use serde_json::{Value, json};

use crate::draft;

/// Every field of a kind, in the order of its form.
pub(crate) fn fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    Gateway::FIRST_FIELDS.iter().chain(kind.fields()).chain(Gateway::LAST_FIELDS)
}

/// A new draft: one row in each list that needs one.
pub(crate) fn new_draft(kind: Kind) -> Value {
    let mut draft = json!({"kind": kind.to_string()});
    for field in fields(kind) {
        if let (Input::Rows(of_row, _), Absent::Missing) = (&field.input, field.absent) {
            let at = format!("/{}", field.key);
            let row = new_row(&draft, &at, of_row);
            draft::push(&mut draft, &at, row);
        }
    }
    draft
}

/// A new row, with the next volume where rows have one.
pub(super) fn new_row(draft: &Value, at: &str, of_row: &[Field]) -> Value {
    let has_volume = of_row.iter().any(|field| field.key == "volume");
    if has_volume { json!({"volume": draft::next_volume(draft, at)}) } else { json!({}) }
}

/// A copy of a row: with the next volume, and without what is derived, so that it derives anew.
///
/// What must be chosen stays, even where no two rows may have it: a client that is not named would be everyone, and an
/// address that stands twice is told.
pub(super) fn copied_row(draft: &Value, at: &str, of_row: &[Field], index: usize) -> Value {
    let mut row = draft.pointer(&format!("{at}/{index}")).cloned().unwrap_or_else(|| json!({}));
    for field in of_row {
        let is_list = matches!(field.input, Input::Rows(..));
        if field.key == "volume" {
            row["volume"] = draft::next_volume(draft, at).into();
        } else if field.absent == Absent::Derived && !is_list {
            draft::set_existing(&mut row, &format!("/{}", field.key), None);
        }
    }
    row
}

/// Takes secrets out of a draft: what the browser keeps lies on the disk, readable. One that is not shown is none.
pub(crate) fn without_secrets(kind: Kind, mut draft: Value) -> Value {
    for field in fields(kind) {
        if let Input::Group(of_group) = &field.input {
            for secret in of_group.iter().filter(|field| matches!(field.input, Input::Secret)) {
                let at = format!("/{}/{}", field.key, secret.key);
                if draft::text_at(&draft, &at) != MASK {
                    draft::set_existing(&mut draft, &at, None);
                }
            }
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use gateway::field::Input;
    use gateway::gateway::Kind;
    use serde_json::json;

    use super::{copied_row, fields};

    #[test]
    fn a_copied_row_has_its_own_volume_and_derives_what_must_be_its_own() {
        let of_row = fields(Kind::Iscsi).find_map(|field| match &field.input {
            Input::Rows(of_row, _) if field.key == "luns" => Some(*of_row),
            _ => None,
        });
        let draft = json!({"luns": [{"volume": 4, "device": "/dev/drbd4", "scsi_sn": "a"}, {"volume": 2}]});
        assert_eq!(copied_row(&draft, "/luns", of_row.expect("LUNs"), 0), json!({"volume": 5}));
    }
}
