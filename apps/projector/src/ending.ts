const INTERRUPTED = 130;

/** Given with the first signal to end; a second one ends the process at once. */
export function endingSignal(): AbortSignal {
  const ending = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending.signal.aborted) process.exit(INTERRUPTED);
    ending.abort(signal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return ending.signal;
}

export const untilEnded = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Whether it is closed in time. What is not written then is folded again by whoever goes on. */
export async function closedWithin(ms: number, closing: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const closed = await Promise.race([closing.then(() => true as const), late]);
  clearTimeout(timer);
  return closed;
}
