// biome-ignore-all lint/suspicious/noTsIgnore: where the framework is present there is no error to expect
import type { EventDetails } from '../session.ts'

/** Types alone: `<sayso-survey>` in the templates of whatever framework is there. */

/** The events of the element. */
export type TagEventMap = { [Name in keyof EventDetails]: CustomEvent<EventDetails[Name]> }

/** The attributes of the element. */
export interface TagAttributes {
  collector?: string
  survey?: string
  format?: 'inline'
  'identity-token'?: string
  'respondent-id'?: string
  'respondent-email'?: string
  test?: boolean | ''
}

/** The listeners as React, Preact and Svelte write them. */
interface TagListeners {
  onshown?: (event: TagEventMap['shown']) => void
  onrated?: (event: TagEventMap['rated']) => void
  oncommented?: (event: TagEventMap['commented']) => void
  ondismissed?: (event: TagEventMap['dismissed']) => void
}

/** As Vue names the listeners of `@rated` and the others. */
interface VueListeners {
  onShown?: TagListeners['onshown']
  onRated?: TagListeners['onrated']
  onCommented?: TagListeners['oncommented']
  onDismissed?: TagListeners['ondismissed']
}

// An application has one of these frameworks: that the others are absent is no mistake of its own.

/** @ts-ignore */
type ReactAttributes = import('react').HTMLAttributes<HTMLElement> &
  import('react').ClassAttributes<HTMLElement>
/** @ts-ignore */
type PreactAttributes = import('preact').HTMLAttributes<HTMLElement> &
  import('preact').ClassAttributes<HTMLElement>
/** @ts-ignore */
type SvelteAttributes = import('svelte/elements').HTMLAttributes<HTMLElement>
/** @ts-ignore */
type VueAttributes = import('vue').HTMLAttributes

/** @ts-ignore */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'sayso-survey': ReactAttributes & TagAttributes & TagListeners
    }
  }
}

/** @ts-ignore */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'sayso-survey': PreactAttributes & TagAttributes & TagListeners
    }
  }
}

/** @ts-ignore */
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'sayso-survey': SvelteAttributes & TagAttributes & TagListeners
  }
}

/** @ts-ignore */
declare module 'vue' {
  interface GlobalComponents {
    'sayso-survey': new () => { $props: VueAttributes & TagAttributes & VueListeners }
  }
}

/** @ts-ignore */
declare module '@vue/runtime-dom' {
  interface IntrinsicElementAttributes {
    'sayso-survey': VueAttributes & TagAttributes & VueListeners
  }
}
