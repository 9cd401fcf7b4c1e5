// One message as it is shown.
import { el } from './dom.js';
import { commands } from './state.js';
import { components } from './components.js';
import { excerpt, written } from './text.js';

const EPHEMERAL = 64;
const LOADING = 128;
const EMOJI = ['👍', '🎉', '👀', '✅'];
const SYSTEM = {
  6: 'pinned a message', 7: 'has joined', 8: 'boosted the server', 18: 'started the thread',
  21: 'started this thread with',
};
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

export const authorName = message => message.author.global_name || message.author.username;

/** Everything a way may know this message by. */
export const names = message => [message.id, message.interaction_metadata?.id].filter(Boolean);

/** Shows a message; `does` has what can be done with it. */
export function show(message, does) {
  const name = authorName(message);
  return el('li', { class: 'message', tabindex: -1, 'data-id': message.id, 'data-author': message.author.id },
    el('span', { class: 'avatar', 'aria-hidden': 'true', 'data-tint': tint(name), text: name[0].toUpperCase() }),
    el('div', { class: 'body' },
      reference(message, does),
      el('div', { class: 'head' },
        el('span', { class: 'author', text: name }),
        message.author.bot && el('span', { class: 'tag', text: 'bot' }),
        el('time', { datetime: message.timestamp, text: clock(message.timestamp) }),
        message.edited_timestamp && !(message.flags & LOADING) && message.type !== 20 && el('span', { class: 'faint', text: 'edited' })),
      content(message),
      ...message.attachments.map(file => attachment(message, file)),
      ...message.embeds.map(embed),
      ...components(message.components, (action, request) => does.use(message, action, request)),
      reactions(message, does),
      message.thread && el('button', {
        type: 'button', class: 'thread', text: `Thread: ${message.thread.name}`, click: () => does.open(message.thread.id),
      }),
      message.flags & EPHEMERAL ? el('div', { class: 'faint', text: 'Only you can see this' }) : null),
    actions(message, does));
}

function reference(message, does) {
  const user = message.interaction_metadata?.user;
  if (user) {
    return el('div', { class: 'reference', text: `${user.global_name || user.username} used a command or a button` });
  }
  if (message.type !== 19 && message.type !== 21) {
    return null;
  }
  const original = message.referenced_message;
  if (!original) {
    return el('div', { class: 'reference', text: 'a message that was deleted' });
  }
  const text = `${authorName(original)}: ${excerpt(original.content) || 'a file'}`;
  return el('button', { type: 'button', class: 'reference', text, click: () => does.jump(original.id) });
}

function content(message) {
  if (message.flags & LOADING) {
    return el('div', { class: 'text thinking', text: 'is thinking …' });
  }
  if (SYSTEM[message.type]) {
    return el('div', { class: 'text faint', text: `${SYSTEM[message.type]} ${message.content}` });
  }
  return message.content ? el('div', { class: 'text' }, ...written(message.content)) : null;
}

function attachment(message, file) {
  const address = `/chat/api/files/${message.channel_id}/${message.id}/${file.id}`;
  if (PICTURES.includes(file.content_type)) {
    return el('a', { class: 'picture', href: address, target: '_blank', rel: 'noopener' },
      el('img', { src: address, alt: file.filename, loading: 'lazy' }));
  }
  return el('a', { class: 'file', href: address, download: file.filename },
    el('span', { text: file.filename }), el('small', { text: size(file.size) }));
}

function embed(one) {
  return el('div', { class: 'embed' },
    one.author?.name && el('small', { text: one.author.name }),
    one.title && el('strong', { text: one.title }),
    one.description && el('div', { class: 'text' }, ...written(one.description)),
    ...(one.fields || []).map(field => el('div', {}, el('strong', { text: field.name }), ' ', ...written(field.value))),
    one.footer?.text && el('small', { text: one.footer.text }));
}

function reactions(message, does) {
  if (!message.reactions?.length) {
    return null;
  }
  return el('div', { class: 'reactions' }, ...message.reactions.map(reaction => {
    const emoji = reaction.emoji.id ? `${reaction.emoji.name}:${reaction.emoji.id}` : reaction.emoji.name;
    const mine = (message.reacted || []).includes(emoji);
    return el('button', {
      type: 'button', 'aria-pressed': String(mine), 'aria-label': `${reaction.emoji.name}, ${reaction.count}`,
      text: `${reaction.emoji.name} ${reaction.count}`, click: () => does.react(message, emoji, !mine),
    });
  }));
}

function actions(message, does) {
  const action = (label, text, click) => el('button', { type: 'button', 'aria-label': label, title: label, text, click });
  const menu = commands(3).map(command =>
    action(`Use ${command.name}`, command.name, () => does.use(message, 'message-command', { command: command.name })));
  return el('div', { class: 'actions', role: 'toolbar', 'aria-label': 'What to do with this message' },
    action('Show its trace', 'Trace', () => does.trace(message)),
    ...EMOJI.map(emoji => action(`React with ${emoji}`, emoji, () => does.react(message, emoji, true))),
    action('Reply', 'Reply', () => does.reply(message)),
    does.threads && !message.thread && action('Start a thread', 'Thread', () => does.thread(message)),
    ...menu,
    message.own && action('Edit', 'Edit', () => does.edit(message)),
    message.own && action('Delete', 'Delete', () => does.remove(message)));
}

const tint = name => [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;

const clock = time => new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

export function size(bytes) {
  if (bytes < 1024) {
    return `${bytes} bytes`;
  }
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
