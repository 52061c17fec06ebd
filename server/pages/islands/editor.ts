/**
 * Shows in the preview what is typed, without adding to the browser's history, and holds nobody up; saves a draft
 * when nothing was typed for a while; and asks before what is not saved is left.
 */

const form = document.getElementById('editor') as HTMLFormElement
const frame = document.querySelector<HTMLIFrameElement>('iframe[name=preview]')!
const update = document.getElementById('update') as HTMLButtonElement
const status = document.getElementById('saved')!
/** How long nothing must be typed, in milliseconds, before it is shown, and before it is saved. */
const [quiet, pause] = [300, 1500]
/** Milliseconds until a draft that could not be sent is sent again. */
const again = 5000
/** The longest address that every proxy takes; beyond it the button shows the preview. */
const longestAddress = 7000

const fieldsOf = () => [...new FormData(form)].map(([name, value]) => [name, String(value)] as const)

function show(): void {
  const filled = fieldsOf().filter(([name, value]) => value !== '' || name === 'question')
  const address = `${update.formAction}?${new URLSearchParams(filled.map((field) => [...field]))}`
  update.hidden = address.length <= longestAddress
  if (update.hidden) frame.contentWindow!.location.replace(address)
}

/** Counts what is typed, so that what came while a draft was sent is saved after it. */
let typed = 0
let saved = 0
let isSending = false

/** Sends the draft as it is now, one at a time, so that an older one never comes last. */
async function save(): Promise<void> {
  if (isSending || typed === saved) return
  isSending = true
  const sent = typed
  const body = new URLSearchParams([...fieldsOf().map((field) => [...field]), ['deed', 'autosave']])
  const answer = await fetch(form.action, { method: 'POST', body, redirect: 'error' }).catch(() => null)
  isSending = false
  if (answer?.status === 204) {
    saved = sent
    // What is saved next must be of what was saved now.
    const stamp = answer.headers.get('etag')?.replaceAll('"', '')
    if (stamp) form.querySelector<HTMLInputElement>('[name=read]')!.value = stamp
    say(
      `${status.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' })}`,
    )
    saving(pause)
  } else if (answer && answer.status < 500) {
    const { detail = '' } = await answer.json().catch(() => ({}))
    say(`${status.dataset.wrong} ${detail}`)
  } else {
    say(status.dataset.waiting!)
    saving(again)
  }
}

function say(words: string): void {
  if (status.textContent !== words) status.textContent = words
}

let showing: ReturnType<typeof setTimeout> | undefined
let timer: ReturnType<typeof setTimeout> | undefined

function saving(wait: number): void {
  clearTimeout(timer)
  if (typed !== saved) timer = setTimeout(save, wait)
}

function soon(): void {
  clearTimeout(showing)
  showing = setTimeout(show, quiet)
}

update.hidden = true
form.addEventListener('input', () => {
  typed += 1
  soon()
  saving(pause)
})
// Fields that stand outside the form and belong to it.
for (const field of document.querySelectorAll('[form=editor]')) field.addEventListener('change', soon)

let isLeaving = false
form.addEventListener('submit', ({ submitter }) => {
  isLeaving = submitter !== update
  clearTimeout(timer)
})
addEventListener('beforeunload', (event) => {
  if (!isLeaving && typed !== saved) event.preventDefault()
})

export {}
