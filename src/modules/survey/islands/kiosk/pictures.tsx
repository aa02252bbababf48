/** Pictures for people who do not read: four faces, and what the buttons do. Inline, so that nothing is fetched. */

/** From very unsatisfied to very satisfied; the mouth alone tells, not a colour. */
const mouths = ['M15 36Q24 23 33 36', 'M16 34Q24 29 32 34', 'M16 31Q24 37 32 31', 'M13 28H35Q33 40 24 40Q15 40 13 28Z'] as const;

export function Face({ place }: { place: number }) {
  return (
    <svg class="face" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      <path class="eyes" d="M17 19h0M31 19h0" />
      <path class={place === 3 ? 'mouth laugh' : 'mouth'} d={mouths[place] ?? mouths[2]} />
    </svg>
  );
}

const icons = {
  back: 'M15 5l-7 7 7 7',
  sound: 'M4 9v6h4l5 4V5L8 9zM16 9q2 3 0 6M18.5 6q4 6 0 12',
  full: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  done: 'M5 12.5l5 5L19.5 7',
} as const;

export function Icon({ name }: { name: keyof typeof icons }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}
