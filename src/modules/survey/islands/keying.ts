/** Nine keys for nine answers: a digit that fits moves on to the next field, Backspace in an empty one moves back. Enter sends, as forms do. */
for (const group of document.querySelectorAll('[data-module="keying"]')) {
  const fields = [...group.querySelectorAll<HTMLInputElement>('input')];
  for (const [at, field] of fields.entries()) {
    field.addEventListener('input', () => {
      const value = Number(field.value);
      if (field.value.length === 1 && value >= Number(field.min) && value <= Number(field.max)) fields[at + 1]?.focus();
    });
    field.addEventListener('focus', () => field.select());
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Backspace' && field.value === '') fields[at - 1]?.focus();
    });
  }
}

export {};
