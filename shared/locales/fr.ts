import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Votre avis',
    reason: 'Quelle est la principale raison de votre note\u202f?',
    thanks: 'Merci pour votre avis.',
    send: 'Envoyer',
    close: 'Fermer',
    thumbs: {
      low: 'Mauvais',
      high: 'Bon',
    },
    of: '{n} sur {max}',
    chosen: 'Vous avez choisi {choice}',
    saved: 'Enregistré',
    choices: 'Plusieurs réponses possibles',
    contact: 'Vous pouvez me contacter à ce sujet',
    newWindow: 's’ouvre dans une nouvelle fenêtre',
  },
  mail: {
    subject: '{from} : une petite question',
    unsubscribe: 'Se désabonner',
    confirmUnsubscribe: 'Ne plus recevoir ces e-mails\u202f?',
    unsubscribed: 'Vous ne recevrez plus ces e-mails.',
  },
  links: {
    chooseRating: 'Choisissez d’abord une note.',
    madeWith: 'Réalisé avec {name}',
    whoSees: '{name} voit votre réponse et, si vous avez été invité, qui vous êtes.',
    yourAnswer: 'Votre réponse',
    viewAnswer: 'Voir, modifier ou supprimer votre réponse',
    eraseAnswer: 'Supprimer ma réponse',
    confirmErase: 'Supprimer votre réponse\u202f? Cette action est irréversible.',
    answerErased: 'Votre réponse a été supprimée.',
    noAnswer: 'Il n’y a pas de réponse ici.',
    linkExpired: 'Ce lien a expiré.',
    surveyClosed: 'Cette enquête est close.',
    unknownLink: 'Ce lien n’est pas valide.',
    decoyLink:
      'Ce lien est destiné aux programmes qui contrôlent les e-mails. Veuillez utiliser les notes de l’e-mail.',
  },
  questions: {
    nps: {
      question: 'Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue\u202f?',
      lowLabel: 'Pas du tout probable',
      highLabel: 'Extrêmement probable',
    },
    csat: {
      question: 'Quel est votre niveau de satisfaction à notre égard\u202f?',
      lowLabel: 'Satisfaction très faible',
      highLabel: 'Satisfaction très élevée',
    },
    ces: {
      question: 'Nous vous avons facilité la tâche. Êtes-vous d’accord\u202f?',
      lowLabel: 'Pas du tout d’accord',
      highLabel: 'Tout à fait d’accord',
    },
    effort: {
      question: 'Combien d’efforts avez-vous dû fournir pour y parvenir\u202f?',
      lowLabel: 'Très peu',
      highLabel: 'Énormément',
    },
  },
}
