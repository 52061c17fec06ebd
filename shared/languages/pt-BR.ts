import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Qual é o principal motivo da sua nota?',
  thanks: 'Agradecemos o seu feedback.',
  send: 'Enviar',
  close: 'Fechar',
  thumbs: ['Ruim', 'Bom'],
  of: '{n} de {max}',
  choices: 'Selecione tudo o que se aplica',
  contact: 'Vocês podem entrar em contato comigo sobre isso',
  newWindow: 'abre em uma nova janela',
}
