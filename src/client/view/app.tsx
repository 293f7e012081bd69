/** The whole page, as a function of the state. */

import { Component, createRef } from "preact";
import type { Actions, Reader, State } from "../state.ts";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { Join } from "./join.tsx";
import { Log } from "./log.tsx";
import { Roster } from "./roster.tsx";
import { Typing } from "./typing.tsx";
import { Status } from "./status.tsx";

interface AppProps {
  readonly state: State;
  readonly actions: Actions;
  readonly reader: Reader;
  readonly now: number;
}

/** What stands in the element `#room`. */
export class App extends Component<AppProps> {
  readonly #dock = createRef<HTMLDivElement>();
  #isIn = false;

  override render({ state, actions, reader, now }: AppProps) {
    const { room, link, joining } = state;
    const { texts } = reader;
    const canWrite = this.#canWrite(state);
    return (
      <>
        {/* A network that is gone shows at once: what is only down may be up again in a moment. */}
        <header
          class="top"
          data-link={link.kind === "down" && !navigator.onLine ? "lost" : link.kind}
        >
          <img class="mark" src="/favicon.svg" alt="" width="28" height="28" />
          <h1>
            <bdi>{room.room}</bdi>
          </h1>
          {room.people !== null && (
            <button type="button" class="button people" popovertarget="roster">
              {texts.people(room.people)}
            </button>
          )}
          <button
            type="button"
            class="icon more"
            aria-haspopup="dialog"
            aria-label={texts.roomMenu}
            onClick={actions.openMenu}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M5 12h.01M12 12h.01M19 12h.01" />
            </svg>
          </button>
        </header>
        <main>
          <Log {...{ state, actions, reader, now }} />
          <div class="dock" ref={this.#dock}>
            <div class="line">
              <Status state={state} texts={texts} onRetry={actions.reconnect} />
              <Typing
                typists={state.typists}
                otherwise={canWrite || joining.refused ? null : texts.nameIsEnough}
                texts={texts}
              />
            </div>
            {canWrite ? (
              <Composer limit={room.textLimit} texts={texts} actions={actions} />
            ) : (
              <Join joining={joining} texts={texts} onJoin={actions.join} />
            )}
          </div>
        </main>
        <Roster names={state.names} onAsk={actions.askNames} {...{ room, link, reader }} />
        <Announcer room={room} texts={texts} />
      </>
    );
  }

  override getSnapshotBeforeUpdate(): Element | null {
    return document.activeElement;
  }

  /** What had the focus may be gone with a change: then the focus goes to where one writes. */
  override componentDidUpdate(_: AppProps, __: object, focused: Element | null): void {
    if (focused === document.body || document.activeElement !== document.body) return;
    const field = this.#dock.current?.querySelector<HTMLElement>("textarea, input");
    field?.focus({ preventScroll: true });
  }

  /**
   * Whether one may write: with a name that the room has granted, or with one that was asked for while
   * there was no room to hear it. Who was let in so stays until the room refuses, and does not have to
   * stop writing until it has heard.
   */
  #canWrite({ room: { you }, joining: { asked } }: State): boolean {
    const isNamed = you !== null && you.name !== null;
    this.#isIn = isNamed || (asked !== null && (you === null || this.#isIn));
    return this.#isIn;
  }
}
