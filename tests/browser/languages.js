// A petition in each language, on a phone and on a desk: see tests/browser/languages.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const path = require('path');
const { execFileSync } = require('child_process');

const { WIDTHS, launch, open } = require('./browser.js');
const { inspect } = require('./inspect.js');
const { link_to } = require('./mail.js');
const tap = require('./tap.js');
const { words_in } = require('./words.js');

const EXAMPLES = path.join(__dirname, '../../doc/examples');
const LANGUAGES = { en: 'ltr', ar: 'rtl', es: 'ltr', ht: 'ltr', 'zh-Hans': 'ltr' };
const TEXTS = ['en', 'es'];
const TITLES = {
  en: 'Amazon: no more technology for deportations',
  es: 'Amazon: basta de tecnología para deportar',
};

function import_petition() {
  let said;
  for (const file of ['petition.txt', 'petition.es.txt'])
    said = execFileSync(process.env.BIN, ['import', path.join(EXAMPLES, file)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  return said.split('\t')[0];
}

// Words and their direction are the page's; the text says so where it has its own.
async function speaks(page, name, code) {
  const html = page.locator('html');
  const text = TEXTS.includes(code) ? code : 'en';
  const own = await page.locator('h1').getAttribute('lang');

  tap.equal(await html.getAttribute('lang'), code, `${name}: lang`);
  tap.equal(await html.getAttribute('dir'), LANGUAGES[code], `${name}: dir`);
  tap.equal(own, text === code ? null : text, `${name}: the language of the text`);
  tap.equal(await page.locator('h1').textContent(), TITLES[text], `${name}: the text`);
  tap.equal(
    await page.locator('#sign_title').textContent(),
    words_in(code)('form.title'),
    `${name}: the words`
  );
}

// Every link on the page keeps the language, but those to another one.
async function keeps(page, name, code) {
  const links = await page.locator('a:not([hreflang])[href^="/"], form').evaluateAll((found) =>
    found.map((each) => each.getAttribute('href') ?? each.getAttribute('action'))
  );
  const lost = links.filter((link) => !link.includes(`lang=${code}`));

  tap.equal(lost, [], `${name}: links keep the language`);
}

// What is written from right to left begins at the right.
async function mirrored(page, name) {
  const sides = await page.evaluate(() => {
    const side = (selector) => document.querySelector(selector).getBoundingClientRect();
    return { home: side('.top > a').right, nav: side('.top nav').left, width: innerWidth };
  });

  tap.ok(sides.home > sides.width / 2, `${name}: begins at the right`, sides);
}

// Signs in the language, and opens the mail's link: the signature's own page speaks it, too.
async function signs(browser, place, slug, code) {
  const window = await open(browser, place);
  const { page } = window;
  const name = `in-${code}-own`;
  const typed = {
    given_name: 'ليلى',
    family_name: 'O’Connor',
    email: `${place}-${code.toLowerCase()}@example.org`,
    postal_code: '10115',
  };
  const title = words_in(code)('page.signature_title', { site: 'Undersigned' });

  await page.goto(`${process.env.URL}/petition/${slug}?lang=${code}`);
  for (const [field, value] of Object.entries(typed)) await page.fill(`#${field}`, value);
  await page.selectOption('#country', 'DE');
  await Promise.all([page.waitForNavigation(), page.click('form .button')]);
  tap.ok(page.url().endsWith(`/thanks?lang=${code}`), `${place} ${name}: signed`, page.url());
  window.seen();
  await page.goto(await link_to(typed.email));
  await inspect(browser, place, name, window, { status: 200, title });
  tap.equal(await page.locator('html').getAttribute('lang'), code, `${place} ${name}: lang`);
  await Promise.all([page.waitForNavigation(), page.click('button[value=confirm]')]);
  await inspect(browser, place, `${name}-confirmed`, window, { status: 200, title });
  tap.equal(await page.locator('html').getAttribute('lang'), code, `${place} ${name}: stays`);
  await window.context.close();
}

async function visit(browser, place, slug, code) {
  const window = await open(browser, place);
  const { page } = window;
  const name = `in-${code}`;
  const text = TEXTS.includes(code) ? code : 'en';
  const title = words_in(code)('page.petition_title', {
    title: TITLES[text],
    site: 'Undersigned',
  });

  await page.goto(`${process.env.URL}/petition/${slug}?lang=${code}`);
  await inspect(browser, place, name, window, { status: 200, title });
  await speaks(page, `${place} ${name}`, code);
  await keeps(page, `${place} ${name}`, code);
  if (LANGUAGES[code] === 'rtl') await mirrored(page, `${place} ${name}`);
  await Promise.all([page.waitForNavigation(), page.click('form .button')]);
  await inspect(browser, place, `${name}-empty`, window, {
    status: 422,
    title: words_in(code)('page.error_title', { title: TITLES[text], site: 'Undersigned' }),
  });
  await page.goto(`${process.env.URL}/petition/${slug}/thanks?lang=${code}`);
  await inspect(browser, place, `${name}-thanks`, window, {
    status: 200,
    title: words_in(code)('page.thanks_title', { site: 'Undersigned' }),
  });
  await window.context.close();
}

// From the list to the petition in another language by the links on the pages alone.
async function switches(browser, slug) {
  const window = await open(browser, 'desk', { locale: 'es-MX' });
  const { page } = window;

  await page.goto(`${process.env.URL}/petition`);
  tap.equal(await page.locator('h1').textContent(), words_in('es')('list.title'), 'by header');
  await Promise.all([page.waitForNavigation(), page.click('nav a[hreflang=ar]')]);
  await Promise.all([page.waitForNavigation(), page.click(`a[href*="${slug}"]`)]);
  tap.equal(await page.locator('html').getAttribute('lang'), 'ar', 'switched: the words');
  tap.equal(await page.locator('h1').textContent(), TITLES.es, 'switched: the text by header');
  tap.equal(
    await page.locator('nav [aria-current]').getAttribute('hreflang'),
    'ar',
    'switched: the link says which is shown'
  );
  await window.context.close();
}

async function tests() {
  const slug = import_petition();
  const browser = await launch();

  try {
    for (const place of Object.keys(WIDTHS))
      for (const code of Object.keys(LANGUAGES)) {
        await visit(browser, place, slug, code);
        await signs(browser, place, slug, code);
      }
    await switches(browser, slug);
  } finally {
    await browser.close();
  }
}

tap.run(tests);
