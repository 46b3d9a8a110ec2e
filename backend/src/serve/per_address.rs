//! How many of something each address has open.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts what each address has open, up to a limit.
#[derive(Debug)]
pub(super) struct PerAddress {
    most: NonZeroU32,
    open: Mutex<HashMap<IpAddr, u32>>,
}

/// One that is open, until this is dropped.
#[derive(Debug)]
pub(super) struct Open {
    count: Arc<PerAddress>,
    client: IpAddr,
}

impl PerAddress {
    pub(super) fn new(most: NonZeroU32) -> Arc<Self> {
        Arc::new(Self { most, open: Mutex::default() })
    }

    /// Opens one more, unless the client has as many as it may.
    pub(super) fn open(self: &Arc<Self>, address: IpAddr) -> Option<Open> {
        let client = client(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(client).or_default();
        if *count >= self.most.get() {
            return None;
        }
        *count += 1;
        Some(Open { count: Arc::clone(self), client })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.count.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.client);
            }
        }
    }
}

/// What is counted as one client: a machine with IPv6 chooses the last 64 bits of its addresses (RFC 4291, 2.5.1).
pub(super) fn client(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::PerAddress;

    #[test]
    fn a_client_has_as_many_as_it_may_and_others_have_theirs() {
        let count = PerAddress::new(NonZeroU32::MIN);
        let address = |text: &str| text.parse().expect("an address");
        let first = count.open(address("2001:db8::1"));
        assert!(first.is_some());
        assert!(count.open(address("2001:db8::2")).is_none(), "the same network of 64 bits");
        assert!(count.open(address("2001:db8:0:1::1")).is_some());
        assert!(count.open(address("192.0.2.1")).is_some());
        drop(first);
        assert!(count.open(address("2001:db8::2")).is_some());
    }
}
