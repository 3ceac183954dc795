// Keeps what is typed into an act's form every few seconds; without this, its button does. And puts a template's text
// where the cursor is; without this, its button opens the page with the text.
const form = document.querySelector('[name=draft-of]')?.form;
const button = form?.querySelector('[formaction]');
if (button) {
  const told = document.createElement('p');
  told.className = 'hint';
  told.setAttribute('role', 'status');
  button.after(told);
  let timer, sent, over;

  const keep = async () => {
    clearTimeout(timer);
    timer = 0;
    if (over) return;
    const body = new URLSearchParams(new FormData(form));
    body.set('quiet', 'yes');
    sent = new AbortController();
    let kept;
    try {
      const { signal } = sent;
      const how = { method: 'POST', body, signal, keepalive: document.hidden, redirect: 'manual' };
      kept = (await fetch(button.formAction, how)).status === 204;
    } catch { /* told below */ }
    if (!over) told.textContent = kept ? button.dataset.kept : button.dataset.failed;
  };

  form.addEventListener('input', () => { timer ||= setTimeout(keep, 4000); });
  addEventListener('visibilitychange', () => { if (document.hidden && timer) keep(); });
  // What is sent is no draft any more.
  form.addEventListener('submit', () => {
    over = true;
    clearTimeout(timer);
    sent?.abort();
  });
  addEventListener('pageshow', () => { over = false; });

  // A template's text goes where the cursor is; without an answer, the button does what it does.
  let plain;
  addEventListener('click', async (event) => {
    const insert = event.target.closest('[data-insert]');
    const box = form.querySelector('textarea');
    if (!insert || insert === plain || !box) return;
    event.preventDefault();
    let text;
    try {
      const answer = await fetch(insert.dataset.insert, { redirect: 'manual' });
      if (answer.ok) text = await answer.text();
    } catch { /* below */ }
    if (text === undefined) {
      plain = insert;
      return insert.click();
    }
    // The wording of an outcome chooses it.
    const named = insert.dataset.outcome;
    const outcome = [...form.querySelectorAll('[name=outcome]')].find((one) => one.value === named);
    if (outcome) outcome.checked = true;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.focus();
  });
}
