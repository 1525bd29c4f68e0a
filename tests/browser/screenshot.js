// The picture of README.md: the example petition on a desk, on its way to its goal.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const path = require('path');
const { execFileSync } = require('child_process');

const { launch, open } = require('./browser.js');

const SIGNATURES = 9417;
const TESTS = path.join(__dirname, '..');

function sign_many(slug) {
  const crowd = path.join(TESTS, 'bench/crowd.sql');
  const values = ['-v', `slug=${slug}`, '-v', `signatures=${SIGNATURES}`];
  execFileSync('psql', ['-Xq', process.env.PGURI, ...values, '-f', crowd]);
}

async function main() {
  const petition = path.join(TESTS, '../doc/examples/petition.txt');
  const said = execFileSync(process.env.BIN, ['import', petition], { encoding: 'utf8' });
  const [slug, address] = said.trim().split('\t');
  const browser = await launch();
  const { page } = await open(browser, 'desk');

  try {
    sign_many(slug);
    await page.setViewportSize({ width: 1280, height: 1120 });
    await page.goto(address);
    await page.screenshot({ path: process.argv[2], caret: 'initial' });
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
