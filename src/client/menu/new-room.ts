/** A room that nobody finds who has not been given its address. */

/** Base 32 without the letters that are taken for others when they are read out: i, l, o, u. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** 26 characters of 5 random bits: 130, more than anybody can try. */
const LENGTH = 26;

/** A name like "4tq0z-…", in groups that can be told over the telephone. */
export function newRoomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  const name = Array.from(bytes, (byte) => ALPHABET[byte % 32]).join("");
  return name.replace(/.{5}(?=.{5})/g, "$&-");
}
