# Makes stamps and tokens from a site's secret, as lib/secret.c does: old ones, and of rows that
# never were.
# SPDX-License-Identifier: AGPL-3.0-or-later

import hashlib
import os

TOKEN, STAMP = 1, 3


class Forge:
    def __init__(self, site):
        with open(os.path.join(site.folder, "undersigned.secret")) as file:
            self._master = bytes.fromhex(file.read().strip())

    def _hash(self, use, content):
        # libsodium's crypto_kdf_derive_from_key is BLAKE2b with the number of the key as salt.
        key = hashlib.blake2b(
            digest_size=32, key=self._master, salt=use.to_bytes(8, "little"), person=b"undersgn"
        ).digest()
        return hashlib.blake2b(content, digest_size=16, key=key).digest()

    def stamp(self, petition, time):
        shown = int(time).to_bytes(8, "big")
        return (shown + self._hash(STAMP, petition.to_bytes(8, "big") + shown)).hex()

    def token(self, petition, signature, nonce):
        numbers = petition.to_bytes(3, "big") + signature.to_bytes(5, "big")
        numbers += nonce.to_bytes(6, "big")
        return (numbers + self._hash(TOKEN, numbers)).hex()
