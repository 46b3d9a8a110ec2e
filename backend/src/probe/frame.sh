# What every script that asks a machine begins with. POSIX sh; nothing here or below changes the machine or loads a
# kernel module. Data comes as arguments and is never evaluated.

# Programs of root are not on the path of every login.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
# The words of programs are read, so they must not be translated.
LC_ALL=C
# Makes ss read /proc: otherwise the kernel loads the modules tcp_diag and inet_diag for it.
PROC_NET_TCP=/proc/net/tcp
export PATH LC_ALL PROC_NET_TCP

# say WHAT WHICH CODE TEXT: writes a record.
say() {
    printf '%s\0%s\0%s\0%s\0' "$1" "$2" "$3" "$4"
}

# probe WHAT WHICH PROGRAM [ARGUMENT...]: runs a program and writes what it says.
probe() {
    probe_what=$1
    probe_which=$2
    shift 2
    probe_text=$(timeout -k 1 5 "$@" 2>/dev/null)
    say "$probe_what" "$probe_which" "$?" "$probe_text"
}

# content WHAT WHICH FILE: writes what a file holds, if it is there.
content() {
    if [ -f "$3" ]; then
        probe "$1" "$2" cat "$3"
    fi
}

# firewall: writes the rules that keep clients away. Listing them would load the modules where they are not yet.
firewall() {
    if [ -e /proc/net/ip_tables_names ] || [ -d /sys/module/nf_tables ]; then
        say firewall iptables 0 "$(timeout -k 1 5 iptables-save 2>/dev/null | grep -E 'DROP|REJECT')"
    fi
    if [ -e /proc/net/ip6_tables_names ] || [ -d /sys/module/nf_tables ]; then
        say firewall ip6tables 0 "$(timeout -k 1 5 ip6tables-save 2>/dev/null | grep -E 'DROP|REJECT')"
    fi
    if [ -d /sys/module/nf_tables ]; then
        say firewall nft 0 "$(timeout -k 1 5 nft list ruleset 2>/dev/null | grep -E 'drop|reject')"
    fi
}

# network: writes addresses, interfaces and what listens.
network() {
    probe addresses '' ip -o addr show
    probe links '' ip -o link show
    probe listeners '' ss -tlnp
}
