/** A command as `POST /v1/commands` takes it. */
export interface DemoCommand {
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A command that people send at an instant of the month. */
export interface DatedCommand extends DemoCommand {
  readonly atMs: number;
}

export const command = (name: string, data: Readonly<Record<string, unknown>>): DemoCommand => ({
  command: name,
  data,
});
