// What is asked of every page, whatever it shows.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const path = require('path');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { open } = require('./browser.js');
const tap = require('./tap.js');

const SCHEMES = ['light', 'dark'];

// The same bytes at the same address in a window with JavaScript: axe needs it, our pages do not.
async function axe_open(browser, place, url, content) {
  const twin = await open(browser, place, { javaScriptEnabled: true });

  await twin.page.route('**/*', (route) =>
    route.fulfill({ body: content, contentType: 'text/html; charset=utf-8' })
  );
  await twin.page.goto(url);
  await twin.page.evaluate(`${axe};0`);
  return twin;
}

function violation_text({ id, help, nodes }) {
  const places = nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`);
  return [`${id}: ${help}`, ...places];
}

async function accessible(browser, place, name, page) {
  const twin = await axe_open(browser, place, page.url(), await page.content());

  for (const colorScheme of SCHEMES) {
    await twin.page.emulateMedia({ colorScheme });
    const { violations, passes } = await twin.page.evaluate(() => axe.run());
    const found = violations.flatMap(violation_text).join('\n');
    tap.ok(!found && passes.length > 0, `${place} ${name}: accessible when ${colorScheme}`, found);
  }
  await twin.context.close();
}

async function pictured(place, name, page) {
  fs.mkdirSync(process.env.SCREENSHOTS, { recursive: true });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: path.join(process.env.SCREENSHOTS, `${name}-${place}-${colorScheme}.png`),
      fullPage: true,
      // Hiding it would need a style that the page's own policy forbids.
      caret: 'initial',
    });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

// The page in the window is there with that status and that title, asked for nothing but itself,
// set no cookie, broke no rule of its policy, fits the window, and everybody can use it.
async function inspect(browser, place, name, window, { status, title }) {
  const { context, page, seen } = window;
  const { requests, complaints } = seen();
  const answers = requests.filter((request) => !request.redirectedTo());
  const strangers = requests.filter((request) => !request.url().startsWith(process.env.URL));
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  );

  tap.equal(answers.length, 1, `${place} ${name}: one request`);
  tap.equal((await answers.at(-1).response()).status(), status, `${place} ${name}: its status`);
  tap.equal(await page.title(), title, `${place} ${name}: its title`);
  tap.equal(strangers.map((request) => request.url()), [], `${place} ${name}: no other host`);
  tap.equal(await context.cookies(), [], `${place} ${name}: no cookie`);
  tap.equal(complaints, [], `${place} ${name}: no complaint of the browser`);
  tap.ok(overflow <= 0, `${place} ${name}: no wider than the window`, `${overflow} px wider`);
  await pictured(place, name, page);
  await accessible(browser, place, name, page);
  tap.equal(seen().complaints, [], `${place} ${name}: no complaint of the browser afterwards`);
}

module.exports = { accessible, inspect, pictured };
