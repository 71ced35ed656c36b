/** Whether somebody may be looking: the tab is the visible one and has the keyboard. */
export function isPageAttended(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Calls back whenever that may have changed; gives what stops it. */
export function watchPage(onChange: () => void): () => void {
  // When focus moves into a frame of the page, `blur` comes first and hasFocus() is still true a moment later.
  const soon = (): void => void setTimeout(onChange, 0);
  const events = [
    [window, 'focus'],
    [window, 'blur'],
    [window, 'pageshow'],
    [document, 'visibilitychange'],
  ] as const;
  for (const [target, name] of events) target.addEventListener(name, soon);
  return () => {
    for (const [target, name] of events) target.removeEventListener(name, soon);
  };
}
