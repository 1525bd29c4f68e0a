// Chromium, and windows that notice whatever a page should not do.
// SPDX-License-Identifier: AGPL-3.0-or-later
'use strict';

const { chromium } = require('playwright-core');

const WIDTHS = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } };

function arguments_of() {
  const quiet = [
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    // Nothing that the browser itself might want to tell anyone leaves this machine.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ];
  return process.getuid() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

function launch(more = []) {
  return chromium.launch({ executablePath: find('chromium'), args: [...arguments_of(), ...more] });
}

function find(program) {
  const { execFileSync } = require('child_process');
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
}

let asked = 0;

// How often all windows together asked the site for something.
function requests_asked() {
  return asked;
}

// A window of a browser of its own, without JavaScript as our pages have none; what it asks for and
// complains about is kept until seen() is called. pending() says whether answers are still to come.
async function open(browser, place, options = {}) {
  const context = await browser.newContext({
    viewport: WIDTHS[place],
    javaScriptEnabled: false,
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...options,
  });
  const page = await context.newPage();
  let requests = [];
  let complaints = [];
  let pending = 0;

  page.setDefaultTimeout(90000);
  page.on('request', (request) => {
    if (request.url().startsWith('data:')) return;
    requests.push(request);
    pending += 1;
    asked += options.javaScriptEnabled ? 0 : 1;
  });
  for (const end of ['requestfinished', 'requestfailed'])
    page.on(end, (request) => {
      if (!request.url().startsWith('data:')) pending -= 1;
    });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Chromium says this of our 404 and 422 pages, as it should.
    if (!/^Failed to load resource: .* status of 4\d\d /.test(message.text()))
      complaints.push(message.text());
  });

  function seen() {
    const since = { requests, complaints };
    requests = [];
    complaints = [];
    return since;
  }
  return { context, page, seen, pending: () => pending > 0 };
}

module.exports = { WIDTHS, launch, open, requests_asked };
