import { type Attached, attach, type SurveyProps } from './wrappers/attach.ts'
import type { TagEventMap } from './wrappers/frameworks.ts'
import './wrappers/frameworks.ts'

/** Servers import this file too, and know no elements. */
const Base = (globalThis.HTMLElement ?? Object) as typeof HTMLElement

/**
 * `<sayso-survey collector="https://feedback.example.com" survey="demo" format="inline">`: a survey for as
 * long as the element is on the page. `respondent-id`, `respondent-email` and `identity-token` say who answers,
 * `test` that it is a test. The host element of a shown survey has the same name but no `survey`: it is left alone.
 */
class SurveyTag extends Base {
  static readonly observedAttributes = [
    'collector',
    'survey',
    'format',
    'respondent-id',
    'respondent-email',
    'identity-token',
    'test',
  ]
  attached: Attached | undefined

  connectedCallback(): void {
    const of = (name: string) => this.getAttribute(name) ?? undefined
    const [collector, survey] = [of('collector'), of('survey')]
    if (!this.isConnected || !collector || !survey) return
    const props: SurveyProps = {
      collector,
      survey,
      inline: of('format') === 'inline',
      test: this.hasAttribute('test'),
      respondent: {
        id: of('respondent-id'),
        email: of('respondent-email'),
        token: of('identity-token'),
      },
      on: (event, detail) => this.dispatchEvent(new CustomEvent(event, { detail })),
    }
    if (this.attached) this.attached.update(props)
    else this.attached = attach(this, props)
  }

  /** Not for an element that is only moved: it is on the page again before this has ended. */
  async disconnectedCallback(): Promise<void> {
    await null
    if (this.isConnected) return
    this.attached?.detach()
    this.attached = undefined
  }

  attributeChangedCallback(): void {
    this.connectedCallback()
  }
}

/** The element, as scripts find it: its events bring a `detail`. */
export interface SurveyElement extends HTMLElement {
  addEventListener<Name extends keyof TagEventMap>(
    type: Name,
    listener: (this: SurveyElement, event: TagEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

declare global {
  interface HTMLElementTagNameMap {
    'sayso-survey': SurveyElement
  }
}

if (globalThis.customElements && !customElements.get('sayso-survey'))
  customElements.define('sayso-survey', SurveyTag)
