/**
 * Keys of the list of answers: j and k go through them, Enter opens, e is done, r replies, / searches, Escape
 * closes. None acts while somebody types, and all of them do what the page shows anyway. Those that are a single
 * character can be switched off on this device, since people who speak to their computer would press them unawares.
 */
const typing = 'input, textarea, select, [contenteditable]'

/** The links of the list, in its order. */
const linksOfList = () => [...document.querySelectorAll<HTMLAnchorElement>('.answer .words a')]

function move(step: 1 | -1): void {
  const links = linksOfList()
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const current = links.findIndex((link) => link.closest('[aria-current]'))
  const from = at >= 0 ? at : current
  links[from < 0 ? 0 : Math.min(Math.max(from + step, 0), links.length - 1)]?.focus()
}

function press(key: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-key="${key}"]`)
  if (!target) return false
  target.click()
  const details = target.closest('details')
  if (details?.open) details.querySelector<HTMLElement>('textarea')?.focus()
  return true
}

/** Marks the answer that has the focus in the list as done, and shows the list again as it is now. */
async function markDone(link: HTMLAnchorElement): Promise<void> {
  const place = linksOfList().indexOf(link)
  const body = new URLSearchParams({ deed: 'follow-up', state: 'done' })
  const answer = await fetch(link.href, { method: 'POST', body }).catch(() => null)
  if (!answer?.ok) return location.assign(link.href)
  const page = await fetch(location.href).then((shown) => shown.text())
  const main = new DOMParser().parseFromString(page, 'text/html').querySelector('main')
  document.querySelector('main')!.replaceChildren(...main!.childNodes)
  showSwitch()
  const links = linksOfList()
  const next = links.find(({ href }) => href === link.href) ?? links[Math.min(place, links.length - 1)]
  next?.focus()
}

/** What a key does to the answer that has the focus in the list, where none is open beside it. */
function actOnFocused(key: string): boolean {
  const link = linksOfList().find((each) => each === document.activeElement)
  if (!link || document.getElementById('answer')) return false
  if (key === 'e') void markDone(link)
  else location.assign(`${link.href}#reply`)
  return true
}

function act(key: string): boolean {
  if (key === '/') {
    const search = document.querySelector<HTMLInputElement>('input[type="search"]')
    search?.select()
    return search !== null
  }
  if (key === 'j' || key === 'k') {
    if (linksOfList().some((link) => link.offsetParent !== null)) move(key === 'j' ? 1 : -1)
    else return press(key)
    return true
  }
  if (key === 'e' || key === 'r') return actOnFocused(key) || press(key)
  return key === 'Escape' && press(key)
}

const stored = 'sayso-keys'

function isOff(): boolean {
  try {
    return localStorage.getItem(stored) === 'off'
  } catch {
    return false
  }
}

/** Shows the switch of the keys. */
function showSwitch(): void {
  const help = document.getElementById('keys')
  const tick = help?.querySelector('input')
  if (!help || !tick) return
  help.hidden = false
  tick.checked = !isOff()
  tick.addEventListener('change', () => {
    try {
      if (tick.checked) localStorage.removeItem(stored)
      else localStorage.setItem(stored, 'off')
    } catch {
      tick.checked = true
    }
  })
}
showSwitch()

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, target, defaultPrevented } = event
  if (
    defaultPrevented ||
    ctrlKey ||
    metaKey ||
    altKey ||
    (target instanceof Element && target.matches(typing))
  )
    return
  if (key.length === 1 && isOff()) return
  if (act(key)) event.preventDefault()
})

if (location.hash === '#reply') press('r')
