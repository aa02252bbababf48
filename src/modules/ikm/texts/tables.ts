/** What this module's tables hold, for the README of an office's copy of its data. */
export const tableMeanings: Readonly<Record<string, string>> = {
  ikm_result: 'hasil yang terbit, setiap versi dengan seluruh perhitungannya',
  ikm_figure: 'angka pokok tiap versi yang terbit, yang boleh dibaca instansi lain',
  ikm_ranking: 'peringkat unit tiap periode, seperti terakhir dihitung dari hasil yang terbit',
  ikm_ranking_unit: 'tempat tiap unit dalam peringkat itu, atau sebab unit itu tidak diperingkat',
  ikm_earlier: 'hasil tercetak dari masa sebelum Suara, seperti tertulis di cetakannya',
  ikm_goal: 'target kinerja dari RPJMD, Renstra, dan perjanjian kinerja, beserta sumber dan riwayatnya',
  ikm_pace_reminder: 'kapan unit terakhir diingatkan bahwa jawabannya tertinggal',
};
