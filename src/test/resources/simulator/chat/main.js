// Starts the page and keeps it up to date: the simulator sends whatever changes.
import { byId, notice } from './dom.js';
import { start } from './api.js';
import { state, channels, shownChannel } from './state.js';
import { showMessages, forgetMessages } from './messages.js';
import { showPlaces } from './places.js';
import { buildComposer, refreshComposer } from './composer.js';
import { addSteps, lastStep } from './trace.js';
import { showTroubles } from './troubles.js';

let stream;

function listen() {
  stream?.close();
  forgetMessages();
  const query = new URLSearchParams({ as: state.me, channel: state.channel, after: lastStep() });
  stream = new EventSource(`/chat/api/stream?${query}`);
  stream.addEventListener('world', event => world(JSON.parse(event.data)));
  stream.addEventListener('messages', event => {
    const news = JSON.parse(event.data);
    if (news.channel === state.channel) {
      showMessages(news, { open });
    }
  });
  stream.addEventListener('steps', event => addSteps(JSON.parse(event.data)));
  stream.addEventListener('error', () => notice('The simulator does not answer. The page tries again by itself.'));
}

function world(now) {
  state.world = now;
  const last = shownChannel().last;
  if (last) {
    state.seen.set(state.channel, last);
  }
  showPlaces({ open, speakAs });
  showTroubles();
  refreshComposer();
}

function open(channel) {
  state.channel = channel;
  remember();
}

function speakAs(person) {
  const direct = state.channel === state.world.direct;
  state.me = person;
  if (direct) {
    // everybody has direct messages of their own, whose id comes with the next world
    state.channel = channels()[0]?.id ?? state.channel;
  }
  remember();
}

function remember() {
  history.replaceState(null, '', `#${state.me}/${state.channel}`);
  document.body.dataset.open = '';
  listen();
  showPlaces({ open, speakAs });
  refreshComposer();
}

async function begin() {
  state.world = await start();
  const [me, channel] = location.hash.slice(1).split('/');
  const known = state.world.people.some(person => person.id === me);
  state.me = known ? me : state.world.people[0].id;
  state.channel = known && channel && channels().some(one => one.id === channel)
    ? channel : channels()[0]?.id ?? state.world.direct;
  channels().forEach(one => state.seen.set(one.id, one.last));
  buildComposer();
  remember();
  world(state.world);
}

document.querySelectorAll('[data-opens]').forEach(button => button.addEventListener('click', () => {
  document.body.dataset.open = document.body.dataset.open === button.dataset.opens ? '' : button.dataset.opens;
}));
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    document.body.dataset.open = '';
  }
});
byId('messages').addEventListener('click', () => {
  document.body.dataset.open = '';
});

begin().catch(error => notice(error.message));
