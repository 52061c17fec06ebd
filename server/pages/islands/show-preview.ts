/** Shows the survey that the page holds by the widget itself. */

type Sayso = ((...command: unknown[]) => void) & { q?: unknown[] }
declare global {
  interface Window {
    sayso?: Sayso
  }
}

const place = document.getElementById('shown')!
const { shown, loader } = place.dataset
const queue: unknown[] = []
const waiting: Sayso = (...command) => queue.push(command)
waiting.q = queue
window.sayso ??= waiting
const options = JSON.parse(shown!)
// A survey of any format that is given a place is shown as an inline one.
window.sayso('preview', options.survey.format === 'inline' ? { ...options, target: place } : options)
document.head.append(Object.assign(document.createElement('script'), { src: loader, async: true }))

export {}
