/** Shows the survey that the page holds by the widget itself. */

type Sayso = ((...command: unknown[]) => void) & { q?: unknown[] }
declare global {
  interface Window {
    sayso?: Sayso
  }
}

const { shown, loader } = document.getElementById('shown')!.dataset
const queue: unknown[] = []
const waiting: Sayso = (...command) => queue.push(command)
waiting.q = queue
window.sayso ??= waiting
window.sayso('preview', JSON.parse(shown!))
document.head.append(Object.assign(document.createElement('script'), { src: loader, async: true }))

export {}
