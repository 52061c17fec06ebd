/** Copies what stands beside a button, and looks every few seconds whether the survey was seen. */

/** Says what was copied to those who do not see the button's words change. */
const said = document.body.appendChild(document.createElement('p'))
said.className = 'hide'
said.setAttribute('role', 'status')

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const label = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.previousElementSibling?.textContent ?? '')
    button.textContent = button.dataset.copied!
    said.textContent = button.dataset.copied!
    setTimeout(() => {
      button.textContent = label
      said.textContent = ''
    }, 3000)
  })
}

/** Milliseconds between two looks. */
const pause = 3000

/** How often the page says that it waits: for a view, or for an answer. */
const waitsIn = (page: Document) => page.querySelectorAll('[data-waiting]').length

async function look(): Promise<void> {
  const answer = await fetch(location.href).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  const seen = document.getElementById('seen')!
  const found = page?.getElementById('seen')
  // The steps before the first answer give way to another page.
  if (page && !found) location.reload()
  const isNew = found && found.innerHTML !== seen.innerHTML
  const list = document.querySelector('.first')
  if (isNew && list) list.replaceChildren(...page!.querySelector('.first')!.childNodes)
  else if (isNew) seen.replaceChildren(...found.childNodes)
  if (waitsIn(document) > 0) setTimeout(look, pause)
}

if (waitsIn(document) > 0) setTimeout(look, pause)

export {}
