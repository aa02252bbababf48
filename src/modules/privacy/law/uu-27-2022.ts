/** UU 27/2022 tentang Pelindungan Data Pribadi, as data. `confirmed` says whether the wording was seen by us; see `source`. */

interface Value<T> {
  readonly value: T;
  readonly article: string;
  readonly source: string;
  readonly confirmed: boolean;
}

/** Hours for answering a request: clock hours, not working days. */
export const answerHours: Value<number> = {
  value: 72,
  article: 'Pasal 30, 32, 40, 41',
  source: 'https://pasal.id/search?q=kewajiban+pengendali+data+pribadi',
  confirmed: true,
};

/** Hours for telling the people concerned and the agency of a breach, in writing. */
export const breachHours: Value<number> = {
  value: 72,
  article: 'Pasal 46',
  source: 'https://nasional.kompas.com/read/2022/09/20/14335911/uu-pdp-atur-protokol-kebocoran-data-begini-langkahnya',
  confirmed: true,
};

/** Age below which a guardian agrees (art. 25). The law names no number that we have seen; an implementing regulation may. */
export const childAge: Value<number> = { value: 18, article: 'Pasal 25', source: '', confirmed: false };

/** The places of the law that pages name. */
export const articles = {
  basis: 'Pasal 20',
  consent: 'Pasal 20–24',
  refusal: 'Pasal 33',
  record: 'Pasal 31',
  assessment: 'Pasal 34',
  classes: 'Pasal 4',
} as const;

/** What makes an assessment necessary (art. 34), and whether this house does it as delivered; null: the office must say. */
export const assessmentTriggers = [
  { id: 'automated', here: false },
  { id: 'specific', here: true },
  { id: 'large_scale', here: null },
  { id: 'scoring', here: false },
  { id: 'matching', here: false },
  { id: 'technology', here: false },
  { id: 'limits', here: false },
] as const;

export type AssessmentTrigger = (typeof assessmentTriggers)[number]['id'];
