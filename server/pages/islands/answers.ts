/**
 * Keys of the list of answers: j and k go through them, Enter opens, e is done, r replies, / searches, Escape
 * closes. None acts while somebody types, and all of them press what the page shows anyway. Those that are a single
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
  return (key === 'e' || key === 'r' || key === 'Escape') && press(key)
}

const stored = 'sayso-keys'

function isOff(): boolean {
  try {
    return localStorage.getItem(stored) === 'off'
  } catch {
    return false
  }
}

const help = document.getElementById('keys')
const tick = help?.querySelector('input')
if (help && tick) {
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

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, target } = event
  const open = document.querySelector<HTMLDetailsElement>('.menu-pick[open]')
  if (key === 'Escape' && open) {
    open.open = false
    open.querySelector('summary')?.focus()
    return
  }
  if (ctrlKey || metaKey || altKey || (target instanceof Element && target.matches(typing))) return
  if (key.length === 1 && isOff()) return
  if (act(key)) event.preventDefault()
})

// A menu closes when somebody clicks beside it.
document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('.menu-pick[open]'))
    if (target instanceof Node && !menu.contains(target)) menu.open = false
})
