// Elements from text: nothing that somebody wrote is ever read as HTML.

/** Makes an element. Functions become listeners, `class` and `text` what they say, the rest attributes. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (key === 'text') {
      element.textContent = value;
    } else if (key === 'class') {
      element.className = value;
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = id => document.getElementById(id);

let hiding;

/** Tells the person something, for a while. */
export function notice(text) {
  const bar = byId('notice');
  bar.textContent = text;
  bar.classList.add('shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => bar.classList.remove('shown'), 6000);
}

/** Whether the first of two snowflakes is the later one. They are too long for numbers. */
export function later(one, other) {
  if (!one) {
    return false;
  }
  return !other || one.length > other.length || (one.length === other.length && one > other);
}
