import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Geri bildirim',
  reason: 'Bu puanı vermenizin ana nedeni nedir?',
  thanks: 'Geri bildiriminiz için teşekkürler.',
  send: 'Gönder',
  close: 'Kapat',
  thumbs: ['Kötü', 'İyi'],
  of: '{max} üzerinden {n}',
  choices: 'Uygun olanların tümünü seçin',
  contact: 'Bu konuda benimle iletişime geçebilirsiniz',
  newWindow: 'yeni pencerede açılır',
}
