// Buttons, selects and layout of a message.
import { el } from './dom.js';
import { state, channels } from './state.js';
import { written } from './text.js';

const BUTTONS = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' };

/** Shows components; `use` is called with what was used: action, and its request. */
export function components(list, use) {
  return list.map(one => component(one, use)).filter(Boolean);
}

function component(one, use) {
  switch (one.type) {
    case 1:
      return el('div', { class: 'components' }, ...components(one.components, use));
    case 2:
      return button(one, use);
    case 3: case 5: case 6: case 7: case 8:
      return select(one, use);
    case 9:
      return el('div', { class: 'section' },
        el('div', {}, ...components(one.components, use)), component(one.accessory, use));
    case 10:
      return el('div', { class: 'text' }, ...written(one.content));
    case 14:
      return el('hr');
    case 17:
      return el('div', { class: 'embed' }, ...components(one.components, use));
    default:
      return el('small', { text: `(a component of type ${one.type})` });
  }
}

function button(one, use) {
  const text = `${one.emoji?.name ? `${one.emoji.name} ` : ''}${one.label || ''}`;
  const look = `button ${BUTTONS[one.style] || 'secondary'}`;
  if (one.style === 5) {
    const safe = /^https?:/.test(one.url) ? one.url : null;
    return el('a', { class: look, href: safe, target: '_blank', rel: 'noopener noreferrer', text });
  }
  return el('button', {
    type: 'button', class: look, disabled: one.disabled, text,
    click: event => waiting(event.currentTarget, use('press', { customId: one.custom_id })),
  });
}

function choices(one) {
  switch (one.type) {
    case 3:
      return one.options.map(option => ({ value: option.value, label: option.label, on: option.default }));
    case 5: case 7:
      return state.world.people.map(person => ({ value: person.id, label: person.name }));
    case 8:
      return channels().map(channel => ({ value: channel.id, label: `#${channel.name}` }));
    default:
      return [];
  }
}

function select(one, use) {
  const several = (one.max_values ?? 1) > 1;
  const placeholder = one.placeholder || 'Choose';
  const list = el('select', { 'aria-label': placeholder, disabled: one.disabled, multiple: several },
    several ? null : el('option', { value: '', disabled: true, selected: true, text: placeholder }),
    ...choices(one).map(choice => el('option', { value: choice.value, selected: choice.on, text: choice.label })));
  const choose = () => waiting(list, use('choose', {
    customId: one.custom_id, values: [...list.selectedOptions].map(option => option.value),
  }));
  if (!several) {
    list.addEventListener('change', choose);
    return list;
  }
  return el('span', { class: 'components' }, list,
    el('button', { type: 'button', class: 'button secondary', text: 'Choose', click: choose }));
}

async function waiting(element, work) {
  element.setAttribute('aria-busy', 'true');
  await work;
  element.removeAttribute('aria-busy');
}
