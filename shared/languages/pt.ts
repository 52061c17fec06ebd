import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Opinião',
  reason: 'Qual é a principal razão da sua pontuação?',
  thanks: 'Obrigado pela sua opinião.',
  send: 'Enviar',
  close: 'Fechar',
  thumbs: ['Mau', 'Bom'],
  of: '{n} de {max}',
  choices: 'Escolha todas as que se aplicam',
  contact: 'Podem contactar-me sobre este assunto',
  newWindow: 'abre numa nova janela',
}
