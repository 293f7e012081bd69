/** How others come here: the room's address, copied, shared or scanned. */

import { useRef, useState } from "preact/hooks";
import type { FunctionComponent } from "preact";
import type { MenuTexts } from "../../presentation/en-menu.ts";
import { copyText } from "../clipboard.ts";
import { isLocal } from "./reach.ts";

interface InviteProps {
  readonly room: string;
  /** The room's address, whole. */
  readonly address: string;
  /** What the address is called when it is shared. */
  readonly title: string;
  readonly texts: MenuTexts;
}

type Code = FunctionComponent<{ readonly text: string; readonly label: string }>;

/** The part of the menu that comes first. */
export function Invite({ room, address, title, texts }: InviteProps) {
  const field = useRef<HTMLInputElement>(null);
  const [said, say] = useState<"linkCopied" | "notCopied" | "notLoaded" | null>(null);
  const [code, setCode] = useState<{ readonly Code: Code } | null>(null);

  const copy = async () => {
    if (!field.current) return;
    // Said again, it is heard again only if it was silent in between.
    say(null);
    const within = field.current.parentElement ?? document.body;
    const copied = await copyText(address, within);
    if (!copied) field.current.select();
    say(copied ? "linkCopied" : "notCopied");
  };
  const toggleCode = async () => {
    if (code) return setCode(null);
    try {
      setCode(await import("./code.tsx"));
    } catch {
      say("notLoaded");
    }
  };
  // Whoever leaves the sheet without sharing has not met with an error.
  const share = () => navigator.share({ title, url: address }).catch(() => {});

  return (
    <section class="invite" aria-labelledby="invite">
      <h3 id="invite">{texts.invite}</h3>
      <input
        ref={field}
        class="address"
        dir="ltr"
        readOnly
        aria-label={texts.link}
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="ways">
        {/* The first thing that one comes here for. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <button type="button" class="button strong" autofocus onClick={() => void copy()}>
          {texts.copyLink}
        </button>
        <button
          type="button"
          class="button"
          aria-expanded={code !== null}
          onClick={() => void toggleCode()}
        >
          {texts.qrCode}
        </button>
        {"share" in navigator && (
          <button type="button" class="button" onClick={() => void share()}>
            {texts.share}
          </button>
        )}
      </div>
      <output class="said">{said && texts[said]}</output>
      {isLocal(address) && <p>{texts.localLink}</p>}
      {code && <code.Code text={address} label={texts.qrCodeOf(room)} />}
    </section>
  );
}
