// Channels and threads on the left, and who is speaking.
import { byId, el, later } from './dom.js';
import { state, shownChannel } from './state.js';

const TEXT = new Set([0, 2, 5]);

export function showPlaces({ open, speakAs }) {
  const focused = document.activeElement?.dataset?.channel;
  const list = byId('channels');
  list.replaceChildren(...state.world.guilds.flatMap(guild => [
    el('h2', { text: guild.name }),
    el('ul', {}, ...guild.channels.filter(channel => !channel.parent).flatMap(channel => [
      TEXT.has(channel.type) ? place(channel, '#', open) : el('li', { class: 'faint', text: channel.name }),
      ...guild.channels.filter(thread => thread.parent === channel.id).map(thread => place(thread, '↳', open)),
    ])),
  ]), el('h2', { text: 'Direct messages' }),
  el('ul', {}, place({ id: state.world.direct, name: state.world.bot.name, type: 1 }, '@', open)));
  list.querySelector(`[data-channel="${focused}"]`)?.focus();
  people(speakAs);
  const shown = shownChannel();
  byId('place').textContent = `${shown.type === 1 ? '@' : '#'} ${shown.name}`;
  byId('bot').textContent = state.world.connected ? `${state.world.bot.name} is here` : `${state.world.bot.name} is away`;
  byId('bot').dataset.on = state.world.connected;
  document.title = `${byId('place').textContent} – simulated Discord`;
}

function place(channel, sign, open) {
  const here = channel.id === state.channel;
  const unread = !here && later(channel.last, state.seen.get(channel.id));
  return el('li', {},
    el('button', {
      type: 'button', 'data-channel': channel.id, class: unread ? 'unread' : '',
      'aria-current': here ? 'page' : null, 'aria-label': unread ? `${channel.name}, unread` : channel.name,
      click: () => open(channel.id),
    }, el('span', { class: 'faint', 'aria-hidden': 'true', text: sign }), ' ', channel.name));
}

function people(speakAs) {
  const list = byId('speaker');
  const known = JSON.stringify(state.world.people);
  if (list.dataset.known !== known) {
    list.dataset.known = known;
    list.replaceChildren(...state.world.people.map(person => el('option', { value: person.id, text: person.name })));
    list.onchange = () => speakAs(list.value);
  }
  list.value = state.me;
}
