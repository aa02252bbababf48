/** In a frame: tells the site around it how high the page is, and nothing else. One that does not listen shows a frame that scrolls. */
(() => {
  if (window.parent === window) return;
  let told = 0;
  let fresh = true;
  function tell(): void {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    // Any site may know it: it depends on the page, not on what was filled in.
    window.parent.postMessage({ suara: height, baru: fresh }, '*');
    fresh = false;
  }
  // Images of the browser's own, letters that came late, a turned phone, a box for text that was pulled larger.
  for (const kind of ['load', 'resize', 'input', 'mouseup', 'touchend']) window.addEventListener(kind, tell);
  window.addEventListener('pageshow', () => {
    // Back to a page that the browser had kept: the site has the height of the one after it.
    told = 0;
    fresh = true;
    tell();
  });
  tell();
})();
