/** Copies what stands beside a button, and looks every few seconds whether the survey was seen. */

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const label = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.previousElementSibling?.textContent ?? '')
    button.textContent = button.dataset.copied!
    setTimeout(() => {
      button.textContent = label
    }, 3000)
  })
}

/** Milliseconds between two looks. */
const pause = 3000

async function look(): Promise<void> {
  const seen = document.getElementById('seen')!
  const answer = await fetch(location.href).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  const found = page?.getElementById('seen')
  if (found && !found.querySelector('[data-waiting]')) seen.replaceChildren(...found.childNodes)
  else setTimeout(look, pause)
}

if (document.querySelector('[data-waiting]')) setTimeout(look, pause)

export {}
