//! Identifiers that need not be chosen: they derive from names and volumes, so the same gateway has the same ones.
//!
//! Serials and identifiers of volumes that initiators see hang on the IQN or NQN too, which is unique in the world:
//! two clusters with a resource `r0` each must not offer disks that an initiator takes for one.

use uuid::Uuid;

use crate::names::drbd::ResourceName;
use crate::names::number::VolumeNumber;
use crate::names::path::Device;

/// The device of a volume under its stable name.
///
/// Not `/dev/drbdN`: N is the minor number, which counts over all resources of a node, while volumes count within one.
pub fn device(resource: &ResourceName, volume: VolumeNumber) -> Device {
    let path = format!("/dev/drbd/by-res/{resource}/{volume}");
    path.parse().expect("a resource name and a number make a path")
}

/// A UUIDv5 (RFC 9562, 5.5) of a volume, within the name that clients know the gateway by.
pub fn volume_uuid(name: &str, resource: &ResourceName, volume: VolumeNumber) -> Uuid {
    let within = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
    Uuid::new_v5(&within, format!("{resource}/{volume}").as_bytes())
}

/// A UUIDv5 of a gateway, within the name that clients know it by.
pub fn gateway_uuid(name: &str, resource: &ResourceName) -> Uuid {
    let within = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
    Uuid::new_v5(&within, resource.as_str().as_bytes())
}

/// A number from 1 to `max` that derives from a gateway.
pub fn number(name: &str, resource: &ResourceName, max: u16) -> u16 {
    let bytes = gateway_uuid(name, resource).into_bytes();
    let number = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let number = number % u32::from(max) + 1;
    u16::try_from(number).expect("a remainder of a 16-bit number, and at most that number")
}

/// The first `digits` hexadecimal digits of a UUID.
pub fn hex_digits(uuid: Uuid, digits: usize) -> String {
    let mut text = uuid.simple().to_string();
    text.truncate(digits);
    text
}
