// The words that the pages show: html/words/, so that no test repeats them.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const path = require('path');

function read(code) {
  const file = path.join(__dirname, `../../html/words/${code}.ini`);
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
  return words;
}

const read_already = new Map();

// words_in('es')('count.signed.other', { count: '2' })
function words_in(code) {
  if (!read_already.has(code)) read_already.set(code, read(code));
  const words = read_already.get(code);

  return (wanted, values = {}) => {
    if (!words.has(wanted)) throw new Error(`${code}.ini has no ${wanted}`);
    return words.get(wanted).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  };
}

module.exports = { word: words_in('en'), words_in };
