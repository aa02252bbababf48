/** Words, numbers and dates as Indonesia writes them. */
export { defineTexts, type Lang, langs } from './texts.ts';
export { formatDate, formatDateTime, formatDecimal, formatInteger, formatPercent } from './format.ts';
