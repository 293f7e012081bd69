/** The way to a new room. */

import { useState } from "preact/hooks";
import type { MenuTexts } from "../../presentation/en-menu.ts";
import { linkPart, newRoomName } from "./room-name.ts";

/** Characters that can be wished: more than a link takes of them, and few enough to look at each time. */
const WISH = 64;

/** A field for how its name may begin, and what comes of that. */
export function NewRoom({ texts }: { readonly texts: MenuTexts }) {
  const [wish, setWish] = useState("");
  const [refused, setRefused] = useState(false);
  const start = linkPart(wish);
  const open = () => {
    // Whoever has wished for something is not given a room that has nothing of it.
    if (start === "" && wish.trim() !== "") return setRefused(true);
    location.assign(`/rooms/${newRoomName(wish)}`);
  };
  return (
    <>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <input
          dir="auto"
          autocomplete="off"
          enterkeyhint="go"
          spellcheck={false}
          maxLength={WISH}
          placeholder={texts.newRoomName}
          aria-label={texts.newRoomName}
          aria-describedby="new-room"
          aria-invalid={refused}
          value={wish}
          onInput={(event) => {
            setWish(event.currentTarget.value);
            setRefused(false);
          }}
        />
        <button class="button">{texts.newRoom}</button>
      </form>
      <div id="new-room">
        {refused ? (
          <p role="alert" ref={(said) => said?.scrollIntoView({ block: "nearest" })}>
            {texts.noRoomName}
          </p>
        ) : (
          <p>{start === "" ? texts.newRoomHint : texts.newRoomCalled(start)}</p>
        )}
      </div>
    </>
  );
}
