# Mail that is owed, each minute, and each night what is too old: nothing before the site has been
# configured and `undersigned setup` has made its secret. Where the program `sign` runs all the
# time it sends mail by itself ([mail] couriers); this one then finds little to do.
SHELL=/bin/sh
PATH=/usr/bin:/bin

* * * * * www-data test -r /etc/undersigned/undersigned.secret && undersigned mail --once
23 3 * * * www-data test -r /etc/undersigned/undersigned.secret && undersigned purge
