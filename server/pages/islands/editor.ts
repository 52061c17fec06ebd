/** Shows in the preview what is typed, without adding to the browser's history, and holds nobody up. */

const form = document.getElementById('editor') as HTMLFormElement
const frame = document.querySelector<HTMLIFrameElement>('iframe[name=preview]')!
const update = document.getElementById('update') as HTMLButtonElement
/** How long nothing must be typed, in milliseconds. */
const quiet = 300
/** The longest address that every proxy takes; beyond it the button shows the preview. */
const longestAddress = 7000

let timer: ReturnType<typeof setTimeout> | undefined

function show(): void {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  const address = `${update.formAction}?${new URLSearchParams(fields)}`
  if (address.length > longestAddress) {
    update.hidden = false
    return
  }
  frame.contentWindow!.location.replace(address)
}

function soon(): void {
  clearTimeout(timer)
  timer = setTimeout(show, quiet)
}

update.hidden = true
form.addEventListener('input', soon)
// Fields that stand outside the form and belong to it.
for (const field of document.querySelectorAll('[form=editor]')) field.addEventListener('change', soon)

export {}
