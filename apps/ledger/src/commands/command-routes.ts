import { Body, Controller, Headers, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Ids } from '#ports/ids';
import { invariant } from '#domain/decision';
import { Problem } from '../http/index.js';
import { IDS } from '../tokens.js';
import { CommandDoneDto, ProblemDto } from './answers.js';
import { actorFrom, commandIdFrom } from './command-headers.js';
import type { CommandDefinition } from './definition.js';
import { exampleOf } from './fields.js';
import type { CommandDone } from './outcome.js';
import { RunCommand } from './run-command.js';

interface CommandRoutes {
  run(
    command: string,
    body: unknown,
    key: string | undefined,
    actor: string | undefined,
  ): Promise<CommandDone>;
}

/** A controller with one route `POST /v1/commands/<path>` per definition; all of them do the same with another name. */
export function commandRoutes(subject: string, definitions: readonly CommandDefinition[]): Type<object> {
  @Controller('v1/commands')
  @ApiTags(`Commands: ${subject}`)
  class Routes implements CommandRoutes {
    constructor(
      private readonly bus: CommandBus,
      @Inject(IDS) private readonly ids: Ids,
    ) {}

    async run(
      command: string,
      body: unknown,
      key: string | undefined,
      actor: string | undefined,
    ): Promise<CommandDone> {
      const id = commandIdFrom(key, this.ids);
      const outcome = await this.bus.execute(new RunCommand(command, body, id, actorFrom(actor)));
      if (outcome.status === 'done') return outcome;
      const { status, code, field, detail, errors } = outcome.problem;
      throw new Problem(status, { code, field, remedy: detail }, errors);
    }
  }
  for (const definition of definitions) addRoute(Routes, definition);
  return Routes;
}

function addRoute(routes: { readonly prototype: CommandRoutes }, definition: CommandDefinition): void {
  const { name, path } = definition;
  const prototype = routes.prototype;
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: CommandRoutes, body: unknown, key?: string, actor?: string) {
      return this.run(path, body, key, actor);
    },
  });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  invariant(descriptor !== undefined, `route of ${name} was not made`);
  Body()(prototype, name, 0);
  Headers('idempotency-key')(prototype, name, 1);
  Headers('x-actor')(prototype, name, 2);
  Reflect.defineMetadata('design:paramtypes', [Object, String, String], prototype, name);
  for (const decorate of routeDecorators(definition)) decorate(prototype, name, descriptor);
}

function routeDecorators({ name, path, says, dto }: CommandDefinition): readonly MethodDecorator[] {
  const problem = (description: string) => ({ description, type: ProblemDto });
  return [
    Post(path),
    HttpCode(200),
    ApiOperation({ operationId: name, summary: says }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'id of the command: sent again with the same one, it is done once',
    }),
    ApiHeader({ name: 'X-Actor', required: false, description: 'person who gives it; default `operator`' }),
    ApiBody({ type: dto, examples: { example: { value: exampleOf(dto) } } }),
    ApiOkResponse({ type: CommandDoneDto, description: 'Done, or it was so already.' }),
    ApiResponse({ status: 400, ...problem('A field has not the form described here.') }),
    ApiResponse({ status: 404, ...problem('Something that it names does not exist.') }),
    ApiResponse({ status: 409, ...problem('The ledger knows otherwise.') }),
    ApiResponse({ status: 415, ...problem('The body is no application/json, or packed.') }),
    ApiResponse({ status: 422, ...problem('It cannot be so, whatever else is known.') }),
    ApiResponse({
      status: 503,
      ...problem(
        'Something it needs is away or behind. Sent again with its Idempotency-Key, it is done once.',
      ),
    }),
  ];
}
