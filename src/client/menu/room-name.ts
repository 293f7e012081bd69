/** What a new room is called: as somebody wishes at the beginning, and at the end as nobody guesses. */

/** Base 32 without the letters that are taken for others when they are read out: i, l, o, u. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** 26 characters of 5 random bits: 130, more than anybody can try. */
const RANDOM = 26;

/** Characters that `ROOM_NAME` leaves beside these, the four hyphens in them and the one before them. */
const WISHED = 64 - RANDOM - 4 - 1;

/** Latin letters that are more than a letter of a–z with a mark. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ð", "d"],
  ["đ", "d"],
  ["ħ", "h"],
  ["ı", "i"],
  ["ł", "l"],
  ["ŋ", "n"],
  ["ŧ", "t"],
  ["þ", "th"],
  ["ə", "e"],
]);

/** What a link can carry of a wish: "Pożegnanie Łucji" → "pozegnanie-lucji". It may be nothing. */
export function linkPart(wish: string): string {
  return wish
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[^a-z0-9]/gu, (other) => LETTERS.get(other) ?? "-")
    .replace(/-+/g, "-")
    .replace(/^-/, "")
    .slice(0, WISHED)
    .replace(/-$/, "");
}

/** A name like "tea-4tq0z-…": the random part is in groups that can be told over the telephone. */
export function newRoomName(wish: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM));
  const random = Array.from(bytes, (byte) => ALPHABET[byte % 32]).join("");
  const groups = random.replace(/.{5}(?=.{5})/g, "$&-");
  const start = linkPart(wish);
  return start === "" ? groups : `${start}-${groups}`;
}
