import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Masukan',
  reason: 'Apa alasan utama penilaian Anda?',
  thanks: 'Terima kasih atas masukan Anda.',
  send: 'Kirim',
  close: 'Tutup',
  thumbs: ['Buruk', 'Baik'],
  of: '{n} dari {max}',
  choices: 'Pilih semua yang sesuai',
  contact: 'Anda boleh menghubungi saya tentang hal ini',
  newWindow: 'terbuka di jendela baru',
}
