/** The rooms that one has been in, and the way to a new one. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Visit } from "../memory/visits.ts";
import { NewRoom } from "./new-room.tsx";
import { Row, type RowProps } from "./row.tsx";

/** Rooms that are listed at once, the one that is open among them: what comes after them is not far. */
const FEW = 6;

interface RoomsProps extends Pick<RowProps, "texts" | "times" | "onRemove"> {
  /** The room that is open. */
  readonly here: string;
  /** What was remembered when the menu was opened, the last one first. */
  readonly visits: readonly Visit[];
}

/** The part of the menu that leads elsewhere. */
export function Rooms({ here, visits, texts, ...row }: RoomsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [all, setAll] = useState(false);
  // A button needs as much space as the one room that it would show.
  const few = !all && visits.length > FEW + 1;
  useEffect(() => {
    // The button that was pressed is gone: one goes on where it stood.
    if (all) list.current?.children[FEW]?.querySelector("a")?.focus();
  }, [all]);
  return (
    <section class="rooms" aria-labelledby="rooms">
      <h3 id="rooms">{texts.rooms}</h3>
      <NewRoom texts={texts} />
      <ul ref={list}>
        {visits.slice(0, few ? FEW : undefined).map((visit) => (
          <Row key={visit.room} open={visit.room === here} {...{ visit, texts }} {...row} />
        ))}
      </ul>
      {few && (
        <button type="button" class="button all" onClick={() => setAll(true)}>
          {texts.allRooms(visits.length)}
        </button>
      )}
      {visits.every(({ room }) => room === here) && <p>{texts.onlyThisRoom}</p>}
    </section>
  );
}
