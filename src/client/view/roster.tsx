/** Who is here: beside the list on a wide screen, on a narrow one behind the button in the header. */

import type { Reader, RoomState } from "../state.ts";
import { Avatar } from "./avatar.tsx";

interface RosterProps {
  readonly room: RoomState;
  readonly reader: Reader;
}

/** The people with a name by their names, and how many are here without one. */
export function Roster({ room, reader: { texts } }: RosterProps) {
  const named = Array.from(room.named.values(), ({ id, name }) => ({ id, name: name ?? "" }));
  const readers = (room.people ?? 0) - named.length;
  return (
    <aside class="roster" id="roster" popover="auto" aria-labelledby="here">
      <h2 id="here">{texts.here}</h2>
      {room.people !== null && named.length > 0 && <p class="count">{texts.people(room.people)}</p>}
      <ul>
        {named
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map(({ id, name }) => (
            <li key={id}>
              <Avatar id={id} />
              <bdi>{name}</bdi>
              {id === room.you?.id && <span class="you">{texts.you}</span>}
            </li>
          ))}
      </ul>
      {readers > 0 && <p>{texts.readers(readers)}</p>}
      <p class="more">
        <button type="button" popovertarget="roster" popovertargetaction="hide">
          {texts.close}
        </button>
        <a href={`/rooms/${room.room}/threads`}>{texts.sessions}</a>
      </p>
    </aside>
  );
}
