//! A new gateway after the pattern of another: what must be its own is left out, to be given or to be derived anew.

use gateway::field::{Absent, Field, Input};
use gateway::text::Text;
use serde_json::Value;

use crate::draft;

/// A draft that was made after another, and what of that it does not have.
#[derive(Clone, PartialEq)]
pub(crate) struct Duplicate {
    /// The draft.
    pub(crate) draft: Value,
    /// What somebody has to give.
    pub(crate) to_give: Vec<Text>,
    /// What is derived anew.
    pub(crate) derived: Vec<Text>,
    /// What is not shown to anybody, and so cannot be copied.
    pub(crate) secrets: Vec<Text>,
}

/// Fields by which the network or the cluster tells gateways apart.
const OWN: [&str; 4] = ["resource", "ip", "iqn", "nqn"];

impl Duplicate {
    /// A duplicate of a gateway that has these fields.
    pub(crate) fn of(gateway: &Value, fields: &[&'static Field]) -> Self {
        let mut duplicate =
            Self { draft: gateway.clone(), to_give: Vec::new(), derived: Vec::new(), secrets: Vec::new() };
        let mut draft = gateway.clone();
        duplicate.leave_out(&mut draft, fields);
        duplicate.draft = draft;
        duplicate
    }

    fn leave_out(&mut self, record: &mut Value, fields: &[&'static Field]) {
        for field in fields {
            let at = format!("/{}", field.key);
            let Some(value) = record.pointer_mut(&at) else { continue };
            match &field.input {
                Input::Group(of_group) => self.leave_out(value, &of_group.iter().collect::<Vec<_>>()),
                Input::Rows(of_row, _) => {
                    let of_row: Vec<&Field> = of_row.iter().collect();
                    for row in value.as_array_mut().into_iter().flatten() {
                        self.leave_out(row, &of_row);
                    }
                }
                Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
                    let is_secret = matches!(field.input, Input::Secret);
                    // A choice is one of a few words, and nothing that only one gateway can have.
                    let is_derived =
                        field.absent == Absent::Derived && !matches!(field.input, Input::Choice(_));
                    let list = match (is_secret, OWN.contains(&field.key), is_derived) {
                        (true, ..) => &mut self.secrets,
                        (false, true, _) => &mut self.to_give,
                        (false, false, true) => &mut self.derived,
                        (false, false, false) => continue,
                    };
                    if !list.contains(&field.label) {
                        list.push(field.label.clone());
                    }
                    draft::set(record, &at, None);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use gateway::field::Field;
    use gateway::gateway::{Gateway, Kind};
    use gateway::names::Choice;
    use serde_json::json;

    use super::Duplicate;
    use crate::form::start::fields;

    fn duplicate(kind: Kind, gateway: &serde_json::Value) -> Duplicate {
        Duplicate::of(gateway, &fields(kind).collect::<Vec<&Field>>())
    }

    #[test]
    fn a_duplicate_lacks_nothing_but_what_it_lists() {
        for kind in Kind::ALL {
            let duplicate = duplicate(*kind, &kind.example());
            let problems = Gateway::read(&duplicate.draft).expect_err("it has no resource");
            let missing = problems.iter().filter(|problem| problem.is_error());
            assert!(missing.clone().all(|problem| problem.code == "required"), "{problems:?}");
            assert_eq!(missing.count(), duplicate.to_give.len());
        }
    }

    #[test]
    fn nothing_that_only_one_gateway_can_have_is_copied() {
        let saved = json!({
            "kind": "iscsi", "resource": "r0", "iqn": "iqn.2024-01.a.b:r0", "tid": 7,
            "service_ips": [{"ip": "10.0.0.5/24", "nic": "eth0"}],
            "chap": {"username": "backup", "password": "***"},
            "luns": [{"volume": 1, "device": "/dev/drbd1", "lun": 4, "scsi_sn": "a"}],
            "promoter": {"target-as": "BindsTo"}
        });
        let expected = json!({
            "kind": "iscsi", "service_ips": [{"nic": "eth0"}], "chap": {"username": "backup"},
            "luns": [{"volume": 1}], "promoter": {"target-as": "BindsTo"}
        });
        let duplicate = duplicate(Kind::Iscsi, &saved);
        assert_eq!(duplicate.draft, expected);
        assert_eq!(duplicate.secrets.len(), 1);
    }
}
