/** Asks the device for its key when a form of a passkey is sent, puts the answer into the form, and sends it on. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

for (const box of document.querySelectorAll<HTMLElement>('[data-module="passkey"]')) {
  const form = box.querySelector('form');
  const answer = box.querySelector<HTMLInputElement>('input[name="answer"]');
  const said = box.querySelector<HTMLElement>('[role="status"]');
  const { ceremony, options = '{}', failed = '' } = box.dataset;
  form?.addEventListener('submit', async (event) => {
    if (answer?.value !== '') return;
    event.preventDefault();
    if (said) said.textContent = '';
    try {
      const optionsJSON = JSON.parse(options);
      const key = ceremony === 'create' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
      answer.value = JSON.stringify(key);
      form.submit();
    } catch {
      if (said) said.textContent = failed;
    }
  });
}
