//! Parameters of a LUN that say something to another implementation only.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::gateway::iscsi::Implementation;
use crate::ocf::declaration;
use crate::problem::Severity;
use crate::text::Text;

const OF_TGT: [&str; 4] = ["tgt_bstype", "tgt_bsoflags", "tgt_bsopts", "tgt_device_type"];
const OF_LIO: [&str; 4] = ["emulate_tpu", "emulate_3pc", "emulate_caw", "liot_bstype"];

/// Reports what the agent does not pass on. It says so in the log of the node and returns 0.
///
/// `product_id` with iet is not among them: it is written for every implementation, and iet shows its own.
pub(super) fn look_at(lun: &StartedAgent<'_>, served: Option<Implementation>, findings: &mut Findings<'_>) {
    let Some(implementation) = served else { return };
    let lists: [&[&str]; 3] = match implementation {
        Implementation::LioT | Implementation::Lio => [&OF_TGT, &["scsi_id", "vendor_id", "lio_iblock"], &[]],
        Implementation::Tgt => [&OF_LIO, &["lio_iblock"], &[]],
        Implementation::Iet => [&OF_LIO, &OF_TGT, &["vendor_id", "lio_iblock"]],
        Implementation::Scst => return,
    };
    for key in lists.into_iter().flatten() {
        let version = findings.versions.resource_agents;
        let declared = declaration("heartbeat", lun.name).and_then(|declared| declared.parameter(key));
        let default = declared.and_then(|parameter| parameter.default_in(version));
        if lun.some(key).is_some_and(|value| Some(value) != default) {
            let message = Text::of(
                format!("`{implementation}` ignores `{key}`: the agent does not pass it on"),
                format!("`{implementation}` 忽略 `{key}`：代理不会传递它"),
            );
            lun.report(findings, Severity::Warning, "parameter-ignored", key, message, None);
        }
    }
}
