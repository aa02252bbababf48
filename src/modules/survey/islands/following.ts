/** Looks every second how far a job is, and opens the page anew when it has come to its end. Away from the tab it looks seldom. */
const box = document.querySelector<HTMLElement>('[data-module="following"]');

async function look(): Promise<void> {
  if (!box) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.querySelector<HTMLElement>('[data-module="following"]');
      if (next?.dataset.state !== box.dataset.state) {
        location.reload();
        return;
      }
      box.replaceChildren(...(next?.childNodes ?? []));
    }
  } catch {
    // The server is away: what is shown stays, and the next look may find it again.
  }
  setTimeout(look, document.hidden ? 10_000 : 1000);
}

setTimeout(look, 1000);

export {};
