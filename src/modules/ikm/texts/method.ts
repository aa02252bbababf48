/** Words of /cara-menghitung: how the number comes about, for everybody. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const methodTexts = defineTexts({
  id: {
    title: 'Cara menghitung IKM',
    kicker: 'Indeks Kepuasan Masyarakat',
    lead: 'Dari jawaban Anda sampai satu angka, tanpa langkah yang disembunyikan.',
    steps: 'Empat langkah',
    step: [
      'Setiap jawaban bernilai 1 sampai 4: 1 untuk yang terburuk, 4 untuk yang terbaik.',
      'Nilai rata-rata (NRR) tiap unsur adalah jumlah nilainya dibagi banyaknya orang yang menjawab unsur itu. Jawaban kosong tidak dihitung nol; orang itu hanya tidak ikut dalam unsur tersebut.',
      'Semua unsur berbobot sama: dengan sembilan unsur, masing-masing 1/9. Jumlah NRR × bobot adalah indeks antara 1 dan 4.',
      'Indeks × 25 adalah IKM antara 25 dan 100. Baru di sini angkanya dibulatkan, satu kali, ke dua desimal. Mutunya dibaca dari angka yang tercetak.',
    ],
    example: 'Contoh',
    exampleText: (n: string, title: string) => `Contoh dari ${n} kuesioner nyata: ${title}.`,
    exampleLine: (index: string, ikm: string, mutu: string) =>
      `Jumlah NRR tertimbang adalah ${index}. Dikalikan 25 dan dibulatkan: IKM ${ikm}, mutu ${mutu}.`,
    exampleSource: 'Kabupaten Sekadau, Semester I 2019 (baris yang dapat dibaca umum)',
    weights: 'Mengapa bukan 0,11 atau 0,111',
    weightsText:
      'Di banyak lembar tertulis 0,11 atau 0,111. Itu singkatan dari 1/9 dan membuat indeks lebih rendah: bila semua orang memberi nilai 4, hasilnya 99,00 atau 99,90, bukan 100. Contoh di atas dengan bobot itu:',
    weight: 'Bobot',
    allFours: 'Bila semua menjawab 4',
    letters: 'Dari angka ke mutu',
    lettersText:
      'Tabel dalam aturan meninggalkan celah, misalnya antara 88,30 dan 88,31. Nilai 88,305 jatuh di celah itu. Suara membulatkan dulu, sekali, lalu membaca mutunya dari angka yang tercetak; jadi tidak ada nilai tanpa mutu, dan mutu selalu cocok dengan angkanya.',
    interval: 'Nilai interval',
    ikm: 'Nilai IKM',
    mutu: 'Mutu',
    word: 'Kinerja',
    certainty: 'Rentang 95 %',
    certaintyText:
      'Yang menjawab hanya sebagian dari semua penerima layanan. Rentang menunjukkan seberapa jauh angkanya dapat bergeser karena kebetulan siapa yang menjawab. Rentang dihitung dari sebaran jawaban dan hubungan antarunsur, dengan anggapan responden diambil acak; orang yang memilih sendiri untuk menjawab bisa saja berbeda dari yang diam.',
    sample: 'Berapa banyak yang harus ditanya',
    sampleText:
      'Sampel S dihitung tiap layanan dari jumlah penerima N dengan rumus Krejcie dan Morgan (1970), dibulatkan ke bilangan terdekat seperti tabel dalam aturan. Bila N kurang dari 10, semua ditanya. S adalah batas paling sedikit: jawaban yang lebih dari S tetap dipakai semua.',
    services: 'Beberapa layanan menjadi satu angka',
    servicesText:
      'Tidak ada aturan yang menetapkan caranya. Suara menyatukan semua jawaban, dan menuliskan cara itu di setiap hasil. Angka menurut cara lain ikut disebutkan, tetapi tidak dicampur.',
    never: 'Yang tidak pernah dilakukan',
    neverPoints: [
      'Tidak ada jawaban yang dibuang, juga yang terburuk.',
      'Tidak ada jawaban yang diubah sesudah diterima.',
      'Hasil yang sudah terbit tidak diganti; perbaikan terbit sebagai versi berikutnya di sampingnya.',
      'Kelompok di bawah lima orang tidak ditampilkan sendiri, agar tidak menunjuk orangnya.',
    ],
    law: 'Dasarnya',
    lawText:
      'PermenPANRB Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik.',
    list: 'Lihat hasil yang sudah terbit',
    total: 'Jumlah',
  },
  en: {
    title: 'How the IKM is computed',
    kicker: 'Public Satisfaction Index',
    lead: 'From your answers to one figure, with no hidden step.',
    steps: 'Four steps',
    step: [
      'Each answer counts 1 to 4: 1 for the worst, 4 for the best.',
      'The mean (NRR) of an element is the sum of its values divided by the number of people who answered it. An empty answer does not count as zero; that person simply takes no part in that element.',
      'All elements weigh the same: with nine elements, 1/9 each. The sum of NRR × weight is the index between 1 and 4.',
      'Index × 25 is the IKM between 25 and 100. Only here is the figure rounded, once, to two decimals. The grade is read off the printed figure.',
    ],
    example: 'Example',
    exampleText: (n: string, title: string) => `An example from ${n} real questionnaires: ${title}.`,
    exampleLine: (index: string, ikm: string, mutu: string) =>
      `The weighted means sum to ${index}. Times 25, rounded: IKM ${ikm}, grade ${mutu}.`,
    exampleSource: 'Kabupaten Sekadau, first half of 2019 (the rows open to the public)',
    weights: 'Why not 0.11 or 0.111',
    weightsText:
      'Many sheets print 0.11 or 0.111. These are shortenings of 1/9 and lower the index: if everybody gave a 4, the result would be 99.00 or 99.90 instead of 100. The example above with those weights:',
    weight: 'Weight',
    allFours: 'If everybody answers 4',
    letters: 'From figure to grade',
    lettersText:
      'The table of the rule leaves holes, for instance between 88.30 and 88.31. A value of 88.305 falls into one. Suara rounds first, once, then reads the grade off the printed figure; so no value is without a grade, and the grade always agrees with the figure.',
    interval: 'Interval value',
    ikm: 'IKM',
    mutu: 'Grade',
    word: 'Performance',
    certainty: 'The 95% interval',
    certaintyText:
      'Those who answer are only some of all recipients. The interval shows how far the figure could move by the chance of who answered. It is computed from the spread of the answers and the relation between elements, as if respondents had been drawn at random; people who choose to answer may differ from those who stay silent.',
    sample: 'How many must be asked',
    sampleText:
      'The sample S is computed per service from the number of recipients N by the formula of Krejcie and Morgan (1970), rounded to nearest as in the table of the rule. Below an N of 10, everybody is asked. S is a minimum: answers beyond it are all used.',
    services: 'Several services, one figure',
    servicesText:
      'No rule prescribes how. Suara takes all answers together, and says so on every result. Figures by other ways are mentioned too, but never mixed in.',
    never: 'What is never done',
    neverPoints: [
      'No answer is thrown away, not even the worst.',
      'No answer is changed once it is received.',
      'A published result is never replaced; a correction is published as a further version beside it.',
      'Groups of fewer than five people are not shown alone, so that they point at nobody.',
    ],
    law: 'Its basis',
    lawText: 'PermenPANRB 14/2017, guideline for public satisfaction surveys of units that provide public services.',
    list: 'See published results',
    total: 'Sum',
  },
});
