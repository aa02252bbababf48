/** A question in signs or as a picture. */
import type { KioskAid } from '../../rules/kiosk.ts';
import { kioskTexts } from '../../texts/kiosk.ts';
import type { KioskActs, KioskState } from './state.ts';

/** Gone where it cannot be loaded: a kiosk without a network asks without it. Whoever watches is there. */
export function AidOf({ aid, state, acts }: { aid: KioskAid; state: KioskState; acts: KioskActs }) {
  const t = kioskTexts[state.lang];
  const hide = (event: Event) => {
    const box = (event.currentTarget as HTMLElement).closest('details');
    if (box) box.hidden = true;
  };
  return (
    <details class="aid" key={aid.src}>
      <summary>{aid.video ? t.signs : t.picture}</summary>
      {aid.video ? (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: the video is itself what the written question says, in signs; its words stand below it. */}
          <video controls playsInline preload="none" src={aid.src} onTimeUpdate={acts.stay} onError={hide} />
          <p lang="id">{aid.words}</p>
        </>
      ) : (
        <img loading="lazy" src={aid.src} alt={aid.words} lang="id" onError={hide} />
      )}
    </details>
  );
}
