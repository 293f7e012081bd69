/** The choice of a language. */

import type { MenuTexts } from "../../presentation/en-menu.ts";
import { LANGUAGE_COOKIE, languageOf, LANGUAGES } from "../../presentation/language.ts";

/** 400 days, the longest that browsers keep a cookie. In seconds. */
const COOKIE_AGE = 400 * 24 * 60 * 60;

interface LanguageProps {
  /** The language of the page. */
  readonly language: string;
  readonly texts: MenuTexts;
}

/** The part of the menu in which that is chosen. Each language is named in its own words. */
export function Language({ language, texts }: LanguageProps) {
  return (
    <section class="language" aria-labelledby="language">
      <h3 id="language">{texts.language}</h3>
      <div class="ways">
        {LANGUAGES.map((tag) => (
          <button
            key={tag}
            type="button"
            class="button"
            lang={tag}
            aria-pressed={tag === languageOf(language)}
            onClick={() => choose(tag)}
          >
            {nameOf(tag)}
          </button>
        ))}
      </div>
    </section>
  );
}

/** The server renders the page, so it must know: a page that spoke two languages would flicker. */
function choose(tag: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // The Cookie Store API is missing over http.
  // oxlint-disable-next-line unicorn/no-document-cookie
  document.cookie = `${LANGUAGE_COOKIE}=${tag}; Path=/; Max-Age=${COOKIE_AGE}; SameSite=Lax${secure}`;
  location.reload();
}

function nameOf(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
