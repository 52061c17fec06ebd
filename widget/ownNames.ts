/**
 * Names of properties that only our own scripts know, which the build shortens: neither the page, the browser, the
 * collector nor what is stored has a property of that name, and none stands in a text. One name that is left out costs a few bytes;
 * one too many breaks something: `test/widget/own-names.test.ts` holds them apart.
 */
export const ownNames = [
  // A visit, its gates and cues.
  ...['happened', 'known', 'listeners', 'isTouched', 'welcome'],
  ...['lookAfter', 'lookAgain', 'events', 'follow', 'isMet', 'isOpen', 'wait'],
  // The stage, and what is on it.
  ...['offer', 'tell'],
  ...['announce', 'said', 'conversation', 'dismiss'],
  ...['returnFocus'],
  // What is drawn.
  ...['given', 'inside', 'props'],
  ...['looks', 'pipes'],
  ...['asks', 'asksContact', 'labelledBy', 'mood', 'named', 'rightToLeft'],
  ...['ticked', 'propertyValue'],
]
