/** Reads a question and its answers aloud, when asked: a button per question, only where the browser has a voice of the page's language. */
import { readAloudTexts } from '../../texts/read-aloud.ts';

/** What a listener needs to choose: the question, then every answer. */
function wordsOf(question: HTMLFieldSetElement): string {
  // The number beside the question is for the eye; the button itself lies in no legend.
  const legend = question.querySelector('legend')?.cloneNode(true) as HTMLElement | undefined;
  legend?.querySelector('b')?.remove();
  const answers = [...question.querySelectorAll('.o label')].map((label) => label.textContent ?? '');
  return [legend?.textContent ?? '', ...answers].map((text) => text.trim()).join('. ');
}

/** Puts the buttons in as soon as a voice is known: some browsers load theirs late, and never say so when there are none. */
export function offerReading(form: HTMLFormElement): void {
  if (!('speechSynthesis' in globalThis && 'SpeechSynthesisUtterance' in globalThis)) return;
  const page = document.documentElement.lang;
  const t = readAloudTexts[page] ?? readAloudTexts.id;
  const speech = globalThis.speechSynthesis;
  const voiceOf = (lang: string) => speech.getVoices().find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang);
  let speaking: HTMLButtonElement | undefined;

  function stop(): void {
    speech.cancel();
    if (speaking) speaking.textContent = t.read;
    speaking = undefined;
  }

  function start(button: HTMLButtonElement, question: HTMLFieldSetElement): void {
    const mine = speaking === button;
    stop();
    if (mine) return;
    const lang = question.lang || page;
    const utterance = new SpeechSynthesisUtterance(wordsOf(question));
    utterance.lang = lang;
    utterance.voice = voiceOf(lang) ?? null;
    const done = () => {
      if (speaking !== button) return;
      button.textContent = t.read;
      speaking = undefined;
    };
    utterance.onend = done;
    utterance.onerror = done;
    speaking = button;
    button.textContent = t.stop;
    speech.speak(utterance);
  }

  function offer(): void {
    for (const question of form.querySelectorAll<HTMLFieldSetElement>('fieldset.q')) {
      const legend = question.querySelector('legend');
      if (!legend || question.querySelector('[data-aloud]') || !voiceOf(question.lang || page)) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.aloud = '';
      button.textContent = t.read;
      const number = legend.querySelector('b')?.textContent ?? '';
      if (legend.id === '') legend.id = `aloud-${number}`;
      button.setAttribute('aria-describedby', legend.id);
      button.addEventListener('click', () => start(button, question));
      // By the object model, which the policy allows: the form's own sheet need not know the button.
      button.style.cssText =
        'clear:both;width:auto;margin:0 0 14px 34px;padding:9px 16px;border:1px solid;background:none;color:inherit;font-size:.9375rem;font-weight:400';
      legend.after(button);
    }
  }

  offer();
  speech.addEventListener?.('voiceschanged', offer);
  addEventListener('pagehide', stop);
}
