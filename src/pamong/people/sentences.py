"""Fields of a person and findings about them, in the words of the office."""

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "foreign_id": _("ID di SIASN"),
    "nip": _("NIP"),
    "name": _("Nama"),
    "title_before": _("Gelar depan"),
    "title_after": _("Gelar belakang"),
    "born_on": _("Tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "email": _("Alamat surel"),
    "kind": _("Jenis pegawai"),
    "standing": _("Kedudukan hukum"),
    "rank": _("Golongan"),
    "joined_on": _("Mulai bekerja"),
    "left_on": _("Berhenti"),
    "left_reason": _("Alasan berhenti"),
    "position": _("Jabatan"),
    "position_kind": _("Jenis jabatan"),
    "position_level": _("Jenjang jabatan"),
    "position_grade": _("Kelas jabatan"),
    "is_head": _("Memimpin unit"),
    "acting": _("Plt. atau Plh."),
    "since": _("Mulai menjabat"),
    "unit_code": _("Kode unit"),
    "unit": _("Unit"),
    "unit_since": _("Unit berlaku sejak"),
    "parent_code": _("Kode unit induk"),
    "parent": _("Unit induk"),
    "supervisor": _("Penilai"),
    "superior": _("Atasan penilai"),
    "contract_number": _("Nomor kontrak"),
    "contract_from": _("Mulai kontrak"),
    "contract_to": _("Akhir kontrak"),
    "hours_share": _("Bagian jam kerja"),
    "contract": _("Kontrak"),
    "rater": _("Penilai"),
    "rater_superior": _("Atasan penilai"),
}


SENTENCES = {
    "nip_birth": _("Delapan angka pertama NIP bukan tanggal lahir yang mungkin: periksa NIP-nya."),
    "nip_birth_differs": _("Tanggal lahir berbeda dengan yang ada dalam NIP."),
    "nip_month": _("Angka ke-13 dan ke-14 NIP bukan bulan, padahal pegawai ini PNS."),
    "kind_guessed": _(
        "Jenis pegawai tidak disebut, dan angka ke-13 dan ke-14 NIP adalah %(about)s, bukan bulan: "
        "dibaca sebagai PPPK. Periksa NIP dan jenis pegawainya."
    ),
    "unknown_rank": _("Golongan tidak dikenal, tidak diimpor: %(about)s."),
    "nip_sex": _("Angka ke-15 NIP bukan 1 atau 2."),
    "no_birth_date": _("Tanggal lahir belum ada."),
    "no_level": _("Jenjang jabatan fungsional belum ada."),
    "no_post": _("Jabatan belum ada."),
    "no_unit": _("Unit belum ada."),
    "no_rater": _("Penilai belum ada: berkas tidak menyebutnya dan unitnya belum berkepala."),
    "rater_proposed": _("Penilai diusulkan dari kepala unit, karena berkas tidak menyebutnya."),
    "rates_self": _("Penilai adalah pegawai itu sendiri: diabaikan."),
    "unknown_supervisor": _("Penilai tidak ditemukan di berkas atau di instansi: %(about)s."),
    "unknown_superior": _("Atasan penilai tidak ditemukan di berkas atau di instansi: %(about)s."),
    "unit_near": _("Unit belum ada di instansi: %(about)s"),
    "unit_ambiguous": _("Ada beberapa unit bernama %(about)s: isi kode unit atau unit induknya."),
    "unit_circle": _(
        "Unit induk %(about)s melingkar: unit ditempatkan langsung di bawah instansi."
    ),
    "unit_day": _("Nama atau induk unit tidak diubah: %(about)s"),
    "later_post": _(
        "Jabatan tidak diubah: sudah ada jabatan yang mulai sesudah tanggal berlaku. "
        "Catat di halaman orangnya."
    ),
    "later_rater": _(
        "Penilai tidak diubah: sudah ada penilai yang mulai sesudah tanggal berlaku. "
        "Tetapkan di Siapa menilai siapa."
    ),
    "account_elsewhere": _("Akun dengan NIP ini milik pegawai instansi lain: akun belum dibuat."),
    "email_taken": _("Alamat surel dipakai orang lain: tidak dipakai untuk masuk."),
    "contract_undated": _("Kontrak %(about)s tanpa tanggal mulai dan berakhir: tidak diimpor."),
    "too_long": _("Terlalu panjang, tidak diimpor: %(about)s."),
    "unknown_left_reason": _("Alasan berhenti tidak dikenal, tidak diimpor: %(about)s."),
    "left_reason_without_day": _(
        "Alasan berhenti %(about)s tanpa tanggal berhenti: dicatat berhenti sejak tanggal berlaku."
    ),
    "unread": _("Tidak terbaca, tidak diimpor: %(about)s."),
    "odd_acting": _(
        "Kolom Plt. berisi “%(about)s”: jabatan dibaca definitif. Isi Plt., Plh., tambahan, atau tidak."
    ),
    "rounded_code": _(
        "Kode tertulis sebagai angka yang dibulatkan, tidak diimpor: %(about)s. Ubah kolomnya menjadi teks."
    ),
    "earlier_post": _("Beberapa jabatan; yang TMT-nya lebih awal tidak diimpor: %(about)s."),
    "other_kind_of_post": _(
        "Beberapa jabatan berbeda jenis; yang TMT-nya terbaru berlaku. Bila yang lain masih dirangkap, "
        "tandai Plt., Plh., atau tambahan: %(about)s."
    ),
    "repeated_row": _("Baris ini mengulang baris %(about)s: dibaca sekali."),
    "standing_unknown": _(
        "Kedudukan hukum %(about)s tidak dikenal: tetap dicatat sebagai pegawai aktif. Periksa orangnya."
    ),
    "no_nip": _("NIP kosong: dicatat menurut ID dalam berkas."),
    "sex_differs": _("Jenis kelamin berbeda dengan angka ke-15 NIP: periksa salah satunya."),
    "unit_two_names": _("Satu kode unit dengan dua nama: %(about)s. Nama yang pertama dipakai."),
    "standing_left": _("Kedudukan hukum %(about)s: dicatat berhenti pada tanggal dalam berkas."),
    "standing_left_undated": _(
        "Kedudukan hukum %(about)s tanpa tanggal berhenti: dicatat berhenti sejak tanggal berlaku."
    ),
    "standing_stays": _("Kedudukan hukum %(about)s: tetap dicatat sebagai pegawai aktif."),
    "standing_away": _(
        "Kedudukan hukum %(about)s: tetap dicatat sebagai pegawai aktif. Catat cutinya tersendiri."
    ),
    "left_returns": _(
        "Tercatat sudah berhenti, tetapi berkas ini tidak mengatakannya: tidak diubah. Periksa orangnya."
    ),
    "read_delimiter": _("Kolom dipisah dengan tanda %(about)s."),
    "read_mark": _("Berkas diawali tanda penyandian (BOM): diabaikan."),
    "read_quotes": _(
        "Tanda kutip tidak ditutup: dalam baris ini tanda kutip dibaca sebagai huruf."
    ),
    "read_apostrophe": _("Tanda petik di depan dibuang: %(about)s."),
    "read_serial": _("Tanggal tertulis sebagai angka Excel, dibaca sebagai tanggal: %(about)s."),
    "read_slashes": _("Tanggal bergaris miring dibaca hari/bulan/tahun: %(about)s."),
    "read_day_first": _("Tanggal dibaca hari-bulan-tahun: %(about)s."),
    "read_sex": _("Jenis kelamin tertulis M atau F: dibaca laki-laki atau perempuan."),
    "read_other_email": _(
        "Surel kantor (EMAIL GOV) kosong atau tidak terbaca: dipakai kolom surel lain."
    ),
    "read_contract": _(
        "Angka ke-13 dan ke-14 NIP adalah %(about)s, bukan bulan: dibaca sebagai NI PPPK."
    ),
}
