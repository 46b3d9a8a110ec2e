# Gathers what was really made of a gateway on the node where it runs.
# usage: sh -s -- [resource NAME] [unit NAME] [device PATH] [iqn NAME] [lun IQN NUMBER] [nqn NAME]
#                 [namespace NQN NUMBER] [port NUMBER] ...

lio=/sys/kernel/config/target/iscsi
nvmet=/sys/kernel/config/nvmet

# iqn NAME: a target of LIO, and where it waits for initiators.
iqn() {
    content iqn-enable "$1" "$lio/$1/tpgt_1/enable"
    for portal in "$lio/$1/tpgt_1/np"/*; do
        if [ -d "$portal" ]; then
            say portal "$1" 0 "${portal##*/}"
        fi
    done
}

# lun IQN NUMBER: a LUN of LIO, by the link to what is behind it.
lun() {
    for behind in "$lio/$1/tpgt_1/lun/lun_$2"/*; do
        if [ -L "$behind" ]; then
            content lun-device "$1 $2" "$behind/udev_path"
            content lun-serial "$1 $2" "$behind/wwn/vpd_unit_serial"
            content lun-product "$1 $2" "$behind/wwn/product_id"
        fi
    done
}

# nqn NAME: a subsystem, and who may use it.
nqn() {
    content nqn-serial "$1" "$nvmet/subsystems/$1/attr_serial"
    content nqn-any "$1" "$nvmet/subsystems/$1/attr_allow_any_host"
    for host in "$nvmet/subsystems/$1/allowed_hosts"/*; do
        if [ -e "$host" ]; then
            say nqn-host "$1" 0 "${host##*/}"
        fi
    done
}

# namespace NQN NUMBER: a namespace.
namespace() {
    content ns-enable "$1 $2" "$nvmet/subsystems/$1/namespaces/$2/enable"
    content ns-device "$1 $2" "$nvmet/subsystems/$1/namespaces/$2/device_path"
    content ns-uuid "$1 $2" "$nvmet/subsystems/$1/namespaces/$2/device_uuid"
    content ns-nguid "$1 $2" "$nvmet/subsystems/$1/namespaces/$2/device_nguid"
}

# port NUMBER: an NVMe port, and the subsystems that it offers.
port() {
    content port-address "$1" "$nvmet/ports/$1/addr_traddr"
    content port-service "$1" "$nvmet/ports/$1/addr_trsvcid"
    content port-transport "$1" "$nvmet/ports/$1/addr_trtype"
    for offered in "$nvmet/ports/$1/subsystems"/*; do
        if [ -e "$offered" ]; then
            say port-nqn "$1" 0 "${offered##*/}"
        fi
    done
}

evidence() {
    network
    firewall
    content mounts '' /proc/mounts
    content exported '' /var/lib/nfs/etab
    content nfs-threads '' /proc/fs/nfsd/threads
    if command -v tgtadm >/dev/null; then
        probe tgt '' tgtadm --lld iscsi --mode target --op show
    fi
    while [ "$#" -gt 0 ]; do
        case $1 in
        resource) probe role "$2" drbdsetup status "$2" --json; shift 2 ;;
        unit) probe unit "$2" systemctl show --property=LoadState,ActiveState,SubState,UnitFileState -- "$2"; shift 2 ;;
        device) probe device "$2" readlink -f "$2"; shift 2 ;;
        iqn) iqn "$2"; shift 2 ;;
        lun) lun "$2" "$3"; shift 3 ;;
        nqn) nqn "$2"; shift 2 ;;
        namespace) namespace "$2" "$3"; shift 3 ;;
        port) port "$2"; shift 2 ;;
        *) shift ;;
        esac
    done
    say end '' 0 ''
}

# Programs must not read the rest of this script.
evidence "$@" </dev/null
