import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Masukan',
    reason: 'Apa alasan utama penilaian Anda?',
    thanks: 'Terima kasih atas masukan Anda.',
    send: 'Kirim',
    close: 'Tutup',
    thumbs: {
      low: 'Buruk',
      high: 'Baik',
    },
    of: '{n} dari {max}',
    chosen: 'Anda memilih {choice}',
    saved: 'Tersimpan',
    choices: 'Pilih semua yang sesuai',
    contact: 'Anda boleh menghubungi saya tentang hal ini',
    newWindow: 'terbuka di jendela baru',
  },
  mail: {
    subject: 'Pertanyaan singkat dari {from}',
    unsubscribe: 'Berhenti berlangganan',
    confirmUnsubscribe: 'Berhenti menerima email ini?',
    unsubscribed: 'Anda tidak akan menerima email ini lagi.',
  },
  links: {
    chooseRating: 'Pilih skor terlebih dahulu.',
    madeWith: 'Dibuat dengan {name}',
    whoSees: '{name} melihat jawaban Anda dan, jika Anda diundang, siapa Anda.',
    yourAnswer: 'Jawaban Anda',
    viewAnswer: 'Lihat, ubah, atau hapus jawaban Anda',
    eraseAnswer: 'Hapus jawaban saya',
    confirmErase: 'Hapus jawaban Anda? Tindakan ini tidak dapat dibatalkan.',
    answerErased: 'Jawaban Anda telah dihapus.',
    noAnswer: 'Tidak ada jawaban di sini.',
    linkExpired: 'Tautan ini telah kedaluwarsa.',
    surveyClosed: 'Survei ini telah ditutup.',
    unknownLink: 'Tautan ini tidak mengarah ke mana pun.',
    decoyLink: 'Tautan ini untuk program yang memeriksa email. Silakan gunakan skor di dalam email.',
  },
  questions: {
    nps: {
      question: 'Seberapa besar kemungkinan Anda merekomendasikan kami kepada teman atau rekan kerja?',
      lowLabel: 'Sama sekali tidak mungkin',
      highLabel: 'Sangat mungkin',
    },
    csat: {
      question: 'Seberapa puas Anda dengan kami?',
      lowLabel: 'Sangat tidak puas',
      highLabel: 'Sangat puas',
    },
    ces: {
      question: 'Kami memudahkan Anda menyelesaikan keperluan Anda. Apakah Anda setuju?',
      lowLabel: 'Sangat tidak setuju',
      highLabel: 'Sangat setuju',
    },
    effort: {
      question: 'Seberapa besar upaya yang harus Anda keluarkan untuk menyelesaikannya?',
      lowLabel: 'Sangat kecil',
      highLabel: 'Sangat besar',
    },
  },
}
