// Nothing depends on this file: pages work without it. It swaps in what the server sends ready made, searches as one
// types, closes open menus, and gives the list of requests its keys.

document.documentElement.classList.add('live');

// What came while somebody was in the middle of it: it waits until they have left.
const late = new Map();
const isInUse = (element) =>
  element.contains(document.activeElement) || element.querySelector('details.menu[open]');

function swap(id, fresh) {
  const old = document.getElementById(id);
  if (!old || !fresh) return;
  if (isInUse(old)) late.set(id, fresh);
  else {
    late.delete(id);
    old.replaceWith(document.adoptNode(fresh));
  }
}
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
const catchUp = () =>
  setTimeout(() => {
    for (const [id, fresh] of [...late]) swap(id, fresh);
  });
document.addEventListener('focusout', catchUp);
document.addEventListener('toggle', catchUp, true);

// A page that changes while one looks: <main data-live="/host/…/events">. Each event is a list of elements, by name, with their HTML.
const live = document.querySelector('[data-live]');
if (live && 'EventSource' in window) {
  const source = new EventSource(live.dataset.live);
  source.onmessage = (message) => {
    for (const { id, html } of JSON.parse(message.data)) swap(id, parse(html).getElementById(id));
  };
  source.addEventListener('end', () => source.close());
}

// A search whose form names the places of its answer: <form role="search" data-answers="people filters">.
const search = document.querySelector('form[data-answers]');
if (search) {
  let asked = null;
  const look = async () => {
    asked?.abort();
    asked = new AbortController();
    const url = `${search.action}?${new URLSearchParams(new FormData(search))}`;
    try {
      const answer = await fetch(url, { signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const page = parse(await answer.text());
      history.replaceState(null, '', url);
      for (const id of search.dataset.answers.split(' ')) swap(id, page.getElementById(id));
    } catch (error) {
      // The next letter has been typed already, or the line is gone: the button is still there.
      if (error.name !== 'AbortError') console.info(error.message);
    }
  };
  let timer = 0;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, 150);
  });
}

const openMenus = () => document.querySelectorAll('details.menu[open]');
document.addEventListener('click', (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// j k move, Enter opens, a approves, d and q open the form. The list may be another one after each event.
const rowsOfInbox = () => [...document.querySelectorAll('.inbox[data-keys] > li')];
if (document.querySelector('[data-live^="/host/requests"]')) {
  let here = -1;
  const show = (next) => {
    const rows = rowsOfInbox();
    here = Math.max(0, Math.min(rows.length - 1, next));
    for (const row of rows) row.classList.toggle('here', row === rows[here]);
    rows[here]?.querySelector('h3 a')?.focus();
  };
  document.addEventListener('keydown', (event) => {
    const isWriting = event.target.closest('input:not([type=hidden]), textarea, select, [contenteditable]');
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rowsOfInbox()[here];
    if (event.key === 'j') show(row?.classList.contains('here') ? here + 1 : here);
    else if (event.key === 'k') show(here - 1);
    else if (!row?.classList.contains('here')) return;
    else if (event.key === 'a') row.querySelector('[data-key=a]')?.click();
    else if (event.key === 'd' || event.key === 'q') row.querySelector('[data-key=d]')?.click();
    else return;
    event.preventDefault();
  });
}
