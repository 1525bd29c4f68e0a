#!/bin/sh
# A program in an account of a shared host: ~/public_html/cgi-bin/petition, mode 755.
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Beside it the same file under the names sign and signature. suEXEC runs only what is the account's
# own and writable for nobody else, and hands on no settings: so they are here.
#
# To change: /home/you, which is what ./configure --prefix=$HOME/petition made of $HOME.

export UNDERSIGNED_CONF=/home/you/petition/etc/undersigned.conf
exec "/home/you/petition/cgi-bin/${0##*/}"
