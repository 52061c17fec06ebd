import type { BandWords } from '../../shared/survey.ts'

interface ThanksProps {
  readonly children: string | false
  readonly link: BandWords['link']
  /** Tells screen readers that the link opens a new window. */
  readonly newWindow: string
}

/** Present from the start and empty: screen readers announce a live region only when it changes. */
export function Thanks({ children, link, newWindow }: ThanksProps) {
  return (
    <p class="thanks" role="status" tabIndex={-1}>
      {children && (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m3 8.5 3.5 3.5L13 4.5" />
        </svg>
      )}
      {children && (
        <span>
          {children}
          {link && (
            <a href={link.url} target="_blank" rel="noopener noreferrer" title={newWindow}>
              {link.label}
            </a>
          )}
        </span>
      )}
    </p>
  )
}
