// What people write, as nodes: code, bold, italic, quotes, links, mentions. Everything else stays as it is.
import { el } from './dom.js';
import { channels, personName } from './state.js';

const INLINE = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|<@!?(\d+)>|<#(\d+)>|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g;

export function written(text) {
  const nodes = [];
  text.split(/```(?:\w*\n)?([\s\S]*?)```/).forEach((part, index) => {
    if (index % 2) {
      nodes.push(el('pre', {}, el('code', { text: part })));
    } else if (part) {
      nodes.push(...lines(part));
    }
  });
  return nodes;
}

function lines(text) {
  const nodes = [];
  text.split('\n').forEach((line, index) => {
    if (index) {
      nodes.push('\n');
    }
    nodes.push(...(line.startsWith('> ') ? [el('q', {}, ...inline(line.slice(2)))] : inline(line)));
  });
  return nodes;
}

function inline(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(text.slice(at, found.index), piece(found));
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter(node => node !== '');
}

function piece([whole, code, bold, italic, user, channel, link]) {
  if (code) {
    return el('code', { text: code });
  } else if (bold) {
    return el('strong', { text: bold });
  } else if (italic) {
    return el('em', { text: italic });
  } else if (user) {
    return el('span', { class: 'mention', text: `@${personName(user) || user}` });
  } else if (channel) {
    return el('span', { class: 'mention', text: `#${channels().find(one => one.id === channel)?.name || channel}` });
  } else if (link) {
    return el('a', { href: link, target: '_blank', rel: 'noopener noreferrer', text: link });
  }
  return whole;
}

/** The beginning of it, on one line. */
export function excerpt(text, length = 60) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
