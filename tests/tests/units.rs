//! What the daemon writes for systemd, and what systemd makes of it.

use gateway::snippet::read::{Resource, resources};
use gateway::unit::drop_in::{DropIn, drop_ins};
use gateway::unit::specifier::{Piece, Unresolved, expand};
use gateway::unit::{escape_value, units};

const UNIT: &str = r"ocf.rs@a\x2db_x-y.z.service";

fn resource(settings: &str) -> Resource {
    let text = format!("[[promoter]]\n[promoter.resources.r-0]\n{settings}\n");
    resources(&text).expect("a snippet").pop().expect("a resource")
}

fn lines<'a>(drop_ins: &'a [DropIn], path: &str) -> Vec<&'a str> {
    let found = drop_ins.iter().find(|drop_in| drop_in.path() == format!("/run/systemd/system/{path}"));
    found.map_or_else(Vec::new, |drop_in| drop_in.lines.iter().map(String::as_str).collect())
}

fn expanded(value: &str) -> Result<String, Unresolved> {
    Ok(expand(value, UNIT)?.iter().map(Piece::to_string).collect())
}

#[test]
fn an_entry_hangs_on_the_promotion_and_on_the_one_before_it_only() {
    let start = r#"start = ["one.service", "ocf:heartbeat:Dummy two a='50%%' b=", "three.service"]"#;
    let drop_ins = drop_ins(&resource(&format!("{start}\ndependencies-as = \"Requisite\"")));
    assert_eq!(
        lines(&drop_ins, "one.service.d/reactor.conf"),
        [
            "[Unit]",
            "Description=drbd-reactor controlled %N",
            r"PartOf=drbd-services@r\x2d0.target",
            r"BindsTo=drbd-promote@r\x2d0.service",
            r"After=drbd-promote@r\x2d0.service",
        ]
    );
    assert_eq!(
        lines(&drop_ins, r"ocf.rs@two_r\x2d0.service.d/reactor.conf")[5..],
        [
            "Requisite=one.service",
            "After=one.service",
            "[Service]",
            "Environment=AGENT=/usr/lib/ocf/resource.d/heartbeat/Dummy",
            r"Environment=OCF_RESKEY_a=50\x25\x25",
            "Environment=OCF_RESKEY_b=",
        ]
    );
    assert_eq!(
        lines(&drop_ins, "three.service.d/reactor.conf")[5..],
        [r"Requisite=ocf.rs@two_r\x2d0.service", r"After=ocf.rs@two_r\x2d0.service"]
    );
}

#[test]
fn the_target_needs_every_entry_and_outlives_the_daemon_at_a_shutdown() {
    let drop_ins = drop_ins(&resource("start = [\"a.service\", \"b.mount\"]\ntarget-as = \"BindsTo\""));
    let target = r"drbd-services@r\x2d0.target.d";
    assert_eq!(
        lines(&drop_ins, &format!("{target}/reactor.conf")),
        ["[Unit]", "BindsTo=a.service", "BindsTo=b.mount"]
    );
    assert_eq!(
        lines(&drop_ins, &format!("{target}/reactor-50-before.conf")),
        ["[Unit]", "Before=drbd-reactor.service"]
    );
    assert_eq!(lines(&drop_ins, "b.mount.d/reactor-50-mount.conf"), ["[Unit]", "DefaultDependencies=no"]);
    assert_eq!(lines(&drop_ins, "a.service.d/reactor-50-mount.conf"), [""; 0]);
}

#[test]
fn a_failed_demotion_is_forced_and_escalated_as_asked_for() {
    let promote = r"drbd-promote@r\x2d0.service.d/reactor.conf";
    let escalate = r"drbd-demote-or-escalate@r\x2d0.service.d/reactor.conf";
    let shim = "/lib/drbd/scripts/drbd-service-shim.sh";

    let nothing = drop_ins(&resource("secondary-force = false"));
    assert_eq!((lines(&nothing, promote), lines(&nothing, escalate)), (vec![], vec![]));

    let forced = drop_ins(&resource(""));
    let stop = format!("ExecStop={shim} secondary-secondary-force %I");
    assert_eq!(lines(&forced, promote), ["[Service]", "ExecStop=", &stop]);
    assert_eq!(lines(&forced, escalate), [""; 0]);

    let both = drop_ins(&resource("on-drbd-demote-failure = \"reboot-immediate\""));
    let on_failure =
        ["[Unit]", "OnFailure=drbd-demote-or-escalate@%i.service", "OnFailureJobMode=replace-irreversibly"];
    assert_eq!(lines(&both, promote)[3..], on_failure);
    let start = format!("ExecStart={shim} secondary-secondary-force-or-escalate %I");
    assert_eq!(
        lines(&both, escalate),
        [
            "[Unit]",
            "FailureAction=reboot-immediate",
            "Conflicts=drbd-promote@%i.service",
            "[Service]",
            "ExecStart=",
            &start,
        ]
    );

    let unforced = drop_ins(&resource("on-drbd-demote-failure = \"exit\"\nsecondary-force = false"));
    assert_eq!(lines(&unforced, promote), on_failure);
    assert_eq!(lines(&unforced, escalate).len(), 3);
}

#[test]
fn what_the_daemon_refuses_leaves_the_target_without_its_entries() {
    let bad =
        ["\"ocf:heartbeat:Dummy b a='\"", "\"/mnt\"", "\"a.service\"", &format!("{:?}", "b".repeat(254))];
    for bad in bad {
        let drop_ins = drop_ins(&resource(&format!("start = [\"a.service\", {bad}, \"c.service\"]")));
        assert!(!lines(&drop_ins, "a.service.d/reactor.conf").is_empty(), "{bad}");
        assert!(lines(&drop_ins, "c.service.d/reactor.conf").is_empty(), "{bad}");
        assert!(drop_ins.iter().all(|drop_in| !drop_in.unit.ends_with(".target")), "{bad}");
    }
}

#[test]
fn commands_of_the_shell_are_no_units() {
    let resource = resource("runner = \"shell\"\nstart = [\"a.service\"]");
    assert_eq!(drop_ins(&resource), []);
    assert!(units(&resource).units.iter().all(|unit| unit.unit.is_none()));
}

#[test]
fn every_unit_has_a_drop_in_with_the_variables_that_it_gets() {
    let resource = resource(r#"start = ["ocf:heartbeat:Dummy a k='x y' l=%H", "b.mount", "ocf:x:y é"]"#);
    let drop_ins = drop_ins(&resource);
    for unit in units(&resource).units {
        let name = unit.unit.expect("a unit");
        let lines = lines(&drop_ins, &format!("{name}.d/reactor.conf"));
        let found: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("Environment=")).collect();
        let expected = unit.env.iter().map(|(key, value)| format!("{key}={}", escape_value(value)));
        assert_eq!(found, expected.collect::<Vec<_>>());
    }
}

#[test]
fn a_single_percent_sign_is_systemds() {
    assert_eq!(expanded("50%%off"), Ok("50%off".into()));
    let off = expand("50%off", UNIT).expect("known specifiers");
    assert_eq!((&off[0], &off[2]), (&Piece::Text("50".into()), &Piece::Text("ff".into())));
    assert!(matches!(off[1], Piece::OfNode { specifier: 'o', .. }), "{off:?}");
    assert_eq!(off.len(), 3);
}

/// Seen with `systemd-analyze verify` of systemd 252, as everything below.
#[test]
fn a_letter_that_systemd_does_not_know_costs_the_whole_parameter() {
    for letter in "ekxzFKOQXZ0189".chars() {
        assert_eq!(expanded(&format!("50%{letter}")), Err(Unresolved(letter)));
    }
    for (value, kept) in [("50%", "50%"), ("a% b", "a% b"), ("%_", "%_"), ("%-%.", "%-%."), ("%é", "%é")] {
        assert_eq!(expanded(value).as_deref(), Ok(kept));
    }
}

#[test]
fn what_the_units_name_tells_is_the_same_on_every_node() {
    for (unit, specifiers) in [
        (
            UNIT,
            [
                ("%n", UNIT),
                ("%N", r"ocf.rs@a\x2db_x-y.z"),
                ("%p%P%j%J", "ocf.rsocf.rsocf.rsocf.rs"),
                ("%i", r"a\x2db_x-y.z"),
                ("%I", "a-b_x/y.z"),
                ("%f", "/a-b_x/y.z"),
            ],
        ),
        (
            r"foo-bar\x2dbaz.service",
            [
                ("%n", r"foo-bar\x2dbaz.service"),
                ("%N", r"foo-bar\x2dbaz"),
                ("%p%P", r"foo-bar\x2dbazfoo/bar-baz"),
                ("%j%J", r"bar\x2dbazbar-baz"),
                ("<%i%I>", "<>"),
                ("%f", "/foo/bar-baz"),
            ],
        ),
        (
            "ocf.rs@-.service",
            [("%i", "-"), ("%I", "/"), ("%f", "/"), ("%N", "ocf.rs@-"), ("%p", "ocf.rs"), ("%j", "ocf.rs")],
        ),
    ] {
        for (value, expected) in specifiers {
            let expected = [Piece::Text(expected.into())];
            assert_eq!(expand(value, unit).as_deref(), Ok(&expected[..]), "{value} of {unit}");
        }
    }
}

#[test]
fn a_name_that_is_no_path_or_no_text_costs_the_parameter() {
    assert_eq!(expand("%f", "ocf.rs@a--b.service"), Err(Unresolved('f')));
    assert_eq!(expand("%I", r"ocf.rs@\xc3.service"), Err(Unresolved('I')));
    assert_eq!(expand("%f", r"ocf.rs@\xc3.service"), Err(Unresolved('f')));
    assert!(expand("%i", r"ocf.rs@\xc3.service").is_ok());
}

#[test]
fn constants_of_the_system_manager_are_the_same_on_every_node() {
    let expected = "/etc /var/cache /var/lib /var/log /run /tmp /var/tmp /root root 0 root 0";
    assert_eq!(expanded("%E %C %S %L %t %T %V %h %u %U %g %G").as_deref(), Ok(expected));
}

#[test]
fn what_only_a_node_knows_is_marked() {
    for specifier in "aAbBcdHlmMoqrRsvwWyYD".chars() {
        let pieces = expand(&format!("%{specifier}"), UNIT).expect("a known specifier");
        let is_marked = matches!(&pieces[..], [Piece::OfNode { specifier: of, .. }] if *of == specifier);
        assert!(is_marked, "{pieces:?}");
    }
}
