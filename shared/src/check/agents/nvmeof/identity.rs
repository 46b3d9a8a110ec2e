//! What hosts know a namespace by: its UUID and its NGUID.

use uuid::Uuid;

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::names::nvme::{NamespaceUuid, Nguid};
use crate::problem::Severity;
use crate::text::Text;

/// Looks at what hosts know a namespace by.
pub(super) fn look_at(namespace: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    if let Some(text) = namespace.some("uuid")
        && text.parse::<NamespaceUuid>().is_err()
    {
        // Without dashes, or in braces, it is still the same UUID.
        let dashed = Uuid::try_parse(text).ok().filter(|uuid| !uuid.is_nil()).map(|uuid| uuid.to_string());
        match dashed {
            Some(dashed) => {
                namespace.expect_instead(findings, Severity::Error, "uuid", "uuid", &dashed, UUID);
            }
            None => namespace.report(findings, Severity::Error, "uuid", "uuid", UUID, None),
        }
    }
    if let Some(text) = namespace.some("nguid")
        && text.parse::<Nguid>().is_err()
    {
        namespace.report(findings, Severity::Warning, "nguid", "nguid", NGUID, None);
    }
}

const UUID: Text = Text::new(
    "the kernel takes a random UUID instead of this one and the agent returns 0: after a failover hosts see another \
     namespace; expected one with dashes such as `11111111-2222-3333-4444-555555555555`, not all zero",
    "内核会改用随机 UUID 而代理返回 0：故障转移后主机会看到另一个命名空间；应为带连字符的 UUID，\
     如 `11111111-2222-3333-4444-555555555555`，且不能全为零",
);
const NGUID: Text = Text::new(
    "the kernel takes zero instead, and the agent returns 0: hosts see no NGUID; expected 16 bytes in hexadecimal such \
     as `11111111-2222-3333-4444-555555555555`, not all zero",
    "内核会改用零而代理返回 0：主机看不到 NGUID；应为 16 字节的十六进制，如 `11111111-2222-3333-4444-555555555555`，且不能全为零",
);
