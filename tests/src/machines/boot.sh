# Process 1 of a node: makes the node's root out of a directory, gets its network, starts sshd, and waits.
#
# Arguments: the directory, the node's name, the program that plays all others.
# Standard input: one line with its addresses once the network is there, an empty one where it has none of its own.
# Standard output: the process number as the outside sees it, then `ready`. When the standard input closes, the node ends.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
read -r pid rest < /proc/self/stat
echo "$pid"

root=$1
echo "$2" > /proc/sys/kernel/hostname
mount --bind "$root" "$root"
cd "$root"
# Merged systems have links for them, others directories.
for system in usr bin sbin lib lib32 lib64 libx32; do
    if [ -d "/$system" ] && [ ! -L "/$system" ]; then
        mount -o bind,ro "/$system" "$system"
    fi
done
mount --bind opt/local usr/local
mount --bind "$3" usr/local/libexec/scripted
[ ! -d /etc/alternatives ] || mount -o bind,ro /etc/alternatives etc/alternatives
# Small, so that it can be filled; what fills it lies beside the snippets directory.
mount -t tmpfs -o size=4m,mode=755 tmpfs var/disk
mkdir var/disk/snippets
mount --bind var/disk/snippets etc/drbd-reactor.d
mount -t proc proc proc
# The kernel has no NFS server here, but a file may say that it has.
mount -t tmpfs -o size=1m,mode=755 tmpfs proc/fs
mount -t tmpfs -o size=1m,mode=755 tmpfs dev
for device in null:3 zero:5 full:7 random:8 urandom:9; do
    file=dev/${device%:*}
    # Who is root in a namespace only makes no devices, but may borrow them.
    mknod -m 666 "$file" c 1 "${device#*:}" 2> /dev/null || { : > "$file"; mount --bind "/$file" "$file"; }
done
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
pivot_root . .
umount -l .
cd /

read -r own services
if [ -n "$own" ]; then
    {
        printf '%s\n' "link set lo up" "addr add $own dev eth0" "link set eth0 up"
        printf '%s\n' "link add eth1 type veth peer name peer" "link set eth1 up" "link set peer up"
        for address in $services; do
            case $address in
                *:*) echo "addr add $address dev eth1 nodad" ;;
                *) echo "addr add $address dev eth1" ;;
            esac
        done
    } | ip -batch -
fi
/usr/sbin/sshd -f /etc/ssh/sshd_config
echo ready
# Whoever is left without a parent becomes a child of this process, and none of them may stay a zombie.
trap '' CHLD
exec cat > /dev/null
