// The words that the pages show: html/words/en.ini, so that no test repeats them.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const path = require('path');

const file = path.join(__dirname, '../../html/words/en.ini');
const words = new Map();

let section = '';
let name = '';
for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
  if (line.startsWith('[')) section = line.slice(1, line.indexOf(']'));
  else if (/^\s+\S/.test(line)) words.set(name, `${words.get(name)} ${line.trim()}`);
  else if (/^\w[^;]*=/.test(line)) {
    const at = line.indexOf('=');
    name = `${section}.${line.slice(0, at).trim()}`;
    words.set(name, line.slice(at + 1).trim());
  }
}

// word('count.signed.other', { count: '2' })
function word(wanted, values = {}) {
  if (!words.has(wanted)) throw new Error(`${file} has no ${wanted}`);
  return words.get(wanted).replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

module.exports = { word };
