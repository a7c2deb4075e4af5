/** Work in slices, while nobody waits. */

/** The longest slice: shorter than a frame of 60 a second. */
const SLICE_MS = 12;
/** How long a slice waits for an idle moment at most, so that it gets done. */
const PATIENCE_MS = 100;

const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => SLICE_MS }), 1));

/** Call `step(milliseconds)`, over and over, until it gives true; then `done`. */
export function whenIdle(step, done) {
  idle(
    (deadline) => {
      if (step(Math.min(Math.max(deadline.timeRemaining(), 4), SLICE_MS))) done();
      else whenIdle(step, done);
    },
    { timeout: PATIENCE_MS },
  );
}
