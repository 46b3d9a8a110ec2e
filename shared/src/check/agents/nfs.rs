//! NFS: the agents `nfsserver` and `exportfs`.

pub(super) mod export;
pub(super) mod server;

mod clients;
mod fsid;
mod option;
mod options;
