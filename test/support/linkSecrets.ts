import type { LinkSecrets } from '../../server/links/keyring.ts'

/** What a workspace's links are signed by, the newest secret first; its own key was never changed. */
export function secretsOf(...secrets: string[]): LinkSecrets {
  return { secrets: secrets.map((secret) => ({ secret })), salts: [] }
}
