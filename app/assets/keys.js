// One key for what an officer does most. Loaded only for those who turned it on at /desk/keys.
const leads = {
  a: '.todo a.button, main form .button',
  c: 'form[action*="/claim"] .button',
  n: 'a[rel~=next]',
  p: 'a[rel~=prev]',
  o: 'main textarea',
  u: 'a.back',
  '/': 'input[name=q]',
};
const places = { i: '/desk', '?': '/desk/keys' };

addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (key === 'Escape' && target.matches('textarea, input')) return target.blur();
  if (target.matches('input:not([type=checkbox], [type=radio]), textarea, select')) return;
  const row = document.activeElement.closest('tr');
  let to;
  if (key === 'j' || key === 'k') {
    // Down and up the first links of a list.
    const links = [...document.querySelectorAll('main tbody tr')].map((one) => one.querySelector('a'))
      .filter(Boolean);
    const at = links.findIndex((link) => link.closest('tr') === row);
    to = links[key === 'j' ? at + 1 : Math.max(at - 1, 0)];
    to?.focus();
  } else if (key === 'x') {
    to = row?.querySelector('input[type=checkbox]');
    // The focus stays on the row.
    to?.click();
  } else if (Object.hasOwn(places, key)) {
    to = places[key];
    location.assign(to);
  } else {
    to = Object.hasOwn(leads, key) && document.querySelector(leads[key]);
    // A button is for Enter to press: no key sends a form.
    if (to) to.matches('textarea, input, form .button') ? to.focus() : to.click();
  }
  if (to) event.preventDefault();
});
