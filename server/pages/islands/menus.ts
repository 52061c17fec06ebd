/** A menu closes on Escape, which puts the focus back on what opened it, and when the focus or a click goes elsewhere. */

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('.menu-pick[open], .dock details[open]')

function closeBeside(target: EventTarget | null): void {
  for (const menu of openMenus()) if (target instanceof Node && !menu.contains(target)) menu.open = false
}

document.addEventListener('keydown', (event) => {
  const [menu] = openMenus()
  if (event.key !== 'Escape' || !menu) return
  menu.open = false
  menu.querySelector('summary')?.focus()
  // It closes nothing else then.
  event.preventDefault()
})
document.addEventListener('focusin', ({ target }) => closeBeside(target))
document.addEventListener('click', ({ target }) => closeBeside(target))

export {}
