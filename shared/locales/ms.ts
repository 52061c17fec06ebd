import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Maklum balas',
    reason: 'Apakah sebab utama anda memberikan skor ini?',
    thanks: 'Terima kasih atas maklum balas anda.',
    send: 'Hantar',
    close: 'Tutup',
    thumbs: {
      low: 'Buruk',
      high: 'Baik',
    },
    of: '{n} daripada {max}',
    chosen: 'Anda memilih {choice}',
    saved: 'Disimpan',
    choices: 'Pilih semua yang berkenaan',
    contact: 'Anda boleh menghubungi saya tentang perkara ini',
    newWindow: 'dibuka dalam tetingkap baharu',
  },
  mail: {
    subject: 'Soalan ringkas daripada {from}',
    unsubscribe: 'Nyahlanggan',
    confirmUnsubscribe: 'Adakah anda mahu berhenti menerima e-mel ini?',
    unsubscribed: 'Anda tidak akan menerima e-mel ini lagi.',
  },
  links: {
    chooseRating: 'Sila pilih skor dahulu.',
    madeWith: 'Dibuat dengan {name}',
    whoSees: '{name} melihat jawapan anda dan, jika anda dijemput, siapa anda.',
    yourAnswer: 'Jawapan anda',
    viewAnswer: 'Lihat, ubah atau padamkan jawapan anda',
    eraseAnswer: 'Padamkan jawapan saya',
    confirmErase: 'Adakah anda mahu memadamkan jawapan anda? Tindakan ini tidak boleh dibatalkan.',
    answerErased: 'Jawapan anda telah dipadamkan.',
    noAnswer: 'Tiada jawapan di sini.',
    linkExpired: 'Pautan ini telah tamat tempoh.',
    surveyClosed: 'Tinjauan ini telah ditutup.',
    unknownLink: 'Pautan ini tidak sah.',
    decoyLink:
      'Pautan ini adalah untuk program yang memeriksa e-mel. Sila gunakan skor dalam e-mel tersebut.',
  },
  questions: {
    nps: {
      question: 'Sejauh manakah kemungkinan anda mengesyorkan kami kepada rakan atau rakan sekerja?',
      lowLabel: 'Tidak mungkin sama sekali',
      highLabel: 'Sangat mungkin',
    },
    csat: {
      question: 'Sejauh manakah anda berpuas hati dengan kami?',
      lowLabel: 'Sangat tidak berpuas hati',
      highLabel: 'Sangat berpuas hati',
    },
    ces: {
      question: 'Kami memudahkan anda menyelesaikan urusan anda. Adakah anda bersetuju?',
      lowLabel: 'Sangat tidak setuju',
      highLabel: 'Sangat setuju',
    },
    effort: {
      question: 'Berapa banyakkah usaha yang perlu anda curahkan untuk menyelesaikannya?',
      lowLabel: 'Sangat sedikit',
      highLabel: 'Sangat banyak',
    },
  },
}
