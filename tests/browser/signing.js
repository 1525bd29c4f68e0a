// The whole way of a signature in a browser: see tests/browser/signing.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');

const { WIDTHS, launch, open, requests_asked } = require('./browser.js');
const { inspect } = require('./inspect.js');
const { link_to } = require('./mail.js');
const tap = require('./tap.js');
const { word } = require('./words.js');

const SITE = { site: 'Undersigned' };
const EXAMPLE = path.join(__dirname, '../../doc/examples/petition.txt');
const REQUIRED = ['given_name', 'email', 'postal_code', 'country'];

const signer = {
  given_name: 'Zoë',
  family_name: 'O’Connor & <Søn>',
  postal_code: 'D02 X285',
  country: 'IE',
  comment: 'My neighbor was taken at dawn.\n\nNever again.',
};

// Imports the example petition, changed; what the pages must show of it.
function petition_import(change = (text) => text) {
  const text = change(fs.readFileSync(EXAMPLE, 'utf8'));
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'petition-')), 'petition.txt');
  fs.writeFileSync(file, text);
  const said = execFileSync(process.env.BIN, ['import', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  fs.rmSync(path.dirname(file), { recursive: true });
  const [title, target] = text.split('\n').filter((line) => line && !/^[A-Z]\w+: \S+$/.test(line));
  return { slug: said.split('\t')[0], title, target, letter: text.trimEnd().split('\n').at(-1) };
}

// Pages are at most [server] page_age old.
async function shown(slug) {
  for (const end = Date.now() + 90000; Date.now() < end; ) {
    const answer = await fetch(`${process.env.URL}/petition`);
    if ((await answer.text()).includes(`/petition/${slug}"`)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${slug} does not come to be shown`);
}

// How many requests the web server has seen; it writes its log once a second.
async function requests_served() {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const log = fs.readFileSync(path.join(process.env.LOGDIR, 'access.log'), 'utf8');
  return log.trimEnd().split('\n').length;
}

// Presses what submits or follows, and waits for the page that comes of it.
async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

function field_value(page, name) {
  return page.inputValue(`#${name}`);
}

// What the browser has in focus: its id, else its class.
function focused(page) {
  return page.evaluate(() => document.activeElement.id || document.activeElement.className);
}

async function summary_leads_to_fields(page, place, names) {
  const links = page.locator('.errors a');

  tap.equal(await focused(page), 'errors', `${place}: the summary has the focus`);
  tap.equal(
    await links.allTextContents(),
    names.map(([name, problem]) => word(`error.${name}_${problem}`)),
    `${place}: the summary says what to mend`
  );
  for (const [at, [name]] of names.entries()) {
    await links.nth(at).click();
    tap.equal(await focused(page), name, `${place}: the summary leads to ${name}`);
    tap.equal(
      await page.getAttribute(`#${name}`, 'aria-invalid'),
      'true',
      `${place}: ${name} is marked`
    );
  }
}

async function kept(page, place, typed) {
  for (const [name, value] of Object.entries(typed))
    tap.equal(await field_value(page, name), value, `${place}: what was typed as ${name} is kept`);
  tap.ok(await page.isChecked('#show_name'), `${place}: the tick is kept`);
}

// The organizations are folded, without any script; none is ticked.
async function choose(page, place) {
  const box = page.locator('input[value=credo-action]');

  tap.equal(await page.locator('input[name=consent]:checked').count(), 0, `${place}: none ticked`);
  tap.ok(!(await box.isVisible()), `${place}: organizations are folded`);
  await page.click('fieldset summary');
  tap.ok(await box.isVisible(), `${place}: and unfold`);
  await page.locator('fieldset').getByText('CREDO Action').click();
  tap.ok(await box.isChecked(), `${place}: a name ticks its box`);
}

// An address that is perhaps a slip: asked about once, then taken as it is.
async function slip(browser, place, petition) {
  const window = await open(browser, place);
  const { page } = window;
  const address = `${place}@gmial.com`;

  await page.goto(`${process.env.URL}/petition/${petition.slug}`);
  for (const [name, value] of Object.entries({ ...signer, email: address })) {
    if (name === 'country') await page.selectOption('#country', value);
    else await page.fill(`#${name}`, value);
  }
  window.seen();
  await press(page, 'form .button');
  await inspect(browser, place, 'question', window, {
    status: 422,
    title: word('page.question_title', { title: petition.title, ...SITE }),
  });
  await page.click('[role=alert] a');
  tap.ok(await page.locator('#email_meant').evaluate((box) => box === document.activeElement),
    `${place}: the question leads to the offer`);
  tap.equal(await page.inputValue('#email'), address, `${place}: the address stays`);
  await press(page, 'form .button');
  tap.equal(await page.textContent('h1'), word('thanks.mail_title'), `${place}: not asked again`);
  await window.context.close();
}

async function mend(browser, place, window, petition) {
  const { page } = window;
  const title = word('page.error_title', { title: petition.title, ...SITE });
  const { given_name, postal_code, ...rest } = signer;
  const typed = { ...rest, email: 'not an address' };

  await press(page, 'form .button');
  await inspect(browser, place, 'empty', window, { status: 422, title });
  await summary_leads_to_fields(page, place, REQUIRED.map((name) => [name, 'empty']));

  for (const [name, value] of Object.entries(typed)) {
    if (name === 'country') await page.selectOption('#country', value);
    else await page.fill(`#${name}`, value);
  }
  await page.check('#show_name');
  await choose(page, place);
  window.seen();
  await press(page, 'form .button');
  await inspect(browser, place, 'mended-half', window, { status: 422, title });
  await kept(page, place, typed);
  const ticked = await page.locator('input[name=consent]:checked');
  tap.equal(await ticked.count(), 1, `${place}: the organization is still ticked`);
  tap.ok(await ticked.isVisible(), `${place}: where it is seen`);
  await summary_leads_to_fields(page, place, [
    ['given_name', 'empty'],
    ['email', 'malformed'],
    ['postal_code', 'empty'],
  ]);

  await page.fill('#given_name', given_name);
  await page.fill('#postal_code', postal_code);
  await page.fill('#email', `${place}@example.org`);
  window.seen();
  await press(page, 'form .button');
}

async function confirm(browser, place, window, petition, count) {
  const { page } = window;
  const expected = { status: 200, title: word('page.signature_title', SITE) };
  const name = `${signer.given_name} ${signer.family_name}`;

  await page.goto(await link_to(`${place}@example.org`));
  tap.equal(await page.textContent('h1'), word('signature.pending_title'), `${place}: asks`);
  await inspect(browser, place, 'pending', window, expected);
  await press(page, 'button[value=confirm]');
  tap.equal(await page.textContent('h1'), word('thanks.title'), `${place}: thanks`);
  tap.equal(await page.textContent('.signed span'), name, `${place}: the letter in the own name`);
  const sheet = await page.textContent('.sheet');
  tap.equal(await page.textContent('.sheet dd'), petition.target, `${place}: to the target`);
  tap.ok(sheet.includes(petition.letter), `${place}: all of the letter`);
  tap.equal(await page.textContent('.progress strong'), count, `${place}: it counts`);
  await inspect(browser, place, 'confirmed', window, expected);
}

async function disown(browser, place, window) {
  const { page } = window;
  const link = page.url().split('?')[0];

  await page.click('details:has(button[value=disown]) > summary');
  await press(page, 'button[value=disown]');
  tap.equal(await page.textContent('h1'), word('signature.disowned_title'), `${place}: erased`);
  await inspect(browser, place, 'disowned', window, {
    status: 200,
    title: word('page.signature_title', SITE),
  });
  const answer = await page.goto(link);
  await inspect(browser, place, 'erased', window, {
    status: answer.status(),
    title: word('page.problem_title', { title: word('problem.token_used_title'), ...SITE }),
  });
  tap.ok(answer.status() >= 400, `${place}: the link opens nothing any more`);
}

async function life(browser, place, petition, count) {
  const window = await open(browser, place);
  const { page } = window;

  await page.goto(`${process.env.URL}/petition`);
  await inspect(browser, place, 'list', window, {
    status: 200,
    title: word('page.list_title', SITE),
  });
  await press(page, `a[href$="/${petition.slug}"]`);
  await inspect(browser, place, 'petition', window, {
    status: 200,
    title: word('page.petition_title', { title: petition.title, ...SITE }),
  });
  await mend(browser, place, window, petition);
  tap.equal(await page.textContent('h1'), word('thanks.mail_title'), `${place}: look in your mail`);
  await inspect(browser, place, 'thanks', window, {
    status: 200,
    title: word('page.thanks_title', SITE),
  });
  await confirm(browser, place, window, petition, count);
  await disown(browser, place, window);
  await window.context.close();
}

// Pages that no signer of the example petition comes to.
async function sights(browser, place, petition, closed) {
  const window = await open(browser, place);
  const titled = { status: 200, title: petition.title };

  await window.page.goto(`${process.env.URL}/petition/${petition.slug}/embed`);
  await inspect(browser, place, 'embed', window, {
    ...titled,
    title: await window.page.title(),
  });
  await window.page.goto(`${process.env.URL}/petition/${closed.slug}`);
  tap.equal(await window.page.locator('form').count(), 0, `${place}: closed, so no form`);
  await inspect(browser, place, 'closed', window, {
    status: 200,
    title: word('page.petition_title', { title: closed.title, ...SITE }),
  });
  await window.page.goto(`${process.env.URL}/petition/nothing-here`);
  await inspect(browser, place, 'not-found', window, {
    status: 404,
    title: word('page.problem_title', { title: word('problem.not_found_title'), ...SITE }),
  });
  await window.context.close();
}

// Goes on with Tab until that element has the focus; false when it never gets it.
async function tab_to(page, selector) {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab');
    const [there, outlined] = await page.evaluate((wanted) => {
      const element = document.activeElement;
      return [element.matches(wanted), getComputedStyle(element).outlineStyle !== 'none'];
    }, selector);
    if (there) return outlined;
  }
  return false;
}

async function enter(page) {
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function by_keyboard(browser, petition) {
  const { context, page } = await open(browser, 'desk');
  const address = 'keyboard@example.org';
  const keys = [
    ['#given_name', 'Ines'],
    ['#family_name', 'Okafor'],
    ['#email', address],
    ['#postal_code', '10115'],
    ['#country', word('country.DE')],
    ['#comment', 'Enough.'],
  ];

  async function reach(selector) {
    tap.ok(await tab_to(page, selector), `keyboard: ${selector} is reached, and it shows`);
  }

  await page.goto(`${process.env.URL}/petition`);
  await reach(`a[href$="/${petition.slug}"]`);
  await enter(page);
  for (const [selector, text] of keys) {
    await reach(selector);
    await page.keyboard.type(text);
  }
  await reach('#show_name');
  await page.keyboard.press('Space');
  tap.ok(await page.isChecked('#show_name'), 'keyboard: Space ticks');
  await reach('form .button');
  await enter(page);
  tap.equal(await page.textContent('h1'), word('thanks.mail_title'), 'keyboard: signed');
  await page.goto(await link_to(address));
  await reach('button[value=confirm]');
  await enter(page);
  tap.equal(await page.textContent('h1'), word('thanks.title'), 'keyboard: confirmed');
  await context.close();
}

tap.run(async () => {
  const browser = await launch();
  const petition = petition_import();
  const closed = petition_import((text) =>
    text
      .replace(/^Slug: .*/, 'Slug: over\nCloses: 2020-02-29')
      .replace('no more technology', 'no technology')
  );
  const one = word('count.signed.one', { count: '1' });

  try {
    await shown(closed.slug);
    const before = await requests_served();
    for (const place of Object.keys(WIDTHS)) {
      await life(browser, place, petition, one);
      await sights(browser, place, petition, closed);
      await slip(browser, place, petition);
    }
    await by_keyboard(browser, petition);
    const served = (await requests_served()) - before;
    tap.equal(served, requests_asked(), 'the browser asked for nothing behind the pages');
  } finally {
    await browser.close();
  }
});
