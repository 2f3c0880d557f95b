import type { RouteOptions } from 'fastify';

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** `/v1/periods/:month` → every address of that form, with or without a slash at its end. */
function patternOf(url: string): RegExp {
  const form = url
    .replace(/\/$/, '')
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll(/:[A-Za-z0-9_]+/g, '[^/]+');
  return new RegExp(`^${form}/?$`);
}

/** Which methods the addresses of this server take, as its routes are added. */
export class KnownRoutes {
  private readonly routes: KnownRoute[] = [];

  readonly add = ({ url, method }: Pick<RouteOptions, 'url' | 'method'>): void => {
    this.routes.push({ pattern: patternOf(url), methods: [method].flat() });
  };

  /** Ascending; none where there is no such address. */
  methodsOf(address: string): readonly string[] {
    const path = address.split('?', 1)[0]!;
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods: of }) => of);
    return [...new Set(methods)].sort();
  }
}
