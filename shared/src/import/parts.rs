//! What all kinds share, read back: service IPs, the cluster private volume, blocked ports, numbers of volumes.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::entry::{self, Entry};
use crate::names::number::VolumeNumber;

/// The service IPs of a draft.
pub(super) fn service_ips(entries: &[Entry<'_>]) -> Value {
    let address = |entry: &Entry<'_>| {
        let ip = entry.value("ip").unwrap_or_default();
        let prefix = entry.value("cidr_netmask").unwrap_or_default();
        object([("ip", Some(json!(format!("{ip}/{prefix}")))), ("nic", entry.value("nic").map(Value::from))])
    };
    entry::of(entries, "IPaddr2").map(address).collect()
}

/// The port that is blocked while nothing is ready.
pub(super) fn blocked_port<'a>(entries: &'a [Entry<'a>]) -> Option<&'a str> {
    entry::of(entries, "portblock").find_map(|entry| entry.value("portno"))
}

/// The entry that mounts the cluster private volume: where connections are kept, or else by its name. What is exported
/// is not private.
pub(super) fn private_filesystem<'a>(entries: &'a [Entry<'a>]) -> Option<&'a Entry<'a>> {
    let exported: BTreeSet<&str> =
        entry::of(entries, "exportfs").filter_map(|entry| entry.value("directory")).collect();
    let is_private = |entry: &&Entry<'_>| {
        entry.is("Filesystem") && !entry.value("directory").is_some_and(|path| exported.contains(path))
    };
    let kept = entry::of(entries, "portblock").find_map(|entry| entry.value("tickle_dir"));
    let by_directory = |entry: &&Entry<'_>| kept.is_some() && entry.value("directory") == kept;
    let mut found = entries.iter().filter(is_private);
    found.clone().find(by_directory).or_else(|| found.find(|entry| entry.instance == "fs_cluster_private"))
}

/// The cluster private volume of a draft.
pub(super) fn private_volume(entry: Option<&Entry<'_>>, volume: Option<u16>) -> Value {
    let given = |key| entry.and_then(|entry| entry.value(key)).map(Value::from);
    object([
        ("volume", volume.map(Value::from)),
        ("device", given("device")),
        ("directory", given("directory")),
        ("fstype", given("fstype")),
    ])
}

/// An object of the fields that are there.
pub(super) fn object(fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let fields = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    fields.collect::<Map<_, _>>().into()
}

/// The devices of a gateway, whose volumes are to be found.
pub(super) struct Devices<'a> {
    resource: &'a str,
    found: Vec<Option<u16>>,
    wished: Vec<Option<u16>>,
}

impl<'a> Devices<'a> {
    /// Starts with the cluster private volume, which is volume 0 unless its device says otherwise.
    pub(super) fn new(resource: &'a str, private: Option<&Entry<'_>>) -> Self {
        let mut devices = Self { resource, found: Vec::new(), wished: Vec::new() };
        devices.add(private.and_then(|entry| entry.value("device")), Some("0"));
        devices
    }

    /// Adds a device, with a number that its volume may have where the device does not tell.
    pub(super) fn add(&mut self, device: Option<&str>, wish: Option<&str>) {
        let number = |text: &str| text.parse::<VolumeNumber>().ok().map(VolumeNumber::get);
        let stable_name = format!("/dev/drbd/by-res/{}/", self.resource);
        self.found.push(device.and_then(|device| device.strip_prefix(&stable_name)).and_then(number));
        self.wished.push(wish.and_then(number));
    }

    /// The number of each device's volume, in the order in which they were added.
    ///
    /// What neither the device nor the wish tells is the lowest that is free: nothing but values that are given anyway
    /// would derive from it.
    pub(super) fn volumes(self) -> impl Iterator<Item = u16> {
        let mut numbers = self.found;
        let mut taken: BTreeSet<u16> = numbers.iter().flatten().copied().collect();
        for (number, wish) in numbers.iter_mut().zip(self.wished) {
            if number.is_none() {
                *number = wish.filter(|wish| taken.insert(*wish));
            }
        }
        let mut free = (1..=VolumeNumber::MAX).filter(move |number| !taken.contains(number));
        numbers.into_iter().map(move |number| number.or_else(|| free.next()).unwrap_or(VolumeNumber::MAX))
    }
}

/// The number at the end of an instance's name, such as the 2 of `fs_2`.
pub(super) fn trailing_number(instance: &str) -> Option<&str> {
    let digits = instance.trim_start_matches(|c: char| !c.is_ascii_digit());
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}
