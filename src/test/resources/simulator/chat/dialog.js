// A form that the bot opened.
import { byId, el } from './dom.js';
import { written } from './text.js';

const TEXT = 10;
const LABEL = 18;

/** Shows it; `send` is called with what was entered, by custom id. Esc closes it and sends nothing. */
export function openForm(form, send) {
  const dialog = byId('form');
  const fields = el('form', { submit: event => submit(event, dialog, send) },
    el('h2', { id: 'form-title', text: form.title }),
    ...form.components.map(field),
    el('div', { class: 'components' },
      el('button', { type: 'submit', class: 'button primary', text: 'Send' }),
      el('button', { type: 'button', class: 'button secondary', text: 'Cancel', click: () => dialog.close() })));
  dialog.replaceChildren(fields);
  dialog.showModal();
  dialog.querySelector('input, textarea')?.focus();
}

function field(top) {
  if (top.type === TEXT) {
    return el('p', {}, ...written(top.content));
  }
  const input = top.type === LABEL ? top.component : top.components[0];
  const long = input.style === 2;
  const entry = el(long ? 'textarea' : 'input', {
    name: input.custom_id, required: input.required !== false, placeholder: input.placeholder,
    minlength: input.min_length, maxlength: input.max_length ?? 4000, rows: long ? 5 : null,
  });
  entry.value = input.value || '';
  return el('label', {},
    el('span', { text: `${top.label || input.label}${input.required === false ? '' : ' *'}` }),
    top.description && el('small', { text: top.description }), entry);
}

function submit(event, dialog, send) {
  event.preventDefault();
  const entries = Object.fromEntries(new FormData(event.target).entries());
  dialog.close();
  send(entries);
}
