/** Rejects where the work has not ended in time; what comes of it later is dropped. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** No answer in time. */
export class Late extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'Late';
  }
}
