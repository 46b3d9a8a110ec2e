//! Names of DRBD and of the nodes it runs on.

use crate::problem::Expected;

super::text_type! {
    /// Name of a DRBD resource.
    ///
    /// The daemon checks nothing, but starts nothing when the name is not DRBD's own. Kernel, drbdadm and LINSTOR
    /// agree on `^[A-Za-z_][A-Za-z0-9_-]{1,47}$`, and `all` means every resource to drbdadm.
    ResourceName, check_resource, "r0"
}

fn check_resource(text: &str) -> Result<(), Expected> {
    let mut bytes = text.bytes();
    let starts_right = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let goes_on_right = bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if starts_right && goes_on_right && (2..=48).contains(&text.len()) && text != "all" {
        return Ok(());
    }
    Err(Expected::new(
        "resource-name",
        "expected a DRBD resource name such as `r0`: 2 to 48 letters, digits, `_` or `-`, not starting with a digit \
         or `-`, and not `all`",
        "应为 DRBD 资源名，如 `r0`：2 到 48 个字母、数字、`_` 或 `-`，不能以数字或 `-` 开头，也不能是 `all`",
    ))
}

super::text_type! {
    /// Name of a node as `uname -n` prints it; the daemon compares `preferred-nodes` with exactly that.
    NodeName, check_node, "node-a"
}

fn check_node(text: &str) -> Result<(), Expected> {
    let is_label = |label: &str| {
        let fits = (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
        fits && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    // Linux keeps at most 64 bytes of node name (`__NEW_UTS_LEN`).
    if text.len() <= 64 && text.split('.').all(is_label) {
        return Ok(());
    }
    Err(Expected::new(
        "node-name",
        "expected a node's name as `uname -n` prints it, such as `node-a`",
        "应为 `uname -n` 输出的节点名，如 `node-a`",
    ))
}

impl crate::draft::StandIn for ResourceName {
    fn stand_in(number: u16) -> Self {
        Self(format!("missing_{number}"))
    }
}
