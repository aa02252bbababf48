/** Words, numbers and dates as Indonesia writes them. */

export { formatDate, formatDateTime, formatDecimal, formatInteger, formatPercent, formatUpTo } from './format.ts';
export { defineTexts, type Lang } from './texts.ts';
