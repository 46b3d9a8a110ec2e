//! The agents for NFS.

use super::Version::{Newest, V4_12, V4_16};
use super::{Declaration, Parameter};

/// Runs the kernel's server.
pub(super) const SERVER: Declaration = Declaration {
    name: "nfsserver",
    since: V4_12,
    parameters: &[
        // Its default is the word `auto detected`, which is no path.
        Parameter::text("nfs_init_script"),
        Parameter::boolean("nfsv4_only").or("false"),
        Parameter::boolean("nfs_no_notify").or("false"),
        Parameter::boolean("nfs_notify_foreground").or("false"),
        Parameter::whole("nfs_smnotify_retry_time"),
        Parameter::text("nfs_server_scope"),
        Parameter::text("nfs_ip"),
        Parameter::text("nfs_shared_infodir"),
        Parameter::text("rpcpipefs_dir").or("/var/lib/nfs/rpc_pipefs"),
    ],
};

/// Exports a directory through the kernel's server.
pub(super) const EXPORT: Declaration = Declaration {
    name: "exportfs",
    since: V4_12,
    parameters: &[
        Parameter::text("clientspec").required(),
        Parameter::text("options"),
        Parameter::text("directory").required(),
        Parameter::text("fsid").before(V4_16, &Parameter::text("fsid").required()),
        Parameter::boolean("unlock_on_stop").or("1"),
        Parameter::boolean("wait_for_leasetime_on_stop").or("0"),
        Parameter::text("rmtab_backup").or(".rmtab"),
    ],
};

/// Runs NFS-Ganesha, a server outside the kernel, for one export.
pub(super) const GANESHA: Declaration = Declaration {
    name: "ganesha-nfs",
    since: Newest,
    parameters: &[
        Parameter::text("export_path"),
        Parameter::whole("export_id").or("1"),
        Parameter::text("pseudo"),
        Parameter::text("clients"),
        Parameter::text("access_type").or("RW"),
        Parameter::text("squash").or("Root_Squash"),
        Parameter::text("anonuid"),
        Parameter::text("anongid"),
        Parameter::text("sectype").or("sys"),
        Parameter::text("protocols").or("3,4"),
        Parameter::text("fsal").or("VFS"),
        Parameter::text("server_scope"),
        Parameter::boolean("enable_nlm").or("true"),
        Parameter::whole("grace_period"),
        Parameter::whole("lease_lifetime"),
        Parameter::text("recovery_dir"),
        Parameter::text("runtime_dir").or("/run/ganesha"),
        Parameter::text("config_file").or("/etc/ganesha/ganesha.conf"),
        Parameter::text("pid_file").or("/run/ganesha.pid").unique(),
        Parameter::text("log_file").or("/var/log/ganesha/ganesha.log"),
        Parameter::text("log_level").or("NIV_EVENT"),
        Parameter::text("nfs_ip"),
        Parameter::whole("nfs_port").or("2049"),
        Parameter::whole("start_timeout").or("30"),
    ],
};
