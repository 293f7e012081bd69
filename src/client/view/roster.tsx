/** Who is here: beside the list on a wide screen, on a narrow one behind the button in the header. */

import { Component } from "preact";
import type { Person } from "../../protocol/frames.ts";
import type { Link, Names, Reader, RoomState } from "../state.ts";
import { Avatar } from "./avatar.tsx";
import { SheetHead } from "./sheet-head.tsx";

/** Names that are shown at first, and that are added at a press: more than anybody reads at once. */
const SHOWN = 200;

interface RosterProps {
  readonly room: RoomState;
  readonly names: Names;
  readonly link: Link;
  readonly reader: Reader;
  readonly onAsk: () => void;
}

/** The people with a name by their names, and how many are here without one. */
export class Roster extends Component<RosterProps, { readonly shown: number }> {
  override state = { shown: SHOWN };

  /** Messages change nothing here, and there may be very many of both. */
  override shouldComponentUpdate(
    next: RosterProps,
    { shown }: { readonly shown: number },
  ): boolean {
    const { room, names, link } = this.props;
    return (
      shown !== this.state.shown ||
      next.names !== names ||
      next.link.kind !== link.kind ||
      next.room.named !== room.named ||
      next.room.people !== room.people ||
      next.room.crowded !== room.crowded ||
      next.room.you !== room.you
    );
  }

  override render({ room, names, link, reader, onAsk }: RosterProps) {
    const { texts, times } = reader;
    const { crowded } = room;
    const people = crowded && names.at === null ? [] : byName(room.named);
    const shown = people.slice(0, this.state.shown);
    const readers = crowded ? 0 : (room.people ?? 0) - people.length;
    return (
      <aside class="roster sheet" id="roster" popover="auto" aria-labelledby="here">
        <SheetHead id="here" close={texts.close} popover="roster">
          {(link.kind === "lost" || link.kind === "closed") && room.people !== null
            ? texts.hereAt(times.time(link.since))
            : texts.here}
        </SheetHead>
        {room.people !== null && (crowded || people.length > 0) && (
          <p class="count">{texts.people(room.people)}</p>
        )}
        {crowded && (
          <div class="ask">
            <output>
              {names.at === null ? texts.crowd : texts.namesAsOf(times.time(names.at))}
            </output>
            <button type="button" class="button" onClick={onAsk}>
              {askLabel(names, reader)}
            </button>
          </div>
        )}
        <ul>
          {shown.map(({ id, name }) => (
            <li key={id}>
              <Avatar id={id} />
              <bdi>{name}</bdi>
              {id === room.you?.id && <span class="you">{texts.you}</span>}
            </li>
          ))}
        </ul>
        {people.length > shown.length && (
          <button type="button" class="button rest" onClick={this.#showMore}>
            {texts.moreNames(people.length - shown.length)}
          </button>
        )}
        {readers > 0 && (
          <p>
            {texts.readers(readers)}
            {room.you?.name === null && ` · ${texts.you}`}
          </p>
        )}
        <p class="more">
          <a href={`/rooms/${room.room}/threads`}>{texts.sessions}</a>
        </p>
      </aside>
    );
  }

  readonly #showMore = (): void => this.setState(({ shown }) => ({ shown: shown + SHOWN }));
}

function askLabel({ at, asked }: Names, { texts }: Reader): string {
  if (asked) return texts.askingNames;
  return at === null ? texts.showNames : texts.askAgain;
}

function byName(named: ReadonlyMap<string, Person>) {
  return Array.from(named.values(), ({ id, name }) => ({ id, name: name ?? "" })).toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
}
