/** A room in the list of those that one has been in. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { MenuTexts } from "../../presentation/en-menu.ts";
import type { Times } from "../../presentation/time.ts";
import { unread, type Visit } from "../memory/visits.ts";
import { fetchHead } from "./head.ts";

/** A count beyond this is not told: it would say no more, and need more room. */
const COUNTED = 999;

export interface RowProps {
  readonly visit: Visit;
  /** Whether it is the room that one is in. */
  readonly open: boolean;
  readonly texts: MenuTexts;
  readonly times: Times;
  /** Gives what puts it back. */
  readonly onRemove: (visit: Visit) => () => void;
}

/** A room that is removed keeps its row until the menu is closed: its address may be known nowhere else. */
export function Row({ visit, open, texts, times, onRemove }: RowProps) {
  const { room, at, others } = visit;
  const [putBack, setPutBack] = useState<(() => void) | null>(null);
  const removed = putBack !== null;
  const [row, news] = useNews(visit, open);
  const toggle = () => {
    putBack?.();
    const undo = putBack ? null : onRemove(visit);
    setPutBack(() => undo);
  };
  return (
    <li ref={row} data-removed={removed}>
      <a href={`/rooms/${room}`} aria-current={open ? "page" : undefined}>
        <bdi>{room}</bdi>
        {news > 0 && !removed && (
          <span class="unread">
            <span aria-hidden="true">{news > COUNTED ? `${COUNTED}+` : news}</span>
            <span class="unseen">{texts.unread(news)}</span>
          </span>
        )}
        <small>
          {!open && others.length > 0 && <Others names={others} texts={texts} />}
          <span>{removed ? texts.removed : open ? texts.thisRoom : times.ago(at, Date.now())}</span>
        </small>
      </a>
      {!open && (
        <button
          type="button"
          class="icon"
          aria-label={removed ? texts.putBack(room) : texts.remove(room)}
          onClick={toggle}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={removed ? "M9 7 5 11l4 4M5 11h9a5 5 0 0 1 0 10" : "M6 6l12 12M18 6 6 18"} />
          </svg>
        </button>
      )}
    </li>
  );
}

/** They tell one room with a long random name from another. */
function Others({
  names,
  texts,
}: {
  readonly names: readonly string[];
  readonly texts: MenuTexts;
}) {
  return (
    <span class="others">
      {texts.others}
      {names.map((name, i) => (
        <>
          {i > 0 && ","} <bdi>{name}</bdi>
        </>
      ))}
    </span>
  );
}

/**
 * How much is new in a room. It is asked when its row comes into sight, and once: each question
 * wakes a room, and nobody needs the answer for a row that is not looked at.
 */
function useNews(visit: Visit, open: boolean) {
  const row = useRef<HTMLLIElement>(null);
  const [news, setNews] = useState(0);
  useEffect(() => {
    if (open || !row.current) return undefined;
    const observer = new IntersectionObserver((sights) => {
      if (!sights.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void fetchHead(visit.room).then((head) => head && setNews(unread(visit, head)));
    });
    observer.observe(row.current);
    return () => observer.disconnect();
  }, [visit, open]);
  return [row, news] as const;
}
