import { clientOf, send } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'
import { addressOf, type Call, parametersOf } from './calls.ts'
import type { FuzzedRequest } from './requests.ts'
import { idsFor, placeholder, references } from './samples.ts'

/** After so many the ids are of fresh things, since requests close, change and delete them. */
const freshAfter = 20

/** Sends made-up requests to a collector, or to what stands before it, with ids of things that exist. */
export function fuzzedSender(collector: Pick<Collector, 'url' | 'key'>, url = collector.url) {
  const client = clientOf(collector)
  /** Ids that exist, for the paths that were asked for lately. */
  const lately = new Map<string, { ids: Record<string, string | undefined>; used: number }>()

  async function idsOf(path: string) {
    let known = lately.get(path)
    if (!known || known.used >= freshAfter) {
      known = { ids: await idsFor(path, client), used: 0 }
      lately.set(path, known)
    }
    known.used += 1
    return known.ids
  }

  /** Puts ids of things that exist where the request was made with their placeholders. */
  async function withIds(text: string): Promise<string> {
    let filled = text
    for (const kind of new Set(Object.values(references))) {
      if (!filled.includes(placeholder(kind))) continue
      const id = Object.values(await idsOf(kind)).at(-1) ?? 'demo'
      filled = filled.replaceAll(placeholder(kind), id)
    }
    return filled
  }

  return async (call: Call, { ids, query, headers, body, withKey }: FuzzedRequest) => {
    const real = parametersOf(call).length > 0 ? await idsOf(call.path) : {}
    const address = addressOf(call, (name) => ids[name] ?? real[name] ?? 'demo')
    const asked = new URLSearchParams(
      await Promise.all(Object.entries(query).map(async ([name, value]) => [name, await withIds(value)])),
    )
    return send(`${url}${address}?${asked}`, {
      method: call.method,
      headers: { ...headers, ...(withKey && { authorization: `Bearer ${collector.key}` }) },
      ...(body !== undefined && {
        body: (typeof body === 'string' ? await withIds(body) : body) as BodyInit,
      }),
    })
  }
}
