import { OwnPromise } from './ownPromise.ts'

/** How long the other tabs have to object, in milliseconds. */
const patience = 150

/**
 * What `claim` does where the browser knows no locks, as on pages over plain http: each tab draws a
 * number and names it to the others; the highest wins, and who asks already has the highest there is.
 */
export function claimAloud(): Promise<(() => void) | null> {
  return new OwnPromise((resolve) => {
    if (!('BroadcastChannel' in window)) return resolve(() => {})
    const channel = new BroadcastChannel('sayso')
    let number = Math.random()
    const timer = setTimeout(() => {
      number = 1
      resolve(() => channel.close())
    }, patience)
    channel.onmessage = ({ data }) => {
      if (data < number) channel.postMessage(number)
      if (!(data > number)) return
      clearTimeout(timer)
      channel.close()
      resolve(null)
    }
    channel.postMessage(number)
  })
}
