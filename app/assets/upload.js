// How far an upload has come, for forms that say data-upload. Without this the browser sends the form as it is,
// and the answer is the same page.
const sending = new WeakSet();

addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.dataset.upload || event.defaultPrevented) return;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);

  const bar = document.createElement('progress');
  bar.max = 100;
  bar.setAttribute('aria-label', form.dataset.upload);
  const words = document.createElement('p');
  words.setAttribute('role', 'status');
  words.textContent = form.dataset.upload;
  form.append(words, bar);

  const again = () => {
    sending.delete(form);
    bar.remove();
    words.textContent = form.dataset.failed;
  };
  const request = new XMLHttpRequest();
  let told = 0;
  request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable) return;
    bar.value = Math.floor((loaded / total) * 100);
    // A screen reader is told each quarter, not each step.
    if (bar.value >= told + 25) {
      told = bar.value - (bar.value % 25);
      words.textContent = `${form.dataset.upload} ${told} %`;
    }
  };
  request.onerror = again;
  request.ontimeout = again;
  request.onload = () => {
    if (request.status < 300) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = page.querySelector('main');
    if (!main) return again();
    document.title = page.title;
    document.querySelector('main').replaceWith(main);
    (main.querySelector('.error-summary') || main).focus();
  };
  request.open('POST', form.action);
  request.send(new FormData(form, event.submitter));
});
