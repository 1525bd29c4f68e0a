#!/bin/sh
# Undersigned as plain CGI behind busybox httpd, the least server that does.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# For a small board behind a proxy that has the certificate:
#
#     mkdir -p /srv/petition && ln -s /usr/local/cgi-bin /srv/petition/cgi-bin
#
# busybox 1.35 or newer: earlier ones keep headers from the programs. Each request starts a program,
# which knows only the proxy's address: name it in [server] proxies. url in undersigned.conf ends in
# /cgi-bin, and cron sends the mail.

export UNDERSIGNED_CONF=/usr/local/etc/undersigned.conf
exec busybox httpd -f -p 127.0.0.1:80 -u www-data:www-data -h /srv/petition
