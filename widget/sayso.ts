/** One call: what to do, and what with. */
export type Call = readonly [command?: unknown, ...given: unknown[]]

/** The one name we take in the host's window: the snippet's queue at first, then the real thing. */
export interface Sayso {
  (...call: Call): unknown
  q?: unknown[]
  ready?: boolean
  /** Nothing is kept in this browser. */
  forgetful?: boolean
}

declare global {
  var sayso: Sayso | undefined
}
