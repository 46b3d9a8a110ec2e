//! What the check finds in `Filesystem`, `nfsserver` and `exportfs`, whatever stands around them.

use gateway::ocf::Version::{Newest, V4_12, V4_16};
use gateway::problem::Severity::{Error, Info, Warning};
use gateway_tests::checked::{Case, assert_cases};

#[test]
fn a_file_system_has_a_device_and_a_directory() {
    let cases: &[Case<'_>] = &[
        ("device=/dev/drbd1 directory=/srv/a fstype=ext4 run_fsck=no", Newest, &[], ""),
        ("device='-L data' directory=/srv/a fstype=ext4", Newest, &[], ""),
        ("device=nas:/export directory=/srv/a fstype=nfs4", Newest, &[], ""),
        ("device=tmpfs directory=/srv//a/ fstype=tmpfs", Newest, &[], ""),
        ("device=drbd1 directory=/srv/a fstype=ext4", Newest, &[("device", Error, "device")], ""),
        (
            "device=' /dev/drbd1' directory='/srv/a ' fstype=ext4",
            V4_12,
            &[("blank-ends", Error, "device"), ("blank-ends", Error, "directory")],
            "device=/dev/drbd1 directory=/srv/a fstype=ext4",
        ),
        ("device=/dev/drbd1 directory=srv/a fstype=ext4", Newest, &[("mount-path", Error, "directory")], ""),
        ("device=/dev/drbd1 directory=/ fstype=ext4", Newest, &[("mount-path", Error, "directory")], ""),
        ("device=/dev/drbd1 directory=// fstype=ext4", Newest, &[("mount-path", Error, "directory")], ""),
        ("device=/dev/drbd1 directory=/usr fstype=ext4", Newest, &[("mount-path", Warning, "directory")], ""),
        (
            "device=/dev/drbd1 directory='/srv/a b' fstype=ext4",
            V4_16,
            &[("mount-path", Warning, "directory")],
            "",
        ),
    ];
    assert_cases("Filesystem", cases);
}

#[test]
fn a_file_system_is_mounted_in_words_that_the_agent_knows() {
    let base = "device=/dev/drbd1 directory=/srv/a fstype=ext4";
    let with = |more: &str| format!("{base} {more}");
    let table = [
        ("run_fsck=auto", Newest, None, ""),
        ("run_fsck=yes", Newest, Some(("run-fsck", Warning, "run_fsck")), ""),
        ("run_fsck=false", V4_12, Some(("run-fsck", Warning, "run_fsck")), "run_fsck=no"),
        ("force_unmount=safe", V4_16, None, ""),
        ("force_unmount=safe+nomove,noxargs", Newest, None, ""),
        ("force_unmount=+nops", Newest, None, ""),
        ("force_unmount=+nofuser", Newest, Some(("force-unmount", Warning, "force_unmount")), ""),
        ("force_unmount=kill", Newest, Some(("force-unmount", Warning, "force_unmount")), ""),
        ("force_unmount=true", V4_12, None, ""),
        ("options=noatime,discard", Newest, None, ""),
        (
            "options='noatime, discard'",
            Newest,
            Some(("mount-options", Error, "options")),
            "options=noatime,discard",
        ),
        ("options='noatime discard'", Newest, Some(("mount-options", Error, "options")), ""),
    ];
    for (more, version, found, repaired) in table {
        let repaired = if repaired.is_empty() { String::new() } else { with(repaired) };
        assert_cases("Filesystem", &[(&with(more), version, found.as_slice(), &repaired)]);
    }
    let cases: &[Case<'_>] = &[
        ("device=/dev/drbd1 directory=/srv/a fstype=EXT4", Newest, &[("fs-type", Error, "fstype")], base),
        ("device=/dev/drbd1 directory=/srv/a fstype=ext4,xfs", Newest, &[("fs-type", Error, "fstype")], ""),
    ];
    assert_cases("Filesystem", cases);
}

#[test]
fn an_nfs_server_has_addresses_a_scope_and_a_directory_for_its_state() {
    let cases: &[Case<'_>] = &[
        ("", Newest, &[], ""),
        ("nfs_ip=10.0.0.5,fd00::5 nfs_shared_infodir=/srv/p/nfs nfs_server_scope=10.0.0.5", V4_12, &[], ""),
        (
            "nfs_ip='10.0.0.5 10.0.0.6'",
            Newest,
            &[("nfs-ip-list", Warning, "nfs_ip")],
            "nfs_ip=10.0.0.5,10.0.0.6",
        ),
        (
            "nfs_ip='10.0.0.5, 10.0.0.6'",
            Newest,
            &[("nfs-ip-list", Warning, "nfs_ip")],
            "nfs_ip=10.0.0.5,10.0.0.6",
        ),
        ("nfs_ip=10.0.0.5/24", Newest, &[("nfs-ip", Warning, "nfs_ip")], "nfs_ip=10.0.0.5"),
        ("nfs_ip=10.0.0.5,gateway", Newest, &[("nfs-ip", Warning, "nfs_ip")], ""),
        ("nfs_server_scope='my scope'", Newest, &[("server-scope", Error, "nfs_server_scope")], ""),
        (
            "nfs_server_scope=a123456789012345678901234567890123456789012345678901234567890123x",
            V4_16,
            &[("server-scope", Error, "nfs_server_scope")],
            "",
        ),
        ("nfs_server_scope=a/b", Newest, &[("server-scope", Warning, "nfs_server_scope")], ""),
        ("nfs_shared_infodir=srv/p", Newest, &[("infodir", Error, "nfs_shared_infodir")], ""),
        ("nfs_shared_infodir='/srv/p q'", Newest, &[("infodir", Error, "nfs_shared_infodir")], ""),
        ("nfs_shared_infodir=/var/lib/nfs/", Newest, &[("infodir", Error, "nfs_shared_infodir")], ""),
        ("nfs_smnotify_retry_time=5", Newest, &[], ""),
        ("nfs_smnotify_retry_time=-5", Newest, &[("retry-time", Error, "nfs_smnotify_retry_time")], ""),
    ];
    assert_cases("nfsserver", cases);
}

/// An export of one directory with something else in it.
fn assert_exports(table: &[Case<'_>], export: impl Fn(&str) -> String) {
    for (what, version, found, repaired) in table {
        let repaired = if repaired.is_empty() { String::new() } else { export(repaired) };
        assert_cases("exportfs", &[(&export(what), *version, found, &repaired)]);
    }
}

#[test]
fn an_export_has_one_client() {
    let client = "clientspec";
    let table: &[Case<'_>] = &[
        ("10.0.0.0/8", V4_12, &[], ""),
        ("10.0.0.0/255.0.0.0", Newest, &[], ""),
        ("'*'", Newest, &[], ""),
        ("@trusted", Newest, &[], ""),
        ("'*.example.com'", Newest, &[], ""),
        ("'host[1-3].example.com'", Newest, &[], ""),
        ("[fd00::]/64", Newest, &[], ""),
        ("[::]/0", Newest, &[], ""),
        ("'10.0.0.1 10.0.0.2'", Newest, &[("client-spec-several", Error, client)], ""),
        ("10.0.0.1,10.0.0.2", Newest, &[("client-spec-several", Error, client)], ""),
        ("fd00::/64", Newest, &[("client-spec-brackets", Error, client)], "[fd00::]/64"),
        ("fd00::7", V4_12, &[("client-spec-brackets", Error, client)], "[fd00::7]"),
        ("[fd00::/64]", Newest, &[], ""),
        ("[fd00::]/ffff::", Newest, &[], ""),
        ("fd00::/ffff::", Newest, &[("client-spec-brackets", Error, client)], "[fd00::]/ffff::"),
        ("gss/krb5p", Newest, &[], ""),
        ("0.0.0.0/0", Newest, &[], ""),
        ("10.0.0.0/08", Newest, &[], ""),
        ("10.0.0", Newest, &[("client-spec", Warning, client)], ""),
        ("010.0.0.1", Newest, &[("client-spec", Warning, client)], ""),
        ("10.0.0.0/255.0.0.255", Newest, &[("client-spec", Warning, client)], ""),
        ("foo/bar", Newest, &[("client-spec", Error, client)], ""),
        ("[fd00::1%%eth0]", Newest, &[("client-spec", Error, client)], ""),
        ("fd00::/129", Newest, &[("client-spec", Error, client)], ""),
        ("10.0.0.0/33", Newest, &[("client-spec", Error, client)], ""),
        ("10.0.0.256", Newest, &[("client-spec", Error, client)], ""),
        ("' 10.0.0.1'", Newest, &[("client-spec", Error, client)], "10.0.0.1"),
    ];
    assert_exports(table, |client| format!("directory=/srv/a fsid=7 clientspec={client} options=rw"));
}

#[test]
fn an_export_has_options_that_exportfs_knows() {
    let (options, unknown) = ("options", "export-options");
    let table: &[Case<'_>] = &[
        ("rw,sync,root_squash,sec=krb5:krb5p,anonuid=-1,mountpoint", Newest, &[], ""),
        ("ro", V4_12, &[], ""),
        ("rw,sec=none:unix,anongid=-2,mountpoint=", Newest, &[], ""),
        ("rw,xprtsec=mtls", Newest, &[(unknown, Info, options)], ""),
        (
            "rw,anonuid=4294967296",
            Newest,
            &[(unknown, Error, options), ("export-root", Warning, options)],
            "",
        ),
        ("rw,anonuid=00", Newest, &[("export-root", Warning, options)], ""),
        ("rw,mp=x,refer=y", Newest, &[(unknown, Warning, options), (unknown, Warning, options)], ""),
        ("rw,crossmnt=1", Newest, &[(unknown, Error, options)], ""),
        ("", Newest, &[("export-read-only", Warning, options)], ""),
        ("'rw, sync'", Newest, &[("export-options-blank", Error, options)], "rw,sync"),
        ("'rw sync'", Newest, &[("export-options-blank", Error, options)], "rw,sync"),
        ("'rw bogus'", Newest, &[("export-options-blank", Error, options), (unknown, Error, options)], ""),
        ("rw,,sync,", Newest, &[("export-options-empty", Error, options)], "rw,sync"),
        ("RW,sync", Newest, &[(unknown, Error, options)], "rw,sync"),
        ("rw,root_sqash", Newest, &[(unknown, Error, options)], ""),
        ("rw,anonuid=nobody", Newest, &[(unknown, Error, options)], ""),
        ("rw,sec=ntlm", Newest, &[(unknown, Error, options)], ""),
        ("ro,rw", Newest, &[("export-options-contradict", Warning, options)], ""),
        (
            "rw,no_root_squash,root_squash,async,sync",
            Newest,
            &[
                ("export-options-contradict", Warning, options),
                ("export-options-contradict", Warning, options),
                ("export-root", Warning, options),
            ],
            "",
        ),
        ("rw,all_squash,anonuid=0,anongid=0", Newest, &[("export-root", Warning, options)], ""),
        ("rw,no_root_squash", V4_16, &[("export-root", Warning, options)], ""),
        ("rw,fsid=8", Newest, &[("fsid-ignored", Warning, options)], ""),
        ("rw,fsid=7", Newest, &[], ""),
    ];
    assert_exports(table, |options| format!("directory=/srv/a fsid=7 clientspec=10.0.0.1 options={options}"));
    let cases: &[Case<'_>] = &[(
        "directory=/srv/a fsid=7 clientspec=10.0.0.1",
        V4_12,
        &[("export-read-only", Warning, options)],
        "",
    )];
    assert_cases("exportfs", cases);
}

#[test]
fn an_export_has_an_identifier_of_32_bits_or_a_uuid() {
    let table: &[Case<'_>] = &[
        ("1", V4_12, &[], ""),
        ("4294967295", Newest, &[], ""),
        ("0x10", Newest, &[], ""),
        ("12345678-1234-1234-1234-123456789abc", Newest, &[], ""),
        ("12345678123412341234123456789ABC", Newest, &[], ""),
        ("0", Newest, &[("fsid-root", Warning, "fsid")], ""),
        ("root", Newest, &[("fsid-root", Warning, "fsid")], ""),
        ("4294967296", Newest, &[("fsid", Error, "fsid")], ""),
        ("4294967297", Newest, &[("fsid", Error, "fsid")], ""),
        ("1,2", Newest, &[("fsid", Error, "fsid")], ""),
        ("12345678-1234", Newest, &[("fsid", Error, "fsid")], ""),
        ("+1", Newest, &[], ""),
        ("-1", Newest, &[("fsid", Error, "fsid")], ""),
        ("99999999999999999999999", Newest, &[("fsid", Error, "fsid")], ""),
        ("0x", Newest, &[("fsid", Error, "fsid")], ""),
        ("08", Newest, &[("fsid", Error, "fsid")], ""),
    ];
    assert_exports(table, |fsid| format!("directory=/srv/a fsid={fsid} clientspec=10.0.0.1 options=rw"));
    let cases: &[Case<'_>] = &[
        (
            "directory=/srv/a clientspec=10.0.0.1 options=rw,fsid=root",
            Newest,
            &[("fsid-root", Warning, "options")],
            "",
        ),
        ("directory=/srv/a clientspec=10.0.0.1 options=rw", Newest, &[], ""),
        (
            "directory=/srv/a clientspec=10.0.0.1 options=rw",
            V4_12,
            &[("parameter-missing", Error, "fsid")],
            "",
        ),
    ];
    assert_cases("exportfs", cases);
}

#[test]
fn an_export_has_absolute_directories_and_stops_in_time() {
    let table: &[Case<'_>] = &[
        ("directory='/srv/a /srv/b' fsid=7", Newest, &[], ""),
        (
            "directory='/srv/a /srv/b' fsid=root",
            Newest,
            &[("fsid-root", Warning, "fsid"), ("fsid-directories", Error, "fsid")],
            "",
        ),
        (
            "directory='/srv/a /srv/b' fsid=12345678-1234-1234-1234-123456789abc",
            Newest,
            &[("fsid-directories", Error, "fsid")],
            "",
        ),
        ("directory=srv/a fsid=7", Newest, &[("export-directory", Error, "directory")], ""),
        ("directory='/srv/a b' fsid=7", Newest, &[("export-directory", Error, "directory")], ""),
        ("directory='/srv/*' fsid=7", Newest, &[("export-directory", Warning, "directory")], ""),
        (
            "directory=/srv/a fsid=7 wait_for_leasetime_on_stop=true",
            Newest,
            &[("lease-wait", Warning, "wait_for_leasetime_on_stop")],
            "",
        ),
        ("directory=/srv/a fsid=7 wait_for_leasetime_on_stop=0", Newest, &[], ""),
    ];
    assert_exports(table, |more| {
        let (directory, rest) = more.split_at(more.find(" fsid").unwrap_or(more.len()));
        format!("{directory} clientspec=10.0.0.1 options=rw{rest}")
    });
}
