/** The notification of a room: there is one, and it says the latest. */

/**
 * Whether this site may notify: what its reader has said, or that there is no such thing here, in
 * this browser or at an address without https.
 */
export type Permission = NotificationPermission | "missing" | "insecure";

export function permission(): Permission {
  if (!isSecureContext) return "insecure";
  return hasBanners() ? Notification.permission : "missing";
}

/** Asks the reader, who must just have pressed something; they may have answered long ago. */
export async function askPermission(): Promise<Permission> {
  return isSecureContext && hasBanners() ? Notification.requestPermission() : permission();
}

function hasBanners(): boolean {
  return "Notification" in globalThis && "serviceWorker" in navigator;
}

/** Shows the notification of a room, in the place of its last one; `loud` asks for a second look. */
export async function showBanner(room: string, body: string, loud: boolean): Promise<void> {
  if (permission() !== "granted") return;
  const options = {
    body,
    tag: tagOf(room),
    renotify: loud,
    // The page has a sound of its own, which is switched on by itself.
    silent: true,
    icon: "/icons/192.png",
    data: location.href,
  };
  // By way of the service worker: phones have no other, and it knows how to come back to the page.
  await (await registration())?.showNotification(room, options);
}

/** Takes the notification of a room away: it has been read. */
export async function removeBanner(room: string): Promise<void> {
  if (permission() !== "granted") return;
  const shown = (await (await registration())?.getNotifications({ tag: tagOf(room) })) ?? [];
  for (const notification of shown) notification.close();
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  const registered = await navigator.serviceWorker.getRegistration();
  return registered?.active ? registered : undefined;
}

function tagOf(room: string): string {
  return `gatehouse:${room}`;
}
