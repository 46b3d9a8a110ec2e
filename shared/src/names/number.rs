//! Whole numbers with the range that kernel, agent or protocol gives them.

use crate::problem::Expected;

/// Defines a whole number whose only way in is its range.
macro_rules! number_type {
    ($(#[$doc:meta])* $name:ident: $int:ty, $min:literal..=$max:literal, $code:literal, $en:literal, $zh:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name($int);

        impl $name {
            /// Smallest value.
            pub const MIN: $int = $min;
            /// Largest value.
            pub const MAX: $int = $max;

            /// The number.
            pub const fn get(self) -> $int {
                self.0
            }

            /// The number `value`, unless it is out of range.
            pub fn new(value: $int) -> Option<Self> {
                (Self::MIN..=Self::MAX).contains(&value).then_some(Self(value))
            }
        }

        impl std::str::FromStr for $name {
            type Err = Expected;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let value = if crate::names::is_plain_number(text) { text.parse().ok() } else { None };
                value.and_then(Self::new).ok_or(Expected::new($code, $en, $zh))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::Integer)
                    .minimum(Some(Self::MIN))
                    .maximum(Some(Self::MAX))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

number_type! {
    /// Number of a volume of a DRBD resource. DRBD allows 0 to 65535.
    VolumeNumber: u16, 0..=65535, "volume-number",
    "expected a DRBD volume number, 0 to 65535", "应为 DRBD 卷号，0 到 65535"
}

number_type! {
    /// Logical unit number. LIO and tgt export nothing usable beyond 65535 and return 0 all the same.
    LunNumber: u16, 0..=65535, "lun-number",
    "expected a LUN number, 0 to 65535", "应为 LUN 编号，0 到 65535"
}

number_type! {
    /// Target number of tgt; unique per node.
    TargetId: u32, 1..=2_147_483_647, "target-id",
    "expected a target number, 1 to 2147483647", "应为 target 编号，1 到 2147483647"
}

number_type! {
    /// NVMe namespace number (NSID). 0 and 4294967295 are not namespaces in the NVMe base specification.
    NamespaceId: u32, 1..=4_294_967_294, "namespace-id",
    "expected a namespace number, 1 to 4294967294", "应为命名空间编号，1 到 4294967294"
}

number_type! {
    /// Number of an nvmet port in configfs; unique per node, or the second gateway exports nothing.
    PortId: u16, 0..=65535, "port-id",
    "expected a port id, 0 to 65535", "应为端口 ID，0 到 65535"
}

number_type! {
    /// TCP port.
    Port: u16, 1..=65535, "port",
    "expected a TCP port, 1 to 65535", "应为 TCP 端口，1 到 65535"
}

number_type! {
    /// A count as the daemon reads it (`u32`).
    Count: u32, 0..=4_294_967_295, "count",
    "expected a whole number, 0 to 4294967295", "应为整数，0 到 4294967295"
}

number_type! {
    /// A time in seconds. The daemon reads `u64`, TOML's integers end at 2^63 - 1.
    Seconds: u64, 0..=9_223_372_036_854_775_807, "seconds",
    "expected a whole number of seconds", "应为整数秒数"
}

impl crate::draft::StandIn for VolumeNumber {
    fn stand_in(number: u16) -> Self {
        // From the far end, where no real resource has volumes.
        Self(u16::MAX - number)
    }
}

impl crate::draft::StandIn for NamespaceId {
    fn stand_in(number: u16) -> Self {
        Self(Self::MAX - u32::from(number))
    }
}
