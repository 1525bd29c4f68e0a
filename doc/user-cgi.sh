#!/bin/sh
# A program in an account of a shared host: ~/public_html/cgi-bin/petition, and the same file under
# the names sign and signature, mode 755. suEXEC runs only what is the account's own file and writable
# for nobody else, and hands on no settings: so they are here.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# To change: /home/you, which is what ./configure --prefix=$HOME/petition made of $HOME.

export UNDERSIGNED_CONF=/home/you/petition/etc/undersigned.conf
exec "/home/you/petition/cgi-bin/${0##*/}"
