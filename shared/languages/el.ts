import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Σχόλια',
  reason: 'Ποιος είναι ο κύριος λόγος για τη βαθμολογία σας;',
  thanks: 'Ευχαριστούμε για τα σχόλιά σας.',
  send: 'Αποστολή',
  close: 'Κλείσιμο',
  thumbs: ['Κακό', 'Καλό'],
  of: '{n} από {max}',
  choices: 'Επιλέξτε όσα ισχύουν',
  contact: 'Μπορείτε να επικοινωνήσετε μαζί μου σχετικά',
  newWindow: 'ανοίγει σε νέο παράθυρο',
}
