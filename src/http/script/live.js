// Nothing depends on this file: pages work without it. It swaps in what the server sends ready made, closes open
// menus, and gives the list of requests its keys.

document.documentElement.classList.add('live');

// A page that changes while one looks: <main data-live="/host/…/events">. Each event is a list of elements, by name, with their HTML.
const live = document.querySelector('[data-live]');
if (live && 'EventSource' in window) {
  const source = new EventSource(live.dataset.live);
  source.onmessage = (message) => {
    for (const { id, html } of JSON.parse(message.data)) {
      const old = document.getElementById(id);
      if (!old || old.contains(document.activeElement)) continue;
      const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(id);
      if (fresh) old.replaceWith(document.adoptNode(fresh));
    }
  };
  source.addEventListener('end', () => source.close());
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

// j k move, Enter opens, a approves, d and q open the form.
const inbox = document.querySelector('.inbox[data-keys]');
if (inbox) {
  const rows = [...inbox.querySelectorAll(':scope > li')];
  let here = 0;
  const show = (next) => {
    rows[here]?.classList.remove('here');
    here = Math.max(0, Math.min(rows.length - 1, next));
    rows[here]?.classList.add('here');
    rows[here]?.querySelector('h3 a')?.focus();
  };
  document.addEventListener('keydown', (event) => {
    const isWriting = event.target.closest('input:not([type=hidden]), textarea, select, [contenteditable]');
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[here];
    if (event.key === 'j') show(here + (row?.classList.contains('here') ? 1 : 0));
    else if (event.key === 'k') show(here - 1);
    else if (!row?.classList.contains('here')) return;
    else if (event.key === 'a') row.querySelector('[data-key=a]')?.click();
    else if (event.key === 'd' || event.key === 'q') row.querySelector('[data-key=d]')?.click();
    else return;
    event.preventDefault();
  });
}
