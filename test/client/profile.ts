/** A person's browser and their room: pages that crash, a drawer that is slow, links that break. */

import { vi } from "vitest";
import type { PostFrame } from "../../src/protocol/frames.ts";
import { Outbox, type Shelf } from "../../src/client/outbox.ts";
import type { Pending } from "../../src/client/state.ts";

/** Lets promises that are settled have their effects. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

interface Job {
  readonly tab: string;
  readonly run: () => void;
}

/** What the browser's database is to the pages: one for all, and it works when the test says so. */
export class Drawer {
  #kept: readonly { readonly tab: string; readonly post: Pending }[] = [];
  #jobs: readonly Job[] = [];

  get posts(): readonly Pending[] {
    return this.#kept.map(({ post }) => post);
  }

  put(tab: string, post: Pending): void {
    this.#kept = [...this.#kept.filter((it) => it.post.id !== post.id), { tab, post }];
  }

  /** What a page sees of the drawer. Others may be open at any time: `open` is asked when it matters. */
  shelf(tab: string, open: () => ReadonlySet<string>): Shelf {
    const later = <T>(run: () => T) =>
      new Promise<T>((done) => {
        this.#jobs = [...this.#jobs, { tab, run: () => done(run()) }];
      });
    return {
      keep: (post) => later(() => this.put(tab, post)),
      mark: (post) =>
        later(() => {
          this.#kept = this.#kept.map((it) => (it.post.id === post.id ? { ...it, post } : it));
        }),
      drop: (ids) =>
        later(() => {
          this.#kept = this.#kept.filter(({ post }) => !ids.includes(post.id));
        }),
      takeOver: async () => {
        // The real one looks first, and asks which pages are open.
        await later(() => {});
        return later(() => {
          const left = this.#kept.filter((it) => !open().has(it.tab));
          this.#kept = this.#kept.map((it) => (left.includes(it) ? { ...it, tab } : it));
          return left.map(({ post }) => post);
        });
      },
    };
  }

  /** Does the next thing that a page has asked for. */
  async work(tab: string): Promise<void> {
    const job = this.#jobs.find((it) => it.tab === tab);
    this.#jobs = this.#jobs.filter((it) => it !== job);
    job?.run();
    await settle();
  }

  async workAll(tab: string): Promise<void> {
    while (this.#jobs.some((it) => it.tab === tab)) await this.work(tab);
  }

  /** The page is gone: what it has asked for and not got is never done. */
  forget(tab: string): void {
    this.#jobs = this.#jobs.filter((it) => it.tab !== tab);
  }
}

/** A page and its link to the room. */
class Page {
  readonly tab: string;
  readonly outbox: Outbox;
  up: PostFrame[] = [];
  down: (() => void)[] = [];
  linked = false;

  constructor(tab: string, shelf: Shelf) {
    this.tab = tab;
    this.outbox = new Outbox(
      (frame) => this.linked && this.up.push(frame),
      () => {},
      shelf,
    );
    void this.outbox.gather();
  }

  cut(): void {
    this.linked = false;
    this.up = [];
    this.down = [];
    this.outbox.close();
  }
}

export type Action =
  | "write"
  | "stored"
  | "rate_limited"
  | "text_too_long"
  | "answer"
  | "work"
  | "retry"
  | "link"
  | "cut"
  | "wait"
  | "crash"
  | "gather";

/** The pages of one person in one room. The room stores a post once, whoever sends it. */
export class Profile {
  readonly drawer = new Drawer();
  readonly log: string[] = [];
  /** What each page has written, in its order. */
  readonly writtenBy = new Map<string, string[]>();
  /** What was refused at some time, and so has no claim to its place any more. */
  readonly troubled = new Set<string>();
  readonly #everKept = new Set<string>();
  readonly #pages: Page[];
  #tabs = 0;
  #posts = 0;

  constructor(pages: number) {
    this.#pages = Array.from({ length: pages }, () => this.#newPage());
  }

  get pages(): readonly Page[] {
    return this.#pages;
  }

  /** The posts that have been on the shelf: none of them may be lost. */
  get kept(): string[] {
    return Array.from(this.#everKept);
  }

  /** How many posts a page has sent that may still become entries. */
  underWay({ up }: Page): number {
    return up.filter(({ id }) => !this.log.includes(id)).length;
  }

  async act(action: Action, at: number): Promise<void> {
    const page = this.#pages[at];
    if (!page) return;
    switch (action) {
      case "write":
        this.#write(page);
        break;
      case "stored":
      case "rate_limited":
      case "text_too_long":
        this.#take(page, action);
        break;
      case "answer":
        page.down.shift()?.();
        break;
      case "work":
        await this.drawer.work(page.tab);
        break;
      case "retry":
        this.#retry(page);
        break;
      case "link":
        this.#link(page);
        break;
      case "cut":
        page.cut();
        break;
      case "wait":
        vi.advanceTimersByTime(50);
        break;
      case "crash":
        page.cut();
        this.drawer.forget(page.tab);
        this.#pages[at] = this.#newPage();
        break;
      case "gather":
        void page.outbox.gather();
        break;
    }
    await settle();
    for (const { id } of this.drawer.posts) this.#everKept.add(id);
  }

  /** Everything works and everybody has time, until nothing happens any more. */
  async calmDown(): Promise<void> {
    for (let round = 0; round < 2 * this.#posts + 4; round++) {
      for (const at of this.#pages.keys()) {
        await this.act(round === 0 ? "gather" : "link", at);
        for (const action of ["wait", "work", "work", "work", "stored"] as const) {
          await this.act(action, at);
        }
        for (const page of this.#pages) while (page.down.length > 0) page.down.shift()?.();
      }
    }
    for (const { tab } of this.#pages) await this.drawer.workAll(tab);
  }

  #newPage(): Page {
    const tab = `tab${this.#tabs++}`;
    const open = () => new Set(this.#pages.map((page) => page.tab));
    return new Page(tab, this.drawer.shelf(tab, open));
  }

  #write(page: Page): void {
    const id = `p${this.#posts++}`;
    this.writtenBy.set(page.tab, [...(this.writtenBy.get(page.tab) ?? []), id]);
    page.outbox.add({ id, text: id, after: 0, at: 0 });
  }

  #take(page: Page, verdict: "stored" | "rate_limited" | "text_too_long"): void {
    const post = page.up.shift();
    if (!post) return;
    const known = this.log.includes(post.id);
    if (verdict !== "stored" && !known) {
      if (verdict === "text_too_long") this.troubled.add(post.id);
      page.down.push(() => page.outbox.refused(post.id, verdict, 50));
      return;
    }
    if (!known) this.log.push(post.id);
    const readers = known ? [page] : this.#pages.filter(({ linked }) => linked);
    for (const { down, outbox } of readers) down.push(() => outbox.stored(post.id));
  }

  #retry(page: Page): void {
    const post = page.outbox.posts.find(({ failed }) => failed !== null);
    if (post) page.outbox.retry(post.id);
  }

  /** The welcome: everything that the page may have missed, and then it may send. */
  #link(page: Page): void {
    if (page.linked) return;
    page.linked = true;
    void page.outbox.gather();
    page.outbox.stored(...this.log);
    page.outbox.open();
  }
}
