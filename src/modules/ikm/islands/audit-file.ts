/** Puts a chosen JSON file into the field beside it. Without it the field is pasted into, so the chooser stays hidden until it works. */
for (const group of document.querySelectorAll<HTMLElement>('[data-module="audit-file"]')) {
  const chooser = group.querySelector<HTMLInputElement>('input[type="file"]');
  const field = group.closest('form')?.querySelector('textarea');
  if (!chooser || !field) continue;
  group.hidden = false;
  chooser.addEventListener('change', async () => {
    const [file] = chooser.files ?? [];
    if (file) field.value = await file.text();
  });
}

export {};
