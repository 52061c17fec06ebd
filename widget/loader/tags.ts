/** A script tag of ours, or what is left of it. */
export interface Tag {
  /** Where the collector is, without a slash at its end. */
  readonly collector: string
  /** The survey that the script's address names. */
  readonly surveyId?: string
  readonly dataset: Readonly<Record<string, string | undefined>>
}

/** The address of a script of the collector: where that is, and the survey its name has, if any. */
const ourAddress = /^(.*?)\/(?:sayso(?:\/((?!sayso\.js)[^/]+))?|integrations\/.*)\.js$/

/** The tag of this address and these attributes; `undefined` when it is not ours. */
export function readTag(address: string, dataset: Tag['dataset'] = {}): Tag | undefined {
  const [, base, surveyId] = address.replace(/[?#].*/, '').match(ourAddress) ?? []
  const { collector } = dataset
  const where = collector ? new URL(collector, document.baseURI).href : base
  return where ? { collector: where.replace(/\/+$/, ''), surveyId, dataset } : undefined
}

const tagOf = ({ src = '', dataset }: HTMLScriptElement) => readTag(src, dataset)

/**
 * The tags this run of the loader is for: the one it runs in. Modules and bundles do not know theirs, so there it
 * is found by its address or its `data-collector`; a module runs once for all tags with its address, and one that
 * was imported has none.
 */
export function findTags(surveyId?: string): Tag[] {
  const { currentScript, scripts } = document
  const own = currentScript && tagOf(currentScript as HTMLScriptElement)
  if (own) return [own]
  const tags = [...scripts].flatMap((script) => tagOf(script) ?? [])
  const imported = () => performance.getEntriesByType('resource').flatMap(({ name }) => readTag(name) ?? [])
  const all = tags.length ? tags : imported()
  const named = all.filter((tag) => tag.surveyId === surveyId)
  return named.length ? named : all
}
