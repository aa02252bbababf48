/** The mark: nine dots, three by three, inside a speech bubble: nine unsur, one voice. Decorative; its name stands beside it. */
export function Mark({ size = 'md' }: { size?: 'md' | 'lg' }) {
  const dots = [9, 16, 23];
  return (
    <svg class={`mark mark-${size}`} viewBox="0 0 32 35" aria-hidden="true" focusable="false">
      <path class="mark-bubble" d="M4 0h24a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H16l-7 5v-5H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" />
      {dots.flatMap((y) => dots.map((x) => <circle key={`${x}${y}`} class="mark-dot" cx={x} cy={y - 1} r="2.3" />))}
    </svg>
  );
}
