/** What a site puts into its pages; `origin` is where this deployment serves the widget. */
export function embedCode(origin: string): string {
  return `<script>
  window.ContinuousChat ??= Object.assign((...call) => ContinuousChat.q.push(call), { q: [] });
  ContinuousChat('boot', {});
</script>
<script src="${origin}/widget/loader.js" async></script>`;
}
