// The slash-command picker: a list while the name is typed, then a field for each option.
import { el } from './dom.js';
import { act } from './api.js';
import { state, channels, commands } from './state.js';
import { interact } from './messages.js';

const GROUP = 2;
const SUGGEST_AFTER_MILLIS = 150;

export class Picker {
  constructor(input, line) {
    this.input = input;
    this.line = line;
    this.list = el('ul', { id: 'picker', role: 'listbox', 'aria-label': 'Commands' });
    this.form = el('form', { id: 'command', submit: event => this.run(event) });
    this.offered = [];
    this.at = 0;
    input.setAttribute('aria-autocomplete', 'list');
    this.form.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.preventDefault();
        this.close();
      }
    });
  }

  /** The text is another now. */
  typed(text) {
    const found = /^\/([^\n]*)$/.exec(text);
    const words = found ? found[1].toLowerCase() : '';
    this.offered = found ? offers().filter(one => one.path.startsWith(words) || words === one.path) : [];
    this.at = 0;
    this.show();
  }

  /** The commands may be others now. */
  refresh() {
    if (this.input.value.startsWith('/')) {
      const chosen = this.offered[this.at]?.path;
      this.typed(this.input.value);
      this.at = Math.max(0, this.offered.findIndex(one => one.path === chosen));
      this.show();
    }
  }

  show() {
    this.list.replaceChildren(...this.offered.map((one, index) => el('li', {
      role: 'option', id: `offer-${index}`, 'aria-selected': String(index === this.at),
      mousedown: event => { event.preventDefault(); this.choose(one); },
    }, el('strong', { text: `/${one.path}` }), el('span', { class: 'faint', text: one.description }))));
    const open = this.offered.length > 0;
    this.input.setAttribute('aria-expanded', String(open));
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' });
    if (open) {
      this.input.setAttribute('aria-activedescendant', `offer-${this.at}`);
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  /** Takes a key while the list is open; says whether it did. */
  pressed(event) {
    const many = this.offered.length;
    if (!many || event.isComposing) {
      return false;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : many - 1)) % many;
      this.show();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      this.choose(this.offered[this.at]);
    } else if (event.key === 'Escape') {
      this.offered = [];
      this.show();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  choose(command) {
    this.command = command;
    this.offered = [];
    this.input.value = '';
    this.show();
    this.line.classList.add('hidden');
    this.form.classList.add('shown');
    this.form.replaceChildren(
      el('strong', { text: `/${command.path}` }),
      ...command.options.map(option => this.field(option)),
      el('div', { class: 'components' },
        el('button', { type: 'submit', class: 'button primary', text: 'Run' }),
        el('button', { type: 'button', class: 'button secondary', text: 'Cancel', click: () => this.close() })));
    this.form.querySelector('input, select, button').focus();
  }

  close() {
    this.form.classList.remove('shown');
    this.form.replaceChildren();
    this.line.classList.remove('hidden');
    this.input.focus();
  }

  field(option) {
    const entry = this.entry(option);
    return el('label', { title: option.description },
      el('span', { text: `${option.name}${option.required ? ' *' : ''}` }), entry,
      option.autocomplete && el('datalist', { id: `suggestions-${option.name}` }));
  }

  entry(option) {
    const common = { name: option.name, required: option.required, 'data-type': option.type };
    const choices = option.choices?.map(choice => ({ value: choice.value, label: choice.name })) || {
      5: [{ value: 'true', label: 'yes' }, { value: 'false', label: 'no' }],
      6: state.world.people.map(person => ({ value: person.id, label: person.name })),
      7: channels().map(channel => ({ value: channel.id, label: `#${channel.name}` })),
    }[option.type];
    if (choices) {
      return el('select', common, el('option', { value: '', text: option.required ? 'Choose' : '' }),
        ...choices.map(choice => el('option', { value: choice.value, text: choice.label })));
    }
    const number = option.type === 4 || option.type === 10;
    return el('input', {
      ...common, type: number ? 'number' : 'text', step: option.type === 10 ? 'any' : null,
      min: option.min_value, max: option.max_value, minlength: option.min_length, maxlength: option.max_length,
      placeholder: option.description, autocomplete: 'off',
      list: option.autocomplete ? `suggestions-${option.name}` : null,
      input: option.autocomplete ? event => this.suggest(option, event.target) : null,
    });
  }

  suggest(option, entry) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(async () => {
      const { [option.name]: text, ...options } = this.entered();
      const answer = await act('suggest', { command: this.command.path, option: option.name, text: entry.value, options });
      entry.nextElementSibling?.replaceChildren(...(answer?.choices || []).map(choice => el('option', { value: choice.value, text: choice.name })));
    }, SUGGEST_AFTER_MILLIS);
  }

  /** What was entered, as Discord types it. */
  entered() {
    const options = {};
    for (const entry of this.form.querySelectorAll('[name]')) {
      const type = Number(entry.dataset.type);
      if (entry.value !== '') {
        options[entry.name] = type === 4 || type === 10 ? Number(entry.value)
          : type === 5 ? entry.value === 'true' : entry.value;
      }
    }
    return options;
  }

  async run(event) {
    event.preventDefault();
    const request = { command: this.command.path, options: this.entered() };
    const name = `/${this.command.path}`;
    this.close();
    await interact('command', request, name);
  }
}

/** Every command that can be typed: of groups, their sub-commands. */
function offers() {
  return commands(1).flatMap(command => unfold(command, command.name));
}

function unfold(command, path) {
  const inner = (command.options || []).filter(option => option.type <= GROUP);
  return inner.length
    ? inner.flatMap(option => unfold(option, `${path} ${option.name}`))
    : [{ path, description: command.description, options: command.options || [] }];
}
