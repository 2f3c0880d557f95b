/** What the framework refuses before any of our code sees the request, by status. */
export const FRAMEWORK_FAULTS: Readonly<Record<number, { readonly code: string; readonly remedy: string }>> =
  {
    400: { code: 'REQUEST_NOT_READABLE', remedy: 'Send well-formed JSON as described in /openapi.json.' },
    404: { code: 'ADDRESS_UNKNOWN', remedy: 'GET / lists what there is; /docs describes it.' },
    405: { code: 'METHOD_NOT_ALLOWED', remedy: 'See /docs for the methods of this address.' },
    408: { code: 'REQUEST_TOO_SLOW', remedy: 'Send the request again.' },
    413: { code: 'REQUEST_TOO_LARGE', remedy: 'Split the request into smaller ones.' },
    414: {
      code: 'ADDRESS_TOO_LONG',
      remedy: 'No name in an address is so long: at most 200 characters between two slashes.',
    },
    415: {
      code: 'MEDIA_TYPE_NOT_SUPPORTED',
      remedy: 'Send application/json; where a file is taken, one of the types that /docs names.',
    },
    429: { code: 'OVERLOADED', remedy: 'Wait as Retry-After says, then send the same request again.' },
    431: {
      code: 'HEADERS_TOO_LARGE',
      remedy: 'Send a shorter address and fewer or shorter headers: 16 KiB together.',
    },
    503: { code: 'NOT_READY', remedy: 'Wait until /health/ready answers 200.' },
  };
