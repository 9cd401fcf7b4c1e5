// The messages of the shown channel.
import { byId, notice } from './dom.js';
import { act } from './api.js';
import { state, personName, shownChannel } from './state.js';
import { show, names } from './message.js';
import { edit, replyTo } from './composer.js';
import { openForm } from './dialog.js';
import { follow } from './trace.js';
import { excerpt } from './text.js';

const NEAR = 80;
const TOGETHER_MILLIS = 5 * 60 * 1000;
const elements = new Map();

export function forgetMessages() {
  state.messages.clear();
  elements.clear();
  byId('messages').replaceChildren();
}

/** Takes what changed, and the order of all. */
export function showMessages({ changed, order }, { open }) {
  const list = byId('messages');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  const does = deeds(open);
  for (const message of changed) {
    const fresh = show(message, does);
    elements.get(message.id)?.replaceWith(fresh);
    elements.set(message.id, fresh);
    state.messages.set(message.id, message);
  }
  for (const id of [...elements.keys()]) {
    if (!order.includes(id)) {
      elements.get(id).remove();
      elements.delete(id);
      state.messages.delete(id);
    }
  }
  let before = null;
  order.forEach((id, index) => {
    const element = elements.get(id);
    if (list.children[index] !== element) {
      list.insertBefore(element, list.children[index] ?? null);
    }
    const message = state.messages.get(id);
    element.classList.toggle('follows', together(before, message));
    before = message;
  });
  if (atEnd) {
    list.scrollTop = list.scrollHeight;
    // a picture that is still to come makes it longer
    list.querySelectorAll('img').forEach(image => image.addEventListener('load', () => {
      list.scrollTop = list.scrollHeight;
    }, { once: true }));
  }
}

function together(before, message) {
  return before && before.author.id === message.author.id && message.type === 0 && before.type !== 20
    && new Date(message.timestamp) - new Date(before.timestamp) < TOGETHER_MILLIS;
}

function deeds(open) {
  return {
    threads: shownChannel().type === 0,
    open,
    jump(id) {
      elements.get(id)?.scrollIntoView({ block: 'center' });
      elements.get(id)?.classList.add('found');
      setTimeout(() => elements.get(id)?.classList.remove('found'), 1500);
    },
    trace: message => {
      document.body.dataset.open = 'aside';
      follow(names(message), excerpt(message.content) || 'a file');
    },
    reply: replyTo,
    edit,
    remove: message => act('delete', { message: message.id }),
    react: (message, emoji, on) => act('react', { message: message.id, emoji, on }),
    thread: async message => {
      const name = excerpt(message.content, 90) || 'Thread';
      const thread = await act('thread', { message: message.id, name });
      if (thread) {
        open(thread.id);
      }
    },
    use: (message, action, request) =>
      interact(action, { message: message.id, ...request }, request.command || request.customId),
  };
}

/** Uses a command or a component, and shows what the bot makes of it at once: a form, or nothing. */
export async function interact(action, request, name) {
  const answer = await act(action, request);
  if (!answer) {
    return false;
  }
  follow([answer.id], `${personName(state.me)} used ${name}`);
  if (answer.failed) {
    notice('The application did not respond.');
  } else if (answer.form) {
    openForm(answer.form, fields => interact('submit', { form: answer.id, fields }, answer.form.title));
  }
  return true;
}
