/**
 * For agencies' sites: puts the form where the page has `<div data-suara="kode"><a href="…/s/kode">…</a></div>`, or after the script itself
 * (`data-kode`). One file without imports, in a function of its own: it leaves no name behind, keeps nothing, and asks nothing but the frame.
 * Until the frame has answered, and where it never does, the link in the page stays.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const home = new URL(script.src).origin;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const words = document.documentElement.lang.slice(0, 2) === 'en' ? 'Satisfaction survey' : 'Survei kepuasan masyarakat';

  /** The ground of the page is the other one than that of its letters. Unknown for colours of newer spellings: the device decides. */
  function themeOf(place: HTMLElement): string {
    const rgb = /^rgba?\((\d+), (\d+), (\d+)/.exec(getComputedStyle(place).color);
    if (!rgb) return '';
    return 299 * Number(rgb[1]) + 587 * Number(rgb[2]) + 114 * Number(rgb[3]) > 128000 ? 'gelap' : 'terang';
  }

  /** Adds the frame to a place. `shown` is called once it has answered, `lost` where it does not. */
  function show(place: HTMLElement, title: string, shown: () => void, lost: () => void): HTMLIFrameElement {
    const { suara, tema = themeOf(place), bahasa = '' } = place.dataset;
    const frame = document.createElement('iframe');
    frame.title = title;
    frame.setAttribute('loading', 'lazy');
    frame.style.cssText = 'display:block;width:100%;height:640px;border:0';
    let answered = false;
    window.addEventListener('message', ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== home || !data || !(data.suara > 0)) return;
      frame.style.height = `${Math.min(data.suara, 30000)}px`;
      // The receipt is short where the form was long: its reader would look at what stands below.
      if (answered && data.baru && frame.getBoundingClientRect().top < 0)
        frame.scrollIntoView({ behavior: calm ? 'auto' : 'smooth' });
      if (!answered) shown();
      answered = true;
    });
    frame.addEventListener('load', () => {
      // The frame answers before it has loaded; what was refused or is not there never does.
      setTimeout(() => {
        if (answered) return;
        frame.remove();
        lost();
      }, 2000);
    });
    const about = ['tinggi=1', tema && `tema=${encodeURIComponent(tema)}`, bahasa && `bahasa=${encodeURIComponent(bahasa)}`];
    frame.src = `${home}/sematan/${encodeURIComponent(suara || '')}?${about.filter(Boolean).join('&')}`;
    place.appendChild(frame);
    return frame;
  }

  function start(place: HTMLElement): void {
    if (place.dataset.siap) return;
    place.dataset.siap = '1';
    const link = place.querySelector('a');
    const title = place.dataset.judul || link?.textContent || words;
    const see = (seen: boolean) => {
      if (link) link.style.display = seen ? '' : 'none';
    };
    if (place.dataset.tombol === undefined) {
      show(
        place,
        title,
        () => see(false),
        () => see(true),
      );
      return;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = place.dataset.tombol || title;
    button.style.minHeight = '44px';
    button.setAttribute('aria-expanded', 'false');
    place.appendChild(button);
    see(false);
    let frame: HTMLIFrameElement | null = null;
    let open = false;
    button.addEventListener('click', () => {
      open = !open;
      button.setAttribute('aria-expanded', String(open));
      // Closed it only goes out of sight: what was filled in is there when it is opened again.
      if (frame) frame.style.display = open ? 'block' : 'none';
      else
        frame = show(
          place,
          title,
          () => {},
          () => {
            button.remove();
            see(true);
          },
        );
    });
  }

  function startAll(): void {
    for (const place of Array.from(document.querySelectorAll<HTMLElement>('[data-suara]'))) start(place);
  }

  if (script.dataset.kode && script.parentNode && script.parentNode !== document.head) {
    const place = document.createElement('div');
    for (const name of ['tema', 'bahasa', 'judul', 'tombol']) {
      const said = script.dataset[name];
      if (said !== undefined) place.dataset[name] = said;
    }
    place.dataset.suara = script.dataset.kode;
    script.parentNode.insertBefore(place, script);
  }
  startAll();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startAll);
})();
