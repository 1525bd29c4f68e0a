// Counts what holds and what does not, in the Test Anything Protocol.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

let number = 0;
let failed = 0;

function comment(detail) {
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail, null, 1);
  console.log(text.replace(/^/gm, '# '));
}

function ok(holds, name, detail) {
  number += 1;
  console.log(`${holds ? 'ok' : 'not ok'} ${number} - ${name}`);
  if (!holds) {
    failed += 1;
    if (detail !== undefined) comment(detail);
  }
}

function equal(is, expected, name) {
  const [left, right] = [is, expected].map((value) => JSON.stringify(value));
  ok(left === right, name, `is ${left}, expected ${right}`);
}

// What is told and not judged.
function note(...details) {
  details.forEach(comment);
}

// Runs the tests; what they throw is one more that failed.
async function run(tests) {
  try {
    await tests();
  } catch (error) {
    ok(false, 'the tests ran to their end', error.stack);
  }
  console.log(`1..${number}`);
  process.exitCode = failed ? 1 : 0;
}

module.exports = { equal, note, ok, run };
