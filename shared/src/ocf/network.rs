//! The agents for addresses and ports.

use super::Version::{Newest, V4_12, V4_16, V4_18};
use super::{Declaration, Parameter};

/// Puts an address on an interface.
pub(super) const IPADDR2: Declaration = Declaration {
    name: "IPaddr2",
    since: V4_12,
    parameters: &[
        Parameter::text("ip").required().unique(),
        Parameter::text("nic"),
        Parameter::text("cidr_netmask"),
        Parameter::text("broadcast"),
        Parameter::text("iflabel"),
        Parameter::boolean("lvs_support").or("false"),
        Parameter::boolean("lvs_ipv6_addrlabel")
            .or("true")
            .before(V4_16, &Parameter::boolean("lvs_ipv6_addrlabel").or("false")),
        Parameter::whole("lvs_ipv6_addrlabel_value").or("99"),
        Parameter::text("mac"),
        Parameter::text("clusterip_hash").or("sourceip-sourceport").until(V4_18),
        Parameter::boolean("unique_clone_address").or("false"),
        Parameter::whole("arp_interval").or("200"),
        Parameter::whole("arp_count").or("5"),
        Parameter::whole("arp_count_refresh").or("0"),
        Parameter::text("arp_bg"),
        Parameter::text("arp_sender"),
        Parameter::text("send_arp_opts"),
        Parameter::boolean("flush_routes").or("false"),
        Parameter::text("run_arping").or("false"),
        Parameter::text("nodad").or("false"),
        Parameter::text("noprefixroute").or("false"),
        Parameter::text("preferred_lft").or("forever"),
        Parameter::text("network_namespace"),
        Parameter::text("proto").from(V4_16),
        Parameter::text("check_link_status").or("true").from(V4_18),
        Parameter::text("clusterip_firewall").or("auto").from(Newest),
        Parameter::text("clusterip_hash_seed").from(Newest),
        Parameter::text("clusterip_table").or("mangle").from(Newest),
        Parameter::text("clusterip_chain").or("PREROUTING").from(Newest),
        Parameter::boolean("clusterip_mac_mangle").or("false").from(Newest),
    ],
};

/// Blocks a port, or unblocks it and revives its connections.
pub(super) const PORTBLOCK: Declaration = Declaration {
    name: "portblock",
    since: V4_12,
    parameters: &[
        Parameter::text("protocol").required(),
        Parameter::text("portno").required(),
        Parameter::text("action").required(),
        Parameter::boolean("reset_local_on_unblock_stop").or("false"),
        Parameter::text("ip").or("0.0.0.0/0"),
        Parameter::text("tickle_dir"),
        Parameter::text("sync_script"),
        Parameter::text("direction").or("in"),
        Parameter::text("firewall").or("auto").from(V4_18),
        Parameter::text("method").or("drop").from(V4_18),
        Parameter::text("status_check").or("pseudo").from(V4_18),
    ],
};
