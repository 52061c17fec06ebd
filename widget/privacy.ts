/** Whether the browser says that its person wants no more than they asked for. */
export function wantsPrivacy(): boolean | undefined {
  const browser: Navigator & { globalPrivacyControl?: boolean } = navigator
  return browser.doNotTrack === '1' || browser.globalPrivacyControl
}
