/** Reads new messages out, a few at a time. The list itself is silent: older pages come into it too. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../protocol/frames.ts";
import type { Texts } from "../../presentation/en.ts";
import type { RoomState } from "../state.ts";

/** Milliseconds in which messages are gathered. */
const GATHER = 1_000;

/** More messages than this at once are only counted. */
const READ_OUT = 3;

interface AnnouncerProps {
  readonly room: RoomState;
  readonly texts: Texts;
}

export function Announcer({ room, texts }: AnnouncerProps) {
  const heard = useRef(room.head);
  const [said, say] = useState("");

  useEffect(() => {
    const timer = setTimeout(() => {
      const news = room.messages.filter(
        ({ seq, by }) => seq > heard.current && by.id !== room.you?.id,
      );
      heard.current = room.head;
      if (news.length > 0) say(announcement(news, texts));
    }, GATHER);
    return () => clearTimeout(timer);
  }, [room.head]);

  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}

function announcement(news: readonly Message[], texts: Texts): string {
  if (news.length > READ_OUT) return texts.newMessages(news.length);
  return news.map(({ by, text }) => texts.announced(by.name, text)).join("\n");
}
