//! What the check finds in a LUN.

use gateway::ocf::Version::{Newest, V4_12, V4_18};
use gateway::problem::Severity::{Error, Warning};
use gateway_tests::checked::assert_changes;

use super::{IET, TGT, assert_luns, lun, target};

#[test]
fn a_lun_belongs_to_a_target_of_its_resource() {
    let unknown = [("target-unknown", Error, "target_iqn")];
    assert_luns(
        "",
        &[
            (
                "target_iqn=iqn.2024-01.com.example:A",
                Newest,
                &unknown,
                "target_iqn=iqn.2024-01.com.example:a",
            ),
            (
                "target_iqn=iqn.2024-01.com.exampel:a",
                Newest,
                &unknown,
                "target_iqn=iqn.2024-01.com.example:a",
            ),
            ("target_iqn=iqn.2024-01.com.example:other", Newest, &unknown, ""),
        ],
    );
    assert_changes(&[], lun, &[("", Newest, &unknown, "")]);
}

#[test]
fn a_lun_has_a_number_that_the_program_takes() {
    let number = [("lun-number", Error, "lun")];
    let restricted = "allowed_initiators=iqn.1998-01.com.vmware:esx1";
    assert_luns(
        "",
        &[
            ("lun=65536", Newest, &number, ""),
            ("lun=-1", Newest, &number, ""),
            ("lun=01", Newest, &number, "lun=1"),
            ("lun=256", Newest, &[], ""),
        ],
    );
    assert_luns(restricted, &[("lun=256", Newest, &[("lun-restricted", Error, "lun")], "")]);
    assert_luns(restricted, &[("lun=255", Newest, &[], "")]);
    assert_luns(
        TGT,
        &[
            ("implementation=tgt | lun=0", Newest, &[("tgt-lun-0", Error, "lun")], ""),
            ("implementation=tgt | lun=65536", Newest, &number, ""),
            ("implementation=tgt | lun=01", Newest, &[("number-spelling", Warning, "lun")], ""),
        ],
    );
    let first = lun("scsi_sn=other | path=/dev/drbd/by-res/r0/2 | product_id=other").replace("lu1", "lu0");
    assert_changes(&[target(""), first.clone()], lun, &[("", Newest, &[("lun-twice", Error, "lun")], "")]);
    assert_changes(&[target(""), first], lun, &[("lun=2", Newest, &[], "")]);
}

#[test]
fn a_lun_offers_an_absolute_path() {
    let device = [("device", Error, "path")];
    assert_luns(
        "",
        &[
            ("path=dev/drbd1", Newest, &device, ""),
            ("path='/srv/an image'", Newest, &device, ""),
            ("path=/srv/image", Newest, &[], ""),
        ],
    );
    assert_luns(TGT, &[("implementation=tgt | path=pool/image | tgt_bstype=rbd", Newest, &[], "")]);
}

#[test]
fn initiators_know_a_lun_by_a_serial_number_of_its_own() {
    let no_serial = [("scsi-sn-default", Warning, "scsi_sn")];
    let serial = [("scsi-sn", Error, "scsi_sn")];
    let product = [("product-id", Warning, "product_id")];
    let long = format!("scsi_sn={}", "s".repeat(253));
    let fits = format!("scsi_sn={}", "s".repeat(252));
    assert_luns(
        "",
        &[
            ("-scsi_sn", Newest, &no_serial, ""),
            ("scsi_sn=", Newest, &serial, ""),
            ("-scsi_sn | liot_bstype=pscsi", Newest, &[], ""),
            (&long, Newest, &serial, ""),
            (&fits, Newest, &[], ""),
            ("scsi_sn=a,b", Newest, &[], ""),
            ("scsi_sn='a b'", Newest, &serial, ""),
            ("scsi_sn=größe", Newest, &serial, ""),
            ("product_id=seventeen-letters", Newest, &product, ""),
            ("product_id=größe", Newest, &product, ""),
            ("product_id='a b'", Newest, &[], ""),
        ],
    );
}

#[test]
fn tgt_cuts_what_is_long_and_breaks_at_commas() {
    let sn = [("scsi-sn", Warning, "scsi_sn")];
    let thirty_seven = "s".repeat(37);
    let tgt = |change: &str| format!("implementation=tgt | {change}");
    assert_luns(
        TGT,
        &[
            (&tgt("-scsi_sn"), Newest, &[("scsi-sn-default", Warning, "scsi_sn")], ""),
            (&tgt("scsi_sn="), Newest, &sn, ""),
            (&tgt(&format!("scsi_sn={thirty_seven}")), Newest, &sn, ""),
            (&tgt(&format!("scsi_id={thirty_seven}")), Newest, &[("scsi-id", Warning, "scsi_id")], ""),
            (&tgt("product_id=seventeen-letters"), Newest, &[("product-id", Warning, "product_id")], ""),
            (&tgt("vendor_id=ninebytes"), Newest, &[("vendor-id", Warning, "vendor_id")], ""),
            (&tgt("scsi_sn=a,b"), Newest, &[("scsi-sn", Error, "scsi_sn")], ""),
            (&tgt("scsi_id='a b'"), Newest, &[("scsi-id", Error, "scsi_id")], ""),
            (&tgt("product_id=a,b"), Newest, &[("product-id", Error, "product_id")], ""),
            (&tgt("vendor_id=a,b"), Newest, &[("vendor-id", Error, "vendor_id")], ""),
        ],
    );
    assert_luns(
        IET,
        &[
            ("implementation=iet | scsi_sn=a,b", Newest, &[("scsi-sn", Error, "scsi_sn")], ""),
            ("implementation=iet | product_id=a,b", Newest, &[], ""),
        ],
    );
}

#[test]
fn what_is_for_another_program_is_ignored() {
    let cases = [
        ("", "lio-t", ["vendor_id=v", "scsi_id=i", "tgt_bstype=aio", "tgt_bsopts=x", "lio_iblock=1"]),
        (
            TGT,
            "tgt",
            ["emulate_tpu=1", "emulate_3pc=1", "emulate_caw=1", "liot_bstype=fileio", "lio_iblock=1"],
        ),
        (
            IET,
            "iet",
            ["vendor_id=v", "tgt_bsoflags=sync", "tgt_device_type=disk", "emulate_tpu=1", "lio_iblock=1"],
        ),
    ];
    for (of_target, implementation, parameters) in cases {
        for parameter in parameters {
            let change = format!("implementation={implementation} | {parameter}");
            let key = parameter.split('=').next().expect("a key");
            assert_luns(of_target, &[(&change, V4_12, &[("parameter-ignored", Warning, key)], "")]);
        }
    }
    assert_luns("", &[("lio_iblock=0", Newest, &[], "")]);
    assert_luns(TGT, &[("implementation=tgt | liot_bstype=block", Newest, &[], "")]);
}

#[test]
fn some_parameters_are_one_of_a_few_words() {
    assert_luns(
        "",
        &[
            ("liot_bstype=ramdisk", V4_12, &[("choice", Error, "liot_bstype")], ""),
            ("write_cache=2", Newest, &[("choice", Error, "write_cache")], ""),
            ("block_size=4000", Newest, &[("choice", Error, "block_size")], ""),
            ("block_size=4096 | write_cache=1", Newest, &[], ""),
            ("block_size=4000", V4_18, &[("parameter-newer", Warning, "block_size")], ""),
            ("scst_bstype=blockio", Newest, &[("choice", Error, "scst_bstype")], ""),
        ],
    );
}
