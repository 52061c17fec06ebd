/**
 * The script of the page behind a link. It marks the form as scripted, so that the server recognizes a
 * form sent without a gesture; reports the score in the link; and from the first trusted gesture of a
 * person on, reports that gesture and every change. Scroll, focus, input and submit do not count as
 * gestures: scripts can cause them, and browsers mark those as trusted too.
 */
export const landingScript = `
(() => {
  const form = document.querySelector('[data-report]')
  const addHiddenField = (name, value) => {
    for (const each of document.forms) {
      const input = document.createElement('input')
      Object.assign(input, { type: 'hidden', name, value })
      each.append(input)
    }
  }
  let step = 0
  let lastReport
  let sign
  let isLeaving
  addHiddenField('scripted', 1)
  const report = () => {
    if (!form || isLeaving) return
    const data = new FormData(form)
    const number = (name) => (data.get(name) ? +data.get(name) : null)
    const answer = {
      visit: data.get('visit'),
      offered: number('offered'),
      rating: number('rating'),
      comment: data.get('comment') || '',
      choices: data.getAll('choices'),
      contact: data.has('contact'),
      sign,
    }
    const text = JSON.stringify(answer)
    if (text === lastReport || (answer.rating === null && form.dataset.report === 'rated')) return
    lastReport = text
    fetch(form.action, { method: 'POST', keepalive: true, body: JSON.stringify({ ...answer, step: ++step }) }).catch(() => { lastReport = '' })
  }
  const signs = { pointerdown: 'pointer', touchstart: 'touch', wheel: 'wheel', keydown: 'key', click: 'click' }
  for (const type in signs)
    addEventListener(type, (event) => {
      if (sign || !event.isTrusted) return
      sign = signs[type]
      addHiddenField('sign', sign)
      report()
    }, { capture: true, passive: true })
  form?.addEventListener('change', () => sign && report())
  form?.addEventListener('submit', () => { isLeaving = true })
  addEventListener('pageshow', (event) => { if (event.persisted) isLeaving = false })
  addEventListener('pagehide', () => sign && report())
  if (document.prerendering) document.addEventListener('prerenderingchange', report, { once: true })
  else report()
})()
`
  .replace(/\n\s*/g, '\n')
  .trim()
