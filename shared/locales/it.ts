import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Qual è il motivo principale della sua valutazione?',
    thanks: 'Grazie per il suo feedback.',
    send: 'Invia',
    close: 'Chiudi',
    thumbs: {
      low: 'Male',
      high: 'Bene',
    },
    of: '{n} su {max}',
    chosen: 'Risposta scelta: {choice}',
    saved: 'Salvato',
    choices: 'Scelga tutte le risposte pertinenti',
    contact: 'Potete contattarmi al riguardo',
    newWindow: 'si apre in una nuova finestra',
  },
  mail: {
    subject: 'Una breve domanda da {from}',
    unsubscribe: 'Annulla iscrizione',
    confirmUnsubscribe: 'Vuole smettere di ricevere queste email?',
    unsubscribed: 'Non riceverà più queste email.',
  },
  links: {
    chooseRating: 'Scelga prima un punteggio.',
    madeWith: 'Creato con {name}',
    whoSees: '{name} vede la sua risposta e, se ha ricevuto un invito, chi è lei.',
    yourAnswer: 'La sua risposta',
    viewAnswer: 'Vedi, modifica o elimina la risposta',
    eraseAnswer: 'Elimina la mia risposta',
    confirmErase: 'Eliminare la risposta? L’operazione non può essere annullata.',
    answerErased: 'La risposta è stata eliminata.',
    noAnswer: 'Qui non c’è nessuna risposta.',
    linkExpired: 'Questo link è scaduto.',
    surveyClosed: 'Questo sondaggio è chiuso.',
    unknownLink: 'Questo link non è valido.',
    decoyLink: 'Questo link è per i programmi che controllano la posta. Usi i punteggi nell’email.',
  },
  questions: {
    nps: {
      question: 'Con quale probabilità ci consiglierebbe a un amico o a un collega?',
      lowLabel: 'Per nulla probabile',
      highLabel: 'Estremamente probabile',
    },
    csat: {
      question: 'Qual è il suo grado di soddisfazione nei nostri confronti?',
      lowLabel: 'Soddisfazione molto bassa',
      highLabel: 'Soddisfazione molto alta',
    },
    ces: {
      question: 'Le abbiamo reso facile fare ciò di cui aveva bisogno. È d’accordo?',
      lowLabel: 'Per niente d’accordo',
      highLabel: 'Completamente d’accordo',
    },
    effort: {
      question: 'Quanto sforzo ha dovuto fare per riuscirci?',
      lowLabel: 'Pochissimo',
      highLabel: 'Moltissimo',
    },
  },
}
