// What the pages of a petition do with their script, and without: see tests/browser/page.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const { execFileSync } = require('child_process');

const { WIDTHS, launch, open } = require('./browser.js');
const { inspect } = require('./inspect.js');
const tap = require('./tap.js');
const { word } = require('./words.js');

const SITE = { site: 'Undersigned' };
const EXAMPLE = path.join(__dirname, '../../doc/examples/petition.txt');
const MANUAL = path.join(__dirname, '../../doc/undersigned.conf.5');
const SCRIPTED = { javaScriptEnabled: true };
const SLUG = 'amazon-ice';
const PAGE = `${process.env.URL}/petition/${SLUG}`;
const WAYS = ['mail', 'sms', 'whatsapp', 'telegram', 'facebook', 'x', 'bluesky', 'mastodon'];

function sql(statement) {
  execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', statement, process.env.PGURI]);
}

function petition_import(text) {
  execFileSync(process.env.BIN, ['import', '-'], { input: text, stdio: ['pipe', 'ignore', 'ignore'] });
}

// More signatures count, all of them at once.
function count_set(slug, count) {
  sql(
    `insert into undersigned.tally (petition_id, slot, confirmed)
     select id, 1, ${count} from undersigned.petition where slug = '${slug}'
     on conflict (petition_id, slot) do update set confirmed = excluded.confirmed`
  );
}

function voices_add(slug) {
  const names = ['Amina', 'Zoë', '小明', 'Ahmed', 'Marie-Claire', 'José', 'ليلى', 'Ines'];
  const areas = ['KE', 'IE', 'CN', 'EG', 'HT', 'MX', 'LB', 'NG'];
  const rows = names.map((name, at) => `('${name}', '${areas[at]}', ${at})`).join(', ');
  sql(
    `insert into undersigned.signature (petition_id, nonce, revision, state, confirmed_at,
       show_name, given_name, family_name, country, comment, comment_approved_at)
     select petition.id, 7, 1, 'confirmed', now() - at * interval '1 minute', true, name, 'Signer',
       area, 'My neighbor was taken at dawn.' || chr(10) || chr(10) || 'Never again.',
       case when at < 2 then now() end
     from undersigned.petition, (values ${rows}) as given (name, area, at) where slug = '${slug}'`
  );
}

async function until(what, condition) {
  for (const end = Date.now() + 90000; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} does not happen`);
}

async function shows(address, text) {
  await until(text, async () => (await (await fetch(address)).text()).includes(text));
}

// Runs the page's clock for so many seconds; how often it asked for the count in them.
async function asked_in(window, seconds) {
  window.seen();
  await window.page.clock.runFor(1000 * seconds);
  // The page's own clock stands still while the answer comes, which winds it up anew.
  do await new Promise((resolve) => setTimeout(resolve, 500));
  while (window.pending());
  return window.seen().requests.filter((request) => request.url().includes('/count.json')).length;
}

async function hide(page, hidden) {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

async function count_grows(browser) {
  const window = await open(browser, 'desk', SCRIPTED);
  const { page } = window;
  const said = () => page.textContent('.progress strong');

  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await page.goto(PAGE);
  const { requests, complaints } = window.seen();
  tap.equal([requests.length, complaints], [1, []], 'with its script: one request, no complaint');
  tap.equal(await said(), word('count.signed.other', { count: '0' }), 'nobody has signed');
  count_set(SLUG, 12500);
  await shows(`${PAGE}/count.json`, '12500');
  tap.equal(await asked_in(window, 7), 0, 'it is not asked at once');
  tap.equal(await asked_in(window, 6), 1, 'but after about ten seconds');
  await until('the new count', async () => /12,500/.test(await said()));
  tap.equal(await said(), word('count.signed.other', { count: '12,500' }), 'the count goes up');
  tap.equal(await page.getAttribute('progress', 'value'), '50', 'and the bar');
  tap.equal(await page.textContent('progress'), '50%', 'and what stands for it');
  tap.equal(await asked_in(window, 13), 1, 'it is asked again');
  tap.equal(await asked_in(window, 14), 0, 'later when nothing has happened');
  tap.equal(await asked_in(window, 12), 1, 'but it is');
  await hide(page, true);
  tap.equal(await asked_in(window, 600), 0, 'not while nobody looks');
  await hide(page, false);
  tap.equal(await asked_in(window, 3), 1, 'soon when somebody looks again');
  await page.route('**/count.json*', (route) => route.fulfill({ status: 503, body: 'away' }));
  await hide(page, false);
  tap.equal(await asked_in(window, 3), 1, 'asked while the site is away');
  tap.equal(await asked_in(window, 2.9), 0, 'more rarely then');
  tap.equal(await said(), word('count.signed.other', { count: '12,500' }), 'the count stays');
  tap.equal(await window.context.cookies(), [], 'no cookie');
  await window.context.close();
}

async function copies(browser) {
  const window = await open(browser, 'phone', SCRIPTED);
  const { context, page } = window;

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${PAGE}/thanks`);
  await page.click('.copy button');
  await until('the link is copied', async () =>
    (await page.textContent('.copy button')) === word('share.copied')
  );
  tap.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `${PAGE}?source=share-link`,
    'a press copies the link'
  );
  tap.equal(window.seen().complaints, [], 'and the browser does not complain');
  await context.close();
}

// A site of somebody else: the snippet of undersigned.conf(5) in a page.
function host_start(port) {
  const manual = fs.readFileSync(MANUAL, 'utf8');
  const snippet = manual
    .slice(manual.indexOf('<iframe'), manual.indexOf('</script>') + '</script>'.length)
    .replaceAll('https://petition.example.org', process.env.URL)
    .replaceAll('SLUG', SLUG);
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><title>Host</title><h1>Host</h1>${snippet}</html>`);
  });

  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

async function framed(browser, place) {
  const window = await open(browser, place, SCRIPTED);
  const { page } = window;

  await page.goto(`http://127.0.0.1:${process.env.LISTED_PORT}/`);
  await page.locator('#petition').scrollIntoViewIfNeeded();
  const frame = page.frameLocator('#petition');
  await frame.locator('h1').waitFor();
  const wanted = await frame.locator('body').evaluate((body) => body.offsetHeight);
  await until('the frame is as high as the card', async () => {
    const box = await page.locator('#petition').boundingBox();
    return Math.abs(box.height - wanted) <= 1;
  });
  tap.ok(wanted > 100 && wanted < 600, `${place}: the frame is as high as the card`, wanted);
  tap.equal(window.seen().complaints, [], `${place}: the browser does not complain`);
  await page.screenshot({
    path: path.join(process.env.SCREENSHOTS, `framed-${place}-light.png`),
    caret: 'initial',
  });
  await Promise.all([page.waitForURL(`${PAGE}?source=embed`), frame.locator('.button').click()]);
  tap.ok(true, `${place}: the button leads to the petition in the whole window`);
  await window.context.close();
}

async function not_framed(browser) {
  const window = await open(browser, 'desk', SCRIPTED);
  const { page } = window;

  await page.goto(`http://127.0.0.1:${process.env.STRANGE_PORT}/`);
  await until('the browser refuses', () =>
    window.seen().complaints.some((complaint) => complaint.includes('frame-ancestors'))
  );
  tap.equal(await page.frameLocator('#petition').locator('.progress').count(), 0, 'nobody else frames it');
  await window.context.close();
}

async function sights(browser, place) {
  const window = await open(browser, place);
  const { page } = window;
  const titled = (key, more = {}) => ({ status: 200, title: word(key, { ...SITE, ...more }) });
  const title = await fetch(PAGE).then((answer) => answer.text());

  await page.goto(PAGE);
  await inspect(browser, place, 'voices', window, {
    status: 200,
    title: title.slice(title.indexOf('<title>') + 7, title.indexOf('</title>')),
  });
  tap.equal(await page.locator('.voices figure').count(), 2, `${place}: comments of signers`);
  tap.equal(await page.locator('.voices li').count(), 6, `${place}: names of others`);
  await page.goto(`${process.env.URL}/petition`);
  await inspect(browser, place, 'open-and-closed', window, titled('page.list_title'));
  await page.goto(`${PAGE}/thanks`);
  await inspect(browser, place, 'share', window, titled('page.thanks_title'));
  tap.ok(!(await page.isVisible('.copy button')), `${place}: no button that would do nothing`);
  tap.equal(
    await page.locator('.ways a').allTextContents(),
    WAYS.map((way) => word(`share.${way}`)),
    `${place}: ways to share`
  );
  await page.goto(`${PAGE}/embed`);
  await inspect(browser, place, 'card', window, { status: 200, title: await page.title() });
  await window.context.close();
}

// Each link and field in turn, in the order in which they stand, each with a visible focus.
async function by_keyboard(browser) {
  const { context, page } = await open(browser, 'desk', SCRIPTED);
  const wanted = [...WAYS.map((way) => word(`share.${way}`)), 'share_link', word('share.copy')];
  const reached = [];

  await page.goto(`${PAGE}/thanks`);
  while (reached.at(-1) !== wanted.at(-1) && reached.length < 60) {
    await page.keyboard.press('Tab');
    const [name, outlined] = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return [element.id || element.textContent, style.outlineStyle !== 'none'];
    });
    reached.push(outlined ? name : `${name} without a sign of its focus`);
  }
  tap.equal(reached.filter((name) => wanted.includes(name)), wanted, 'keyboard: ways to share');
  await context.close();
}

async function nothing_yet(browser, place) {
  const window = await open(browser, place);

  await window.page.goto(`${process.env.URL}/petition`);
  tap.equal(await window.page.textContent('.lead'), word('list.none'), `${place}: nothing to sign`);
  await inspect(browser, place, 'no-petitions', window, {
    status: 200,
    title: word('page.list_title', SITE),
  });
  await window.context.close();
}

async function tests() {
  const browser = await launch();

  for (const place of Object.keys(WIDTHS)) await nothing_yet(browser, place);
  await browser.close();
  await with_petitions();
}

async function with_petitions() {
  const hosts = [];
  let browser;

  petition_import(fs.readFileSync(EXAMPLE, 'utf8'));
  petition_import(
    'Slug: over\nCloses: 2020-02-29\nGoal: 500\n\nReopen the library\n\nThe mayor\n\nWe read.\n\n' +
      'To: The mayor\nFrom: [Your Name]\n\nPlease reopen it.\n'
  );
  petition_import(
    'Slug: crossing\nGoal: 1000 rising\n\nA crossing in front of the school\n\nThe city council\n\n' +
      'Children cross here.\n\nTo: The city council\nFrom: [Your Name]\n\nPlease paint it.\n'
  );
  try {
    for (const port of [process.env.LISTED_PORT, process.env.STRANGE_PORT])
      hosts.push(await host_start(port));
    browser = await launch();
    await shows(`${process.env.URL}/petition`, '/petition/crossing');
    await count_grows(browser);
    voices_add(SLUG);
    count_set('crossing', 1234);
    count_set('over', 321);
    await shows(PAGE, 'Marie-Claire');
    await copies(browser);
    for (const place of Object.keys(WIDTHS)) {
      await sights(browser, place);
      await framed(browser, place);
    }
    await not_framed(browser);
    await by_keyboard(browser);
  } finally {
    if (browser) await browser.close();
    for (const host of hosts) host.close();
  }
}

tap.run(tests);
