/** Reading aloud with the browser's own voice. */

export interface Speech {
  /** Whether there is a voice for the language: with another one Indonesian cannot be understood. */
  can(lang: 'id' | 'en'): boolean;
  /** Says it, and nothing else any more. */
  say(text: string, lang: 'id' | 'en'): void;
  stop(): void;
}

/** `changed`: voices came or went; browsers fetch them after the page. */
export function createSpeech(changed: () => void): Speech {
  const synthesis = 'speechSynthesis' in globalThis && 'SpeechSynthesisUtterance' in globalThis ? speechSynthesis : null;
  // Old Android writes the language's former code.
  const voiceFor = (lang: 'id' | 'en') =>
    synthesis?.getVoices().find((voice) => (lang === 'id' ? /^(id|in)\b/i : /^en\b/i).test(voice.lang));
  synthesis?.addEventListener?.('voiceschanged', changed);
  return {
    can: (lang) => voiceFor(lang) !== undefined,
    say: (text, lang) => {
      const voice = voiceFor(lang);
      if (!synthesis || !voice) return;
      synthesis.cancel();
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.voice = voice;
      spoken.lang = voice.lang;
      spoken.rate = 0.9;
      synthesis.speak(spoken);
    },
    stop: () => synthesis?.cancel(),
  };
}
