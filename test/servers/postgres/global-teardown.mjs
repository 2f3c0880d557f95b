/** Ends what the run started. */
export default async function endServer() {
  await globalThis.endTestPostgres?.();
}
