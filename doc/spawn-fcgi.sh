#!/bin/sh
# One program on its socket where no systemd is: what runit, daemontools, OpenRC or cron's @reboot run.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# apt-get install spawn-fcgi multiwatch; as root, for each of petition, sign and signature:
#
#     mkdir -p /run/undersigned && spawn-fcgi.sh petition
#
# multiwatch keeps the socket open and two processes at it, and starts one again that has ended. After
# an update let them go one after the other, and nobody's request is lost:
#
#     for pid in $(pgrep -x petition); do kill $pid; sleep 1; done

export UNDERSIGNED_CONF=/usr/local/etc/undersigned.conf
# Kept from the last time it stands in the way.
rm -f "/run/undersigned/$1.sock"
exec spawn-fcgi -n -s "/run/undersigned/$1.sock" -M 0660 -b 1024 \
	-U www-data -G www-data -u www-data -g www-data -- \
	/usr/bin/multiwatch -f 2 -t 100 -s TERM -- "/usr/local/cgi-bin/$1"
