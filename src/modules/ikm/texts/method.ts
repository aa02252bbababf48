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
      'Yang menjawab hanya sebagian dari semua penerima layanan. Rentang menunjukkan seberapa jauh angkanya dapat bergeser karena kebetulan siapa yang menjawab. Rentang dihitung dari sebaran jawaban dan hubungan antarunsur, dengan anggapan responden diambil acak.',
    coverageText: (runs: string) =>
      `Apakah rentang menepati janjinya? Kami mengujinya dengan responden buatan dari empat macam warga: ${runs} survei untuk tiap baris, lalu dihitung berapa kali rentang memuat nilai yang sebenarnya. Seharusnya 95 dari 100.`,
    coverageAll: 'Di semua percobaan hasilnya antara 93 % dan 97 %.',
    coverageOutside: 'Di luar 93–97 %, jadi jangan percaya rentang 95 % begitu saja:',
    coverageLine: (population: string, n: string, share: string) => `${population}, ${n} responden: hanya benar ${share}`,
    coverageTable: 'Semua percobaan',
    population: {
      ordinary: 'pendapat beragam',
      ceiling: 'hampir semua memberi nilai terbaik',
      divided: 'dua kubu',
      straight: 'kebanyakan mengisi satu kolom dari atas ke bawah',
    },
    populationName: 'Macam warga',
    respondents: 'Responden',
    coverage: 'Rentang memuat nilai sebenarnya',
    daysTitle: 'Jawaban sehari yang mirip',
    daysText:
      'Orang yang dilayani pada hari yang sama mengalami antrean dan petugas yang sama, jadi jawabannya lebih mirip daripada jawaban dua orang sembarang. Pengaruh rancangan menunjukkan berapa kali ragam membesar bila tiap hari dihitung sebagai satu kelompok. Bila sudah ada sepuluh hari dan galatnya lebih besar, peluang mutu dihitung dari galat itu.',
    finiteTitle: 'Khusus penerima satu periode',
    finiteText:
      'Bila jumlah penerima N diketahui dan belum semua menjawab, ada rentang kedua yang lebih sempit: ia hanya menggambarkan N orang pada periode itu. Untuk membandingkan periode atau layanan rentang itu salah, jadi tidak pernah dipakai untuk selisih, peringkat, atau perkiraan.',
    weightedTitle: 'IKM tertimbang menurut kerangka',
    weightedText:
      'Bila kerangka penerima (jenis kelamin, umur, dan seterusnya) diisi, petugas dapat melihat angka kedua: jawaban ditimbang sampai susunan responden sama dengan kerangka. Angka itu punya nama sendiri dan tidak menggantikan IKM. Bila ada kelompok tanpa responden atau seseorang harus ditimbang terlalu berat, angkanya tidak dihitung.',
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
      'Those who answer are only some of all recipients. The interval shows how far the figure could move by the chance of who answered. It is computed from the spread of the answers and the relation between elements, as if respondents had been drawn at random.',
    coverageText: (runs: string) =>
      `Does the interval keep its promise? We tried it with made-up respondents of four kinds of people: ${runs} surveys for each line, counting how often the interval held the true value. It should be 95 of 100.`,
    coverageAll: 'In all trials it was between 93% and 97%.',
    coverageOutside: 'Outside 93–97%, so do not simply trust a 95% interval here:',
    coverageLine: (population: string, n: string, share: string) => `${population}, ${n} respondents: right only ${share}`,
    coverageTable: 'All trials',
    population: {
      ordinary: 'opinions that differ',
      ceiling: 'nearly all give the best answer',
      divided: 'two camps',
      straight: 'most tick one column from top to bottom',
    },
    populationName: 'Kind of people',
    respondents: 'Respondents',
    coverage: 'Interval held the true value',
    daysTitle: 'Answers of one day are alike',
    daysText:
      'People served on one day met the same queue and the same staff, so their answers are more alike than those of any two people. The design effect says how many times the variance grows when each day is taken as one group. With ten days or more, where that error is larger, chances of grades are computed from it.',
    finiteTitle: 'For the recipients of one period',
    finiteText:
      'Where the number of recipients N is known and not all of them answered, there is a second, narrower interval: it describes only the N people of that period. To compare periods or services it would be wrong, so it is in no difference, rank or forecast.',
    weightedTitle: 'IKM weighted to the frame',
    weightedText:
      'Where a frame of recipients (sex, age, and so on) is given, officers can see a second figure: answers are weighted until respondents are composed as the frame is. It has a name of its own and never takes the place of the IKM. Where a group has no respondent, or somebody would have to weigh too much, it is not computed.',
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
