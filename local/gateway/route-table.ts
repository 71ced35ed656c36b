/** A route as API Gateway knows it: `METHOD /path/{parameter}`, `ANY /path/{proxy+}` or `$default`. */
export interface Route<T> {
  readonly key: string;
  readonly target: T;
}

export interface RouteMatch<T> {
  readonly route: Route<T>;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Pattern<T> {
  readonly route: Route<T>;
  readonly method: string;
  readonly segments: readonly string[];
}

/** Finds routes as an HTTP API does: the most specific one that matches, else `$default`. */
export class RouteTable<T> {
  readonly #patterns: readonly Pattern<T>[];
  readonly #default: Route<T> | undefined;

  constructor(routes: readonly Route<T>[]) {
    this.#default = routes.find(({ key }) => key === '$default');
    this.#patterns = routes
      .filter(({ key }) => key !== '$default')
      .map((route) => {
        const [method = '', path = ''] = route.key.split(' ');
        return { route, method, segments: path.split('/') };
      })
      .sort((a, b) => compare(rank(a), rank(b)));
  }

  find(method: string, path: string): RouteMatch<T> | undefined {
    const segments = path.split('/');
    for (const pattern of this.#patterns) {
      if (pattern.method !== method && pattern.method !== 'ANY') continue;
      const pathParameters = parametersOf(pattern.segments, segments);
      if (pathParameters !== undefined) return { route: pattern.route, pathParameters };
    }
    return this.#default && { route: this.#default, pathParameters: {} };
  }
}

/** Sorts literal segments before parameters, parameters before greedy ones, and a method before ANY. */
function rank({ segments, method }: Pattern<unknown>): string {
  const kinds = segments.map((segment) => (segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0'));
  return `${kinds.join('')}${method === 'ANY' ? '1' : '0'}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parametersOf(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = path[index];
    if (actual === undefined) return undefined;
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(expected) ?? [];
    if (name === undefined) {
      if (actual !== expected) return undefined;
    } else if (greedy === '+') {
      parameters[name] = decoded(path.slice(index).join('/'));
      return parameters;
    } else if (actual === '') {
      return undefined;
    } else {
      parameters[name] = decoded(actual);
    }
  }
  return pattern.length === path.length ? parameters : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
