import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Opinión',
  reason: '¿Cuál es el motivo principal de su puntuación?',
  thanks: 'Gracias por su opinión.',
  send: 'Enviar',
  close: 'Cerrar',
  thumbs: ['Mal', 'Bien'],
  of: '{n} de {max}',
  choices: 'Elija todo lo que corresponda',
  contact: 'Pueden ponerse en contacto conmigo sobre esto',
  newWindow: 'se abre en una ventana nueva',
}
