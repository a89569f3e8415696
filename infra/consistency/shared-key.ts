/** The characters that may stand at one place of a key, or, where it repeats, at any number of places. */
interface Token {
  only?: string;
  except?: string;
  repeats?: true;
  /** The part of the source key that the characters belong to, if any. */
  part?: (typeof parts)[number];
}

const parts = ['key', 'dir', 'name', 'ext'] as const;

/** A key that two source keys have, the first by one template, the second by the other. */
export interface SharedKey {
  key: string;
  sourceKeys: [string, string];
}

/**
 * Returns a key that two different source keys have by one template, or any two source keys by two templates; undefined when there is no
 * such key. It follows all keys that both templates give, character by character, so that it misses none.
 */
export function sharedKey(one: string, other?: string): SharedKey | undefined {
  const patterns = patternsOf(one);
  const others = other === undefined ? patterns : patternsOf(other);
  for (const first of patterns) {
    for (const second of others) {
      const found = haveSameEnd(first, second) ? search(first, second) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** Returns the patterns of a template: one for each kind of source key, with or without a directory and an extension. */
function patternsOf(template: string): Token[][] {
  const pieces = template.split(/(\{key\}|\{dir\}\/|\{name\}|\.\{ext\})/);
  const kinds = template.includes('{key}')
    ? [{ hasDirectory: false, hasExtension: false }]
    : [true, false].flatMap((hasDirectory) => [true, false].map((hasExtension) => ({ hasDirectory, hasExtension })));
  return kinds.map(({ hasDirectory, hasExtension }) => {
    // No source key is empty.
    const tokens: Record<string, Token[]> = {
      '{key}': [
        { except: '', part: 'key' },
        { except: '', part: 'key', repeats: true },
      ],
      '{dir}/': hasDirectory
        ? [
            { except: '', part: 'dir', repeats: true },
            { only: '/', part: 'dir' },
          ]
        : [],
      '{name}': [
        ...(hasDirectory || hasExtension ? [] : [{ except: '/.', part: 'name' } as const]),
        { except: hasExtension ? '/' : '/.', part: 'name', repeats: true },
      ],
      '.{ext}': hasExtension
        ? [
            { only: '.', part: 'ext' },
            { except: '/.', part: 'ext', repeats: true },
          ]
        : [],
    };
    return pieces.flatMap((piece) => tokens[piece] ?? [...piece].map((only) => ({ only })));
  });
}

/** Most templates that share no key end differently: then there is nothing to search. */
function haveSameEnd(first: readonly Token[], second: readonly Token[]): boolean {
  for (let back = 1; ; back += 1) {
    const [one, other] = [first.at(-back)?.only, second.at(-back)?.only];
    if (one === undefined || other === undefined) return true;
    if (one !== other) return false;
  }
}

/** Reading the same characters by two patterns: the tokens that are next, and the way there. */
interface State {
  next: [number, number];
  /** Whether the source keys differ, or may be the same because the templates differ. */
  differs: boolean;
  read?: { before: State; character: string; tokens: [Token, Token] };
}

function search(first: readonly Token[], second: readonly Token[]): SharedKey | undefined {
  const states: State[] = [{ next: [0, 0], differs: first !== second }];
  const visited = new Set<number>();
  for (const before of states) {
    const [from, otherFrom] = before.next;
    if (before.differs && isEnd(first, from) && isEnd(second, otherFrom)) return exampleOf(before);
    for (const [i, one] of readers(first, from)) {
      for (const [j, other] of readers(second, otherFrom)) {
        const character = characterOf(one, other);
        const next: State['next'] = [i + (one.repeats ? 0 : 1), j + (other.repeats ? 0 : 1)];
        const differs = before.differs || i !== j;
        const id = 2 * (next[0] * (second.length + 1) + next[1]) + Number(differs);
        if (character === undefined || visited.has(id)) continue;
        visited.add(id);
        states.push({ next, differs, read: { before, character, tokens: [one, other] } });
      }
    }
  }
  return undefined;
}

/** Returns the tokens that can read the next character, each with its index: those that repeat may also read none. */
function readers(tokens: readonly Token[], from: number): [number, Token][] {
  const found: [number, Token][] = [];
  for (let index = from; ; index += 1) {
    const token = tokens[index];
    if (token) found.push([index, token]);
    if (!token?.repeats) return found;
  }
}

function isEnd(tokens: readonly Token[], from: number): boolean {
  return readers(tokens, from).every(([, { repeats }]) => repeats);
}

/** Returns a character that both tokens accept, if there is one. */
function characterOf(one: Token, other: Token): string | undefined {
  const character = one.only ?? other.only ?? 'x';
  const accept = ({ only = character, except = '' }: Token) => only === character && !except.includes(character);
  return accept(one) && accept(other) ? character : undefined;
}

function exampleOf(state: State): SharedKey {
  const reads: NonNullable<State['read']>[] = [];
  for (let { read } = state; read; { read } = read.before) reads.unshift(read);
  const sourceKey = (side: 0 | 1) =>
    parts.flatMap((part) => reads.filter((it) => it.tokens[side].part === part).map((it) => it.character)).join('');
  return { key: reads.map(({ character }) => character).join(''), sourceKeys: [sourceKey(0), sourceKey(1)] };
}
