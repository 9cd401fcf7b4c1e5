// The page's requests.
import { notice } from './dom.js';
import { state } from './state.js';

async function read(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.error || `The simulator answered ${response.status}.`);
  }
  return answer;
}

/** Does something as whoever is speaking, in the channel that is shown. Null if it cannot be done, which is said. */
export async function act(action, request = {}) {
  try {
    return await read(await fetch(`/chat/api/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ as: state.me, channel: state.channel, ...request }),
    }));
  } catch (error) {
    notice(error.message);
    return null;
  }
}

/** Brings a file there, and returns what to call it in a message. */
export async function upload(file) {
  const query = new URLSearchParams({ name: file.name });
  if (file.type) {
    query.set('type', file.type);
  }
  const answer = await read(await fetch(`/chat/api/upload?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  }));
  return answer.id;
}

export async function start() {
  return read(await fetch('/chat/api/start'));
}
