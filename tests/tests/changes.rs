//! What differs between two states of a gateway is told field by field, completely, and without secrets.

use gateway::changes::changes;
use gateway::gateway::{Gateway, Kind};
use gateway_tests::drafts;
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(draft: &Value) -> Gateway {
    Gateway::read(draft).unwrap_or_else(|problems| panic!("{draft:#}\n{problems:#?}"))
}

fn with_chap(password: &str) -> Value {
    let mut draft = Kind::Iscsi.example();
    draft["chap"] = json!({"username": "backup", "password": password});
    draft
}

proptest! {
    #[test]
    fn changes_are_none_or_lead_from_one_gateway_to_the_other(
        one in drafts::any_gateway().boxed(), other in drafts::any_gateway().boxed(),
    ) {
        let (one, other) = (json!(read(&one)), json!(read(&other)));
        prop_assert_eq!(changes(&one, &one), []);
        let found = changes(&one, &other);
        prop_assert_eq!(found.is_empty(), one == other);
        let said = serde_json::to_string(&found).expect("plain data");
        for gateway in [&one, &other] {
            let password = gateway.pointer("/chap/password").and_then(Value::as_str);
            prop_assert!(password.is_none_or(|password| !said.contains(password)), "{}", said);
        }
        for change in found {
            prop_assert!(change.before != change.after, "{:?}", change);
            prop_assert!(one.pointer(&change.at).or(other.pointer(&change.at)).is_some(), "{:?}", change);
        }
    }
}

#[test]
fn a_change_is_told_in_the_words_of_the_form() {
    let mut before = with_chap("0123456789ab");
    before["luns"][0]["lun"] = json!(7);
    before["allowed_initiators"] = json!(["iqn.1998-01.com.vmware:a"]);
    let mut after = with_chap("another-secret");
    after["luns"] = json!([{"volume": 3}, {"volume": 2, "device": "/dev/drbd9"}, {"volume": 1, "lun": 7}]);
    after["service_ips"] = json!([{"ip": "192.168.1.101/24", "nic": "eth0"}]);
    let said: Vec<String> = changes(&before, &after)
        .into_iter()
        .map(|change| {
            let value = |value: Option<String>| value.unwrap_or_else(|| "-".into());
            format!("{} | {} | {} → {}", change.at, change.label, value(change.before), value(change.after))
        })
        .collect();
    assert_eq!(
        said,
        [
            "/service_ips/0/ip | Service IP 1: Address with prefix | 192.168.1.100/24 → 192.168.1.101/24",
            "/service_ips/0/nic | Service IP 1: Interface | - → eth0",
            "/luns | LUNs: order | 7, 2 → 2, 7",
            "/luns/0/volume | LUN 3: Volume | - → 3",
            "/luns/1/device | LUN 2: Device | /dev/drbd2 → /dev/drbd9",
            "/luns/1/product_id | LUN 2: Product id | e5f6g7h8 → -",
            "/luns/1/scsi_sn | LUN 2: Serial number | e5f6g7h8 → -",
            "/luns/2/device | LUN 7: Device | /dev/drbd1 → -",
            "/luns/2/product_id | LUN 7: Product id | a1b2c3d4 → -",
            "/luns/2/scsi_sn | LUN 7: Serial number | a1b2c3d4 → -",
            "/chap/password | CHAP: Secret | *** → ***changed***",
            "/allowed_initiators | Allowed initiators | iqn.1998-01.com.vmware:a → -",
        ]
    );
    let rows = changes(
        &json!({"kind": "nfs", "volumes": [{"volume": 1}]}),
        &json!({"kind": "nfs", "volumes": [{"volume": 1, "exports": [{}]}]}),
    );
    assert_eq!(rows[0].label.en, "Volume 1: Export 0.0.0.0/0.0.0.0");
}

#[test]
fn a_foreign_snippet_changes_in_its_text_without_telling_secrets() {
    let snippet = |text: &str| json!({"kind": "foreign", "resource": "r0", "file": "a.toml", "text": text});
    let found =
        changes(&snippet("start = ['ocf:a:b c secret=one']"), &snippet("start = ['ocf:a:b c secret=two']"));
    assert_eq!((found.len(), &*found[0].at), (1, "/text"));
    assert_eq!(found[0].before.as_deref(), Some("start = [\"ocf:a:b c secret=***\"]"));
    assert_eq!(found[0].after.as_deref(), Some("start = [\"ocf:a:b c secret=***changed***\"]"));
    let of_other_kind = changes(&snippet(""), &Kind::Nvmeof.example());
    let at: Vec<&str> = of_other_kind.iter().map(|change| &*change.at).collect();
    assert!(at.starts_with(&["/kind"]) && at.contains(&"/file") && at.contains(&"/nqn"), "{at:?}");
}
