/**
 * The script of the page behind a link. It marks the form as scripted, so that the server recognizes a
 * form sent without a gesture; reports the score in the link; and from the first trusted gesture of a
 * person on, reports that gesture and every change. Scroll, focus, input and submit do not count as
 * gestures: scripts can cause them, and browsers mark those as trusted too.
 *
 * On the points, arrow keys only move the focus, as in the widget: natively they would choose, and so
 * report, each point on the way. Space, Enter and digits choose; a digit that may be the first of two
 * moves, and waits for the next key.
 *
 * Mail services put in an email as it is: of one with a # the browser keeps the rest to itself, and is asked for it.
 */
export const landingScript = `
(() => {
  const { pathname, search, hash } = location
  if (/[?&]email=(?:(?!%40)[^@])+$/.test(search) && hash.includes('@'))
    return location.replace(pathname + search + encodeURIComponent(hash))
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
  const points = [...document.querySelectorAll('[name=rating]')]
  const moves = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']
  const signs = { pointerdown: 'pointer', touchstart: 'touch', wheel: 'wheel', keydown: 'key', click: 'click' }
  for (const type in signs)
    addEventListener(type, (event) => {
      if (sign || !event.isTrusted || (points.includes(event.target) && moves.includes(event.key))) return
      sign = signs[type]
      addHiddenField('sign', sign)
      report()
    }, { capture: true, passive: true })
  const digitOf = (key) => {
    const isDigit = (text) => /^\\p{Nd}$/u.test(text)
    if (!isDigit(key)) return -1
    const code = key.codePointAt(0)
    let zero = code
    while (isDigit(String.fromCodePoint(zero - 1))) zero -= 1
    return (code - zero) % 10
  }
  const pointOf = (value) => points.find((point) => point.value === String(value))
  let begun
  const choose = (point) => {
    if (!point || point.checked) return
    point.checked = true
    point.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const press = (event) => {
    const { key, target } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const digit = digitOf(key)
    if (!moves.includes(key) && key !== 'Enter' && digit < 0) return
    event.preventDefault()
    const before = begun === target ? target.value : ''
    begun = null
    if (key === 'Enter') return choose(target)
    if (digit >= 0) {
      const typed = (before && pointOf(before + digit)) || pointOf(digit)
      typed?.focus()
      if (typed && !before && digit && points.some(({ value }) => value.length > 1 && value.startsWith(digit))) begun = typed
      else choose(typed)
      return
    }
    const at = points.indexOf(target)
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const by = key === 'ArrowDown' || key === forward ? 1 : -1
    points.at(key === 'Home' ? 0 : key === 'End' ? -1 : Math.min(Math.max(at + by, 0), points.length - 1)).focus()
  }
  for (const point of points) {
    point.addEventListener('keydown', press)
    point.addEventListener('blur', () => { begun = null })
    point.addEventListener('change', () => {
      const { choice, prompt } = point.dataset
      const chosen = document.getElementById('chosen')
      chosen.textContent = chosen.dataset.words.replace('{choice}', () => choice)
      if (prompt) document.getElementById('prompt').textContent = prompt
    })
  }
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
