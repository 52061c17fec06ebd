/** A script tag of ours, or what is left of it. */
export interface Tag {
  /** Where the collector is, without a slash at its end. */
  readonly collector: string
  /** The survey that the script's address names. */
  readonly surveyId?: string
  readonly dataset: Readonly<Record<string, string | undefined>>
}

/**
 * Where a script of the collector comes from: its address without `/sayso.js`, `/sayso/{surveyId}.js` or Delighted's
 * path; and the survey in it. Nothing for another script.
 */
const ourAddress =
  /^(.*?)\/(?:sayso|sayso\/((?!sayso\.js)[^/]+)|integrations\/web\/v1\/library\/([^/]+)\/delighted)\.js$/

/** The tag of this address and these attributes; `undefined` when it is not ours. */
export function readTag(address: string, dataset: Tag['dataset'] = {}): Tag | undefined {
  const [, origin, ...ids] = address.replace(/[?#].*/, '').match(ourAddress) ?? []
  const { collector } = dataset
  const where = collector ? new URL(collector, document.baseURI).href : origin
  return where ? { collector: where.replace(/\/+$/, ''), surveyId: ids.find(Boolean), dataset } : undefined
}

const tagOf = ({ src = '', dataset }: HTMLScriptElement) => readTag(src, dataset) ?? []

/**
 * The tags this run of the loader is for: the one it runs in. Modules and bundles do not know theirs, so there it
 * is found by its address or its `data-collector`; a module runs once for all tags with its address, and one that
 * was imported has none.
 */
export function findTags(surveyId?: string): Tag[] {
  const { currentScript, scripts } = document
  const own = [currentScript as HTMLScriptElement].filter(Boolean).flatMap(tagOf)
  if (own.length) return own
  const tags = [...scripts].flatMap(tagOf)
  const all = tags.length ? tags : imported()
  const named = all.filter((tag) => tag.surveyId === surveyId)
  return named.length ? named : all
}

const imported = () => performance.getEntriesByType('resource').flatMap(({ name }) => readTag(name) ?? [])
