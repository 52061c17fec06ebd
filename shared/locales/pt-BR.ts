import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Qual é o principal motivo da sua nota?',
    thanks: 'Agradecemos o seu feedback.',
    send: 'Enviar',
    close: 'Fechar',
    thumbs: {
      low: 'Ruim',
      high: 'Bom',
    },
    of: '{n} de {max}',
    chosen: 'Você escolheu {choice}',
    saved: 'Salvo',
    choices: 'Selecione tudo o que se aplica',
    contact: 'Vocês podem entrar em contato comigo sobre isso',
    newWindow: 'abre em uma nova janela',
  },
  mail: {
    subject: 'Uma pergunta rápida de {from}',
    unsubscribe: 'Cancelar inscrição',
    confirmUnsubscribe: 'Quer parar de receber estes e-mails?',
    unsubscribed: 'Você não receberá mais estes e-mails.',
  },
  links: {
    chooseRating: 'Escolha uma nota primeiro.',
    madeWith: 'Feito com {name}',
    whoSees: '{name} vê sua resposta e, se você recebeu um convite, quem você é.',
    yourAnswer: 'Sua resposta',
    viewAnswer: 'Ver, alterar ou excluir sua resposta',
    eraseAnswer: 'Excluir minha resposta',
    confirmErase: 'Excluir sua resposta? Isso não pode ser desfeito.',
    answerErased: 'Sua resposta foi excluída.',
    noAnswer: 'Não há resposta aqui.',
    linkExpired: 'Este link expirou.',
    surveyClosed: 'Esta pesquisa está encerrada.',
    unknownLink: 'Este link não é válido.',
    decoyLink: 'Este link é para programas que verificam e-mails. Use as notas no e-mail.',
  },
  questions: {
    nps: {
      question: 'Qual é a probabilidade de você nos recomendar a um amigo ou colega?',
      lowLabel: 'Nada provável',
      highLabel: 'Extremamente provável',
    },
    csat: {
      question: 'Qual é o seu grau de satisfação conosco?',
      lowLabel: 'Satisfação muito baixa',
      highLabel: 'Satisfação muito alta',
    },
    ces: {
      question: 'Facilitamos para você fazer o que precisava. Você concorda?',
      lowLabel: 'Discordo totalmente',
      highLabel: 'Concordo totalmente',
    },
    effort: {
      question: 'Quanto esforço você precisou fazer para conseguir isso?',
      lowLabel: 'Muito pouco',
      highLabel: 'Muitíssimo',
    },
  },
}
