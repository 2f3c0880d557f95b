import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_TYPE, type ProblemDetails, problemOf } from './problem.js';
import { FRAMEWORK_FAULTS } from './framework-faults.js';

const problemOfStatus = (status: number): ProblemDetails =>
  problemOf(status, { field: '', ...FRAMEWORK_FAULTS[status]! });

/** Answers an address that the router cannot read (400) or a part of which is too long (414). */
export function answerBadAddress(
  error: { readonly statusCode?: number },
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const problem =
    error.statusCode === 414
      ? problemOfStatus(414)
      : problemOf(400, {
          code: 'ADDRESS_NOT_READABLE',
          field: '',
          remedy: 'Send an address whose percent-encoding is that of UTF-8: %25 stands for a percent sign.',
        });
  void reply.status(problem.status).header('Content-Type', PROBLEM_TYPE).send(problem);
}

function statusOfFault(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

/** Answers what is no request: headers too large or too slow, or no HTTP at all. */
export function answerNoRequest(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || socket.destroyed) return;
  const status = statusOfFault(fault.code);
  const body = JSON.stringify(problemOfStatus(status));
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nContent-Type: ${PROBLEM_TYPE}\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroy(fault);
}
