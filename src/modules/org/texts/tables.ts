/** What this module's tables hold, for the README of an office's copy of its data. */
export const tableMeanings: Readonly<Record<string, string>> = {
  org_tenant: 'instansi itu sendiri: nama, daerah, zona waktu, alamat untuk ponsel',
  org_region: 'kode wilayah instansi dengan namanya, yang boleh dibaca instansi lain',
  org_brand: 'tampilan instansi: warna, kontak, dan logonya (bita sebagai heksadesimal)',
  org_unit: 'susunan unit: bidang, UPT, kelurahan',
  org_service: 'layanan yang disurvei',
  org_period: 'periode survei',
  org_population_part: 'N menurut cara melayani (loket, daring, kunjungan), dengan sumbernya',
  org_frame: 'siapa yang dilayani menurut jenis kelamin, usia, pendidikan, disabilitas, dan wilayah; masing-masing sendiri',
  org_population: 'jumlah orang yang dilayani (N) tiap layanan dan periode, dengan sumbernya',
};
