// Where people write: text, files, replies. A slash opens the picker of commands.
import { byId, el, notice } from './dom.js';
import { act, upload } from './api.js';
import { state, shownChannel } from './state.js';
import { authorName, size } from './message.js';
import { follow } from './trace.js';
import { excerpt } from './text.js';
import { Picker } from './picker.js';

const LARGEST = 10 << 20;
let files = [];
let reply = null;
let editing = null;
let input, chips, banner, picker;

export function buildComposer() {
  input = el('textarea', {
    id: 'input', rows: 1, maxlength: 2000, autocomplete: 'off', 'aria-label': 'Message',
    'aria-controls': 'picker', 'aria-describedby': 'keys',
    input: () => { grow(); picker.typed(input.value); }, keydown: pressed,
    paste: event => add(event.clipboardData.files),
  });
  const chooser = el('input', {
    type: 'file', id: 'files', multiple: true, class: 'hidden', 'aria-label': 'Attach files',
    change: () => { add(chooser.files); chooser.value = ''; },
  });
  chips = el('ul', { id: 'chips', 'aria-label': 'Files to send' });
  banner = el('div', { id: 'banner' });
  const line = el('div', { class: 'line' },
    el('button', { type: 'button', class: 'quiet', 'aria-label': 'Attach files', text: '+', click: () => chooser.click() }),
    chooser, input,
    el('button', { type: 'button', class: 'button primary', id: 'send', text: 'Send', click: send }));
  picker = new Picker(input, line);
  byId('composer').replaceChildren(picker.list, picker.form, banner, chips, line,
    el('small', { id: 'keys', class: 'faint', text: 'Enter sends, Shift+Enter begins a line, / lists commands' }));
  acceptDrops();
  refreshComposer();
  input.focus();
}

export function refreshComposer() {
  if (!input) {
    return;
  }
  const channel = shownChannel();
  input.placeholder = `Message ${channel.type === 1 ? '@' : '#'}${channel.name}`;
  if (reply && reply.channel_id !== state.channel || editing && editing.channel_id !== state.channel) {
    settle();
  }
  picker.refresh();
}

export function replyTo(message) {
  settle();
  reply = message;
  head(`Reply to ${authorName(message)}: ${excerpt(message.content) || 'a file'}`);
}

export function edit(message) {
  settle();
  editing = message;
  input.value = message.content;
  grow();
  head('Edit the message');
}

function head(text) {
  banner.replaceChildren(el('span', { text }),
    el('button', { type: 'button', class: 'quiet', 'aria-label': 'Do not', text: '×', click: settle }));
  input.focus();
}

/** Neither replies nor edits any more. */
function settle() {
  if (editing) {
    input.value = '';
    grow();
  }
  reply = null;
  editing = null;
  banner.replaceChildren();
}

function grow() {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 200)}px`;
}

function pressed(event) {
  if (picker.pressed(event) || event.isComposing) {
    return;
  }
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === 'Escape') {
    settle();
  }
}

async function send() {
  const content = input.value;
  const message = editing;
  if (message) {
    if (await act('edit', { message: message.id, content })) {
      follow([message.id], excerpt(content));
      settle();
    }
    return;
  }
  if (!content.trim() && !files.length) {
    return;
  }
  const sent = files;
  const original = reply;
  // cleared at once, so that the next message can be typed; given back if it cannot be sent
  input.value = '';
  files = [];
  refreshChips();
  settle();
  grow();
  if (!await post(content, sent, original)) {
    input.value = input.value || content;
    files = [...sent, ...files];
    refreshChips();
    grow();
  }
}

async function post(content, sent, original) {
  const names = [];
  try {
    for (const file of sent) {
      names.push(await upload(file));
    }
  } catch (error) {
    notice(error.message);
    return false;
  }
  const answer = await act('send', { content, files: names, reply: original?.id });
  if (answer) {
    follow([answer.id], excerpt(content) || sent[0]?.name);
  }
  return answer !== null;
}

function add(list) {
  for (const file of list) {
    if (file.size > LARGEST) {
      notice(`${file.name} is too large: at most ${size(LARGEST)} can be sent.`);
    } else {
      files.push(file);
    }
  }
  refreshChips();
  input.focus();
}

function refreshChips() {
  chips.replaceChildren(...files.map(file => el('li', { class: 'file' },
    el('span', { text: file.name }), el('small', { text: size(file.size) }),
    el('button', {
      type: 'button', class: 'quiet', 'aria-label': `Do not send ${file.name}`, text: '×',
      click: () => { files = files.filter(one => one !== file); refreshChips(); },
    }))));
}

function acceptDrops() {
  const room = byId('room');
  const dragged = on => byId('drop').classList.toggle('shown', on);
  room.addEventListener('dragover', event => { event.preventDefault(); dragged(true); });
  room.addEventListener('dragleave', event => {
    if (!room.contains(event.relatedTarget)) {
      dragged(false);
    }
  });
  room.addEventListener('drop', event => {
    event.preventDefault();
    dragged(false);
    add(event.dataTransfer.files);
  });
}
