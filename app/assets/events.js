// New work, said in the inbox while it is looked at. The list stays as it is: the link leads to what is new. Without
// this the next page that is opened says so.
const place = document.querySelector('[data-events]');
const link = place.querySelector('a');
let source;

function listen() {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  source = new EventSource(place.dataset.events);
  source.addEventListener('new', ({ data }) => {
    link.textContent = data;
    link.hidden = false;
  });
}

document.addEventListener('visibilitychange', listen);
addEventListener('pagehide', () => source?.close());
addEventListener('pageshow', ({ persisted }) => persisted && listen());
listen();
