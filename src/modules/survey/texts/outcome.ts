/** What became of a request, and where it ended. The stages are ours: no rule was found that names them (rules/outcome.ts). */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const outcomeTexts = defineTexts({
  id: {
    outcomes: { refused: 'ditolak', abandoned: 'tidak selesai' },
    stages: {
      registration: 'pendaftaran',
      requirements: 'kelengkapan syarat',
      examination: 'pemeriksaan',
      decision: 'keputusan',
      handover: 'penyerahan',
      '': 'tahap tidak disebut',
    },
  },
  en: {
    outcomes: { refused: 'refused', abandoned: 'given up' },
    stages: {
      registration: 'registration',
      requirements: 'requirements',
      examination: 'examination',
      decision: 'decision',
      handover: 'handover',
      '': 'stage not said',
    },
  },
});
