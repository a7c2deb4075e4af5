/** Work in slices, while nobody waits; and work that waits for the next frame. */

/** The longest slice: shorter than a frame of 60 a second. */
const SLICE_MS = 12;
/** How long a slice waits for an idle moment at most, so that it gets done. */
const PATIENCE_MS = 100;

const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => SLICE_MS }), 1));

/** Call `step(milliseconds)`, over and over, until it gives true. @returns a promise of that, or of what it throws. */
export function whenIdle(step) {
  return new Promise((done, fail) => {
    const slice = (deadline) => {
      try {
        if (step(Math.min(Math.max(deadline.timeRemaining(), 4), SLICE_MS))) done();
        else wait();
      } catch (error) {
        fail(error);
      }
    };
    const wait = () => idle(slice, { timeout: PATIENCE_MS });
    wait();
  });
}

/** @returns what calls `act` before the next frame, once for however many calls: keys never queue for answers. */
export function oncePerFrame(act) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      act();
    });
  };
}
