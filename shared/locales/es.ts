import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Opinión',
    reason: '¿Cuál es el motivo principal de su puntuación?',
    thanks: 'Gracias por su opinión.',
    send: 'Enviar',
    close: 'Cerrar',
    thumbs: {
      low: 'Mal',
      high: 'Bien',
    },
    of: '{n} de {max}',
    chosen: 'Respuesta elegida: {choice}',
    saved: 'Guardado',
    choices: 'Elija todo lo que corresponda',
    contact: 'Acepto que me contacten al respecto',
    newWindow: 'se abre en una ventana nueva',
  },
  mail: {
    subject: 'Una pregunta rápida de {from}',
    unsubscribe: 'Darse de baja',
    confirmUnsubscribe: '¿Quiere dejar de recibir estos correos?',
    unsubscribed: 'Ya no recibirá estos correos.',
  },
  links: {
    chooseRating: 'Elija primero una puntuación.',
    madeWith: 'Hecho con {name}',
    whoSees: '{name} ve su respuesta y, si recibió una invitación, quién es usted.',
    yourAnswer: 'Su respuesta',
    viewAnswer: 'Ver, cambiar o eliminar su respuesta',
    eraseAnswer: 'Eliminar mi respuesta',
    confirmErase: '¿Eliminar su respuesta? No se puede deshacer.',
    answerErased: 'Su respuesta se ha eliminado.',
    noAnswer: 'Aquí no hay ninguna respuesta.',
    linkExpired: 'Este enlace ha caducado.',
    surveyClosed: 'Esta encuesta está cerrada.',
    unknownLink: 'Este enlace no es válido.',
    decoyLink: 'Este enlace es para programas que revisan el correo. Utilice las puntuaciones del mensaje.',
  },
  questions: {
    nps: {
      question: '¿Con qué probabilidad nos recomendaría a un amigo o colega?',
      lowLabel: 'Nada probable',
      highLabel: 'Extremadamente probable',
    },
    csat: {
      question: '¿Cuál es su grado de satisfacción con nosotros?',
      lowLabel: 'Satisfacción muy baja',
      highLabel: 'Satisfacción muy alta',
    },
    ces: {
      question: 'Le hemos facilitado hacer lo que necesitaba. ¿Está de acuerdo?',
      lowLabel: 'Totalmente en desacuerdo',
      highLabel: 'Totalmente de acuerdo',
    },
    effort: {
      question: '¿Cuánto esfuerzo tuvo que hacer para conseguirlo?',
      lowLabel: 'Muy poco',
      highLabel: 'Muchísimo',
    },
  },
}
