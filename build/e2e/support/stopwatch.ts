// What runs in the page while it is measured. Times are of performance.now().

declare global {
  interface Window {
    stopwatch: { dataAt: number; rowsAt: number; keys: number[] };
  }
}

// watchPage notes when the answer with the organizations had been read in, when the
// first of their rows was painted, and how long after each keystroke the grid had
// settled.
export function watchPage(): void {
  const watch = { dataAt: 0, rowsAt: 0, keys: [] as number[] };
  window.stopwatch = watch;

  const json = Response.prototype.json;
  Response.prototype.json = async function (this: Response) {
    const value = await json.call(this);
    if (this.url.endsWith("/Connection.Organizations")) watch.dataAt = performance.now();
    return value;
  };

  // A frame that was asked for during a change is painted with that change.
  const painted = (then: () => void) => requestAnimationFrame(() => setTimeout(then));
  let pressedAt = 0;
  let settledAt = 0;
  new MutationObserver(() => {
    if (!watch.rowsAt && document.querySelector("[role=grid] [aria-rowindex='2']")) {
      painted(() => (watch.rowsAt ||= performance.now()));
    }
    if (pressedAt) painted(() => (settledAt = performance.now()));
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  addEventListener(
    "keydown",
    () => {
      pressedAt = performance.now();
      settledAt = 0;
    },
    true,
  );
  // React puts off what the filter shows until nothing else is to be done.
  const rested = (then: () => void) => requestIdleCallback(() => painted(() => requestIdleCallback(then)));
  addEventListener("keyup", () => rested(() => watch.keys.push(settledAt - pressedAt)), true);
}
