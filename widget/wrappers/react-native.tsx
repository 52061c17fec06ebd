import { type ComponentType, createElement, type ReactElement } from 'react'

/** What the page of a survey tells the app it is in. */
export type AppEvent =
  | { readonly event: 'ready'; readonly survey: string }
  | { readonly event: 'rated' | 'done'; readonly survey: string; readonly rating: number }
  /** With a `reason` when there is nothing to ask: the survey is closed, or the link has expired. */
  | { readonly event: 'dismissed'; readonly survey: string; readonly reason?: string }
  | { readonly event: 'resize'; readonly survey: string; readonly height: number }

export interface SurveyWebViewProps {
  /** `WebView` of the package `react-native-webview`, which your app has. */
  // biome-ignore lint/suspicious/noExplicitAny: its props are its own
  readonly WebView: ComponentType<any>
  /** The collector's address: `https://feedback.example.com`. */
  readonly collector: string
  /** The survey's id. */
  readonly survey?: string
  /** Or a personal link, which says who answers: `https://feedback.example.com/i/…`. */
  readonly link?: string
  /** Who answers, and properties, as in the address of a survey's page. */
  readonly query?: Readonly<Record<string, string>>
  readonly on?: (event: AppEvent) => void
  /** Of the web view; a height follows the survey by itself when `on` sets it at `resize`. */
  readonly style?: unknown
}

/** A survey in a React Native app. Close it at `dismissed`, and a while after `done`. */
export function SurveyWebView(props: SurveyWebViewProps): ReactElement {
  const { WebView, on, style } = props
  const page = addressOf(props)
  return createElement(WebView, {
    ...{ source: { uri: page }, style },
    originWhitelist: [page.match(/^\w+:\/\/[^/]+/)?.[0]],
    onMessage: ({ nativeEvent }: { nativeEvent: { data: string } }) => {
      const event = eventOf(nativeEvent.data)
      if (event) on?.(event)
    },
  })
}

/** The address of the page, for any web view. */
export function addressOf({
  collector,
  survey = '',
  link,
  query,
}: Omit<SurveyWebViewProps, 'WebView'>): string {
  const page = link ?? `${collector.replace(/\/+$/, '')}/s/${encodeURIComponent(survey)}`
  // React Native's own URL and URLSearchParams lack most of what those of browsers do.
  const said = Object.entries({ ...query, embed: 'app' })
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')
  return `${page}${page.includes('?') ? '&' : '?'}${said}`
}

/** The event in a message of the web view; `null` when it is not the survey's. */
export function eventOf(message: string): AppEvent | null {
  try {
    const { source, ...event } = JSON.parse(message)
    return source === 'sayso' ? event : null
  } catch {
    return null
  }
}
