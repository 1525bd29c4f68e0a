// A signer's own page: see tests/browser/own_page.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const path = require('path');
const { execFileSync } = require('child_process');

const { WIDTHS, launch, open } = require('./browser.js');
const inspection = require('./inspect.js');
const { link_to } = require('./mail.js');
const tap = require('./tap.js');
const { words_in } = require('./words.js');

const SITE = { site: 'Undersigned' };
const EXAMPLE = path.join(__dirname, '../../doc/examples/petition.txt');
const LANGUAGES = ['en', 'es', 'zh-Hans', 'ht', 'ar'];

// The language that this round is in.
let code;
let word;

function inspect(browser, place, name, window, wanted) {
  return inspection.inspect(browser, place, `${name}-${code}`, window, wanted);
}

function own_title() {
  return word('page.signature_title', SITE);
}

function address_of(place) {
  return `${place}-${code.toLowerCase()}-own@example.org`;
}

// Presses what submits or follows, and waits for the page that comes of it.
async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

function action(name) {
  return `button[value=${name}]`;
}

function heading(page) {
  return page.textContent('h1');
}

function notice(page) {
  return page.textContent('.notice');
}

// Opens the part of the page that holds the button, as a signer without JavaScript does.
async function unfold(page, name) {
  await page.click(`details:has(${action(name)}) > summary`);
}

async function sign(page, slug, email) {
  await page.goto(`${process.env.URL}/petition/${slug}?lang=${code}`);
  await page.fill('#given_name', 'Zoë');
  await page.fill('#family_name', 'O’Connor');
  await page.fill('#email', email);
  await page.fill('#postal_code', 'D02 X285');
  await page.selectOption('#country', 'IE');
  await page.fill('#comment', 'My neighbor was taken at dawn.');
  await page.check('#show_name');
  await press(page, '#sign form .button');
}

async function change(browser, place, window) {
  const { page } = window;
  const shows = { status: 200, title: own_title() };

  await press(page, action('hide_name'));
  tap.equal(await notice(page), word('notice.hide_name'), `${place} ${code}: the name is hidden`);
  await unfold(page, 'consents');
  await page.check('input[name^=consent-] >> nth=1');
  await press(page, action('consents'));
  tap.equal(await notice(page), word('notice.consents'), `${place} ${code}: a consent is given`);
  tap.ok(await page.isChecked('input[name^=consent-] >> nth=1'), `${place} ${code}: and holds`);
  for (const name of ['consents', 'comment', 'correct', 'withdraw', 'erase', 'disown'])
    await unfold(page, name);
  window.seen();
  await page.reload();
  for (const name of ['consents', 'comment', 'correct', 'withdraw', 'erase', 'disown'])
    await unfold(page, name);
  await inspect(browser, place, 'own-unfolded', window, shows);

  await page.fill('#postal_code', '');
  await page.fill('#given_name', '');
  await press(page, action('correct'));
  tap.equal(
    await page.evaluate(() => document.activeElement.className),
    'errors',
    `${place} ${code}: the summary of errors has the focus`
  );
  await inspect(browser, place, 'own-errors', window, {
    status: 422,
    title: word('page.error_title', { title: own_title(), ...SITE }),
  });
  await page.locator('.errors a').first().click();
  tap.equal(
    await page.evaluate(() => document.activeElement.id),
    'given_name',
    `${place} ${code}: and leads to the field`
  );
  await page.fill('#given_name', 'Zoë Ann');
  await page.fill('#postal_code', 'D04 V1W8');
  await press(page, action('correct'));
  tap.equal(await notice(page), word('notice.correct'), `${place} ${code}: the name is corrected`);
  tap.ok((await page.textContent('.signed')).includes('Zoë Ann'), `${place} ${code}: in the letter, too`);
}

async function see_data(browser, place, window) {
  const { page } = window;

  window.seen();
  await press(page, 'a[href$="/data"]');
  tap.ok((await page.textContent('main')).includes(address_of(place)), `${place} ${code}: data`);
  await inspect(browser, place, 'own-data', window, { status: 200, title: own_title() });
  await page.goBack();
}

async function leave(browser, place, window) {
  const { page } = window;
  const shows = { status: 200, title: own_title() };

  await unfold(page, 'withdraw');
  window.seen();
  await press(page, action('withdraw'));
  tap.equal(await heading(page), word('signature.withdrawn_title'), `${place} ${code}: withdrawn`);
  await inspect(browser, place, 'own-withdrawn', window, shows);
  await page.fill('#given_name', 'Zoë');
  await page.fill('#family_name', 'O’Connor');
  await page.fill('#email', address_of(place));
  await page.fill('#postal_code', 'D02 X285');
  await page.selectOption('#country', 'IE');
  window.seen();
  await press(page, action('sign_again'));
  tap.equal(await heading(page), word('thanks.title'), `${place} ${code}: signed again`);
  await inspect(browser, place, 'own-again', window, shows);
  await unfold(page, 'erase');
  window.seen();
  await press(page, action('erase'));
  tap.equal(await heading(page), word('signature.erased_title'), `${place} ${code}: erased`);
  await inspect(browser, place, 'own-erased', window, shows);
}

async function other_ways(browser, place, window, link) {
  const { page } = window;
  const way = { status: 200, title: word('page.problem_title', { title: word('way.title'), ...SITE }) };

  window.seen();
  await page.goto(`${link.slice(0, -9)}?lang=${code}`);
  await inspect(browser, place, 'no-link', window, {
    status: 404,
    title: word('page.problem_title', { title: word('problem.token_title'), ...SITE }),
  });
  await page.goto(`${process.env.URL}/signature?lang=${code}`);
  await inspect(browser, place, 'way', window, way);
  await page.fill('#email', address_of(place));
  await page.fill('#code', 'AAAA-AAAA');
  await press(page, action('open'));
  await inspect(browser, place, 'way-wrong', window, {
    status: 422,
    title: word('page.error_title', { title: word('way.title'), ...SITE }),
  });
  await page.fill('#address', address_of(place));
  window.seen();
  await press(page, action('link'));
  tap.equal(await notice(page), word('notice.link'), `${place} ${code}: the link is sent, if there is one`);
  await inspect(browser, place, 'way-sent', window, way);
}

async function life(browser, place, slug) {
  const window = await open(browser, place);
  const { page } = window;

  await sign(page, slug, address_of(place));
  const link = await link_to(address_of(place));
  await page.goto(link);
  await press(page, action('confirm'));
  window.seen();
  await page.goto(link);
  await inspect(browser, place, 'own', window, { status: 200, title: own_title() });
  await change(browser, place, window);
  await see_data(browser, place, window);
  await leave(browser, place, window);
  await other_ways(browser, place, window, link);
  await window.context.close();
}

tap.run(async () => {
  const browser = await launch();
  const said = execFileSync(process.env.BIN, ['import', EXAMPLE], { encoding: 'utf8' });

  try {
    for (code of LANGUAGES) {
      word = words_in(code);
      for (const place of Object.keys(WIDTHS)) await life(browser, place, said.split('\t')[0]);
    }
  } finally {
    await browser.close();
  }
});
