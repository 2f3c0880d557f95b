import { isRefused, stateAfter, type Decider } from '#domain/decision';
import { eventRegistry } from '#events';

interface Recorded {
  readonly type: string;
  readonly data: unknown;
}

/**
 * Given these events, when this command, then those events, or that refusal.
 * Whatever is accepted must fit the schema of its event.
 */
export function scenario<Command, State, Event extends Recorded, Context>(
  decider: Decider<Command, State, Event, Context>,
  usual: Context,
) {
  return {
    given: (...history: readonly Event[]) => ({
      when(command: Command, told: Partial<Context> = {}) {
        const context = typeof usual === 'object' ? { ...usual, ...told } : usual;
        const decision = decider.decide(command, stateAfter(decider, history), context);
        return {
          then(...events: readonly Event[]): void {
            expect(decision).toEqual({ accepted: events });
            for (const event of events) expect(eventRegistry.fault(event)).toBeNull();
          },
          /** Accepted, and so already. */
          thenNothing(): void {
            expect(decision).toEqual({ accepted: [] });
          },
          thenRefused(code: string, field?: string): void {
            expect(isRefused(decision) ? decision.refused : decision).toMatchObject({
              code,
              ...(field === undefined ? {} : { field }),
            });
            expect(isRefused(decision) && decision.refused.remedy).toMatch(/\S.*[.!?]$/);
            expect(JSON.stringify(decision)).not.toMatch(/undefined|null|NaN/);
          },
        };
      },
    }),
  };
}
