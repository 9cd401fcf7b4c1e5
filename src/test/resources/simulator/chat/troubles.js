// Buttons that make things go wrong.
import { byId, el } from './dom.js';
import { act } from './api.js';
import { state } from './state.js';

const BUSY = new Set(['beginning', 'ending']);

export function showTroubles() {
  const box = byId('trouble-buttons');
  const now = JSON.stringify(state.world.troubles);
  if (box.dataset.now === now) {
    return;
  }
  const focused = document.activeElement?.dataset?.trouble;
  box.dataset.now = now;
  box.replaceChildren(...state.world.troubles.map((trouble, index) => {
    const on = trouble.state !== 'off';
    return el('button', {
      type: 'button', class: 'trouble', title: trouble.description, 'data-trouble': index, 'data-state': trouble.state,
      'aria-pressed': trouble.lasts ? String(on) : null, disabled: BUSY.has(trouble.state),
      text: `${trouble.label}${BUSY.has(trouble.state) ? ' …' : trouble.lasts && on ? ': on' : ''}`,
      click: () => act('trouble', { index }),
    });
  }));
  box.querySelector(`[data-trouble="${focused}"]`)?.focus();
}
