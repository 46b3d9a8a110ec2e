# Gathers what is to be known of a node before something is deployed to it.
# usage: sh -s -- [resource NAME] [volume RESOURCE/NUMBER] [device PATH] [agent VENDOR/AGENT] [unit NAME] [module NAME]
#                 [address FAMILY ADDRESS ADDRESS/PREFIX] [duplicate ADDRESS ADDRESS/PREFIX NIC] ...

# unit NAME: how a unit of systemd is doing.
unit() {
    probe unit "$1" systemctl show --property=LoadState,ActiveState,SubState,UnitFileState -- "$1"
}

# module NAME: whether a kernel module is there, with the name that /sys has for it.
module() {
    if [ -d "/sys/module/$1" ]; then
        say loaded "$1" 0 ''
    else
        probe module "$1" modinfo -F filename "$1"
    fi
}

# drbd_module: the version of the one that is loaded, or else of the one that would be.
drbd_module() {
    if [ -r /sys/module/drbd/version ]; then
        probe drbd-module loaded cat /sys/module/drbd/version
    elif [ -r /proc/drbd ]; then
        probe drbd-module loaded sed -n 's/^version: \([0-9.]*\).*/\1/p' /proc/drbd
    else
        probe drbd-module available modinfo -F version drbd
    fi
}

# resource NAME: what DRBD has of it. drbdsetup would load the module.
resource() {
    probe drbd-config "$1" drbdadm sh-dev "$1"
    if [ -e /proc/drbd ] || [ -d /sys/module/drbd ]; then
        probe drbd-status "$1" drbdsetup status "$1" --json
        probe drbd-show "$1" drbdsetup show --show-defaults --json "$1"
    fi
}

# device PATH: what is there.
device() {
    if [ -b "$1" ]; then
        say device "$1" 0 block
    elif [ -e "$1" ]; then
        say device "$1" 0 other
    else
        say device "$1" 0 missing
    fi
}

# agent VENDOR/AGENT: whether it can be run.
agent() {
    agent_file=/usr/lib/ocf/resource.d/$1
    if [ -f "$agent_file" ] && [ -x "$agent_file" ]; then
        say agent "$1" 0 executable
    elif [ -e "$agent_file" ]; then
        say agent "$1" 0 other
    else
        say agent "$1" 0 missing
    fi
}

# address FAMILY ADDRESS MATCH: the routes by which IPaddr2 finds an interface (findif.sh of resource-agents).
address() {
    if [ "$1" = inet ]; then
        probe route "$2" ip -o -f inet route list match "$3" scope link
    else
        probe route "$2" ip -o -f inet6 route list match "$3"
    fi
}

# duplicate ADDRESS MATCH NIC: whether another machine answers for it. Only arping of iputils has such a question.
duplicate() {
    duplicate_nic=$3
    if [ -z "$duplicate_nic" ]; then
        duplicate_nic=$(timeout -k 1 5 ip -o -f inet route list match "$2" scope link 2>/dev/null |
            sed -n 's/.* dev \([^ ]*\).*/\1/p' | tail -n 1)
    fi
    if [ -n "$duplicate_nic" ]; then
        probe duplicate "$1" arping -D -q -c 2 -w 3 -I "$duplicate_nic" "$1"
    fi
}

# targets: what iSCSI and NVMe-oF offer already.
targets() {
    for path in /sys/kernel/config/target/iscsi/iqn.* /sys/kernel/config/target/iscsi/eui.* \
        /sys/kernel/config/target/iscsi/naa.*; do
        if [ -d "$path" ]; then
            say iqn "${path##*/}" 0 ''
        fi
    done
    for path in /sys/kernel/config/nvmet/subsystems/*; do
        if [ -d "$path" ]; then
            say nqn "${path##*/}" 0 ''
        fi
    done
    for path in /sys/kernel/config/nvmet/ports/*; do
        if [ -d "$path" ]; then
            say port "${path##*/}" 0 ''
        fi
    done
    if command -v tgtadm >/dev/null; then
        probe tgt '' tgtadm --lld iscsi --mode target --op show
    fi
}

facts() {
    probe name '' uname -n
    for tool in drbd-reactor drbd-reactorctl drbdadm drbdsetup systemctl modprobe mount umount fuser ip ss arping \
        iptables ip6tables nft targetcli tgtadm ietadm scstadmin tcm_node lio_node exportfs rpcinfo rpc.nfsd rpc.mountd \
        rpc.statd sm-notify pgrep unshare awk md5sum; do
        say tool "$tool" 0 "$(command -v "$tool")"
    done
    probe version drbd-reactor drbd-reactor --version
    probe version drbd-utils drbdadm --version
    probe version iptables iptables -V
    probe version arping arping -V
    # shellcheck disable=SC2016 # dpkg-query fills in what looks like variables.
    probe package dpkg dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' resource-agents
    probe package rpm rpm -q --qf 'installed %{NAME} %{VERSION}\n' resource-agents
    drbd_module
    for unit in drbd-reactor.service drbd-reactor-reload.path drbd-reactor-reload.service nfs-server.service \
        rpcbind.service rpcbind.socket tgt.service tgtd.service target.service rtslib-fb-targetctl.service; do
        unit "$unit"
    done
    probe text drbd-reactor-reload.path systemctl cat drbd-reactor-reload.path
    probe text drbd-reactor-reload.service systemctl cat drbd-reactor-reload.service
    for module in nvmet nvmet_tcp nvmet_rdma target_core_mod target_core_iblock iscsi_target_mod nfsd; do
        module "$module"
    done
    network
    firewall
    targets
    content mounts '' /proc/mounts
    content filesystems '' /proc/filesystems
    # The options of fstab may hold passwords, and are of no use here.
    # shellcheck disable=SC2016 # The variables are awk's.
    if [ -f /etc/fstab ]; then
        probe fstab '' awk '{ print $1, $2 }' /etc/fstab
    fi
    for file in /etc/exports /etc/exports.d/*.exports; do
        content exports "$file" "$file"
    done
    while [ "$#" -gt 0 ]; do
        case $1 in
        resource) resource "$2"; shift 2 ;;
        volume) probe volume "$2" drbdadm sh-dev "$2"; shift 2 ;;
        device) device "$2"; shift 2 ;;
        agent) agent "$2"; shift 2 ;;
        unit) unit "$2"; shift 2 ;;
        module) module "$2"; shift 2 ;;
        address) address "$2" "$3" "$4"; shift 4 ;;
        duplicate) duplicate "$2" "$3" "$4"; shift 4 ;;
        *) shift ;;
        esac
    done
    # Last, so that it is compared with the asker's clock right away.
    probe clock '' date +%s.%N
    say end '' 0 ''
}

# Programs must not read the rest of this script.
facts "$@" </dev/null
