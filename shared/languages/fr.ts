import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Votre avis',
  reason: 'Quelle est la principale raison de votre note ?',
  thanks: 'Merci pour votre avis.',
  send: 'Envoyer',
  close: 'Fermer',
  thumbs: ['Mauvais', 'Bon'],
  of: '{n} sur {max}',
  choices: 'Cochez tout ce qui s’applique',
  contact: 'Vous pouvez me contacter à ce sujet',
  newWindow: 's’ouvre dans une nouvelle fenêtre',
}
