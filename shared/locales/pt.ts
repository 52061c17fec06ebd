import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Opinião',
    reason: 'Qual é a principal razão da sua pontuação?',
    thanks: 'Agradecemos a sua opinião.',
    send: 'Enviar',
    close: 'Fechar',
    thumbs: {
      low: 'Mau',
      high: 'Bom',
    },
    of: '{n} de {max}',
    chosen: 'Resposta escolhida: {choice}',
    saved: 'Guardado',
    choices: 'Escolha todas as que se aplicam',
    contact: 'Podem contactar-me sobre este assunto',
    newWindow: 'abre numa nova janela',
  },
  mail: {
    subject: 'Uma pergunta rápida de {from}',
    unsubscribe: 'Deixar de receber',
    confirmUnsubscribe: 'Quer deixar de receber estes e-mails?',
    unsubscribed: 'Não voltará a receber estes e-mails.',
  },
  links: {
    chooseRating: 'Escolha primeiro uma pontuação.',
    madeWith: 'Feito com {name}',
    whoSees: '{name} vê a sua resposta e, se recebeu um convite, quem é.',
    yourAnswer: 'A sua resposta',
    viewAnswer: 'Ver, alterar ou eliminar a sua resposta',
    eraseAnswer: 'Eliminar a minha resposta',
    confirmErase: 'Eliminar a sua resposta? Esta ação não pode ser anulada.',
    answerErased: 'A sua resposta foi eliminada.',
    noAnswer: 'Não há aqui nenhuma resposta.',
    linkExpired: 'Esta ligação expirou.',
    surveyClosed: 'Este inquérito está encerrado.',
    unknownLink: 'Esta ligação não é válida.',
    decoyLink:
      'Esta ligação destina-se a programas que verificam e-mails. Utilize as pontuações na mensagem.',
  },
  questions: {
    nps: {
      question: 'Qual é a probabilidade de nos recomendar a um amigo ou colega?',
      lowLabel: 'Nada provável',
      highLabel: 'Extremamente provável',
    },
    csat: {
      question: 'Qual é o seu grau de satisfação connosco?',
      lowLabel: 'Satisfação muito baixa',
      highLabel: 'Satisfação muito alta',
    },
    ces: {
      question: 'Facilitámos-lhe o que precisava de fazer. Concorda?',
      lowLabel: 'Discordo totalmente',
      highLabel: 'Concordo totalmente',
    },
    effort: {
      question: 'Quanto esforço teve de fazer para o conseguir?',
      lowLabel: 'Muito pouco',
      highLabel: 'Muitíssimo',
    },
  },
}
