/** Reads new messages out, a few at a time. The list itself is silent: older pages come into it too. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../protocol/frames.ts";
import type { Texts } from "../../presentation/en.ts";
import type { RoomState } from "../state.ts";
import { firstFrom } from "./window.ts";

/** Milliseconds in which messages are gathered. */
const GATHER = 1_000;

/** More messages than this at once are only counted. */
const READ_OUT = 3;

interface AnnouncerProps {
  readonly room: RoomState;
  readonly texts: Texts;
}

/** A live region: what it says, a screen reader says when it has nothing else to say. */
export function Announcer({ room, texts }: AnnouncerProps) {
  const latest = useRef(room);
  const heard = useRef(room.head);
  const gathering = useRef(false);
  const [said, say] = useState("");
  latest.current = room;

  useEffect(() => {
    if (gathering.current || room.head === heard.current) return;
    gathering.current = true;
    setTimeout(() => {
      gathering.current = false;
      const { messages, tail, head, you } = latest.current;
      const newest = tail ?? messages;
      const since = newest.slice(firstFrom(newest, heard.current + 1));
      const news = since.filter(({ by }) => by.id !== you?.id);
      heard.current = head;
      if (news.length > 0) say(announcement(news, texts));
    }, GATHER);
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
