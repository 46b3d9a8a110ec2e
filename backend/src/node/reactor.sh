# Runs on a node, as root: sh -c SCRIPT sds-gateway VERB DIRECTORY PROGRAM SERVICES ARGUMENT…
#
# PROGRAM is how many seconds a program may take, SERVICES how many services may take to start or to stop.
#
# Everything that differs comes as an argument or by standard input, and is quoted wherever it is used. Names arrive
# checked: one step of a path, with neither a dot nor a dash in front. Every answer is a list of lines `sds:KEY BASE64`,
# so that no content can be mistaken for another, and what a login's shell prints on its own is none. Done twice,
# everything is the same as once. Many nodes share few cores where this is tried, so what the shell can do itself is not
# left to a program.
set -u
# Redirections write no file that is there already, and follow no link: every file is here and nowhere else.
set -C
umask 077
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
# When the connection breaks nobody reads any more. What was begun is brought to its end all the same.
trap '' PIPE HUP
exec 3>&1

verb=$1 dir=$2 soon=$3 services=$4
shift 4

# Exit codes that mean something to the caller.
MISSING=11 APPEARED=12 LATE=13 MEDDLED=14 BUSY=15 UNSTEADY=16

say() { # KEY, with its value on standard input
    printf 'sds:%s ' "$1"
    base64 -w0
    echo
}

die() { # CODE MESSAGE
    printf '%s\n' "$2" >&2
    exit "$1"
}

# Whoever lost the connection asks again while the first call is still at work: calls about one snippet wait for each
# other.
lock() { # NAME
    [ -d /run/sds-gateway ] || mkdir -p -- /run/sds-gateway || exit 1
    exec 9>>"/run/sds-gateway/$1.lock" || exit 1
    flock -w "$services" 9 || exit $BUSY
}

# Runs a program that may hang, and says which one was late. `timeout` exits with 124 when time is up, and with 137 when
# it had to kill.
within() { # SECONDS PROGRAM ARGUMENT…
    timeout -k 5 "$@" 3>&- 9>&-
    code=$?
    case $code in
        124 | 137)
            printf '%s %s' "$1" "$2" | say late >&3
            exit $LATE
            ;;
    esac
    return $code
}

# Runs a program whose words nobody but people understand. It writes to us and not to the connection, which may break:
# the program would end at its next word, in the middle of its work.
quietly() { # SECONDS PROGRAM ARGUMENT…
    said=$(within "$@" 2>&1)
    code=$?
    [ -z "$said" ] || printf '%s\n' "$said" >&2
    [ $code -ne $LATE ] || exit $LATE
    return $code
}

# Without a context the program would reach for other nodes on its own.
ctl() { # SECONDS ARGUMENT…
    seconds=$1
    shift
    quietly "$seconds" drbd-reactorctl --context none "$@"
}

reload() {
    quietly "$soon" systemctl reload drbd-reactor.service
}

# Renames and removals survive a power cut only after this.
sync_directory() {
    sync -- "$dir"
}

is_there() {
    [ -e "$1" ] || [ -L "$1" ]
}

# Leaves what somebody else has written meanwhile.
refuse_unless() { # FILE HASH…, the hashes of the contents that it may have
    is_there "$1" || return 0
    file=$1
    found=$(sha256sum <"$file") || exit 1
    shift
    for hash; do
        if [ "${found%% *}" = "$hash" ]; then return 0; fi
    done
    die $MEDDLED "$file"
}

# How units are doing; their names come by standard input, each ended by NUL. Where systemd does not say, nobody may
# take a unit for inactive. Of very many names `xargs` makes several calls, and their answers need a line in between.
say_units() {
    units=$(within "$soon" xargs -0 -r sh -c 'TZ=UTC systemctl show --property=Id,LoadState,ActiveState,FreezerState,StateChangeTimestamp -- "$@" && echo' sh) ||
        exit $?
    printf '%s\n' "$units" | say units
}

case $verb in
probe)
    file=$dir/preflight.sds-unfinished
    if is_there "$file"; then rm -f -- "$file" || exit 1; fi
    # On a full disk there may be room for a name, and none for what belongs to it.
    head -c 65536 /dev/zero >"$file"
    code=$?
    rm -f -- "$file" || exit 1
    exit $code
    ;;

survey) # with the names of units on standard input
    cd -- "$dir" || exit 1
    here=$(pwd -P)
    for file in * .[!.]* ..?*; do
        if is_there "$file"; then printf '%s\0' "$file"; fi
    done | say names
    set --
    for file in *.toml .*.toml *.toml.disabled .*.toml.disabled; do
        [ -f "$file" ] || continue
        if [ -L "$file" ]; then
            case $(readlink -f -- "$file") in
                "$here"/*) ;;
                *)
                    printf '%s' "$file" | say leads-out
                    continue
                    ;;
            esac
        fi
        set -- "$@" "$file"
    done
    if [ $# -gt 0 ]; then sha256sum -z -- "$@" 2>/dev/null | say hashes; fi
    # One that got another name meanwhile would be missed under both.
    for file; do is_there "$file" || exit $UNSTEADY; done
    say_units
    # Targets that run although no snippet names their resource.
    targets=$(within "$soon" systemctl list-units --all --plain --no-legend --full 'drbd-services@*.target') ||
        exit $?
    printf '%s' "$targets" | say targets
    # Where DRBD is not there or does not answer, nothing is said of it.
    drbd=$(timeout -k 5 "$soon" drbdadm status --json 2>/dev/null || timeout -k 5 "$soon" drbdsetup status --json 2>/dev/null)
    printf '%s' "$drbd" | say drbd
    ;;

look) # NAME, with the names of units on standard input
    if is_there "$dir/$1.toml"; then say enabled <"$dir/$1.toml" || exit 1; fi
    if is_there "$dir/$1.toml.disabled"; then say disabled <"$dir/$1.toml.disabled" || exit 1; fi
    # One that was enabled between the two questions is there all the same; it then counts as the enabled one.
    if is_there "$dir/$1.toml"; then say enabled <"$dir/$1.toml" || exit 1; fi
    say_units
    ;;

units) # with their names on standard input
    say_units
    ;;

read) # with the names of files on standard input, each ended by NUL
    cd -- "$dir" || exit 1
    xargs -0 -r sh -c '
        for file; do
            if [ ! -e "$file" ]; then exit 255; fi
            printf "sds:%s " "$(printf "%s" "$file" | base64 -w0)"
            base64 -w0 <"$file" || exit 1
            echo
        done' sh
    code=$?
    # What `xargs` makes of 255, with which it also begins no further call.
    [ $code -ne 124 ] || exit $UNSTEADY
    exit $code
    ;;

put) # NAME SUFFIX HASH HASH…, with the content of the first hash on standard input, instead of one of the others
    lock "$1"
    unfinished=$dir/$1.sds-unfinished destination=$dir/$1$2 name=$1 content=$3
    shift 2
    refuse_unless "$dir/$name.toml" "$@"
    refuse_unless "$dir/$name.toml.disabled" "$@"
    if is_there "$unfinished"; then rm -f -- "$unfinished" || exit 1; fi
    cat >"$unfinished"
    # A connection that breaks ends the input early: what did not arrive whole never gets a name that the daemon reads.
    found=$(sha256sum <"$unfinished") || exit 1
    if [ "${found%% *}" != "$content" ]; then
        rm -f -- "$unfinished"
        die 1 "the file did not arrive whole"
    fi
    if ! { sync -- "$unfinished" && mv -fT -- "$unfinished" "$destination" && sync_directory; }; then
        rm -f -- "$unfinished"
        exit 1
    fi
    say content <"$destination"
    ;;

enable) # NAME HASH
    lock "$1"
    enabled=$dir/$1.toml disabled=$dir/$1.toml.disabled
    if is_there "$disabled"; then
        if is_there "$enabled"; then die $APPEARED "$enabled"; fi
        refuse_unless "$disabled" "$2"
        ctl "$soon" enable "$1"
        code=$?
        # It exits with 0 whatever it did.
        if is_there "$disabled" || ! is_there "$enabled"; then die 1 "drbd-reactorctl has not enabled it"; fi
        sync_directory || exit 1
        # Enabled, and the daemon does not know it.
        exit $code
    elif is_there "$enabled"; then
        refuse_unless "$enabled" "$2"
        # It was enabled before, but perhaps nobody has told the daemon.
        reload
    else
        exit $MISSING
    fi
    ;;

disable) # NAME TARGET, with the names of units on standard input
    lock "$1"
    enabled=$dir/$1.toml disabled=$dir/$1.toml.disabled
    if is_there "$enabled"; then
        # The program would overwrite a disabled one: what nobody knows stays, under a name that nobody reads.
        if is_there "$disabled"; then mv -fT -- "$disabled" "$disabled.sds-aside"; fi
        ctl "$services" disable --now "$1"
        if is_there "$enabled"; then die 1 "drbd-reactorctl has not disabled it"; fi
        sync_directory
    fi
    # The program leaves this to the path unit where that runs, which may come too late: until the daemon knows, it starts
    # again what was stopped.
    reload
    # What an earlier file left behind, or what the program did not stop because the snippet does not parse. A target
    # that is not loaded does not run; whether it has stopped is seen by looking.
    quietly "$services" systemctl stop -- "$2"
    say_units
    ;;

discard) # NAME
    lock "$1"
    rm -f -- "$dir/$1.toml.disabled" && sync_directory
    ;;

remove) # NAME
    lock "$1"
    was_enabled=no
    if is_there "$dir/$1.toml"; then was_enabled=yes; fi
    rm -f -- "$dir/$1.toml" "$dir/$1.toml.disabled" "$dir/$1.sds-unfinished" && sync_directory || exit 1
    if [ $was_enabled = yes ]; then reload; fi
    ;;

aside) # FILE: keeps what somebody else has written, under a name that nobody reads
    name=${1%.disabled}
    lock "${name%.toml}"
    if is_there "$dir/$1"; then cp -fT -- "$dir/$1" "$dir/$1.sds-aside" && sync -- "$dir/$1.sds-aside"; fi
    ;;

status) # NAME, with the names of units on standard input
    if is_there "$dir/$1.toml" || is_there "$dir/$1.toml.disabled"; then
        # `--json` is there since drbd-reactor 1.11.0.
        if answer=$(within "$soon" drbd-reactorctl --context none status --json "$1" 2>/dev/null); then
            printf '%s' "$answer" | say reactor
        elif [ $? -eq $LATE ]; then
            exit $LATE
        fi
    fi
    say_units
    ;;

evict) # NAME DELAY SECONDS KEEP
    lock "$1"
    if [ "$4" = yes ]; then
        ctl "$3" evict --delay "$2" --keep-masked "$1"
    else
        ctl "$3" evict --delay "$2" "$1"
    fi
    ;;

refuse) # TARGET
    quietly "$soon" systemctl mask --runtime -- "$1" && quietly "$soon" systemctl daemon-reload
    ;;

admit) # NAME TARGET
    lock "$1"
    # It removes the mask and starts the target, which fails by intent where a peer runs it; of a snippet that is not
    # enabled it does nothing.
    if is_there "$dir/$1.toml"; then ctl "$services" evict --unmask "$1"; fi
    quietly "$soon" systemctl unmask --runtime -- "$2" && quietly "$soon" systemctl daemon-reload || exit 1
    load=$(within "$soon" systemctl show --property=LoadState --value -- "$2") || exit $?
    case $load in
        masked) die 1 "the target is still masked" ;;
    esac
    ;;

install) # UNIT TEXT UNIT TEXT: the path unit first, which is started
    path=$1
    while [ $# -gt 0 ]; do
        file=/etc/systemd/system/$1
        rm -f -- "$file.sds-unfinished"
        printf '%s' "$2" >"$file.sds-unfinished" && chmod 0644 -- "$file.sds-unfinished" &&
            sync -- "$file.sds-unfinished" && mv -fT -- "$file.sds-unfinished" "$file" || exit 1
        shift 2
    done
    quietly "$soon" systemctl daemon-reload || exit 1
    # One that has failed stays so until it is told otherwise.
    quietly "$soon" systemctl reset-failed -- "$path"
    quietly "$soon" systemctl enable -- "$path" && quietly "$soon" systemctl restart -- "$path" || exit 1
    quietly "$soon" systemctl is-active --quiet -- "$path" || die 1 "$path does not become active"
    ;;

journal) # UNIT LINES
    journal=$(within "$soon" journalctl --no-pager --quiet --output=short-iso --lines="$2" --unit="$1") ||
        exit $?
    printf '%s\n' "$journal" | say journal
    ;;

*)
    die 2 "unknown verb"
    ;;
esac
