// The way of one message, as it happens: steps that are about the same things belong together.
import { byId, el } from './dom.js';

const roots = new Map();
const steps = [];
let names = null;
let shownAs = '';
let last = 0;

export const lastStep = () => last;

function root(name) {
  let at = name;
  while (roots.get(at) !== undefined && roots.get(at) !== at) {
    at = roots.get(at);
  }
  roots.set(name, at);
  return at;
}

/** Takes new steps. */
export function addSteps(fresh) {
  for (const step of fresh.filter(one => one.number > last)) {
    last = step.number;
    steps.push(step);
    const first = root(step.about[0]);
    step.about.slice(1).forEach(other => roots.set(root(other), first));
  }
  show();
}

/** Shows the way of what is known by these names from now on. */
export function follow(newNames, text) {
  names = newNames;
  shownAs = text;
  byId('steps').replaceChildren();
  show();
}

function show() {
  const list = byId('steps');
  if (!names) {
    byId('trace-of').textContent = 'Send a message, and see where it goes.';
    return;
  }
  byId('trace-of').textContent = shownAs;
  const wanted = new Set(names.map(root));
  // what happened first comes first, though it may have been seen later
  const way = steps.filter(step => wanted.has(root(step.about[0])))
    .sort((one, other) => one.when - other.when || one.number - other.number);
  const shown = new Set([...list.children].map(item => item.dataset.number));
  way.forEach((step, index) => {
    if (!shown.has(String(step.number))) {
      list.insertBefore(item(step, way[0].when), list.children[index] ?? null);
    }
  });
}

function item(step, since) {
  return el('li', { class: 'step', 'data-number': step.number, 'data-kind': step.kind },
    el('div', { class: 'head' },
      el('strong', { text: step.title }),
      el('time', { datetime: new Date(step.when).toISOString(), text: after(step.when - since) })),
    step.place && el('div', { class: 'where', text: step.place }),
    step.link && el('a', { href: /^https?:/.test(step.link) ? step.link : null, target: '_blank', rel: 'noopener noreferrer', text: 'Open' }),
    step.detail && el('details', {}, el('summary', { text: 'Show' }), el('pre', { tabindex: 0, text: step.detail })));
}

function after(millis) {
  return millis < 10000 ? `+${Math.max(0, millis)} ms` : `+${Math.round(millis / 1000)} s`;
}
