// The mails of a private site: one file each in MAILDIR.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const path = require('path');

const PATIENCE = 90000;

function decoded(content) {
  return content
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

// The link to the signature in the mail to that address, once it is there.
async function link_to(address) {
  const folder = process.env.MAILDIR;
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    for (const name of fs.readdirSync(folder)) {
      const content = fs.readFileSync(path.join(folder, name), 'latin1');
      const found = /https?:\/\/\S+\/signature\/[\w.~-]+/.exec(decoded(content));
      if (content.includes(address) && found) return found[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail to ${address} has come`);
}

module.exports = { link_to };
