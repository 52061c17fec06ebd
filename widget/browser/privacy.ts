/** Whether the browser sends a privacy signal: Do Not Track or Global Privacy Control. */
export function wantsPrivacy(): boolean | undefined {
  const browser: Navigator & { globalPrivacyControl?: boolean } = navigator
  return browser.doNotTrack === '1' || browser.globalPrivacyControl
}
