/**
 * The code of a sheet comes first: Enter on the code that stands there goes on to the first score; on another one, such as a scanner types
 * it, it sends the form, and the house opens that sheet.
 */
for (const head of document.querySelectorAll('[data-module="sheet"]')) {
  const code = head.querySelector<HTMLInputElement>('input[name="kode"]');
  const first = head.parentElement?.querySelector<HTMLInputElement>('[data-module="keying"] input');
  if (document.activeElement === code) code?.select();
  code?.addEventListener('focus', () => code.select());
  code?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || code.value.trim() !== code.defaultValue) return;
    event.preventDefault();
    first?.focus();
  });
}

export {};
