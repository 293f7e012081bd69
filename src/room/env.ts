/** The variables of wrangler.toml that a room reads. They arrive as text. */
export interface RoomEnv {
  /** Posts that a session may send per second in the long run. */
  readonly POSTS_PER_SECOND: string;
  /** Posts that a session may send at once. */
  readonly POSTS_BURST: string;
}

/**
 * Reads a variable that must be a positive number.
 * @throws Error if it is none: a room with a wrong limit is worse than one that does not start
 */
export function positiveNumber(env: RoomEnv, name: keyof RoomEnv): number {
  const value = Number(env[name]);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`The variable ${name} must be a positive number, not "${env[name]}".`);
}
