import type { BandWords } from '../../shared/survey.ts'

interface ThanksProps {
  readonly text: string
  readonly link: BandWords['link']
  /** Tells screen readers that the link opens a new window. */
  readonly newWindow: string
}

/** What is said at the end, with a link as a button. */
export function Thanks({ text, link, newWindow }: ThanksProps) {
  return (
    <>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="m3 8.5 3.5 3.5L13 4.5" />
      </svg>
      <p>{text}</p>
      {link && (
        <a href={link.url} target="_blank" rel="noopener noreferrer" title={newWindow}>
          {link.label}
        </a>
      )}
    </>
  )
}
