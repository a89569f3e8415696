import type { Random } from './random.ts';

/**
 * Returns a function that draws from a shuffled deck of cards, which is shuffled again when it is empty. Unlike independent
 * picks, it cannot leave out a card for long.
 *
 * @param copies how many cards of each kind there are
 */
export function createDeck<Kind extends string>(random: Random, copies: Readonly<Record<Kind, number>>): () => Kind {
  const cards = (Object.keys(copies) as Kind[]).flatMap((kind) => Array<Kind>(copies[kind]).fill(kind));
  let deck: Kind[] = [];
  return () => {
    if (deck.length === 0) deck = [...cards];
    const card = random.pick(deck);
    deck.splice(deck.indexOf(card), 1);
    return card;
  };
}
