/**
 * Runs in the page a link leads to. It marks the form, so that a form sent without a gesture is
 * known for a script's; tells the server of the score in the link; and at the first thing that only a person
 * does, says so, and from then on what is chosen and written. Scrolling, focus, input and submit are
 * no signs: scripts cause them too, and browsers call those trusted as well.
 */
export const landingScript = `
(() => {
  const form = document.querySelector('[data-tell]')
  const put = (name, value) => {
    for (const each of document.forms) {
      const input = document.createElement('input')
      Object.assign(input, { type: 'hidden', name, value })
      each.append(input)
    }
  }
  let step = 0
  let told
  let sign
  let left
  put('scripted', 1)
  const tell = () => {
    if (!form || left) return
    const given = new FormData(form)
    const number = (name) => (given.get(name) ? +given.get(name) : null)
    const said = {
      visit: given.get('visit'),
      offered: number('offered'),
      rating: number('rating'),
      comment: given.get('comment') || '',
      choices: given.getAll('choices'),
      contact: given.has('contact'),
      sign,
    }
    const text = JSON.stringify(said)
    if (text === told || (said.rating === null && form.dataset.tell === 'rated')) return
    told = text
    fetch(form.action, { method: 'POST', keepalive: true, body: JSON.stringify({ ...said, step: ++step }) }).catch(() => { told = '' })
  }
  const signs = { pointerdown: 'pointer', touchstart: 'touch', wheel: 'wheel', keydown: 'key', click: 'click' }
  for (const type in signs)
    addEventListener(type, (event) => {
      if (sign || !event.isTrusted) return
      sign = signs[type]
      put('sign', sign)
      tell()
    }, { capture: true, passive: true })
  form?.addEventListener('change', () => sign && tell())
  form?.addEventListener('submit', () => { left = true })
  addEventListener('pageshow', (event) => { if (event.persisted) left = false })
  addEventListener('pagehide', () => sign && tell())
  if (document.prerendering) document.addEventListener('prerenderingchange', tell, { once: true })
  else tell()
})()
`
  .replace(/\n\s*/g, '\n')
  .trim()
