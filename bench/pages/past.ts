/** What has been said before anybody comes: the same in every room. */

/** Messages that a room has, as many as Gatehouse's page shows. */
const COUNT = 50;

const PEOPLE = ["Ala", "Bartek", "Celina"];

/** Words of a message. */
const LENGTHS = { min: 2, max: 24 };

const WORDS = `a about after again all and any arrived asked at back before bridge bring but by came
  can change coffee come could day did door early end even every evening find first for friday from
  garden gate get go good had has have her here him home house how i if in into is it just keys know
  last late leave left letter like little long look made make man many may me meet more morning much
  must my never new next night no not note now of office old on once one only open or other our out
  over paper people place plan please put quiet rain read right road room said same saw say see she
  should small so some soon still street such table take tell than that the their them then there
  they thing think this time to today together tomorrow too train two under until up us very wait
  walk was water way we week well went were what when where which while white who will window with
  word work world would year yes yet you your`.split(/\s+/);

export interface Said {
  readonly by: string;
  readonly text: string;
}

/** Always the same, and no two messages alike: what is repeated would cost nothing once compressed. */
export const PAST: readonly Said[] = talk();

function talk(): Said[] {
  let seed = 1;
  /** A whole number from 0 that is below the limit, of the generator that Park and Miller proposed. */
  const draw = (limit: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  return Array.from({ length: COUNT }, () => {
    const length = LENGTHS.min + draw(LENGTHS.max - LENGTHS.min + 1);
    const words = Array.from({ length }, () => WORDS[draw(WORDS.length)]);
    return { by: PEOPLE[draw(PEOPLE.length)] ?? "", text: words.join(" ") };
  });
}
