/** Words of the buttons that read a question aloud, by the page's language. Small: respondents' phones load them. */
export const readAloudTexts: Readonly<Record<string, { readonly read: string; readonly stop: string }>> & {
  readonly id: { readonly read: string; readonly stop: string };
} = {
  id: { read: 'Bacakan', stop: 'Berhenti' },
  en: { read: 'Read aloud', stop: 'Stop' },
  jv: { read: 'Waosaken', stop: 'Mandheg' },
  su: { read: 'Bacakeun', stop: 'Eureun' },
  min: { read: 'Bacoan', stop: 'Baranti' },
};
