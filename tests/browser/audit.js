// Lighthouse's scores of the page of a petition: see tests/browser/audit.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const net = require('net');
const path = require('path');
const { execFileSync } = require('child_process');

const lighthouse = require('lighthouse/core/index.cjs');

const { launch } = require('./browser.js');
const tap = require('./tap.js');

const EXAMPLE = path.join(__dirname, '../../doc/examples/petition.txt');
// Not the list: robots.txt is asked for from inside the page, which its policy forbids there.
const PAGES = { petition: '/petition/amazon-ice', arabic: '/petition/amazon-ice?lang=ar' };
const DESK = {
  formFactor: 'desktop',
  screenEmulation: { mobile: false, width: 1280, height: 900, deviceScaleFactor: 1 },
  throttling: { rttMs: 40, throughputKbps: 10240, cpuSlowdownMultiplier: 1 },
};
// Lighthouse's own phone on a slow network.
const PLACES = { phone: {}, desk: DESK };
const WHOLE = ['accessibility', 'best-practices', 'seo'];
const QUICK = 98;
const TRIES = 3;

function free_port() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// The scores of one look, from 0 to 100; its report stays beside the screenshots.
async function look(port, place, name) {
  const { lhr, report } = await lighthouse(
    process.env.URL + PAGES[name],
    { port, output: 'html', logLevel: 'silent', onlyCategories: [...WHOLE, 'performance'] },
    { extends: 'lighthouse:default', settings: PLACES[place] }
  );
  const scores = Object.entries(lhr.categories).map(([key, { score }]) => [
    key,
    Math.round(100 * score),
  ]);
  const faults = Object.values(lhr.audits)
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, title }) => `${id}: ${title}`);

  fs.mkdirSync(process.env.SCREENSHOTS, { recursive: true });
  fs.writeFileSync(path.join(process.env.SCREENSHOTS, `lighthouse-${name}-${place}.html`), report);
  return { scores: Object.fromEntries(scores), faults };
}

// A busy machine makes a page slow, none makes it quick: the best of some looks is told. It is no check:
// the same page has other scores on another machine.
async function judge(port, place, name) {
  let best = await look(port, place, name);

  for (let tries = 1; tries < TRIES && best.scores.performance < QUICK; tries++) {
    const again = await look(port, place, name);
    if (again.scores.performance > best.scores.performance) best = again;
  }
  for (const key of WHOLE)
    tap.ok(best.scores[key] === 100, `${place} ${name}: ${key} 100`, best);
  tap.note(`${place} ${name}: performance ${best.scores.performance}`, best.faults);
}

async function tests() {
  execFileSync(process.env.BIN, ['import', EXAMPLE], { stdio: 'ignore' });
  const port = await free_port();
  const browser = await launch([`--remote-debugging-port=${port}`]);

  try {
    for (const place of Object.keys(PLACES))
      for (const name of Object.keys(PAGES)) await judge(port, place, name);
  } finally {
    await browser.close();
  }
}

tap.run(tests);
