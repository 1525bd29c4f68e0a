// The count as it grows, a button to copy. SPDX-License-Identifier: AGPL-3.0-or-later
const box = document.querySelector('[data-count]');
const copy = document.querySelector('.copy button');
let wait = 10;
let timer;

// Again in some seconds, not all readers at once, and not while nobody looks.
function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, wait * (750 + 500 * Math.random()));
}

// Ever more rarely while nothing happens or nobody answers.
async function look() {
  try {
    const said = await (await fetch(box.dataset.count)).json();
    const [text, goal, bar] = ['strong', 'span', 'progress'].map((name) => box.querySelector(name));
    wait = said.text === text.textContent ? Math.min(2 * wait, 120) : 10;
    text.textContent = said.text;
    if (bar && said.goal) {
      goal.textContent = said.goal_text;
      bar.value = said.percent;
      bar.textContent = said.percent_text;
    }
  } catch {
    wait = Math.min(2 * wait, 600);
  }
  plan();
}

if (box) {
  document.addEventListener('visibilitychange', () => {
    wait = 2;
    plan();
  });
  plan();
}
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(copy.previousElementSibling.value);
    copy.textContent = copy.dataset.done;
  });
}
