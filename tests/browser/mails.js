// The HTML part of every mail: see tests/browser/mails.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const { execFileSync } = require('child_process');

const { launch, open } = require('./browser.js');
const { accessible, pictured } = require('./inspect.js');
const tap = require('./tap.js');

const KINDS = 'confirmation released reminder link repeated thanks consent withdrawal'.split(' ');
const LANGUAGES = ['en', 'ar', 'es', 'ht', 'zh-Hans'];
const LOOKED_AT = ['en', 'ar'];
// A narrow client and a wide one.
const WIDTHS = { phone: 320, desk: 1000 };
const WIDE = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle'.repeat(2);
const PETITION = ['Slug: wide', '', WIDE, '', WIDE, '', 'The text.', '', `To: ${WIDE}`];

function preview(...args) {
  return execFileSync(process.env.BIN, ['mail', 'preview', ...args, '--html'], {
    encoding: 'utf8',
  });
}

// The mail in the window fits, loads nothing, and is in its language.
async function fits(window, width, name) {
  const { page, seen } = window;
  const { requests, complaints } = seen();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);

  tap.equal(requests.length, 1, `${name}: loads nothing`);
  tap.equal(complaints, [], `${name}: no complaint of the browser`);
  tap.ok(wide <= width, `${name}: fits`, `${wide} px wide`);
}

async function show(browser, window, place, name, html) {
  const { page } = window;

  await page.unroute('**/*');
  await page.route('**/*', (route) =>
    route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' })
  );
  await page.goto(`${process.env.URL}/mail`);
  await fits(window, WIDTHS[place], `${place} ${name}`);
}

// Mails have no background of their own, so that a client shows them in its colours; axe takes it for
// white whatever the scheme.
function on_canvas(page) {
  const style = '<style>html{background-color:Canvas;color:CanvasText}</style></head>';

  return {
    url: () => page.url(),
    content: async () => (await page.content()).replace('</head>', style),
  };
}

async function everywhere(browser, place) {
  const window = await open(browser, place);

  await window.page.setViewportSize({ width: WIDTHS[place], height: 700 });
  for (const kind of KINDS) {
    for (const language of LANGUAGES) {
      const name = `mail-${kind}-${language}`;
      await show(browser, window, place, name, preview(kind, '--lang', language));
      if (!LOOKED_AT.includes(language)) continue;
      await pictured(place, name, window.page);
      if (place === 'phone') await accessible(browser, place, name, on_canvas(window.page));
    }
    await show(browser, window, place, `${kind}, wide words`, preview(kind, '--petition', 'wide'));
  }
  await window.context.close();
}

async function tests() {
  const letter = [...PETITION, 'From: [Your Name]', '', 'Please.', ''].join('\n');
  execFileSync(process.env.BIN, ['import', '-'], { input: letter, stdio: ['pipe', 'ignore'] });
  const browser = await launch();

  try {
    for (const place of Object.keys(WIDTHS)) await everywhere(browser, place);
  } finally {
    await browser.close();
  }
}

tap.run(tests);
